"""A sentence longer than a model's limit is cut at clauses, never truncated."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

# From the best place to cut to the worst; a cut comes after the match.
_BOUNDARIES = (
    re.compile(r"(?<=[.!?…;:])[»”\"')\]]*\s+"),
    re.compile(r"\s+[–—-]\s+|(?<=[,،、，])\s+"),
    re.compile(r"\s+"),
)
_WINDOW = 100_000
_CLAUSES = 2  # so many of them are ends of clauses


def cut_at_clauses(
    text: str, limit: int, count: Callable[[str], int], preferred: int | None = None
) -> list[str]:
    """Parts of ``text`` that have at most ``limit`` pieces each by ``count``; joined they are it.

    Cuts at sentence ends, semicolons and colons first, then at commas and dashes, then between
    words, and inside a word only where the word alone is over the limit. The parts are about
    equally long: a short rest would be translated without context. A text over ``preferred``
    pieces (default: ``limit``) is cut too, but only where a clause ends.
    """
    aims = [preferred or limit] * _CLAUSES + [limit] * (len(_BOUNDARIES) - _CLAUSES)
    return _cut(text, aims, limit, count, 0)


def _cut(
    text: str, aims: list[int], limit: int, count: Callable[[str], int], level: int
) -> list[str]:
    total = _count(text, count)
    if level == len(aims):
        if total <= limit:
            return [text]
        # A piece is at least one character of a word, or one byte of it (at most four of them).
        size = max(1, limit // 4)
        return [text[start : start + size] for start in range(0, len(text), size)]
    if total <= aims[level]:
        return [text]
    cuts = [match.end() for match in _BOUNDARIES[level].finditer(text)]
    edges = [0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    atoms = [text[start:end] for start, end in pairwise(edges)]
    if len(atoms) == 1:
        return _cut(text, aims, limit, count, level + 1)
    parts: list[str] = []
    for atom in _pack(atoms, aims[level], total, count):
        parts += _cut(atom, aims, limit, count, level + 1)
    return parts


def _pack(atoms: list[str], limit: int, total: int, count: Callable[[str], int]) -> list[str]:
    aim = total / -(-total // limit)
    packed: list[list[str]] = [[]]
    size = 0
    for atom in atoms:
        pieces = _count(atom, count)
        if packed[-1] and (size >= aim or size + pieces > limit):
            packed.append([])
            size = 0
        packed[-1].append(atom)
        size += pieces
    return ["".join(atoms) for atoms in packed]


def _count(text: str, count: Callable[[str], int]) -> int:
    """The pieces of a text of any length: at once they take 90 bytes for each of its characters."""
    if len(text) <= _WINDOW:
        return count(text)
    return sum(count(text[at : at + _WINDOW]) for at in range(0, len(text), _WINDOW))
