"""A model folder: its record, its checksums, and what makes it usable or not.

model.toml      the record: names, languages, prefixes, where the model comes from
SHA256SUMS      the hash of every other file but README.md
README.md       the model card (optional)
source.spm, target.spm
ctranslate2/    model.bin, config.json, shared_vocabulary.json
transformers/   the same model for the reference engine (optional)
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from ...errors import ModelError
from .checksums import REMEDY, SUMS, list_files, read_sums, sha256_of
from .record import RECORD, ModelRecord, record_from

NEEDED = (
    "source.spm",
    "target.spm",
    "ctranslate2/model.bin",
    "ctranslate2/config.json",
    "ctranslate2/shared_vocabulary.json",
)
# What torch would unpickle, and so run; ctranslate2/model.bin is plain numbers in its own format.
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder(ModelRecord):
    """A model that is there and whole as far as its record and the list of its files tell.

    ``fingerprint`` changes whenever a file of the model does.
    """

    path: Path
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
        table = tomllib.loads(record_path.read_text(encoding="utf-8"))
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
    record = record_from(table, record_path)
    return ModelFolder(
        path=path,
        fingerprint=sha256_of(path / SUMS)[:16],
        **{field.name: getattr(record, field.name) for field in fields(record)},
    )


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


def _refuse_pickles(path: Path) -> None:
    for name in list_files(path):
        if name.endswith(_PICKLES) and name != "ctranslate2/model.bin":
            raise ModelError(
                f"{path / name}: a pickle, which can run code when loaded; remove it"
                " (the weights belong into model.safetensors)"
            )
