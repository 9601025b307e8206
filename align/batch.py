"""A batch of documents: find them, name their outputs, translate each, write whole files."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from .bitext import Bitext
from .document import Document
from .errors import InputError, OutputError
from .readers import SUFFIXES, parse_document, read_document
from .translation.session import Session
from .views import render
from .views.flags import count_flagged

Status = Literal["translated", "same-language", "no-model", "no-language", "unreadable", "empty"]
FAILURES = frozenset({"no-model", "unreadable"})


@dataclass(frozen=True, slots=True)
class Input:
    """A document of a batch: where it is (``None``: standard input) and what outputs call it.

    ``error`` says why there is nothing to read (a missing path, a folder without documents).
    """

    path: Path | None
    name: str
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. ``files`` maps a view to its path relative to the output."""

    name: str
    lang: str
    status: Status
    reason: str = ""
    sentences: int = 0
    flagged: int = 0
    seconds: float = 0.0
    files: dict[str, str] = field(default_factory=dict)


class Watcher(Protocol):
    """Who is told how a batch goes on (a progress bar, or nobody)."""

    def begin(self, name: str) -> None:
        """The document ``name`` is begun."""
        ...

    def plan(self, sentences: int) -> None:
        """That many sentences more are to be translated."""
        ...

    def advance(self, sentences: int) -> None:
        """That many sentences more are done."""
        ...


def collect(paths: Sequence[str], out: Path | None = None) -> list[Input]:
    """The documents that ``paths`` (files, folders, ``-``) name, in order.

    Folders are walked in sorted order for files with a known suffix, hidden ones left out, and the
    folder ``out`` too, so that a batch never reads what it wrote. What cannot be read is an entry
    with its ``error``.
    """
    found: list[Input] = []
    for name in paths:
        path = Path(name)
        if name == "-":
            found.append(Input(None, "stdin"))
        elif path.is_dir():
            inside = list(_walk(path, out.resolve() if out else None))
            found += inside
            if not inside:
                found.append(Input(path, path.name or name, _no_documents(path)))
        else:
            found.append(Input(path, path.name or name))
    return found


def read_input(item: Input) -> Document:
    """The document of an entry; ``InputError`` where there is none."""
    if item.error:
        raise InputError(item.error)
    if item.path is None:
        return parse_document(sys.stdin.buffer.read(), item.name)
    return read_document(item.path, item.name)


def run_batch(
    inputs: Sequence[Input],
    session: Session,
    out: Path,
    views: Sequence[str],
    watcher: Watcher,
) -> Iterator[Result]:
    """Translate the documents one after the other; a result as each is done.

    Every file appears whole or not at all. A document that fails does not stop the others; an
    output folder that cannot be written raises ``OutputError``.
    """
    names = output_names([item.name for item in inputs])
    for item, name in zip(inputs, names, strict=True):
        watcher.begin(item.name)
        started = time.perf_counter()
        try:
            result = _translate(item, name, session, out, views, watcher)
        except InputError as error:
            result = Result(item.name, "und", "unreadable", str(error))
        yield replace(result, seconds=time.perf_counter() - started)


def output_names(names: Sequence[str]) -> list[str]:
    """What the outputs of documents with these names are called: without suffix where clear.

    Documents that would share a name keep their suffixes; those that still would are numbered.
    """
    stems = [str(PurePosixPath(name).with_suffix("")) if name else name for name in names]
    shared = Counter(stem.casefold() for stem in stems)
    chosen: list[str] = []
    taken: set[str] = set()
    for name, stem in zip(names, stems, strict=True):
        candidate = base = stem if shared[stem.casefold()] == 1 else name
        number = 2
        while candidate.casefold() in taken:
            candidate = f"{base}-{number}"
            number += 1
        taken.add(candidate.casefold())
        chosen.append(candidate)
    return chosen


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 so that the file is there whole or not at all, even after a crash.

    Raises ``OutputError`` naming the file where that fails.
    """
    partial = path.with_name(f".{path.name[:200]}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _translate(
    item: Input, name: str, session: Session, out: Path, views: Sequence[str], watcher: Watcher
) -> Result:
    result = session.translate(read_input(item), watcher.advance, watcher.plan)
    if not isinstance(result, Bitext):
        return Result(item.name, result.lang, result.status, result.reason)
    files = {}
    for view in views:
        relative = f"{name}.{result.source.lang}-{result.target.lang}.{view}"
        write_whole(out / relative, render(result, view))
        files[view] = relative
    return Result(
        item.name,
        result.source.lang,
        "translated",
        sentences=len(result.beads),
        flagged=count_flagged(result),
        files=files,
    )


def _walk(folder: Path, out: Path | None) -> Iterator[Input]:
    for root, folders, files in os.walk(folder, onerror=None):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (out is None or (here / name).resolve() != out)
        )
        for name in sorted(files):
            path = here / name
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield Input(path, path.relative_to(folder).as_posix())


def _no_documents(folder: Path) -> str:
    suffixes = ", ".join(sorted(SUFFIXES))
    if not os.access(folder, os.R_OK | os.X_OK):
        return f"{folder}: no permission to read this folder; check its access rights"
    return f"{folder}: no documents in this folder (looked for {suffixes}); name a file"
