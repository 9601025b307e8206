"""Reading the numbers of a text, each with every value that its writing may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .en import ENGLISH
from .kk import KAZAKH
from .language import NumberWords

LANGUAGES = {"en": ENGLISH, "kk": KAZAKH}

_DIGITS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?"  # 1 000 000,5
    r"|\d{1,2}: [0-5]\d(?!\d)"  # 8: 30, as carelessly typeset
    r"|\d+(?:[.,:/]\d+)*"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Kazakh texts write Roman numerals with Cyrillic letters as often as not.
_ROMAN = re.compile(r"(?<![\w-])[IVXLІХ]+(?!\w)")
_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50}
_DECADE = re.compile(r"s\b|-?\w{0,4}\s?(?:жылдар|ж\.ж|жж)")
_LETTER_SCALE = re.compile(r"[KkMBT](?![\w'’-])")  # $150K
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_JOINT = re.compile(r"[-’']")
_PERCENT = re.compile(r"\s?-?%|\s?пайыз")
_GAP = re.compile(r"[\s\u00a0-]*")
_RANGE = re.compile(r"\s?[-–—]\s?(?:\d+(?:[.,]\d+)?)\s?-?")
_CENTURY = (1800, 1900, 2000)


@dataclass(frozen=True, slots=True)
class Numeral:
    """``text[start:end]`` and the values it may have.

    ``strong``: it stands in digits, so a translation has to have it; words may be idioms ("on the
    one hand") and only vouch for digits of the other side. ``percent``: it is a percentage.
    """

    start: int
    end: int
    values: frozenset[Fraction]
    strong: bool
    percent: bool = False


# A longer row of digits is no number that anybody reads (and Python refuses those of thousands).
_LONGEST = 40


def has_words(lang: str) -> bool:
    """Whether number words of the language are known."""
    return lang in LANGUAGES


def read_numerals(text: str, lang: str) -> list[Numeral]:
    """The numbers of a text in a language (BCP 47, without script), in no particular order.

    One passage may give several: parts and the whole of ``2 million 300 thousand``.
    """
    words = LANGUAGES.get(lang)
    found: list[Numeral] = []
    for match in _DIGITS.finditer(text):
        found += _read_digits(text, match, words)
    if words is not None:
        found += _read_words(text, words)
        found += _read_sums(text, found)
    for match in _ROMAN.finditer(text):
        found.append(Numeral(*match.span(), frozenset({_roman(match.group())}), strong=False))
    return found


def _read_digits(text: str, match: re.Match[str], words: NumberWords | None) -> Iterator[Numeral]:
    start, end = match.span()
    token = match.group().replace(": ", ":")
    if len(token) > _LONGEST:
        return
    # A1, km2, H5N1: a part of a name or a unit.
    glued = text[start - 1 : start].isalpha()
    parts = re.split(r"[.,:/]", token)
    clock = re.fullmatch(r"([01]?\d|2[0-4])[:.]([0-5]\d)", token)
    date = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})", token)
    if date:
        day, month, year = (Fraction(part) for part in date.groups())
        yield Numeral(start, end, frozenset({day, month}), strong=True)
        yield Numeral(start, end, frozenset({day, month}), strong=False)
        yield Numeral(start, end, frozenset({year, *(c + year for c in _CENTURY)}), strong=True)
        return
    if clock and ":" in token:
        hour, minute = Fraction(clock[1]), Fraction(int(clock[2]), 100)
        values = {hour + minute, _half_day(hour) + minute}
        if not minute:
            values |= {hour, _half_day(hour)}
        yield Numeral(start, end, frozenset(values), strong=True)
        return
    if len(parts) > 1 and (":" in token or "/" in token):
        for part in parts:
            yield Numeral(start, end, frozenset({Fraction(part)}), strong=True)
        return
    values = set(_readings(token))
    percent = _is_percent(text, start, end, words)
    before = end
    letter = _LETTER_SCALE.match(text, end)
    scale, end = _scale_after(text, end, words)
    if letter:
        scale, end = Fraction(_LETTERS[letter.group().upper()]), letter.end()
    if scale != 1:
        percent = percent or _is_percent(text, start, end, words)
        values = {value * scale for value in values}
    else:
        # "2-3 million": the first of a range shares the scale of the second.
        ahead = _RANGE.match(text, end)
        shared = _scale_after(text, ahead.end(), words)[0] if ahead else 1
        values |= {value * shared for value in values}
    if clock:
        values.add(_half_day(Fraction(clock[1])) + Fraction(int(clock[2]), 100))
    for value in tuple(values):
        if _DECADE.match(text, before):
            values |= {value % 100} if value > 1000 else {century + value for century in _CENTURY}
        if 12 < value < 25 and value.denominator == 1 and scale == 1:
            values.add(_half_day(value))
    yield Numeral(start, end, frozenset(values), not glued, percent)


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


def _scale_after(text: str, end: int, words: NumberWords | None) -> tuple[Fraction, int]:
    """What the words behind a number multiply it by (``2 thousand million``), and their end."""
    scale = Fraction(1)
    while words is not None:
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end() if gap else end)
        root = words.root(word.group().lower()) if word else None
        if word is None or root is None or root not in words.scales:
            break
        scale *= words.scales[root]
        end = word.end()
    return scale, end


def _is_percent(text: str, start: int, end: int, words: NumberWords | None) -> bool:
    after = _PERCENT.match(text, end)
    gap = _GAP.match(text, end)
    named = words is not None and words.percent.match(text, gap.end() if gap else end)
    return bool(after or named or text[max(0, start - 1) : start] == "%")


def _read_words(text: str, words: NumberWords) -> Iterator[Numeral]:
    """Numbers in words, read from left to right; each run of words gives its value."""
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        # "twenty-first" and "twenty first" are the same; so are "екі-үш" and "екі үш".
        whole = match.group().lower()
        is_number = words.root(whole) is not None
        if not is_number and not run and whole.isalpha():
            continue
        pieces = [whole] if is_number else _JOINT.split(whole)
        position = match.start()
        for piece in pieces:
            start = position
            position += len(piece) + 1
            root = words.root(piece)
            joiner = piece in words.joiners and run
            far = run and text[run[-1][1] : start].strip(" -\u00a0")
            if far:
                yield from _close(run, words)
                run = []
            if root is not None:
                run.append((start, start + len(piece), root))
            elif not joiner or far:
                yield from _close(run, words)
                run = []
            else:
                run.append((start, start + len(piece), ""))
    yield from _close(run, words)


def _close(run: list[tuple[int, int, str]], words: NumberWords) -> Iterator[Numeral]:
    """The numbers that a run of number words makes: ``two hundred five`` one, ``two three`` two."""
    total = current = Fraction(0)
    start: int | None = None
    end = 0
    for first, last, root in run:
        value = words.value(root)
        if value is None:
            continue
        if root in words.scales:
            if value == 100:
                current = max(current, Fraction(1)) * value
            else:
                total += max(current, Fraction(1)) * value
                current = Fraction(0)
        elif root in words.fractions:
            yield Numeral(first, last, frozenset({value}), strong=False)
            current += value
        else:
            if current and (current % 100 if current >= 100 else current % 10 or value >= 10):
                yield Numeral(start or first, end, frozenset({total + current}), strong=False)
                total, current, start = Fraction(0), Fraction(0), None
            current += value
        start = first if start is None else start
        end = last
    if start is not None:
        yield Numeral(start, end, frozenset({total + current}), strong=False)


def _read_sums(text: str, found: list[Numeral]) -> list[Numeral]:
    """``2 million 300 thousand`` is 2,300,000 too; the whole vouches, the parts are asked for."""
    spans = {(n.start, n.end) for n in found}
    ordered = sorted(
        (
            n
            for n in found
            if not any(
                start <= n.start and n.end <= end and (start, end) != (n.start, n.end)
                for start, end in spans
            )
        ),
        key=lambda n: n.start,
    )
    sums = []
    for left, right in pairwise(ordered):
        between = text[left.end : right.start]
        if left.end <= right.start and not between.strip(" \u00a0-") and len(between) < 3:
            values = {a + b for a in left.values for b in right.values if a > b > 0}
            if values:
                sums.append(Numeral(left.start, right.end, frozenset(values), strong=False))
    return sums


def _roman(token: str) -> Fraction:
    values = [_ROMAN_VALUES[letter] for letter in token]
    return Fraction(
        sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    )
