"""Which words of two texts differ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher


def differing(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """The words of both texts, each with whether the other text lacks it there."""
    left, right = old.split(), new.split()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    same: tuple[set[int], set[int]] = (set(), set())
    for block in matcher.get_matching_blocks():
        same[0].update(range(block.a, block.a + block.size))
        same[1].update(range(block.b, block.b + block.size))
    return (
        [(word, index not in same[0]) for index, word in enumerate(left)],
        [(word, index not in same[1]) for index, word in enumerate(right)],
    )


def runs(words: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Neighbouring words of the same kind joined by spaces."""
    start = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index][1] != words[start][1]:
            yield " ".join(word for word, _ in words[start:index]), words[start][1]
            start = index


def marked(words: list[tuple[str, bool]]) -> str:
    """One line of text in which what differs stands in square brackets."""
    return " ".join(f"[{text}]" if differs else text for text, differs in runs(words))
