"""Doubtful beads settled by the model itself: how likely it finds the target, given the source.

Forced decoding gives log p(target | source). Its difference to the log p of the same target given
sentences from elsewhere in the document is the pointwise mutual information of the two (as a
channel to align by: Church & Hanks 1990), and so is a bead's evidence in the same currency as that
of every other similarity. It costs a pass of the model for each candidate, so only what the
evidence before it leaves open is asked. Of a text that it translates badly the model knows as
little by this means: fiction is left as translations have aligned it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .band import Band, Flags, Floats
from .dynamic import Lattice, posterior
from .similarity import Similarity

Score = Callable[[Sequence[tuple[str, str]]], list[float]]
"""The log probability of each (source, target) under a model that translates in that direction."""

_ROUNDS = 3
_POSSIBLE = 0.01
_SURE = 0.99
_HEAT = 0.5  # with evidence still to come, doubt is cheap
# Pieces of a sentence are not independent, and a small model is surer than it should be.
_TRUST = 0.2
# A free translation happens: this share of beads the model cannot recognise.
_FREE = 0.02
# In more words from elsewhere there is more to copy: by this part a target gets likelier with so
# many sentences before it. Counted on Kazakh and English sentences that do not belong together.
_MORE_SOURCE = (0.0, 0.0, 0.04, 0.055, 0.065)
# Log odds of a typical pair by its translation: below the one scores count for nothing, above the
# other for all. In the gold sets news stands at 10 to 18 and gains by scores; novels stand at 3 to
# 9 and lost.
_KNOWS_LITTLE, _KNOWS_WELL = 8.0, 12.0
# Fewer pairs do not tell how well a text is translated: features are rare in long texts only.
_TELLING_PAIRS = 25
# Fewer sentences have no elsewhere to compare with.
_FEWEST = 4

Cell = tuple[int, int, int, int]  # source start, end, target start, end


@dataclass(eq=False)
class Evidence:
    """What one model says of the beads of two lists of sentences, each pair asked only once.

    ``score`` translates ``source`` to ``target``.
    """

    source: Sequence[str]
    target: Sequence[str]
    score: Score
    _known: dict[Cell, float] = field(default_factory=dict)

    def odds(self, cells: Sequence[Cell]) -> list[float]:
        """The log odds of each bead, discounted."""
        self._ask(pair for cell in cells for pair in (*_parts(cell), *self._elsewhere(cell)))
        return [
            _TRUST * (sum(map(self._known.__getitem__, _parts(cell))) - self._by_chance(cell))
            for cell in cells
        ]

    def _by_chance(self, cell: Cell) -> float:
        pairs = self._elsewhere(cell)
        total = sum(map(self._known.__getitem__, pairs))
        size = cell[1] - cell[0]
        return total * (cell[3] - cell[2]) / len(pairs) * (1.0 - _MORE_SOURCE[size])

    def _elsewhere(self, cell: Cell) -> list[Cell]:
        """Each target sentence of the bead with sentences a third of the text away."""
        rows, columns = len(self.source), len(self.target)
        found = []
        for column in range(cell[2], cell[3]):
            row = round(column * rows / columns)
            for step in (rows // 3, 2 * rows // 3):
                other = (row + step) % rows
                found.append((other, other + 1, column, column + 1))
        return found

    def _ask(self, pairs: Iterable[Cell]) -> None:
        new = list(dict.fromkeys(pair for pair in pairs if pair not in self._known))
        texts = [
            (" ".join(self.source[start:end]), " ".join(self.target[first:last]))
            for start, end, first, last in new
        ]
        self._known.update(zip(new, self.score(texts), strict=True))


def _parts(cell: Cell) -> list[Cell]:
    """What to ask of a bead: of n-m ones each target sentence given all of the source.

    A target sentence is likelier after the one before it, which would speak for joining what
    belongs to two beads.
    """
    start, end, first, last = cell
    if end - start == 1 or last - first == 1:
        return [cell]
    return [(start, end, column, column + 1) for column in range(first, last)]


def faith_in_scores(translated: Similarity, pairs: Sequence[tuple[int, int]]) -> float:
    """In 0…1 how far to trust what the model scores, by how well it translates this text.

    ``pairs`` are indices of sentences believed to translate each other, in order, and
    ``translated`` compares the model's translations with the target.
    """
    if len(pairs) < _TELLING_PAIRS:
        return 1.0
    low = np.zeros(translated.shape[0] + 1, np.int64)
    high = low.copy()
    ends, columns = np.array(pairs, np.int64).T + 1
    low[ends], high[ends] = columns, columns + 1
    typical = float(np.median(translated.log_odds(Band(low, high), 1, 1)))
    return min(1.0, max(0.0, (typical - _KNOWS_LITTLE) / (_KNOWS_WELL - _KNOWS_LITTLE)))


def settled(
    lattice: Lattice,
    source: Sequence[str],
    target: Sequence[str],
    score: Score | None,
    score_back: Score | None = None,
    faith: float = 1.0,
) -> Lattice:
    """The lattice with what one model, or one for each direction, says of its doubtful beads.

    ``score`` takes (source, target) pairs and ``score_back`` (target, source) pairs. Asked are the
    beads that are possible but not sure; then, as the answers may bring others into play, those. A
    bead that is not even possible counts as one the model does not recognise. ``faith`` in 0…1 is
    what all of it counts for.
    """
    if min(len(source), len(target)) < _FEWEST or faith == 0.0:
        return lattice
    ahead = Evidence(source, target, score) if score else None
    back = Evidence(target, source, score_back) if score_back else None
    answers: dict[tuple[int, int], float] = {}
    sure: set[tuple[int, int]] = set()
    current = lattice
    for _ in range(_ROUNDS):
        chances = posterior(current.cooled(_HEAT)).beads
        open_beads = _cells(chances > _POSSIBLE)
        if not answers:
            sure = _cells(chances > _SURE)
        new = sorted(open_beads - answers.keys() - sure)
        if not new:
            break
        places = [_place(lattice, size, cell) for size, cell in new]
        views = [ahead.odds(places)] if ahead else []
        if back:
            views.append(back.odds([(*place[2:], *place[:2]) for place in places]))
        odds = [sum(some) / len(views) for some in zip(*views, strict=True)]
        answers.update(zip(new, odds, strict=True))
        current = _with(lattice, answers, 0.0, faith)
    answers |= dict.fromkeys(sure - answers.keys(), 0.0)
    return _with(lattice, answers, math.log(_FREE), faith)


def _with(
    lattice: Lattice, odds: Mapping[tuple[int, int], float], otherwise: float, faith: float
) -> Lattice:
    extra: Floats = np.full(lattice.weights.shape, otherwise)
    if odds:
        sizes, cells = np.array(list(odds), np.intp).T
        extra[sizes, cells] = np.logaddexp(
            np.fromiter(odds.values(), np.float64) + math.log1p(-_FREE), math.log(_FREE)
        )
    return replace(lattice, weights=lattice.weights + faith * extra)


def _cells(where: Flags) -> set[tuple[int, int]]:
    return set(zip(*(axis.tolist() for axis in np.nonzero(where)), strict=True))


def _place(lattice: Lattice, size: int, cell: int) -> Cell:
    (di, dj), band = lattice.sizes[size], lattice.band
    row, column = int(band.rows[cell]), int(band.columns[cell])
    return row - di, row, column - dj, column
