"""Check: brackets and quotes without their counterpart, and a question that is none any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bitext import Finding
from .pair import Pair

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_OPENING = {closing: opening for opening, closing in _BRACKETS.items()}
_BRACKET = re.compile(r"[()\[\]{}]")
_LIST_MARK = re.compile(r"^\s*\(?\w{1,3}\)|[:;]-?[()]|\s\w{1,2}\)")
_QUOTES = re.compile(r"[«»“”„\"]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_DOUBLE = re.compile(r"[«»“”„\"]")
_QUESTION = re.compile(r"[?？؟]\W*$")


def check_punctuation(pair: Pair) -> Iterator[Finding]:
    """Findings of kind ``brackets``, ``quotes`` and ``punctuation``, each at most a ``warning``.

    Quotes that are not there at all are an ``info``: English sets titles and names without. Only
    what the source does better counts: one that opens a bracket and does not close it is a part of
    something longer.
    """
    yield from _brackets(pair)
    yield from _quotes(pair)
    if _QUESTION.search(pair.source) and not re.search(r"[?？؟]", pair.target):
        end = len(pair.target)
        yield Finding(
            "punctuation", "a question in the source, not here", "warning", None, (end - 1, end)
        )
    elif re.search(r"[?？]\W*$", pair.target) and not re.search(r"[?？؟]", pair.source):
        end = len(pair.target)
        yield Finding(
            "punctuation", "a question here, not in the source", "warning", None, (end - 1, end)
        )


def _brackets(pair: Pair) -> Iterator[Finding]:
    if _unbalanced(pair.source) is None and (place := _unbalanced(pair.target)) is not None:
        mark = pair.target[place]
        detail = f"{mark} without its counterpart"
        yield Finding("brackets", detail, "warning", None, (place, place + 1))
    elif pair.source.count("(") and not re.search(r"[(\[,–—-]", pair.target):
        place = pair.source.index("(")
        end = pair.source.find(")", place) + 1 or len(pair.source)
        yield Finding("brackets", "what is in brackets is missing", "warning", (place, end))


def _unbalanced(text: str) -> int | None:
    """Where the first bracket without counterpart is; marks of lists (``a)``) need none."""
    if not _BRACKET.search(text):
        return None
    masked = _LIST_MARK.sub(lambda match: " " * len(match.group()), text)
    waiting: list[tuple[str, int]] = []
    for index, letter in enumerate(masked):
        if letter in _BRACKETS:
            waiting.append((letter, index))
        elif letter in _OPENING:
            if not waiting or waiting[-1][0] != _OPENING[letter]:
                return index
            waiting.pop()
    return waiting[0][1] if waiting else None


def _quotes(pair: Pair) -> Iterator[Finding]:
    source, target = (_DOUBLE.findall(text) for text in (pair.source, pair.target))
    if len(target) % 2 and source and len(source) % 2 == 0:
        place = _DOUBLE.search(pair.target)
        where = place.span() if place else None
        yield Finding("quotes", "a quote that is not closed", "warning", None, where)
    elif len(source) >= 2 and len(source) % 2 == 0 and not _QUOTES.search(pair.target):
        first = _DOUBLE.search(pair.source)
        where = first.span() if first else None
        yield Finding("quotes", "the quotes are missing", "info", where)
