"""What the search asks of a similarity, and how several are taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .band import Band, Floats


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
    """Similarities that look at different things: their log odds add up."""

    parts: tuple[Similarity, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return self.parts[0].shape

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """The sum of the parts' log odds."""
        total = self.parts[0].log_odds(band, di, dj)
        for part in self.parts[1:]:
            total = total + part.log_odds(band, di, dj)
        return total

    def coarser(self) -> Similarity:
        """Each part made coarser."""
        return Together(tuple(part.coarser() for part in self.parts))
