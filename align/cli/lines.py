"""``align translate --lines``: a filter from lines to lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..errors import InputError
from .report import end_with_failures

if TYPE_CHECKING:
    from ..inputs import Input
    from ..translation.session import Session

_CHUNK = 256


def translate_lines(paths: Sequence[str], session: Session) -> int:
    """Translate every line of the documents (``-``: standard input) to one on standard output.

    An empty line stays empty; a line already in the target language, without language, or without a
    model is passed on as it is, the last with a warning. A file that cannot be read does not stop
    the others. Returns the exit status.
    """
    from ..inputs import collect

    inputs = collect(paths)
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
    if item.path is None:
        return _standard_input()
    from ..inputs import read_input
    from ..readers.plain import lines_of

    return iter(lines_of(read_input(item).text))


def _standard_input() -> Iterator[str]:
    """The lines of standard input as they come; a pipe may never end, so it has to be UTF-8."""
    from ..inputs import standard_input

    number = 0
    try:
        with standard_input() as lines:
            for number, data in enumerate(lines, start=1):
                line = data.decode("utf-8-sig" if number == 1 else "utf-8")
                yield line.removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input, line {number}: not UTF-8; convert it first") from error


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
