"""A session: one target language, one memory, the models it needs, each loaded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..bitext import Bead, Bitext, DocumentRef
from ..document import Document, Span
from ..errors import ModelError
from ..language import detect, main_language, route
from ..language.respelling import cyrillic_tag, respell, spelling_of
from ..language.scripts import count_scripts
from ..language.transliteration import Rewritten
from ..language.transliteration.offsets import unchanged
from ..status import Status
from .engine import Decoding, ForcingEngine
from .links import Link
from .loading import (
    EngineName,
    available_cores,
    load_engine,
    load_translator,
    model_record,
)
from .memory import Memory
from .models.catalogue import find_model, how_to_get, model_for, scan_models
from .models.folder import ModelFolder, base_tag
from .passages import Passage, beads_of, model_text, passages_of
from .repair import Judge
from .translator import Progress, Translation, Translator


@dataclass(frozen=True, slots=True)
class NotTranslated:
    """Why a document was not translated, and the language it is in."""

    status: Status
    reason: str
    lang: str


class Session:
    """Translates documents to ``target``.

    ``source`` settles the language of every paragraph; ``None`` routes each by detection. ``model``
    names the one model to use (name, folder or hub id); ``None`` takes the best installed one for
    each language. ``judges`` gives, for a source and a target language, what tells errors that are
    to be repaired. With ``words`` documents get word links where the model can tell. Raises
    ``ModelError`` where a named model is missing.
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
        self._words = words
        self._source = source
        self._memory = memory
        self._engine = engine
        self._decoding = decoding or Decoding()
        self._threads = threads or available_cores()
        self._judges = judges
        self._only = self._named(model) if model is not None else None
        self._models: dict[str, ModelFolder | None] = {}
        self._reasons: dict[str, str] = {}
        self._engines: dict[str, ForcingEngine] = {}
        self._translators: dict[tuple[str, str], Translator] = {}

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
        spans = route(document, self._source)
        missing = self._missing({span.lang for span in spans})
        passages = passages_of(document, spans, self.target, missing)
        wanted = [passage for passage in passages if passage.keep is None]
        if not wanted:
            return self._reason(document, spans, missing)
        if planned:
            planned(len(wanted))
        letters: Counter[str] = Counter()
        for passage in wanted:
            text = document.text[passage.content : passage.end]
            letters[passage.lang] += 1 + sum(count_scripts(text).values())
        lang = max(letters, key=lambda name: (letters[name], name))
        translations = self._translate_passages(document, wanted, progress)
        record = self._record(lang, document, wanted)
        others = {
            name: self._record(name, document, wanted) for name in sorted(letters) if name != lang
        }
        if others:
            record["others"] = others
        beads = beads_of(document, passages, translations, lang, self.target)
        if self._words:
            beads = self._with_links(document, passages, beads)
        return Bitext(
            source=DocumentRef(document.path, lang, document.sha256),
            target=DocumentRef(None, self.target, None),
            beads=beads,
            model=record,
        )

    def _with_links(
        self, document: Document, passages: Sequence[Passage], beads: Sequence[Bead]
    ) -> tuple[Bead, ...]:
        """The beads with the words of what was translated linked."""
        words: dict[int, tuple[Link, ...]] = {}
        wanted = [(p, b) for p, b in zip(passages, beads, strict=True) if p.keep is None]
        for lang in dict.fromkeys(passage.lang for passage, _ in wanted):
            here = [bead for passage, bead in wanted if passage.lang == lang]
            pairs = [(bead.source.text, bead.target.text) for bead in here]
            links = self.link_pairs(pairs, lang, document.sha256)
            words.update({bead.id: some for bead, some in zip(here, links, strict=True)})
        return tuple(replace(bead, words=words.get(bead.id, ())) for bead in beads)

    def translate_texts(self, texts: Sequence[str], lang: str, owner: str) -> list[Translation]:
        """One translation for each sentence; all are in ``lang``, which must have a model."""
        return self._translator(lang).translate([r.text for r in self._respell(texts, lang)], owner)

    def score_pairs(self, pairs: Sequence[tuple[str, str]], lang: str) -> list[float]:
        """The log probability of each (source, target) pair; sources are in ``lang``."""
        sources = self._respell([source for source, _ in pairs], lang)
        return self._translator(lang).score_batch(
            [(source.text, target) for source, (_, target) in zip(sources, pairs, strict=True)]
        )

    def link_pairs(
        self, pairs: Sequence[tuple[str, str]], lang: str, owner: str
    ) -> list[tuple[Link, ...]]:
        """The word links of each (source, target) pair of a document; sources are in ``lang``."""
        sources = self._respell([source for source, _ in pairs], lang)
        spelled = [
            (source.text, target) for source, (_, target) in zip(sources, pairs, strict=True)
        ]
        links = self._translator(lang).link_words(spelled, owner)
        return [
            tuple((*source.original(*link[:2]), *link[2:]) for link in some)
            for source, some in zip(sources, links, strict=True)
        ]

    def language_of(self, text: str) -> str | None:
        """The language to translate ``text`` from; ``None`` where there is nothing to translate."""
        lang = self._source or detect(text).lang
        return None if lang == "und" or base_tag(lang) == base_tag(self.target) else lang

    def _named(self, name: str) -> ModelFolder:
        model = find_model(name)
        if not _names(model.target, self.target) or (
            self._source is not None and not _names(model.source, self._source)
        ):
            raise ModelError(
                f"model {model.name} translates {', '.join(model.source)} to"
                f" {', '.join(model.target)}, not {self._source or 'anything'} to {self.target};"
                " name another, or none"
            )
        return model

    def model(self, lang: str) -> ModelFolder | None:
        """The model that translates ``lang``, if there is one."""
        if lang not in self._models:
            if self._only is None:
                self._models[lang] = model_for(lang, self.target)
            else:
                self._models[lang] = self._only if _names(self._only.source, lang) else None
        return self._models[lang]

    def record(self, lang: str) -> dict[str, Any]:
        """What a bitext keeps about the model that translates ``lang``, which must have one."""
        model = self.model(lang)
        if model is None:
            raise LookupError(f"no model for {lang}")
        record = model_record(model, self._engine, self._decoding)
        if self._judges:
            record["repair"] = self._judges(self._reads(lang), self.target).name
        return record

    def reason_without_model(self, lang: str) -> str:
        """What to tell a person about a language that no installed model covers."""
        if lang not in self._reasons:
            self._reasons[lang] = self._reason_without_model(lang)
        return self._reasons[lang]

    def _reason_without_model(self, lang: str) -> str:
        command = how_to_get(lang, self.target)
        if self._only is not None:
            reason = f"model {self._only.name} does not translate {lang}"
        else:
            reason = f"no model for {lang} to {self.target} is installed"
        reason += f"; get one: {command}" if command else ", and none is in the catalogue"
        # One of these may be the model that is missing.
        broken = "".join(f" (unusable: {error})" for error in scan_models()[1])
        return reason + broken

    def _missing(self, langs: set[str]) -> dict[str, str]:
        return {
            lang: self.reason_without_model(lang)
            for lang in sorted(langs)
            if lang != "und"
            and base_tag(lang) != base_tag(self.target)
            and self.model(lang) is None
        }

    def _reason(
        self, document: Document, spans: Sequence[Span], missing: dict[str, str]
    ) -> NotTranslated:
        if not document.paragraphs:
            return NotTranslated("empty", "empty: nothing to translate", "und")
        lang, _ = main_language(document, tuple(spans))
        if lang in missing:
            return NotTranslated("no-model", missing[lang], lang)
        if lang == "und":
            return NotTranslated("no-language", "no language recognised in it", lang)
        reason = f"already in the target language ({self.target})"
        if missing:
            reason += f", but for passages in {', '.join(missing)}"
        return NotTranslated("same-language", reason, lang)

    def _translate_passages(
        self, document: Document, passages: Sequence[Passage], progress: Progress | None
    ) -> list[Translation]:
        found: dict[int, Translation] = {}
        for lang in dict.fromkeys(passage.lang for passage in passages):
            here = [index for index, passage in enumerate(passages) if passage.lang == lang]
            texts = [model_text(document, passages[i]) for i in here]
            spelled = [r.text for r in self._respell(texts, lang)]
            translations = self._translator(lang).translate(spelled, document.sha256, progress)
            found.update(zip(here, translations, strict=True))
        return [found[index] for index in range(len(passages))]

    def _reads(self, lang: str) -> str:
        """The language in which the model of ``lang`` is given its text."""
        model = self.model(lang)
        return lang if model and lang in model.source else cyrillic_tag(lang)

    def _respell(self, texts: Sequence[str], lang: str) -> list[Rewritten]:
        """The texts as the model of their language reads them."""
        if lang != cyrillic_tag(lang) and self._reads(lang) == lang:
            return [unchanged(text) for text in texts]
        return respell(texts, lang)

    def _record(self, lang: str, document: Document, passages: Sequence[Passage]) -> dict[str, Any]:
        """The record of a model, and from which spelling its text was brought to Cyrillic."""
        record = self.record(lang)
        if self._reads(lang) != lang:
            texts = [model_text(document, p) for p in passages if p.lang == lang]
            record["spelling"] = f"{spelling_of(texts, lang)}, read as Cyrillic"
        return record

    def _translator(self, lang: str) -> Translator:
        model = self.model(lang)
        if model is None:
            raise LookupError(f"no model for {lang}")
        lang = self._reads(lang)
        # A model of several languages is loaded once, but what it gives is judged by language.
        if model.name not in self._engines:
            self._engines[model.name] = load_engine(model, self._engine, self._threads)
        if (model.name, lang) not in self._translators:
            self._translators[model.name, lang] = load_translator(
                model,
                self.target,
                engine=self._engine,
                decoding=self._decoding,
                threads=self._threads,
                memory=self._memory,
                loaded=self._engines[model.name],
                judge=self._judges(lang, self.target) if self._judges else None,
            )
        return self._translators[model.name, lang]


def _names(tags: Sequence[str], lang: str) -> bool:
    return lang in tags or base_tag(lang) in tags
