"""Two documents to a bitext: their sentences, the alignment, the beads with their offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..bitext import Bead, Bitext, DocumentRef, Finding, Side
from ..document import Document, ParagraphKind
from .beads import Alignment


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``document.text[start:end]`` and the paragraph it is in."""

    start: int
    end: int
    paragraph: int
    kind: ParagraphKind


def sentences_of(document: Document, lang: str, presegmented: bool) -> list[Sentence]:
    """The sentences of a document in order.

    With ``presegmented`` a line is a sentence, an empty line an empty one: nothing is split or
    joined, and line numbers stay sentence numbers.
    """
    if presegmented:
        return _lines(document.text)
    from ..segment import split_sentences  # rules for many languages, which take time to load

    sentences = []
    for number, paragraph in enumerate(document.paragraphs):
        text = document.text[paragraph.content : paragraph.end]
        spans = [(0, len(text))] if paragraph.kind == "code" else split_sentences(text, lang)
        for position, (start, end) in enumerate(spans or [(0, len(text))]):
            # A marker such as "- " belongs to the first sentence, so that nothing is left out.
            first = paragraph.start if position == 0 else paragraph.content + start
            sentences.append(Sentence(first, paragraph.content + end, number, paragraph.kind))
    return sentences


def sentence_texts(document: Document, sentences: Sequence[Sentence]) -> list[str]:
    """The text of each sentence."""
    return [document.text[sentence.start : sentence.end] for sentence in sentences]


def paired_bitext(
    source: tuple[Document, str, Sequence[Sentence]],
    target: tuple[Document, str, Sequence[Sentence]],
    alignment: Alignment,
    model: dict[str, Any] | None,
) -> Bitext:
    """The bitext of two documents (each with its language and sentences) and their alignment."""
    beads = []
    paragraphs = (0, 0)
    for number, bead in enumerate(alignment.beads):
        left = _side(source[0], source[2][slice(*bead.source)], paragraphs[0])
        right = _side(target[0], target[2][slice(*bead.target)], paragraphs[1])
        paragraphs = (left.paragraph, right.paragraph)
        beads.append(Bead(number, left, right, round(bead.score, 4), "aligned"))
    beads = _with_crossings(beads, alignment)
    return Bitext(_ref(*source[:2]), _ref(*target[:2]), tuple(beads), model)


def _with_crossings(beads: Sequence[Bead], alignment: Alignment) -> list[Bead]:
    """A finding on each unaligned bead whose counterpart seems to stand elsewhere."""
    places: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for bead, found in zip(beads, alignment.beads, strict=True):
        places[0].update(dict.fromkeys(range(*found.source), bead.id))
        places[1].update(dict.fromkeys(range(*found.target), bead.id))
    findings: dict[int, Finding] = {}
    for crossing in alignment.crossings:
        source = sorted({places[0][sentence] for sentence in range(*crossing.source)})
        target = sorted({places[1][sentence] for sentence in range(*crossing.target)})
        for here, there in ((source, target), (target, source)):
            where = f"row {there[0]}" if len(there) == 1 else f"rows {there[0]} to {there[-1]}"
            finding = Finding("moved", f"the other text seems to say this elsewhere: {where}")
            # Inside a moved passage there can be a bead that is aligned where it is.
            alone = [b for b in here if not (beads[b].source.text and beads[b].target.text)]
            findings.update(dict.fromkeys(alone, finding))
    return [
        replace(bead, findings=(findings[bead.id],)) if bead.id in findings else bead
        for bead in beads
    ]


def _side(document: Document, sentences: Sequence[Sentence], paragraph: int) -> Side:
    if not sentences:
        return Side("", (), paragraph)
    first, last = sentences[0], sentences[-1]
    return Side(
        document.text[first.start : last.end],
        tuple((sentence.start, sentence.end) for sentence in sentences),
        first.paragraph,
        kind=first.kind,
    )


def _ref(document: Document, lang: str) -> DocumentRef:
    return DocumentRef(document.path, lang, document.sha256)


def _lines(text: str) -> list[Sentence]:
    sentences = []
    start = 0
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    for number, line in enumerate(lines):
        lead = len(line) - len(line.lstrip())
        end = start + max(lead, len(line.rstrip()))
        sentences.append(Sentence(start + min(lead, end - start), end, number, "text"))
        start += len(line) + 1
    return sentences
