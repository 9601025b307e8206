"""Whether two words may be the same name in two spellings."""

from __future__ import annotations

import re
from functools import lru_cache

from ...language.romanise import romanise

_ALIKE = {
    "k": "k", "q": "k", "g": "k",
    "b": "p", "p": "p", "v": "v", "f": "v", "w": "v",
    "d": "t", "t": "t", "s": "s", "z": "s", "j": "j", "l": "l", "m": "m", "n": "n", "r": "r",
}  # fmt: skip
_PALATAL = (("shch", "j"), ("sh", "j"), ("ch", "j"), ("dj", "j"), ("ts", "s"), ("ng", "n"))

_DOUBLED = re.compile(r"(.)\1+")
_BEFORE_VOWEL = re.compile(r"^u(?=[aeio])")


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a word in classes of sounds that spellings mix up.

    A vowel at the beginning counts as one letter, so that ``Абай`` and ``Obay`` begin alike.
    """
    latin = romanise(word)
    for spelling, sound in _PALATAL:
        latin = latin.replace(spelling, sound)
    # Хасан, Hassan, Khasan; Уэйн, Wayne.
    latin = _BEFORE_VOWEL.sub("v", latin.replace("h", ""))
    first = "a" if latin[:1] in "aeiouy" else ""
    return _DOUBLED.sub(r"\1", first + "".join(_ALIKE.get(letter, "") for letter in latin))


def may_be_same(name: str, word: str) -> bool:
    """Whether ``word`` may spell ``name``, which may have endings that ``word`` lacks.

    The consonants of one begin with those of the other, but for what endings add, or differ in one
    of at least three. A word in small letters is a name's spelling only where all its consonants,
    three or more, are those that the name begins with.
    """
    a, b = skeleton(name), skeleton(word)
    if not word[0].isupper():
        return len(b) >= 3 and a.startswith(b)
    short = min(len(a), len(b))
    if short < 3:
        alike = short == 2 or romanise(name)[:1] == romanise(word)[:1]
        return alike and (a.startswith(b) or b.startswith(a))
    shared = next((i for i in range(short) if a[i] != b[i]), short)
    return len(b) - shared <= 1 or (shared >= 3 and len(b) - shared <= 2) or _one_off(a, b)


def _one_off(a: str, b: str) -> bool:
    """Whether ``b`` differs from a beginning of ``a`` by one sound lost, added or changed."""
    for i in range(min(len(a), len(b))):
        if a[i] != b[i]:
            rests = (a[i + 1 :], b[i + 1 :]), (a[i + 1 :], b[i:]), (a[i:], b[i + 1 :])
            return any(
                rest and other and (other.startswith(rest) or rest.startswith(other))
                for other, rest in rests
            )
    return True
