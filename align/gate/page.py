"""The page of a verdict: what stands beside what."""

from __future__ import annotations

from ..views.gate import GateDocument, GateLine, GatePage
from .metrics import sentence_chrf
from .run import DocumentRun, Line
from .verdict import DocumentVerdict, Verdict
from .words import differing, runs


def page_of(verdict: Verdict, suite: str, source_lang: str) -> GatePage:
    """Everything that the HTML report of a verdict shows."""
    rows = [("", "Baseline", "Now", "Delta", "95 % interval", "p", "Tolerance")]
    for m in verdict.metrics:
        d = m.difference
        interval = f"{d.low:+.2f} … {d.high:+.2f}"
        values = (f"{d.old:.2f}", f"{d.new:.2f}", f"{d.delta:+.2f}", interval, f"{m.p:.3f}")
        rows.append((m.name, *values, f"{m.tolerance:g}"))
    old, new = verdict.old.errors, verdict.new.errors
    rows.append(
        ("errors", str(old), str(new), f"{new - old:+}", "", "", str(verdict.errors_tolerated))
    )
    before = {document.name: document for document in verdict.old.documents}
    facts = [(f"{m.name} signature", m.signature) for m in verdict.metrics]
    facts += [("differs", what) for what in (*verdict.made_differently, *verdict.packages)]
    return GatePage(
        title=f"align check: {suite}",
        failures=verdict.failures,
        rows=rows,
        facts=facts,
        documents=[
            _document(before[run.name], run, told)
            for run, told in zip(verdict.new.documents, verdict.documents, strict=True)
        ],
        langs=(source_lang, verdict.new.target),
    )


def _document(old: DocumentRun, new: DocumentRun, told: DocumentVerdict) -> GateDocument:
    d = told.difference
    lines = [
        _line(number, was, now)
        for number, (was, now) in enumerate(zip(old.lines, new.lines, strict=True), start=1)
        if was.hypothesis != now.hypothesis
    ]
    summary = (
        f"chrF {d.old:.2f} → {d.new:.2f} ({d.delta:+.2f}, {d.low:+.2f} … {d.high:+.2f});"
        f" errors {told.errors[0]} → {told.errors[1]}"
    )
    return GateDocument(new.name, summary, len(new.lines) - len(lines), lines)


def _line(number: int, was: Line, now: Line) -> GateLine:
    old, new = differing(was.hypothesis, now.hypothesis)
    return GateLine(
        number,
        now.source,
        list(runs(old)),
        list(runs(new)),
        now.reference,
        (
            sentence_chrf(was.hypothesis, was.reference),
            sentence_chrf(now.hypothesis, now.reference),
        ),
        (", ".join(was.errors), ", ".join(now.errors)),
    )
