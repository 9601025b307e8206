"""Similarity through a machine translation of the source.

As in Bleualign (Sennrich & Volk 2010): a rough translation is compared with the target within one
language. Compared are character n-grams, as chrF does (Popović 2015), weighted by rarity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .features import character_grams, numbered
from .overlap import Kind, Layer, OverlapSimilarity, overlap_similarity

_WORD = re.compile(r"\w+")
# A model that knows little of the subject still keeps some of the words: a word without counterpart
# hardly counts against a bead.
_GRAM = Kind(kept=0.3, trust=0.4, blame=0.01)


def translation_similarity(translated: Sequence[str], target: Sequence[str]) -> OverlapSimilarity:
    """The similarity of two lists of sentences in one language."""
    left, right, words = numbered(
        (_WORD.findall(sentence.lower()) for sentence in translated),
        (_WORD.findall(sentence.lower()) for sentence in target),
    )
    grams = character_grams(words)
    layer = Layer(_GRAM, grams.of(left), grams.of(right), grams.count)
    return overlap_similarity([layer], len(translated), len(target))
