"""The numbers of a text: digits, words, dates and Roman numerals, with the values they may have."""

from __future__ import annotations

from .reading import Numeral, has_words, read_numerals

__all__ = ["Numeral", "has_words", "read_numerals"]
