"""Pairing two documents: their sentences, the alignment, word links, the bitext."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .bitext import Bitext
from .document import Document
from .errors import InputError, ModelError
from .readers import read_document

# What only some pairs need (models, detection, checks) is imported where it is used: importing it
# takes as long as aligning two short documents without.
if TYPE_CHECKING:
    from .alignment import Alignment, Method
    from .alignment.dictionary import Dictionary
    from .translation.loading import EngineName
    from .translation.memory import Memory
    from .ways import Way, Ways


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents: its language and its sentences' texts."""

    lang: str
    texts: list[str]
    owner: str


def pair_documents(
    source: Document | Path | str,
    target: Document | Path | str,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    method: Method = "auto",
    presegmented: bool = False,
    model: str | None = None,
    engine: EngineName = "ctranslate2",
    beam: int = 4,
    threads: int | None = None,
    memory: Path | None = None,
    embedder: str = "use",
    dictionary: Path | None = None,
    words: bool = True,
    findings: bool = True,
) -> Bitext:
    """Align two documents that exist in two languages, sentence by sentence.

    Languages are BCP 47 codes and detected where they are not given. ``method`` is one of
    ``length``, ``lexical``, ``translation``, ``embedding`` or ``auto``: translation where an
    installed model covers the pair, in whichever direction, lexical where none does. ``embedder``
    is ``use`` or the folder of a sentence-transformers model. ``dictionary`` is a file of terms
    (see ``read_dictionary``) that helps every method but ``length``. With ``words``, words are
    linked where the models that cover the pair can; with ``findings``, the beads are checked. The
    bitext's ``model`` records what translated, and is ``None`` for the methods that need no model;
    its ``back`` is the model of the other direction, which settles beads and links words along with
    it where there is one. Raises ``InputError`` for what cannot be read and ``ModelError`` where
    ``translation`` is asked for and no model covers the pair.
    """
    from .alignment.dictionary import read_dictionary
    from .alignment.documents import paired_bitext, sentence_texts, sentences_of

    if dictionary and method == "length":
        raise InputError("the method length looks at no words; leave out the dictionary")
    terms = read_dictionary(dictionary) if dictionary else None

    documents = [d if isinstance(d, Document) else read_document(Path(d)) for d in (source, target)]
    langs = [
        lang or _detected(document)
        for document, lang in zip(documents, (source_lang, target_lang), strict=True)
    ]
    sentences = [
        sentences_of(document, lang, presegmented)
        for document, lang in zip(documents, langs, strict=True)
    ]
    sides = [
        Side(lang, sentence_texts(document, some), document.sha256)
        for document, lang, some in zip(documents, langs, sentences, strict=True)
    ]
    with _store(memory, method) as store:
        ways: Ways = (None, None)
        if store is not None:
            from .ways import ways_between

            ways = ways_between(langs, model, store, engine, beam, threads)
            if method == "translation" and not any(ways):
                from .translation.plan import Planner

                reason = Planner(langs[1], langs[0]).reason_without_model(langs[0])
                raise ModelError(f"{documents[0].path}: {reason}")
        alignment, way = _aligned(sides, ways, method, embedder, terms)
        back = ways[1] if way is ways[0] else ways[0]
        record = way.session.record(way.lang) if way else None
        if record and back:
            record["back"] = back.session.record(back.lang)
        bitext = paired_bitext(
            (documents[0], langs[0], sentences[0]),
            (documents[1], langs[1], sentences[1]),
            alignment,
            record,
        )
        if way and words:
            from .ways import link_beads

            beads = link_beads(bitext.beads, way, back, sides[0].owner, way is ways[1])
            bitext = replace(bitext, beads=beads)
    if not findings:
        return bitext
    from .quality import with_findings

    return with_findings(bitext)


def _detected(document: Document) -> str:
    from .language import main_language, route

    return main_language(document, route(document))[0]


def _store(memory: Path | None, method: Method) -> AbstractContextManager[Memory | None]:
    """The memory of translations, for the methods that translate."""
    if method not in ("auto", "translation"):
        return nullcontext()
    from .translation.memory import Memory

    return Memory(memory)


def _aligned(
    sides: Sequence[Side],
    ways: Ways,
    method: Method,
    embedder: str,
    terms: Dictionary | None,
) -> tuple[Alignment, Way | None]:
    """The alignment, and which way it translated.

    Where models go both ways, it is into English, or else into the language whose code comes
    first: which document is called the source must make no difference.
    """
    from .alignment import align_sentences

    source, target = sides
    way, other = ways
    if other and (
        not way or (target.lang != "en", target.lang) > (source.lang != "en", source.lang)
    ):
        alignment, _ = _aligned(
            (target, source), (other, way), method, embedder, terms and terms.mirrored()
        )
        return alignment.mirrored(), other
    embed = None
    if method == "embedding":
        from .alignment.embedders import load_embedder

        embed = load_embedder(embedder, (source.lang, target.lang))

    def translate(texts: Sequence[str]) -> list[str]:
        return way.translate(texts) if way else []

    alignment = align_sentences(
        source.texts,
        target.texts,
        source_lang=source.lang,
        target_lang=target.lang,
        method=method,
        translate=translate if way else None,
        score=way.score if way else None,
        score_back=other.score if other else None,
        embed=embed,
        dictionary=terms,
    )
    return alignment, way if alignment.method == "translation" else None
