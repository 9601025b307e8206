"""Writing files so that they are there whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from .errors import OutputError


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 so that the file is there whole or not at all, even after a crash.

    Raises ``OutputError`` naming the file where that fails.
    """
    # The name of the partial file is short whatever the file's own is, and the same on a rerun,
    # which so overwrites what a killed run left.
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]
    partial = path.with_name(f".{mark}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
