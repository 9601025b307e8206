"""Which beads a reader should look at. The page, the index and the summary all ask here."""

from __future__ import annotations

from collections import Counter

from ..bitext import Bead, Bitext

LOW_CONFIDENCE = 0.5
"""The threshold where the bitext's model does not record its own as ``low_confidence``."""


def low_confidence(bitext: Bitext) -> float:
    """The score below which a bead of this bitext counts as doubtful."""
    value = (bitext.model or {}).get("low_confidence")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return LOW_CONFIDENCE


def is_gap(bead: Bead) -> bool:
    """Whether one side of the bead has no counterpart on the other."""
    return not bead.source.text or not bead.target.text


def is_flagged(bead: Bead, threshold: float) -> bool:
    """Whether a bead asks for a look: a warning, an error, a gap, or a score below the threshold.

    Findings of severity ``info`` only explain, and do not flag.
    """
    return (
        is_gap(bead)
        or bead.score < threshold
        or any(finding.severity != "info" for finding in bead.findings)
    )


def count_flagged(bitext: Bitext) -> int:
    """How many beads of the bitext ask for a look."""
    threshold = low_confidence(bitext)
    return sum(is_flagged(bead, threshold) for bead in bitext.beads)


def count_errors(bitext: Bitext) -> int:
    """How many beads of the bitext have a finding of severity ``error``."""
    return sum(any(f.severity == "error" for f in bead.findings) for bead in bitext.beads)


def count_findings(bitext: Bitext) -> dict[str, dict[str, int]]:
    """How many findings of each severity and kind the bitext has, both in the order of names."""
    counts = Counter((f.severity, f.kind) for bead in bitext.beads for f in bead.findings)
    sums: dict[str, dict[str, int]] = {}
    for (severity, kind), number in sorted(counts.items()):
        sums.setdefault(severity, {})[kind] = number
    return sums


def count_sentences(bitext: Bitext) -> tuple[int, int]:
    """How many sentences the source has, and how many the target."""
    return (
        sum(len(bead.source.sentences) for bead in bitext.beads),
        sum(len(bead.target.sentences) for bead in bitext.beads),
    )
