"""The record of a model (``model.toml``): names, languages, limits, where the model comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...errors import ModelError
from .checksums import REMEDY

RECORD = "model.toml"
PENALTIES = ("length_penalty", "repetition_penalty")
LONGEST_SOURCE = 512
"""Where Marian tokenizers stop by default, even if the table of positions is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRecord:
    """What a person or a program states about a model.

    ``source`` and ``target`` are BCP 47 codes, ``prefix`` maps a target to the token that stands
    before the source (empty for a model with one target). ``max_source_tokens`` counts prefix and
    ``</s>`` too, ``max_target_tokens`` is how far decoding may go, and a sentence of more than
    ``preferred_source_tokens`` is better translated clause by clause. ``low_confidence`` is the
    score below which a translation is doubtful. ``decoding`` has the penalties to decode with
    (``PENALTIES``), where they are not 1. ``revision`` is the hub's commit, or empty.
    ``alignment_head`` is the layer and the head of the decoder that looks at the word being
    translated.
    """

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    prefix: Mapping[str, str]
    origin: str
    revision: str
    licence: str
    max_source_tokens: int = LONGEST_SOURCE
    max_target_tokens: int = LONGEST_SOURCE
    preferred_source_tokens: int | None = None
    low_confidence: float | None = None
    decoding: Mapping[str, float] = field(default_factory=dict)
    alignment_head: tuple[int, int] | None = None


def write_record(path: Path, record: ModelRecord) -> None:
    """Write ``model.toml`` into the folder ``path``; ``write_sums`` has to follow it."""
    lines = [
        f"name = {_toml(record.name)}",
        f"source = [{', '.join(map(_toml, record.source))}]",
        f"target = [{', '.join(map(_toml, record.target))}]",
        f"max_source_tokens = {record.max_source_tokens}",
        f"max_target_tokens = {record.max_target_tokens}",
        f"origin = {_toml(record.origin)}",
        f"revision = {_toml(record.revision)}",
        f"licence = {_toml(record.licence)}",
    ]
    if record.preferred_source_tokens is not None:
        lines.append(f"preferred_source_tokens = {record.preferred_source_tokens}")
    if record.low_confidence is not None:
        lines.append(f"low_confidence = {float(record.low_confidence)}")
    if record.alignment_head is not None:
        lines.append(f"alignment_head = {list(record.alignment_head)}")
    if record.decoding:
        penalties = sorted(record.decoding.items())
        lines += ["", "[decoding]", *(f"{key} = {float(number)}" for key, number in penalties)]
    prefixes = sorted(record.prefix.items())
    lines += ["", "[prefix]", *(f"{_toml(tag)} = {_toml(token)}" for tag, token in prefixes)]
    (path / RECORD).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def record_from(table: Mapping[str, Any], file: Path) -> ModelRecord:
    """The record that ``file`` holds as a table; ``ModelError`` names what is malformed in it."""
    wrong = [key for key, fits in _REQUIRED.items() if not fits(table.get(key))]
    wrong += [key for key, fits in _OPTIONAL.items() if key in table and not fits(table[key])]
    if wrong:
        raise ModelError(f"{file}: {', '.join(wrong)} missing or malformed; {REMEDY}")
    prefix = table.get("prefix", {})
    if (prefix or len(table["target"]) > 1) and set(prefix) != set(table["target"]):
        raise ModelError(f"{file}: prefix must name a token for each target; {REMEDY}")
    confidence, head = table.get("low_confidence"), table.get("alignment_head")
    return ModelRecord(
        name=table["name"],
        source=tuple(table["source"]),
        target=tuple(table["target"]),
        prefix=prefix,
        origin=table["origin"],
        revision=table["revision"],
        licence=table["licence"],
        max_source_tokens=table["max_source_tokens"],
        max_target_tokens=table["max_target_tokens"],
        preferred_source_tokens=table.get("preferred_source_tokens"),
        low_confidence=None if confidence is None else float(confidence),
        decoding={key: float(value) for key, value in table.get("decoding", {}).items()},
        alignment_head=None if head is None else (head[0], head[1]),
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_penalties(value: object) -> bool:
    return isinstance(value, dict) and all(
        key in PENALTIES and type(number) in (int, float) and 0 < number < 10
        for key, number in value.items()
    )


def _is_head(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(n) is int and n >= 0 for n in value)
    )


_REQUIRED: Mapping[str, Callable[[object], bool]] = {
    "name": _is_text,
    "origin": _is_text,
    "licence": _is_text,
    "source": _is_texts,
    "target": _is_texts,
    "revision": lambda value: isinstance(value, str),
    "max_source_tokens": _is_count,
    "max_target_tokens": _is_count,
}
_OPTIONAL: Mapping[str, Callable[[object], bool]] = {
    "low_confidence": lambda value: isinstance(value, int | float),
    "prefix": _is_table,
    "preferred_source_tokens": _is_count,
    "decoding": _is_penalties,
    "alignment_head": _is_head,
}


def _toml(text: str) -> str:
    # A JSON string is a TOML basic string, but for U+007F, which no name or code holds.
    return json.dumps(text, ensure_ascii=False)
