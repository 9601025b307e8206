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
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from .done import Done, code_stamp, library_versions
from .errors import InputError
from .inputs import Input, output_names, read_input
from .result import Result, failed, unreadable
from .stages import timed
from .status import FAILURES
from .tasks import Settings, complete, plan_document, set_planner
from .translation.parts import Translation
from .translation.plan import NotTranslated, Plan
from .translation.session import Session
from .windows import LARGE_CHARACTERS, in_windows
from .workers import Inline, Workers


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


_AHEAD = 4
"""Windows that are decoded, or wait for it, while another is completed."""
_BEFORE_PROCESSES = 3
"""So many small windows are over before processes would be there."""

_Wait = Callable[[], list[list[Translation]]]
"""What waits for the translations of some documents."""


@dataclass(slots=True)
class _Entry:
    """A document under way: the result, once there is one, or the plan of it."""

    item: Input
    name: str
    key: bytes | None = None
    characters: int = 0
    planned: Callable[[], Plan | NotTranslated] | None = None
    plan: Plan | None = None
    completed: Callable[[], Result] | None = None
    result: Result | None = None
    seconds: float = 0.0


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
        self._start = workers
        self._workers: Workers = Inline()
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
        begun: deque[tuple[int, Iterator[Result]]] = deque()
        for number, window in enumerate(in_windows(self._planned(inputs), _size)):
            if number == _BEFORE_PROCESSES:
                self._workers = self._start()
            while window.large and begun:
                yield from begun.popleft()[1]
            begun.append((window.characters, self._begin(window.items)))
            while begun and (window.large or len(begun) > _AHEAD or _too_much(begun)):
                yield from begun.popleft()[1]
        while begun:
            yield from begun.popleft()[1]

    def _planned(self, inputs: Sequence[Input]) -> Iterator[_Entry]:
        """The documents in order, read, and planned where there is something to translate."""
        names = output_names([item.name for item in inputs])
        ahead: deque[_Entry] = deque()
        for item, name in zip(inputs, names, strict=True):
            self._watcher.begin(item.name)
            ahead.append(self._read(_Entry(item, name)))
            while ahead and (
                len(ahead) >= self._workers.ahead
                or sum(entry.characters for entry in ahead) > LARGE_CHARACTERS
            ):
                yield self._settled(ahead.popleft())
        while ahead:
            yield self._settled(ahead.popleft())

    def _read(self, entry: _Entry) -> _Entry:
        """The entry with a result where there is nothing more to do, or with a plan on its way."""
        started = time.perf_counter()
        try:
            with timed("read"):
                document = read_input(entry.item)
            with timed("memory"):
                entry.key = self._done.key(document.sha256, entry.item.name, entry.name)
                found = self._done.find(entry.key)
            if found is not None:
                entry.result = replace(Result(**found), unchanged=True)
            else:
                entry.characters = len(document.text)
                entry.planned = self._workers.submit(plan_document, document)
        except InputError as error:
            entry.result = unreadable(entry.item, error)
        except Exception as error:  # noqa: BLE001  # told as this document's reason
            entry.result = failed(entry.item, error)
        entry.seconds = time.perf_counter() - started
        return entry

    def _settled(self, entry: _Entry) -> _Entry:
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
                self._remember(entry)
        except Exception as error:  # noqa: BLE001  # told as this document's reason
            entry.result = failed(entry.item, error)
        if entry.plan is None:
            entry.characters = 0
        entry.planned = None
        entry.seconds += time.perf_counter() - started
        return entry

    def _begin(self, window: Sequence[_Entry]) -> Iterator[Result]:
        """Have the window decoded; what comes back waits for it and gives the results."""
        planned = [entry for entry in window if entry.plan is not None]
        begun: list[tuple[list[_Entry], _Wait]] = []
        started = time.perf_counter()
        try:
            begun.append((planned, self._begin_some(planned)))
        except Exception:  # noqa: BLE001
            # One of the models or documents is at fault: only its own have to suffer.
            for entry in planned:
                try:
                    begun.append(([entry], self._begin_some([entry])))
                except Exception as error:  # noqa: BLE001  # told as this document's reason
                    entry.result = failed(entry.item, error)
        return self._results(window, begun, started)

    def _begin_some(self, entries: Sequence[_Entry]) -> _Wait:
        plans = [entry.plan for entry in entries if entry.plan is not None]
        return self._session.begin(plans, self._watcher.advance)

    def _results(
        self,
        window: Sequence[_Entry],
        begun: list[tuple[list[_Entry], _Wait]],
        started: float,
    ) -> Iterator[Result]:
        sentences = sum(len(entry.plan.texts) for entry in window if entry.plan) or 1
        while begun:
            self._complete(*begun.pop(0))
        for entry in window:
            if entry.completed is not None:
                try:
                    entry.result = entry.completed()
                    self._remember(entry)
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

    def _complete(self, entries: Sequence[_Entry], wait: _Wait) -> None:
        """Wait for the translations of some documents, and have these completed."""
        try:
            translations = wait()
        except Exception as error:  # noqa: BLE001  # told as the reason of these documents
            for entry in entries:
                entry.result = failed(entry.item, error)
            return
        for entry, some in zip(entries, translations, strict=True):
            if entry.plan is not None:
                records = self._session.records(entry.plan)
                entry.completed = self._workers.submit(
                    complete, entry.item.name, entry.name, entry.plan, some, records, self._settings
                )

    def _remember(self, entry: _Entry) -> None:
        if entry.key is not None and entry.result and entry.result.status not in FAILURES:
            with timed("memory"):
                self._done.remember(entry.key, asdict(entry.result), entry.result.files)


def _too_much(begun: Sequence[tuple[int, object]]) -> bool:
    """Whether several windows hold more characters than one may."""
    return len(begun) > 1 and sum(characters for characters, _ in begun) > LARGE_CHARACTERS


def _size(entry: _Entry) -> tuple[int, int]:
    return len(entry.plan.texts) if entry.plan else 0, entry.characters
