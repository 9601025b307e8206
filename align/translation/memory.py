"""The translation memory: what was translated once with the same model and settings stays so.

SQLite in WAL mode beside the output. A batch is stored in one transaction, so that a process killed
at any moment leaves whole batches or nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import OutputError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY,
    owner TEXT NOT NULL,
    target TEXT NOT NULL,
    score REAL NOT NULL,
    repeated INTEGER NOT NULL,
    repaired TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID
"""
# Word links, as JSON: made after the translations, and for documents that need none as well.
_LINKS = "CREATE TABLE IF NOT EXISTS link (key BLOB PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID"
_VERSION = 2
_FROM_1 = "ALTER TABLE translation ADD COLUMN repaired TEXT NOT NULL DEFAULT ''"
_MOST_VARIABLES = 500


@dataclass(frozen=True, slots=True)
class Remembered:
    """A stored translation; ``owner`` is the document for which it was made.

    ``repeated``: 0 decoded as usual, 1 decoded again because it looped, 2 still loops.
    ``repaired`` names the kinds of errors for which another hypothesis was taken, or is empty.
    """

    target: str
    score: float
    repeated: int
    owner: str
    repaired: str = ""


class Memory:
    """The memory in ``path`` (made where missing); ``None`` keeps it in RAM.

    ``hits`` counts the translations that were found in it since it was opened.

    Raises ``OutputError`` where the file is not a memory or cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.hits = 0
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path or ":memory:", timeout=60)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            with self._database:
                # sqlite3 opens no transaction for what changes tables, and a run that is killed
                # between two of these, or another that starts, must find all of them or none.
                self._database.execute("BEGIN IMMEDIATE")
                self._make_tables(path)
        except (sqlite3.Error, OSError) as error:
            raise OutputError(f"{path}: cannot be used as translation memory: {error}") from error

    def _make_tables(self, path: Path | None) -> None:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version not in (0, 1, _VERSION):
            raise OutputError(
                f"{path}: a translation memory of another version of this tool; remove it, and"
                " all is translated once more"
            )
        self._database.execute(_SCHEMA)
        self._database.execute(_LINKS)
        if version == 1:
            self._database.execute(_FROM_1)
        if version != _VERSION:
            self._database.execute(f"PRAGMA user_version = {_VERSION}")

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was stored stays."""
        self._database.close()

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Remembered]:
        """The stored translations of those ``keys`` that there are."""
        query = "SELECT key, target, score, repeated, owner, repaired FROM translation"
        rows = self.select(query, keys)
        self.hits += len(rows)
        return {key: Remembered(*row) for key, *row in rows}

    def store(self, translations: Iterable[tuple[bytes, Remembered]]) -> None:
        """Store a batch whole; a key that is there already keeps what it has."""
        self.insert(
            "INSERT OR IGNORE INTO translation (key, target, score, repeated, owner, repaired)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((key, r.target, r.score, r.repeated, r.owner, r.repaired) for key, r in translations),
        )

    def select(self, query: str, keys: Sequence[bytes]) -> list[Any]:
        """The rows of a query on a table with a ``key`` that have one of ``keys``."""
        rows: list[Any] = []
        try:
            for start in range(0, len(keys), _MOST_VARIABLES):
                some = keys[start : start + _MOST_VARIABLES]
                where = f" WHERE key IN ({','.join('?' * len(some))})"
                rows += self._database.execute(query + where, some)
        except sqlite3.Error as error:
            raise OutputError(
                f"{self._path}: the memory is damaged ({error}); remove it, and all is translated"
                " once more"
            ) from error
        return rows

    def insert(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert rows in one transaction."""
        try:
            with self._database:
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise OutputError(f"{self._path}: the memory cannot be written: {error}") from error


def find_links(memory: Memory, keys: Sequence[bytes]) -> dict[bytes, str]:
    """The stored word links, as JSON, of those ``keys`` that there are."""
    return dict(memory.select("SELECT key, words FROM link", keys))


def store_links(memory: Memory, links: Mapping[bytes, str]) -> None:
    """Store the word links of a document whole; a key that is there already keeps what it has."""
    memory.insert("INSERT OR IGNORE INTO link (key, words) VALUES (?, ?)", links.items())


def memory_path(out: Path) -> Path:
    """Where the memory of an output folder is."""
    return out / ".qatarlas" / "memory.sqlite3"


def settings_digest(settings: Mapping[str, object]) -> bytes:
    """A digest of everything but the text that a translation depends on."""
    text = json.dumps(settings, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def memory_key(settings: bytes, text: str) -> bytes:
    """The key of one text as the model is given it, under ``settings_digest``."""
    return hashlib.sha256(settings + text.encode()).digest()
