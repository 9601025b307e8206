"""What a person reads of a verdict, as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from .metrics import Difference
from .run import Run
from .verdict import Verdict
from .words import differing, marked


def render_table(verdict: Verdict) -> str:
    """Metrics, documents, the worst-fallen lines, and the verdict in the last line."""
    return "\n".join(_lines(verdict)) + "\n"


def render_scores(run: Run) -> str:
    """The scores of a run alone, as when its first baseline is made."""
    rows = [
        f"{name:<8}{found.value:>8.2f}  {found.signature}" for name, found in run.scores().items()
    ]
    return "\n".join([*rows, f"{'errors':<8}{run.errors:>8}"]) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    width = max(8, *(len(document.name) for document in verdict.documents)) + 2
    head = f"{'lines':>6}{'baseline':>10}{'now':>8}{'delta':>8}   {'95 % interval':<16}"
    total = len(verdict.new.lines)
    yield f"{'':<{width}}{head}{'p':>6}"
    for m in verdict.metrics:
        mark = "  FELL" if m.failed else ""
        yield f"{m.name:<{width}}{total:>6}{_numbers(m.difference)}{m.p:>6.3f}{mark}"
    old, new = verdict.old.errors, verdict.new.errors
    mark = "  ROSE" if verdict.errors_rose else ""
    yield f"{'errors':<{width}}{total:>6}{old:>10}{new:>8}{new - old:>+8}{mark}"
    yield ""
    yield f"{'chrf':<{width}}{head}  errors"
    for d in verdict.documents:
        errors = f"{d.errors[0]} → {d.errors[1]}"
        yield f"{d.name:<{width}}{d.lines:>6}{_numbers(d.difference)}  {errors}"
    if verdict.worst:
        yield ""
        yield "fallen most (words that differ in brackets):"
    for fallen in verdict.worst:
        before, after = differing(fallen.old.hypothesis, fallen.new.hypothesis)
        yield (
            f"  {fallen.document}, line {fallen.number}:"
            f" chrf {fallen.scores[0]:.1f} → {fallen.scores[1]:.1f}"
        )
        yield f"    baseline   {marked(before)}"
        yield f"    now        {marked(after)}"
        yield f"    reference  {fallen.new.reference}"
    yield ""
    for m in verdict.metrics:
        yield f"{m.name}: {m.signature}"
    if verdict.packages:
        yield f"other versions than the baseline's: {', '.join(verdict.packages)}"
    yield from (f"other than the baseline's: {what}" for what in verdict.made_differently)
    yield "FAILED: " + "; ".join(verdict.failures) if verdict.failures else "passed"


def _numbers(d: Difference) -> str:
    interval = f"{d.low:+.2f} … {d.high:+.2f}"
    return f"{d.old:>10.2f}{d.new:>8.2f}{d.delta:>+8.2f}   {interval:<16}"
