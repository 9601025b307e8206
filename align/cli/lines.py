"""``align translate --lines``: a filter from lines to lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from ..errors import InputError
from ..limits import LARGEST
from .report import end_with_failures

if TYPE_CHECKING:
    from ..inputs import Input
    from ..translation.session import Session

_CHUNK = 256


def translate_lines(paths: Sequence[str], session: Session, largest: int = LARGEST) -> int:
    """Translate every line of the documents (``-``: standard input) to one on standard output.

    An empty line stays empty; a line already in the target language, without language, or without a
    model is passed on as it is, the last with a warning. A file that cannot be read does not stop
    the others, nor does one with a line of more than ``largest`` megabytes, which ends there.
    Returns the exit status.
    """
    from ..inputs import collect

    inputs = collect(paths, largest=largest)
    uncovered: set[str] = set()
    failures: list[str] = []
    for item in inputs:
        try:
            for chunk in _chunks(_lines(item)):
                for line in _translate_chunk(chunk, session, uncovered):
                    sys.stdout.write(line + "\n")
                sys.stdout.flush()
        except InputError as error:
            failures.append(str(error))
    status = end_with_failures(failures, len(inputs))
    for lang in sorted(uncovered):
        reason = session.reason_without_model(lang)
        print(f"align: warning: lines passed on as they were: {reason}", file=sys.stderr)
    return status or (3 if uncovered else 0)


def _lines(item: Input) -> Iterator[str]:
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
    text, _ = decode(read_whole(item.path, item.largest), item.name)
    return iter(lines_of(text))


def _stream(opened: AbstractContextManager[BinaryIO], name: str, largest: int) -> Iterator[str]:
    """Lines as they come; a pipe may never end, so it has to be UTF-8."""
    number = 0
    try:
        with opened as file:
            while data := file.readline((largest << 20) + 1):
                number += 1
                if len(data) > largest << 20:
                    raise InputError(
                        f"{name}, line {number}: longer than {largest} MB; break it, or raise the"
                        " limit with --max-size MB"
                    )
                line = data.decode("utf-8-sig" if number == 1 else "utf-8")
                yield line.removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}, line {number}: not UTF-8; convert it first") from error


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(lines)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def _translate_chunk(chunk: list[str], session: Session, uncovered: set[str]) -> list[str]:
    output = list(chunk)
    by_lang: dict[str, list[int]] = {}
    for index, line in enumerate(chunk):
        lang = session.language_of(line) if line.strip() else None
        if lang is None:
            continue
        if session.model(lang) is None:
            uncovered.add(lang)
        else:
            by_lang.setdefault(lang, []).append(index)
    for lang, indices in by_lang.items():
        sentences = [_split(chunk[index], lang) for index in indices]
        flat = [sentence for some in sentences for sentence in some]
        translated = iter(session.translate_texts(flat, lang))
        for index, some in zip(indices, sentences, strict=True):
            output[index] = " ".join(next(translated).text for _ in some)
    return output


def _split(line: str, lang: str) -> list[str]:
    """The sentences of one line: a model was made for sentences, a line may hold several."""
    from ..segment import split_sentences

    return [line[start:end] for start, end in split_sentences(line, lang)]
