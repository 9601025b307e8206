"""Coarse to fine: the whole text at low resolution first, then only what lies around that path.

The scheme is that of FastDTW (Salvador & Chan 2007), as Vecalign (Thompson & Koehn 2019) applies it
to sentences: time and memory grow with the length of the text, not with its square.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .band import Band, Floats, band_around, full_band
from .dynamic import Gaps, Lattice, Posterior, Step, best_path, path_ends, posterior
from .priors import Priors
from .similarity import Similarity

# Up to so many cells the whole grid is searched; beyond, the text is halved first. By lengths alone
# that loses .007 of F1 where grids are small, and nothing where anything else is compared as well.
WHOLE, WHOLE_BY_LENGTH = 20_000, 250_000
_RADIUS = 12
# Around a path at full resolution, with room for the largest bead beside it.
_NARROW = 6
# Joined sentences seldom need more than this to stay beside each other.
_COARSE_SIZES: tuple[Step, ...] = ((1, 1), (1, 2), (2, 1))
# By the derivative of F1, where precision counts all beads, recall those that join something, and
# both are near 0.9: what a right unaligned sentence adds, in right beads, and what any bead costs.
_RIGHT_ALONE, _COST = 0.5, 0.45


@dataclass(frozen=True, slots=True)
class Found:
    """A bead: how many sentences of each side it takes, and its chance under the model."""

    size: Step
    chance: float


def beads_of(lattice: Lattice, heat: float, *, likeliest: bool = False) -> list[Found]:
    """The beads of a lattice, in order, of which most are expected to be right.

    ``heat`` in 0…1 is by how much the evidence is discounted where chances are computed: a model
    that takes dependent evidence for independent is surer than it should be. ``likeliest`` asks
    for the path that is the likeliest as a whole: where nothing is sure, it is the plainest.
    """
    band = lattice.band
    chances = posterior(lattice.cooled(heat))
    steps = best_path(lattice if likeliest else _expected(lattice, chances))
    numbers = {size: number for number, size in enumerate(lattice.sizes)}
    found = []
    for (i, j), step in zip(path_ends(steps), steps, strict=True):
        if step == (1, 0):
            chance = chances.source[i - 1]
        elif step == (0, 1):
            chance = chances.target[j - 1]
        else:
            cell = band.starts[i] + j - band.low[i]
            chance = chances.beads[numbers[step], cell]
        found.append(Found(step, min(1.0, max(0.0, float(chance)))))
    return found


def chances_along(lattice: Lattice, steps: Sequence[Step], heat: float) -> Floats:
    """The chance of each bead of a path, 0 for gaps, among those near the path."""
    ends = path_ends(steps)
    wide = lattice.band
    near = band_around([(0, 0), *ends], len(wide.low) - 1, int(wide.high[-1]) - 1, _NARROW)
    near = Band(np.maximum(near.low, wide.low), np.minimum(near.high, wide.high))
    weights = lattice.weights[:, wide.at(near.rows, near.columns)]
    chances = posterior(Lattice(near, lattice.sizes, weights, lattice.gaps).cooled(heat)).beads
    numbers = {size: number for number, size in enumerate(lattice.sizes)}
    found = np.zeros(len(steps))
    for place, ((i, j), step) in enumerate(zip(ends, steps, strict=True)):
        if step in numbers:
            found[place] = chances[numbers[step], near.starts[i] + j - near.low[i]]
    return found


def _expected(lattice: Lattice, chances: Posterior) -> Lattice:
    """The lattice whose best path has the beads that add most to the F1 to be expected.

    As in alignment of maximum expected accuracy (Holmes & Durbin 1998; Do et al. 2005). The path
    that is the likeliest as a whole leaves many sentences alone where each bead is unlikely. What
    a sentence gains alone is taken off the beads that it could be in, so that gaps are free.
    """
    band = lattice.band
    alone = [
        np.concatenate(([0.0], np.cumsum(_RIGHT_ALONE * side - _COST)))
        for side in (chances.source, chances.target)
    ]
    weights = np.where(chances.beads > 0.0, chances.beads - _COST, -np.inf)
    for weight, (di, dj) in zip(weights, lattice.sizes, strict=True):
        for totals, places, step in zip(alone, (band.rows, band.columns), (di, dj), strict=True):
            weight -= totals[places] - totals[np.maximum(places - step, 0)]
    return Lattice(band, lattice.sizes, weights, Gaps(0.0, 0.0, 0.0, 0.0))


def search_band(similarity: Similarity, priors: Priors, whole: int = WHOLE) -> Band:
    """The cells that are worth a look at full resolution: all of a grid of ``whole`` cells."""
    levels = [similarity]
    while _cells(levels[-1]) > whole:
        levels.append(levels[-1].coarser())
    band = full_band(*levels[-1].shape)
    for coarse, fine in zip(levels[:0:-1], levels[-2::-1], strict=True):
        steps = best_path(_lattice(coarse, band, priors, _COARSE_SIZES))
        band = band_around([(0, 0), *path_ends(steps)], *fine.shape, _RADIUS, scale=2)
    return band


def narrowed(band: Band, steps: list[Step], whole: int = WHOLE) -> Band:
    """The cells around a path that was found in a band, for the passes after it."""
    rows, columns = len(band.low) - 1, int(band.high[-1]) - 1
    if (rows + 1) * (columns + 1) <= whole:
        return band
    return band_around([(0, 0), *path_ends(steps)], rows, columns, _NARROW)


def full_lattice(similarity: Similarity, band: Band, priors: Priors) -> Lattice:
    """The beads of all sizes that end in a band, with their weights."""
    return _lattice(similarity, band, priors, tuple(priors.sizes))


def _cells(similarity: Similarity) -> int:
    rows, columns = similarity.shape
    return (rows + 1) * (columns + 1)


def _lattice(
    similarity: Similarity, band: Band, priors: Priors, sizes: tuple[Step, ...]
) -> Lattice:
    weights = np.empty((len(sizes), band.size))
    for number, (di, dj) in enumerate(sizes):
        weights[number] = similarity.log_odds(band, di, dj) + math.log(priors.sizes[di, dj])
    return Lattice(band, sizes, weights, priors.gaps())
