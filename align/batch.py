"""A batch of documents: translated and written, each whatever becomes of the others.

Documents go through in windows, each of so many sentences that the batches of the model fill. While
one window is decoded, the next is read and planned and the one before is checked, rendered and
written; nothing holds more than three windows. Which documents share a window depends on the inputs
alone, and what becomes of a sentence on the sentence alone (see ``translation.translator``).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from .document import Document
from .done import Done, code_stamp
from .errors import InputError, ModelError, OutputError
from .files import write_whole
from .inputs import Input, output_names, read_input, reason_of
from .quality import with_findings
from .stages import timed
from .status import FAILURES, Status
from .translation.plan import NotTranslated, Plan, Planner, bitext_of
from .translation.session import Session
from .translation.translator import Translation
from .views import render
from .views.flags import count_errors, count_flagged
from .workers import Inline, Workers


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. ``files`` maps a view to its path relative to the output.

    ``flagged`` counts the sentences that ask for a look, ``errors`` those with a finding of that
    severity.
    """

    name: str
    lang: str
    status: Status
    reason: str = ""
    sentences: int = 0
    flagged: int = 0
    errors: int = 0
    seconds: float = 0.0
    files: dict[str, str] = field(default_factory=dict)


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


_WINDOWS = (256, 512, 1024)
"""Sentences of the first windows, and of every later one: the first are small so that decoding
begins at once."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is written: ``views`` of each document, into ``out``, in the language ``target``."""

    target: str
    out: Path
    views: tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    """A document under way: the result, once there is one, or the plan of it."""

    item: Input
    name: str
    key: bytes | None = None
    plan: Plan | None = None
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
        digest = session.digest({"views": list(settings.views), "code": code_stamp()})
        self._done = Done(session.memory, settings.out, digest)

    def close(self) -> None:
        self._workers.close()

    def run(self, inputs: Sequence[Input]) -> Iterator[Result]:
        before: Callable[[], Iterator[Result]] | None = None
        for number, window in enumerate(self._windows(inputs)):
            if number == 1:
                # The first window is over before processes would be there.
                self._workers = self._start()
            now = self._begin(window)
            if before is not None:
                yield from before()
            before = now
        if before is not None:
            yield from before()

    def _windows(self, inputs: Sequence[Input]) -> Iterator[list[_Entry]]:
        """The documents in order; a window is full where it has enough sentences."""
        sizes = iter(_WINDOWS)
        most = next(sizes)
        window: list[_Entry] = []
        sentences = 0
        for entry in self._planned(inputs):
            window.append(entry)
            sentences += len(entry.plan.texts) if entry.plan else 0
            if sentences >= most or len(window) >= _WINDOWS[-1]:
                yield window
                window, sentences, most = [], 0, next(sizes, _WINDOWS[-1])
        if window:
            yield window

    def _planned(self, inputs: Sequence[Input]) -> Iterator[_Entry]:
        names = output_names([item.name for item in inputs])
        ahead: deque[tuple[_Entry, Future[Plan | NotTranslated] | None]] = deque()
        for item, name in zip(inputs, names, strict=True):
            self._watcher.begin(item.name)
            ahead.append(self._read(_Entry(item, name)))
            if len(ahead) >= self._workers.ahead:
                yield self._settled(*ahead.popleft())
        while ahead:
            yield self._settled(*ahead.popleft())

    def _read(self, entry: _Entry) -> tuple[_Entry, Future[Plan | NotTranslated] | None]:
        """The entry with a result where there is nothing more to do, or its plan to wait for."""
        started = time.perf_counter()
        future = None
        try:
            with timed("read"):
                document = read_input(entry.item)
            with timed("memory"):
                entry.key = self._done.key(document.sha256, entry.item.name, entry.name)
                found = self._done.find(entry.key)
            if found is not None:
                entry.result = Result(**found)
            else:
                future = self._workers.submit(plan_document, document)
        except InputError as error:
            entry.result = _unreadable(entry.item, error)
        except (OutputError, MemoryError) as error:
            entry.result = _failed(entry.item, error)
        entry.seconds = time.perf_counter() - started
        return entry, future

    def _settled(self, entry: _Entry, future: Future[Plan | NotTranslated] | None) -> _Entry:
        if future is None:
            return entry
        try:
            plan = future.result()
        except (ModelError, MemoryError) as error:
            entry.result = _failed(entry.item, error)
            return entry
        if isinstance(plan, Plan):
            entry.plan = plan
            self._watcher.plan(len(plan.texts))
        else:
            entry.result = Result(entry.item.name, plan.lang, plan.status, plan.reason)
            self._remember(entry)
        return entry

    def _begin(self, window: Sequence[_Entry]) -> Callable[[], Iterator[Result]]:
        """Have the window decoded; what comes back waits for it and gives the results."""
        planned = [entry for entry in window if entry.plan is not None]
        finish: list[tuple[list[_Entry], Callable[[], list[list[Translation]]]]] = []
        started = time.perf_counter()
        try:
            finish.append((planned, self._begin_some(planned)))
        except ModelError:
            # One of the models is at fault: only its documents have to suffer.
            for entry in planned:
                try:
                    finish.append(([entry], self._begin_some([entry])))
                except ModelError as error:
                    entry.result = _failed(entry.item, error)

        def results() -> Iterator[Result]:
            futures: dict[int, Future[Result]] = {}
            for entries, wait in finish:
                futures.update(self._complete(entries, wait))
            sentences = sum(len(entry.plan.texts) for entry in planned if entry.plan) or 1
            for entry in window:
                if id(entry) in futures:
                    try:
                        entry.result = futures[id(entry)].result()
                        self._remember(entry)
                    except (OutputError, MemoryError) as error:
                        entry.result = _failed(entry.item, error)
                    # Documents of a window are decoded together: each has its share of the time.
                    share = len(entry.plan.texts) / sentences if entry.plan else 0.0
                    entry.seconds += share * (time.perf_counter() - started)
                if entry.result is not None:
                    yield replace(entry.result, seconds=entry.seconds)

        return results

    def _begin_some(self, entries: Sequence[_Entry]) -> Callable[[], list[list[Translation]]]:
        plans = [entry.plan for entry in entries if entry.plan is not None]
        return self._session.begin(plans, self._watcher.advance)

    def _complete(
        self, entries: Sequence[_Entry], wait: Callable[[], list[list[Translation]]]
    ) -> dict[int, Future[Result]]:
        try:
            translations = wait()
        except (OutputError, MemoryError) as error:
            for entry in entries:
                entry.result = _failed(entry.item, error)
            return {}
        futures = {}
        for entry, some in zip(entries, translations, strict=True):
            if entry.plan is not None:
                records = self._session.records(entry.plan)
                futures[id(entry)] = self._workers.submit(
                    complete, entry.item.name, entry.name, entry.plan, some, records, self._settings
                )
        return futures

    def _remember(self, entry: _Entry) -> None:
        if entry.key is not None and entry.result and entry.result.status not in FAILURES:
            with timed("memory"):
                self._done.remember(entry.key, asdict(entry.result), entry.result.files)


_planners: list[Planner] = []


def set_planner(planner: Planner) -> None:
    """The planner that ``plan_document`` uses in this process."""
    _planners[:] = [planner]


def start_planner(target: str, source: str | None, model: str | None) -> None:
    """What a process calls before it plans and completes documents."""
    set_planner(Planner(target, source, model))


def plan_document(document: Document) -> Plan | NotTranslated:
    """What is to be done with a document, by this process's planner."""
    return _planners[0].plan(document)


def complete(
    item: str,
    name: str,
    plan: Plan,
    translations: Sequence[Translation],
    records: Mapping[str, Mapping[str, Any]],
    settings: Settings,
) -> Result:
    """Check, render and write a translated document; ``OutputError`` where that fails."""
    with timed("check"):
        bitext = with_findings(bitext_of(plan, translations, settings.target, records))
    files = {}
    for view in settings.views:
        relative = f"{name}.{bitext.source.lang}-{bitext.target.lang}.{view}"
        with timed("render"):
            text = render(bitext, view)
        with timed("write"):
            write_whole(settings.out / relative, text)
        files[view] = relative
    return Result(
        item,
        bitext.source.lang,
        "translated",
        sentences=len(bitext.beads),
        flagged=count_flagged(bitext),
        errors=count_errors(bitext),
        files=files,
    )


def _unreadable(item: Input, error: InputError) -> Result:
    return Result(item.name, "und", "unreadable", reason_of(error, item))


def _failed(item: Input, error: Exception) -> Result:
    lacks_memory = isinstance(error, MemoryError)
    reason = "out of memory; split it, or free some" if lacks_memory else str(error)
    return Result(item.name, "und", "failed", reason)
