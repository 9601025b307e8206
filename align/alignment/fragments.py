"""Segments that are no sentences: numbers and list marks that a splitter has left alone.

"2." and the heading after it are one sentence in most texts, and a telephone number belongs to what
stands before it. Where both sides have such a fragment at the same edge of a bead, the bead is as
likely as the one without it, and the fragments speak for it as a pair of their own would; a bead of
two fragments alone is unlikely.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .band import Flags, Ints
from .dynamic import Lattice, Step

# In the gold alignment of prose with lists one fragment in a hundred has a bead of its own; but
# other texts have tables of numbers, whose rows are not to be joined.
_ALONE = math.log(0.05)
_MARK = re.compile(r"\W*\d+[.)\]]\W*")


@dataclass(frozen=True, eq=False)
class FragmentSide:
    """For each segment of one side: whether it is a fragment, and whether that is a list mark.

    The last entry stands for the segment before the first.
    """

    fragments: Flags
    marks: Flags


@dataclass(frozen=True, eq=False)
class Fragments:
    """The fragments of both sides."""

    source: FragmentSide
    target: FragmentSide

    def leading(self, source: Ints | int, target: Ints | int) -> Flags:
        """Whether two segments are both fragments and begin what follows: one is a list mark."""
        found: Flags = self.both(source, target) & (
            self.source.marks[source] | self.target.marks[target]
        )
        return found

    def trailing(self, source: Ints | int, target: Ints | int) -> Flags:
        """Whether two segments are both fragments and end what stands before them."""
        found: Flags = self.both(source, target) & ~self.leading(source, target)
        return found

    def both(self, source: Ints | int, target: Ints | int) -> Flags:
        """Whether two segments are both fragments."""
        found: Flags = self.source.fragments[source] & self.target.fragments[target]
        return found

    def attached(self, lattice: Lattice, single: float) -> Lattice:
        """The lattice with fragments joined to their sentences; ``single`` is 1-1's log prior."""
        band = lattice.band
        ending = np.flatnonzero(self.both(band.rows - 1, band.columns - 1))
        if not len(ending):
            return lattice
        weights = lattice.weights.copy()
        number = {size: place for place, size in enumerate(lattice.sizes)}
        evidence = weights[number[1, 1], ending] - single
        rows, columns = band.rows[ending], band.columns[ending]
        leading = self.leading(rows - 1, columns - 1)
        weights[number[1, 1], ending] += _ALONE
        # Smaller beads first: two fragments can stand before one sentence.
        for di, dj in sorted(lattice.sizes):
            if (di - 1, dj - 1) not in number:
                continue
            size, inner = number[di, dj], number[di - 1, dj - 1]
            # The joined bead's last cell, and that of the rest without its fragments.
            last = band.at(rows + di - 1, columns + dj - 1)
            before = band.at(rows - 1, columns - 1)
            for some, end, rest in ((leading, last, last), (~leading, ending, before)):
                there = some & (end < band.size) & (rest < band.size)
                joined = weights[inner, rest[there]] + evidence[there]
                weights[size, end[there]] = np.maximum(weights[size, end[there]], joined)
        return replace(lattice, weights=weights)

    def sentences(self, steps: Sequence[Step]) -> list[Step]:
        """The sizes of beads without the fragments that are attached to a sentence."""
        counted = []
        i = j = 0
        for di, dj in steps:
            first, last, i, j = (i, j), (i + di, j + dj), i + di, j + dj
            while min(last[0] - first[0], last[1] - first[1]) > 1:
                if self.leading(*first):
                    first = first[0] + 1, first[1] + 1
                elif self.trailing(last[0] - 1, last[1] - 1):
                    last = last[0] - 1, last[1] - 1
                else:
                    break
            counted.append((last[0] - first[0], last[1] - first[1]))
        return counted


def find_fragments(source: Sequence[str], target: Sequence[str]) -> Fragments:
    """The fragments among the segments of both sides.

    Identical texts are to align segment by segment: they have none.
    """
    if list(source) == list(target):
        source, target = [""] * len(source), [""] * len(target)
    return Fragments(_side(source), _side(target))


def _side(segments: Sequence[str]) -> FragmentSide:
    numbers = [
        any(map(str.isdigit, segment)) and not any(map(str.isalpha, segment))
        for segment in segments
    ]
    sentences = [
        not number and bool(segment.strip())
        for number, segment in zip(numbers, segments, strict=True)
    ]
    marks = [_MARK.fullmatch(segment) is not None for segment in segments]
    # In a column of numbers each is a row; a fragment has its sentence at most two steps away.
    fragments = [
        number and any(sentences[i + 1 : i + 3] if mark else sentences[max(0, i - 2) : i])
        for i, (number, mark) in enumerate(zip(numbers, marks, strict=True))
    ]
    return FragmentSide(
        np.array([*fragments, False]),
        np.array([*(f and m for f, m in zip(fragments, marks, strict=True)), False]),
    )
