"""The page of a gate: baseline, now and reference side by side, with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .templates import fill

Words = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class GateLine:
    """A line: runs of words of the old and the new translation, each with whether it differs."""

    number: int
    source: str
    old: Words
    new: Words
    reference: str
    scores: tuple[float, float]
    errors: tuple[str, str]


@dataclass(frozen=True, slots=True)
class GateDocument:
    """A document of a suite: what its scores are, and the lines that differ."""

    name: str
    summary: str
    same: int
    lines: Sequence[GateLine]


@dataclass(frozen=True, slots=True)
class GatePage:
    """All that the page shows: ``rows`` are the table of the metrics, the first its head."""

    title: str
    failures: Sequence[str]
    rows: Sequence[Sequence[str]]
    facts: Sequence[tuple[str, str]]
    documents: Sequence[GateDocument]
    langs: tuple[str, str]


def render_gate(page: GatePage) -> str:
    """The page as one self-contained file."""
    return fill("gate.html.j2", styles=("base.css", "gate.css"), title=page.title, page=page)
