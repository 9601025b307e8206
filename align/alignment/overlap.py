"""Similarity by shared features, each worth the more the rarer it is.

Naive Bayes: where one side of a bead has a feature, the other side has it by translation with the
chance ``kept``, else by chance with the feature's own frequency. A shared feature is worth the log
of how much likelier that makes it, a feature without counterpart costs the log of ``1 - kept``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .band import Band, Flags, Floats, Indices

Feature = tuple[str, str]

# A feature that more than this share of a side's items have says little and costs much time.
_COMMON = 0.3
# Matches looked at in one go; bounds the memory.
_AT_ONCE = 2_000_000
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
        ends = np.concatenate([self.items + step for step in range(1, size + 1)])
        inside = ends <= self.count
        return _distinct(ends[inside], np.tile(self.features, size)[inside], self.count + 1)

    def halved(self) -> Bags:
        """Each two items joined."""
        return _distinct(self.items // 2, self.features, (self.count + 1) // 2)

    def only(self, wanted: Flags) -> Bags:
        """The features ``f`` for which ``wanted[f]``."""
        keep = wanted[self.features]
        return Bags(self.items[keep], self.features[keep], self.count)


def _distinct(items: Indices, features: Indices, count: int) -> Bags:
    # Sorted and compared: numpy's own ``unique`` hashes, which takes ten times as long here.
    keys = np.sort(features.astype(np.int64) * count + items)
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return Bags((keys % count).astype(np.int32), (keys // count).astype(np.int32), count)


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
    _groups: dict[tuple[str, int], Bags] = field(default_factory=dict, repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.source.count, self.target.count

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """See ``Similarity``."""
        source, target = self._group("source", di), self._group("target", dj)
        # Of many sentences one has the feature by chance more easily than a single one.
        chance = -np.expm1(self.lack * (self.joined * (di + dj) / 2.0))
        reward = self.trust * np.log(self.kept / chance + 1.0 - self.kept)
        shared = _shared(band, source, target, reward + 2.0 * self.penalty)
        alone = (
            np.bincount(source.items, self.penalty[source.features], source.count)[band.rows]
            + np.bincount(target.items, self.penalty[target.features], target.count)[band.columns]
        )
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

    def _group(self, side: str, size: int) -> Bags:
        if (side, size) not in self._groups:
            bags = self.source if side == "source" else self.target
            self._groups[side, size] = bags.grouped(size)
        return self._groups[side, size]


def _shared(band: Band, source: Bags, target: Bags, worth: Floats) -> Floats:
    """For each cell the summed worth of the features that both groups have."""
    keys = target.features.astype(np.int64) * target.count + target.items  # sorted: see _distinct
    base = source.features.astype(np.int64) * target.count
    first = np.searchsorted(keys, base + band.low[source.items])
    counts = np.searchsorted(keys, base + band.high[source.items]) - first
    total = np.zeros(band.size)
    met = np.flatnonzero(counts)
    limits = np.cumsum(counts[met])
    bounds = np.searchsorted(limits, np.arange(_AT_ONCE, limits[-1] if len(met) else 0, _AT_ONCE))
    for part in np.split(met, bounds):
        size = counts[part]
        offsets = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        where = np.repeat(first[part], size) + offsets
        rows = np.repeat(source.items[part], size)
        cells = band.starts[rows] + target.items[where] - band.low[rows]
        total += np.bincount(cells, worth[target.features[where]], band.size)
    return total


def overlap_similarity(
    source: Sequence[Iterable[Feature]],
    target: Sequence[Iterable[Feature]],
    kinds: Mapping[str, Kind],
) -> OverlapSimilarity:
    """The similarity of two lists of sentences, each given by its features ``(kind, value)``.

    Features are compared by kind and value; ``kinds`` tells what each kind is worth.
    """
    left = [frozenset(features) for features in source]
    right = [frozenset(features) for features in target]
    seen = Counter(feature for side in (left, right) for item in side for feature in item)
    ordered = sorted(seen)
    number = {feature: index for index, feature in enumerate(ordered)}
    kept = np.array([kinds[kind].kept for kind, _ in ordered])
    trust = np.array([kinds[kind].trust for kind, _ in ordered])
    blame = np.array([kinds[kind].blame for kind, _ in ordered])
    counts = np.array([seen[feature] for feature in ordered], np.float64)
    frequency = (counts + 1.0) / (len(left) + len(right) + 2.0)
    source_bags, target_bags = _bags(left, number), _bags(right, number)
    telling = _telling(source_bags, target_bags, len(ordered))
    return OverlapSimilarity(
        source_bags.only(telling),
        target_bags.only(telling),
        np.log1p(-frequency),
        kept,
        trust,
        blame * -np.log1p(-kept),
    )


def _bags(sentences: Sequence[frozenset[Feature]], number: Mapping[Feature, int]) -> Bags:
    items = np.repeat(
        np.arange(len(sentences), dtype=np.int32), [len(sentence) for sentence in sentences]
    )
    features = [number[feature] for sentence in sentences for feature in sentence]
    return _distinct(items, np.array(features, np.int32), len(sentences))


def _telling(source: Bags, target: Bags, features: int) -> Flags:
    """Which features are rare enough on both sides to say something."""
    common = np.zeros(features, bool)
    for bags in (source, target):
        common |= np.bincount(bags.features, minlength=features) > max(3.0, _COMMON * bags.count)
    return ~common
