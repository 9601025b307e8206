"""Length-bucketed batches in an order that depends on nothing but the seed and the epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sentencepiece

Pair = tuple[list[int], list[int]]


@dataclass(frozen=True)
class Corpus:
    """Token ids of every pair, each side ending in ``</s>``."""

    pairs: list[Pair]
    skipped_long: int


def load_corpus(pairs: Path, vocabulary: Path, max_tokens: int) -> Corpus:
    """Tokenise ``pairs.tsv``; pairs with a side over ``max_tokens`` are counted and left out."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    eos = pieces.eos_id()
    sources: list[str] = []
    targets: list[str] = []
    with pairs.open(encoding="utf-8") as rows:
        for row in rows:
            _, _, source, target = row.rstrip("\n").split("\t")
            sources.append(source)
            targets.append(target)
    encoded = list(zip(pieces.encode(sources), pieces.encode(targets), strict=True))
    kept = [([*s, eos], [*t, eos]) for s, t in encoded if max(len(s), len(t)) < max_tokens]
    return Corpus(kept, len(encoded) - len(kept))


def epoch_batches(corpus: Corpus, batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
    """Indices of the pairs of each batch of one epoch.

    Pairs are shuffled, sorted by length inside pools of 100 batches, cut so that the padded size of
    the longer side stays within ``batch_tokens``, and the batches are shuffled again.
    """
    rng = random.Random(f"{seed}/{epoch}")
    order = list(range(len(corpus.pairs)))
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
