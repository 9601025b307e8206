"""Passages of both sides that say the same sentence by sentence, wherever they stand.

These are the best chains of pairs of sentences (local alignment: Smith & Waterman 1981) among the
sentences that the alignment in order leaves alone or has little evidence for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from .band import Band, Flags, Floats, Ints
from .dynamic import Lattice, Step, path_ends
from .similarity import Similarity

Cell = tuple[int, int]
Known = tuple[Set[int], Set[int]]  # sentences of the source, and of the target

# So many cells are looked at; in a longer document only what stands less far away.
_MOST_CELLS = 500_000
# Passes over them, each for what likelier chains have left of others.
_PASSES = 3
# Beads with less than this, in log odds a sentence, are weak: alone, or as the mean of three in a
# row. There no bead counts for more than the other number.
_WEAK, _MOST = 1.0, 3.0
# From one pair of a moved passage to the next: the log chance of how many sentences on it is.
_STRIDES = {
    (1, 1): math.log(0.8), (1, 2): math.log(0.05), (2, 1): math.log(0.05), (2, 2): math.log(0.04),
    (1, 3): math.log(0.01), (3, 1): math.log(0.01), (2, 3): math.log(0.01), (3, 2): math.log(0.01),
    (3, 3): math.log(0.02),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """``source[start:end]`` and ``target[start:end]``, with the log odds of their pairs."""

    source: tuple[int, int]
    target: tuple[int, int]
    odds: float


@dataclass(frozen=True, eq=False)
class Places:
    """The source sentences ``rows``, in order, are compared with ``width`` target sentences each.

    Those of row ``rows[n]`` begin at ``low[n]``; ``free`` tells which sentences of the target take
    part at all.
    """

    rows: Ints
    low: Ints
    width: int
    free: Flags

    @property
    def count(self) -> int:
        """In how many places a chain could begin."""
        return len(self.rows) * int(self.free.sum())

    def band(self, sentences: int) -> Band:
        """The cells at which beads of one sentence a side end there."""
        low = np.zeros(sentences + 1, np.int64)
        high = low.copy()
        low[self.rows + 1] = self.low + 1
        high[self.rows + 1] = self.low + 1 + self.width
        return Band(low, high)


def find_chains(places: Places, similarity: Similarity, promising: float) -> list[Chain]:
    """The likeliest chains, of which no two share a sentence, whose odds are ``promising``."""
    if not places.count:
        return []
    odds = similarity.log_odds(places.band(similarity.shape[0]), 1, 1)
    odds = odds.reshape(len(places.rows), places.width)
    columns = places.low[:, None] + np.arange(places.width)
    odds[~places.free[columns]] = -np.inf
    found: list[Chain] = []
    taken = np.zeros(similarity.shape[0], bool), np.zeros(similarity.shape[1], bool)
    for _ in range(_PASSES):
        chains = _best_chains(odds, places, promising)
        for total, cells in chains:
            (top, left), (bottom, right) = cells[0], cells[-1]
            source = int(places.rows[top]), int(places.rows[bottom]) + 1
            target = int(columns[top, left]), int(columns[bottom, right]) + 1
            odds[top : bottom + 1] = -np.inf
            odds[(columns >= target[0]) & (columns < target[1])] = -np.inf
            # A stride can lead over a short chain that was there before.
            if not (taken[0][slice(*source)].any() or taken[1][slice(*target)].any()):
                taken[0][slice(*source)] = taken[1][slice(*target)] = True
                found.append(Chain(source, target, total))
        if not chains:
            break
    return found


def places_alone(steps: Sequence[Step], known: Known) -> Places:
    """What a path leaves alone, but not what is ``known`` of both sides to have moved."""
    return _places(steps, [not all(step) for step in steps], known)


def weak_places(lattice: Lattice, steps: Sequence[Step], known: Known) -> Places:
    """What a path leaves alone or has little evidence for, but not what is ``known``."""
    return _places(steps, _weak(lattice, steps), known)


def _weak(lattice: Lattice, steps: Sequence[Step]) -> list[bool]:
    """Which beads have too little evidence to be believed; what stands alone has none."""
    ends = path_ends(steps)
    number = {size: place for place, size in enumerate(lattice.sizes)}
    cells = lattice.band.at(*np.array(ends, np.int32).T)
    evidence = [
        2.0 * lattice.weights[number[step], cell] / sum(step) if all(step) else 0.0
        for step, cell in zip(steps, cells.tolist(), strict=True)
    ]
    weak = [value < _WEAK for value in evidence]
    for place in range(len(evidence) - 2):
        if sum(min(_MOST, value) for value in evidence[place : place + 3]) < 3.0 * _WEAK:
            weak[place : place + 3] = [True] * 3
    return weak


def _places(steps: Sequence[Step], taking_part: Sequence[bool], known: Known) -> Places:
    ends = path_ends(steps)
    rows: list[int] = []
    middles: list[int] = []
    sentences = ends[-1][1]
    free = np.zeros(sentences, bool)
    for (i, j), (di, dj), takes_part in zip(ends, steps, taking_part, strict=True):
        if takes_part:
            new = [row for row in range(i - di, i) if row not in known[0]]
            rows += new
            middles += [j] * len(new)
            free[j - dj : j] = True
    free[list(known[1])] = False
    width = min(sentences, _MOST_CELLS // max(1, len(rows)))
    low = np.clip(np.array(middles, np.int64) - width // 2, 0, sentences - width)
    return Places(np.array(rows, np.int64), low, width, free)


def _best_chains(odds: Floats, places: Places, promising: float) -> list[tuple[float, list[Cell]]]:
    """Log odds and cells of the pairs of each promising chain, the likeliest first.

    None shares a row or column with another: what a likelier one has taken from a chain is left for
    the next pass, when its cells are gone.
    """
    place = {row: number for number, row in enumerate(places.rows.tolist())}
    rows, low = places.rows.tolist(), places.low.tolist()
    strides = list(_STRIDES)
    totals = np.empty_like(odds)
    came = np.zeros(odds.shape, np.int8)  # 0: a chain starts, else the number of a stride
    for number, row in enumerate(rows):
        best = np.zeros(places.width)
        for stride, (di, dj) in enumerate(strides, 1):
            before = place.get(row - di)
            if before is None:
                continue
            # Rows begin at columns of their own.
            going_on = _shifted(totals[before], low[number] - low[before] - dj)
            going_on += _STRIDES[di, dj]
            came[number, going_on > best] = stride
            np.maximum(best, going_on, out=best)
        totals[number] = best + odds[number]
    ends = np.flatnonzero(totals > promising)
    free_rows, free_columns = np.ones(len(rows), bool), np.ones(len(places.free), bool)
    chains = []
    for end in ends[np.argsort(-totals.flat[ends], kind="stable")].tolist():
        number, column = divmod(end, places.width)
        if not (free_rows[number] and free_columns[low[number] + column]):
            continue
        cells = [(number, column)]
        while came[number, column]:
            di, dj = strides[came[number, column] - 1]
            before = place[rows[number] - di]
            number, column = before, column + low[number] - low[before] - dj
            cells.append((number, column))
        top, bottom = number, cells[0][0]
        left, right = low[number] + column, low[bottom] + cells[0][1]
        taken = slice(top, bottom + 1), slice(left, right + 1)
        if free_rows[taken[0]].all() and free_columns[taken[1]].all():
            free_rows[taken[0]] = free_columns[taken[1]] = False
            chains.append((float(totals.flat[end]), cells[::-1]))
    return chains


def _shifted(values: Floats, by: int) -> Floats:
    """``values[n + by]`` for each ``n``, minus infinity where there is none."""
    found = np.full_like(values, -np.inf)
    if by >= 0:
        found[: len(values) - by] = values[by:]
    else:
        found[-by:] = values[:by]
    return found
