"""A file's bytes: of regular files only, no more than can be handled, and of one moment."""

from __future__ import annotations

import io
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError
from ..limits import LARGEST, PASSAGES_A_MEGABYTE

_PASSAGE = re.compile(r"[.!?…]\s|[\n\r\x0b\x0c\x85\u2028\u2029]\S")
_ATTEMPTS = 3
_CHUNK = 1 << 20
_DESCRIPTORS = ("/dev/fd", "/proc/self/fd")


def read_whole(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file of at most ``largest`` megabytes.

    Raises ``InputError`` for what is missing, larger, no regular file (a pipe would be waited for,
    a device never ends), or goes on changing while it is read.
    """
    try:
        for _ in range(_ATTEMPTS):
            data = _read_once(path, largest)
            if data is not None:
                return data
    except FileNotFoundError as error:
        what = "a link to nothing; mend or remove it"
        if not path.is_symlink():
            what = "no such file or folder; check the path"
        raise InputError(f"{path}: {what}") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: a folder where a file is needed; name a file in it") from error
    except PermissionError as error:
        raise InputError(f"{path}: no permission to read it; check its access rights") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    raise InputError(f"{path}: changes while it is read; run again when it is finished")


def read_stream(file: BinaryIO | io.RawIOBase, name: object, largest: int = LARGEST) -> bytes:
    """What ``file`` gives until its end; ``InputError``, naming ``name``, beyond ``largest``."""
    most = largest << 20
    parts: list[bytes] = []
    size = 0
    while size <= most and (part := file.read(min(_CHUNK, most + 1 - size))):
        parts.append(part)
        size += len(part)
    if size > most:
        raise too_large(name, f"larger than {largest} MB")
    return b"".join(parts)


def check_passages(text: str, name: str, largest: int = LARGEST) -> None:
    """Raise ``InputError`` for a text of too many lines and sentences for ``largest`` megabytes."""
    most = PASSAGES_A_MEGABYTE * largest
    # Two characters at the least for each.
    if len(text) > 2 * most and sum(1 for _ in _PASSAGE.finditer(text)) > most:
        raise too_large(name, f"more than {most:,} lines and sentences")


def too_large(name: object, what: str) -> InputError:
    """The error for a document that is too large, with what to do."""
    return InputError(f"{name}: {what}; split it, or raise the limit with --max-size MB")


def _read_once(path: Path, largest: int) -> bytes | None:
    """The bytes, or ``None`` where the file changed meanwhile."""
    with io.FileIO(os.fspath(path), opener=_open_without_waiting) as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            if os.path.dirname(path) not in _DESCRIPTORS and str(path) != "/dev/stdin":  # noqa: PTH120
                raise InputError(f"{path}: a pipe or a device, not a file; pipe it in, and name -")
            os.set_blocking(file.fileno(), True)
            return read_stream(file, path, largest)
        if before.st_size > largest << 20:
            tenths = -(-before.st_size * 10 >> 20)  # rounded up: it has to be more than the limit
            raise too_large(path, f"{tenths / 10:,.1f} MB, larger than {largest} MB")
        data = read_stream(file, path, largest)
        after = os.fstat(file.fileno())
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    # What a system makes up as it is read (/proc) has no size.
    return data if same and after.st_size in (0, len(data)) else None


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to would be waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
