"""The documents of a batch as they are read, found done or planned, some of them ahead."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..inputs import Input, output_names, read_input
from ..stages import timed
from ..translation.plan import NotTranslated, Plan
from .done import Done
from .result import Result, failed, unreadable
from .tasks import plan_document
from .watcher import Watcher
from .windows import is_large
from .workers import Workers


@dataclass(slots=True)
class Entry:
    """A document under way: the result, once there is one, or the plan of it.

    ``name`` is what its outputs are called, ``key`` that in what an earlier run has done,
    ``characters`` how many it holds while something remains to be done. ``planned`` and
    ``completed`` wait for what other processes may do.
    """

    item: Input
    name: str
    key: bytes | None = None
    characters: int = 0
    planned: Callable[[], Plan | NotTranslated] | None = None
    plan: Plan | None = None
    completed: Callable[[], Result] | None = None
    result: Result | None = None
    seconds: float = 0.0


class Planning:
    """Reads the documents of a batch and has ``workers`` plan those that are not ``done``."""

    def __init__(self, done: Done, workers: Workers, watcher: Watcher) -> None:
        self._done = done
        self._workers = workers
        self._watcher = watcher

    def entries(self, inputs: Sequence[Input]) -> Iterator[Entry]:
        """The documents in order, each with its result, or a plan where there is something to do.

        As many are under way as the workers want, but no more characters than a window may hold.
        """
        names = output_names([item.name for item in inputs])
        ahead: deque[Entry] = deque()
        for item, name in zip(inputs, names, strict=True):
            self._watcher.begin(item.name)
            ahead.append(self._read(Entry(item, name)))
            while ahead and (
                len(ahead) >= self._workers.ahead
                or is_large(sum(entry.characters for entry in ahead))
            ):
                yield self._planned(ahead.popleft())
        while ahead:
            yield self._planned(ahead.popleft())

    def _read(self, entry: Entry) -> Entry:
        """The entry with a result where there is nothing more to do, or with a plan on its way."""
        started = time.perf_counter()
        try:
            with timed("read"):
                document = read_input(entry.item)
            with timed("memory"):
                entry.key = self._done.key(document.sha256, entry.item.name, entry.name)
                entry.result = self._done.find(entry.key)
            if entry.result is None:
                entry.characters = len(document.text)
                entry.planned = self._workers.submit(plan_document, document)
        except InputError as error:
            entry.result = unreadable(entry.item, error)
        except Exception as error:  # noqa: BLE001  # told as this document's reason
            entry.result = failed(entry.item, error)
        entry.seconds = time.perf_counter() - started
        return entry

    def _planned(self, entry: Entry) -> Entry:
        """The entry, once its plan is there."""
        if entry.planned is None:
            return entry
        started = time.perf_counter()
        try:
            plan = entry.planned()
            if isinstance(plan, Plan):
                entry.plan = plan
                self._watcher.plan(len(plan.texts))
            else:
                entry.result = Result(entry.item.name, plan.lang, plan.status, plan.reason)
                self._done.remember(entry.key, entry.result)
        except Exception as error:  # noqa: BLE001  # told as this document's reason
            entry.result = failed(entry.item, error)
        if entry.plan is None:
            entry.characters = 0
        entry.planned = None
        entry.seconds += time.perf_counter() - started
        return entry
