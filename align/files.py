"""Writing files so that they are there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .errors import OutputError

MAKE_ROOM = "make room and run it again: what is done stays done"
NAME_ANOTHER = "name a folder that can be written to"
"""What to do about a disk that is full, and about missing rights."""

_CHUNK = 1 << 20
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_THE_WAY = frozenset({errno.EEXIST, errno.EISDIR, errno.ENOTDIR})


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 so that the file is there whole or not at all, even after a crash.

    It is written beside its place, brought to the disk, and put in its place in one step. A file
    that holds this very text already is left alone. Raises ``OutputError`` naming the file where
    that fails.
    """
    # The name of the partial file is short whatever the file's own is, and the same on a rerun,
    # which so overwrites what a killed run left.
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]
    partial = path.with_name(f".{mark}.partial")
    try:
        if _holds(path, text):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as file:
                for data in _encoded(text):
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError:
            with suppress(OSError):  # on a full disk it would take what room there is
                partial.unlink()
            raise
        _bring_to_disk(path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {why(error)}") from error


def why(error: OSError) -> str:
    """What an error in writing says, with what to do about it."""
    text = error.strerror or str(error)
    if error.errno in _FULL:
        return f"{text}; {MAKE_ROOM}"
    if error.errno in _FORBIDDEN:
        return f"{text}; {NAME_ANOTHER}"
    if error.errno in _IN_THE_WAY:
        return f"{text}; move it out of the way, or name another folder"
    return text


def takes_no_more(folder: Path) -> bool:
    """Whether nothing more can be written below ``folder``: a full disk, a quota, lost rights."""
    probe = folder / ".qatarlas" / "probe"
    try:
        with probe.open("wb") as file:
            file.write(bytes(1 << 16))
            os.fsync(file.fileno())
    except OSError:
        return True
    finally:
        with suppress(OSError):
            probe.unlink()
    return False


def _encoded(text: str) -> Iterator[bytes]:
    """The text's UTF-8 in parts: the whole of it at once would double what it takes."""
    for start in range(0, len(text), _CHUNK):
        yield text[start : start + _CHUNK].encode()


def _holds(path: Path, text: str) -> bool:
    try:
        with path.open("rb") as file:
            same = all(file.read(len(data)) == data for data in _encoded(text))
            return same and not file.read(1)
    except OSError:  # not there, a folder in its place: writing it will say so
        return False


def _bring_to_disk(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows has no way to, and does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems cannot
            raise
    finally:
        os.close(descriptor)
