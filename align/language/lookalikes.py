"""Kazakh letters that were typed or decoded as others, put right letter for letter.

Two kinds. Latin letters inside Cyrillic words (``бiр``, ``cөз``) are taken for the Cyrillic ones
that look the same. Letters of Slavic alphabets stand for Kazakh ones where a font of the 1990s drew
them so (``ќазаќ``, ``жєне``), or where KZ-1048 (STRK 1048-2002) was decoded as Windows-1251, in
which their code points lie; they are read so only in text that cannot be in a language that has
them. Letters lost to ``?`` are restored by ``lost_letters``.

Nothing here is for what is shown: a text keeps the letters that it has.
"""

from __future__ import annotations

import re

from .lost_letters import restore_lost

_LATIN = dict(zip("aeopcyxikmthəɵ", "аеорсухікмтһәө", strict=True))
_LATIN |= dict(zip("AEOPCYXIKMTHBƏƟ", "АЕОРСУХІКМТНВӘӨ", strict=True))
_SLAVIC = dict(zip("ќѓњѕґїўћјє", "қғңңөүұһәә", strict=True))
_SLAVIC |= {slavic.upper(): kazakh.upper() for slavic, kazakh in _SLAVIC.items()}
_SLAVIC_TABLE = str.maketrans(_SLAVIC)

_CYRILLIC = "\u0400-\u052f"
_RUN = re.compile(rf"[{_CYRILLIC}{''.join(_LATIN)}]+")
_MIXED = re.compile(rf"[{_CYRILLIC}][{''.join(_LATIN)}]|[{''.join(_LATIN)}][{_CYRILLIC}]")
_LETTER = re.compile(r"[^\W\d_]")
_SUSPECT = re.compile(f"[{''.join(_SLAVIC)}]")
_KAZAKH = re.compile("[әғқңөұүһ]")
# Of Serbian and Macedonian, which have no і.
_SOUTHERN = re.compile("[ќѓњѕћј]")
_COMMON_YERY = 0.01
# A Belarusian word has ў after a vowel only, where Kazakh never has ұ.
_BELARUSIAN = re.compile("[аеёіоуыэюя]ў", re.IGNORECASE)


def normal_letters(text: str) -> str:
    """``text`` with the letters of damaged Kazakh put right; as many code points as before.

    Text in other languages stays as it is, but for Latin letters inside Cyrillic words.
    """
    return restore_lost(normal_lookalikes(text))


def normal_lookalikes(text: str) -> str:
    """As ``normal_letters``, without the letters lost to ``?``."""
    text = cyrillic_lookalikes(text)
    if _SUSPECT.search(text) and _may_be_kazakh(text):
        table = _SLAVIC_TABLE
        if "ј" in text.lower():  # KZ-1048 decoded as Windows-1251, where ә is ј and є is ғ
            table = {**table, ord("є"): "ғ", ord("Є"): "Ғ"}
        text = text.translate(table)
    return text


def cyrillic_lookalikes(text: str) -> str:
    """``text`` with Cyrillic letters for the Latin ones inside words that are mostly Cyrillic."""
    if not _MIXED.search(text):  # most texts have none, and looking at each word takes long
        return text
    return _RUN.sub(_to_cyrillic, text)


def _to_cyrillic(word: re.Match[str]) -> str:
    latin = sum(letter in _LATIN for letter in word[0])
    if not latin or latin > len(word[0]) - latin:
        return word[0]
    start, end = word.span()
    around = word.string[max(0, start - 1) : start] + word.string[end : end + 1]
    if _LETTER.search(around):  # a part of a word with letters that look like no Cyrillic one
        return word[0]
    lower = word[0] != word[0].upper() or len(word[0]) == 1
    table = {**_LATIN, **({"H": "Һ"} if lower and word[0][0] != "H" else {})}
    return "".join(table.get(letter, letter) for letter in word[0])


def _may_be_kazakh(text: str) -> bool:
    """Whether text with letters of Slavic alphabets may be damaged Kazakh.

    Ukrainian, Serbian and Macedonian have no ``ы``, and Belarusian writes ``ў`` after vowels.
    """
    if _BELARUSIAN.search(text):
        return False
    low = text.lower()
    if _KAZAKH.search(low) or ("і" in low and _SOUTHERN.search(low)):
        return True
    letters = sum("\u0400" <= letter <= "\u052f" for letter in text)
    return low.count("ы") > _COMMON_YERY * letters
