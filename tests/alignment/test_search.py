import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment.band import Band, Floats, band_around, full_band
from align.alignment.dynamic import Lattice, Step, best_path, posterior
from align.alignment.priors import DEFAULT, estimated_priors
from align.alignment.search import beads_of

SIZES = tuple(DEFAULT.sizes)


def lattice(rows: int, columns: int, seed: int, band: Band | None = None) -> Lattice:
    band = band or full_band(rows, columns)
    weights: Floats = np.random.default_rng(seed).normal(-2.0, 3.0, (len(SIZES), band.size))
    return Lattice(band, SIZES, weights, DEFAULT.gaps())


def all_paths(rows: int, columns: int) -> list[list[Step]]:
    """Every way to cover the grid, in gaps the source's sentences first."""
    if (rows, columns) == (0, 0):
        return [[]]
    paths = []
    for di, dj in (*SIZES, (1, 0), (0, 1)):
        if di <= rows and dj <= columns:
            for path in all_paths(rows - di, columns - dj):
                if not ((di, dj) == (1, 0) and path and path[-1] == (0, 1)):
                    paths.append([*path, (di, dj)])
    return paths


def weight(lattice: Lattice, path: list[Step]) -> float:
    total, i, j, in_gap = 0.0, 0, 0, False
    for di, dj in path:
        i, j = i + di, j + dj
        gaps = lattice.gaps
        if di and dj:
            cell = lattice.band.starts[i] + j - lattice.band.low[i]
            total += lattice.weights[SIZES.index((di, dj)), cell]
            total += gaps.leave if in_gap else gaps.go
            in_gap = False
        else:
            total += gaps.on if in_gap else gaps.begin
            in_gap = True
    return total


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 3), (4, 2), (1, 4)])
@pytest.mark.parametrize("seed", range(5))
def test_best_path_is_the_best_of_all(rows: int, columns: int, seed: int) -> None:
    grid = lattice(rows, columns, seed)
    best = max(all_paths(rows, columns), key=lambda path: weight(grid, path))
    assert best_path(grid) == best


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 3), (4, 2), (1, 4)])
@pytest.mark.parametrize("seed", range(5))
def test_the_beads_are_those_that_promise_most(rows: int, columns: int, seed: int) -> None:
    grid = lattice(rows, columns, seed)
    chances = posterior(grid.cooled(0.5))

    def promise(path: list[Step]) -> float:
        """A right bead counts 1, an unaligned sentence half, and each costs half of F1."""
        total, i, j = 0.0, 0, 0
        for di, dj in path:
            i, j = i + di, j + dj
            if di and dj:
                total += chances.beads[SIZES.index((di, dj)), grid.band.starts[i] + j]
            else:
                total += 0.5 * (chances.source[i - 1] if di else chances.target[j - 1])
        return total - 0.45 * len(path)

    found = [bead.size for bead in beads_of(grid, 0.5)]
    best = max(all_paths(rows, columns), key=promise)
    assert math.isclose(promise(found), promise(best), abs_tol=1e-9)
    assert [bead.size for bead in beads_of(grid, 0.5, likeliest=True)] == best_path(grid)


@pytest.mark.parametrize(("rows", "columns"), [(2, 2), (4, 3)])
def test_posteriors_are_the_shares_of_all_paths(rows: int, columns: int) -> None:
    grid = lattice(rows, columns, seed=3)
    paths = all_paths(rows, columns)
    weights = np.exp([weight(grid, path) for path in paths])
    shares = weights / weights.sum()
    beads = np.zeros((len(SIZES), grid.band.size))
    source, target = np.zeros(rows), np.zeros(columns)
    for path, share in zip(paths, shares, strict=True):
        i = j = 0
        for di, dj in path:
            i, j = i + di, j + dj
            if di and dj:
                beads[SIZES.index((di, dj)), grid.band.starts[i] + j] += share
            elif di:
                source[i - 1] += share
            else:
                target[j - 1] += share
    found = posterior(grid)
    np.testing.assert_allclose(found.beads, beads, atol=1e-12)
    np.testing.assert_allclose(found.source, source, atol=1e-12)
    np.testing.assert_allclose(found.target, target, atol=1e-12)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1)]), min_size=1, max_size=30), st.data()
)
def test_a_band_holds_its_path_and_can_be_crossed(steps: list[Step], data: st.DataObject) -> None:
    path = [(0, 0)]
    for di, dj in steps:
        path.append((path[-1][0] + di, path[-1][1] + dj))
    rows = max(1, 2 * path[-1][0] - data.draw(st.integers(0, 1)))
    columns = max(1, 2 * path[-1][1] - data.draw(st.integers(0, 1)))
    band = band_around(path, rows, columns, radius=2, scale=2)
    for i, j in path[:-1]:
        assert band.low[min(2 * i, rows)] <= min(2 * j, columns) < band.high[min(2 * i, rows)]
    found = best_path(lattice(rows, columns, seed=1, band=band))
    assert tuple(map(sum, zip(*found, strict=True))) == (rows, columns)


def test_shifted_cells_are_where_they_should_be() -> None:
    band = band_around([(0, 0), (3, 2), (6, 6)], 6, 6, radius=1)
    cells = {
        (int(i), int(j)): n for n, (i, j) in enumerate(zip(band.rows, band.columns, strict=True))
    }
    for di, dj in itertools.product(range(-2, 3), repeat=2):
        expected = [cells.get((i - di, j - dj), band.size) for i, j in cells]
        assert band.shifted(di, dj).tolist() == expected


def test_priors_follow_what_was_found() -> None:
    clean = estimated_priors([(1, 1)] * 500)
    gappy = estimated_priors([(1, 1), (1, 0), (2, 1)] * 100)
    assert clean.begin < DEFAULT.begin < gappy.begin
    assert gappy.sizes[2, 1] == gappy.sizes[1, 2] > DEFAULT.sizes[2, 1] > clean.sizes[2, 1]
    assert math.isclose(sum(gappy.sizes.values()), 1.0)
