"""Check: a translation much longer or shorter than translations of this pair are.

The logarithm of the ratio of the lengths in characters is taken to be normally distributed, with a
variance that falls with the length of the source: ``fixed + falling / characters``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from ..bitext import Finding, Severity
from .pair import Check, Pair

_FAR, _TOO_FAR = 3.3, 4.6  # standard deviations: a warning, an error
_FEWEST = 20
"""From so many pairs on, a document says what its own ratio is."""


@dataclass(frozen=True, slots=True)
class LengthRatio:
    """``mean`` of log(target / source) in characters, and what its variance is made of."""

    mean: float
    fixed: float
    falling: float

    def deviation(self, source: int, target: int) -> float:
        """How many standard deviations the lengths of a pair are from the mean."""
        spread = math.sqrt(self.fixed + self.falling / max(1, source))
        return (math.log(max(1, target) / max(1, source)) - self.mean) / spread


# Measured on 84,000 pairs of human translations (the training data, not the dev sets).
_KNOWN = {("kk", "en"): LengthRatio(0.02, 0.016, 1.5), ("en", "kk"): LengthRatio(-0.02, 0.016, 1.5)}
# Twice the spread of a pair that is known.
_WIDE = LengthRatio(0.0, 0.064, 6.0)


def length_ratio(pairs: Iterable[Pair]) -> LengthRatio | None:
    """The distribution for the pairs of a document, all in the same two languages.

    The document's own median, from 20 pairs on, around what is known of the languages; ``None``
    where nothing is known and too little is there.
    """
    pairs = list(pairs)
    known = _KNOWN.get(pairs[0].langs) if pairs else None
    if len(pairs) < _FEWEST:
        return known
    logs = [math.log(max(1, len(pair.target)) / max(1, len(pair.source))) for pair in pairs]
    own = median(logs)
    prior = known or _WIDE
    # A model that leaves out half of everything must not make that the measure.
    if known is not None:
        own = min(max(own, known.mean - 0.2), known.mean + 0.2)
    return LengthRatio(own, prior.fixed, prior.falling)


def check_length(ratio: LengthRatio | None) -> Check:
    """The check against a distribution; with ``None`` it finds nothing."""

    def check(pair: Pair) -> Iterator[Finding]:
        if ratio is None:
            return
        source, target = len(pair.source.strip()), len(pair.target.strip())
        deviation = ratio.deviation(source, target)
        if abs(deviation) < _FAR:
            return
        word = "longer" if deviation > 0 else "shorter"
        usual = source * math.exp(ratio.mean)
        detail = f"much {word} than usual: {target} characters, about {usual:.0f} expected"
        severity: Severity = "error" if abs(deviation) >= _TOO_FAR else "warning"
        places = (0, len(pair.source)), (0, len(pair.target))
        yield Finding("length", detail, severity, *places)

    return check
