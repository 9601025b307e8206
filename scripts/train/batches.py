"""Length-bucketed batches in an order that depends on nothing but the seed and the epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import sentencepiece

from .config import DataConfig

Pair = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Corpus:
    """Token ids of every pair, each side ending in ``</s>``, and how often an epoch takes it."""

    pairs: list[Pair]
    weights: list[float]
    skipped_long: int


def load_corpus(pairs: Path, vocabulary: Path, config: DataConfig) -> Corpus:
    """Tokenise ``pairs.tsv``; pairs with a side over ``max_tokens`` are counted and left out."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    eos = pieces.eos_id()
    sources: list[str] = []
    targets: list[str] = []
    weights: list[float] = []
    with pairs.open(encoding="utf-8") as rows:
        for row in rows:
            klass, name, source, target = row.rstrip("\n").split("\t")
            sources.append(source)
            targets.append(target)
            weights.append(config.weight(name, klass))
    corpus = Corpus([], [], 0)
    for s, t, weight in zip(pieces.encode(sources), pieces.encode(targets), weights, strict=True):
        if max(len(s), len(t)) < config.max_tokens:
            corpus.pairs.append(([*s, eos], [*t, eos]))
            corpus.weights.append(weight)
    return replace(corpus, skipped_long=len(sources) - len(corpus.pairs))


def epoch_batches(corpus: Corpus, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
    """Indices of the pairs of each batch of one epoch.

    A pair of weight 0.25 is in every fourth epoch by lot, one of weight 2 twice in each. Pairs are
    shuffled, sorted by length inside pools of 100 batches, cut so that the padded size of the
    longer side stays within ``batch_tokens``, and the batches are shuffled again.
    """
    rng = random.Random(f"{seed}/{epoch}")
    order = [
        index
        for index, weight in enumerate(corpus.weights)
        for _ in range(int(weight + rng.random()))
    ]
    rng.shuffle(order)
    lengths = [max(len(s), len(t)) for s, t in corpus.pairs]
    average = sum(lengths) / max(1, len(lengths))
    pool = max(1, int(100 * batch_tokens / max(1.0, average)))
    batches: list[list[int]] = []
    for start in range(0, len(order), pool):
        batches += _cut(
            sorted(order[start : start + pool], key=lengths.__getitem__), lengths, batch_tokens
        )
    rng.shuffle(batches)
    return batches


def _cut(indices: list[int], lengths: list[int], batch_tokens: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in indices:
        if batch and lengths[index] * (len(batch) + 1) > batch_tokens:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
