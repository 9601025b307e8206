"""Batches of similar length, filled by pieces."""

from __future__ import annotations

from collections.abc import Sequence

BATCH_PIECES = 1024


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
