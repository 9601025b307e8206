"""Numbers in digits: counts, sums of money, shares, dates, times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .language import NumberWords
from .numeral import Numeral
from .words import scale_after

_DIGITS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?"  # 1 000 000,5
    r"|\d{1,2}: [0-5]\d(?!\d)"  # 8: 30, as carelessly typeset
    r"|\d+(?:[.,:/]\d+)*"
)
_DECADE = re.compile(r"s\b|-?\w{0,4}\s?(?:жылдар|ж\.ж|жж)")
_LETTER_SCALE = re.compile(r"[KkMBT](?![\w'’-])")  # $150K
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_PERCENT = re.compile(r"\s?-?%|\s?пайыз")
_GAP = re.compile(r"[\s\u00a0-]*")
_RANGE = re.compile(r"\s?[-–—]\s?(?:\d+(?:[.,]\d+)?)\s?-?")
_CENTURY = (1800, 1900, 2000)
# A longer row of digits is no number that anybody reads (and Python refuses those of thousands).
_LONGEST = 40
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")


def read_digits(text: str, words: NumberWords | None) -> Iterator[Numeral]:
    """The numbers that a text writes in digits; ``words`` are those of its language."""
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        token = match.group().replace(": ", ":")
        if len(token) > _LONGEST:
            continue
        if date := _DATE.fullmatch(token):
            yield from _date(start, end, date)
        elif ":" in token and (clock := _CLOCK.fullmatch(token)):
            yield Numeral(start, end, _times_of_day(clock), strong=True)
        elif ":" in token or "/" in token:
            for part in re.split(r"[.,:/]", token):
                yield Numeral(start, end, frozenset({Fraction(part)}), strong=True)
        else:
            yield _count(text, start, token, end, words)


def _date(start: int, end: int, date: re.Match[str]) -> Iterator[Numeral]:
    """Which of its numbers is the day and which the month is not told."""
    day, month, year = (Fraction(part) for part in date.groups())
    yield Numeral(start, end, frozenset({day, month}), strong=True)
    yield Numeral(start, end, frozenset({day, month}), strong=False)
    yield Numeral(start, end, frozenset({year, *(c + year for c in _CENTURY)}), strong=True)


def _times_of_day(clock: re.Match[str]) -> frozenset[Fraction]:
    hour, minute = Fraction(clock[1]), Fraction(int(clock[2]), 100)
    values = {hour + minute, _half_day(hour) + minute}
    if not minute:
        values |= {hour, _half_day(hour)}
    return frozenset(values)


def _count(text: str, start: int, token: str, end: int, words: NumberWords | None) -> Numeral:
    """What is neither a date nor a ratio, with the words behind it that multiply it."""
    # A1, km2, H5N1: a part of a name or a unit.
    glued = text[start - 1 : start].isalpha()
    values = set(_readings(token))
    percent = _is_percent(text, start, end, words)
    before = end
    letter = _LETTER_SCALE.match(text, end)
    scale, end = scale_after(text, end, words)
    if letter:
        scale, end = Fraction(_LETTERS[letter.group().upper()]), letter.end()
    if scale != 1:
        percent = percent or _is_percent(text, start, end, words)
        values = {value * scale for value in values}
    else:
        # "2-3 million": the first of a range shares the scale of the second.
        ahead = _RANGE.match(text, end)
        shared = scale_after(text, ahead.end(), words)[0] if ahead else 1
        values |= {value * shared for value in values}
    if clock := _CLOCK.fullmatch(token):
        values.add(_half_day(Fraction(clock[1])) + Fraction(int(clock[2]), 100))
    for value in tuple(values):
        if _DECADE.match(text, before):
            values |= {value % 100} if value > 1000 else {century + value for century in _CENTURY}
        if 12 < value < 25 and value.denominator == 1 and scale == 1:
            values.add(_half_day(value))
    return Numeral(start, end, frozenset(values), not glued, percent)


def _readings(token: str) -> Iterator[Fraction]:
    """A comma or a point may set off decimals or thousands; spaces only thousands."""
    solid = re.sub(r"[ \u00a0\u202f'’]", "", token)
    parts = re.split(r"[.,]", solid)
    if len(parts) == 1:
        yield Fraction(solid)
        return
    if len(parts) == 2:
        yield Fraction(f"{parts[0]}.{parts[1]}")
    if all(len(part) == 3 for part in parts[1:]) or len(parts) > 2:
        yield Fraction("".join(parts))
    if len(parts) > 2 and len(set(re.findall(r"[.,]", solid))) == 2:
        yield Fraction(f"{''.join(parts[:-1])}.{parts[-1]}")


def _half_day(hour: Fraction) -> Fraction:
    return hour - 12 if hour > 12 else Fraction(12) if hour == 0 else hour


def _is_percent(text: str, start: int, end: int, words: NumberWords | None) -> bool:
    after = _PERCENT.match(text, end)
    gap = _GAP.match(text, end)
    named = words is not None and words.percent.match(text, gap.end() if gap else end)
    return bool(after or named or text[max(0, start - 1) : start] == "%")
