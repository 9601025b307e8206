"""Sentences that scraping has glued together: ``келді.Ол кетті``.

A full stop without a space is far more often inside an address, a file name or a name of code, so
everything here is a reason not to split.
"""

from __future__ import annotations

import re

_LEFT = 60
_RIGHT = 60

_TOKEN_LEFT = re.compile(r"\S*\Z")
_LEFT_WORD = re.compile(r"[^\W\d_]{3,}\Z")
# A capitalised word, and after it what stands after words of running text.
_RIGHT_WORD = re.compile(r"[^\W\d_]{2,}(?=\s|\Z|[,;:!?/»”’\"'–—-]|\.(?:\s|\Z))")
_ADDRESS = re.compile(r"[@\\/_=&#<>{}]|\d|\w\.\w")
# Last parts of addresses and file names, as they look with a capital.
_SUFFIX_WORDS = """
    com net org gov edu info kz ru uz kg tj cn uk us eu io ai js ts py cs txt pdf html xml json doc
    docx xls xlsx exe dll
"""
_SUFFIXES = frozenset(_SUFFIX_WORDS.split())


def is_glued_boundary(text: str, mark: int, following: int, starters: frozenset[str]) -> bool:
    """Whether a sentence ends at ``text[mark]`` although no space precedes ``text[following]``."""
    left_window = text[max(0, mark - _LEFT) : mark]
    left = _LEFT_WORD.search(left_window)
    right = _RIGHT_WORD.match(text[following : following + _RIGHT])
    token = _TOKEN_LEFT.search(left_window)
    if left is None or right is None or token is None or _ADDRESS.search(token.group()):
        return False
    before, after = left.group(), right.group()
    if not before[-2:].islower() or not (after[0].isupper() and after[1:].islower()):
        return False
    if after.lower() in _SUFFIXES:
        return False
    # Microsoft.Azure, System.Text: between two names only a word that opens sentences tells.
    return before.islower() or after.lower() in starters
