"""How a batch is cut into windows: so many documents that the batches of the model fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

_Item = TypeVar("_Item")

_SENTENCES = (64, 128, 256)
"""Sentences of the first windows, and of every later one: the first are small so that decoding
begins at once. Batches are filled across windows, so that none has to be large for that."""
_MOST_DOCUMENTS = 1024
# What a document takes in memory grows with its sentences, and with its characters where it has few
# sentences: code, a single line.
_LARGE_SENTENCES = 8 * 1024
_LARGE_CHARACTERS = 2 << 20


@dataclass(frozen=True, slots=True)
class Window(Generic[_Item]):
    """Documents that are translated together; one that is ``large`` wants the memory to itself."""

    items: list[_Item]
    large: bool
    characters: int


def is_large(characters: int) -> bool:
    """Whether so much is not held beside other documents."""
    return characters > _LARGE_CHARACTERS


def in_windows(
    items: Iterable[_Item], size: Callable[[_Item], tuple[int, int]]
) -> Iterator[Window[_Item]]:
    """The items in order; ``size`` tells the sentences and the characters of each."""
    sizes = iter(_SENTENCES)
    most = next(sizes)
    window: list[_Item] = []
    sentences = characters = 0
    for item in items:
        window.append(item)
        more_sentences, more_characters = size(item)
        sentences += more_sentences
        characters += more_characters
        large = sentences > _LARGE_SENTENCES or is_large(characters)
        if large or sentences >= most or len(window) >= _MOST_DOCUMENTS:
            yield Window(window, large, characters)
            window, sentences, characters = [], 0, 0
            most = next(sizes, _SENTENCES[-1])
    if window:
        yield Window(window, False, characters)
