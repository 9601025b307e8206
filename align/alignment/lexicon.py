"""A lexicon induced from the pair itself: words that meet in the surest beads of a first pass.

Association by the log-likelihood ratio (Dunning 1993), one partner a word, the strongest first
(competitive linking, Melamed 2000), as hunalign and Moore (2002) learn from a first pass as well.
A lexicon that is learnt from an alignment and then judges it confirms its errors, so here

- only beads count that the first pass is sure of;
- pairs count that are stronger than nearly all of those that arise by chance, in the same text,
  where each bead's source is laid beside the target of one a few beads away: neighbours have their
  subject in common, so that what a shifted alignment would show is no evidence;
- a sentence is not judged by what it has taught: for it an entry counts only if enough other beads,
  its neighbours not among them, have it.

Where the text is too short or the first pass too unsure, no pair stands out, and there is no
lexicon.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .band import Flags, Floats, Ints, runs
from .dynamic import Step
from .features import Owned, distinct, numbered
from .overlap import Kind, Layer, OverlapSimilarity, overlap_similarity

# These and the numbers below were chosen on the Kazakh-English gold sets, Text+Berg and made-up
# noise in eight other language pairs; others, looked at afterwards, gained as well.
_ENTRY = Kind(kept=0.6, trust=0.5, blame=0.03)
# From fewer beads nothing can be learnt.
FEWEST_BEADS = 20
# The first pass is sure of a bead that is likelier than all others together.
_SURE = 0.5
# A word and its partner meet in so many beads; of these, so many are not around a sentence.
_MEETINGS, _ELSEWHERE = 3, 2
# A word that more than this share of the beads have says little.
_COMMON = 0.3
_LEAST_RATIO = 5.0
# So few entries are what chance gives now and then.
_FEWEST_ENTRIES = 6
# This share of the entries may have arisen by chance, as counted with these displacements.
_FALSE = 0.15
_DISPLACED = (3, 5, -3, -5)
# So many beads on both sides of its own are a sentence's neighbourhood.
_NEIGHBOURS = 1
# So many letters of a word are its stem.
_STEM = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Scripts without spaces: each two letters are taken for a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, eq=False)
class Side:
    """Which terms the sentences of one side have, and which the sure beads, each in order.

    Beads are numbered among the sure ones; ``bead[i]`` is sentence ``i``'s, or the one before it.
    ``counts`` says how many of the sure beads have a term.
    """

    sentences: Owned
    beads: Owned
    bead: Ints
    counts: Ints


@dataclass(frozen=True, eq=False)
class Entries:
    """Source terms, their target terms, and in how many sure beads the two meet."""

    source: Ints
    target: Ints
    meetings: Ints


def induced_similarity(
    source: Sequence[str], target: Sequence[str], steps: Sequence[Step], chances: Floats
) -> OverlapSimilarity | None:
    """The similarity by what the beads of a first pass teach; None where that is nothing.

    ``steps`` are the sizes of its beads, gaps included, and ``chances`` how sure it is of each; of
    gaps 0.
    """
    sure = chances > _SURE
    count = int(sure.sum())
    if count < FEWEST_BEADS:
        return None
    sizes = np.array(steps, np.int64)
    left = _side(source, np.repeat(np.arange(len(steps)), sizes[:, 0]), sure)
    right = _side(target, np.repeat(np.arange(len(steps)), sizes[:, 1]), sure)
    entries = _linked(*_significant(left, right, count))
    if len(entries.source) < _FEWEST_ENTRIES:
        return None
    supports = _supports(entries, left, right)
    layer = Layer(
        _ENTRY,
        _taught(left, entries.source, supports),
        _taught(right, entries.target, supports),
        len(entries.source),
    )
    return overlap_similarity([layer], len(source), len(target))


def _side(sentences: Sequence[str], bead: Ints, sure: Flags) -> Side:
    words, _, values = numbered(map(_words, sentences), [])
    count = len(values)
    stems = {value[:_STEM]: 0 for value in values}
    stems.update(zip(stems, range(count, count + len(stems)), strict=True))
    stem = np.fromiter((stems[value[:_STEM]] for value in values), np.int64, count)
    terms = _once(
        Owned(
            np.concatenate([words.items, words.items]),
            np.concatenate([words.features, stem[words.features]]),
        )
    )
    rank = (np.cumsum(sure) - 1)[bead]
    learnt = sure[bead[terms.items]]
    beads = _once(Owned(rank[terms.items[learnt]], terms.features[learnt]))
    counts = np.bincount(beads.features, minlength=count + len(stems))
    # A word that is its stem's only one says the same: the stem is kept.
    telling = (counts >= _MEETINGS) & (counts <= _COMMON * sure.sum())
    telling[:count] &= counts[:count] < counts[stem]
    return Side(
        terms.where(telling[terms.features]), beads.where(telling[beads.features]), rank, counts
    )


def _words(sentence: str) -> list[str]:
    sentence = sentence.lower()
    unspaced = _UNSPACED.findall(sentence)
    if not unspaced:
        return _WORD.findall(sentence)
    twos = [text[start : start + 2] for text in unspaced for start in range(len(text) - 1)]
    return twos + _WORD.findall(_UNSPACED.sub(" ", sentence))


def _once(owned: Owned) -> Owned:
    """The same without repetitions, in order of the items."""
    base = int(owned.features.max(initial=0)) + 1
    keys = distinct(owned.items * base + owned.features)
    return Owned(keys // base, keys % base)


def _significant(left: Side, right: Side, count: int) -> tuple[Entries, Floats]:
    """The pairs of terms that meet by more than chance, and their log-likelihood ratios."""
    found, ratios = _associated(left, right, count, 0)
    chance = np.sort(
        np.concatenate([_associated(left, right, count, shift)[1] for shift in _DISPLACED])
    )
    order = np.argsort(-ratios, kind="stable")
    ratios = ratios[order]
    # One more than there are by chance: what none of few is like is not proven by that.
    above = (len(chance) - np.searchsorted(chance, ratios) + 1) / len(_DISPLACED)
    passing = np.flatnonzero(above <= _FALSE * np.arange(1, len(ratios) + 1))
    kept = order[: passing[-1] + 1] if len(passing) else order[:0]
    return (
        Entries(found.source[kept], found.target[kept], found.meetings[kept]),
        ratios[: len(kept)],
    )


def _associated(left: Side, right: Side, count: int, shift: int) -> tuple[Entries, Floats]:
    """The pairs of terms that often meet in a bead, and their log-likelihood ratios.

    With ``shift`` each bead's source meets the target of the one so many sure beads after it.
    """
    starts = np.searchsorted(right.beads.items, np.arange(count + 1))
    sizes = np.diff(starts)
    mate = (left.beads.items + shift) % count
    base = len(right.counts)
    keys = np.repeat(left.beads.features * base, sizes[mate])
    keys += right.beads.features[runs(starts[mate], sizes[mate])]
    keys.sort()
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else keys
    meetings = np.diff(np.append(first, len(keys)))
    often = meetings >= _MEETINGS
    pairs, meetings = keys[first[often]], meetings[often]
    entries = Entries(pairs // base, pairs % base, meetings)
    ratios = _ratio(meetings, left.counts[entries.source], right.counts[entries.target], count)
    strong = ratios >= _LEAST_RATIO
    return (
        Entries(entries.source[strong], entries.target[strong], meetings[strong]),
        ratios[strong],
    )


def _ratio(both: Ints, left: Ints, right: Ints, count: int) -> Floats:
    """Twice the log-likelihood ratio of two terms to meet; 0 where they do so less than by chance.

    Of ``count`` beads ``left`` have the one, ``right`` the other, and ``both`` have both.
    """
    cells = (both, left - both, right - both, count - left - right + both)
    margins = (left, right, count - left, count - right)
    ratio = 2.0 * (sum(map(_entropic, cells)) - sum(map(_entropic, margins)))
    ratio = ratio + 2.0 * count * math.log(count)
    return np.where(both * count > left * right, ratio, 0.0)


def _entropic(values: Ints) -> Floats:
    return np.asarray(values * np.log(np.maximum(values, 1)), np.float64)


def _linked(entries: Entries, ratios: Floats) -> Entries:
    """The strongest pairs first, a term in one pair."""
    sources: set[int] = set()
    targets: set[int] = set()
    kept = []
    pairs = zip(entries.source.tolist(), entries.target.tolist(), strict=True)
    for number, (source, target) in enumerate(pairs):
        if source not in sources and target not in targets:
            sources.add(source)
            targets.add(target)
            kept.append(number)
    return Entries(entries.source[kept], entries.target[kept], entries.meetings[kept])


def _supports(entries: Entries, left: Side, right: Side) -> Owned:
    """In which sure beads each entry's terms meet, in order of the entries."""
    ours, theirs = (
        _having(side.beads, terms)
        for side, terms in ((left, entries.source), (right, entries.target))
    )
    base = int(max(left.bead.max(), right.bead.max())) + 1
    keys = np.intersect1d(
        ours.features * base + ours.items, theirs.features * base + theirs.items, True
    )
    return Owned(keys % base, keys // base)


def _having(owned: Owned, terms: Ints) -> Owned:
    """Which items have which of the terms, by the terms' places; no term is there twice."""
    order = np.argsort(terms)
    places = np.searchsorted(terms[order], owned.features)
    places = order[np.minimum(places, len(terms) - 1)]
    return Owned(owned.items, places).where(terms[places] == owned.features)


def _taught(side: Side, terms: Ints, supports: Owned) -> Owned:
    """Which sentences have which entries, by what others than themselves have taught."""
    found = _having(side.sentences, terms)
    base = int(max(side.bead.max(), supports.items.max())) + 2 * _NEIGHBOURS + 2
    # Numbers of beads are moved, so that the neighbours of the first and last stay in the entry.
    keys = supports.features * base + supports.items + _NEIGHBOURS
    own = found.features * base + side.bead[found.items] + _NEIGHBOURS
    near = np.searchsorted(keys, own + _NEIGHBOURS, "right")
    near -= np.searchsorted(keys, own - _NEIGHBOURS)
    total = np.bincount(supports.features, minlength=len(terms))
    return found.where(total[found.features] - near >= _ELSEWHERE)
