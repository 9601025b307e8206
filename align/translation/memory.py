"""The translation memory: what was translated once with the same model and settings stays so.

SQLite in WAL mode beside the output. A batch is stored in one transaction, as soon as it is decoded
and by the thread that did it, so that a process killed at any moment loses the batches in progress
and no more. The memory also knows which documents are done, with what they were made into.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from ..errors import OutputError
from ..files import MAKE_ROOM, NAME_ANOTHER, why

_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    key BLOB PRIMARY KEY,
    target TEXT NOT NULL,
    score REAL NOT NULL,
    repeated INTEGER NOT NULL,
    repaired TEXT NOT NULL,
    words TEXT
) WITHOUT ROWID
"""
# What links words of pairs that exist, as JSON: made for all pairs of two documents or for none.
_LINKS = "CREATE TABLE IF NOT EXISTS link (key BLOB PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID"
_DOCUMENTS = (
    "CREATE TABLE IF NOT EXISTS document (key BLOB PRIMARY KEY, result TEXT NOT NULL) WITHOUT ROWID"
)
_VERSION = 3
_OLDER = (1, 2)
# Translations of the first versions stay; the links of their documents are made again.
_FROM_OLDER = (
    "INSERT INTO translation SELECT key, target, score, repeated, {repaired}, NULL FROM older"
)
_MOST_VARIABLES = 500

Numbers = tuple[tuple[int, int], ...]
"""Links as the numbers of words: of the source's, of the target's, both split at white space."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A stored translation.

    ``repeated``: 0 decoded as usual, 1 decoded again because it looped, 2 still loops.
    ``repaired`` tells the reader what was taken in place of the likeliest hypothesis, or is empty.
    ``words`` is ``None`` where words were not to be linked.
    """

    target: str
    score: float
    repeated: int
    repaired: str = ""
    words: Numbers | None = None


class Memory:
    """The memory in ``path`` (made where missing); ``None`` keeps it in RAM.

    ``hits`` counts the translations that were found in it since it was opened. Any thread may use
    it. Raises ``OutputError`` where the file is not a memory or cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.hits = 0
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                path or ":memory:", timeout=60, check_same_thread=False
            )
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            with self._database:
                # sqlite3 opens no transaction for what changes tables, and a run that is killed
                # between two of these, or another that starts, must find all of them or none.
                self._database.execute("BEGIN IMMEDIATE")
                self._make_tables(path)
        except (sqlite3.Error, OSError) as error:
            raise OutputError(
                f"{path}: cannot be used as translation memory: {_why(error)}"
            ) from error

    def _make_tables(self, path: Path | None) -> None:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version not in (0, *_OLDER, _VERSION):
            raise OutputError(
                f"{path}: a translation memory of another version of this tool; remove it, and"
                " all is translated once more"
            )
        older = version in _OLDER
        if older:
            self._database.execute("ALTER TABLE translation RENAME TO older")
        for table in (_SCHEMA, _LINKS, _DOCUMENTS):
            self._database.execute(table)
        if older:
            repaired = "''" if version == 1 else "repaired"
            self._database.execute(_FROM_OLDER.format(repaired=repaired))
            self._database.execute("DROP TABLE older")
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
        query = "SELECT key, target, score, repeated, repaired, words FROM translation"
        found = {
            key: Remembered(
                target, score, repeated, repaired, None if words is None else _numbers(words)
            )
            for key, target, score, repeated, repaired, words in self.select(query, keys)
        }
        self.hits += len(found)
        return found

    def store(self, translations: Iterable[tuple[bytes, Remembered]]) -> None:
        """Store a batch whole; what a key has already stays, unless it lacks words."""
        self.insert(
            "INSERT INTO translation (key, target, score, repeated, repaired, words)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET target = excluded.target, score = excluded.score,"
            " repeated = excluded.repeated, repaired = excluded.repaired, words = excluded.words"
            " WHERE words IS NULL AND excluded.words IS NOT NULL",
            (
                (key, r.target, r.score, r.repeated, r.repaired, _words(r.words))
                for key, r in translations
            ),
        )

    def select(self, query: str, keys: Sequence[bytes]) -> list[Any]:
        """The rows of a query on a table with a ``key`` that have one of ``keys``."""
        rows: list[Any] = []
        try:
            for start in range(0, len(keys), _MOST_VARIABLES):
                some = keys[start : start + _MOST_VARIABLES]
                where = f" WHERE key IN ({','.join('?' * len(some))})"
                with self._lock:
                    rows += self._database.execute(query + where, some).fetchall()
        except sqlite3.Error as error:
            raise OutputError(f"{self._path}: the memory cannot be read: {_why(error)}") from error
        return rows

    def insert(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert rows in one transaction."""
        try:
            with self._lock, self._database:
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            raise OutputError(
                f"{self._path}: the memory cannot be written: {_why(error)}"
            ) from error


def find_shares(memory: Memory, keys: Sequence[bytes]) -> dict[bytes, str]:
    """The stored shares of words (see ``links``), as JSON, of those ``keys`` that there are."""
    return dict(memory.select("SELECT key, words FROM link", keys))


def store_shares(memory: Memory, shares: Mapping[bytes, str]) -> None:
    """Store the shares of a document whole; a key that is there already keeps what it has."""
    memory.insert("INSERT OR IGNORE INTO link (key, words) VALUES (?, ?)", shares.items())


def find_document(memory: Memory, key: bytes) -> dict[str, Any] | None:
    """What became of the document of this key in an earlier run, if it was done."""
    rows = memory.select("SELECT result FROM document", [key])
    return dict(json.loads(rows[0][0])) if rows else None


def store_document(memory: Memory, key: bytes, result: Mapping[str, Any]) -> None:
    """Remember that a document is done, in place of what was remembered of this key."""
    text = json.dumps(result)  # with escapes: a file's name need not be Unicode, SQLite's text must
    memory.insert("INSERT OR REPLACE INTO document (key, result) VALUES (?, ?)", [(key, text)])


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


def _why(error: sqlite3.Error | OSError) -> str:
    """What an error of the memory says, with what to do about it."""
    if isinstance(error, OSError):
        return why(error)
    # The lowest byte is the kind of error, the next one tells more.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    # A quota and a limit on the size of files are errors of input and output to SQLite.
    remedies = {
        sqlite3.SQLITE_FULL: MAKE_ROOM,
        sqlite3.SQLITE_IOERR: f"the disk may be full or damaged; {MAKE_ROOM}",
        sqlite3.SQLITE_READONLY: NAME_ANOTHER,
        sqlite3.SQLITE_CANTOPEN: NAME_ANOTHER,
        sqlite3.SQLITE_PERM: NAME_ANOTHER,
        sqlite3.SQLITE_BUSY: "another program has it open; wait until it has ended",
        sqlite3.SQLITE_LOCKED: "another program has it open; wait until it has ended",
    }
    return f"{error}; {remedies.get(code, 'remove it, and all is translated once more')}"


def _words(numbers: Numbers | None) -> str | None:
    return None if numbers is None else " ".join(f"{s} {t}" for s, t in numbers)


def _numbers(words: str) -> Numbers:
    numbers = [int(number) for number in words.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
