"""How likely beads of each size and gaps are, before anything is known of the sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .dynamic import Gaps, Step

# Near those of Gale & Church (1993, table 5); gaps are likelier here, as documents that people pair
# by hand are less clean than the parliament's records.
_SIZES: dict[Step, float] = {
    (1, 1): 0.856,
    (1, 2): 0.045,
    (2, 1): 0.045,
    (2, 2): 0.018,
    (1, 3): 0.007,
    (3, 1): 0.007,
    (2, 3): 0.006,
    (3, 2): 0.006,
    (1, 4): 0.003,
    (4, 1): 0.003,
    (3, 3): 0.002,
    (2, 4): 0.001,
    (4, 2): 0.001,
}
_BEGIN, _ON = 0.04, 0.6
# What they weigh against what is counted, in beads.
_WEIGHT = 40.0


@dataclass(frozen=True, slots=True)
class Priors:
    """The chances of bead sizes that join something, of a gap to begin, and of one to go on."""

    sizes: Mapping[Step, float]
    begin: float
    on: float

    def gaps(self) -> Gaps:
        """The gaps' chances as log weights."""
        chances = (self.begin, self.on, 1.0 - self.begin, 1.0 - self.on)
        return Gaps(*(math.log(chance) for chance in chances))

    def single(self) -> float:
        """The log weight of a 1-1 bead."""
        return math.log(self.sizes[1, 1])


DEFAULT = Priors(_SIZES, _BEGIN, _ON)


def estimated_priors(steps: Sequence[Step]) -> Priors:
    """The priors after seeing the sizes of a document's beads, those of gaps included.

    What is seen can make gaps shorter, not longer: where sentences have little in common a path
    gives up and leaves a long gap, and by what that teaches the next one would give up earlier.
    """
    joined = [di > 0 and dj > 0 for di, dj in steps]
    moves = Counter(pairwise([True, *joined]))
    counts = Counter(step for step, is_joined in zip(steps, joined, strict=True) if is_joined)
    total = counts.total() + _WEIGHT
    begin = moves[True, False] + _WEIGHT * _BEGIN
    on = moves[False, False] + _WEIGHT * _BEGIN * _ON
    return Priors(
        {
            (di, dj): ((counts[di, dj] + counts[dj, di]) / 2.0 + _WEIGHT * chance) / total
            for (di, dj), chance in _SIZES.items()
        },
        begin / (moves[True, False] + moves[True, True] + _WEIGHT),
        min(_ON, on / (moves[False, False] + moves[False, True] + _WEIGHT * _BEGIN)),
    )
