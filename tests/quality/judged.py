"""Short ways to say what a check finds."""

from __future__ import annotations

from align.quality.pair import Check, Pair


def found(check: Check, source: str, target: str, langs: str = "kk en") -> list[tuple[str, str]]:
    """Severity and the passages that each finding names: ``("error", "29|92")``."""
    pair = Pair(source, target, *langs.split())
    return [
        (
            finding.severity,
            "|".join(
                text[slice(*place)] if place else ""
                for text, place in ((source, finding.source), (target, finding.target))
            ),
        )
        for finding in check(pair)
    ]
