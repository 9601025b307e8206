"""A number in a text, with every value that its writing may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


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
