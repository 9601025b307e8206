"""Letters that other orthographies do not tell apart, restored by where they stand.

Each rule says why. They were counted on running Kazakh (``scripts/bench/transliteration.py`` shows
what they get wrong); what they can't know, ``stems`` has.
"""

from __future__ import annotations

from collections.abc import Sequence

_VOWELS = frozenset("аәеоөұүыіиуэ")
_CLOSING = frozenset("лнртмсдз")
_GLIDED = {"а": "я", "у": "ю"}

Placed = tuple[str, int, int]
"""A letter, and which letters of the skeleton it stands for: from the first to past the last."""


def restore(
    skeleton: Sequence[str], left: str, *, spells_ia: bool, spells_che: bool
) -> list[Placed]:
    """The letters of a settled skeleton with ``й я ю ц ч щ`` put in.

    ``left`` are the letters of the same word before it. ``spells_ia``: whether the orthography
    writes the ``и`` of ``ия`` (``iia``), as Latin ones do and the Arabic one does not.
    ``spells_che``: whether it has a letter for ``ч`` other than ``т`` and ``ш``.
    """
    found: list[Placed] = []
    place = 0
    while place < len(skeleton):
        before = found[-1][0] if found else left[-1:]
        here, after = skeleton[place], "".join(skeleton[place + 1 : place + 4])
        letters, used = _restore_one(here, before, after, spells_ia, spells_che)
        for number, letter in enumerate(letters):
            # Of й and о, as of и and я, each stands for one letter of the skeleton; я for two.
            start = place + min(number, used - 1)
            end = place + used if number == len(letters) - 1 else start + 1
            found.append((letter, start, end))
        place += used
    return found


def _restore_one(
    here: str, before: str, after: str, spells_ia: bool, spells_che: bool
) -> tuple[str, int]:
    """The letters that stand here, and for how many letters of the skeleton."""
    following = after[:1]
    if here == "и":
        return _restore_i(before, after, spells_ia)
    if here == "т" and following == "с":
        # тс is the end of a stem and a suffix (кет-се, айт-са). ц begins words, stands before и
        # (-ция), after consonants that no т follows (концерт), or before an е that breaks the
        # harmony (офицер).
        borrowed = not before or after[1:2] == "и" or before in "нкпф"
        return ("ц", 2) if borrowed or (before in "ои" and after[1:2] == "е") else ("т", 1)
    if here == "т" and following == "ш" and not spells_che:
        # тш is the end of a stem and the suffix -шы, -ші (хат-шы); ч begins words.
        return ("ч", 2) if not before or after[1:2] in ("", "е", "о", "и") else ("т", 1)
    if here == "ш" and following == "ш":
        return "щ", 2
    return here, 1


def _restore_i(before: str, after: str, spells_ia: bool) -> tuple[str, int]:
    following = after[:1]
    after_vowel = not before or before in _VOWELS
    if following in _GLIDED:
        if after_vowel:
            return _GLIDED[following], 2
        if following == "у":
            return "ю", 2
        # ия ends words, and what follows it is a suffix, which is open (Азия-да); иа is in closed
        # syllables (материал, миллиард).
        closed = after[1:2] in _CLOSING and (after[2:3] or " ") not in _VOWELS
        return ("и", 1) if spells_ia or closed else ("ия", 2)
    if following == "о" and after_vowel:
        return "й", 1
    return ("й", 1) if before and before in _VOWELS else ("и", 1)
