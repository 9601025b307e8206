"""What the search asks of a similarity, and how several are taken together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .band import Band, Floats, Indices, Ints, runs

# This share of beads says the same in a way that no part recognises. Without it the parts' own
# shares multiply, as if each were free by itself. Chosen on German-French text (.02 to .15 differ
# little); Kazakh-English loses up to .003 of F1 by it.
_FREE = 0.05
# From about these log odds on evidence saturates. Chosen on Kazakh-English and German-French gold
# alignments by what is right of the beads scored 0.9 or more; 5 and 10 differ little.
_ENOUGH = 10.0


def with_free(odds: Floats, share: float) -> Floats:
    """The log odds, made here and changed in place, where a share of beads is free translations.

    What says the same in a way that is not recognised has the log of that share at least: this is
    ``logaddexp(odds + log(1 - share), log(share))``, in steps that are faster.
    """
    floor = math.log(share)
    odds += math.log1p(-share) - floor
    least = np.abs(odds)
    np.negative(least, out=least)
    np.log1p(np.exp(least, out=least), out=least)
    least += floor
    np.maximum(odds, 0.0, out=odds)
    odds += least
    return odds


class Similarity(Protocol):
    """How much more likely two groups of sentences are to say the same than to meet by chance."""

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """For each cell the natural log of those odds for the bead that ends there.

        The bead joins the ``di`` source and ``dj`` target sentences before the cell. Where there
        are fewer, the value is not used, but it must be finite.
        """

    def coarser(self) -> Similarity:
        """The same text with each two neighbouring sentences of a side joined to one."""


@dataclass(frozen=True, eq=False)
class Together:
    """Similarities that look at different things: their log odds add up.

    What all of them fail to recognise is no worse than a free translation.
    """

    parts: tuple[Similarity, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.parts[0].shape

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """The sum of the parts' log odds, hardly below those of a free translation."""
        total = self.parts[0].log_odds(band, di, dj)
        if len(self.parts) == 1:
            return total
        for part in self.parts[1:]:
            total = total + part.log_odds(band, di, dj)
        return with_free(total, _FREE)

    def coarser(self) -> Similarity:
        """Each part made coarser."""
        return Together(tuple(part.coarser() for part in self.parts))


@dataclass(frozen=True, eq=False)
class Change:
    """From one band to another: the cells that both have, and two bands with what is new.

    ``there`` are the numbers in the new band of the cells that ``known`` has as ``cells``; ``new``
    has each of the others, with their numbers.
    """

    known: Band
    band: Band
    there: Ints
    cells: Indices
    new: tuple[tuple[Band, Ints], ...]


def _change(known: Band, band: Band) -> Change:
    # In each row the new cells stand before the known ones, after them, or on both sides.
    first = np.where(known.low < known.high, known.low, band.high)
    last = np.where(known.low < known.high, known.high, band.high)
    new = []
    for low, high in (
        (band.low, np.clip(first, band.low, band.high)),
        (np.clip(last, band.low, band.high), band.high),
    ):
        part = Band(low, high)
        if part.size:
            new.append((part, runs(band.starts[:-1] + low - band.low, high - low)))
    cells = known.at(band.rows, band.columns)
    there = np.flatnonzero(cells < known.size)
    return Change(known, band, there, cells[there], tuple(new))


@dataclass(frozen=True, eq=False)
class Saturating:
    """A similarity of which more of the same counts ever less.

    Words do not occur independently of each other (Church & Gale 1995): a caption that has got into
    a sentence shares all its names with its counterpart elsewhere, and is no proof of the rest.
    """

    similarity: Similarity

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.similarity.shape

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """The similarity's log odds; those for a bead grow with their own logarithm only."""
        odds = self.similarity.log_odds(band, di, dj)
        found: Floats = np.minimum(odds, _ENOUGH * np.log1p(np.maximum(odds, 0.0) / _ENOUGH))
        return found

    def coarser(self) -> Similarity:
        """The similarity made coarser."""
        return Saturating(self.similarity.coarser())


@dataclass(eq=False)
class Remembered:
    """A similarity that passes ask about nearly the same cells: only new ones are looked at."""

    similarity: Similarity
    _known: dict[tuple[int, int], tuple[Band, Floats]] = field(default_factory=dict, repr=False)
    _last: Change | None = field(default=None, repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.similarity.shape

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """The similarity's log odds."""
        known, odds = self._known.get((di, dj), (None, None))
        if known is None or odds is None:
            odds = self.similarity.log_odds(band, di, dj)
        elif known is not band:
            odds = self._found(known, odds, band, di, dj)
        self._known[di, dj] = band, odds
        return odds

    def coarser(self) -> Similarity:
        """The similarity made coarser, which remembers nothing."""
        return self.similarity.coarser()

    def _found(self, known: Band, values: Floats, band: Band, di: int, dj: int) -> Floats:
        # All sizes of beads are asked about one after the other.
        if self._last is None or self._last.known is not known or self._last.band is not band:
            self._last = _change(known, band)
        change = self._last
        odds: Floats = np.empty(band.size)
        odds[change.there] = values[change.cells]
        for part, numbers in change.new:
            odds[numbers] = self.similarity.log_odds(part, di, dj)
        return odds
