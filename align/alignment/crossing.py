"""Passages that stand elsewhere in the other document: order is not sacred, but beads keep it.

What the search left unaligned on both sides is compared regardless of order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .band import Band, Floats
from .dynamic import Step
from .similarity import Similarity

# More cells than this are not looked at: documents with so much unaligned are not translations.
_MOST_CELLS = 4_000_000
# Log odds that a passage has its counterpart there and not at any other place left over: 9 to 1 for
# several sentences, 99 to 1 for one alone.
_LIKELY, _CERTAIN = math.log(9.0), math.log(99.0)
# From one pair of a moved passage to the next: the log chance of how many sentences on it is.
_STRIDES = {
    (1, 1): math.log(0.8), (1, 2): math.log(0.05), (2, 1): math.log(0.05), (2, 2): math.log(0.04),
    (1, 3): math.log(0.01), (3, 1): math.log(0.01), (2, 3): math.log(0.01), (3, 2): math.log(0.01),
    (3, 3): math.log(0.02),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Crossing:
    """``source[start:end]`` and ``target[start:end]`` seem to say the same, out of order."""

    source: tuple[int, int]
    target: tuple[int, int]


def find_crossings(steps: Sequence[Step], similarity: Similarity) -> tuple[Crossing, ...]:
    """The moved passages among what ``steps`` (bead sizes in order) leave unaligned."""
    rows, columns = _unaligned(steps)
    if not rows or not columns:
        return ()
    width = columns[-1] - columns[0] + 1
    if len(rows) * width > _MOST_CELLS:
        return ()
    low = np.zeros(similarity.shape[0] + 1, np.int64)
    high = low.copy()
    ends = np.array(rows) + 1  # a bead is named by the cell at which it ends
    low[ends], high[ends] = columns[0] + 1, columns[-1] + 2
    odds = similarity.log_odds(Band(low, high), 1, 1).reshape(len(rows), width)
    aligned = np.ones(width, bool)
    aligned[np.array(columns) - columns[0]] = False
    odds[:, aligned] = -np.inf
    start = -math.log(len(rows) * len(columns))
    found = []
    while passages := _best_passages(odds, rows, start):
        for passage in passages:
            (top, left), (bottom, right) = passage[0], passage[-1]
            found.append(
                Crossing((rows[top], rows[bottom] + 1), (left + columns[0], right + columns[0] + 1))
            )
            odds[top : bottom + 1] = -np.inf
            odds[:, left : right + 1] = -np.inf
    return tuple(sorted(found, key=lambda crossing: crossing.source))


def _best_passages(odds: Floats, rows: Sequence[int], start: float) -> list[list[tuple[int, int]]]:
    """The cells of the pairs of each passage that is likely enough, the likeliest first.

    A passage is the best chain of pairs that go on side by side (a local alignment, Smith &
    Waterman 1981). None shares a row or column with another: what a likelier one has taken from a
    chain is left for the next call, when its cells are gone.
    """
    place = {row: number for number, row in enumerate(rows)}
    strides = list(_STRIDES)
    totals = np.empty_like(odds)
    came = np.zeros(odds.shape, np.int8)  # 0: a passage starts, else the number of a stride
    for number, row in enumerate(rows):
        best = np.full(odds.shape[1], start)
        for stride, (di, dj) in enumerate(strides, 1):
            before = place.get(row - di)
            if before is None:
                continue
            going_on = np.full_like(best, -np.inf)
            going_on[dj:] = totals[before, :-dj] + _STRIDES[di, dj]
            came[number, going_on > best] = stride
            np.maximum(best, going_on, out=best)
        totals[number] = best + odds[number]
    totals[(came == 0) & (totals <= _CERTAIN)] = -np.inf
    ends = np.flatnonzero(totals > _LIKELY)
    free_rows, free_columns = (np.ones(size, bool) for size in odds.shape)
    passages = []
    for end in ends[np.argsort(-totals.flat[ends], kind="stable")].tolist():
        cells = [divmod(end, odds.shape[1])]
        number, column = cells[0]
        if not (free_rows[number] and free_columns[column]):
            continue
        while came[number, column]:
            di, dj = strides[came[number, column] - 1]
            number, column = place[rows[number] - di], column - dj
            cells.append((number, column))
        taken = slice(number, cells[0][0] + 1), slice(column, cells[0][1] + 1)
        if free_rows[taken[0]].all() and free_columns[taken[1]].all():
            free_rows[taken[0]] = free_columns[taken[1]] = False
            passages.append(cells[::-1])
    return passages


def _unaligned(steps: Sequence[Step]) -> tuple[list[int], list[int]]:
    rows, columns = [], []
    i = j = 0
    for di, dj in steps:
        if dj == 0:
            rows.append(i)
        if di == 0:
            columns.append(j)
        i, j = i + di, j + dj
    return rows, columns
