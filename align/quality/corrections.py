"""Numbers of a translation put right from its source, digit for digit.

A model that spells numbers by digits drops or doubles one now and then (1 650 becomes 150). Where
a check pairs such a number with the source's, the source's is certain: it is written in its place.
"""

from __future__ import annotations

import re

from .checks import found_by
from .numbers import check_numbers
from .pair import Pair

_SPACES = " \u00a0\u202f"
# What a Kazakh or Russian text writes: groups of three after spaces, a decimal comma or point.
_SOURCE = re.compile(rf"(\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d+)(?:[.,](\d+))?(?!\d)")
_TARGET = re.compile(r"\d+(?:[.,]\d+)*")


def corrected(pair: Pair) -> str | None:
    """The target with the source's numbers where others very like them stand; else ``None``.

    Only for targets in English. A number is very like another where few digits have to be put in,
    left out or changed: one, two of six, three of nine. Both must have a word behind them that
    belongs to the number (thousand), or neither.
    """
    if pair.langs[1] != "en":
        return None
    target = pair.target
    places = [
        (finding.target, written)
        for finding in found_by(check_numbers, pair)
        if finding.source and finding.target and finding.severity == "error"
        if (
            written := _rewritten(
                pair.source[slice(*finding.source)], target[slice(*finding.target)]
            )
        )
    ]
    for (start, end), written in sorted(places, reverse=True):
        target = target[:start] + written + target[end:]
    return target if places else None


def _rewritten(source: str, target: str) -> str | None:
    """The target's number with the source's digits, as English writes them."""
    ours, theirs = _SOURCE.match(source), _TARGET.match(target)
    if not ours or not theirs:
        return None
    rest = source[ours.end() :].strip(), target[theirs.end() :].strip()
    digits = ["".join(filter(str.isdigit, text)) for text in (ours[0], theirs[0])]
    ambiguous = len(ours[2] or "") == 3  # 1,234 is two numbers in two languages
    if bool(rest[0]) != bool(rest[1]) or ambiguous or _distance(*digits) > _most(digits[0]):
        return None
    whole = re.sub(f"[{_SPACES}]", ",", ours[1])
    return (f"{whole}.{ours[2]}" if ours[2] else whole) + target[theirs.end() :]


def _most(digits: str) -> int:
    return max(1, len(digits) // 3)


def _distance(one: str, other: str) -> int:
    """How many characters to insert, delete or change (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row[0] = row[0], number
        for place, its in enumerate(other, start=1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != its)),
            )
    return row[-1]
