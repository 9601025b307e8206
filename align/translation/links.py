"""Word links: which word of the source a word of the target translates, from attention.

A word is what stands between white space, without the punctuation around it. Two words are linked
where each gets most of the other's attention (the intersection of Och & Ney 2003, within one
direction): what is linked is mostly right, and a word without a counterpart has no link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .engine import Attention
from .normalise import model_input
from .tokenizer import is_control

Link = tuple[int, int, int, int]
"""Source start and end, target start and end, in code points of the two texts."""

_TOKEN = re.compile(r"\S+")


def link_words(
    texts: tuple[str, str], pieces: tuple[Sequence[str], Sequence[str]], attention: Attention
) -> tuple[Link, ...]:
    """The links of a source and a target text, in the order of the source.

    ``pieces`` are what a model was given of them (of the source with prefix and ``</s>``, which
    belong to no word), ``attention`` has a row for each target piece and one for ``</s>``. The row
    after a piece is where the decoder looks once it has chosen the piece, and tells better what the
    piece translates than the one before (Chen et al. 2020).
    """
    import numpy as np

    words = [_words(text) for text in texts]
    owners = [_owners(some) for some in pieces]
    # A piece of white space, as a normalisation of sentencepiece can make one, would shift all.
    if any(max(o, default=-1) >= len(w) for o, w in zip(owners, words, strict=True)):
        return ()
    # Of a long passage the model was given the beginning only.
    words = [some[: max(owner, default=-1) + 1] for some, owner in zip(words, owners, strict=True)]
    if not words[0] or not words[1]:
        return ()
    rows = np.asarray(attention, np.float64)[1 : len(pieces[1]) + 1, : len(pieces[0])]
    left, right = np.zeros((rows.shape[1], len(words[0]))), np.zeros((rows.shape[0], len(words[1])))
    for matrix, owner, spans in zip((left, right), owners, words, strict=True):
        for piece, word in enumerate(owner):
            if word >= 0 and spans[word] is not None:
                matrix[piece, word] = 1.0
    shares = right.T @ rows @ left / np.maximum(right.sum(0), 1.0)[:, None]
    best_source, best_target = shares.argmax(1), shares.argmax(0)
    links = []
    for source, target in enumerate(best_target.tolist()):
        ends = words[0][source], words[1][target]
        if ends[0] and ends[1] and best_source[target] == source and shares[target, source] > 0.0:
            links.append((*ends[0], *ends[1]))
    return tuple(links)


def _words(text: str) -> list[tuple[int, int] | None]:
    """The span of each run of letters that a model sees; ``None`` for punctuation alone."""
    words: list[tuple[int, int] | None] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if not model_input(token):
            continue
        inside = [place for place, letter in enumerate(token) if letter.isalnum()]
        words.append(
            (match.start() + inside[0], match.start() + inside[-1] + 1) if inside else None
        )
    return words


def _owners(pieces: Sequence[str]) -> list[int]:
    """The number of the word each piece belongs to: a word begins with a space.

    -1 for pieces without letters: attention rests on punctuation for other reasons.
    """
    word = -1
    owners = []
    for piece in pieces:
        word += piece.startswith("▁")
        letters = any(letter.isalnum() for letter in piece) and not is_control(piece)
        owners.append(word if letters else -1)
    return owners
