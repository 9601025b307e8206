"""Reading the numbers of a text, each with every value that its writing may stand for."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from .digits import read_digits
from .en import ENGLISH
from .kk import KAZAKH
from .numeral import Numeral
from .words import read_words

LANGUAGES = {"en": ENGLISH, "kk": KAZAKH}

# Kazakh texts write Roman numerals with Cyrillic letters as often as not.
_ROMAN = re.compile(r"(?<![\w-])[IVXLІХ]+(?!\w)")
_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50}


def has_words(lang: str) -> bool:
    """Whether number words of the language are known."""
    return lang in LANGUAGES


def read_numerals(text: str, lang: str) -> list[Numeral]:
    """The numbers of a text in a language (BCP 47, without script), in no particular order.

    One passage may give several: parts and the whole of ``2 million 300 thousand``.
    """
    words = LANGUAGES.get(lang)
    found = list(read_digits(text, words))
    if words is not None:
        found += read_words(text, words)
        found += _read_sums(text, found)
    for match in _ROMAN.finditer(text):
        found.append(Numeral(*match.span(), frozenset({_roman(match.group())}), strong=False))
    return found


def _read_sums(text: str, found: list[Numeral]) -> list[Numeral]:
    """``2 million 300 thousand`` is 2,300,000 too; the whole vouches, the parts are asked for."""
    spans = {(n.start, n.end) for n in found}
    ordered = sorted(
        (
            n
            for n in found
            if not any(
                start <= n.start and n.end <= end and (start, end) != (n.start, n.end)
                for start, end in spans
            )
        ),
        key=lambda n: n.start,
    )
    sums = []
    for left, right in pairwise(ordered):
        between = text[left.end : right.start]
        if left.end <= right.start and not between.strip(" \u00a0-") and len(between) < 3:
            values = {a + b for a in left.values for b in right.values if a > b > 0}
            if values:
                sums.append(Numeral(left.start, right.end, frozenset(values), strong=False))
    return sums


def _roman(token: str) -> Fraction:
    values = [_ROMAN_VALUES[letter] for letter in token]
    return Fraction(
        sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    )
