"""A verdict for machines: JSON, JUnit XML, and the annotations of GitHub's workflows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..views.characters import for_xml
from .metrics import Difference
from .run import Run
from .verdict import Verdict


def render_json(verdict: Verdict) -> str:
    """The verdict as one JSON object; its keys are those of the table."""
    data: dict[str, Any] = {
        "passed": not verdict.failures,
        "failures": verdict.failures,
        "made_by": verdict.new.made_by,
        "made_differently": list(verdict.made_differently),
        "packages": list(verdict.packages),
        "metrics": {
            m.name: {
                **_difference(m.difference),
                "signature": m.signature,
                "tolerance": m.tolerance,
                "failed": m.failed,
            }
            for m in verdict.metrics
        },
        "errors": {
            "baseline": verdict.old.errors,
            "now": verdict.new.errors,
            "tolerance": verdict.errors_tolerated,
            "failed": verdict.errors_rose,
        },
        "documents": [
            {
                "name": d.name,
                "lines": d.lines,
                "chrf": _difference(d.difference),
                "errors": {"baseline": d.errors[0], "now": d.errors[1]},
            }
            for d in verdict.documents
        ],
        "worst": [
            {
                "document": f.document,
                "line": f.number,
                "source": f.new.source,
                "baseline": f.old.hypothesis,
                "now": f.new.hypothesis,
                "reference": f.new.reference,
                "chrf": {"baseline": round(f.scores[0], 2), "now": round(f.scores[1], 2)},
            }
            for f in verdict.worst
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def scores_json(run: Run) -> str:
    """The scores of a run alone, as when there is nothing to compare it with."""
    data = {
        "made_by": run.made_by,
        "metrics": {
            name: {"now": found.value, "signature": found.signature}
            for name, found in run.scores().items()
        },
        "errors": {"now": run.errors},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def render_junit(verdict: Verdict, suite: str) -> str:
    """JUnit XML: a test case a metric, one for the errors, one a document (informative)."""
    cases = [
        (f"metric.{m.name}", _told(m.difference), m.failed, m.signature) for m in verdict.metrics
    ]
    errors = f"baseline {verdict.old.errors}, now {verdict.new.errors}"
    cases.append(("errors", errors, verdict.errors_rose, ""))
    cases += [(f"document.{d.name}", _told(d.difference), False, "") for d in verdict.documents]
    failed = sum(case[2] for case in cases)
    rows = ['<?xml version="1.0" encoding="UTF-8"?>']
    rows.append(f'<testsuites tests="{len(cases)}" failures="{failed}">')
    rows.append(
        f'  <testsuite name={_attribute(suite)} tests="{len(cases)}" failures="{failed}"'
        ' errors="0" skipped="0">'
    )
    for name, told, fell, signature in cases:
        rows.append(f'    <testcase classname="align.check" name={_attribute(name)} time="0">')
        if fell:
            rows.append(f"      <failure message={_attribute(told)}>{escape(told)}</failure>")
        out = f"{told}\n{signature}".strip()
        rows.append(f"      <system-out>{escape(for_xml(out))}</system-out>")
        rows.append("    </testcase>")
    return "\n".join([*rows, "  </testsuite>", "</testsuites>"]) + "\n"


def render_annotations(verdict: Verdict, suite: str) -> Iterator[str]:
    """Workflow commands: an error a failure, a warning for each line that has fallen most."""
    for failure in verdict.failures:
        yield _command("error", suite, "align check", failure)
    if verdict.failures:
        for f in verdict.worst:
            text = (
                f"chrf {f.scores[0]:.1f} → {f.scores[1]:.1f}\n{f.old.hypothesis}\n"
                f"→ {f.new.hypothesis}\nreference: {f.new.reference}"
            )
            yield _command("warning", suite, f"{f.document}, line {f.number}", text)


def _command(level: str, file: str, title: str, message: str) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return f"::{level} file={value(file)},title={value(title)}::{data(message)}"


def _difference(difference: Difference) -> dict[str, float | None]:
    return {
        "baseline": difference.old,
        "now": difference.new,
        "delta": round(difference.delta, 4),
        "low": difference.low,
        "high": difference.high,
        "p": difference.p,
    }


def _told(d: Difference) -> str:
    p = "" if d.p is None else f", p = {d.p:.3f}"
    interval = f"{d.low:+.2f} … {d.high:+.2f}"
    return f"baseline {d.old:.2f}, now {d.new:.2f}, delta {d.delta:+.2f} ({interval}){p}"


def _attribute(text: str) -> str:
    return quoteattr(for_xml(text))
