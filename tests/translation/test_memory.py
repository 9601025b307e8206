import sqlite3
from pathlib import Path

import pytest

from align.errors import OutputError
from align.translation.memory import Memory, Remembered, memory_key, settings_digest

KEY = memory_key(settings_digest({"model": "a"}), "мәтін")
FIRST = Remembered("text", 0.5, 0)


def test_what_was_stored_is_found_in_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "new" / "memory.sqlite3"
    with Memory(path) as memory:
        memory.store([(KEY, FIRST)])
    with Memory(path) as memory:
        assert memory.find([KEY, b"other"]) == {KEY: FIRST}


def test_the_first_translation_stays(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        memory.store([(KEY, FIRST)])
        memory.store([(KEY, Remembered("other", 0.9, 0))])
        assert memory.find([KEY])[KEY] == FIRST


def test_more_keys_than_one_query_takes() -> None:
    keys = [str(number).encode() for number in range(1200)]
    with Memory(None) as memory:
        memory.store((key, FIRST) for key in keys)
        assert len(memory.find(keys)) == 1200


def test_a_batch_is_stored_whole_or_not_at_all() -> None:
    def broken() -> object:
        yield KEY, FIRST
        raise RuntimeError("killed in the middle")

    with Memory(None) as memory:
        with pytest.raises(RuntimeError):
            memory.store(broken())  # type: ignore[arg-type]
        assert memory.find([KEY]) == {}


def test_another_setting_is_another_key() -> None:
    assert memory_key(settings_digest({"model": "b"}), "мәтін") != KEY
    assert settings_digest({"a": 1, "b": 2}) == settings_digest({"b": 2, "a": 1})


def test_a_file_that_is_no_memory_is_named(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    path.write_bytes(b"not a database at all, but long enough to look like a file" * 20)
    with pytest.raises(OutputError, match=r"memory\.sqlite3: cannot be used.*; remove it, and all"):
        Memory(path)


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        memory.store([(KEY, FIRST)])
        # SQLite says of a file that has reached this size that the disk is full.
        memory._database.execute("PRAGMA max_page_count = 1")
        more = [(str(n).encode(), Remembered("text" * 999, 0.5, 0)) for n in range(99)]
        with pytest.raises(OutputError, match=r"/m: .*full; make room and run it again"):
            memory.store(more)
        assert memory.find([KEY]) == {KEY: FIRST}


def test_a_folder_in_its_place_and_a_lock_are_told_with_what_to_do(
    tmp_path: Path,
) -> None:
    with pytest.raises(OutputError, match="; name a folder that can be written to"):
        Memory(tmp_path)
    with Memory(tmp_path / "m") as memory:
        memory._database.execute("PRAGMA busy_timeout = 0")
        other = sqlite3.connect(tmp_path / "m")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="another program has it open; wait"):
            memory.store([(KEY, FIRST)])
        other.close()


VERSION_1 = """
CREATE TABLE translation (key BLOB PRIMARY KEY, owner TEXT NOT NULL, target TEXT NOT NULL,
    score REAL NOT NULL, repeated INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO translation VALUES (x'00', 'one', 'text', 0.5, 0);
PRAGMA user_version = 1;
"""


def test_a_memory_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "m")
    old.executescript(VERSION_1)
    old.close()
    for _ in range(2):
        with Memory(tmp_path / "m") as memory:
            assert memory.find([b"\0"]) == {b"\0": FIRST}


def test_a_kill_while_it_is_taken_over_leaves_the_first_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = sqlite3.connect(tmp_path / "m")
    old.executescript(VERSION_1)
    old.close()
    with monkeypatch.context() as patch:
        # The statement that sets the version, after the tables were changed, fails.
        patch.setattr("align.translation.memory._VERSION", "3; SELECT 1")
        with pytest.raises((OutputError, sqlite3.Warning)):
            Memory(tmp_path / "m")
    with Memory(tmp_path / "m") as memory:
        assert memory.find([b"\0"]) == {b"\0": FIRST}
