"""What a text has of terms, as numbers: values such as years, and the character n-grams of words.

Everything is looked at once for all sentences, and each word once however often it comes: a text
has many more words than different ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .band import Flags, Ints, runs

_GRAM = 4
_MARK = "^"  # before a word's first letter
_LARGEST = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Owned:
    """Item ``items[k]`` has feature ``features[k]``; a feature may be an item's several times."""

    items: Ints
    features: Ints

    def where(self, wanted: Flags) -> Owned:
        """Only those with ``wanted[k]``."""
        return Owned(self.items[wanted], self.features[wanted])


@dataclass(frozen=True, eq=False)
class Grams:
    """Of each of many words the n-grams, by number: ``sizes[word]`` of them, from ``starts`` on.

    There are ``count`` different ones, numbered in the order of their letters.
    """

    starts: Ints
    sizes: Ints
    numbers: Ints
    count: int

    def of(self, words: Owned) -> Owned:
        """The n-grams that items have, given which words."""
        sizes = self.sizes[words.features]
        found = self.numbers[runs(self.starts[words.features], sizes)]
        return Owned(np.repeat(words.items, sizes), found)


def distinct(keys: Ints) -> Ints:
    """The different numbers in order (numpy's ``unique`` hashes, and takes ten times as long)."""
    keys = np.sort(keys)
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys


def numbered(
    source: Iterable[Sequence[str]], target: Iterable[Sequence[str]]
) -> tuple[Owned, Owned, list[str]]:
    """Which values the sentences of each side have, and the different values by their numbers."""
    sides = [list(source), list(target)]
    values = [list(chain.from_iterable(side)) for side in sides]
    numbers = dict.fromkeys(chain(*values), 0)
    numbers.update(zip(numbers, range(len(numbers)), strict=True))
    left, right = (
        Owned(
            np.repeat(np.arange(len(side)), np.fromiter(map(len, side), np.int64, len(side))),
            np.fromiter(map(numbers.__getitem__, some), np.int64, len(some)),
        )
        for side, some in zip(sides, values, strict=True)
    )
    return left, right, list(numbers)


def character_grams(words: Sequence[str]) -> Grams:
    """The n-grams of words, their beginnings marked; a short word whole, of one letter none."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    text = "".join([_MARK + word for word in words])
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    # Letters are numbered from 1 on in their order; after the last one comes 0.
    known = np.zeros(int(letters.max(initial=0)) + 1, bool)
    known[letters] = True
    codes = np.append(np.cumsum(known)[letters], [0] * _GRAM)
    base = int(codes.max()) + 1
    sizes = np.where(lengths < 2, 0, np.maximum(lengths + 2 - _GRAM, 1))
    places = runs(np.cumsum(lengths + 1) - lengths - 1, sizes)
    # A word of two letters is shorter, its mark included, than an n-gram.
    short = np.repeat(lengths + 1 < _GRAM, sizes)
    keys = codes[places]
    for offset in range(1, _GRAM):
        if keys.max(initial=0) > _LARGEST // base - 1:  # a text in very many letters
            keys = np.unique(keys, return_inverse=True)[1]
        following = codes[places + offset]
        if offset == _GRAM - 1:
            following[short] = 0
        keys = keys * base + following
    different, numbers = np.unique(keys, return_inverse=True)
    return Grams(np.cumsum(sizes) - sizes, sizes, numbers, len(different))
