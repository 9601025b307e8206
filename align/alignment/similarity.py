"""What the search asks of a similarity, and how several are taken together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .band import Band, Floats

# This share of beads says the same in a way that no part recognises. Without it the parts' own
# shares multiply, as if each were free by itself. Chosen on German-French text (.02 to .15 differ
# little); Kazakh-English loses up to .003 of F1 by it.
_FREE = 0.05
# From about these log odds on evidence saturates. Chosen on Kazakh-English and German-French gold
# alignments by what is right of the beads scored 0.9 or more; 5 and 10 differ little.
_ENOUGH = 10.0


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
        found: Floats = np.logaddexp(total + math.log1p(-_FREE), math.log(_FREE))
        return found

    def coarser(self) -> Similarity:
        """Each part made coarser."""
        return Together(tuple(part.coarser() for part in self.parts))


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


@dataclass(frozen=True, eq=False)
class Remembered:
    """A similarity that passes ask about nearly the same cells: only new ones are looked at."""

    similarity: Similarity
    _known: dict[tuple[int, int], tuple[Band, Floats]] = field(default_factory=dict, repr=False)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.similarity.shape

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """The similarity's log odds."""
        if (di, dj) in self._known:
            odds = self._found(band, di, dj)
        else:
            odds = self.similarity.log_odds(band, di, dj)
        self._known[di, dj] = band, odds
        return odds

    def coarser(self) -> Similarity:
        """The similarity made coarser, which remembers nothing."""
        return self.similarity.coarser()

    def _found(self, band: Band, di: int, dj: int) -> Floats:
        known, values = self._known[di, dj]
        parts = [(known, values)]
        # In each row the new cells stand before the known ones, after them, or on both sides.
        first = np.where(known.low < known.high, known.low, band.high)
        last = np.where(known.low < known.high, known.high, band.high)
        for new in (
            Band(band.low, np.clip(first, band.low, band.high)),
            Band(np.clip(last, band.low, band.high), band.high),
        ):
            if new.size:
                parts.append((new, self.similarity.log_odds(new, di, dj)))
        odds: Floats = np.empty(band.size)
        for part, worth in parts:
            cells = part.at(band.rows, band.columns)
            there = cells < part.size
            odds[there] = worth[cells[there]]
        return odds
