"""Similarity of sentence vectors, for languages that an embedder knows.

As in Vecalign (Thompson & Koehn 2019) how alike two groups are is judged by how alike sentences of
this very pair of documents are that do not belong together. Groups of up to three sentences are
embedded as one text each, as there; the vector of a larger group, and of every one at lower
resolution, is the mean of its sentences', weighted by their lengths.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .band import Band, Floats
from .embedders import Embed, Vectors

# A free translation happens: this share of beads has vectors that say nothing.
_FREE = 0.02
# The cosines of one bead's neighbours depend on it.
_TRUST = 0.7
_SAMPLE = 1000
# A joined text says more than the mean of its sentences, but has to be embedded, too.
_LARGEST_TEXT = 3


@dataclass(frozen=True, eq=False)
class EmbeddedSide:
    """Running totals of the weighted vectors of one side, and its texts where they are needed."""

    totals: Floats
    sentences: Sequence[str]
    embed: Embed | None
    _groups: dict[int, Vectors] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.totals) - 1

    def groups(self, size: int) -> Vectors:
        """The unit vectors of the groups of ``size`` items that end before item 0, 1, …"""
        if size not in self._groups:
            if self.embed is not None and 1 < size <= _LARGEST_TEXT:
                self._groups[size] = self._embedded(self.embed, size)
            else:
                self._groups[size] = _means(self.totals, size)
        return self._groups[size]

    def _embedded(self, embed: Embed, size: int) -> Vectors:
        ends = range(1, len(self) + 1)
        vectors = embed([" ".join(self.sentences[max(0, end - size) : end]) for end in ends])
        return np.concatenate([np.zeros_like(vectors[:1]), vectors])

    def halved(self) -> EmbeddedSide:
        """Each two items joined."""
        keep = np.append(np.arange(0, len(self), 2), len(self))
        return EmbeddedSide(self.totals[keep], (), None)


@dataclass(frozen=True, eq=False)
class EmbeddingSimilarity:
    """The vectors of both sides, and what cosines to expect.

    ``chance`` and ``spread`` are mean and standard deviation of the cosine of what does not belong
    together, ``match`` is the mean of what does.
    """

    source: EmbeddedSide
    target: EmbeddedSide
    chance: float
    spread: float
    match: float

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return len(self.source), len(self.target)

    def log_odds(self, band: Band, di: int, dj: int) -> Floats:
        """See ``Similarity``: two normal distributions of one spread."""
        source, target = self.source.groups(di), self.target.groups(dj)
        cosines = np.empty(band.size, np.float64)
        for row, (low, high) in enumerate(zip(band.low.tolist(), band.high.tolist(), strict=True)):
            cosines[band.starts[row] : band.starts[row + 1]] = target[low:high] @ source[row]
        slope = (self.match - self.chance) / self.spread**2
        odds = slope * (cosines - (self.match + self.chance) / 2.0)
        found: Floats = np.logaddexp(_TRUST * odds + math.log1p(-_FREE), math.log(_FREE))
        return found

    def coarser(self) -> EmbeddingSimilarity:
        """See ``Similarity``."""
        return replace(self, source=self.source.halved(), target=self.target.halved())


def embedding_similarity(
    source: Sequence[str], target: Sequence[str], embed: Embed
) -> EmbeddingSimilarity:
    """The similarity of two lists of sentences."""
    left, right = embed(source), embed(target)
    rows = np.unique(np.linspace(0, len(left) - 1, _SAMPLE).astype(np.intp))
    columns = np.unique(np.linspace(0, len(right) - 1, _SAMPLE).astype(np.intp))
    cosines = left[rows] @ right[columns].T
    spread = max(float(cosines.std()), 0.02)
    chance = float(cosines.mean())
    # Most sentences have a counterpart, and it is what they are most like.
    match = float(np.median(np.concatenate([cosines.max(0), cosines.max(1)])))
    return EmbeddingSimilarity(
        EmbeddedSide(_totals(left, source), source, embed),
        EmbeddedSide(_totals(right, target), target, embed),
        chance,
        spread,
        max(match, chance + spread),
    )


def _totals(vectors: Vectors, sentences: Sequence[str]) -> Floats:
    weights = np.array([max(1, len(sentence)) for sentence in sentences], np.float64)
    totals = np.cumsum(vectors * weights[:, None], axis=0)
    return np.concatenate([np.zeros((1, totals.shape[1])), totals])


def _means(totals: Floats, size: int) -> Vectors:
    starts = np.maximum(np.arange(len(totals)) - size, 0)
    groups = (totals - totals[starts]).astype(np.float32)
    norms = np.linalg.norm(groups, axis=1, keepdims=True)
    unit: Vectors = groups / np.maximum(norms, np.float32(1e-9))
    return unit
