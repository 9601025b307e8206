"""Check: numbers, years and percentages that the two sides do not share.

A number counts with every value that its writing may have (``1,234`` is 1.234 or 1234, ``17:00``
is 5 p.m., ``90-жылдар`` are the 1990s), and it is enough that the other side has one of them, in
digits, words or Roman numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..bitext import Finding, Severity
from .addresses import kept_passages
from .numerals import Numeral, has_words, read_numerals
from .pair import Pair, shown

_DIGIT = re.compile(r"\d")


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """Findings of kind ``number``, or ``percent`` where only the sign of a percentage is lost.

    An ``error`` where a number of the source has become another or is missing; a ``warning`` where
    it may stand in words that are not known here, and where only the translation has one: what the
    reader has to be told (a year, somebody's age) is often added.
    """
    if not _DIGIT.search(pair.source) and not _DIGIT.search(pair.target):
        return  # words alone ask for nothing
    source = read_numerals(_without_addresses(pair.source), pair.langs[0])
    target = read_numerals(_without_addresses(pair.target), pair.langs[1])
    lost = _unmatched(source, target)
    added = _unmatched(target, source)
    known = all(map(has_words, pair.langs))
    for numeral in lost:
        place = (numeral.start, numeral.end)
        text = pair.source[slice(*place)]
        other = _nearest(numeral, added)
        if other is not None:
            added.remove(other)
            there = (other.start, other.end)
            detail = f"{shown(text)} became {shown(pair.target[slice(*there)])}"
            yield Finding("number", detail, "error", place, there)
        else:
            severity: Severity = "error" if known else "warning"
            yield Finding("number", f"{shown(text)} is missing", severity, place)
    for numeral in added:
        place = (numeral.start, numeral.end)
        detail = f"{shown(pair.target[slice(*place)])} is not in the source"
        yield Finding("number", detail, "warning", None, place)
    yield from _percentages(pair, source, target)


def _percentages(
    pair: Pair, source: Sequence[Numeral], target: Sequence[Numeral]
) -> Iterator[Finding]:
    for numeral in source:
        same = [other for other in target if numeral.values & other.values]
        if numeral.percent and same and not any(other.percent for other in same):
            if "percent" in pair.target.lower() or "%" in pair.target:
                continue  # "2-3 %": the sign stands behind the other one
            place = (numeral.start, numeral.end)
            there = (same[0].start, same[0].end)
            detail = f"{shown(pair.source[slice(*place)])} is a percentage, here it is not"
            yield Finding("percent", detail, "warning", place, there)


def _unmatched(numerals: Sequence[Numeral], others: Sequence[Numeral]) -> list[Numeral]:
    """The numbers in digits that no number of the other side may be, each value once."""
    there = frozenset().union(*(other.values for other in others))
    missing: list[Numeral] = []
    for numeral in numerals:
        # "2 million 300 thousand" is there where 2,300,000 is.
        whole = any(
            other.start <= numeral.start and numeral.end <= other.end and other.values & there
            for other in numerals
        )
        new = not any(numeral.values & seen.values for seen in missing)
        if numeral.strong and new and not whole:
            missing.append(numeral)
    return missing


def _nearest(numeral: Numeral, candidates: Sequence[Numeral]) -> Numeral | None:
    """The number that ``numeral`` has most likely become: the first of as many digits, or any."""
    size = len(str(max(numeral.values)))
    alike = [c for c in candidates if len(str(max(c.values))) == size]
    return next(iter(alike or candidates), None)


def _without_addresses(text: str) -> str:
    for start, end, _ in kept_passages(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
