"""A model folder: its record, its checksums, and what makes it usable or not.

model.toml      the record: names, languages, prefixes, where the model comes from
SHA256SUMS      the hash of every other file but README.md
README.md       the model card (optional)
source.spm, target.spm
ctranslate2/    model.bin, config.json, shared_vocabulary.json
transformers/   the same model for the reference engine (optional)
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import ModelError
from .checksums import REMEDY, SUMS, list_files, read_sums, sha256_of
from .checksums import write_sums as write_sums

RECORD = "model.toml"
NEEDED = (
    "source.spm",
    "target.spm",
    "ctranslate2/model.bin",
    "ctranslate2/config.json",
    "ctranslate2/shared_vocabulary.json",
)
PENALTIES = ("length_penalty", "repetition_penalty")
# What torch would unpickle, and so run; ctranslate2/model.bin is plain numbers in its own format.
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model that is there and whole as far as its record and the list of its files tell.

    ``source`` and ``target`` are BCP 47 codes, ``prefix`` maps a target to the token that stands
    before the source (empty for a model with one target). ``max_source_tokens`` counts prefix and
    ``</s>`` too, ``max_target_tokens`` is how far decoding may go, and a sentence of more than
    ``preferred_source_tokens`` is better translated clause by clause. ``decoding`` has the
    penalties to decode with (``PENALTIES``), where they are not 1. ``revision`` is the hub's
    commit, or empty. ``alignment_head`` is the layer and the head of the decoder that looks at the
    word being translated. ``fingerprint`` changes whenever a file of the model does.
    """

    path: Path
    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    prefix: Mapping[str, str]
    max_source_tokens: int
    max_target_tokens: int
    preferred_source_tokens: int | None
    origin: str
    revision: str
    licence: str
    low_confidence: float | None
    decoding: Mapping[str, float]
    alignment_head: tuple[int, int] | None
    fingerprint: str


def open_model(path: Path) -> ModelFolder:
    """Read the model folder at ``path`` without hashing its files.

    Raises ``ModelError`` where the record or a file is missing or malformed, or where the folder
    holds a pickle.
    """
    record_path = path / RECORD
    if not record_path.is_file():
        raise ModelError(
            f"{path}: not a model folder: it has no {RECORD}; see 'align models list' for the"
            " models there are"
        )
    try:
        record = tomllib.loads(record_path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{record_path}: cannot be read ({error}); {REMEDY}") from error
    sums = read_sums(path)
    for name in (*NEEDED, *sums):
        if not (path / name).is_file():
            raise ModelError(f"{path / name}: missing from the model; {REMEDY}")
    for name in (RECORD, *NEEDED):
        if name not in sums:
            raise ModelError(f"{path / SUMS}: does not list {name}; {REMEDY}")
    _refuse_pickles(path)
    return _model_from_record(record_path, record)


def verify_model(folder: ModelFolder) -> None:
    """Hash every file again; ``ModelError`` names one that was altered, lost or added."""
    sums = read_sums(folder.path)
    for name in list_files(folder.path):
        if name not in sums:
            raise ModelError(
                f"{folder.path / name}: not part of model {folder.name}; remove it, or {REMEDY}"
            )
    for name, expected in sums.items():
        file = folder.path / name
        if not file.is_file():
            raise ModelError(f"{file}: missing from the model; {REMEDY}")
        if sha256_of(file) != expected:
            raise ModelError(f"{file}: altered since the model was made; {REMEDY}")


def prefix_for(folder: ModelFolder, target: str) -> str | None:
    """The token to put before a source text for ``target``; ``None`` where the model needs none.

    Raises ``ModelError`` where a model with several targets has none for this one.
    """
    for tag in (target, base_tag(target)):
        if tag in folder.prefix:
            return folder.prefix[tag]
    if folder.prefix:
        raise ModelError(
            f"model {folder.name} does not translate to {target}, only to"
            f" {', '.join(folder.target)}; choose one of these, or another model"
        )
    return None


def base_tag(tag: str) -> str:
    """The language of a BCP 47 code without script and region: ``kk`` of ``kk-Latn``."""
    return tag.partition("-")[0]


def write_record(
    path: Path,
    *,
    name: str,
    source: Sequence[str],
    target: Sequence[str],
    prefix: Mapping[str, str],
    max_source_tokens: int,
    max_target_tokens: int,
    origin: str,
    revision: str,
    licence: str,
    low_confidence: float | None = None,
    preferred_source_tokens: int | None = None,
    decoding: Mapping[str, float] | None = None,
    alignment_head: tuple[int, int] | None = None,
) -> None:
    """Write ``model.toml`` into the folder ``path``; ``write_sums`` has to follow it."""
    lines = [
        f"name = {_toml(name)}",
        f"source = [{', '.join(map(_toml, source))}]",
        f"target = [{', '.join(map(_toml, target))}]",
        f"max_source_tokens = {max_source_tokens}",
        f"max_target_tokens = {max_target_tokens}",
        f"origin = {_toml(origin)}",
        f"revision = {_toml(revision)}",
        f"licence = {_toml(licence)}",
    ]
    if preferred_source_tokens is not None:
        lines.append(f"preferred_source_tokens = {preferred_source_tokens}")
    if low_confidence is not None:
        lines.append(f"low_confidence = {float(low_confidence)}")
    if alignment_head is not None:
        lines.append(f"alignment_head = {list(alignment_head)}")
    if decoding:
        lines += [
            "",
            "[decoding]",
            *(f"{key} = {float(decoding[key])}" for key in sorted(decoding)),
        ]
    lines += ["", "[prefix]", *(f"{_toml(tag)} = {_toml(prefix[tag])}" for tag in sorted(prefix))]
    (path / RECORD).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _refuse_pickles(path: Path) -> None:
    for name in list_files(path):
        if name.endswith(_PICKLES) and name != "ctranslate2/model.bin":
            raise ModelError(
                f"{path / name}: a pickle, which can run code when loaded; remove it"
                " (the weights belong into model.safetensors)"
            )


def _model_from_record(file: Path, record: dict[str, Any]) -> ModelFolder:
    folder = file.parent
    confidence = record.get("low_confidence")
    prefix = record.get("prefix", {})
    preferred = record.get("preferred_source_tokens")
    decoding = record.get("decoding", {})
    head = record.get("alignment_head")
    wrong = [
        *(key for key in ("name", "origin", "licence") if not _is_text(record.get(key))),
        *(key for key in ("source", "target") if not _is_texts(record.get(key))),
        *(["revision"] if not isinstance(record.get("revision"), str) else []),
        *(
            key
            for key in ("max_source_tokens", "max_target_tokens")
            if not _is_count(record.get(key))
        ),
        *(["low_confidence"] if not isinstance(confidence, int | float | None) else []),
        *(["prefix"] if not _is_table(prefix) else []),
        *(
            ["preferred_source_tokens"]
            if preferred is not None and not _is_count(preferred)
            else []
        ),
        *([] if _is_penalties(decoding) else ["decoding"]),
        *([] if head is None or _is_head(head) else ["alignment_head"]),
    ]
    if wrong:
        raise ModelError(f"{file}: {', '.join(wrong)} missing or malformed; {REMEDY}")
    if (prefix or len(record["target"]) > 1) and set(prefix) != set(record["target"]):
        raise ModelError(f"{file}: prefix must name a token for each target; {REMEDY}")
    return ModelFolder(
        path=folder,
        name=record["name"],
        source=tuple(record["source"]),
        target=tuple(record["target"]),
        prefix=prefix,
        max_source_tokens=record["max_source_tokens"],
        max_target_tokens=record["max_target_tokens"],
        preferred_source_tokens=preferred,
        origin=record["origin"],
        revision=record["revision"],
        licence=record["licence"],
        low_confidence=None if confidence is None else float(confidence),
        decoding={key: float(value) for key, value in decoding.items()},
        alignment_head=None if head is None else (head[0], head[1]),
        fingerprint=sha256_of(folder / SUMS)[:16],
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


def _toml(text: str) -> str:
    # A JSON string is a TOML basic string, but for U+007F, which no name or code holds.
    return json.dumps(text, ensure_ascii=False)
