"""One profile a script: multinomial logistic regression over hashed character n-grams.

The features of ``align.language.features``, each counted and divided by the square root of their
number; the n-grams that tell most about the language (G statistic) are kept, as in Lui and Baldwin
(2012) those with information gain. Plain Adagrad in numpy: no randomness but the seed's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from align.language.features import HASHES, grams, letter_numbers

_LENGTHS = np.array([1, 2, 3, 4, 6, 9, 14, 20, 30])
_SHARES = np.array([0.08, 0.12, 0.18, 0.13, 0.13, 0.12, 0.1, 0.08, 0.06])
_BATCH = 1024
_EPOCHS = 6
_RATE = 0.35
_DECAY = 1e-4


@dataclass(frozen=True)
class Trained:
    """``weights[0]`` is the row of all n-grams that were not kept; ``rows`` maps hash to row."""

    labels: tuple[str, ...]
    alphabet: str
    hashes: NDArray[np.int64]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


def sample(lines: Sequence[str], count: int, rng: np.random.Generator) -> list[str]:
    """``count`` stretches of 1 to 30 words, from random places; short lines are joined."""
    found: list[str] = []
    while len(found) < count:
        wanted = int(rng.choice(_LENGTHS, p=_SHARES))
        place = int(rng.integers(len(lines)))
        words = lines[place].split()
        while len(words) < wanted and place + 1 < len(lines):
            place += 1
            words += lines[place].split()
        start = int(rng.integers(max(1, len(words) - wanted + 1)))
        found.append(" ".join(words[start : start + wanted]))
    return found


def alphabet_of(texts: Sequence[str], letters: range) -> str:
    """The letters among ``letters`` that occur at least 20 times, lower case, in order."""
    counts = np.bincount(codes_of(" ".join(texts)), minlength=0x10000)
    return "".join(chr(c) for c in letters if counts[c] >= 20 and chr(c).isalpha())[:250]


def codes_of(text: str) -> NDArray[np.uint32]:
    """Code points of ``text`` in lower case after a space; beyond the basic plane a space."""
    codes = np.frombuffer((" " + text.lower()).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.where(codes < 0x10000, codes, 32).astype(np.uint32)


def train(
    corpora: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    letters: range,
    kept: int,
    seed: int = 1,
) -> Trained:
    """A profile of ``corpora`` (label to lines), from ``counts[label]`` stretches of each."""
    rng = np.random.default_rng(seed)
    labels = tuple(sorted(corpora))
    texts, answers = [], []
    for number, label in enumerate(labels):
        texts += sample(corpora[label], counts[label], rng)
        answers += [number] * counts[label]
    answer = np.array(answers)
    alphabet = alphabet_of(texts, letters)
    table = letter_numbers(alphabet)
    hashed = [np.unique(grams(codes_of(text), table), return_counts=True) for text in texts]
    sizes = np.array([len(part[0]) for part in hashed])
    flat = np.concatenate([part[0] for part in hashed]).astype(np.int32)
    times = np.concatenate([part[1] for part in hashed]).astype(np.float32)
    totals = np.array([part[1].sum() for part in hashed], dtype=np.float32)
    del hashed
    owner = np.repeat(answer, sizes)
    hashes = _most_telling(flat, owner, len(labels), kept)
    row_of = np.zeros(HASHES, dtype=np.int32)
    row_of[hashes] = np.arange(1, len(hashes) + 1)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    data = times / np.sqrt(np.repeat(totals, sizes))
    data[row_of[flat] == 0] = 0
    matrix = sparse.csr_matrix(
        (data, row_of[flat], starts), shape=(len(texts), len(hashes) + 1), dtype=np.float32
    )
    weights, bias = _regression(matrix, answer, len(labels), rng)
    return Trained(labels, alphabet, hashes, weights, bias)


def _most_telling(
    flat: NDArray[np.int32], owner: NDArray[np.int64], labels: int, kept: int
) -> NDArray[np.int64]:
    both = flat.astype(np.int64) * labels + owner
    table = np.bincount(both, minlength=HASHES * labels).reshape(HASHES, labels).astype(np.float32)
    total = table.sum(1)
    prior = table.sum(0) / table.sum()
    often = np.flatnonzero(total >= 8)
    part = table[often] + 1e-9
    gain = (part * np.log(part / total[often, None] / prior)).sum(1)
    best = often[np.argsort(-gain, kind="stable")[:kept]]
    return np.sort(best)


def _regression(
    matrix: sparse.csr_matrix, answer: NDArray[np.int64], labels: int, rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    weights = np.zeros((matrix.shape[1], labels), dtype=np.float32)
    bias = np.zeros(labels, dtype=np.float32)
    squares = np.full_like(weights, 1e-5)
    for epoch in range(_EPOCHS):
        rate = _RATE * (1 - epoch / _EPOCHS)
        order = rng.permutation(len(answer))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            batch = matrix[rows]
            logits = batch @ weights + bias
            logits -= logits.max(1, keepdims=True)
            np.exp(logits, out=logits)
            logits /= logits.sum(1, keepdims=True)
            logits[np.arange(len(rows)), answer[rows]] -= 1
            logits /= len(rows)
            gradient = batch.T @ logits
            squares += gradient**2
            weights -= rate * (gradient / np.sqrt(squares) + _DECAY * weights)
            bias -= 0.05 * rate * logits.sum(0)
    return weights, bias
