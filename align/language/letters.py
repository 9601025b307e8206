"""Letters as evidence: what of a text the alphabet of a language does not have.

Alphabets as in Unicode CLDR's exemplar characters (main set) or, where CLDR has none, the official
orthography. Languages that are not listed are neither helped nor harmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BEYOND_RUSSIAN = {
    "kk": "әғқңөұүһі",
    "ky": "ңөү",
    "tt": "әөүҗңһ",
    "ba": "әғҙҡңөҫүһ",
    "tg": "ғӣқӯҳҷ",
    "uz-Cyrl": "ўқғҳ",
    "kaa": "әғқңөүҳў",
    "mn": "өү",
    "sah": "ҕҥөһү",
    "az-Cyrl": "ғәјҝөүһҹ",
    "cv": "ӑӗҫӳ",
    "ru": "",
    "uk": "ґєії",
    "be": "іў",
    "bg": "",
    "sr": "ђјљњћџ",
    "mk": "ѓѕјљњќџѐѝ",
    "tyv": "ңөү",
    "alt": "јҥӧӱ",
    "krc": "",
    "udm": "ӝӟӥӧӵ",
    "mhr": "ҥӧӱ",
    "bxr": "үөһ",
    "xal": "әһҗңөү",
    "ce": "ӏ",
    "os": "ӕ",
}
_RUSSIAN_ONLY = {
    "uk": "ыэёъ",
    "be": "ищъ",
    "bg": "ыэё",
    "sr": "йыьэюящъё",
    "mk": "йыьэюящъё",
    "az-Cyrl": "йьэюящъё",
}
_BEYOND_ENGLISH = {
    "az": "çəğıöşü",
    "tr": "çğıöşüâîû",
    "tk": "äçňöşüýž",
    "kaa": "áǵıńóú",
    "uz": "",
    "kk-Latn": "áäçéğǵıíñńóöşúüūŭý",
    "tt-Latn": "áäçéğıíñöşüə",
    "crh": "çğıñöşüâ",
}
_ENGLISH_ONLY = {"tk": "cqvx"}
# One foreign letter in a short text makes a language so much (e to this power) less likely, two
# different ones twice that. Plain Latin letters come with names, so they say less.
_DOUBT, _DOUBT_OF_A_PLAIN_LETTER, _MOST_DOUBT = 4.0, 1.5, 8.0
# In a longer text a letter has to come again to count: one may be in a name or a quotation.
_LETTERS_A_WITNESS = 120


def doubts(text: str, labels: tuple[str, ...]) -> NDArray[np.float32] | None:
    """By how much each of ``labels`` is less likely for the letters of a lower-case ``text``.

    Factors in 0…1, in the order of ``labels``; ``None`` where no letter speaks against any.
    """
    table = _table(labels)
    witnesses = [
        table[letter]
        for letter in table.keys() & set(text)
        if text.count(letter) * _LETTERS_A_WITNESS >= len(text)
    ]
    if not witnesses:
        return None
    import numpy as np

    factors: NDArray[np.float32] = np.exp(-np.minimum(sum(witnesses), _MOST_DOUBT))
    return factors


@cache
def _table(labels: tuple[str, ...]) -> dict[str, NDArray[np.float32]]:
    """Letter to the doubt that it casts on each of ``labels``."""
    cyrillic = "ru" in labels
    more, less = (_BEYOND_RUSSIAN, _RUSSIAN_ONLY) if cyrillic else (_BEYOND_ENGLISH, _ENGLISH_ONLY)
    table = {
        letter: _column(labels, (lang for lang in more if letter not in more[lang]), _DOUBT)
        for letter in sorted(set("".join(more.values())))
    }
    for letter in sorted(set("".join(less.values()))):
        doubt = _DOUBT if cyrillic else _DOUBT_OF_A_PLAIN_LETTER
        table[letter] = _column(labels, (lang for lang in less if letter in less[lang]), doubt)
    return table


def _column(labels: tuple[str, ...], against: Iterable[str], doubt: float) -> NDArray[np.float32]:
    import numpy as np

    return np.isin(labels, list(against)).astype(np.float32) * np.float32(doubt)
