"""The bitext file: JSONL, written and read.

A header line, then one bead a line, in document order:

    {"align": 1, "source": REF, "target": REF, "model": {...} | null}
    {"id": 0, "source": SIDE, "target": SIDE, "score": 0.93, "origin": "translated",
     "findings": [FINDING, ...], "words": [[0, 5, 4, 9], ...]}

    REF      {"path": ..., "lang": "kk", "sha256": ...}; a translation has null for path and hash
    SIDE     {"text": ..., "sentences": [[start, end], ...], "paragraph": 0}, and "lang" where it is
             not the document's, "kind" where it is not "text"
    FINDING  {"kind": ..., "detail": ..., "severity": ...}, and "source" and "target", each
             [start, end], where the side holds such a place

A link of ``words`` is source start and end, target start and end. These and the places of findings
are code points of the sides' ``text``, those of sentences of the document (see ``Side``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from .bitext import Bead, Bitext, DocumentRef, Finding, Origin, Severity, Side
from .document import ParagraphKind
from .errors import InputError

FORMAT = 1
_DEEPEST = 20  # how deeply what a header says of its model may be nested
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def dump_bitext(bitext: Bitext) -> str:
    """The JSONL form, ending in a newline; the same bitext always gives the same text.

    It always encodes: lone surrogates, as a file's name may hold, are written as JSON escapes.
    ``ValueError`` where a number is not finite.
    """
    header = {
        "align": FORMAT,
        "source": _ref_to_json(bitext.source),
        "target": _ref_to_json(bitext.target),
        "model": bitext.model,
    }
    return "".join(_dump(row) for row in (header, *map(_bead_to_json, bitext.beads)))


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
    header: tuple[DocumentRef, DocumentRef, dict[str, Any] | None] | None = None
    beads: list[Bead] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=_finite, parse_constant=_finite)
            if header is None:
                if not isinstance(row, dict) or row.get("align") != FORMAT:
                    raise InputError(f'{name}: not a bitext file: its first line lacks "align": 1')
                model = _take(row, "model", dict, NoneType)
                if _is_deeper(model, _DEEPEST):
                    raise ValueError('"model" is nested too deeply')
                header = _ref_from_json(row, "source"), _ref_from_json(row, "target"), model
            else:
                beads.append(_bead_from_json(row))
        except (ValueError, OverflowError, RecursionError) as error:
            what = f"a {'bead' if header else 'header'} of a bitext"
            raise InputError(f"{name}, line {number}: not {what} ({error})") from error
    if header is None:
        raise InputError(f"{name}: an empty file, not a bitext")
    return Bitext(*header[:2], tuple(beads), header[2])


def _dump(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
    return _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _finite(literal: str) -> float:
    value = float(literal)
    if not math.isfinite(value):
        raise ValueError(f"{literal[:20]} is not a finite number")
    return value


def _take(row: Any, key: str, *wanted: type) -> Any:
    """``row[key]``, whose type must be one of ``wanted``; what is missing counts as ``None``."""
    value = row.get(key) if isinstance(row, dict) else None
    if type(value) not in wanted:
        raise ValueError(f'"{key}" is missing or of a wrong type')
    return value


def _one_of(row: dict[str, Any], key: str, choice: Any, default: str | None = None) -> Any:
    value = row.get(key, default)
    if value not in get_args(choice):
        raise ValueError(f'"{key}" is none of {", ".join(get_args(choice))}')
    return value


def _links(row: dict[str, Any], key: str) -> tuple[tuple[int, ...], ...]:
    links = _take(row, key, list)
    if any(type(link) is not list or any(type(n) is not int for n in link) for link in links):
        raise ValueError(f'"{key}" does not hold lists of whole numbers')
    return tuple(tuple(link) for link in links)


def _is_deeper(value: Any, most: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(most == 0 or _is_deeper(part, most - 1) for part in parts)


def _ref_to_json(ref: DocumentRef) -> dict[str, Any]:
    return {"path": ref.path, "lang": ref.lang, "sha256": ref.sha256}


def _ref_from_json(header: Any, key: str) -> DocumentRef:
    row = _take(header, key, dict)
    path, sha256 = (_take(row, name, str, NoneType) for name in ("path", "sha256"))
    return DocumentRef(path, _take(row, "lang", str), sha256)


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


def _side_from_json(bead: Any, key: str) -> Side:
    row = _take(bead, key, dict)
    return Side(
        text=_take(row, "text", str),
        sentences=tuple((start, end) for start, end in _links(row, "sentences")),
        paragraph=_take(row, "paragraph", int),
        lang=_take(row, "lang", str, NoneType),
        kind=_one_of(row, "kind", ParagraphKind, "text"),
    )


def _bead_to_json(bead: Bead) -> dict[str, Any]:
    return {
        "id": bead.id,
        "source": _side_to_json(bead.source),
        "target": _side_to_json(bead.target),
        "score": bead.score,
        "origin": bead.origin,
        "findings": [_finding_to_json(finding) for finding in bead.findings],
        "words": [list(link) for link in bead.words],
    }


def _bead_from_json(row: Any) -> Bead:
    return Bead(
        id=_take(row, "id", int),
        source=_side_from_json(row, "source"),
        target=_side_from_json(row, "target"),
        score=float(_take(row, "score", float, int)),
        origin=_one_of(row, "origin", Origin),
        findings=tuple(_finding_from_json(item) for item in _take(row, "findings", list)),
        words=_links(row, "words"),
    )


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": finding.kind,
        "detail": finding.detail,
        "severity": finding.severity,
    }
    places = (("source", finding.source), ("target", finding.target))
    return row | {key: list(place) for key, place in places if place is not None}


def _finding_from_json(row: Any) -> Finding:
    kind, detail = _take(row, "kind", str), _take(row, "detail", str)
    severity = _one_of(row, "severity", Severity, "warning")
    return Finding(kind, detail, severity, _place(row, "source"), _place(row, "target"))


def _place(row: dict[str, Any], key: str) -> tuple[int, int] | None:
    place = _take(row, key, list, NoneType)
    if place is None:
        return None
    if len(place) != 2 or any(type(n) is not int for n in place):
        raise ValueError(f'"{key}" of a finding is not [start, end]')
    return (place[0], place[1])
