"""Dynamic programming over beads in a band: the best path, and how sure each bead is.

A pair hidden Markov model (Durbin, Eddy, Krogh & Mitchison, Biological Sequence Analysis, 1998,
chapter 4) whose match state emits beads of several sizes, and whose gap states have an affine
price, so that a missing chapter costs little more than a missing sentence. Inside a gap the
source's sentences come before the target's, so that every set of beads has exactly one path.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import accumulate, pairwise

import numpy as np

from .band import Band, Floats, Indices

Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Log weights: a gap begins after a bead or goes on; a bead follows a bead or leaves a gap."""

    begin: float
    on: float
    go: float
    leave: float


@dataclass(frozen=True, eq=False)
class Lattice:
    """A band; ``weights[k, cell]`` is the log weight of the bead of ``sizes[k]`` ending there."""

    band: Band
    sizes: tuple[Step, ...]
    weights: Floats
    gaps: Gaps

    def cooled(self, heat: float) -> Lattice:
        """The lattice with every log weight times ``heat``; below 1 paths become more alike."""
        gaps = Gaps(*(heat * weight for weight in astuple(self.gaps)))
        return Lattice(self.band, self.sizes, self.weights * heat, gaps)


@dataclass(frozen=True, eq=False)
class Forward:
    """Log weights of all (or the best) paths that reach a cell by a bead or in a gap.

    Each array has one more entry than the band has cells: minus infinity, for what lies outside.
    """

    bead: Floats
    source_gap: Floats
    target_gap: Floats
    ready: Floats
    before: Indices


def forward(lattice: Lattice, plus: np.ufunc) -> Forward:
    """The weights from the first cell on; ``plus`` is ``maximum`` or ``logaddexp``."""
    band, gaps = lattice.band, lattice.gaps
    before = np.stack([band.shifted(di, dj) for di, dj in lattice.sizes])
    weights, along, enter = _levelled(lattice)
    above = band.shifted(1, 0)
    bead, source_gap, target_gap, ready, entered = (
        np.full(band.size + 1, -np.inf) for _ in range(5)
    )
    bounds = band.starts.tolist()
    for row, (start, end) in enumerate(pairwise(bounds)):
        came = ready.take(before[:, start:end])
        came += weights[:, start:end]
        here = plus.reduce(came, axis=0, out=bead[start:end])
        if row == 0 and band.low[0] == 0:
            here[0] = 0.0
        down = source_gap[start:end] = entered[above[start:end]]
        into = plus(here + enter, down, out=entered[start:end])
        target_gap[start + 1 : end] = plus.accumulate(into[:-1])
        plus(here, plus(down, target_gap[start:end]), out=ready[start:end])
    bead[:-1] += along
    source_gap[:-1] += along - (gaps.leave - gaps.go)
    target_gap[:-1] += along - (gaps.leave - gaps.go)
    ready[:-1] += along + gaps.go
    return Forward(bead, source_gap, target_gap, ready, before)


def _levelled(lattice: Lattice) -> tuple[Floats, Floats, float]:
    """The weights in units in which going on in a gap, leaving it, and going on to a bead are free.

    Also what each cell is worth more in those units, and the price of entering a gap in them. A
    path is as good compared to others as it was, and each row takes half of the steps.
    """
    band, gaps = lattice.band, lattice.gaps
    lengths = np.array([di + dj for di, dj in lattice.sizes])
    weights = lattice.weights + (gaps.go - gaps.on * lengths)[:, None]
    along: Floats = (band.rows + band.columns).astype(np.float64) * gaps.on
    return weights, along, gaps.begin - gaps.on + gaps.leave - gaps.go


def path_ends(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """The cells at which the beads of a path end."""
    rows = accumulate(di for di, _ in steps)
    columns = accumulate(dj for _, dj in steps)
    return list(zip(rows, columns, strict=True))


def best_path(lattice: Lattice) -> list[Step]:
    """The sizes of the beads on the best path, ``(1, 0)`` and ``(0, 1)`` included, in order."""
    found = forward(lattice, np.maximum)
    band, sizes = lattice.band, lattice.sizes
    gaps = lattice.gaps
    above = band.shifted(1, 0)
    steps: list[Step] = []
    cell = band.size - 1
    state = _best(found.bead[cell], found.source_gap[cell], found.target_gap[cell])
    while cell > 0:
        if state == 0:
            came = found.ready[found.before[:, cell]] + lattice.weights[:, cell]
            size = int(came.argmax())
            steps.append(sizes[size])
            cell = int(found.before[size, cell])
            state = _best(
                found.bead[cell] + gaps.go,
                found.source_gap[cell] + gaps.leave,
                found.target_gap[cell] + gaps.leave,
            )
        elif state == 1:
            steps.append((1, 0))
            cell = int(above[cell])
            state = _best(found.bead[cell] + gaps.begin, found.source_gap[cell] + gaps.on)
        else:
            row = slice(band.starts[band.rows[cell]], cell)
            length = cell - int(row.start)
            by_bead, by_gap = found.bead[row] + gaps.begin, found.source_gap[row] + gaps.on
            entered = np.maximum(by_bead, by_gap) - gaps.on * np.arange(length)
            start = int(entered.argmax())
            steps.extend([(0, 1)] * (length - start))
            cell = int(row.start) + start
            state = _best(by_bead[start], by_gap[start])
    return steps[::-1]


def _best(bead: float, source_gap: float, target_gap: float = -math.inf) -> int:
    """The number of the largest, of the first one of several."""
    if bead >= source_gap:
        return 0 if bead >= target_gap else 2
    return 1 if source_gap >= target_gap else 2


@dataclass(frozen=True, eq=False)
class Posterior:
    """Chances given everything in the lattice.

    ``beads[k, cell]`` is that of the bead of size ``k`` that ends at the cell; ``source`` and
    ``target`` are those of each sentence to stand alone.
    """

    beads: Floats
    source: Floats
    target: Floats


def posterior(lattice: Lattice) -> Posterior:
    """The forward-backward chances of every bead."""
    band = lattice.band
    ahead = forward(lattice, np.logaddexp)
    after, after_source, after_target = _backward(lattice)
    gaps = lattice.gaps
    last = band.size - 1
    whole = np.logaddexp.reduce([ahead.bead[last], ahead.source_gap[last], ahead.target_gap[last]])
    beads = np.exp(ahead.ready[ahead.before] + lattice.weights + after[:-1] - whole)
    up, left = band.shifted(1, 0), band.shifted(0, 1)
    into_source = np.logaddexp(ahead.bead[up] + gaps.begin, ahead.source_gap[up] + gaps.on)
    in_gap = np.logaddexp(ahead.source_gap[left], ahead.target_gap[left])
    into_target = np.logaddexp(ahead.bead[left] + gaps.begin, in_gap + gaps.on)
    alone_source = np.exp(into_source + after_source[:-1] - whole)
    alone_target = np.exp(into_target + after_target[:-1] - whole)
    source, target = np.zeros(len(band.low)), np.zeros(int(band.high[-1]))
    np.add.at(source, band.rows, alone_source)
    np.add.at(target, band.columns, alone_target)
    return Posterior(beads, source[1:], target[1:])


def _backward(lattice: Lattice) -> tuple[Floats, Floats, Floats]:
    """The log weights of all paths to the last cell, by the state in which a cell is left."""
    band, gaps = lattice.band, lattice.gaps
    plus = np.logaddexp
    after = np.stack([band.shifted(-di, -dj) for di, dj in lattice.sizes])
    levelled, along, enter = _levelled(lattice)
    weights = np.concatenate([levelled, np.full((len(lattice.sizes), 1), -np.inf)], axis=1)
    weights = np.take_along_axis(weights, after.astype(np.intp), axis=1)
    below = band.shifted(-1, 0)
    bead, source_gap, target_gap = (np.full(band.size + 1, -np.inf) for _ in range(3))
    at_end = float(along[-1])
    rows = list(pairwise(band.starts.tolist()))
    for number, (start, end) in enumerate(reversed(rows)):
        came = bead.take(after[:, start:end])
        came += weights[:, start:end]
        ready = plus.reduce(came, axis=0)
        left = ready.copy()
        # After the last cell comes nothing: no bead to go on to, no gap to leave.
        if number == 0:
            ready[-1], left[-1] = at_end - gaps.go, at_end - gaps.leave
        gap = target_gap[start:end] = plus.accumulate(left[::-1])[::-1]
        on = source_gap[below[start:end]]
        on[:-1] = plus(on[:-1], gap[1:])
        plus(left, on, out=source_gap[start:end])
        plus(ready, on + enter, out=bead[start:end])
    bead[:-1] += gaps.go - along
    source_gap[:-1] += gaps.leave - along
    target_gap[:-1] += gaps.leave - along
    return bead, source_gap, target_gap
