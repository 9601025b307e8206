"""Batches: of one width where results must not depend on them, of similar lengths elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

BATCH_PIECES = 1024
WIDTH_STEP = 3
WIDTH_PIECES = 1024
WIDTH_MOST = 48


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


def width_of(length: int) -> int:
    """How wide a source of this length is made by padding, whatever else is in its batch."""
    return -(-length // WIDTH_STEP) * WIDTH_STEP


def widest(most: int) -> int:
    """The greatest width that is not more than ``most``."""
    return most // WIDTH_STEP * WIDTH_STEP


def batch_size(width: int, most: int = WIDTH_MOST) -> int:
    """How many sources of one width make a batch; never more than ``most``.

    What a source becomes depends, in the last digits, on how far it is padded, so that must not
    depend on the others of its batch: all have one width. Steps of some pieces make batches that
    are worth it, at the price of little padding.
    """
    return max(1, min(most, WIDTH_PIECES // max(1, width)))
