"""Open vowels settled by vowel harmony: the vowels of a Kazakh word are all front or all back.

Sources: Musaev & Isengalieva, the orthographic rules of Kazakh (Government decree of 1957, revised
1983): ``ә`` and ``ө о`` stand in the first syllable of a native word; ``к г`` go with front vowels,
``қ ғ`` with back ones; a suffix follows the last vowel of its stem. Borrowed words break the rules,
and ``stems`` has those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .orthography import OPEN

FRONT = frozenset("әеөүіэ")
BACK = frozenset("аоұы")
_NEUTRAL = frozenset("иу")
_VOWELS = FRONT | BACK | _NEUTRAL
_FRONT_CONSONANTS = frozenset("кг")
_BACK_CONSONANTS = frozenset("қғ")
# -мен is front after back stems as well.
_COMITATIVE = re.compile("[мбп]ен(?:ен)?$")
_PAIRS = {"A": "аә", "O": "оө", "U": "ұү", "Y": "ыі"}


def settle(skeleton: Sequence[str], left: str, marked: bool) -> list[str]:
    """The letters of ``skeleton`` with every open one settled.

    ``left`` are the Cyrillic letters of the same word before it; ``marked`` says that the word
    has the hamza of front words.
    """
    settled: list[str] = []
    last = next((_is_front(v) for v in reversed(left) if _is_front(v) is not None), None)
    first = not any(letter in _VOWELS for letter in left)
    for place, letter in enumerate(skeleton):
        if letter == "W":
            letter = _typed_u(skeleton, place, settled, left, first)
        elif letter == "I":
            letter = _typed_i(skeleton, place, settled, left, last, first)
        if letter in _PAIRS:
            front = _front_here(letter, skeleton, place, last, first, marked)
            letter = _PAIRS[letter][front]
        settled.append(letter)
        if letter in _VOWELS:
            first = False
            last = last if letter in _NEUTRAL else letter in FRONT
    return settled


def _is_front(letter: str) -> bool | None:
    return True if letter in FRONT else False if letter in BACK else None


def _front_here(
    letter: str, skeleton: Sequence[str], place: int, last: bool | None, first: bool, marked: bool
) -> bool:
    if not first and letter in "AO":
        return False
    rest = _COMITATIVE.sub("", "".join(skeleton[place + 1 :]))
    # а and о past the first syllable: a borrowed word, whose first vowel is a back one too.
    if letter in "AO" and ("A" in rest or "O" in rest):
        return False
    if marked:
        return True
    if letter == "A":
        return False  # ә beside е is in the list of stems: а in borrowed words is as frequent
    around = _by_neighbours(skeleton, place)
    if around is not None:
        return around
    if not first and last is not None:
        return last
    return _ahead(rest)


def _by_neighbours(skeleton: Sequence[str], place: int) -> bool | None:
    """Whether the consonants beside a vowel are front (``к г``) or back (``қ ғ``) ones."""
    beside = {*skeleton[max(0, place - 1) : place], *skeleton[place + 1 : place + 2]}
    if beside & _BACK_CONSONANTS:
        return False
    return True if beside & _FRONT_CONSONANTS else None


def _ahead(rest: str) -> bool:
    """Whether the first letter of the rest of a word that tells is front; back where none does."""
    for letter in rest:
        if letter in _BACK_CONSONANTS or letter in BACK or letter in "AO":
            return False
        if letter in _FRONT_CONSONANTS or letter in FRONT:
            return True
    return False


def _typed_u(
    skeleton: Sequence[str], place: int, settled: Sequence[str], left: str, first: bool
) -> str:
    """A plain ``u``: ``у`` beside a vowel, at the end and past the first syllable, else open."""
    before = settled[-1:] or left[-1:]
    after = skeleton[place + 1 : place + 2]
    if not before:
        return "у" if after and after[0] in "Aеы" else "U"
    beside_vowel = before[0] in _VOWELS or (after and _is_vowel(after[0]))
    return "у" if beside_vowel or not after or not first else "U"


def _typed_i(
    skeleton: Sequence[str],
    place: int,
    settled: Sequence[str],
    left: str,
    last: bool | None,
    first: bool,
) -> str:
    """A plain ``i``: ``и`` (or ``й``) beside a vowel and in back words, else ``і``."""
    before = settled[-1:] or left[-1:]
    if before and before[0] == "и":
        return "і"  # дейін, тиіс
    after = skeleton[place + 1 : place + 2]
    if (before and before[0] in _VOWELS) or (after and _is_vowel(after[0])):
        return "и"
    if last is not None and not first:
        return "і" if last else "и"
    if not after:
        return "і"
    return "и" if any(letter in _BACK_CONSONANTS for letter in skeleton[place + 1 :]) else "і"


def _is_vowel(letter: str) -> bool:
    return letter in _VOWELS or letter in OPEN
