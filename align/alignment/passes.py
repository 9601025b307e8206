"""Passes over two texts, each of which learns from what the one before has found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .band import Band
from .crossing import AS_GOOD, AS_GOOD_BY_VECTORS, Crossing, find_crossings, without
from .dynamic import Lattice, Step, best_path
from .fragments import Fragments, find_fragments
from .granularity import unit_judge
from .length import length_similarity
from .lexicon import FEWEST_BEADS, induced_similarity
from .priors import DEFAULT, Priors, estimated_priors
from .search import WHOLE, WHOLE_BY_LENGTH, chances_along, full_lattice, narrowed, search_band
from .similarity import Remembered, Similarity, Together

_PASSES = 2
# By how much ``lexical`` discounts its evidence before it has a lexicon; see ``beads``.
LEXICAL_HEAT = 0.9


@dataclass(frozen=True, eq=False)
class Learned:
    """What to search with at last, after passes that learn from what the one before has found.

    ``pairs`` are the 1-1 beads of the last of them; ``taught`` says whether it gave a lexicon.
    """

    priors: Priors
    fragments: Fragments
    lattice: Lattice
    crossings: tuple[Crossing, ...]
    units: Callable[[Sequence[Step]], Sequence[float]]
    pairs: Sequence[tuple[int, int]]
    taught: bool


def learn(
    source: Sequence[str],
    target: Sequence[str],
    overlap: Similarity | None,
    *,
    induce: bool = False,
    vectors: bool = False,
) -> Learned:
    """With ``induce`` the last pass gives a lexicon as well, if it can (see ``lexicon``).

    ``vectors`` is whether ``overlap`` compares vectors of sentences.
    """
    parts: tuple[Similarity, ...] = () if overlap is None else (Remembered(overlap),)
    priors = DEFAULT
    fragments = find_fragments(source, target)
    similarity = Together((length_similarity(source, target), *parts))
    whole = WHOLE if parts else WHOLE_BY_LENGTH
    band = search_band(similarity, priors, whole)
    pairs: list[tuple[int, int]] = []
    for _ in range(_PASSES):
        lattice = full_lattice(similarity, band, priors)
        searched = fragments.attached(lattice, priors.single())
        steps = best_path(searched)
        band = narrowed(band, steps, whole)
        pairs = _single_pairs(steps)
        length = length_similarity(source, target, pairs)
        similarity = Together((length, *parts))
        # By length alone a path is too unsure to learn from where gaps are: each pass adds more.
        priors = estimated_priors(fragments.sentences(steps)) if parts else priors
    lexicon = None
    if induce and len(steps) >= FEWEST_BEADS:
        chances = chances_along(searched, steps, LEXICAL_HEAT)
        lexicon = induced_similarity(source, target, steps, chances)
    if lexicon:
        similarity = Together((*similarity.parts, Remembered(lexicon)))
    crossings: tuple[Crossing, ...] = ()
    if parts:  # lengths alone do not tell what has moved

        def attached(cells: Band) -> Lattice:
            return fragments.attached(full_lattice(similarity, cells, priors), priors.single())

        crossings, band = find_crossings(
            band, attached, similarity, priors, AS_GOOD_BY_VECTORS if vectors else AS_GOOD
        )
    return Learned(
        priors,
        fragments,
        without(full_lattice(similarity, band, priors), crossings),
        crossings,
        unit_judge(source, target),
        pairs,
        lexicon is not None,
    )


def _single_pairs(steps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pairs = []
    i = j = 0
    for di, dj in steps:
        if di == dj == 1:
            pairs.append((i, j))
        i, j = i + di, j + dj
    return pairs
