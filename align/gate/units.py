"""The units that a suite is scored by: a source, its reference, and later a hypothesis.

For pairs a unit is a line. For two documents it is a bead of their alignment, which depends on
nothing that a model says, so that the units of two runs are the same. Sentences without counterpart
join the unit before them: nobody is scored against nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..alignment import AlignedBead, align_sentences
from ..alignment.documents import sentence_texts, sentences_of
from ..errors import InputError
from ..readers import read_document
from .suite import Suite, SuiteDocument


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences of the source and what they should become; ``hypothesis`` where one is given."""

    sources: tuple[str, ...]
    reference: str
    hypothesis: str | None = None

    @property
    def source(self) -> str:
        """The source on one line."""
        return " ".join(self.sources)


def units_of(document: SuiteDocument, suite: Suite) -> list[Unit]:
    """The units of a document of the suite, in order.

    Raises ``InputError`` where a file cannot be read, is empty, or has lines that do not match.
    """
    if document.pairs is not None:
        units = _pairs(document.pairs)
        if document.hypothesis is None:
            return units
        lines = _lines(document.hypothesis)
        if len(lines) != len(units):
            raise InputError(
                f"{document.hypothesis}: {len(lines)} lines for {len(units)} pairs in"
                f" {document.pairs}; one line a pair is needed"
            )
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                raise InputError(f"{document.hypothesis}, line {number}: an empty hypothesis")
        return [
            Unit(u.sources, u.reference, line.strip()) for u, line in zip(units, lines, strict=True)
        ]
    assert document.source is not None and document.reference is not None
    sources = _sentences(document.source, suite.source)
    references = _sentences(document.reference, suite.target)
    beads = _beads(sources, references, suite.source, suite.target)
    hypotheses: list[str | None] = [None] * len(beads)
    if document.hypothesis is not None:
        given = _sentences(document.hypothesis, suite.target)
        hypotheses = list(_distribute(given, references, beads, suite.target))
        for number, text in enumerate(hypotheses, start=1):
            if not text:
                raise InputError(
                    f"{document.hypothesis}: nothing in it stands for unit {number}"
                    f" ({references[beads[number - 1].target[0]][:40]}…); an empty hypothesis"
                )
    return [
        Unit(tuple(sources[slice(*bead.source)]), " ".join(references[slice(*bead.target)]), text)
        for bead, text in zip(beads, hypotheses, strict=True)
    ]


def _pairs(path: Path) -> list[Unit]:
    units = []
    for number, line in enumerate(_lines(path), start=1):
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 2 or not all(parts):
            raise InputError(f"{path}, line {number}: not a source, a tab and a reference")
        units.append(Unit((parts[0],), parts[1]))
    return units


def _lines(path: Path) -> list[str]:
    text = read_document(path).text
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise InputError(f"{path}: an empty file; a suite needs a line of text at least")
    return lines


def _sentences(path: Path, lang: str) -> list[str]:
    document = read_document(path)
    texts = sentence_texts(document, sentences_of(document, lang, presegmented=False))
    if not texts:
        raise InputError(f"{path}: an empty file; a suite needs a sentence at least")
    return [" ".join(text.split()) for text in texts]


def _beads(
    left: Sequence[str], right: Sequence[str], source: str, target: str
) -> list[AlignedBead]:
    """The alignment in beads that have both sides."""
    found = align_sentences(
        left, right, source_lang=source, target_lang=target, method="lexical"
    ).beads
    joined: list[AlignedBead] = []
    for bead in found:
        both = bead.source[0] < bead.source[1] and bead.target[0] < bead.target[1]
        whole = joined and all(side[0] < side[1] for side in (joined[-1].source, joined[-1].target))
        if joined and not (both and whole):
            last = joined.pop()
            bead = AlignedBead(
                (last.source[0], bead.source[1]), (last.target[0], bead.target[1]), bead.score
            )
        joined.append(bead)
    return joined


def _distribute(
    given: Sequence[str], references: Sequence[str], beads: Sequence[AlignedBead], lang: str
) -> list[str]:
    """The sentences of a hypothesis by the units that their references belong to."""
    unit_of = {index: number for number, bead in enumerate(beads) for index in range(*bead.target)}
    texts: list[list[str]] = [[] for _ in beads]
    for bead in _beads(given, references, lang, lang):
        texts[unit_of[bead.target[0]]] += given[slice(*bead.source)]
    return [" ".join(some) for some in texts]
