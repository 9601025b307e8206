"""Letters that only some languages have: cheap evidence, and a check on the statistical detectors.

Alphabets as in Unicode CLDR's exemplar characters (main set) and, for Karakalpak and Sakha, their
official Cyrillic orthographies; listed are only the letters beyond the Russian ones.
"""

from __future__ import annotations

CYRILLIC = {
    "kk": frozenset("әғқңөұүһі"),
    "ky": frozenset("ңөү"),
    "tt": frozenset("әөүҗңһ"),
    "ba": frozenset("әғҙҡңөҫүһ"),
    "tg": frozenset("ғӣқӯҳҷ"),
    "uz-Cyrl": frozenset("ўқғҳ"),
    "kaa": frozenset("әғқңөүҳў"),
    "mn": frozenset("өү"),
    "sah": frozenset("ҕҥөһү"),
    "az-Cyrl": frozenset("ғәјҝөүһҹ"),
    "cv": frozenset("ӑӗҫӳ"),
    "ru": frozenset(),
    "uk": frozenset("ґєії"),
    "be": frozenset("іў"),
    "bg": frozenset(),
    "sr": frozenset("ђјљњћџ"),
    "mk": frozenset("ѓѕјљњќџѐѝ"),
}
"""Language to the letters of its Cyrillic alphabet beyond the common ones, lower case."""

_SPECIAL = frozenset().union(*CYRILLIC.values())


def special_letters(text: str) -> str:
    """The letters of ``text``, lower case and in order, that not every Cyrillic alphabet has."""
    return "".join(letter for letter in text.lower() if letter in _SPECIAL)


def foreign_letters(special: str, lang: str) -> int:
    """How many of the letters found by ``special_letters`` are not in the alphabet of ``lang``.

    0 for a language whose alphabet is not known here.
    """
    alphabet = CYRILLIC.get(lang)
    return 0 if alphabet is None else sum(letter not in alphabet for letter in special)


def languages_by_letters(special: str) -> frozenset[str]:
    """The languages whose alphabet has every one of these letters; none where there are none."""
    if not special:
        return frozenset()
    return frozenset(lang for lang, alphabet in CYRILLIC.items() if set(special) <= alphabet)
