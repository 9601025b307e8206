"""``DIR/summary.json``: what became of a batch, in numbers, for other programs.

The one output that differs between two runs: it tells how long this one took and how much of it an
earlier one had done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..status import FAILURES

if TYPE_CHECKING:
    from ..batch.result import Result

FORMAT = 1


def summarise(
    results: Sequence[Result], target: str, *, seconds: float, cache_hits: int
) -> dict[str, Any]:
    """The summary: documents by status, sums, findings by severity and kind, every failure.

    ``cache_hits`` are the sentences, or parts of long ones, that the memory held for the documents
    that were made; ``unchanged`` counts those that an earlier run had made already.
    """
    statuses = Counter(result.status for result in results)
    findings: dict[str, Counter[str]] = {}
    for result in results:
        for severity, kinds in result.findings.items():
            findings.setdefault(severity, Counter()).update(kinds)
    return {
        "summary": FORMAT,
        "to": target,
        "documents": {"all": len(results), **dict(sorted(statuses.items()))},
        "sentences": sum(result.sentences for result in results),
        "words": sum(result.words for result in results),
        "seconds": round(seconds, 3),
        "unchanged": sum(result.unchanged for result in results),
        "cache_hits": cache_hits,
        "findings": {name: dict(sorted(findings[name].items())) for name in sorted(findings)},
        "failures": [
            {"document": result.name, "status": result.status, "reason": result.reason}
            for result in results
            if result.status in FAILURES
        ],
    }
