"""``align translate --lines``: a filter from lines to lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from ..translation.session import Session

_CHUNK = 256


def translate_lines(paths: Sequence[str], session: Session) -> int:
    """Translate every line of the files (``-``: standard input) to one line on standard output.

    An empty line stays empty; a line already in the target language, without language, or without a
    model is passed on as it is, the last with a warning. Returns the exit status.
    """
    uncovered: set[str] = set()
    for name in paths:
        for chunk in _chunks(name):
            for line in _translate_chunk(chunk, session, uncovered):
                sys.stdout.write(line + "\n")
            sys.stdout.flush()
    for lang in sorted(uncovered):
        reason = session.reason_without_model(lang)
        print(f"align: warning: lines passed on as they were: {reason}", file=sys.stderr)
    return 3 if uncovered else 0


def _chunks(name: str) -> Iterator[list[str]]:
    chunk: list[str] = []
    for number, data in enumerate(_raw_lines(name), start=1):
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            shown = "standard input" if name == "-" else name
            raise InputError(f"{shown}, line {number}: not UTF-8; convert it first") from error
        chunk.append(line.rstrip("\r\n"))
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _raw_lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield from file
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error


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
        translated = iter(session.translate_texts(flat, lang, owner="--lines"))
        for index, some in zip(indices, sentences, strict=True):
            output[index] = " ".join(next(translated).text for _ in some)
    return output


def _split(line: str, lang: str) -> list[str]:
    """The sentences of one line: a model was made for sentences, a line may hold several."""
    from ..segment import split_sentences

    return [line[start:end] for start, end in split_sentences(line, lang)]
