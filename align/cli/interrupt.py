"""Ctrl-C ends a command within two seconds, whatever it is in the middle of.

Python sees a signal only between two steps of its own, and decoding a batch or loading a model is
one step. So a thread is woken by the signal itself, gives the command a second to end in its own
way, and then ends the process. That is safe at any moment: every output is written whole or not at
all, and the memory survives a killed process.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

STATUS = 130
_GRACE = 1.0  # seconds


class Interruption:
    """Whether Ctrl-C was pressed; ``say`` tells the person once that it was understood."""

    def __init__(self, say: Callable[[], None]) -> None:
        self.seen = False
        self._say = say
        self._said = threading.Lock()

    def end(self) -> int:
        """Tell the person, if nobody has; the exit status."""
        if self._said.acquire(blocking=False):
            self._say()
        return STATUS

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch for Ctrl-C while the block runs, and, once it came, until the process has ended."""
        if threading.current_thread() is not threading.main_thread():
            yield  # signals are none of this thread's business
            return
        waiting, woken = _pipe()
        before = signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=self._watch, args=(waiting,), daemon=True).start()
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            woken.close()

    def _watch(self, waiting: IO[bytes]) -> None:
        with waiting:
            while signals := waiting.read(64):
                if signal.SIGINT in signals:
                    self.seen = True
                    time.sleep(_GRACE)
                    if sys.stderr is not None and sys.stderr.isatty():
                        sys.stderr.write("\x1b[?25h")  # a progress bar hides the cursor
                    self.end()
                    os._exit(STATUS)


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    """The two ends of what a signal writes to without waiting: to read from, to write to."""
    if sys.platform == "win32":  # wakes sockets only
        import socket

        reader, writer = socket.socketpair()
        writer.setblocking(False)
        return reader.makefile("rb", buffering=0), writer.makefile("wb", buffering=0)
    waiting, woken = os.pipe()
    os.set_blocking(woken, False)
    return os.fdopen(waiting, "rb", buffering=0), os.fdopen(woken, "wb", buffering=0)
