"""The documents of a batch: finding them, reading them, naming what is made of them."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import cast

from .document import Document
from .errors import InputError
from .limits import LARGEST
from .readers import SUFFIXES, parse_document, read_document
from .readers.whole import read_stream

# With ".kk-Latn-en.jsonl" behind it a name still fits the 255 bytes that file systems allow.
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Input:
    """A document of a batch: where it is (``None``: standard input) and what outputs call it.

    ``error`` says why there is nothing to read (a missing path, a folder without documents).
    ``largest`` is how many megabytes it may have.
    """

    path: Path | None
    name: str
    error: str | None = None
    largest: int = LARGEST


def collect(paths: Sequence[str], out: Path | None = None, largest: int = LARGEST) -> list[Input]:
    """The documents that ``paths`` (files, folders, ``-``) name, in order.

    Folders are walked in the order of their paths for files with a known suffix; hidden files and
    the folder ``out`` are left out, so that a batch never reads what it wrote. What cannot be read
    is an entry with its ``error``. Raises ``InputError`` where ``out`` is itself one of the
    folders.
    """
    found: list[Input] = []
    outside = os.path.realpath(out) if out is not None else None
    for name in paths:
        path = Path(name)
        if name == "-":
            found.append(Input(None, "stdin", largest=largest))
        elif not name:
            found.append(Input(path, "", "an empty path; name a file or a folder"))
        elif _is_folder(path):
            if outside == os.path.realpath(path):
                raise InputError(
                    f"{path}: holds the documents and would get the outputs; name another with -o"
                )
            found += _walk(path, outside, largest)
        else:
            found.append(Input(path, path.name or name, largest=largest))
    return found


def read_input(item: Input) -> Document:
    """The document of an entry; ``InputError`` where there is none."""
    if item.error:
        raise InputError(f"{item.path}: {item.error}")
    if item.path is None:
        with standard_input() as file:
            data = read_stream(file, item.name, item.largest)
        return parse_document(data, item.name, largest=item.largest)
    return read_document(item.path, item.name, item.largest)


@contextmanager
def standard_input() -> Iterator[BufferedReader]:
    """Standard input as bytes; ``InputError`` where it is closed or reading from it fails."""
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file, or pipe a text in")
    try:
        yield cast("BufferedReader", sys.stdin.buffer)
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
    shared = Counter(_same(stem) for stem in stems)
    chosen: list[str] = []
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for name, stem in zip(names, stems, strict=True):
        candidate = base = _fitting(stem if shared[_same(stem)] == 1 else name)
        while _same(candidate) in taken:
            # Counted on from the last one of the name: ten thousand may share it.
            numbers[base] = max(2, numbers[base] + 1)
            candidate = f"{base}-{numbers[base]}"
        taken.add(_same(candidate))
        chosen.append(candidate)
    return chosen


def _same(name: str) -> str:
    """What two names share that some file system takes for one: case, and how accents are coded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


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


def _walk(folder: Path, out: str | None, largest: int) -> list[Input]:
    """The documents below a folder; links to folders are not followed, so that none is circular."""
    found: list[Input] = []
    pending = [""]  # relative to the folder, each with a slash behind it
    while pending:
        inside = pending.pop()
        here = os.path.join(folder, inside)  # noqa: PTH118 (a Path would normalise the name)
        try:
            with os.scandir(here) as entries:
                children = [(entry, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError as error:
            reason = f"this folder cannot be read: {error.strerror or error}; check its rights"
            found.append(Input(Path(here), inside.rstrip("/") or folder.name, reason))
            continue
        for entry, is_folder in children:
            if entry.name.startswith("."):
                continue
            if is_folder:
                if out is None or os.path.realpath(entry.path) != out:
                    pending.append(f"{inside}{entry.name}/")
            # A pipe or a device would be waited for; a broken link is reported when it is read.
            elif _has_known_suffix(entry.name) and (
                not os.path.isdir(entry.path) if entry.is_symlink() else entry.is_file()  # noqa: PTH112
            ):
                found.append(Input(Path(entry.path), inside + entry.name, largest=largest))
    if not found:
        suffixes = ", ".join(sorted(SUFFIXES))
        reason = f"no documents in this folder (looked for {suffixes}); name a file"
        found.append(Input(folder, folder.name or str(folder), reason))
    return sorted(found, key=lambda item: PurePosixPath(item.name).parts)


def _has_known_suffix(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 (100,000 of them)
