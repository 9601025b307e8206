"""What is to become of a document: its passages, their languages, and which are translated.

Everything here is done without a model, so that other processes can do it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..bitext import Bitext, DocumentRef
from ..document import Document, Span
from ..errors import ModelError
from ..language import main_language, route
from ..language.respelling import cyrillic_tag, respell, respell_mixed
from ..language.scripts import count_scripts
from ..language.transliteration import Rewritten
from ..language.transliteration.offsets import unchanged
from ..stages import timed
from ..status import Status
from .beads import beads_of
from .links import Link
from .models.catalogue import find_model, how_to_get, model_for, scan_models
from .models.folder import ModelFolder, base_tag
from .parts import Translation
from .passages import Passage, is_wanted, model_text, passages_of


@dataclass(frozen=True, slots=True)
class NotTranslated:
    """Why a document was not translated, and the language it is in."""

    status: Status
    reason: str
    lang: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A document with something to translate.

    ``lang`` is the language of most of what is, ``texts`` what a model is given of the passages
    that are, ``langs`` the language of each of these, all of which have a model. ``rewritten`` has
    the way back to the passage for texts that are given in other letters.
    """

    document: Document
    passages: tuple[Passage, ...]
    lang: str
    texts: tuple[str, ...]
    langs: tuple[str, ...]
    rewritten: tuple[Rewritten | None, ...]


class Planner:
    """Plans translations to ``target``; see ``Session`` for ``source`` and ``model``.

    Raises ``ModelError`` where a named model is missing.
    """

    def __init__(self, target: str, source: str | None = None, model: str | None = None) -> None:
        self.target = target
        self.source = source
        self._only = self._named(model) if model is not None else None
        self._models: dict[str, ModelFolder | None] = {}
        self._reasons: dict[str, str] = {}

    def plan(self, document: Document) -> Plan | NotTranslated:
        """What is to be done with the document, or why nothing is."""
        with timed("route"):
            spans = route(document, self.source)
        missing = self._missing({span.lang for span in spans})
        if not is_wanted(document, spans, self.target, missing):
            return self._reason(document, spans, missing)
        with timed("split"):
            passages = passages_of(document, spans, self.target, missing)
            wanted = [passage for passage in passages if passage.keep is None]
            letters: Counter[str] = Counter()
            for passage in wanted:
                text = document.text[passage.content : passage.end]
                letters[passage.lang] += 1 + sum(count_scripts(text).values())
            langs = tuple(passage.lang for passage in wanted)
            texts = [model_text(document, passage) for passage in wanted]
            found = respell_mixed(texts, langs, self.respelled)
            ways_back = (
                rewritten if self.reads(lang) != lang else None
                for rewritten, lang in zip(found, langs, strict=True)
            )
            return Plan(
                document,
                tuple(passages),
                max(letters, key=lambda name: (letters[name], name)),
                tuple(rewritten.text for rewritten in found),
                langs,
                tuple(ways_back),
            )

    def reads(self, lang: str) -> str:
        """The language in which the model that translates ``lang`` is given its text."""
        model = self.model(lang)
        return lang if model and lang in model.source else cyrillic_tag(lang)

    def respelled(self, texts: Sequence[str], lang: str) -> list[Rewritten]:
        """The texts as the model that translates ``lang`` is given them."""
        if lang != cyrillic_tag(lang) and self.reads(lang) == lang:
            return [unchanged(text) for text in texts]
        return respell(texts, lang)

    def models_used(self) -> list[str]:
        """The fingerprints of all models that a plan may depend on."""
        models = [self._only] if self._only is not None else scan_models()[0]
        return [model.fingerprint for model in models]

    def model(self, lang: str) -> ModelFolder | None:
        """The model that translates ``lang``, if there is one."""
        if lang not in self._models:
            if self._only is None:
                self._models[lang] = model_for(lang, self.target)
            else:
                self._models[lang] = self._only if _names(self._only.source, lang) else None
        return self._models[lang]

    def reason_without_model(self, lang: str) -> str:
        """What to tell a person about a language that no installed model covers."""
        if lang not in self._reasons:
            self._reasons[lang] = self._reason_without_model(lang)
        return self._reasons[lang]

    def _named(self, name: str) -> ModelFolder:
        model = find_model(name)
        if not _names(model.target, self.target) or (
            self.source is not None and not _names(model.source, self.source)
        ):
            raise ModelError(
                f"model {model.name} translates {', '.join(model.source)} to"
                f" {', '.join(model.target)}, not {self.source or 'anything'} to {self.target};"
                " name another, or none"
            )
        return model

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


def bitext_of(
    plan: Plan,
    translations: Sequence[Translation],
    target: str,
    records: Mapping[str, Mapping[str, Any]],
) -> Bitext:
    """The document beside its translation; ``translations`` are those of ``plan.texts``.

    ``records`` says of each of the plan's languages what a bitext keeps about its model.
    """
    placed = [
        translation if way is None else replace(translation, words=_placed(translation.words, way))
        for translation, way in zip(translations, plan.rewritten, strict=True)
    ]
    record = dict(records[plan.lang])
    others = {name: records[name] for name in sorted(set(plan.langs)) if name != plan.lang}
    if others:
        record["others"] = others
    return Bitext(
        source=DocumentRef(plan.document.path, plan.lang, plan.document.sha256),
        target=DocumentRef(None, target, None),
        beads=beads_of(plan.document, plan.passages, placed, plan.lang, target),
        model=record,
    )


def _placed(links: Sequence[Link], way: Rewritten) -> tuple[Link, ...]:
    return tuple((*way.original(*link[:2]), *link[2:]) for link in links)


def _names(tags: Sequence[str], lang: str) -> bool:
    return lang in tags or base_tag(lang) in tags
