"""The rows of the ``html`` view: a bead's two cells, and the remarks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..bitext import Bead, Bitext, DocumentRef, Side
from ..document import ParagraphKind
from .flags import is_flagged, is_gap, low_confidence
from .languages import Direction, direction, html_lang, language_name
from .marks import Place, marked
from .words import words_for_page

_MARKUP = {
    "heading": re.compile(r"#{1,6}[ \t]+"),
    "list": re.compile(r"(?:[-*+•–—]|\(?\w{1,3}[.)])[ \t]+"),
    "quote": re.compile(r"(?:>[ \t]*)+"),
}
# What already says in which language the passage is, and why its score is what it is.
_KEPT = frozenset({"already-in-target", "no-model"})
_SEVERITIES = {"info": ("Note", "i"), "warning": ("Warning", "!"), "error": ("Error", "×")}


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside a row; ``level`` names its style, a screen reader says ``word``."""

    level: str
    word: str
    mark: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row; ``markup`` and the ``pieces`` are its text, ``missing`` stands for none.

    A piece is a text and the severity of what was found there, if anything was.
    """

    lang: str
    dir: Direction
    kind: ParagraphKind
    markup: str
    pieces: tuple[tuple[str, str], ...]
    heading: int
    starts: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Row:
    """A bead as the page shows it; ``bar`` is its score in tenths, ``words`` its word links."""

    anchor: str
    number: int
    score: str
    bar: int
    flagged: bool
    mark: Note | None
    cells: tuple[Cell, Cell]
    notes: tuple[Note, ...]
    words: str


def rows_of(bitext: Bitext, prefix: str, top: int) -> Iterator[Row]:
    """A row a bead. ``prefix`` begins the anchors, ``top`` is the level of the first heading."""
    threshold = low_confidence(bitext)
    before: Bead | None = None
    for bead in bitext.beads:
        notes = tuple(_notes(bead, bitext.source.lang, threshold))
        # Notes of a row stand in order of weight, so the first gives the row its mark.
        mark = notes[0] if notes and notes[0].level != "info" else None
        if mark is None and is_gap(bead):
            mark = Note("gap", "Unaligned", "–", _missing(bead), "")
        places = [f.source for f in bead.findings], [f.target for f in bead.findings]
        score = bead.score if 0 <= bead.score <= 1 else 0.0
        yield Row(
            anchor=f"{prefix}s{bead.id}",
            number=bead.id,
            score=f"{bead.score:.2f}",
            bar=round(score * 10),
            flagged=is_flagged(bead, threshold),
            mark=mark,
            cells=(
                _cell(bead, bead.source, places[0], bitext.source, top),
                _cell(bead, bead.target, places[1], bitext.target, top, _starts(bead, before)),
            ),
            notes=notes,
            words=words_for_page(bead),
        )
        before = bead


def _missing(bead: Bead) -> str:
    return "no counterpart" if bead.origin == "aligned" else "no translation"


def _starts(bead: Bead, before: Bead | None) -> bool:
    """Whether the target begins a paragraph where the source goes on with its own."""
    return (
        before is not None
        and bead.source.paragraph == before.source.paragraph
        and bead.target.paragraph != before.target.paragraph
    )


def _cell(
    bead: Bead,
    side: Side,
    places: Sequence[Place],
    document: DocumentRef,
    top: int,
    starts: bool = False,
) -> Cell:
    lang = side.lang or document.lang
    pattern = _MARKUP.get(side.kind)
    match = pattern.match(side.text) if pattern else None
    markup = match.group() if match else ""
    level = markup.count("#") if side.kind == "heading" else 0
    shift = len(markup)
    shifted = [place and (place[0] - shift, place[1] - shift) for place in places]
    return Cell(
        lang=html_lang(lang),
        dir=direction(lang),
        kind=side.kind,
        markup=markup,
        pieces=marked(side.text[shift:], bead.findings, shifted),
        # ``top`` is the level below the page's own headings: its title, its documents.
        heading=min(top + max(level, 1) - 1, 6) if side.kind == "heading" else 0,
        starts=starts and bool(side.text),
        missing="" if side.text else _missing(bead),
    )


def _notes(bead: Bead, source_lang: str, threshold: float) -> Iterator[Note]:
    """The remarks on a bead, the gravest first."""
    for wanted in ("error", "warning"):
        yield from _findings(bead, wanted)
    kept = any(finding.kind in _KEPT for finding in bead.findings)
    if bead.score < threshold and not kept and not is_gap(bead):
        yield Note("low", "Warning", "?", "Low confidence", f"{bead.score:.2f}")
    yield from _findings(bead, "info")
    if bead.source.lang and bead.source.lang != source_lang and not kept:
        yield Note("info", *_SEVERITIES["info"], language_name(bead.source.lang), "passage")


def _findings(bead: Bead, severity: str) -> Iterator[Note]:
    for finding in bead.findings:
        if finding.severity == severity:
            title = finding.kind.replace("-", " ").replace("_", " ")
            yield Note(
                severity, *_SEVERITIES[severity], title[:1].upper() + title[1:], finding.detail
            )
