"""The project's own suite: large enough, well formed, and no part of what a folder translates."""

from __future__ import annotations

from pathlib import Path

from align.gate.baseline import check_comparable, read_baseline
from align.gate.run import DocumentRun, Line, Run
from align.gate.suite import read_suite
from align.gate.units import units_of
from align.inputs import collect


def test_groups_and_pairs(texts: Path) -> None:
    suite = read_suite(texts / "suite.toml")
    pairs = {d.name: units_of(d, suite) for d in suite.documents if d.pairs is not None}
    assert len(pairs) == 12
    assert all(len(units) >= 12 for units in pairs.values())
    units = [unit for some in pairs.values() for unit in some]
    assert len(units) >= 150
    assert len({unit.source for unit in units}) == len(units)


def test_the_reference_of_the_report_is_aligned_whole(texts: Path) -> None:
    suite = read_suite(texts / "suite.toml")
    (report,) = (d for d in suite.documents if d.pairs is None)
    units = units_of(report, suite)
    assert report.reference is not None
    whole = report.reference.read_text(encoding="utf-8").split()
    assert " ".join(unit.reference for unit in units).split() == whole
    assert len(units) >= 8
    assert units[0].source.startswith("2024 жылғы 29 мамырда")
    assert units[0].reference.startswith("On 29 May 2024")


def test_the_baseline_is_of_the_suite_s_texts(texts: Path) -> None:
    suite = read_suite(texts / "suite.toml")
    baseline = read_baseline(texts / "baseline.json", texts / "suite.toml")
    now = Run(
        "en",
        baseline.made_by,
        tuple(
            DocumentRun(
                d.name, tuple(Line(u.source, u.reference, "", ()) for u in units_of(d, suite))
            )
            for d in suite.documents
        ),
    )
    check_comparable(baseline, now, texts / "baseline.json", across=False)


def test_the_folder_still_holds_five_documents(texts: Path) -> None:
    names = [item.name for item in collect([str(texts)])]
    assert len(names) == 5
    assert all(name.endswith(".txt") and "/" not in name for name in names)
