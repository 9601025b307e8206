"""The bench on the gold sets: the aligner without a model stays ahead of hunalign without one."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "align"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_align", ROOT / "scripts/bench/align.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_align"] = module
    spec.loader.exec_module(module)
    return module


def test_precision_counts_all_beads_and_recall_joined_ones(bench: ModuleType) -> None:
    gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2,))]
    predicted = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ()), ((4,), ()), ((), (2,))]
    precision, recall = bench.scores(predicted, gold)
    assert (precision.strict, precision.lax, precision.total) == (2, 3, 6)
    assert (recall.strict, recall.lax, recall.total) == (1, 2, 3)


def test_a_ladder_of_hunalign_is_read_as_beads(bench: ModuleType) -> None:
    rungs = ["0\t0\t0.5", "1\t2\t-0.3", "2\t2\t0", "4\t4\t0"]
    assert bench.beads_of_ladder(rungs, 3, 4) == [((0,), (0, 1)), ((1,), ()), ((2,), (2, 3))]
    assert bench.beads_of_ladder(["0\t0\t0"], 1, 2) == [((0,), (0, 1))]


@pytest.mark.skipif(not DATA.is_dir(), reason="the gold alignments in ../shared are absent")
def test_lexical_is_ahead_of_hunalign(
    bench: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.main(["--data", str(DATA), "--set", "flores_dev_noisy", "--method", "lexical"])
    figures = capsys.readouterr().out.splitlines()[1].split()
    assert float(figures[4]) > 0.88  # strict F1; hunalign .757
    assert float(figures[7]) > 0.93  # lax F1; hunalign .853
    assert float(figures[8]) > 0.5  # of the beads score 0.9 or more,
    assert float(figures[9]) >= 0.97  # and so many of these are right strictly
