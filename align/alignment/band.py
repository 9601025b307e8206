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
    rows: Indices = field(init=False)
    columns: Indices = field(init=False)
    _shifted: dict[tuple[int, int], Indices] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        widths = self.high - self.low
        starts = np.concatenate(([0], np.cumsum(widths)))
        rows = np.repeat(np.arange(len(widths), dtype=np.int32), widths)
        columns = np.arange(starts[-1]) - np.repeat(starts[:-1] - self.low, widths)
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "columns", columns.astype(np.int32))

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.rows)

    def shifted(self, di: int, dj: int) -> Indices:
        """For each cell the number of the cell ``(i - di, j - dj)``; ``size`` where it is outside.

        Negative steps look ahead.
        """
        if (di, dj) not in self._shifted:
            self._shifted[di, dj] = self.at(self.rows - di, self.columns - dj)
        return self._shifted[di, dj]

    def at(self, rows: Indices, columns: Indices) -> Indices:
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
    low = np.full(rows + 1, columns, np.int64)
    high = np.zeros(rows + 1, np.int64)
    # A step of the path covers the rectangle between its two cells.
    for (i, j), (next_i, next_j) in zip(cells[:-1].tolist(), cells[1:].tolist(), strict=True):
        top, bottom = max(0, i - radius), min(rows, next_i + radius) + 1
        np.minimum(low[top:bottom], max(0, j - radius), out=low[top:bottom])
        np.maximum(high[top:bottom], min(columns, next_j + radius) + 1, out=high[top:bottom])
    return Band(low, high)
