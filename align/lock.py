"""One run at a time in an output folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import OutputError
from .files import why

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes against reading too, so the locked one is not among those that say whose.
_LOCKED_BYTE = 1 << 20


@contextmanager
def one_run_in(out: Path) -> Iterator[None]:
    """Hold the output folder ``out`` (made where missing) for this process.

    The system gives the lock up when the process ends, so that a killed run leaves none. Raises
    ``OutputError`` where another process holds it, naming that, and where ``out`` cannot be
    written to.
    """
    path = out / ".qatarlas" / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(f"{out}: cannot be used as output folder: {why(error)}") from error
    try:
        try:
            _lock(descriptor)
        except BlockingIOError as error:
            owner = os.pread(descriptor, 20, 0) if sys.platform != "win32" else path.read_bytes()
            who = f" (process {owner.decode()})" if owner.isdigit() else ""
            raise OutputError(
                f"{out}: another run{who} is writing here; wait for its end, or name another folder"
            ) from error
        except OSError as error:
            raise OutputError(
                f"{out}: cannot be locked for this run: {error.strerror or error}; name a folder"
                " on a local disk"
            ) from error
        os.ftruncate(descriptor, 0)
        try:
            os.write(descriptor, str(os.getpid()).encode())
        except OSError as error:
            raise OutputError(f"{out}: cannot be used as output folder: {why(error)}") from error
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Lock or raise ``BlockingIOError``.

    A POSIX record lock, unlike ``flock``, is not inherited by worker processes, so that no worker
    that outlives a killed run for a moment keeps the next one out.
    """
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from error
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _LOCKED_BYTE)
        except PermissionError as error:  # EACCES: some systems say so that it is held
            raise BlockingIOError(*error.args) from error
