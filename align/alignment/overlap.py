"""Similarity by shared features, each worth the more the rarer it is.

Naive Bayes: where one side of a bead has a feature, the other side has it by translation with the
chance ``kept``, else by chance with the feature's own frequency. A shared feature is worth the log
of how much likelier that makes it, a feature without counterpart costs the log of ``1 - kept``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from .band import Band, Flags, Floats, Indices, Ints
from .features import Owned
from .meetings import Bags, Meetings, bags_of, meetings
from .similarity import with_free

# A feature that more than this share of a side's items have says little and costs much time.
_COMMON = 0.3
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
class Layer:
    """The features of one kind that each side has; ``count`` different ones, numbered from 0."""

    kind: Kind
    source: Owned
    target: Owned
    count: int


@dataclass(frozen=True, eq=False)
class Worths:
    """What is known of features; those of one kind and frequency have a number in common.

    ``lack`` is the log of the chance that a sentence does not have it, ``kept`` and ``trust`` are
    those of its kind, ``penalty`` is what it costs without counterpart.
    """

    lack: Floats
    kept: Floats
    trust: Floats
    penalty: Floats

    def met(self, sentences: float) -> Floats:
        """What it is worth that both sides, of so many sentences on average, have the feature."""
        # Of many sentences one has the feature by chance more easily than a single one.
        chance = -np.expm1(self.lack * sentences)
        worth: Floats = self.trust * np.log(self.kept / chance + 1.0 - self.kept)
        return worth + 2.0 * self.penalty


@dataclass(frozen=True, eq=False)
class OverlapSimilarity:
    """Bags of both sides, and what feature ``f`` is worth: ``worths`` at ``numbers[f]``.

    ``joined`` is how many sentences an item is made of.
    """

    source: Bags
    target: Bags
    numbers: Indices
    worths: Worths
    joined: int
    _alone: dict[tuple[str, int], Floats] = field(default_factory=dict, repr=False)
    _meetings: WeakKeyDictionary[Band, Meetings] = field(
        default_factory=WeakKeyDictionary, repr=False
    )

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.source.count, self.target.count

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """See ``Similarity``."""
        if band not in self._meetings:
            self._meetings[band] = meetings(band, *self._shared, self.numbers)
        met = self.worths.met(self.joined * (di + dj) / 2.0)
        odds = self._meetings[band].totals(met, di, dj)
        odds -= band.by_row(self._penalty("source", di))
        odds -= band.by_column(self._penalty("target", dj))
        return with_free(odds, _FREE)

    def coarser(self) -> OverlapSimilarity:
        """See ``Similarity``."""
        return _telling(
            self.source.halved(), self.target.halved(), self.numbers, self.worths, 2 * self.joined
        )

    def _penalty(self, side: str, size: int) -> Floats:
        """What the groups of a side that end before each item cost if they share nothing."""
        if (side, size) not in self._alone:
            bags = self.source if side == "source" else self.target
            worth = self.worths.penalty[self.numbers[bags.features]]
            self._alone[side, size] = bags.totals(worth, size)
        return self._alone[side, size]

    @cached_property
    def _shared(self) -> tuple[Bags, Bags]:
        """What of both sides has features that the other has as well."""
        source: Flags = np.zeros(len(self.numbers), bool)
        target: Flags = source.copy()
        source[self.source.features] = target[self.target.features] = True
        return self.source.only(source & target), self.target.only(source & target)


def overlap_similarity(layers: Sequence[Layer], source: int, target: int) -> OverlapSimilarity:
    """The similarity of so many source and target sentences by the features that they have."""
    sizes = np.array([layer.count for layer in layers], np.int64)
    starts = np.cumsum(sizes) - sizes
    left = bags_of(_joined([layer.source for layer in layers], starts), source)
    right = bags_of(_joined([layer.target for layer in layers], starts), target)
    counts = sum(np.bincount(side.features, minlength=sizes.sum()) for side in (left, right))
    # Features of one kind and frequency are worth the same.
    kinds = np.repeat(np.arange(len(layers)), sizes)
    most = source + target + 1
    known, numbers = np.unique(kinds * most + counts, return_inverse=True)
    frequency = (known % most + 1.0) / (source + target + 2.0)
    kept, trust, blame = (
        np.array([getattr(layer.kind, name) for layer in layers])[known // most]
        for name in ("kept", "trust", "blame")
    )
    worths = Worths(np.log1p(-frequency), kept, trust, blame * -np.log1p(-kept))
    return _telling(left, right, numbers.astype(np.int32), worths, 1)


def _joined(parts: Sequence[Owned], starts: Ints) -> Owned:
    """What several layers have, numbered one layer after the other."""
    return Owned(
        np.concatenate([part.items for part in parts]),
        np.concatenate([part.features + start for part, start in zip(parts, starts, strict=True)]),
    )


def _telling(
    source: Bags, target: Bags, numbers: Indices, worths: Worths, joined: int
) -> OverlapSimilarity:
    """The similarity by those features that are rare enough on both sides to say something."""
    common = np.zeros(len(numbers), bool)
    for bags in (source, target):
        found = np.bincount(bags.features, minlength=len(numbers))
        common |= found > max(3.0, _COMMON * bags.count)
    return OverlapSimilarity(source.only(~common), target.only(~common), numbers, worths, joined)
