"""Passages that stand elsewhere in the other document: order is not sacred, but beads keep it.

What the search left unaligned, or aligned for want of something better, is compared regardless of
order. The passages found there are taken out of both sides and what is left is searched again: they
have moved if this explains the two texts better than everything in order does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .band import Band, Ints
from .blocks import Block, Run, blocks_of, clashing, in_order, path_worth, sentences_in
from .chains import Cell, Chain, Known, find_chains, places_alone, weak_places
from .dynamic import Lattice, Step, best_path, path_ends
from .priors import Priors
from .similarity import Similarity

# The odds that a passage has moved to just there: 9 to 1 for several sentences, 99 to 1 for one.
_LIKELY, _CERTAIN = math.log(9.0), math.log(99.0)
# Before anything is known: one document in a hundred has a passage that moved.
_MOVED = math.log(0.01)
# Chains of this many log odds are worth a look: between gaps, where there are few places, and
# anywhere, where chance makes the more of them the more places there are.
_IN_GAPS, _ANYWHERE = 1.0, 5.0
_BY_CHANCE = 4.5
# A passage that moved is not translated much worse than the others: its beads have this part of the
# evidence that is typical. The more telling the similarity, the better the best of what does not
# belong together looks; vectors of neighbours, which speak of one thing, are like each other.
AS_GOOD, AS_GOOD_BY_VECTORS = 1.0 / 3.0, 0.6
# Of a longer stretch with such passages the rest is not aligned anew.
_LONGEST = 400
# What is taken out together is judged together; if it does not hold, then without the weakest
# passage again, so often. After that all of it is given up, and the rest has as many rounds more.
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Crossing:
    """``source[start:end]`` and ``target[start:end]`` seem to say the same, out of order."""

    source: Run
    target: Run


def find_crossings(
    band: Band,
    lattice: Callable[[Band], Lattice],
    similarity: Similarity,
    priors: Priors,
    as_good: float = AS_GOOD,
) -> tuple[tuple[Crossing, ...], Band]:
    """The passages that have moved, whose sentences are not to be aligned in order.

    ``lattice`` gives the beads of a band with their weights, ``similarity`` compares any place of
    one side with any of the other, ``as_good`` is which part of the typical evidence the beads of a
    passage need. Also the band, wide enough for a path without those passages.
    """
    first = lattice(band)
    steps = best_path(first)
    least = as_good * _typical(first, steps)
    search = _Search(first, lattice, similarity, priors, least, (first, [], steps))
    moved = search.among_gaps([])
    forced = search.among_weak(moved)
    # Where a passage was aligned with another one by force, that is left alone now.
    moved = search.among_gaps(forced) if len(forced) > len(moved) else moved
    found = [Crossing(block.source, block.target) for block in moved]
    found.sort(key=lambda crossing: crossing.source)
    return tuple(found), search.lattice.band


def without(lattice: Lattice, moved: Collection[Crossing | Block | Chain]) -> Lattice:
    """The lattice without the beads that have a sentence of a moved passage."""
    if not moved:
        return lattice
    band = lattice.band
    rows = _counts([some.source for some in moved], len(band.low))
    columns = _counts([some.target for some in moved], int(band.high[-1]))
    weights = lattice.weights.copy()
    for number, (di, dj) in enumerate(lattice.sizes):
        some_rows, some_columns = (
            counts != counts[np.maximum(np.arange(len(counts)) - size, 0)]
            for size, counts in ((di, rows), (dj, columns))
        )
        weights[number, some_rows[band.rows] | some_columns[band.columns]] = -np.inf
    return replace(lattice, weights=weights)


def _counts(runs: Iterable[Run], size: int) -> Ints:
    """How many sentences before each place are in one of the runs."""
    inside = np.zeros(size, np.int64)
    for start, end in runs:
        inside[start + 1 : end + 1] = 1
    counts: Ints = np.cumsum(inside)
    return counts


@dataclass(eq=False)
class _Search:
    """What is needed to look for passages that have moved, beside those that are known to have.

    ``lattice`` is what ``build`` gives for the band so far; ``least`` is the evidence that a bead
    needs beside others. ``found`` is the path that was asked for last, with what it is of, and
    ``known`` are blocks that were looked at.
    """

    lattice: Lattice
    build: Callable[[Band], Lattice]
    similarity: Similarity
    priors: Priors
    least: float
    found: tuple[Lattice, Sequence[Block], list[Step]]
    known: dict[tuple[Run, Run], Block] = field(default_factory=dict)

    def _path(self, moved: Sequence[Block]) -> list[Step]:
        """The best path without what has moved."""
        if self.found[0] is not self.lattice or self.found[1] != moved:
            self.found = self.lattice, moved, best_path(without(self.lattice, moved))
        return self.found[2]

    def among_gaps(self, moved: list[Block]) -> list[Block]:
        """``moved`` and more, of what stands alone on both sides."""
        steps = self._path(moved)
        known = sentences_in(moved)
        chains = find_chains(places_alone(steps, known), self.similarity, _IN_GAPS)
        if not chains:
            return moved
        gaps = _gaps(steps, known)
        sizes = [Counter(some.values()) for some in gaps]

        def places(block: Block) -> float:
            """In how many places of two gaps a passage so long can be, and of how many gaps."""
            count = len(sizes[0]) * len(sizes[1])
            for run, some, size in zip((block.source, block.target), gaps, sizes, strict=True):
                longest = max(size[some[n]] for n in range(*run) if n in some)
                count *= max(1, longest - (run[1] - run[0]) + 1)
            return count

        return self._held(steps, chains, moved, places)

    def among_weak(self, moved: list[Block]) -> list[Block]:
        """``moved`` and more, of what was aligned without evidence."""
        steps = self._path(moved)
        weak = weak_places(self.lattice, steps, sentences_in(moved))
        promising = max(_ANYWHERE, math.log(max(1, weak.count)) - _BY_CHANCE)
        chains = find_chains(weak, self.similarity, promising)
        return self._held(steps, chains, moved, lambda block: weak.count)

    def _held(
        self,
        steps: Sequence[Step],
        chains: Sequence[Chain],
        moved: list[Block],
        places: Callable[[Block], float],
    ) -> list[Block]:
        """``moved``, and the chains that explain the texts better than ``steps`` do, as blocks."""
        known = sentences_in(moved)
        chains = self._opened(steps, chains)
        for number in range(2 * _ROUNDS):
            if not chains:
                break
            after = best_path(without(self.lattice, [*moved, *chains]))
            gaps = _gaps(after, known)
            back = in_order(gaps, chains)
            if not back:
                blocks = blocks_of(gaps, chains, self.similarity, self.priors, self.known)
                failed = (
                    clashing(blocks, known)
                    or [block for block in blocks if block.odds <= self._least(block)]
                    or self._failed(steps, after, blocks, moved, places, number >= _ROUNDS)
                )
                if not failed:
                    return [*moved, *blocks]
                back = {chain for block in failed for chain in block.chains}
            chains = [chain for chain in chains if chain not in back]
        return moved

    def _opened(self, steps: Sequence[Step], chains: Sequence[Chain]) -> Sequence[Chain]:
        """The chains for which there is a path around, the band widened where they are aligned."""
        rows = {n: chain for chain in chains for n in range(*chain.source)}
        columns = {n: chain for chain in chains for n in range(*chain.target)}
        stretches: list[tuple[Cell, Cell, set[Chain]]] = []
        start = (0, 0)
        goes_on = False
        for end, step in zip(path_ends(steps), steps, strict=True):
            bead: set[Chain] = set()
            if all(step):
                bead |= {rows[n] for n in range(start[0], end[0]) if n in rows}
                bead |= {columns[n] for n in range(start[1], end[1]) if n in columns}
            # In a gap the source comes first: one beside what is taken out becomes part of it.
            taking_part = bool(bead) or not all(step)
            if taking_part and goes_on:
                first, _, before = stretches[-1]
                stretches[-1] = first, end, before | bead
            elif taking_part:
                stretches.append((start, end, bead))
            goes_on = taking_part
            start = end
        band = self.lattice.band
        low, high = band.low.copy(), band.high.copy()
        barred: set[Chain] = set()
        for (top, left), (bottom, right), there in stretches:
            if not there:
                continue
            if max(bottom - top, right - left) > _LONGEST:
                barred |= there
            else:
                rectangle = slice(top, bottom + 1)
                np.minimum(low[rectangle], left, out=low[rectangle])
                np.maximum(high[rectangle], right + 1, out=high[rectangle])
        if (low != band.low).any() or (high != band.high).any():
            self.lattice = self.build(Band(low, high))
        return [chain for chain in chains if chain not in barred]

    def _least(self, block: Block) -> float:
        """The odds of its own that a block needs: that gaps are of one size is no evidence."""
        return max(_enough(block), self.least * block.beads)

    def _failed(
        self,
        before: Sequence[Step],
        after: Sequence[Step],
        blocks: Sequence[Block],
        moved: Sequence[Block],
        places: Callable[[Block], float],
        all_of_them: bool,
    ) -> list[Block]:
        """The weakest block of each group that does not hold, or all of its blocks.

        ``before`` are the beads with everything in order but what is known to have ``moved``,
        ``after`` those without the blocks. A group is what changes between two beads that both
        have, and what blocks join to it.
        """
        common = _beads(before) & _beads(after)
        worth = path_worth(self.lattice, before, common, sentences_in(moved))[0]
        worth_after, alone = path_worth(
            self.lattice, after, common, sentences_in([*moved, *blocks])
        )
        groups = list(range(len(worth)))

        def group(number: int) -> int:
            while groups[number] != number:
                groups[number] = groups[groups[number]]
                number = groups[number]
            return number

        for block in blocks:
            groups[group(alone[0][block.source[0]])] = group(alone[1][block.target[0]])
        odds: dict[int, float] = defaultdict(float)
        members: dict[int, list[tuple[float, Block]]] = defaultdict(list)
        for number, (now, then) in enumerate(zip(worth_after, worth, strict=True)):
            odds[group(number)] += now - then
        for block in blocks:
            here = group(alone[0][block.source[0]])
            own = block.odds + _MOVED - math.log(places(block))
            odds[here] += own
            members[here].append((own, block))
        failed = []
        for here, some in members.items():
            block = min(some, key=lambda found: found[0])[1]
            if odds[here] <= _enough(block):
                failed += [other for _, other in some] if all_of_them else [block]
        return failed


def _enough(block: Block) -> float:
    return _CERTAIN if block.beads == 1 else _LIKELY


def _typical(lattice: Lattice, steps: Sequence[Step]) -> float:
    """The median log weight of the 1-1 beads of a path."""
    cells = lattice.band.at(*np.array(path_ends(steps), np.int32).T)
    single = cells[np.array([step == (1, 1) for step in steps])]
    if not len(single):
        return 0.0
    return float(np.median(lattice.weights[lattice.sizes.index((1, 1)), single]))


def _gaps(steps: Sequence[Step], known: Known) -> tuple[dict[int, int], dict[int, int]]:
    """For each sentence of a gap how many beads are before it; without those that are known."""
    alone: tuple[dict[int, int], dict[int, int]] = ({}, {})
    beads = 0
    for (i, j), step in zip(path_ends(steps), steps, strict=True):
        side, sentence = (0, i - 1) if step == (1, 0) else (1, j - 1)
        if all(step):
            beads += 1
        elif sentence not in known[side]:
            alone[side][sentence] = beads
    return alone


def _beads(steps: Sequence[Step]) -> set[tuple[Cell, Step]]:
    return {(end, step) for end, step in zip(path_ends(steps), steps, strict=True) if all(step)}
