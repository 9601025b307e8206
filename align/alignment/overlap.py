"""Similarity by shared features, each worth the more the rarer it is.

Naive Bayes: where one side of a bead has a feature, the other side has it by translation with the
chance ``kept``, else by chance with the feature's own frequency. A shared feature is worth the log
of how much likelier that makes it, a feature without counterpart costs the log of ``1 - kept``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import TypeVar

import numpy as np

from .band import Band, Flags, Floats, Indices, Ints

Feature = tuple[str, str]
Term = TypeVar("Term", str, Feature)

# A feature that more than this share of a side's items have says little and costs much time.
_COMMON = 0.3
# Matches looked at in one go; bounds the memory, and lets what is looked at stay in the cache.
_AT_ONCE = 200_000
# A free translation happens: this share of beads shares features by chance only.
_FREE = 0.02


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of feature: how often a translation keeps it, and what one of them counts for.

    ``trust`` discounts the reward of a shared feature, ``blame`` the penalty of one without
    counterpart. Both are below 1 where features depend on each other, as overlapping n-grams do.
    """

    kept: float
    trust: float
    blame: float


@dataclass(frozen=True, eq=False)
class Bags:
    """One side: item ``items[k]`` of ``count`` has feature ``features[k]``; sorted by feature."""

    items: Indices
    features: Indices
    count: int

    def grouped(self, size: int) -> Bags:
        """What the groups of ``size`` items have that end before item 0, 1, … ``count``."""
        # An item is in the groups that end up to ``size`` after it; from where the feature comes
        # again, those are that item's. So the order stays, and nothing is to be sorted.
        room = np.minimum(size, self.count - self.items)
        again = self.features[1:] == self.features[:-1]
        np.minimum(room[:-1], np.diff(self.items), out=room[:-1], where=again)
        items = _runs(self.items + 1, room).astype(np.int32)
        return Bags(items, np.repeat(self.features, room), self.count + 1)

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


def _distinct(items: Ints, features: Ints, count: int) -> Bags:
    # Sorted and compared: numpy's own ``unique`` hashes, which takes ten times as long here.
    keys = np.sort(features * count + items)
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return Bags((keys % count).astype(np.int32), (keys // count).astype(np.int32), count)


def _runs(starts: Indices | Ints, sizes: Indices | Ints) -> Ints:
    """``start, start + 1, …`` for each start, so many as its size says, one after the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    found: Ints = np.arange(ends[-1] if len(ends) else 0)
    found += np.repeat(starts - (ends - sizes), sizes)
    return found


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of one side: their features that the other side has as well, and the penalties of all.

    ``alone[end]`` is what the group that ends there costs if nothing of it has a counterpart.
    """

    bags: Bags
    alone: Floats


@dataclass(frozen=True, eq=False)
class OverlapSimilarity:
    """Bags of both sides, and what is known of each feature by its number.

    ``lack`` is the log of the chance that a sentence does not have it, ``kept`` and ``trust`` are
    those of its kind, ``penalty`` is what it costs without counterpart. ``joined`` is how many
    sentences an item is made of.
    """

    source: Bags
    target: Bags
    lack: Floats
    kept: Floats
    trust: Floats
    penalty: Floats
    joined: int = 1
    _groups: dict[tuple[str, int], Groups] = field(default_factory=dict, repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.source.count, self.target.count

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """See ``Similarity``."""
        source, target = self._grouped("source", di), self._grouped("target", dj)
        # Of many sentences one has the feature by chance more easily than a single one.
        chance = -np.expm1(self.lack * (self.joined * (di + dj) / 2.0))
        reward = self.trust * np.log(self.kept / chance + 1.0 - self.kept)
        shared = _shared(band, source.bags, target.bags, reward + 2.0 * self.penalty)
        alone = source.alone[band.rows] + target.alone[band.columns]
        odds: Floats = np.logaddexp(shared - alone + math.log1p(-_FREE), math.log(_FREE))
        return odds

    def coarser(self) -> OverlapSimilarity:
        """See ``Similarity``."""
        source, target = self.source.halved(), self.target.halved()
        telling = _telling(source, target, len(self.lack))
        return replace(
            self,
            source=source.only(telling),
            target=target.only(telling),
            joined=2 * self.joined,
            _groups={},
        )

    def _grouped(self, side: str, size: int) -> Groups:
        if (side, size) not in self._groups:
            bags = (self.source if side == "source" else self.target).grouped(size)
            alone = np.zeros(bags.count)
            alone += np.bincount(bags.items, self.penalty[bags.features], bags.count)
            self._groups[side, size] = Groups(bags.only(self._on_both_sides), alone)
        return self._groups[side, size]

    @cached_property
    def _on_both_sides(self) -> Flags:
        source: Flags = np.zeros(len(self.lack), bool)
        target: Flags = source.copy()
        source[self.source.features] = target[self.target.features] = True
        return source & target


def _shared(band: Band, source: Bags, target: Bags, worth: Floats) -> Floats:
    """For each cell the summed worth of the features that both groups have."""
    total = np.zeros(band.size)
    inside = np.flatnonzero((band.low < band.high)[source.items])
    items, features = source.items[inside], source.features[inside]
    keys = target.features.astype(np.int64) * target.count + target.items  # sorted: see Bags
    base = features.astype(np.int64) * target.count
    first = np.searchsorted(keys, base + band.low[items])
    counts = np.searchsorted(keys, base + band.high[items]) - first
    met = np.flatnonzero(counts)
    if not len(met):
        return total
    items, first, counts = items[met], first[met], counts[met]
    row_starts, worths = (band.starts[:-1] - band.low)[items], worth[features[met]]
    limits = np.cumsum(counts)
    bounds = np.searchsorted(limits, np.arange(_AT_ONCE, limits[-1], _AT_ONCE)).tolist()
    for start, end in pairwise([0, *bounds, len(met)]):
        size = counts[start:end]
        cells = target.items[_runs(first[start:end], size)] + np.repeat(row_starts[start:end], size)
        total += np.bincount(cells, np.repeat(worths[start:end], size), band.size)
    return total


def overlap_similarity(
    source: Sequence[Iterable[Term]],
    target: Sequence[Iterable[Term]],
    features: Callable[[Sequence[Term]], Iterable[list[Feature]]],
    kinds: Mapping[str, Kind],
) -> OverlapSimilarity:
    """The similarity of two lists of sentences, each given by its terms.

    ``features`` gives the features ``(kind, value)`` of each of many terms, and is asked once.
    Features are compared by kind and value; ``kinds`` tells what each kind is worth.
    """
    numbers: dict[Term, int] = {}
    sides = [_numbered(sentences, numbers) for sentences in (source, target)]
    by_term = list(features(list(numbers)))
    found: dict[Feature, int] = {}
    spelled = np.array(
        [found.setdefault(feature, len(found)) for some in by_term for feature in some], np.int64
    )
    # Numbered in their order, so that sums come out the same whatever stands first.
    ordered = sorted(found)
    rank = np.empty(len(found), np.int64)
    rank[[found[feature] for feature in ordered]] = np.arange(len(found))
    spelled = rank[spelled]
    sizes = np.array([len(some) for some in by_term], np.int64)
    starts = np.cumsum(sizes) - sizes
    bags = [
        _distinct(
            np.repeat(items, sizes[terms]), spelled[_runs(starts[terms], sizes[terms])], count
        )
        for (items, terms), count in zip(sides, (len(source), len(target)), strict=True)
    ]
    kept = np.array([kinds[kind].kept for kind, _ in ordered])
    trust = np.array([kinds[kind].trust for kind, _ in ordered])
    blame = np.array([kinds[kind].blame for kind, _ in ordered])
    counts = sum(np.bincount(side.features, minlength=len(ordered)) for side in bags)
    frequency = (counts + 1.0) / (len(source) + len(target) + 2.0)
    telling = _telling(bags[0], bags[1], len(ordered))
    return OverlapSimilarity(
        bags[0].only(telling),
        bags[1].only(telling),
        np.log1p(-frequency),
        kept,
        trust,
        blame * -np.log1p(-kept),
    )


def _numbered(sentences: Sequence[Iterable[Term]], numbers: dict[Term, int]) -> tuple[Ints, Ints]:
    """The sentence and the number of each term; new ones get the next number."""
    found = [[numbers.setdefault(term, len(numbers)) for term in some] for some in sentences]
    items = np.repeat(np.arange(len(found)), [len(some) for some in found])
    return items, np.fromiter(chain.from_iterable(found), np.int64, len(items))


def _telling(source: Bags, target: Bags, features: int) -> Flags:
    """Which features are rare enough on both sides to say something."""
    common = np.zeros(features, bool)
    for bags in (source, target):
        common |= np.bincount(bags.features, minlength=features) > max(3.0, _COMMON * bags.count)
    return ~common
