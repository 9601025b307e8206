"""A session: one target language, one memory, the models it needs, each loaded once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any

from ..bitext import Bitext
from ..document import Document
from ..language import detect
from ..language.respelling import spelling_of
from ..resources import available_cores
from .engine import Decoding, ForcingEngine
from .links import Share
from .loading import EngineName, load_engine, load_translator, model_record
from .memory import Memory, settings_digest
from .models.folder import base_tag
from .parts import Translation
from .passages import model_text
from .plan import NotTranslated as NotTranslated
from .plan import Plan, Planner, bitext_of
from .progress import Progress
from .repair import Judge
from .translator import Pending, Translator


class Session:
    """Translates documents to ``target``.

    ``source`` settles the language of every paragraph; ``None`` routes each by detection. ``model``
    names the one model to use (name, folder or hub id); ``None`` takes the best installed one for
    each language. ``judges`` gives, for a source and a target language, what tells errors that are
    to be repaired. With ``words`` documents get word links where the model can tell. Raises
    ``ModelError`` where a named model is missing. ``planner`` tells which model there is for a
    language, or why there is none.
    """

    def __init__(
        self,
        target: str,
        memory: Memory,
        *,
        source: str | None = None,
        model: str | None = None,
        engine: EngineName = "ctranslate2",
        decoding: Decoding | None = None,
        threads: int | None = None,
        judges: Callable[[str, str], Judge] | None = None,
        words: bool = True,
    ) -> None:
        self.target = target
        self.memory = memory
        self.planner = Planner(target, source, model)
        self._words = words
        self._engine = engine
        self._decoding = decoding or Decoding()
        self._threads = threads or available_cores()
        self._judges = judges
        self._engines: dict[str, ForcingEngine] = {}
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._translators: dict[tuple[str, str], Translator] = {}
        self._stop = threading.Event()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up what has been begun and not finished; the memory stays open."""
        self._stop.set()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def translate(
        self,
        document: Document,
        progress: Progress | None = None,
        planned: Callable[[int], None] | None = None,
    ) -> Bitext | NotTranslated:
        """The document beside its translation, or why there is none.

        ``planned`` is told how many sentences there are to translate before ``progress`` hears how
        many more are done.
        """
        plan = self.planner.plan(document)
        if not isinstance(plan, Plan):
            return plan
        if planned:
            planned(len(plan.texts))
        (translations,) = self.begin([plan], progress)()
        return bitext_of(plan, translations, self.target, self.records(plan))

    def begin(
        self, plans: Sequence[Plan], progress: Progress | None = None
    ) -> Callable[[], list[list[Translation]]]:
        """Begin to translate what is planned; what comes back waits for the translations of each.

        Sentences of all the plans share batches.
        """
        begun: list[tuple[list[tuple[int, int]], Pending]] = []
        for lang in dict.fromkeys(lang for plan in plans for lang in plan.langs):
            places = [
                (number, index)
                for number, plan in enumerate(plans)
                for index, other in enumerate(plan.langs)
                if other == lang
            ]
            texts = [plans[number].texts[index] for number, index in places]
            begun.append((places, self._translator(lang).begin(texts, progress, self._words)))

        def finish() -> list[list[Translation]]:
            found: dict[tuple[int, int], Translation] = {}
            for places, pending in begun:
                found.update(zip(places, pending.finish(), strict=True))
            return [
                [found[number, index] for index in range(len(plan.texts))]
                for number, plan in enumerate(plans)
            ]

        return finish

    def records(self, plan: Plan) -> dict[str, dict[str, Any]]:
        """What a bitext keeps about the model of each language of a plan."""
        return {lang: self._record(lang, plan) for lang in dict.fromkeys(plan.langs)}

    def translate_texts(self, texts: Sequence[str], lang: str) -> list[Translation]:
        """One translation for each sentence; all are in ``lang``, which must have a model."""
        sources = self.planner.respelled(texts, lang)
        return self._translator(lang).translate([source.text for source in sources])

    def score_pairs(self, pairs: Sequence[tuple[str, str]], lang: str) -> list[float]:
        """The log probability of each (source, target) pair; sources are in ``lang``."""
        sources = self.planner.respelled([source for source, _ in pairs], lang)
        return self._translator(lang).score_batch(
            [(source.text, target) for source, (_, target) in zip(sources, pairs, strict=True)]
        )

    def word_shares(
        self, pairs: Sequence[tuple[str, str]], lang: str, owner: str
    ) -> list[tuple[Share, ...]]:
        """What links the words of each (source, target) pair of a document; sources in ``lang``.

        See ``links.linked_one_way`` and ``linked_both_ways``.
        """
        sources = self.planner.respelled([source for source, _ in pairs], lang)
        spelled = [
            (source.text, target) for source, (_, target) in zip(sources, pairs, strict=True)
        ]
        shares = self._translator(lang).word_shares(spelled, owner)
        return [
            tuple((*source.original(*share[:2]), *share[2:]) for share in some)
            for source, some in zip(sources, shares, strict=True)
        ]

    def language_of(self, text: str) -> str | None:
        """The language to translate ``text`` from; ``None`` where there is nothing to translate."""
        lang = self.planner.source or detect(text).lang
        return None if lang == "und" or base_tag(lang) == base_tag(self.target) else lang

    def record(self, lang: str) -> dict[str, Any]:
        """What a bitext keeps about the model that translates ``lang``, which must have one."""
        model = self.planner.model(lang)
        if model is None:
            raise LookupError(f"no model for {lang}")
        record = model_record(model, self._engine, self._decoding)
        if self._judges:
            record["repair"] = self._judges(self.planner.reads(lang), self.target).name
        return record

    def _record(self, lang: str, plan: Plan) -> dict[str, Any]:
        """The record of a model, and from which spelling its text was brought to Cyrillic."""
        record = self.record(lang)
        if self.planner.reads(lang) != lang:
            passages = [p for p in plan.passages if p.keep is None and p.lang == lang]
            texts = [model_text(plan.document, passage) for passage in passages]
            record["spelling"] = f"{spelling_of(texts, lang)}, read as Cyrillic"
        return record

    def digest(self, more: dict[str, object]) -> bytes:
        """A digest of all that a translated document depends on but the document, and ``more``."""
        return settings_digest(
            {
                "target": self.target,
                "source": self.planner.source,
                "models": self.planner.models_used(),
                "engine": self._engine,
                "decoding": self._decoding.as_dict(),
                "repair": self._judges is not None,
                "words": self._words,
                **more,
            }
        )

    def _translator(self, lang: str) -> Translator:
        model = self.planner.model(lang)
        if model is None:
            raise LookupError(f"no model for {lang}")
        lang = self.planner.reads(lang)
        # A model of several languages is loaded once, but what it gives is judged by language.
        if model.name not in self._engines:
            engine = load_engine(model, self._engine, self._threads)
            self._engines[model.name] = engine
            # One thread more than batches at once: while it checks a batch, another is decoded.
            self._pools[model.name] = ThreadPoolExecutor(engine.parallel + 1)
        if (model.name, lang) not in self._translators:
            self._translators[model.name, lang] = load_translator(
                model,
                self.target,
                self._engines[model.name],
                self.memory,
                decoding=self._decoding,
                judge=self._judges(lang, self.target) if self._judges else None,
                pool=self._pools[model.name],
                stop=self._stop,
            )
        return self._translators[model.name, lang]
