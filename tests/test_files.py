"""Outputs are whole or not there; names are printable; one run at a time."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import OutputError, one_line
from align.files import takes_no_more, write_whole
from align.lock import one_run_in
from align.printable import printable, printable_json


def failing(number: int) -> object:
    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_what_cannot_be_brought_to_the_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "old")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing(number))
        with pytest.raises(OutputError, match=r"a\.txt: cannot be written") as told:
            write_whole(path, "new")
    assert ("make room" in str(told.value)) == (number != errno.EIO)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_in_the_place_of_a_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputError, match=r"a\.txt: cannot be written: .*; move it out of the way"):
        write_whole(tmp_path / "a.txt", "x")


def test_the_file_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        folder = not Path(f"/proc/self/fd/{descriptor}").is_file()
        seen.append((folder, (tmp_path / "a.txt").exists()))
        sync(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(tmp_path / "a.txt", "x")
    assert seen == [(False, False), (True, True)]


def test_a_file_with_these_bytes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "қ" * 3_000_000)
    before = path.stat()
    write_whole(path, "қ" * 3_000_000)
    assert path.stat().st_ino == before.st_ino
    for text in ("қ" * 2_999_999, "қ" * 3_000_001, "қ" * 2_999_999 + "к"):
        write_whole(path, text)
        assert path.read_text(encoding="utf-8") == text


def test_write_whole_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    write_whole(path, "бір\r\n")
    write_whole(path, "екі\r\n")
    assert path.read_bytes() == "екі\r\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(tmp_path / "a.txt", "x")


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(tmp_path / "out" / "a.txt", "x")


def test_whether_a_folder_takes_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert takes_no_more(tmp_path / "gone")
    (tmp_path / ".qatarlas").mkdir()
    assert not takes_no_more(tmp_path)
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    assert takes_no_more(tmp_path)
    assert not list((tmp_path / ".qatarlas").iterdir())


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_printable_has_no_control_in_it(text: str) -> None:
    for shown in (printable(text), one_line(text), printable_json({text: [text]})):
        assert shown.encode() is not None
        assert not any(c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2028\u200f" for c in shown)
    if not any("\ud800" <= c <= "\udfff" for c in text):  # JSON would join two halves
        assert json.loads(printable_json([text], indent=1)) == [text]


def test_letters_are_printed_as_they_are() -> None:
    name = "Ұлы жоба — 2024 (соңғы) نسخه\u200cها.txt"
    assert printable(name) == name
    assert printable("a\x1b[2J\n\udcff\u202e") == "a\\x1b[2J\\n\\xff\\u202e"


def test_a_folder_is_held_until_the_end_of_the_process(tmp_path: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from align.lock import one_run_in\n"
        "with one_run_in(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read();"
        " os._exit(1)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"held"
    with (
        pytest.raises(OutputError, match=f"process {other.pid}\\) is writing here"),
        one_run_in(tmp_path),
    ):
        pass
    other.communicate(b"")
    with one_run_in(tmp_path):  # that it ended without giving it up does not matter
        assert (tmp_path / ".qatarlas" / "lock").exists()
    with one_run_in(tmp_path):
        pass


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with (
        pytest.raises(OutputError, match="cannot be used as output folder"),
        one_run_in(tmp_path / "out"),
    ):
        pass
