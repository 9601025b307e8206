"""Which documents of a batch are done already, so that a rerun has nothing to do for them.

A document is done where the same bytes went, with the same settings, models and versions of this
tool and its libraries, into outputs that are still there as they were written: what somebody has
edited, replaced or removed is made again, as is everything after an upgrade, so that a folder
never holds the work of two versions. Outputs are recognised by size and time of change, as make and
rsync do it.
"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from ..stages import timed
from ..status import FAILURES
from ..translation.memory import Memory, find_document, store_document
from .result import Result

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = (
    "charset-normalizer",
    "ctranslate2",
    "jinja2",
    "markupsafe",
    "numpy",
    "pycld2",
    "sentencepiece",
    "sentencex",
    "torch",
    "transformers",
)
"""What decodes, detects, splits, translates and renders."""


class Done:
    """What an output folder's memory knows of documents done; ``settings`` is a digest of all that
    they depend on but themselves.
    """

    def __init__(self, memory: Memory, out: Path, settings: bytes) -> None:
        self._memory = memory
        self._out = out
        self._settings = settings

    def key(self, sha256: str, *names: str) -> bytes:
        """The key of a document with this content, found and written under these names."""
        text = "\0".join((sha256, *names))
        return hashlib.sha256(self._settings + text.encode("utf-8", "surrogateescape")).digest()

    def find(self, key: bytes) -> Result | None:
        """What became of the document, ``unchanged``, if its outputs are as they were."""
        record = find_document(self._memory, key)
        if record is None:
            return None
        outputs: dict[str, list[int]] = record["outputs"]
        if any(_state(self._out / name) != state for name, state in outputs.items()):
            return None
        return replace(Result(**record["result"]), unchanged=True)

    def remember(self, key: bytes | None, result: Result) -> None:
        """Remember what became of a document that was read; what failed is tried again."""
        if key is None or result.status in FAILURES:
            return
        with timed("memory"):
            states = {name: _state(self._out / name) for name in result.files.values()}
            store_document(self._memory, key, {"result": asdict(result), "outputs": states})


@cache
def code_stamp() -> str:
    """What changes whenever a file of this package does: some systems give all one time."""
    files = sorted(
        path
        for path in _PACKAGE.rglob("*")
        if path.suffix != ".pyc" and "_models" not in path.parts and path.is_file()
    )
    stamp = hashlib.sha256()
    for path in files:
        stamp.update(f"\0{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        stamp.update(hashlib.sha256(path.read_bytes()).digest())
    return stamp.hexdigest()


@cache
def library_versions() -> dict[str, str]:
    """The versions of Python and of the libraries that outputs depend on; not installed: empty."""
    from importlib.metadata import PackageNotFoundError, version

    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an extra
            found[name] = ""
    return found


def _state(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]
