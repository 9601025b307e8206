"""A batch of documents: translated and written, each whatever becomes of the others.

Documents go through in windows (see ``windows``). While some are decoded, the one before them is
checked, rendered and written, and the next is read and planned: a few windows are held at the most,
and a large one alone. Which documents share a window depends on the inputs alone, and what becomes
of a sentence on the sentence alone (see ``translation.translator``).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..inputs import Input
from ..translation.parts import Translation
from ..translation.session import Session
from .done import Done, code_stamp, library_versions
from .planning import Entry, Planning
from .result import Result, failed
from .tasks import Settings, complete, set_planner
from .watcher import Watcher
from .windows import in_windows, is_large
from .workers import Deferred, Inline, Workers

_AHEAD = 4
"""Windows that are decoded, or wait for it, while another is completed."""
_BEFORE_PROCESSES = 3
"""So many small windows are over before processes would be there."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A window on its way: its characters, and what waits for it and gives the results."""

    characters: int
    results: Iterator[Result]


@dataclass(frozen=True, slots=True)
class _Awaited:
    """Documents that are decoded together, and what waits for their translations."""

    entries: Sequence[Entry]
    translations: Callable[[], list[list[Translation]]]


def run_batch(
    inputs: Sequence[Input],
    session: Session,
    out: Path,
    views: Sequence[str],
    watcher: Watcher,
    workers: Callable[[], Workers] = Inline,
) -> Iterator[Result]:
    """Translate the documents; a result as each is done, in their order.

    Every file appears whole or not at all. A document that cannot be read, whose model is damaged
    or whose output cannot be written does not stop the others. What an earlier run has done is not
    done again. ``workers`` starts processes for the Python work, if there is much.
    """
    settings = Settings(session.target, out, tuple(views))
    batch = _Batch(session, settings, watcher, workers)
    try:
        yield from batch.run(inputs)
    finally:
        batch.close()


class _Batch:
    def __init__(
        self,
        session: Session,
        settings: Settings,
        watcher: Watcher,
        workers: Callable[[], Workers],
    ) -> None:
        self._session = session
        self._settings = settings
        self._watcher = watcher
        self._workers = Deferred(workers)
        # Rendering in this process shares the planner and its models.
        set_planner(session.planner)
        more: dict[str, object] = {
            "views": list(settings.views),
            "code": code_stamp(),
            "libraries": library_versions(),
        }
        self._done = Done(session.memory, settings.out, session.digest(more))

    def close(self) -> None:
        self._workers.close()

    def run(self, inputs: Sequence[Input]) -> Iterator[Result]:
        begun: deque[_Begun] = deque()
        planning = Planning(self._done, self._workers, self._watcher)
        for number, window in enumerate(in_windows(planning.entries(inputs), _size)):
            if number == _BEFORE_PROCESSES:
                self._workers.start()
            while window.large and begun:
                yield from begun.popleft().results
            begun.append(_Begun(window.characters, self._begin(window.items)))
            while begun and (window.large or len(begun) > _AHEAD or _too_much(begun)):
                yield from begun.popleft().results
        while begun:
            yield from begun.popleft().results

    def _begin(self, window: Sequence[Entry]) -> Iterator[Result]:
        """Have the window decoded; what comes back waits for it and gives the results."""
        planned = [entry for entry in window if entry.plan is not None]
        awaited: list[_Awaited] = []
        started = time.perf_counter()
        try:
            awaited.append(self._begin_some(planned))
        except Exception:  # noqa: BLE001
            # One of the models or documents is at fault: only its own have to suffer.
            for entry in planned:
                try:
                    awaited.append(self._begin_some([entry]))
                except Exception as error:  # noqa: BLE001  # told as this document's reason
                    entry.result = failed(entry.item, error)
        return self._results(window, awaited, started)

    def _begin_some(self, entries: Sequence[Entry]) -> _Awaited:
        plans = [entry.plan for entry in entries if entry.plan is not None]
        return _Awaited(entries, self._session.begin(plans, self._watcher.advance))

    def _results(
        self, window: Sequence[Entry], awaited: list[_Awaited], started: float
    ) -> Iterator[Result]:
        sentences = sum(len(entry.plan.texts) for entry in window if entry.plan) or 1
        while awaited:
            self._complete(awaited.pop(0))
        for entry in window:
            if entry.completed is not None:
                try:
                    entry.result = entry.completed()
                    self._done.remember(entry.key, entry.result)
                except Exception as error:  # noqa: BLE001  # told as this document's reason
                    entry.result = failed(entry.item, error)
            if entry.plan is not None:
                # Documents of a window are decoded together: each has its share of the time.
                share = len(entry.plan.texts) / sentences
                entry.seconds += share * (time.perf_counter() - started)
            # Nothing of a document is held longer than until it is done.
            entry.plan = entry.completed = None
            if entry.result is not None:
                yield replace(entry.result, seconds=entry.seconds)

    def _complete(self, awaited: _Awaited) -> None:
        """Wait for the translations of some documents, and have these completed."""
        try:
            translations = awaited.translations()
        except Exception as error:  # noqa: BLE001  # told as the reason of these documents
            for entry in awaited.entries:
                entry.result = failed(entry.item, error)
            return
        for entry, some in zip(awaited.entries, translations, strict=True):
            if entry.plan is not None:
                records = self._session.records(entry.plan)
                entry.completed = self._workers.submit(
                    complete, entry.item.name, entry.name, entry.plan, some, records, self._settings
                )


def _too_much(begun: Sequence[_Begun]) -> bool:
    """Whether several windows hold more characters than one may."""
    return len(begun) > 1 and is_large(sum(window.characters for window in begun))


def _size(entry: Entry) -> tuple[int, int]:
    return len(entry.plan.texts) if entry.plan else 0, entry.characters
