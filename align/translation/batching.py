"""Batches: of one length where results must not depend on them, of similar ones elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

BATCH_PIECES = 1024
EQUAL_PIECES = 640
EQUAL_MOST = 32


def batches_by_length(lengths: Sequence[int], most: int = BATCH_PIECES) -> list[list[int]]:
    """Indices into ``lengths``, longest first, each batch at most ``most`` pieces with its padding.

    Depends on nothing but the lengths. An item longer than ``most`` is a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    batches: list[list[int]] = []
    width = 0
    for index in order:
        if batches and width * (len(batches[-1]) + 1) <= most:
            batches[-1].append(index)
        else:
            batches.append([index])
            width = lengths[index]
    return batches


def batches_of_equal_length(
    lengths: Sequence[int], most: int = EQUAL_MOST, pieces: int = EQUAL_PIECES
) -> list[list[int]]:
    """Indices into ``lengths``, longest first; all items of a batch have one length.

    A batch has at most ``most`` items and ``pieces`` pieces, but at least one item. Nothing in it
    is padded, so that what an item becomes does not depend on the others.
    """
    by_length: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        by_length.setdefault(length, []).append(index)
    batches = []
    for length in sorted(by_length, reverse=True):
        some = by_length[length]
        size = max(1, min(most, pieces // max(1, length)))
        batches += [some[start : start + size] for start in range(0, len(some), size)]
    return batches
