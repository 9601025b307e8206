"""Telling when decoding has fallen into a loop ("of the Republic of the Republic of the …")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import eq

_LONGEST_PERIOD = 12


def longest_loop(items: Sequence[str]) -> int:
    """How often a run of up to 12 items is repeated in immediate succession, at the most."""
    best = min(1, len(items))
    for period in range(1, min(_LONGEST_PERIOD, len(items) // 2) + 1):
        if not comes_again(items, period):
            continue
        run = 0
        for index in range(period, len(items)):
            run = run + 1 if items[index] == items[index - period] else 0
            best = max(best, 1 + run // period)
    return best


def comes_again(items: Sequence[str], period: int) -> bool:
    """Whether as many items as the period is long are those that stand a period before.

    Without so many no run is repeated; far faster than to look where they stand.
    """
    same: int = sum(map(eq, items, items[period:]))
    return same >= period


def most_frequent_ngram(items: Sequence[str], order: int) -> int:
    """How often the most frequent n-gram of this order occurs."""
    ngrams = zip(*(items[start:] for start in range(order)), strict=False)
    return max(Counter(ngrams).values(), default=0)


def falls_into_repetition(target: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a hypothesis loops, or runs on far beyond its source, and the source does not.

    Both are pieces. A loop is anything four times in a row, or a 4-gram more than three times; a
    source that repeats itself as much (a chorus, laughter) excuses it.
    """
    if len(target) > 3 * len(source) + 10:
        return True
    loop = longest_loop(target)
    if loop >= 4 and loop > longest_loop(source):
        return True
    often = most_frequent_ngram(target, 4)
    return often > 3 and often > most_frequent_ngram(source, 4)
