"""Similarity by length: Gale & Church, A Program for Aligning Sentences in Bilingual Corpora, 1993.

Theirs are the idea and the measure: the difference of the lengths in characters, over the standard
deviation that grows with the square root of the length. The ratio of the lengths and the variance
are estimated from the pair of documents. New is the other half of the odds: how likely groups of so
many sentences have these lengths by chance, with lengths taken to follow a gamma distribution.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .band import Band, Floats, Ints
from .similarity import with_free

_VARIANCE = 6.8  # per character, Gale & Church's for English, French and German
_CONFIDENT_PAIRS = 10  # what the prior values weigh against estimates, in sentence pairs
# A free translation happens: this share of beads has lengths that say nothing about each other.
_FREE = 0.08


@dataclass(frozen=True, eq=False)
class Lengths:
    """One side: running totals of the characters, of the sentences, and the gamma's parameters."""

    characters: Floats
    sentences: Ints
    shape: float
    scale: float

    def groups(self, size: int) -> tuple[Floats, Floats]:
        """Of the groups of ``size`` items that end before item 0, 1, …: characters, and chance."""
        starts = np.maximum(np.arange(len(self.characters)) - size, 0)
        characters = np.maximum(self.characters - self.characters[starts], 1.0)
        return characters, self._chance(characters, self.sentences - self.sentences[starts])

    def _chance(self, characters: Floats, sentences: Ints) -> Floats:
        """The log density of groups of so many sentences to have so many characters."""
        most = max(1, int(sentences.max()))
        constant = np.array([-math.lgamma(max(1, n) * self.shape) for n in range(most + 1)])
        shape = np.maximum(1, sentences) * self.shape
        ratio = characters / self.scale
        density: Floats = (
            constant[sentences] + (shape - 1.0) * np.log(ratio) - ratio - math.log(self.scale)
        )
        return density

    def halved(self) -> Lengths:
        """Each two items joined; an odd last one stays alone."""
        keep = np.append(np.arange(0, len(self.characters) - 1, 2), len(self.characters) - 1)
        return Lengths(self.characters[keep], self.sentences[keep], self.shape, self.scale)


@dataclass(frozen=True, eq=False)
class LengthSimilarity:
    """The odds by length; both sides are in units in which a bead has the same length on both."""

    source: Lengths
    target: Lengths
    variance: float

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return len(self.source.characters) - 1, len(self.target.characters) - 1

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """See ``Similarity``."""
        source, source_chance = self.source.groups(di)
        target, target_chance = self.target.groups(dj)
        left, right = band.by_row(source), band.by_column(target)
        spread = left + right
        spread *= self.variance / 2.0
        right -= left
        right *= right
        right /= spread
        spread *= 2.0 * math.pi
        right += np.log(spread, out=spread)
        right += band.by_row(source_chance)
        right += band.by_column(target_chance)
        right *= -0.5
        return with_free(right, _FREE)

    def coarser(self) -> LengthSimilarity:
        """See ``Similarity``."""
        return LengthSimilarity(self.source.halved(), self.target.halved(), self.variance)


def length_similarity(
    source: Sequence[str],
    target: Sequence[str],
    pairs: Iterable[tuple[int, int]] = (),
) -> LengthSimilarity:
    """The similarity of two lists of sentences.

    ``pairs`` are indices of sentences believed to translate each other, from which ratio and
    variance are estimated; without them the ratio is that of the whole texts.
    """
    left, right = _characters(source), _characters(target)
    known = np.array(list(pairs), np.int64).reshape(-1, 2)
    a, b = left[known[:, 0]], right[known[:, 1]]
    weight = _CONFIDENT_PAIRS * math.sqrt(left.mean() * right.mean())
    overall = math.sqrt(left.mean() / right.mean())
    if not len(known):
        # Where one text is much longer, parts are missing, and only sentences can be compared.
        whole = left.sum() / right.sum()
        overall = math.sqrt(whole) if 0.5 < len(left) / len(right) < 2.0 else overall
    # The square root of how many source characters stand for one of the target.
    root = math.sqrt((a.sum() + weight * overall) / (b.sum() + weight / overall))
    a, b = a / root, b * root
    squares = float(((b - a) ** 2 / ((a + b) / 2.0)).sum())
    variance = (squares + _VARIANCE * _CONFIDENT_PAIRS) / (len(known) + _CONFIDENT_PAIRS)
    return LengthSimilarity(
        _lengths(left / root, variance), _lengths(right * root, variance), variance
    )


def _characters(sentences: Sequence[str]) -> Floats:
    return np.array([max(1, len(sentence.strip())) for sentence in sentences], np.float64)


def _lengths(characters: Floats, variance: float) -> Lengths:
    mean = float(characters.mean())
    # Lengths vary at least as much by chance as between translations, and by a third: a text of a
    # few like sentences says little about lengths.
    deviation = max(float(characters.std()), math.sqrt(variance * mean), mean / 3.0)
    return Lengths(
        np.concatenate(([0.0], np.cumsum(characters))),
        np.arange(len(characters) + 1),
        (mean / deviation) ** 2,
        deviation**2 / mean,
    )
