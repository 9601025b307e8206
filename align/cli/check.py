"""``align check``: a suite against its baseline; exit status 1 where quality fell short."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .options import Help, positive

if TYPE_CHECKING:
    from ..gate.run import Run
    from ..gate.suite import Suite
    from ..gate.verdict import Verdict

_DEFAULT = Path("texts/suite.toml")

_EPILOG = """\
examples:
  align check texts/suite.toml --update-baseline     translate, score, and accept what is found
  align check texts/suite.toml                       compare with what was accepted
  align check texts/suite.toml --across              the same with another model or other settings

A suite is a TOML file:   source = "kk"         its languages,
                          target = "en"
                          model = "kk-en"       what translates it,
                          [[document]]          and as many of these as you like:
                          pairs = "a.tsv"       source<TAB>reference, or
                          [[document]]          two documents, which are aligned first:
                          source = "a.txt"
                          reference = "a.en"
Also: hypothesis = FILE in a document (a translation that exists), [decoding] beam and others,
[tolerance] bleu, chrf, "chrf++" (points, 1.0) and errors (0).

The baseline is FILE, or baseline.json beside the suite. Exit status: 1 where a metric fell by more
than its tolerance and significantly (paired bootstrap, p < 0.05), or where errors rose.
Processors of x86-64 all translate alike here, with the instructions that the oldest of them have.
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "check",
        help="score a suite and fail where quality fell",
        description="Translate a suite, score it, and compare it with what was accepted before.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    parser.add_argument(
        "suite", metavar="SUITE.toml", type=Path, nargs="?", default=_DEFAULT,
        help=f"default: {_DEFAULT}",
    )  # fmt: skip
    parser.add_argument("--baseline", metavar="FILE", type=Path)
    parser.add_argument(
        "--update-baseline", action="store_true", help="show the comparison, then accept this run"
    )
    parser.add_argument(
        "--across", action="store_true", help="compare although model or settings are others"
    )
    parser.add_argument("--junit", metavar="FILE", type=Path, help="a report for CI servers")
    parser.add_argument("--html", metavar="FILE", type=Path, help="baseline, now and reference")
    parser.add_argument("--json", action="store_true", help="the result as JSON on stdout")
    parser.add_argument(
        "--jobs", type=positive, metavar="N", help="processor cores to use (default: all)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    from ..gate.baseline import (
        check_comparable,
        check_replaceable,
        read_baseline,
        write_baseline,
    )
    from ..gate.run import fix_arithmetic, run_suite
    from ..gate.suite import read_suite
    from ..gate.verdict import judge

    fix_arithmetic()
    suite = read_suite(arguments.suite)
    path = arguments.baseline or arguments.suite.parent / "baseline.json"
    if not arguments.update_baseline:
        old = read_baseline(path, arguments.suite)
        new = run_suite(suite, arguments.jobs)
        check_comparable(old, new, path, across=arguments.across)
        verdict = judge(old, new, suite.tolerance)
        _report(verdict, suite, arguments)
        return 1 if verdict.failures else 0
    check_replaceable(path)
    new = run_suite(suite, arguments.jobs)
    before = _comparable(path, arguments.suite, new)
    if before is None:
        _report_scores(new, arguments)
        if arguments.junit or arguments.html:
            print("nothing to compare with yet: no report was written", file=sys.stderr)
    else:
        _report(judge(before, new, suite.tolerance), suite, arguments)
    write_baseline(path, new)
    print(f"{path}: written", file=sys.stderr)
    return 0


def _comparable(path: Path, suite: Path, new: Run) -> Run | None:
    """The baseline that there is; ``None`` where it is missing, broken or of other texts."""
    from ..gate.baseline import check_comparable, read_baseline

    try:
        before = read_baseline(path, suite)
        check_comparable(before, new, path, across=True)
    except InputError:
        return None
    return before


def _report(verdict: Verdict, suite: Suite, arguments: argparse.Namespace) -> None:
    from ..files import write_whole
    from ..gate.machine import render_annotations, render_json, render_junit
    from ..gate.page import page_of
    from ..gate.table import render_table
    from ..views.gate import render_gate

    name = arguments.suite.as_posix()
    sys.stdout.write(render_json(verdict) if arguments.json else render_table(verdict))
    if arguments.junit:
        write_whole(arguments.junit, render_junit(verdict, name))
    if arguments.html:
        write_whole(arguments.html, render_gate(page_of(verdict, name, suite.source)))
    if os.environ.get("GITHUB_ACTIONS") and not arguments.update_baseline:
        # Standard output may be JSON; the runner reads commands from both streams.
        for command in render_annotations(verdict, name):
            print(command, file=sys.stderr)


def _report_scores(run: Run, arguments: argparse.Namespace) -> None:
    from ..gate.machine import scores_json
    from ..gate.table import render_scores

    sys.stdout.write(scores_json(run) if arguments.json else render_scores(run))
