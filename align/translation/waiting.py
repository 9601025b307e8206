"""Texts that wait to be decoded, and the batches that are taken from them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from .batching import WIDTH_MOST, batch_size, width_of
from .memory import Remembered


@dataclass(slots=True)
class Flight:
    """Some texts that came together; ``future`` gives what is made of each, once all are there.

    A future for each text would take more memory than the text.
    """

    size: int
    future: Future[dict[str, Remembered]] = field(default_factory=Future)
    landed: dict[str, Remembered] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiter:
    """A text with its pieces and its key in the memory, and the flight that it belongs to.

    ``words`` is whether its words are to be linked.
    """

    text: str
    key: bytes
    pieces: list[str]
    words: bool
    flight: Flight


class Waiting:
    """A line of waiters for every width; any thread may use it.

    Who came first is served first, and those of the same width who came later share the batch: so
    batches are full without anybody waiting for that. ``most`` is the most texts of a batch.
    """

    def __init__(self, most: int = WIDTH_MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._lines: dict[tuple[int, bool], deque[tuple[int, Waiter]]] = {}
        self._came = 0

    def add(self, waiters: Sequence[Waiter]) -> int:
        """Have these wait; returns how many more batches have to be taken for them, at the most."""
        counts: dict[tuple[int, bool], int] = {}
        with self._lock:
            self._came += 1
            for waiter in waiters:
                place = width_of(len(waiter.pieces)), waiter.words
                counts[place] = counts.get(place, 0) + 1
                self._lines.setdefault(place, deque()).append((self._came, waiter))
        sizes = {place: batch_size(place[0], self._most) for place in counts}
        return sum(-(-count // sizes[place]) for place, count in counts.items())

    def land(self, batch: Sequence[Waiter], found: Sequence[Remembered]) -> None:
        """Tell what became of a batch."""
        for waiter, one in zip(batch, found, strict=True):
            flight = waiter.flight
            with self._lock:
                flight.landed[waiter.text] = one
                if len(flight.landed) == flight.size:  # so none of it failed
                    flight.future.set_result(flight.landed)

    def fail(self, batch: Sequence[Waiter], error: BaseException) -> None:
        """Tell that nothing became of a batch; who waits for any of it is told why."""
        for waiter in batch:
            with self._lock:
                if not waiter.flight.future.done():
                    waiter.flight.future.set_exception(error)

    def take(self) -> list[Waiter]:
        """A batch of one width: of those who came first the widest. Empty where nobody waits."""
        with self._lock:
            if not self._lines:
                return []
            place = min(self._lines, key=lambda key: (self._lines[key][0][0], -key[0], key[1]))
            line = self._lines[place]
            size = min(len(line), batch_size(place[0], self._most))
            batch = [line.popleft()[1] for _ in range(size)]
            if not line:
                del self._lines[place]
        return batch
