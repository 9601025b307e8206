"""Months and days of the week that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from .language import NumberWords
from .reading import LANGUAGES

What = Literal["month", "weekday"]

_WORD = re.compile(r"[^\W\d_]+")
# "Mr May may march", the season (маусым), the city (Қазан): months beside a number or ай only.
_BESIDE_NUMBER = re.compile(
    r"\d(?:st|nd|rd|th)?(?:\s+of|\s+жыл\w*|-жыл\w*)?\s*$|^\.?,?\s*\d|^\s+(?:of\s+\d|ай)",
    re.IGNORECASE,
)
_AMBIGUOUS = frozenset({"may", "march", "mar", "jan", "sep", "dec", "маусым", "қазан", "жұма"})


class CalendarName(NamedTuple):
    """``text[start:end]`` names a month (1…12) or a day of the week (1…7, from Monday).

    One that is not ``sure`` may be another word.
    """

    start: int
    end: int
    what: What
    number: int
    sure: bool


def read_calendar(text: str, lang: str) -> Iterator[CalendarName]:
    """The months and days of the week in a text; none for a language without data."""
    words = LANGUAGES.get(lang)
    if words is None:
        return
    # Most texts name none: that is found out without a match object for each word.
    if not any(_names(word, words) for word in _WORD.findall(text.lower())):
        return
    for match in _WORD.finditer(text):
        for what, name, number in _names(match.group().lower(), words):
            sure = name not in _AMBIGUOUS or _is_beside_number(text, match)
            yield CalendarName(match.start(), match.end(), what, number, sure)


@lru_cache(maxsize=50_000)
def _names(word: str, words: NumberWords) -> tuple[tuple[What, str, int], ...]:
    """What a word, lower case and in whatever form, names: its kind, its root, its number."""
    tables: tuple[tuple[What, Mapping[str, int]], ...] = (
        ("month", words.months),
        ("weekday", words.weekdays),
    )
    return tuple(
        (what, word[:length], table[word[:length]])
        for what, table in tables
        for length in range(1, len(word) + 1)
        if word[:length] in table and (length == len(word) or words.ending.fullmatch(word, length))
    )


def _is_beside_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() :][:8]
    return any(_BESIDE_NUMBER.search(part) for part in (before, after))
