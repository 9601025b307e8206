"""Standard streams: a filter that answers line by line, streams that are closed, early Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from align.cli.documents import _without_folders
from tests.cli.running import ENVIRONMENT, align, command, error_line

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell or signals")


def test_a_line_is_answered_before_the_next_is_written() -> None:
    with subprocess.Popen(
        command("translate", "--lines", "--to", "en", "--from", "kk", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("12\n", "\n", "34\r\n"):
            process.stdin.write(text.encode())
            process.stdin.flush()
            assert process.stdout.readline().decode().split() == text.split()
        process.stdin.write(b"56")  # no end of line
        process.stdin.close()
        assert process.stdout.read().split() == [b"56"]
    assert process.returncode == 0


def test_lines_are_put_together_from_what_arrives() -> None:
    text = "".join(f"{'7 ' * (37 * n % 1999)}{n}\r\n" for n in range(300)) + "8 \r9\n\n"
    result = align("translate", "--lines", "--to", "en", "-", stdin=b"\xef\xbb\xbf" + text.encode())
    assert result.stdout.decode() == text.replace("\r\n", "\n")


def test_the_lines_before_a_wrong_one_are_given() -> None:
    result = align("translate", "--lines", "--to", "en", "-", stdin=b"1\n2\n\xff\xff\n4\n")
    assert result.returncode == 2
    assert result.stdout.split() == [b"1", b"2"]
    assert "line 3: not UTF-8" in error_line(result)


def run_shell(script: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    words = [command()[0], *arguments]
    return subprocess.run(
        ["sh", "-c", f'"$0" -m align "$@" {script}', *words],
        input=b"12\n",
        capture_output=True,
        env=ENVIRONMENT,
        timeout=300,
        check=False,
    )


@posix
def test_closed_streams(tmp_path: Path) -> None:
    lines = ("translate", "--lines", "--to", "en", "-")
    closed = run_shell(">&-", *lines)
    assert closed.returncode == 2
    assert "standard output is closed" in error_line(closed)
    (tmp_path / "a.txt").write_text("Бала келді.\n", encoding="utf-8")
    out = str(tmp_path / "out")
    silent = run_shell("2>&-", "translate", str(tmp_path / "a.txt"), "--to", "en", "-o", out)
    assert (silent.returncode, silent.stdout) == (0, b"")


def test_the_profile_of_a_filter(tmp_path: Path) -> None:
    arguments = ("translate", "--from", "kk", "--to", "en", "--lines", "--profile", "-")
    result = align(*arguments, stdin="Мұғалім кітап оқыды. Ол келді.\n\n12\n".encode())
    assert result.returncode == 0
    assert result.stdout.decode().count("\n") == 3
    rows = dict(line.split()[:2] for line in result.stderr.decode().splitlines()[1:-1])
    assert all(float(rows[stage]) > 0 for stage in ("translate", "all"))
    assert "for 3 sentences" in result.stderr.decode()


def test_the_profile_is_an_event_among_events(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Бала келді.\n", encoding="utf-8")
    arguments = ("translate", "a.txt", "--to", "en", "--views", "txt", "--log-json", "--profile")
    events = [json.loads(line) for line in align(*arguments, cwd=tmp_path).stderr.splitlines()]
    (profile,) = (event for event in events if event["event"] == "profile")
    assert profile["seconds"]["translate"] > 0
    assert events[-1]["unchanged"] == 0
    again = [json.loads(line) for line in align(*arguments, cwd=tmp_path).stderr.splitlines()]
    assert again[-1]["unchanged"] == 1


def test_options_that_say_nothing_of_lines() -> None:
    result = align("translate", "--lines", "--log-json", "--to", "en", "-")
    assert result.returncode == 2
    assert "leave one out" in result.stderr.decode()
    assert "more than 512" in error_line(align("translate", "--jobs", "9999", "--to", "en", "-"))


LOADING = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "align.cli.interrupt":
            os.kill(os.getpid(), signal.SIGINT)
from align.__main__ import main
sys.meta_path.insert(0, Interrupting())
main()
"""


@posix
def test_ctrl_c_while_the_command_is_loaded() -> None:
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    result = subprocess.run(
        [sys.executable, "-c", LOADING, "models", "list"],
        capture_output=True,
        env={**os.environ, **ENVIRONMENT},
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")


def test_reasons_hold_no_folder_and_all_the_rest() -> None:
    reason = "o/a.tsv: cannot be written (o/b/a.tsv); see foo/o/bar"
    assert (
        _without_folders(reason, Path("o")) == "a.tsv: cannot be written (b/a.tsv); see foo/o/bar"
    )
    assert _without_folders("profile/folder", Path("file")) == "profile/folder"
