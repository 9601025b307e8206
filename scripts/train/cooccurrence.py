"""Starting embeddings in which translations of each other are already close.

With tied embeddings, a source piece whose vector is close to that of its translation is translated
by attending to it and passing it on: what a small model would spend its first epochs on. Source
and target pieces are factorised from how much more often they stand in the same pair than chance
would have it (positive pointwise mutual information; Levy and Goldberg 2014, applied across
languages).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from .batches import Corpus

Vectors = npt.NDArray[np.float32]

_SMOOTHING = 0.75
_DISCOUNT = 3.0


def cooccurrence_embeddings(corpus: Corpus, vocab_size: int, width: int) -> Vectors:
    """Vectors of unit length for every piece, shape (vocab_size, width), float32.

    Pieces that occur on neither side get random directions. The same corpus gives the same result.
    """
    source = _presence([s for s, _ in corpus.pairs], vocab_size)
    target = _presence([t for _, t in corpus.pairs], vocab_size)
    together = (source.T @ target).tocoo()
    in_source = np.asarray(source.sum(axis=0)).ravel()
    in_target = np.asarray(target.sum(axis=0)).ravel()
    chance = in_source[together.row] * in_target[together.col] ** _SMOOTHING
    chance /= (in_target**_SMOOTHING).sum() / in_target.sum() * len(corpus.pairs)
    # Rare coincidences look strong: count them down (Pantel and Lin 2002).
    count = together.data.astype(np.float64)
    gain = np.log(np.maximum(count / np.maximum(chance, 1e-9), 1e-9)) * (
        count / (count + _DISCOUNT)
    )
    kept = gain > 0
    information = csr_matrix(
        (gain[kept].astype(np.float32), (together.row[kept], together.col[kept])),
        shape=(vocab_size, vocab_size),
    )
    rng = np.random.default_rng(1)
    left, strength, right = svds(information, k=width, v0=rng.standard_normal(vocab_size))
    root = np.sqrt(strength)
    share = (in_source / np.maximum(in_source + in_target, 1))[:, None]
    vectors = share * _unit(left * root) + (1 - share) * _unit(right.T * root)
    empty = np.linalg.norm(vectors, axis=1) < 1e-6
    vectors[empty] = rng.standard_normal((int(empty.sum()), width))
    return _unit(vectors)


def _presence(rows: list[list[int]], vocab_size: int) -> Any:
    """A row a text, 1 where it has the piece."""
    unique = [sorted(set(row)) for row in rows]
    ends = np.cumsum([0, *map(len, unique)])
    flat = np.concatenate([np.array(row) for row in unique])
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), vocab_size))


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)
