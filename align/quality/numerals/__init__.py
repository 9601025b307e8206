"""The numbers of a text: digits, words, dates and Roman numerals, with the values they may have."""

from __future__ import annotations

from .numeral import Numeral
from .reading import has_words, read_numerals

__all__ = ["Numeral", "has_words", "read_numerals"]
