"""What a check sees: a text, its translation, and the languages that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..bitext import Finding


@dataclass(frozen=True, slots=True)
class Pair:
    """``source`` and ``target``, both not empty; languages are BCP 47 codes."""

    source: str
    target: str
    source_lang: str
    target_lang: str

    @property
    def langs(self) -> tuple[str, str]:
        """The languages without script and region."""
        return self.source_lang.partition("-")[0], self.target_lang.partition("-")[0]


Check = Callable[[Pair], Iterator[Finding]]
"""A check yields what it finds in a pair; offsets count in the texts of the pair."""


def shown(text: str) -> str:
    """A passage as a finding quotes it: on one line, and not the whole of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
