"""Check: months and days of the week that the two sides do not share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..bitext import Finding
from .numerals import read_numerals
from .numerals.calendar import CalendarName, read_calendar
from .pair import Pair

_DAY_MONTH = re.compile(r"(?<!\d)\d{1,2}[./](\d{1,2})(?!\d)")


def check_dates(pair: Pair) -> Iterator[Finding]:
    """A month or a day that has become another is an ``error``, one that is missing a ``warning``.

    Nothing is found where no names are known for one of the languages. A date in digits
    (``29.05.2024``) has its month too.
    """
    source = list(read_calendar(pair.source, pair.langs[0]))
    target = list(read_calendar(pair.target, pair.langs[1]))
    for what in ("month", "weekday"):
        lost = _unmatched(source, target, what, pair.target, pair.langs[1])
        added = _unmatched(target, source, what, pair.source, pair.langs[0])
        for name in lost:
            word = pair.source[name.start : name.end]
            place = (name.start, name.end)
            if added:
                other = added.pop(0)
                there = (other.start, other.end)
                detail = f"{word} became {pair.target[slice(*there)]}"
                yield Finding("date", detail, "error", place, there)
            elif target or what == "month":
                yield Finding("date", f"{word} is missing", "warning", place)


def _unmatched(
    names: list[CalendarName], others: list[CalendarName], what: str, other_text: str, lang: str
) -> list[CalendarName]:
    there = {name.number for name in others if name.what == what}
    lost = [n for n in names if n.what == what and n.sure and n.number not in there]
    if not lost or what != "month":
        return lost
    digits = {Fraction(month) for month in _DAY_MONTH.findall(other_text)}
    digits |= {value for numeral in read_numerals(other_text, lang) for value in numeral.values}
    return [name for name in lost if name.number not in digits]
