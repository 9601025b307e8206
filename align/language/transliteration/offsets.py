"""Text that was rewritten, with the way back to where each character came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rewritten:
    """``text``, whose character ``i`` was made from ``original[starts[i]:ends[i]]``.

    Offsets are code points. ``starts`` and ``ends`` never fall, every stretch holds at least one
    character, and together they cover the original.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of ``text[start:end]``, which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}:{end} is no passage of a text of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]


def unchanged(text: str) -> Rewritten:
    """A text that stayed as it is."""
    return Rewritten(text, range(len(text)), range(1, len(text) + 1))
