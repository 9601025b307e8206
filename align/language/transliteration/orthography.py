"""What an orthography is: a table from Cyrillic letters, and what its own letters stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The letters of the Kazakh Cyrillic alphabet, lower case."""

# What a letter may stand for where its spelling leaves it open; see ``harmony``.
OPEN = {"A": "аә", "O": "оө", "U": "ұү", "Y": "ыі", "W": "уұү", "I": "иі"}
"""An open letter of a skeleton to the Cyrillic letters that it may be."""


@dataclass(frozen=True, slots=True)
class Orthography:
    """How Kazakh is written in letters that are not Cyrillic.

    ``letters`` maps each lower-case Cyrillic letter to its spelling. ``skeleton`` maps each
    spelling that a reader may meet, lower case, to one letter: a Cyrillic one (``и`` also for
    ``й``, ``х`` also for ``һ``: ``restore`` tells them apart), or an open one, a key of ``OPEN``.
    ``capitals`` holds the pairs of letters whose case Python's own tables get wrong (lower case to
    upper). ``signs`` are marks inside a word that are no letters. ``punctuation`` maps the Cyrillic
    text's marks to this script's.
    """

    name: str
    script: str
    letters: Mapping[str, str]
    skeleton: Mapping[str, str]
    capitals: Mapping[str, str] = field(default_factory=dict)
    signs: str = ""
    punctuation: Mapping[str, str] = field(default_factory=dict)

    def upper(self, letters: str) -> str:
        """The letters in upper case."""
        return "".join(self.capitals.get(letter) or letter.upper() for letter in letters)

    def lower(self, letter: str) -> str:
        """One letter in lower case; the first of them where a capital has two."""
        for small, capital in self.capitals.items():
            if capital == letter:
                return small
        lowered = letter.lower()
        return lowered if len(lowered) == 1 else letter


def table(text: str) -> dict[str, str]:
    """A table from lines of ``letter spelling`` pairs; ``-`` is a letter that is not written."""
    parts = text.split()
    return {
        letter: "" if spelling == "-" else spelling
        for letter, spelling in zip(parts[::2], parts[1::2], strict=True)
    }
