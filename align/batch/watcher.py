"""Who is told how a batch goes on."""

from __future__ import annotations

from typing import Protocol


class Watcher(Protocol):
    """Who is told how a batch goes on (a progress bar, or nobody)."""

    def begin(self, name: str) -> None:
        """The document ``name`` is begun."""
        ...

    def plan(self, sentences: int) -> None:
        """That many sentences more are to be translated."""
        ...

    def advance(self, sentences: int) -> None:
        """That many sentences more are done."""
        ...
