"""Pairing two documents: the models that cover the pair, the alignment, word links, the bitext."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .bitext import Bead, Bitext
from .document import Document
from .errors import InputError, ModelError
from .language import main_language, route
from .quality import with_findings
from .readers import read_document
from .translation.engine import Decoding
from .translation.links import Share, linked_both_ways, linked_one_way
from .translation.loading import EngineName
from .translation.memory import Memory
from .translation.models.folder import base_tag
from .translation.plan import Planner
from .translation.session import Session

if TYPE_CHECKING:
    from .alignment import Alignment, Method
    from .alignment.dictionary import Dictionary


# So many characters tell whether two passages say the same; a file without sentences can be one of
# megabytes.
_ENOUGH = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents: its language and its sentences' texts."""

    lang: str
    texts: list[str]
    owner: str


@dataclass(frozen=True, slots=True)
class Way:
    """A model that translates one side into the other's language."""

    session: Session
    lang: str

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The translation of each text, or of its beginning."""
        some = [text[:_ENOUGH] for text in texts]
        return [found.text for found in self.session.translate_texts(some, self.lang)]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The log probability of each pair, this way."""
        return self.session.score_pairs(_beginnings(pairs), self.lang)

    def word_shares(self, pairs: Sequence[tuple[str, str]], owner: str) -> list[tuple[Share, ...]]:
        """What links the words of each pair, this way."""
        return self.session.word_shares(_beginnings(pairs), self.lang, owner)


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
) -> Bitext:
    """Align two documents that exist in two languages, sentence by sentence.

    Languages are BCP 47 codes and detected where they are not given. ``method`` is one of
    ``length``, ``lexical``, ``translation``, ``embedding`` or ``auto``: translation where an
    installed model covers the pair, in whichever direction, lexical where none does. ``embedder``
    is ``use`` or the folder of a sentence-transformers model. ``dictionary`` is a file of terms
    (see ``read_dictionary``) that helps every method but ``length``. With ``words``, words are
    linked where the model that aligned can. The bitext's ``model`` records what translated, and is
    ``None`` for the methods that need no model; its ``back`` is the model of the other direction,
    which settles beads and links words along with it where there is one. Raises ``InputError`` for
    what cannot be read and ``ModelError`` where ``translation`` is asked for and no model covers
    the pair.
    """
    from .alignment.dictionary import read_dictionary
    from .alignment.documents import paired_bitext, sentence_texts, sentences_of

    if dictionary and method == "length":
        raise InputError("the method length looks at no words; leave out the dictionary")
    terms = read_dictionary(dictionary) if dictionary else None

    documents = [d if isinstance(d, Document) else read_document(Path(d)) for d in (source, target)]
    langs = [
        lang or main_language(document, route(document))[0]
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
    with Memory(memory) as store:
        ways: tuple[Way | None, Way | None] = (None, None)
        if method in ("auto", "translation"):
            ways = _ways(langs, model, store, engine, Decoding(beam=beam), threads)
            if method == "translation" and not any(ways):
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
            beads = _linked(bitext.beads, way, back, sides[0].owner, way is ways[1])
            bitext = replace(bitext, beads=beads)
    return with_findings(bitext)


def _ways(
    langs: Sequence[str],
    model: str | None,
    memory: Memory,
    engine: EngineName,
    decoding: Decoding,
    threads: int | None,
) -> tuple[Way | None, Way | None]:
    """There and back. Raises ``ModelError`` where a named model goes neither way."""
    if base_tag(langs[0]) == base_tag(langs[1]):
        return None, None
    ways: list[Way | None] = []
    errors = []
    for lang, other in (langs, langs[::-1]):
        try:
            session = Session(
                other,
                memory,
                source=lang,
                model=model,
                engine=engine,
                decoding=decoding,
                threads=threads,
            )
            ways.append(Way(session, lang) if session.planner.model(lang) else None)
        except ModelError as error:  # the named model is missing, or is for another pair
            errors.append(error)
            ways.append(None)
    if len(errors) == len(ways):
        raise errors[0]
    return ways[0], ways[1]


def _aligned(
    sides: Sequence[Side],
    ways: tuple[Way | None, Way | None],
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


def _linked(
    beads: Sequence[Bead], way: Way, back: Way | None, owner: str, mirrored: bool
) -> tuple[Bead, ...]:
    """The beads with their words linked by the model that aligned, and by the one back, if any.

    ``mirrored`` where the model that aligned translates the beads' target.
    """
    both = [bead for bead in beads if bead.source.text and bead.target.text]
    pairs = [(bead.source.text, bead.target.text) for bead in both]
    if mirrored:
        pairs = [pair[::-1] for pair in pairs]
    shares = way.word_shares(pairs, owner)
    if back:
        shares_back = back.word_shares([pair[::-1] for pair in pairs], owner)
        links = list(map(linked_both_ways, shares, shares_back))
    else:
        links = list(map(linked_one_way, shares))
    words = {
        bead.id: tuple(sorted((*link[2:], *link[:2]) for link in some) if mirrored else some)
        for bead, some in zip(both, links, strict=True)
    }
    return tuple(replace(bead, words=words.get(bead.id, ())) for bead in beads)


def _beginnings(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(source[:_ENOUGH], target[:_ENOUGH]) for source, target in pairs]
