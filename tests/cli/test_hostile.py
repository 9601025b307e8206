"""Folders as nobody would make them on purpose: what is refused says why, the rest is done.

Sizes are scaled down; ``scripts/bench/hostile.py`` has the full ones.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import align, command, error_line, files_below, peak_memory

KAZAKH = "Бүгін кітапхана ашылды. Оған көп адам келді.\n"
MOST = 700  # megabytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file systems")


def write_long(path: Path, megabytes: int, unit: str) -> None:
    part = unit.encode() * (2**20 // len(unit.encode()) + 1)
    with path.open("wb") as file:
        for _ in range(megabytes):
            file.write(part)


@posix
def test_huge_documents_are_refused_in_little_memory(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    write_long(texts / "line.txt", 30, "Бүгін кітапхана ашылды. ")
    write_long(texts / "word.txt", 30, "қала")
    (texts / "small.txt").write_text(KAZAKH, encoding="utf-8")
    (texts / "lines.txt").write_text("а\n" * 1_000_000, encoding="utf-8")
    done, peak = peak_memory("translate", texts, "--to", "en", "-o", tmp_path / "out")
    assert done.returncode == 3
    told = done.stderr.decode()
    assert told.count("30.1 MB, larger than 10 MB; split it, or raise the limit with") == 2
    assert "more than 100,000 lines and sentences" in told
    assert (tmp_path / "out" / "small.kk-en.txt").is_file()
    assert peak < MOST


@posix
def test_a_long_word_under_the_limit_is_handled_in_bounded_memory(tmp_path: Path) -> None:
    write_long(tmp_path / "word.txt", 4, "қала")
    done, peak = peak_memory(
        "translate", "word.txt", "--from", "kk", "--to", "en", "--views", "txt,jsonl", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert peak < MOST


def test_the_limit_can_be_raised_and_lowered(tmp_path: Path) -> None:
    write_long(tmp_path / "a.txt", 2, "Бүгін кітапхана ашылды. ")
    result = align("detect", "--max-size", "1", "a.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert "larger than 1 MB" in error_line(result)
    assert align("detect", "a.txt", cwd=tmp_path).returncode == 0
    piped = align("detect", "--max-size", "1", "-", stdin=(tmp_path / "a.txt").read_bytes())
    assert "larger than 1 MB" in error_line(piped)


def test_lines_are_streamed_however_many_there_are(tmp_path: Path) -> None:
    write_long(tmp_path / "a.txt", 3, "12 345 " * 200 + "\n")
    result = align("translate", "--lines", "--to", "en", "--max-size", "1", "a.txt", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stdout == (tmp_path / "a.txt").read_bytes()


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    write_long(tmp_path / "a.txt", 2, "қала")
    stdin = b"1\n" + (tmp_path / "a.txt").read_bytes()
    result = align("translate", "--lines", "--to", "en", "--max-size", "1", "-", stdin=stdin)
    assert result.returncode == 2
    assert "line 2: longer than 1 MB" in error_line(result)


def test_thousands_of_empty_files(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(5000):
        (texts / f"{number}.txt").touch()
    (texts / "full.txt").write_text(KAZAKH, encoding="utf-8")
    (texts / "junk.txt").write_bytes(b"\0" * 100)
    out = tmp_path / "out"
    result = align("translate", texts, "--to", "en", "-o", out, "--views", "txt")
    assert result.returncode == 3
    told = result.stderr.decode()
    assert len(told.splitlines()) < 20  # sums, and every failure
    assert "junk.txt: binary data" in told
    assert "5,000  nothing to translate" in told
    page = (out / "index.html").read_bytes()
    assert page.count(b".txt</bdi>") == 5002
    assert len(page) < 100 * 5002


@posix
def test_loops_pipes_and_devices(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "inner").mkdir(parents=True)
    (texts / "a.txt").write_text(KAZAKH, encoding="utf-8")
    (texts / "loop.txt").symlink_to("loop.txt")
    (texts / "inner" / "up").symlink_to("..", target_is_directory=True)
    os.mkfifo(texts / "pipe.txt")
    (texts / "to-pipe.txt").symlink_to("pipe.txt")
    (texts / "device.txt").symlink_to("/dev/zero")
    (texts / "gone.txt").symlink_to("nowhere")
    out = tmp_path / "out"
    result = align("translate", texts, "--to", "en", "-o", out, "--views", "txt")
    assert result.returncode == 3
    told = result.stderr.decode()
    assert sorted(files_below(out)) == ["a.kk-en.txt", "index.html"]
    for name, reason in (
        ("loop.txt", "Too many levels of symbolic links"),
        ("to-pipe.txt", "a pipe or a device"),
        ("device.txt", "a pipe or a device"),
        ("gone.txt", "a link to nothing"),
    ):
        assert any(line.startswith(name) and reason in line for line in told.splitlines())
    named = align("translate", "pipe.txt", "--to", "en", cwd=texts)
    assert named.returncode == 2
    assert "a pipe or a device" in error_line(named)
    looped = align("translate", "a.txt", "--to", "en", "-o", "loop.txt", cwd=texts)
    assert looped.returncode == 2
    error_line(looped)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_what_a_shell_hands_over_is_read() -> None:
    run = f'{sys.executable} -m align detect <(printf "%s" "$1")'
    done = subprocess.run(
        ["bash", "-c", run, "bash", KAZAKH], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split(b"\t")[1] == b"kk"


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere refuse such names")
def test_no_name_reaches_a_terminal_or_a_page_raw(tmp_path: Path) -> None:
    names = [
        "esc\x1b[2J.txt",
        "new\nline.txt",
        "bidi\u202etxt.exe.txt",
        "rlm\u200f.txt",
        "c1\x9b.txt",
    ]
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, name in enumerate(names):
        (texts / name).write_bytes((KAZAKH.encode(), b"", b"\0")[number % 3])
    result = align("translate", texts, "--to", "en", "-o", tmp_path / "out")
    assert result.returncode == 3
    overviews = [
        result.stderr.decode(),
        align("detect", texts).stdout.decode(),
        align("detect", "--json", texts).stdout.decode(),
        *((tmp_path / "out" / name).read_text("utf-8") for name in ("index.html", "summary.json")),
    ]
    for text in overviews:
        for character in "\x1b\u202e\u200f\x9b":
            assert character not in text
        assert "new\nline" not in text
    assert "esc\\x1b[2J.txt" in overviews[0]
    for path in (["gone\x1b[2J"], ["gone\u202e"]):
        assert "\x1b" not in error_line(align("translate", *path, "--to", "en"))


@posix
def test_documents_that_change_while_a_batch_runs(tmp_path: Path) -> None:
    """Whatever another program does to the documents, the run ends, and says what it missed."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(30):
        (texts / f"{number:02}.txt").write_text(KAZAKH, encoding="utf-8")
    process = subprocess.Popen(
        command("translate", texts, "--to", "en", "-o", tmp_path / "out", "--views", "txt"),
        stderr=subprocess.PIPE,
    )
    patience = time.monotonic() + 60
    while not list((tmp_path / "out").rglob("memory.sqlite3")):
        assert time.monotonic() < patience
        time.sleep(0.01)
    for number in range(29, 0, -1):
        path = texts / f"{number:02}.txt"
        if number % 3:
            path.unlink()
        else:
            path.write_text(KAZAKH * number, encoding="utf-8")
    _, told = process.communicate(timeout=120)
    assert process.returncode in (0, 3)
    assert b"Traceback" not in told
