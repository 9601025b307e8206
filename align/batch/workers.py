"""Processes that do the Python work of a batch, where there are cores for them.

They are spawned, not forked (threads of CTranslate2 and locks do not survive a fork), leave
interrupting to their parent, and end when it ends, however it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

from .. import stages

_Value = TypeVar("_Value")
_CORES_PER_WORKER = 4  # while three decode, one reads, checks and renders what they need and made
_MOST = 16
# A run that is killed leaves semaphores; Python's tracker of them cleans up, and need not say so.
_QUIET = "ignore:resource_tracker:UserWarning"


class Workers(Protocol):
    """Who calls functions."""

    @property
    def ahead(self) -> int:
        """How many calls are worth having under way."""
        ...

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Callable[[], _Value]:
        """Have a function of a module called with arguments that can be pickled.

        What comes back waits for the value, once, and raises what the function did.
        """
        ...

    def close(self) -> None:
        """Give up what has been submitted and not begun."""
        ...


class Inline:
    """Calls in this process, when the value is asked for."""

    ahead = 1

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Callable[[], _Value]:
        """See ``Workers``."""
        return partial(function, *arguments)

    def close(self) -> None:
        """See ``Workers``."""


class Deferred:
    """Calls in this process until ``start``, from then on by the workers that ``starting`` gives.

    Processes take a while to come up: a small batch is over before.
    """

    def __init__(self, starting: Callable[[], Workers]) -> None:
        self._starting = starting
        self._workers: Workers = Inline()

    @property
    def ahead(self) -> int:
        """See ``Workers``."""
        return self._workers.ahead

    def start(self) -> None:
        """Have what is submitted from now on done by others."""
        self._workers = self._starting()

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Callable[[], _Value]:
        """See ``Workers``."""
        return self._workers.submit(function, *arguments)

    def close(self) -> None:
        """See ``Workers``."""
        self._workers.close()


class Processes:
    """So many processes, each of which first calls ``setup`` with ``arguments``.

    A process may be ended by the system, where memory runs out. What it had to do is then done once
    more by a new one, a call at a time, so that only the call that is too much for it is lost, and
    raises ``MemoryError``.
    """

    def __init__(self, count: int, setup: Callable[..., None], *arguments: Any) -> None:
        if _QUIET not in sys.warnoptions:  # which processes inherit, that of semaphores too
            sys.warnoptions.append(_QUIET)
        self.ahead = 4 * count
        self._count = count
        self._setup = setup, arguments
        self._pool = self._new_pool()

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Callable[[], _Value]:
        """See ``Workers``."""
        future = self._submitted(function, *arguments)

        def value() -> _Value:
            try:
                found, seconds = future.result()
            except BrokenProcessPool:
                try:
                    found, seconds = self._submitted(function, *arguments).result()
                except BrokenProcessPool as error:
                    raise MemoryError("a process was ended by the system twice") from error
            stages.add(seconds)
            return found

        return value

    def close(self) -> None:
        """See ``Workers``."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _submitted(
        self, function: Callable[..., _Value], *arguments: Any
    ) -> Future[tuple[_Value, dict[str, float]]]:
        with _uninterrupted():  # it may start a process
            try:
                return self._pool.submit(_counted, function, *arguments)
            except BrokenProcessPool:
                self._pool = self._new_pool()
                return self._pool.submit(_counted, function, *arguments)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=self._setup,
        )


def workers_for(cores: int) -> int:
    """How many processes are worth starting beside the model's threads; 0 for a few cores."""
    return min(_MOST, cores // _CORES_PER_WORKER)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from this thread for the moment, and for good from processes started meanwhile.

    They would end with a traceback while they load what they need.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(setup: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    setup(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _counted(function: Callable[..., _Value], *arguments: Any) -> tuple[_Value, dict[str, float]]:
    value = function(*arguments)
    return value, stages.take()
