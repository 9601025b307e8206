"""``align translate --lines``: a filter from lines to lines."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from ..errors import InputError, OutputError
from ..stages import timed
from .report import end_with_failures
from .session import open_memory, open_session

if TYPE_CHECKING:
    from io import BufferedReader

    from ..inputs import Input
    from ..translation.session import Session

_CHUNK = 256  # lines
_ARRIVED = 1 << 16  # bytes


def translate_lines(arguments: argparse.Namespace) -> int:
    """Translate every line of the documents (``-``: standard input) to one on standard output.

    An empty line stays empty; a line already in the target language, without language, or without a
    model is passed on as it is, the last with a warning. A file that cannot be read does not stop
    the others, nor does one with a line of more than the largest size, which ends there. Returns
    the exit status.
    """
    from .. import stages
    from ..inputs import collect
    from ..lock import one_run_in

    started = time.perf_counter()
    if sys.stdout is None:
        raise OutputError("standard output is closed; send it to a file or a pipe")
    out = arguments.out
    with (
        one_run_in(out) if out else nullcontext(),
        open_memory(out) as memory,
        open_session(arguments, memory) as session,
    ):
        work = _Filter(session)
        inputs = collect(arguments.paths, largest=arguments.max_size)
        failures = [failure for item in inputs if (failure := work.filter(item))]
        status = end_with_failures(failures, len(inputs))
        for lang in sorted(work.uncovered):
            reason = session.planner.reason_without_model(lang)
            print(f"align: warning: lines passed on as they were: {reason}", file=sys.stderr)
    if arguments.profile:
        seconds = time.perf_counter() - started
        print(stages.table(stages.take(), work.sentences, seconds), file=sys.stderr)
    return status or (3 if work.uncovered else 0)


class _Filter:
    """Translates lines; knows the languages without a model, and how many sentences there were."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.uncovered: set[str] = set()
        self.sentences = 0

    def filter(self, item: Input) -> str | None:
        """Write a line for each one of a document; what kept it from being read, if anything."""
        try:
            for lines in _lines(item):
                for start in range(0, len(lines), _CHUNK):
                    translated = self._translate(lines[start : start + _CHUNK])
                    with timed("write"):
                        sys.stdout.writelines(line + "\n" for line in translated)
                        sys.stdout.flush()
        except InputError as error:
            return str(error)
        return None

    def _translate(self, chunk: list[str]) -> list[str]:
        output = list(chunk)
        by_lang: dict[str, list[int]] = {}
        with timed("route"):
            for index, line in enumerate(chunk):
                lang = self._session.language_of(line) if line.strip() else None
                if lang is None:
                    continue
                if self._session.planner.model(lang) is None:
                    self.uncovered.add(lang)
                else:
                    by_lang.setdefault(lang, []).append(index)
        for lang, indices in by_lang.items():
            with timed("split"):
                sentences = [_split(chunk[index], lang) for index in indices]
            flat = [sentence for some in sentences for sentence in some]
            self.sentences += len(flat)
            translated = iter(self._session.translate_texts(flat, lang))
            for index, some in zip(indices, sentences, strict=True):
                output[index] = " ".join(next(translated).text for _ in some)
        return output


def _lines(item: Input) -> Iterator[list[str]]:
    """The lines of an input, as many at a time as there are without waiting."""
    from ..inputs import standard_input
    from ..readers.encoding import decode
    from ..readers.plain import lines_of
    from ..readers.whole import read_whole

    if item.path is None:
        return _stream(standard_input(), "standard input", item.largest)
    if item.error:
        raise InputError(f"{item.path}: {item.error}")
    try:
        long = item.path.stat().st_size > item.largest << 20
        if long and item.path.is_file():  # too long to be looked at whole: as a pipe is read
            return _stream(item.path.open("rb"), str(item.path), item.largest)
    except OSError:  # reading it says what is wrong
        pass
    with timed("read"):
        text, _ = decode(read_whole(item.path, item.largest), item.name)
        return iter([lines_of(text)])


def _stream(
    opened: AbstractContextManager[BufferedReader], name: str, largest: int
) -> Iterator[list[str]]:
    """Lines as they come: whoever writes one and waits for the answer gets it.

    A pipe may never end, so it has to be UTF-8.
    """
    number = 0
    begun = bytearray()  # the line whose end has not come yet
    try:
        with opened as file:
            while data := file.read1(_ARRIVED):
                begun += data
                if b"\n" in data:
                    *lines, last = bytes(begun).split(b"\n")
                    begun = bytearray(last)
                    yield from _decoded(lines, number, name, largest)
                    number += len(lines)
                _check_length(begun, number + 1, name, largest)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
    if begun:
        yield from _decoded([bytes(begun)], number, name, largest)


def _decoded(lines: Sequence[bytes], before: int, name: str, largest: int) -> Iterator[list[str]]:
    """The lines up to one that is wrong, and only then the error."""
    found: list[str] = []
    try:
        for number, line in enumerate(lines, before + 1):
            _check_length(line, number, name, largest)
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            found.append(text.removesuffix("\r"))
    except UnicodeDecodeError as error:
        yield found
        raise InputError(f"{name}, line {number}: not UTF-8; convert it first") from error
    except InputError:
        yield found
        raise
    yield found


def _check_length(line: bytes | bytearray, number: int, name: str, largest: int) -> None:
    if len(line) > largest << 20:
        raise InputError(
            f"{name}, line {number}: longer than {largest} MB; break it, or raise the limit with"
            " --max-size MB"
        )


def _split(line: str, lang: str) -> list[str]:
    """The sentences of one line: a model was made for sentences, a line may hold several."""
    from ..segment import split_sentences

    return [line[start:end] for start, end in split_sentences(line, lang)]
