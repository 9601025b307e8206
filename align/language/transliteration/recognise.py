"""Which Latin orthography a Kazakh text is written in."""

from __future__ import annotations

import unicodedata

# Letters and digraphs that one orthography has and the others lack, as they are frequent in it.
_TELLING = {
    "latin-2021": "ı ä ñ ö ū ü ğ ş",
    "latin-2019": "ı ä ŋ ö w ü ğ ş ç",
    "latin-2018": "ı á ń ó ú ý ǵ sh ch",
    "latin-ascii": "sh ch gh zh kh ng a' o' u' g' n' i' s' c' y'",
}
_OWN = {"latin-2021": "ū ñ", "latin-2019": "w ç ŋ", "latin-2018": "á ń ó ú ý ǵ"}
_SAMPLE = 20_000


def orthography_of(text: str) -> str:
    """The name of the orthography of a Kazakh text in Latin or Arabic letters.

    By the letters and digraphs that only some have. Of Latin text with no letter beyond ASCII it
    is ``latin-ascii``; where the others are equal, the latest.
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    arabic = sum("\u0620" <= letter <= "\u06ff" for letter in sample)
    if 2 * arabic > sum(letter.isalpha() for letter in sample):
        return "arabic"
    # İ lowered by Python is i and a dot.
    low = sample.replace("İ", "i").replace("I", "i").lower()
    beyond = sum(letter > "\x7f" and letter.isalpha() for letter in low)
    if not beyond:
        return "latin-ascii"
    scores = {
        name: sum(low.count(mark) for mark in marks.split())
        + 4 * sum(low.count(mark) for mark in _OWN.get(name, "").split())
        for name, marks in _TELLING.items()
    }
    return max(scores, key=lambda name: scores[name])
