"""Similarity without any model: what two languages write alike.

Numbers, punctuation, names and borrowed words in a rough Latin spelling. Words are compared by
character n-grams, as cognates are in Simard, Foster & Isabelle (1992) and Church (1993), so that
endings do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from ..language.romanise import romanise_words
from .band import Flags
from .dictionary import Dictionary
from .features import character_grams, numbered
from .overlap import Kind, Layer, OverlapSimilarity, overlap_similarity

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Thousands and decimals are written differently everywhere: only the digits count.
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)*")
_MARKS = {
    "?": "?", "？": "?", "؟": "?", ";": ";", "!": "!", "！": "!", ":": ":", "：": ":",
    "(": "(", "（": "(", "%": "%", "…": "…", "«": '"', "“": '"', "„": '"', '"': '"', "「": '"',
}  # fmt: skip
_MARK = re.compile(f"[{re.escape(''.join(_MARKS))}]")

# How often translations keep each kind was counted on Kazakh-English texts; trust and blame were
# chosen by the F1 on them, and F1 hardly changes with any of the four beyond a factor of two.
_KINDS = {
    "number": Kind(kept=0.9, trust=1.0, blame=0.4),
    "mark": Kind(kept=0.5, trust=0.7, blame=0.1),
    "name": Kind(kept=0.4, trust=0.4, blame=0.03),
    "word": Kind(kept=0.1, trust=0.4, blame=0.01),
    "entry": Kind(kept=0.4, trust=0.5, blame=0.03),
}


def lexical_similarity(
    source: Sequence[str], target: Sequence[str], dictionary: Dictionary | None = None
) -> OverlapSimilarity:
    """The similarity of two lists of sentences in any two languages."""
    layers = [
        _valued("mark", map(_marks, source), map(_marks, target)),
        *_words(source, target),
        _valued("number", map(_numbers, source), map(_numbers, target)),
    ]
    if dictionary:
        entries = (
            [list(dictionary.source_terms(sentence)) for sentence in source],
            [list(dictionary.target_terms(sentence)) for sentence in target],
        )
        layers.append(_valued("entry", *entries))
    return overlap_similarity(layers, len(source), len(target))


def _valued(kind: str, source: Iterable[list[str]], target: Iterable[list[str]]) -> Layer:
    left, right, values = numbered(source, target)
    return Layer(_KINDS[kind], left, right, len(values))


def _marks(sentence: str) -> list[str]:
    return [_MARKS[mark] for mark in _MARK.findall(sentence)]


def _numbers(sentence: str) -> list[str]:
    return list(map(_digits, _NUMBER.findall(sentence)))


def _digits(number: str) -> str:
    """The digits of a number, those of any script as 0 to 9."""
    if number.isascii():
        return "".join(filter(str.isdigit, number))
    return "".join(str(unicodedata.decimal(letter)) for letter in number if letter.isdecimal())


def _words(source: Sequence[str], target: Sequence[str]) -> tuple[Layer, Layer]:
    """The n-grams of names (capital letters inside a sentence) and of all other words."""
    left, right = ([_WORD.findall(sentence) for sentence in side] for side in (source, target))
    left_words, right_words, words = numbered(left, right)
    capital = np.fromiter((word[0].isupper() for word in words), bool, len(words))
    grams = character_grams(romanise_words(words))
    left_names = capital[left_words.features] & _telling(source, left)
    right_names = capital[right_words.features] & _telling(target, right)

    def layer(kind: str, of_left: Flags, of_right: Flags) -> Layer:
        some = left_words.where(of_left), right_words.where(of_right)
        return Layer(_KINDS[kind], grams.of(some[0]), grams.of(some[1]), grams.count)

    return layer("name", left_names, right_names), layer("word", ~left_names, ~right_names)


def _telling(sentences: Sequence[str], words: Sequence[list[str]]) -> Flags:
    """For each word of all sentences whether a capital makes it a name.

    It does not where the sentence begins, nor where there is nothing but capitals.
    """
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    telling = ~np.repeat(np.fromiter(map(str.isupper, sentences), bool, len(words)), sizes)
    begins = [
        bool(some) and sentence.startswith(some[0])
        for sentence, some in zip(sentences, words, strict=True)
    ]
    telling[(np.cumsum(sizes) - sizes)[begins]] = False
    return telling
