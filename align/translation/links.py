"""Word links: which word of the source a word of the target translates, from attention.

A word is what stands between white space, without the punctuation around it. Two words are linked
where each gets most of the other's attention (the intersection of Och & Ney 2003, within one
direction): what is linked is mostly right, and a word without a counterpart has no link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .engine import Attention
from .memory import Numbers
from .normalise import model_input
from .tokenizer import word_numbers

Link = tuple[int, int, int, int]
"""Source start and end, target start and end, in code points of the two texts."""

_TOKEN = re.compile(r"\S+")


def link_words(
    texts: tuple[str, str], pieces: tuple[Sequence[str], Sequence[str]], attention: Attention
) -> tuple[Link, ...]:
    """The links of a source and a target text, in the order of the source.

    ``pieces`` are what a model was given of them (of the source with prefix and ``</s>``, which
    belong to no word). The row of ``attention`` after a piece, where the decoder looks once it has
    chosen the piece, tells better what the piece translates than the one before (Chen et al. 2020).
    """
    words = [spans_of_words(text) for text in texts]
    owners = [word_numbers(some) for some in pieces]
    # A piece of white space, as a normalisation of sentencepiece can make one, would shift all.
    if any(max(o, default=-1) >= len(w) for o, w in zip(owners, words, strict=True)):
        return ()
    return spell_links(_linked(owners, attention), words[0], words[1])


def link_numbers(
    counts: tuple[int, int], pieces: tuple[Sequence[str], Sequence[str]], attention: Attention
) -> Numbers:
    """As ``link_words``, but the numbers of the words in texts split at white space.

    ``counts`` are how many words the two texts have; nothing is linked where the pieces have as
    many words no longer, nor where decoding was stopped before the end.
    """
    owners = [word_numbers(some) for some in pieces]
    starts = [sum(piece.startswith("▁") for piece in some) for some in pieces]
    if tuple(starts) != counts or len(attention) != len(pieces[1]):
        return ()
    return _linked(owners, attention)


def spell_links(
    numbers: Numbers,
    source: Sequence[tuple[int, int] | None],
    target: Sequence[tuple[int, int] | None],
) -> tuple[Link, ...]:
    """The code points of links between words, of which ``spans_of_words`` gave the spans."""
    links = []
    for one, other in numbers:
        left, right = source[one], target[other]
        if left and right:
            links.append((*left, *right))
    return tuple(links)


def _linked(owners: Sequence[Sequence[int]], attention: Attention) -> Numbers:
    """The numbers of linked words; ``owners`` has the word of each piece, -1 for none."""
    import numpy as np

    left, right = (np.array(some, np.intp) for some in owners)
    if left.max(initial=-1) < 0 or right.max(initial=-1) < 0:
        return ()
    rows = np.asarray(attention, np.float64)[:, : len(left)]
    there = np.flatnonzero(left >= 0), np.flatnonzero(right >= 0)
    by_word = np.zeros((len(left), left.max() + 1))
    by_word[there[0], left[there[0]]] = 1.0
    of_word = np.zeros((right.max() + 1, len(right)))
    of_word[right[there[1]], there[1]] = 1.0
    shares = of_word @ rows @ by_word / np.maximum(of_word.sum(1), 1.0)[:, None]
    best_source, best_target = shares.argmax(1), shares.argmax(0)
    return tuple(
        (source, target)
        for source, target in enumerate(best_target.tolist())
        if best_source[target] == source and shares[target, source] > 0.0
    )


def spans_of_words(text: str) -> list[tuple[int, int] | None]:
    """The span of each run of letters that a model sees; ``None`` for punctuation alone."""
    words: list[tuple[int, int] | None] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token.isalnum():  # most are, and the model sees all of it
            words.append(match.span())
            continue
        if not model_input(token):
            continue
        inside = [place for place, letter in enumerate(token) if letter.isalnum()]
        words.append(
            (match.start() + inside[0], match.start() + inside[-1] + 1) if inside else None
        )
    return words
