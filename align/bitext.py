"""The bitext: what translation and alignment produce and every view and check reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .document import ParagraphKind

Origin = Literal["translated", "aligned"]
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should look at: ``kind`` for machines, ``detail`` for people.

    ``info`` explains (a passage kept as it was), ``warning`` asks for a look, ``error`` is wrong.
    ``source`` and ``target`` say where: offsets ``(start, end)`` in code points of the ``text`` of
    the bead's sides, ``None`` where a side holds no such place.
    """

    kind: str
    detail: str
    severity: Severity = "warning"
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead.

    ``sentences`` are code-point offsets into the side's document: the source as decoded, or, for a
    translation, the text of its ``txt`` view. ``text`` runs from the first sentence's start to the
    last one's end. ``paragraph`` counts from 0; an empty side has no sentences and repeats the
    paragraph that it stands beside. ``lang`` is set where it differs from the document's.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    paragraph: int
    lang: str | None = None
    kind: ParagraphKind = "text"


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the source and the sentences of the target that say the same.

    ``score`` is a confidence in 0…1. ``words`` link words of the two sides, each link being source
    start and end, target start and end, in code points of the sides' ``text``; empty where nothing
    has been linked.
    """

    id: int
    source: Side
    target: Side
    score: float
    origin: Origin
    findings: tuple[Finding, ...] = ()
    words: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """Which document a side comes from. A translation has no path and no hash of its own."""

    path: str | None
    lang: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two texts side by side. ``model`` records what translated (name, fingerprint, settings)."""

    source: DocumentRef
    target: DocumentRef
    beads: tuple[Bead, ...]
    model: dict[str, Any] | None = field(default=None)
