"""From Cyrillic to another orthography: letter by letter, the hamza by the word."""

from __future__ import annotations

import re

from .arabic import HAMZA, MARKED, UNMARKED
from .orthographies import named
from .orthography import CYRILLIC, Orthography

_WORD = re.compile(f"[{CYRILLIC}{CYRILLIC.upper()}]+")


def from_cyrillic(text: str, orthography: str) -> str:
    """``text`` with its Cyrillic words in ``orthography``; ``ValueError`` where that is unknown.

    Capitals stay capitals where the script has them. Everything that is no letter of Kazakh
    Cyrillic stays as it is, but for the commas, semicolons and question marks after a word, which
    Arabic script has signs of its own for.
    """
    way = named(orthography)
    written = _WORD.sub(lambda word: write_word(word[0], way), text)
    if way.punctuation:
        letters = "".join(way.letters.values())
        marks = "".join(way.punctuation)
        written = re.sub(
            f"(?<=[{letters}])([»”)]*)([{re.escape(marks)}]+)",
            lambda found: found[1] + "".join(way.punctuation[mark] for mark in found[2]),
            written,
        )
    return written


def write_word(word: str, way: Orthography) -> str:
    """One word of Kazakh Cyrillic letters in an orthography."""
    if way.script == "Arab":
        lowered = word.lower()
        marked = MARKED & set(lowered) and not UNMARKED & set(lowered)
        return (HAMZA if marked else "") + "".join(way.letters[letter] for letter in lowered)
    parts = []
    for place, letter in enumerate(word):
        spelling = way.letters[letter.lower()]
        if letter.isupper():
            around = word[place + 1 : place + 2] or word[max(0, place - 1) : place]
            first = way.upper(spelling[:1])
            rest = spelling[1:]
            spelling = first + (way.upper(rest) if around.isupper() else rest)
        parts.append(spelling)
    return "".join(parts)
