"""What a language writes numbers with; one file of data a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache


@dataclass(frozen=True, eq=False)
class NumberWords:
    """The words of one language, lower case.

    ``simple`` maps words below a hundred, ``scales`` those that multiply (``hundred`` and up),
    ``fractions`` parts of one. ``months`` maps each month's name to 1…12,
    ``weekdays`` each day's to 1 (Monday)…7. ``ending`` matches the
    endings that a form may have after its root. ``joiners`` may stand inside a number
    (``two hundred and five``). ``percent`` are the words for a percentage.
    """

    simple: Mapping[str, int]
    scales: Mapping[str, int]
    fractions: Mapping[str, Fraction]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ending: re.Pattern[str]
    percent: re.Pattern[str]
    joiners: frozenset[str] = frozenset()

    @lru_cache(maxsize=50_000)  # noqa: B019 - one object a language, for as long as the process
    def root(self, word: str) -> str | None:
        """The number word that ``word`` is a form of, or ``None``."""
        if word in self._values:
            return word
        for length in range(2, len(word)):
            if word[:length] in self._values and self.ending.fullmatch(word, length):
                return word[:length]
        return None

    def value(self, root: str) -> Fraction | None:
        """The value of a number word without endings."""
        return self._values.get(root)

    @cached_property
    def _values(self) -> Mapping[str, Fraction]:
        whole = {**self.scales, **self.simple}
        return {**self.fractions, **{root: Fraction(value) for root, value in whole.items()}}
