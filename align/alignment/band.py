"""The part of the grid of sentence boundaries that a search looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Band:
    """Cells ``(i, j)``: ``i`` source and ``j`` target sentences lie before the cell.

    Row ``i`` holds the columns ``low[i] <= j < high[i]``. Cells are numbered row by row; arrays of
    values over a band follow that numbering. A bead is named by the cell at which it ends.
    """

    low: Ints
    high: Ints
    starts: Ints = field(init=False)
    rows: Ints = field(init=False)
    columns: Ints = field(init=False)
    _shifted: dict[tuple[int, int], Indices] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        widths = self.high - self.low
        starts = np.concatenate(([0], np.cumsum(widths)))
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "rows", np.repeat(np.arange(len(widths)), widths))
        object.__setattr__(self, "columns", runs(self.low, widths))

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.rows)

    def by_row(self, values: Floats) -> Floats:
        """For each cell the value of its row."""
        return np.repeat(values, self.high - self.low)

    def by_column(self, values: Floats) -> Floats:
        """For each cell the value of its column."""
        return values[self.columns]

    def shifted(self, di: int, dj: int) -> Indices:
        """For each cell the number of the cell ``(i - di, j - dj)``; ``size`` where it is outside.

        Negative steps look ahead.
        """
        if (di, dj) not in self._shifted:
            self._shifted[di, dj] = self._found(di, dj)
        return self._shifted[di, dj]

    def _found(self, di: int, dj: int) -> Indices:
        # Of each row those cells have one that are also in the other row, moved.
        last = len(self.low) - 1
        others = np.arange(len(self.low)) - di
        outside = (others < 0) | (others > last)
        np.clip(others, 0, last, out=others)
        low = np.maximum(self.low, self.low[others] + dj)
        high = np.minimum(self.high, self.high[others] + dj)
        sizes = np.where(outside, 0, np.maximum(high - low, 0))
        found = np.full(self.size, self.size, np.int32)
        found[runs(self.starts[:-1] + low - self.low, sizes)] = runs(
            self.starts[others] + low - dj - self.low[others], sizes
        )
        return found

    def at(self, rows: Indices | Ints, columns: Indices | Ints) -> Indices:
        """The numbers of cells; ``size`` for those that are outside."""
        safe = np.clip(rows, 0, len(self.low) - 1)
        inside = (rows == safe) & (columns >= self.low[safe]) & (columns < self.high[safe])
        cells = self.starts[safe] + columns - self.low[safe]
        return np.where(inside, cells, self.size).astype(np.int32)


def full_band(rows: int, columns: int) -> Band:
    """Every cell of a grid of ``rows`` source and ``columns`` target sentences."""
    return Band(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns + 1, np.int64))


def band_around(
    path: Sequence[tuple[int, int]], rows: int, columns: int, radius: int, scale: int = 1
) -> Band:
    """The cells within ``radius`` of a path through a grid that is ``scale`` times coarser.

    ``path`` goes from ``(0, 0)`` to the last cell, and never back.
    """
    cells = np.asarray(path, np.int64) * scale
    cells[-1] = rows, columns
    np.minimum(cells, (rows, columns), out=cells)
    # A step of the path covers the rectangle between its two cells; a row is near those from the
    # first that ends near it to the last that begins near it.
    near = np.arange(rows + 1)
    first = np.searchsorted(cells[1:, 0], near - radius)
    last = np.searchsorted(cells[:-1, 0], near + radius, "right")
    low = np.maximum(cells[first, 1] - radius, 0)
    high = np.minimum(cells[last, 1] + radius, columns) + 1
    return Band(low, high)


def runs(starts: Indices | Ints, sizes: Indices | Ints) -> Ints:
    """``start, start + 1, …`` for each start, so many as its size says, one after the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    found: Ints = np.arange(ends[-1] if len(ends) else 0)
    found += np.repeat(starts - (ends - sizes), sizes)
    return found
