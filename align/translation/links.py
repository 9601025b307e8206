"""Word links: which word of the source a word of the target translates, from attention.

A word is what stands between white space, without the punctuation around it. By one model two words
are linked where each gets most of the other's attention (the intersection of Och & Ney 2003, within
one direction): what is linked is mostly right, and a word without a counterpart has no link. Where
models go both ways, what they see is put together (symmetrised), and a word can have several.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .engine import Attention
from .memory import Numbers
from .normalise import model_input
from .tokenizer import word_numbers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Link = tuple[int, int, int, int]
"""Source start and end, target start and end, in code points of the two texts."""

Share = tuple[int, int, int, int, float]
"""As a ``Link``, with how much of the target word's attention the source word gets, in 0…1."""

_TOKEN = re.compile(r"\S+")
# Less attention than this says nothing, unless no word gets more.
_LEAST_SHARE = 0.02
# Of the geometric mean of the shares either way: words that get so much of each other are linked,
# whatever else they look at ("has come" is one word of Kazakh). Chosen on scripts/bench/words.
_BOTH_WAYS = 0.4


def word_shares(
    texts: tuple[str, str], pieces: tuple[Sequence[str], Sequence[str]], attention: Attention
) -> tuple[Share, ...]:
    """How much the words of a target look at those of the source, where it is more than a little.

    In the order of the source. ``pieces`` are what a model was given of the two texts (of the
    source with prefix and ``</s>``, which belong to no word). The row of ``attention`` after a
    piece, where the decoder looks once it has chosen the piece, tells better what the piece
    translates than the one before (Chen et al. 2020).
    """
    import numpy as np

    words = [spans_of_words(text) for text in texts]
    owners = [word_numbers(some) for some in pieces]
    # A piece of white space, as a normalisation of sentencepiece can make one, would shift all.
    if any(max(o, default=-1) >= len(w) for o, w in zip(owners, words, strict=True)):
        return ()
    shares = _by_words(owners, attention)
    if not shares.size:
        return ()
    kept = shares >= _LEAST_SHARE
    kept[shares.argmax(0), np.arange(shares.shape[1])] = True
    kept[np.arange(shares.shape[0]), shares.argmax(1)] = True
    found = []
    for one, other in np.argwhere(kept.T & (shares.T > 0.0)).tolist():
        left, right = words[0][one], words[1][other]
        if left and right:
            found.append((*left, *right, round(float(shares[other, one]), 4)))
    return tuple(found)


def linked_one_way(shares: Sequence[Share]) -> tuple[Link, ...]:
    """The links of a pair by one model, a word having one at most."""
    return _mutual({share[:4]: share[4] for share in shares})


def linked_both_ways(ahead: Sequence[Share], back: Sequence[Share]) -> tuple[Link, ...]:
    """The links of a pair by two models, in the order of the source.

    ``back`` is what the model sees that translates the target, and has its words first. Words are
    linked that look most, or much, at each other in the geometric mean of both models' shares.
    """
    there = {share[:4]: share[4] for share in ahead}
    means = {
        place: math.sqrt(there[place] * share[4])
        for share in back
        if (place := (*share[2:4], *share[:2])) in there
    }
    much = (place for place, mean in means.items() if mean > _BOTH_WAYS)
    return tuple(sorted({*_mutual(means), *much}))


def _mutual(weights: Mapping[Link, float]) -> tuple[Link, ...]:
    """The links, in order, that are the best of both their words; of equal ones the first."""
    best: dict[tuple[int, int, int], Link] = {}
    for link in sorted(weights):
        for word in ((0, *link[:2]), (1, *link[2:])):
            if word not in best or weights[link] > weights[best[word]]:
                best[word] = link
    return tuple(
        link for link in sorted(weights) if best[0, *link[:2]] == best[1, *link[2:]] == link
    )


def link_numbers(
    counts: tuple[int, int], pieces: tuple[Sequence[str], Sequence[str]], attention: Attention
) -> Numbers:
    """The links by one model as the numbers of the words in texts split at white space.

    ``counts`` are how many words the two texts have; nothing is linked where the pieces have as
    many words no longer, nor where decoding was stopped before the end. For the rest see
    ``word_shares``.
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
    shares = _by_words(owners, attention)
    if not shares.size:
        return ()
    best_source, best_target = shares.argmax(1), shares.argmax(0)
    return tuple(
        (source, target)
        for source, target in enumerate(best_target.tolist())
        if best_source[target] == source and shares[target, source] > 0.0
    )


def _by_words(owners: Sequence[Sequence[int]], attention: Attention) -> npt.NDArray[np.float64]:
    """The mean attention of a target word's pieces (a row) to all pieces of a source word."""
    import numpy as np

    left, right = (np.array(some, np.intp) for some in owners)
    if left.max(initial=-1) < 0 or right.max(initial=-1) < 0:
        return np.zeros((0, 0))
    rows = np.asarray(attention, np.float64)[:, : len(left)]
    there = np.flatnonzero(left >= 0), np.flatnonzero(right >= 0)
    by_word = np.zeros((len(left), left.max() + 1))
    by_word[there[0], left[there[0]]] = 1.0
    of_word = np.zeros((right.max() + 1, len(right)))
    of_word[right[there[1]], there[1]] = 1.0
    shares: npt.NDArray[np.float64] = (
        of_word @ rows @ by_word / np.maximum(of_word.sum(1), 1.0)[:, None]
    )
    return shares


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
