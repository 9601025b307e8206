"""Passages that stand elsewhere in the other document: order is not sacred, but beads keep it.

What the search left unaligned on both sides is compared regardless of order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .band import Band
from .dynamic import Step
from .similarity import Similarity

# More cells than this are not looked at: documents with so much unaligned are not translations.
_MOST_CELLS = 4_000_000
# Log odds that a sentence has its counterpart there and not at any other place left over: 9 to 1
# for one with a neighbour moved along, 99 to 1 for one alone.
_LIKELY, _CERTAIN = math.log(9.0), math.log(99.0)
_STRIDE = 3  # neighbours in a moved passage may have so many sentences between them


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
    odds = odds[:, np.array(columns) - columns[0]] - math.log(max(len(rows), len(columns)))
    pairs = [
        (rows[row], columns[column], float(odds[row, column]))
        for row, column in enumerate(odds.argmax(1).tolist())
        if odds[:, column].argmax() == row and odds[row, column] > _LIKELY
    ]
    return tuple(_runs(pairs))


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


def _runs(pairs: Sequence[tuple[int, int, float]]) -> list[Crossing]:
    """Pairs, in the source's order, joined to passages where they go on side by side."""
    runs: list[list[tuple[int, int, float]]] = []
    for pair in pairs:
        last = runs[-1][-1] if runs else (-_STRIDE, -_STRIDE, 0.0)
        if 0 < pair[0] - last[0] <= _STRIDE and 0 < pair[1] - last[1] <= _STRIDE:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [
        Crossing((run[0][0], run[-1][0] + 1), (run[0][1], run[-1][1] + 1))
        for run in runs
        if len(run) > 1 or run[0][2] > _CERTAIN
    ]
