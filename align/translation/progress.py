"""How far a translation is: texts are done when all the parts are that they were cut into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Progress = Callable[[int], None]
"""What is told how many texts are done since it was last told."""


class Completion:
    """Tells how many more texts are done, as the parts that they consist of come in."""

    def __init__(self, parts: Sequence[Sequence[str]], progress: Progress | None) -> None:
        self._progress = progress
        self._missing = [len(set(some)) for some in parts]
        self._texts: dict[str, list[int]] = {}
        for index, some in enumerate(parts):
            for part in set(some):
                self._texts.setdefault(part, []).append(index)
        self._tell(self._missing.count(0))

    def note(self, parts: Iterable[str]) -> None:
        """These parts, none of which was there before, are translated."""
        completed = 0
        for part in parts:
            for index in self._texts[part]:
                self._missing[index] -= 1
                completed += self._missing[index] == 0
        self._tell(completed)

    def _tell(self, completed: int) -> None:
        if self._progress and completed:
            self._progress(completed)
