"""Which features both sides of a bead have, for all cells of a band at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .band import Band, Flags, Floats, Indices, Ints, runs
from .features import Owned, distinct

# The largest number of sentences that a side of a bead has.
_REACH = 4
_FAR = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Bags:
    """One side: item ``items[k]`` of ``count`` has feature ``features[k]``; sorted by feature."""

    items: Indices
    features: Indices
    count: int

    @cached_property
    def room(self) -> Indices:
        """After how many items the feature comes again, or the side ends.

        The groups that end up to so many items on have the feature by this item; those farther on
        have it by another, or not at all.
        """
        room = self.count - self.items
        again = self.features[1:] == self.features[:-1]
        np.minimum(room[:-1], np.diff(self.items), out=room[:-1], where=again)
        return room

    def totals(self, worth: Floats, size: int) -> Floats:
        """What the features of the groups of ``size`` items are worth that end before item 0, 1, …

        ``worth[k]`` is that of ``features[k]``; one that a group has several times counts once.
        """
        found = np.zeros(self.count + 1)
        for before in range(min(size, self.count)):
            there = self.room > before
            of_items = np.bincount(self.items[there], worth[there], self.count)
            found[before + 1 :] += of_items[: self.count - before]
        return found

    def halved(self) -> Bags:
        """Each two items joined."""
        items = self.items // 2
        new = np.ones(len(items), bool)
        new[1:] = (items[1:] != items[:-1]) | (self.features[1:] != self.features[:-1])
        return Bags(items[new], self.features[new], (self.count + 1) // 2)

    def only(self, wanted: Flags) -> Bags:
        """The features ``f`` for which ``wanted[f]``."""
        keep = wanted[self.features]
        return Bags(self.items[keep], self.features[keep], self.count)


def bags_of(owned: Owned, count: int) -> Bags:
    """What each of ``count`` items has, once."""
    keys = distinct(owned.features * count + owned.items)
    features = keys // count
    return Bags((keys - features * count).astype(np.int32), features.astype(np.int32), count)


@dataclass(frozen=True, eq=False)
class Meetings:
    """The pairs of a source and a target item near a band's cells that have a feature in common.

    ``rows`` and ``columns`` are the cells before the items, ``down`` and ``right`` the room that
    the feature has there: the groups that end so many cells on have it by these items. ``numbers``
    are what the caller calls the features by.
    """

    band: Band
    rows: Indices
    columns: Indices
    down: Indices
    right: Indices
    numbers: Indices
    _ending: dict[tuple[int, int], tuple[Indices, Indices]] = field(
        default_factory=dict, repr=False
    )

    def totals(self, worth: Floats, di: int, dj: int) -> Floats:
        """For each cell what the features are worth that both groups have which end there.

        ``worth[number]`` is what a feature with that number is.
        """
        parts = [self._at(i, j) for i in range(min(di, _REACH)) for j in range(min(dj, _REACH))]
        cells, numbers = (np.concatenate(some) for some in zip(*parts, strict=True))
        found: Floats = np.zeros(self.band.size)
        found += np.bincount(cells, worth[numbers], self.band.size)
        return found

    def _at(self, i: int, j: int) -> tuple[Indices, Indices]:
        """The cells so many steps after the pairs' own, and the features that meet there."""
        if (i, j) not in self._ending:
            there = np.flatnonzero((self.down > i) & (self.right > j))
            cells = self.band.at(self.rows[there] + (i + 1), self.columns[there] + (j + 1))
            inside = cells < self.band.size
            self._ending[i, j] = cells[inside], self.numbers[there[inside]]
        return self._ending[i, j]


def meetings(band: Band, source: Bags, target: Bags, numbers: Indices) -> Meetings:
    """Where the sides' items meet in a band; feature ``f`` is called ``numbers[f]``."""
    first, last = _reached(band)
    inside = np.flatnonzero((first < last)[source.items])
    items, features = source.items[inside], source.features[inside]
    keys = target.features.astype(np.int64) * target.count + target.items  # sorted: see Bags
    base = features.astype(np.int64) * target.count
    starts = np.searchsorted(keys, base + first[items])
    sizes = np.searchsorted(keys, base + last[items]) - starts
    met = np.flatnonzero(sizes)
    inside, sizes = inside[met], sizes[met]
    others = runs(starts[met], sizes)
    return Meetings(
        band,
        np.repeat(items[met], sizes),
        target.items[others],
        np.repeat(source.room[inside], sizes),
        target.room[others],
        np.repeat(numbers[features[met]], sizes),
    )


def _reached(band: Band) -> tuple[Ints, Ints]:
    """For each source item the first target item with which a bead ends in the band, and the last.

    The last one is no longer among them.
    """
    items = len(band.low) - 1
    empty = band.low >= band.high
    none = np.zeros(_REACH, np.int64)
    low = np.append(np.where(empty, _FAR, band.low), none + _FAR)
    high = np.append(np.where(empty, 0, band.high), none)
    after = [slice(step, step + items) for step in range(1, _REACH + 1)]
    first = np.minimum.reduce([low[rows] for rows in after]) - _REACH
    last = np.maximum.reduce([high[rows] for rows in after]) - 1
    return np.maximum(first, 0), np.maximum(last, 0)
