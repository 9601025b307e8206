"""The verdict: what fell, whether it counts, and where to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .baseline import changed_packages, differences
from .metrics import METRICS, Difference, Score, compare, sentence_chrf
from .run import DocumentRun, Line, Run

SIGNIFICANT = 0.05
WORST = 5


@dataclass(frozen=True, slots=True)
class MetricVerdict:
    """A corpus metric of both runs; ``failed``: fell by more than the tolerance, significantly."""

    name: str
    signature: str
    difference: Difference
    p: float
    tolerance: float
    failed: bool


@dataclass(frozen=True, slots=True)
class DocumentVerdict:
    """A document: chrF of both runs with the interval of the difference, and errors of both."""

    name: str
    lines: int
    difference: Difference
    errors: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fallen:
    """A line that has fallen: its document, its number from 1, both hypotheses, chrF of both."""

    document: str
    number: int
    old: Line
    new: Line
    scores: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two runs of one suite compared."""

    old: Run
    new: Run
    metrics: tuple[MetricVerdict, ...]
    documents: tuple[DocumentVerdict, ...]
    errors_tolerated: int
    worst: tuple[Fallen, ...]
    made_differently: tuple[str, ...]
    packages: tuple[str, ...]

    @property
    def errors_rose(self) -> bool:
        """Whether there are more errors than before, beyond what the suite tolerates."""
        return self.new.errors > self.old.errors + self.errors_tolerated

    @property
    def failures(self) -> list[str]:
        """What fell short, a sentence each; empty where the gate opens."""
        found = [
            f"{m.name} fell from {m.difference.old:.2f} to {m.difference.new:.2f}"
            f" (tolerance {m.tolerance:g}, p = {m.p:.3f})"
            for m in self.metrics
            if m.failed
        ]
        if self.errors_rose:
            tolerated = f" (tolerated: {self.errors_tolerated})" if self.errors_tolerated else ""
            found.append(f"errors rose from {self.old.errors} to {self.new.errors}{tolerated}")
        return found


def judge(old: Run, new: Run, tolerance: Mapping[str, float]) -> Verdict:
    """Compare a run with its baseline; both have the same texts (``check_same_texts``)."""
    signatures = new.scores()
    metrics = tuple(_metric(name, old, new, signatures[name], tolerance) for name in METRICS)
    before = {document.name: document for document in old.documents}
    documents = tuple(
        _document(before[document.name], document, new.target) for document in new.documents
    )
    return Verdict(
        old,
        new,
        metrics,
        documents,
        int(tolerance.get("errors", 0)),
        _worst(before, new),
        tuple(differences(old, new)),
        tuple(changed_packages(old, new)),
    )


def _metric(
    name: str, old: Run, new: Run, score: Score, tolerance: Mapping[str, float]
) -> MetricVerdict:
    texts = [[line.hypothesis for line in run.lines] for run in (old, new)]
    references = [line.reference for line in new.lines]
    found = compare(name, texts[0], texts[1], references, new.target)
    allowed = tolerance.get(name, 0.0)
    p = 1.0 if found.p is None else found.p
    failed = -found.delta > allowed and p < SIGNIFICANT
    return MetricVerdict(name, score.signature, found, p, allowed, failed)


def _document(old: DocumentRun, new: DocumentRun, target: str) -> DocumentVerdict:
    difference = compare(
        "chrf",
        [line.hypothesis for line in old.lines],
        [line.hypothesis for line in new.lines],
        [line.reference for line in new.lines],
        target,
        test=False,
    )
    errors = [sum(len(line.errors) for line in run.lines) for run in (old, new)]
    return DocumentVerdict(new.name, len(new.lines), difference, (errors[0], errors[1]))


def _worst(before: Mapping[str, DocumentRun], new: Run) -> tuple[Fallen, ...]:
    fallen = []
    for document in new.documents:
        for number, (was, now) in enumerate(
            zip(before[document.name].lines, document.lines, strict=True), start=1
        ):
            if was.hypothesis == now.hypothesis:
                continue
            scores = [sentence_chrf(line.hypothesis, line.reference) for line in (was, now)]
            if scores[1] < scores[0]:
                fallen.append(Fallen(document.name, number, was, now, (scores[0], scores[1])))
    return tuple(sorted(fallen, key=lambda f: f.scores[1] - f.scores[0])[:WORST])
