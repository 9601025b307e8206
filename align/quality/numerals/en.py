"""English numbers."""

from __future__ import annotations

import re
from fractions import Fraction

from .language import NumberWords

_CARDINALS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip

ENGLISH = NumberWords(
    simple={
        **{word: value for value, word in enumerate(_CARDINALS)},
        **{word: 30 + 10 * index for index, word in enumerate(_TENS)},
        **{word: value for value, word in enumerate(_ORDINALS, start=1)},
        **{f"{word[:-1]}ieth": 30 + 10 * index for index, word in enumerate(_TENS)},
        "once": 1, "single": 1, "twice": 2, "both": 2, "double": 2, "couple": 2, "pair": 2,
        "triple": 3, **{f"{word[:-1]}ies": 30 + 10 * index for index, word in enumerate(_TENS)},
    },
    scales={
        "decade": 10, "dozen": 12, "hundred": 100, "hundredth": 100, "thousand": 1_000,
        "thousandth": 1_000, "lakh": 10**5, "million": 10**6, "millionth": 10**6, "mln": 10**6,
        "mn": 10**6, "crore": 10**7, "billion": 10**9, "bln": 10**9, "bn": 10**9,
        "trillion": 10**12, "trln": 10**12, "tn": 10**12,
    },
    fractions={"half": Fraction(1, 2), "halves": Fraction(1, 2), "quarter": Fraction(1, 4)},
    months={
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
        "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
        "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    },
    weekdays={
        "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
        "sunday": 7,
    },
    ending=re.compile(r"(?:['’]?s)"),
    percent=re.compile(r"(?:per[ -]?cent|percentage|percents)\b", re.IGNORECASE),
    joiners=frozenset({"and", "a"}),
)  # fmt: skip
