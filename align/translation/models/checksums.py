"""``SHA256SUMS``: the hash of every file of a model folder, as the tool ``sha256sum`` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from ...errors import ModelError

SUMS = "SHA256SUMS"
CARD = "README.md"
REMEDY = "get the model again ('align models pull NAME') or remove its folder"


def write_sums(path: Path) -> None:
    """Write ``SHA256SUMS`` over every file of the folder ``path`` but itself and its prose."""
    rows = "".join(f"{sha256_of(path / name)}  {name}\n" for name in list_files(path))
    (path / SUMS).write_text(rows, encoding="utf-8", newline="\n")


def read_sums(path: Path) -> dict[str, str]:
    """The hashes that ``SHA256SUMS`` in the folder ``path`` lists, by relative path."""
    file = path / SUMS
    try:
        rows = file.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise ModelError(f"{file}: cannot be read ({error}); {REMEDY}") from error
    sums = {}
    for number, row in enumerate(rows, start=1):
        if not row:
            continue
        digest, separator, name = row.partition("  ")
        outside = PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts
        if not separator or not name or len(digest) != 64 or outside:
            raise ModelError(f"{file}, line {number}: not a hash and a file name; {REMEDY}")
        sums[name] = digest
    return sums


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def list_files(path: Path) -> list[str]:
    """The relative paths of all files in the folder ``path`` that are to be hashed, sorted."""
    names = (p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())
    # The card and what else is written about a model may be mended without changing the model.
    return sorted(name for name in names if name != SUMS and not name.endswith(".md"))
