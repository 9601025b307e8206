"""Similarity without any model: what two languages write alike.

Numbers, punctuation, names and borrowed words in a rough Latin spelling. Words are compared by
character n-grams, as cognates are in Simard, Foster & Isabelle (1992) and Church (1993), so that
endings do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from ..language.romanise import romanise_words
from .dictionary import Dictionary
from .overlap import Feature, Kind, OverlapSimilarity, overlap_similarity

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Thousands and decimals are written differently everywhere: only the digits count.
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)*")
_MARKS = {
    "?": "?", "？": "?", "؟": "?", ";": ";", "!": "!", "！": "!", ":": ":", "：": ":",
    "(": "(", "（": "(", "%": "%", "…": "…", "«": '"', "“": '"', "„": '"', '"': '"', "「": '"',
}  # fmt: skip
_MARK = re.compile(f"[{re.escape(''.join(_MARKS))}]")
_SPELLED = ("name", "word")
_GRAM = 4

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
    left: list[Iterable[Feature]] = [_terms(sentence) for sentence in source]
    right: list[Iterable[Feature]] = [_terms(sentence) for sentence in target]
    if dictionary:
        left = [
            chain(some, _entries(dictionary.source_terms(sentence)))
            for some, sentence in zip(left, source, strict=True)
        ]
        right = [
            chain(some, _entries(dictionary.target_terms(sentence)))
            for some, sentence in zip(right, target, strict=True)
        ]
    return overlap_similarity(left, right, _features, _KINDS)


def _entries(terms: Iterable[str]) -> Iterator[Feature]:
    for term in terms:
        yield "entry", term


def _terms(sentence: str) -> Iterator[Feature]:
    """The numbers, marks and words of a sentence, each with its kind."""
    for number in _NUMBER.findall(sentence):
        yield "number", "".join(letter for letter in number if letter.isdigit())
    for mark in _MARK.findall(sentence):
        yield "mark", _MARKS[mark]
    for match in _WORD.finditer(sentence):
        word = match.group()
        yield ("name" if word[0].isupper() and match.start() > 0 else "word"), word


def _features(terms: Sequence[Feature]) -> Iterator[list[Feature]]:
    latin = iter(romanise_words([text for kind, text in terms if kind in _SPELLED]))
    for term in terms:
        kind = term[0]
        if kind in _SPELLED:
            yield [(kind, gram) for gram in character_grams(next(latin))]
        else:
            yield [term]


def character_grams(word: str) -> list[str]:
    """The n-grams of a word, its beginning marked; a short word whole."""
    marked = f"^{word}"
    if len(word) < 2:
        return []
    return [marked[start : start + _GRAM] for start in range(max(1, len(marked) - _GRAM + 1))]
