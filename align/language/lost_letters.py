"""Kazakh letters lost to ``?``, restored where only one known word fits.

A program that saves Kazakh text in a code page without its letters (Windows-1251, KOI8-R) writes
``?`` for each: ``?аза?стан``. Such a word is restored where exactly one of the words in
``kk_words.txt``, frequent words with such letters, fits it; any other stays as it is. Where Windows
letters survive in the text (``і``), ``і`` is not among the lost ones.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("kk_words.txt")
LOST = "әғқңөұүһ"
_LOST, _LOST_WITH_I = re.compile(f"[{LOST}]"), re.compile(f"[{LOST}і]")

# A word with a ? that is followed by a letter, or that begins with one. One at its end is lost only
# where a small letter follows in the next word: else it may be what it seems, a question mark.
_LETTERS = "\u0400-\u052f"
_BROKEN = re.compile(
    rf"(?<![\w?])\??[{_LETTERS}]*(?:\?[{_LETTERS}]+)*(?:(?<=[{_LETTERS}])\?(?=\s+[?]*[а-яәғқңөұүһі]))?"
)


def restore_lost(text: str) -> str:
    """``text`` with the lost letters that are certain; as many code points as before."""
    if "?" not in text:
        return text
    also_i = not re.search("[іІ]", text)
    return _BROKEN.sub(lambda word: _restore(word[0], also_i), text)


def broken_words(text: str) -> list[tuple[int, int]]:
    """Where words with a ``?`` inside them stand."""
    if "?" not in text:
        return []
    return [
        match.span()
        for match in _BROKEN.finditer(text)
        if "?" in match[0] and len(match[0].replace("?", "")) > 0
    ]


def _restore(word: str, also_i: bool) -> str:
    if "?" not in word or len(word.replace("?", "")) < 2:
        return word
    whole = _known(also_i).get(word.lower())
    if not whole:
        return word
    letters = word.replace("?", "")
    upper = letters.isupper() and len(letters) > 1
    restored = [
        (letter.upper() if upper else letter) if was == "?" else was
        for was, letter in zip(word, whole, strict=True)
    ]
    return "".join(restored)


def lost_key(word: str, also_i: bool) -> str:
    """What is left of a lower-case word whose letters are lost."""
    return (_LOST_WITH_I if also_i else _LOST).sub("?", word)


@cache
def _known(also_i: bool) -> dict[str, str]:
    """Words by what is left of them; an empty string for what two words have in common."""
    words: dict[str, str] = {}
    for word in known_words():
        key = lost_key(word.lower(), also_i)
        words[key] = "" if key in words else word
    return words


@cache
def known_words() -> tuple[str, ...]:
    """The words of the list: names have a capital, all others none."""
    return tuple(FILE.read_text(encoding="utf-8").split())
