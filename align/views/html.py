"""The ``html`` view: source and target side by side on one self-contained page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..bitext import Bitext
from .flags import count_flagged, count_sentences
from .languages import html_lang, language_name
from .rows import Row, rows_of
from .templates import fill

# From so many rows on, a page leaves the layout of rows far from the window for later.
_LONG = 500


@dataclass(frozen=True, slots=True)
class Section:
    """A bitext as the page shows it: ``paragraphs`` are those of the source."""

    anchor: str
    name: str
    pair: str | None
    languages: tuple[tuple[str, str], tuple[str, str]]
    counts: str
    flagged: int
    annotated: bool
    long: bool
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[Row, ...], ...]


def render_html(bitext: Bitext) -> str:
    """One page for one bitext. Bead 12 is at ``#s12``."""
    return render_page([bitext])


def render_page(bitexts: Sequence[Bitext]) -> str:
    """One page for any number of bitexts, with a table of contents where there are several.

    Bead 12 of the only bitext is at ``#s12``; of the third of several at ``#d3-s12``.
    """
    single = len(bitexts) == 1
    sections = [
        _section(bitext, "" if single else f"d{number}-", 2 if single else 3)
        for number, bitext in enumerate(bitexts, start=1)
    ]
    names = {tuple(name for name, _ in section.languages) for section in sections}
    columns = next(iter(names)) if len(names) == 1 else ("Source", "Translation")
    if columns[0] == columns[1]:
        columns = ("Source", "Translation")
    first = sections[0] if single else None
    return fill(
        "page.html.j2",
        styles=("base.css", "page.css", "words.css"),
        scripts=("ranges.js", "page.js", "words.js"),
        title=f"{first.name} · {columns[0]} → {columns[1]}"
        if first
        else f"{len(sections)} documents side by side",
        sections=sections,
        columns=columns,
    )


def _section(bitext: Bitext, prefix: str, top: int) -> Section:
    source, target = bitext.source, bitext.target
    rows = list(rows_of(bitext, prefix, top))
    paragraphs = groupby(
        zip(bitext.beads, rows, strict=True), key=lambda pair: pair[0].source.paragraph
    )
    return Section(
        anchor=f"{prefix}text",
        name=source.path or "Untitled",
        pair=target.path,
        languages=(
            (language_name(source.lang), html_lang(source.lang)),
            (language_name(target.lang), html_lang(target.lang)),
        ),
        counts=_counts(bitext),
        flagged=count_flagged(bitext),
        annotated=any(row.notes for row in rows),
        long=len(rows) > _LONG,
        facts=tuple(_facts(bitext)),
        paragraphs=tuple(tuple(row for _, row in group) for _, group in paragraphs),
    )


def _counts(bitext: Bitext) -> str:
    source, target = count_sentences(bitext)
    if source == target:
        return f"{source:,} sentence{'' if source == 1 else 's'}"
    names = language_name(bitext.source.lang), language_name(bitext.target.lang)
    return f"{source:,} {names[0]} and {target:,} {names[1]} sentences"


def _facts(bitext: Bitext) -> Iterator[tuple[str, str]]:
    """What the page's footer says of where the bitext comes from."""
    for key, value in (bitext.model or {}).items():
        if isinstance(value, dict):
            parts = (f"{name} {_plain(part)}" for name, part in value.items())
            yield key.replace("_", " "), ", ".join(parts)
        elif value is not None:
            yield ("model" if key == "name" else key.replace("_", " ")), _plain(value)
    for word, document in (("source", bitext.source), ("target", bitext.target)):
        if document.sha256:
            yield f"{word} sha256", document.sha256


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
