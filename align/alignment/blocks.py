"""Passages that may have moved: chains between the same two gaps, with what is left beside them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .band import Band, full_band
from .chains import Cell, Chain, Known
from .dynamic import Lattice, Step, best_path, path_ends
from .priors import Priors
from .search import full_lattice
from .similarity import Similarity

Run = tuple[int, int]


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


def in_order(gaps: Sequence[Mapping[int, int]], chains: Sequence[Chain]) -> set[Chain]:
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


def blocks_of(
    gaps: Sequence[Mapping[int, int]],
    chains: Sequence[Chain],
    similarity: Similarity,
    priors: Priors,
    known: dict[tuple[Run, Run], Block],
) -> list[Block]:
    """Chains between the same two gaps joined, with what is left beside them of both gaps.

    ``known`` keeps what was found between two runs of sentences, for the next time.
    """
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
    places = list(zip(sources, targets, strict=True))
    new = [place for place in places if place not in known]
    if new:
        lattice = full_lattice(similarity, _band_of(new, similarity.shape[0]), priors)
        known.update((place, _block(lattice, *place)) for place in new)
    return [
        replace(known[place], chains=tuple(some))
        for place, some in zip(places, joined, strict=True)
    ]


def _band_of(places: Iterable[tuple[Run, Run]], rows: int) -> Band:
    """The cells between runs of sentences, those of a side apart from each other."""
    low = np.zeros(rows + 1, np.int64)
    high = low.copy()
    for (start, end), (first, last) in places:
        low[start + 1 : end + 1], high[start + 1 : end + 1] = first + 1, last + 1
    return Band(low, high)


def clashing(blocks: Iterable[Block], known: Known) -> list[Block]:
    """The blocks that share a sentence with a likelier one, or with what is known."""
    taken = set(known[0]), set(known[1])
    clashing = []
    for block in sorted(blocks, key=lambda block: -block.odds):
        own = sentences_in([block])
        if taken[0] & own[0] or taken[1] & own[1]:
            clashing.append(block)
        else:
            taken[0].update(own[0])
            taken[1].update(own[1])
    return clashing


def sentences_in(moved: Iterable[Block]) -> Known:
    """The sentences of the blocks, of each side."""
    known: tuple[set[int], set[int]] = (set(), set())
    for block in moved:
        known[0].update(range(*block.source))
        known[1].update(range(*block.target))
    return known


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


def _block(whole: Lattice, source: Run, target: Run) -> Block:
    """The best path between two runs of sentences, from its first bead to its last one."""
    lattice = _between(whole, source, target)
    steps = best_path(lattice)
    beads = [number for number, step in enumerate(steps) if all(step)]
    if not beads:
        return Block(source, target, 0, -math.inf, ())
    inside = steps[beads[0] : beads[-1] + 1]
    # Before the first bead each step is one sentence.
    up, left = (sum(step[side] for step in steps[: beads[0]]) for side in (0, 1))
    worth, _ = path_worth(lattice, inside, (), (set(), set()), (up, left))
    rows, columns = path_ends(inside)[-1]
    top, first = source[0] + up, target[0] + left
    return Block((top, top + rows), (first, first + columns), len(beads), worth[0], ())


def path_worth(
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
