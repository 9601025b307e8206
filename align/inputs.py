"""The documents of a batch: finding them, reading them, naming what is made of them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from .document import Document
from .errors import InputError
from .readers import SUFFIXES, parse_document, read_document

# With ".kk-Latn-en.jsonl" behind it a name still fits the 255 bytes that file systems allow.
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Input:
    """A document of a batch: where it is (``None``: standard input) and what outputs call it.

    ``error`` says why there is nothing to read (a missing path, a folder without documents).
    """

    path: Path | None
    name: str
    error: str | None = None


def collect(paths: Sequence[str], out: Path | None = None) -> list[Input]:
    """The documents that ``paths`` (files, folders, ``-``) name, in order.

    Folders are walked in the order of their paths for files with a known suffix; hidden files and
    the folder ``out`` are left out, so that a batch never reads what it wrote. What cannot be read
    is an entry with its ``error``. Raises ``InputError`` where ``out`` is itself one of the
    folders.
    """
    found: list[Input] = []
    for name in paths:
        path = Path(name)
        if name == "-":
            found.append(Input(None, "stdin"))
        elif not name:
            found.append(Input(path, "", "an empty path; name a file or a folder"))
        elif _is_folder(path):
            if out is not None and out.resolve() == path.resolve():
                raise InputError(
                    f"{path}: holds the documents and would get the outputs; name another with -o"
                )
            found += _walk(path, out.resolve() if out else None)
        else:
            found.append(Input(path, path.name or name))
    return found


def read_input(item: Input) -> Document:
    """The document of an entry; ``InputError`` where there is none."""
    if item.error:
        raise InputError(f"{item.path}: {item.error}")
    if item.path is None:
        with standard_input() as file:
            return parse_document(file.read(), item.name)
    return read_document(item.path, item.name)


@contextmanager
def standard_input() -> Iterator[BinaryIO]:
    """Standard input as bytes; ``InputError`` where it is closed or reading from it fails."""
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file, or pipe a text in")
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise InputError(f"standard input cannot be read: {error.strerror or error}") from error


def reason_of(error: InputError, item: Input) -> str:
    """What an error says of an entry, without the path as it was typed: no output holds that."""
    return str(error).removeprefix(f"{item.path}: ").removeprefix(f"{item.name}: ")


def output_names(names: Sequence[str]) -> list[str]:
    """What the outputs of documents with these names are called: without suffix where clear.

    Documents that would share a name keep their suffixes; those that still would are numbered.
    Names too long for a file system are cut, with a hash of the whole.
    """
    stems = [_without_suffix(name) for name in names]
    shared = Counter(stem.casefold() for stem in stems)
    chosen: list[str] = []
    taken: set[str] = set()
    for name, stem in zip(names, stems, strict=True):
        candidate = base = _fitting(stem if shared[stem.casefold()] == 1 else name)
        number = 2
        while candidate.casefold() in taken:
            candidate = f"{base}-{number}"
            number += 1
        taken.add(candidate.casefold())
        chosen.append(candidate)
    return chosen


def _without_suffix(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_suffix("")) if path.suffix.lower() in SUFFIXES else name


def _fitting(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    data = os.fsencode(last)
    if len(data) <= _LONGEST_NAME:
        return name
    mark = hashlib.sha256(data).hexdigest()[:8]
    return f"{folder}{slash}{data[: _LONGEST_NAME - 9].decode('utf-8', 'ignore')}~{mark}"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no permission on the way there, or a name too long: reading it will say so
        return False


def _walk(folder: Path, out: Path | None) -> list[Input]:
    found: list[Input] = []

    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        name = folder.name if path == folder else path.relative_to(folder).as_posix()
        found.append(Input(path, name, "no permission to read this folder; check its rights"))

    for root, folders, files in os.walk(folder, onerror=unreadable):
        here = Path(root)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (out is None or (here / name).resolve() != out)
        ]
        for name in files:
            path = here / name
            # A pipe or a device would be waited for; a broken link is reported when it is read.
            readable = path.is_file() or path.is_symlink()
            if path.suffix.lower() in SUFFIXES and not name.startswith(".") and readable:
                found.append(Input(path, path.relative_to(folder).as_posix()))
    if not found:
        suffixes = ", ".join(sorted(SUFFIXES))
        reason = f"no documents in this folder (looked for {suffixes}); name a file"
        found.append(Input(folder, folder.name or str(folder), reason))
    return sorted(found, key=lambda item: PurePosixPath(item.name).parts)
