"""Forced decoding: what a model makes of a target that exists already.

How likely it is, given the source, and which source pieces each of its pieces looks at. Both take
one pass over the target instead of a search.
"""

from __future__ import annotations

from collections.abc import Sequence

from .batching import batches_by_length
from .engine import ForcingEngine, Limits
from .links import Share, word_shares
from .normalise import model_input
from .tokenizer import Tokenizer


class Forced:
    """Scores, and what links words, by one model; ``links_words``: whether it has a head for that.

    Of a passage that is too long for its ``limits`` only the beginning of both sides is looked at.
    """

    def __init__(
        self,
        engine: ForcingEngine,
        tokenizer: Tokenizer,
        limits: Limits,
        *,
        links_words: bool,
    ) -> None:
        self._engine = engine
        self._tokenizer = tokenizer
        self._limits = limits
        self._links_words = links_words

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The natural log of the probability of each (source, target), summed over its pieces.

        Batches depend on the pairs alone, so that the same pairs always get the same scores: the
        arithmetic of a batch depends, in its last digits, on what is in it.
        """
        sources, targets = self._pieces(pairs)
        scores = [0.0] * len(pairs)
        for batch in _batches(sources, targets):
            found = self._engine.score([sources[i] for i in batch], [targets[i] for i in batch])
            for index, score in zip(batch, found, strict=True):
                scores[index] = score
        return scores

    def word_shares(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Share, ...]]:
        """What links words in each pair (see ``links.word_shares``), if the model can tell."""
        if not self._links_words:
            return [()] * len(pairs)
        sources, targets = self._pieces(pairs)
        shares: list[tuple[Share, ...]] = [()] * len(pairs)
        for batch in _batches(sources, targets):
            rows = self._engine.attend([sources[i] for i in batch], [targets[i] for i in batch])
            for index, attention in zip(batch, rows, strict=True):
                pieces = sources[index], targets[index]
                shares[index] = word_shares(pairs[index], pieces, attention)
        return shares

    def _pieces(self, pairs: Sequence[tuple[str, str]]) -> tuple[list[list[str]], list[list[str]]]:
        texts = [model_input(source) for source, _ in pairs]
        sources = self._tokenizer.encode(texts)
        targets = self._tokenizer.encode_target([model_input(target) for _, target in pairs])
        # The end, and the prefix that stands before the limit begins, are kept.
        most = self._limits.source + (1 if self._tokenizer.prefix else 0)
        return (
            [[*pieces[:-1][:most], pieces[-1]] for pieces in sources],
            [pieces[: self._limits.target] for pieces in targets],
        )


def _batches(sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[list[int]]:
    lengths = [max(len(s), len(t)) for s, t in zip(sources, targets, strict=True)]
    return batches_by_length(lengths)
