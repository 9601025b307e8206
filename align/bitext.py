"""The bitext: what translation and alignment produce and every view and check reads.

The JSONL form is fixed by the project's contract: a header line, then one bead a line. Keys that
hold their default are left out only where the contract does not name them (``lang``, ``kind``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .document import ParagraphKind
from .errors import InputError

FORMAT = 1

Origin = Literal["translated", "aligned"]
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should look at: ``kind`` for machines, ``detail`` for people.

    ``info`` explains (a passage kept as it was), ``warning`` asks for a look, ``error`` is wrong.
    """

    kind: str
    detail: str
    severity: Severity = "warning"


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

    ``score`` is a confidence in 0…1. ``words`` are pairs of indices or spans that link words of the
    two sides; empty where nothing has been linked.
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


def dump_bitext(bitext: Bitext) -> str:
    """The JSONL form, ending in a newline; the same bitext always gives the same text."""
    header = {
        "align": FORMAT,
        "source": _ref_to_json(bitext.source),
        "target": _ref_to_json(bitext.target),
        "model": bitext.model,
    }
    rows: Iterator[dict[str, Any]] = (_bead_to_json(bead) for bead in bitext.beads)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (header, *rows))


def load_bitext(path: Path) -> Bitext:
    """Read a bitext file.

    Raises ``InputError`` naming the file and the line where it is not one.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a bitext file: {error}") from error
    return parse_bitext(text.split("\n"), name=str(path))


def parse_bitext(lines: Iterable[str], name: str) -> Bitext:
    """A bitext from the lines of its JSONL form; ``name`` is what an ``InputError`` calls it."""
    header: dict[str, Any] | None = None
    beads: list[Bead] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if header is None:
                if row.get("align") != FORMAT:
                    raise InputError(f'{name}: not a bitext file: its first line lacks "align": 1')
                header = {
                    "source": _ref_from_json(row["source"]),
                    "target": _ref_from_json(row["target"]),
                    "model": row.get("model"),
                }
            else:
                beads.append(_bead_from_json(row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{name}, line {number}: not a bead of a bitext ({error})") from error
    if header is None:
        raise InputError(f"{name}: an empty file, not a bitext")
    return Bitext(header["source"], header["target"], tuple(beads), header["model"])


def _ref_to_json(ref: DocumentRef) -> dict[str, Any]:
    return {"path": ref.path, "lang": ref.lang, "sha256": ref.sha256}


def _ref_from_json(row: dict[str, Any]) -> DocumentRef:
    return DocumentRef(row["path"], row["lang"], row["sha256"])


def _side_to_json(side: Side) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": side.text,
        "sentences": [list(sentence) for sentence in side.sentences],
        "paragraph": side.paragraph,
    }
    if side.lang is not None:
        row["lang"] = side.lang
    if side.kind != "text":
        row["kind"] = side.kind
    return row


def _side_from_json(row: dict[str, Any]) -> Side:
    return Side(
        text=row["text"],
        sentences=tuple((int(start), int(end)) for start, end in row["sentences"]),
        paragraph=int(row["paragraph"]),
        lang=row.get("lang"),
        kind=row.get("kind", "text"),
    )


def _bead_to_json(bead: Bead) -> dict[str, Any]:
    return {
        "id": bead.id,
        "source": _side_to_json(bead.source),
        "target": _side_to_json(bead.target),
        "score": bead.score,
        "origin": bead.origin,
        "findings": [
            {"kind": finding.kind, "detail": finding.detail, "severity": finding.severity}
            for finding in bead.findings
        ],
        "words": [list(link) for link in bead.words],
    }


def _bead_from_json(row: dict[str, Any]) -> Bead:
    return Bead(
        id=int(row["id"]),
        source=_side_from_json(row["source"]),
        target=_side_from_json(row["target"]),
        score=float(row["score"]),
        origin=row["origin"],
        findings=tuple(
            Finding(f["kind"], f["detail"], f.get("severity", "warning")) for f in row["findings"]
        ),
        words=tuple(tuple(link) for link in row["words"]),
    )
