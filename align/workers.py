"""Processes that do the Python work of a batch, where there are cores for them.

They are spawned, not forked (threads of CTranslate2 and locks do not survive a fork), leave
interrupting to their parent, and end when it ends, however it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

from . import stages

_Value = TypeVar("_Value")
_CORES_PER_WORKER = 4  # while three decode, one reads, checks and renders what they need and made
_MOST = 16


class Workers(Protocol):
    """Who calls functions: ``ahead`` is how many calls are worth having under way."""

    ahead: int

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Future[_Value]:
        """Call a function of a module with arguments that can be pickled."""
        ...

    def close(self) -> None:
        """Give up what has been submitted and not begun."""
        ...


class Inline:
    """Calls at once, in this process."""

    ahead = 1

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Future[_Value]:
        """See ``Workers``."""
        future: Future[_Value] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:  # noqa: BLE001  # whoever asks for the result gets it
            future.set_exception(error)
        return future

    def close(self) -> None:
        """See ``Workers``."""


class Processes:
    """So many processes, each of which first calls ``setup`` with ``arguments``."""

    def __init__(self, count: int, setup: Callable[..., None], *arguments: Any) -> None:
        self.ahead = 4 * count
        self._pool = ProcessPoolExecutor(
            count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(setup, arguments),
        )

    def submit(self, function: Callable[..., _Value], *arguments: Any) -> Future[_Value]:
        """See ``Workers``."""
        future: Future[_Value] = Future()

        def settle(counted: Future[tuple[_Value, dict[str, float]]]) -> None:
            if counted.cancelled():
                future.cancel()
            elif error := counted.exception():
                future.set_exception(error)
            else:
                value, seconds = counted.result()
                stages.add(seconds)
                future.set_result(value)

        self._pool.submit(_counted, function, *arguments).add_done_callback(settle)
        return future

    def close(self) -> None:
        """See ``Workers``."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def workers_for(cores: int) -> int:
    """How many processes are worth starting beside the model's threads; 0 for a few cores."""
    return min(_MOST, cores // _CORES_PER_WORKER)


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
