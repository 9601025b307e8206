"""How sure it is that a bead is one unit, and not a part of a larger one.

Two neighbours that translate each other are two beads for one person and one for another: where
sentences are short, and where the beads around are not 1-1, those who align by hand join more. The
search cannot know this, as either alignment fits the texts equally well; the confidence has to.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from .dynamic import Step

# A logistic regression, fitted on Kazakh-English gold alignments of news and prose together, whose
# risk is then taken 2.5 times, for caution: of the beads scored 0.9 or more at least 97 in a
# hundred are to be right.
_BIAS = 2.25 - math.log(2.5)
_IRREGULAR = 0.85
_SHORT, _SHORT_NEIGHBOUR = 1.3, 1.0
# Characters of the longer side from which on a bead is not short.
_FULL = 80.0
# The share of beads around that are not 1-1: how fast a bead's weight falls with its distance, and
# what is expected before any is seen, in beads.
_FADE = math.exp(-1.0 / 6.0)
_EXPECTED, _WEIGHT = 0.1, 2.0


def unit_judge(
    source: Sequence[str], target: Sequence[str]
) -> Callable[[Sequence[Step]], list[float]]:
    """What gives, for bead sizes in order, the chance that each bead is a unit.

    Identical texts have the same units. A run of unaligned sentences counts as one bead for those
    around it.
    """
    if list(source) == list(target):
        return lambda steps: [1.0] * len(steps)
    left, right = [len(text) for text in source], [len(text) for text in target]

    def chances(steps: Sequence[Step]) -> list[float]:
        short = _shortness(steps, left, right)
        beside = [a + b for a, b in zip([0.0, *short[:-1]], [*short[1:], 0.0], strict=True)]
        odds = [
            _BIAS - _IRREGULAR * math.log(share) + _SHORT * own + _SHORT_NEIGHBOUR * others
            for share, own, others in zip(_irregular_around(steps), short, beside, strict=True)
        ]
        return [1.0 / (1.0 + math.exp(-value)) for value in odds]

    return chances


def _shortness(steps: Sequence[Step], source: Sequence[int], target: Sequence[int]) -> list[float]:
    """By how much a bead is too short: the log of its part of a full one, 0 for that."""
    found = []
    i = j = 0
    for di, dj in steps:
        characters = max(sum(source[i : i + di]), sum(target[j : j + dj]))
        found.append(min(0.0, math.log((characters + 1.0) / _FULL)))
        i, j = i + di, j + dj
    return found


def _irregular_around(steps: Sequence[Step]) -> list[float]:
    events: list[float] = []
    numbers = []
    in_gap = False
    for step in steps:
        is_gap = 0 in step
        if not (is_gap and in_gap):
            events.append(float(step != (1, 1)))
        in_gap = is_gap
        numbers.append(len(events) - 1)
    before = _faded(events)
    after = _faded(events[::-1])[::-1]
    seen = _faded([1.0] * len(events))
    shares = [
        (b + a + _EXPECTED * _WEIGHT) / (left + right + _WEIGHT)
        for b, a, left, right in zip(before, after, seen, seen[::-1], strict=True)
    ]
    return [shares[number] for number in numbers]


def _faded(values: Iterable[float]) -> list[float]:
    """For each place the sum of the values before it, each the less the farther away it is."""
    found = []
    total = 0.0
    for value in values:
        found.append(total)
        total = (total + value) * _FADE
    return found
