"""Passages that stand elsewhere in the other document: order is not sacred, but beads keep it.

What the search left unaligned, or aligned for want of something better, is compared regardless of
order. The passages found there are taken out of both sides and what is left is searched again: they
have moved if this explains the two texts better than everything in order does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .band import Band, Ints, full_band
from .chains import Cell, Chain, Known, find_chains, path_ends, places_alone, weak_places
from .dynamic import Lattice, Step, best_path
from .priors import Priors
from .search import full_lattice
from .similarity import Similarity

Run = tuple[int, int]

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
# belong together looks.
_AS_GOOD = 1.0 / 3.0
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


@dataclass(frozen=True, slots=True)
class Block:
    """A passage that may have moved: where it is, its ``beads`` and their log odds together.

    ``chains`` are what led to it.
    """

    source: Run
    target: Run
    beads: int
    odds: float
    chains: tuple[Chain, ...]


def find_crossings(
    band: Band, lattice: Callable[[Band], Lattice], similarity: Similarity, priors: Priors
) -> tuple[tuple[Crossing, ...], Band]:
    """The passages that have moved, whose sentences are not to be aligned in order.

    ``lattice`` gives the beads of a band with their weights, ``similarity`` compares any place of
    one side with any of the other. Also the band, wide enough for a path without those passages.
    """
    in_order = lattice(band)
    search = _Search(in_order, lattice, similarity, priors, _typical(in_order))
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

    ``lattice`` is what ``build`` gives for the band so far; ``typical`` is the evidence for a pair
    of the texts.
    """

    lattice: Lattice
    build: Callable[[Band], Lattice]
    similarity: Similarity
    priors: Priors
    typical: float

    def among_gaps(self, moved: list[Block]) -> list[Block]:
        """``moved`` and more, of what stands alone on both sides."""
        steps = best_path(without(self.lattice, moved))
        known = _sentences(moved)
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
        lattice = without(self.lattice, moved)
        steps = best_path(lattice)
        weak = weak_places(lattice, steps, _sentences(moved))
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
        known = _sentences(moved)
        chains = self._opened(steps, chains)
        for number in range(2 * _ROUNDS):
            if not chains:
                break
            after = best_path(without(self.lattice, [*moved, *chains]))
            gaps = _gaps(after, known)
            back = _in_order(gaps, chains)
            if not back:
                blocks = _blocks(gaps, chains, self.similarity, self.priors)
                failed = _clashing(blocks, known) or self._failed(
                    steps, after, blocks, moved, places, number >= _ROUNDS
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
        worth = _worth(self.lattice, before, common, _sentences(moved))[0]
        worth_after, alone = _worth(self.lattice, after, common, _sentences([*moved, *blocks]))
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
            enough = _CERTAIN if block.beads == 1 else _LIKELY
            # That two gaps are of one size is no evidence without the words.
            own = max(enough, _AS_GOOD * self.typical * block.beads)
            if odds[here] <= enough or block.odds <= own:
                failed += [other for _, other in some] if all_of_them else [block]
        return failed


def _typical(lattice: Lattice) -> float:
    """The median log weight of the 1-1 beads of the best path."""
    steps = best_path(lattice)
    cells = lattice.band.at(*np.array(path_ends(steps), np.int32).T)
    single = cells[np.array([step == (1, 1) for step in steps])]
    if not len(single):
        return 0.0
    return float(np.median(lattice.weights[lattice.sizes.index((1, 1)), single]))


def _sentences(moved: Iterable[Block]) -> Known:
    known: tuple[set[int], set[int]] = (set(), set())
    for block in moved:
        known[0].update(range(*block.source))
        known[1].update(range(*block.target))
    return known


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


def _in_order(gaps: Sequence[Mapping[int, int]], chains: Sequence[Chain]) -> set[Chain]:
    """Of the chains that no bead stands between, those that keep the order, as heavy as possible.

    The gaps are those with all chains left out: two chains that cross each other are in one gap,
    and one of them has not moved.
    """
    rows, columns = gaps
    within: dict[int, list[Chain]] = defaultdict(list)
    for chain in chains:
        if rows[chain.source[0]] == columns[chain.target[0]]:
            within[rows[chain.source[0]]].append(chain)
    return {chain for some in within.values() for chain in _heaviest(some)}


def _heaviest(chains: Sequence[Chain]) -> list[Chain]:
    """The chains of the greatest odds that are in the same order on both sides."""
    ordered = sorted(chains, key=lambda chain: chain.source)
    best: list[tuple[float, list[Chain]]] = []
    for chain in ordered:
        odds, before = max(
            (found for found in best if found[1][-1].target < chain.target),
            key=lambda found: found[0],
            default=(0.0, []),
        )
        best.append((odds + chain.odds, [*before, chain]))
    return max(best, key=lambda found: found[0])[1]


def _blocks(
    gaps: Sequence[Mapping[int, int]],
    chains: Sequence[Chain],
    similarity: Similarity,
    priors: Priors,
) -> list[Block]:
    """Chains between the same two gaps joined, with what is left beside them of both gaps."""
    rows, columns = gaps
    between: dict[tuple[int, int], list[Chain]] = defaultdict(list)
    for chain in chains:
        between[rows[chain.source[0]], columns[chain.target[0]]].append(chain)
    joined = []
    for some in between.values():
        left = some
        while left:
            joined.append(_heaviest(left))
            left = [chain for chain in left if chain not in joined[-1]]
    joined.sort(key=lambda some: -sum(chain.odds for chain in some))
    sources = _widened([(some[0].source[0], some[-1].source[1]) for some in joined], rows)
    targets = _widened([(some[0].target[0], some[-1].target[1]) for some in joined], columns)
    low = np.zeros(similarity.shape[0] + 1, np.int64)
    high = low.copy()
    for (start, end), (first, last) in zip(sources, targets, strict=True):
        low[start + 1 : end + 1], high[start + 1 : end + 1] = first + 1, last + 1
    lattice = full_lattice(similarity, Band(low, high), priors)
    return [
        _block(_between(lattice, source, target), (source[0], target[0]), some)
        for some, source, target in zip(joined, sources, targets, strict=True)
    ]


def _clashing(blocks: Iterable[Block], known: Known) -> list[Block]:
    """The blocks that share a sentence with a likelier one, or with what is known."""
    taken = set(known[0]), set(known[1])
    clashing = []
    for block in sorted(blocks, key=lambda block: -block.odds):
        own = _sentences([block])
        if taken[0] & own[0] or taken[1] & own[1]:
            clashing.append(block)
        else:
            taken[0].update(own[0])
            taken[1].update(own[1])
    return clashing


def _widened(runs: Sequence[Run], gaps: Mapping[int, int]) -> list[Run]:
    """Runs with the sentences beside them in the same gap that no run before has."""
    taken = {number for run in runs for number in range(*run)}
    found = []
    for start, end in runs:
        gap = gaps[start]
        while gaps.get(start - 1) == gap and start - 1 not in taken:
            start -= 1
        while gaps.get(end) == gap and end not in taken:
            end += 1
        taken.update(range(start, end))
        found.append((start, end))
    return found


def _between(lattice: Lattice, source: Run, target: Run) -> Lattice:
    """The part of a lattice between two runs of sentences."""
    band = full_band(source[1] - source[0], target[1] - target[0])
    cells = lattice.band.at(band.rows + source[0], band.columns + target[0])
    weights = np.full((len(lattice.sizes), band.size), -np.inf)
    there = cells < lattice.band.size
    weights[:, there] = lattice.weights[:, cells[there]]
    return Lattice(band, lattice.sizes, weights, lattice.gaps)


def _block(lattice: Lattice, corner: Cell, chains: Sequence[Chain]) -> Block:
    """The best path of a lattice from its first bead to its last one."""
    steps = best_path(lattice)
    beads = [number for number, step in enumerate(steps) if all(step)]
    if not beads:
        return Block(chains[0].source, chains[0].target, 0, -math.inf, tuple(chains))
    inside = steps[beads[0] : beads[-1] + 1]
    # Before the first bead each step is one sentence.
    up, left = (sum(step[side] for step in steps[: beads[0]]) for side in (0, 1))
    worth, _ = _worth(lattice, inside, (), (set(), set()), (up, left))
    ends = path_ends(inside)
    top, left = corner[0] + up, corner[1] + left
    source, target = (top, top + ends[-1][0]), (left, left + ends[-1][1])
    return Block(source, target, len(beads), worth[0], tuple(chains))


def _beads(steps: Sequence[Step]) -> set[tuple[Cell, Step]]:
    return {(end, step) for end, step in zip(path_ends(steps), steps, strict=True) if all(step)}


def _worth(
    lattice: Lattice,
    steps: Sequence[Step],
    common: Collection[tuple[Cell, Step]],
    moved: Known,
    corner: Cell = (0, 0),
) -> tuple[list[float], tuple[dict[int, int], dict[int, int]]]:
    """The log weight of a path from ``corner`` on between each two of the ``common`` beads.

    What has moved leaves no gap. Also in which of those stretches each sentence of a side is that
    stands alone.
    """
    gaps = lattice.gaps
    number = {size: place for place, size in enumerate(lattice.sizes)}
    ends = [(i + corner[0], j + corner[1]) for i, j in path_ends(steps)]
    cells = lattice.band.at(*np.array(ends, np.int32).T).tolist()
    worth = [0.0]
    alone: tuple[dict[int, int], dict[int, int]] = ({}, {})
    in_gap = False
    for (i, j), step, cell in zip(ends, steps, cells, strict=True):
        if all(step):
            worth[-1] += gaps.leave if in_gap else gaps.go
            in_gap = False
            if ((i, j), step) in common:
                worth.append(0.0)
            else:
                worth[-1] += float(lattice.weights[number[step], cell])
            continue
        side, sentence = (0, i - 1) if step == (1, 0) else (1, j - 1)
        alone[side][sentence] = len(worth) - 1
        if sentence not in moved[side]:
            worth[-1] += gaps.on if in_gap else gaps.begin
            in_gap = True
    return worth, alone
