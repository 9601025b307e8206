"""What a run is refused: room, rights, memory, a folder that another run has; and Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import ROOT, align, command, error_line, files_below
from tests.cli.test_killed import write_documents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and signals")


def in_small_disk(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run a shell script that may mount file systems; skips where this user may not."""
    options = ["-m"] if os.geteuid() == 0 else ["-U", "-r", "-m"]
    try:
        done = subprocess.run(
            ["unshare", *options, "sh", "-c", script, "sh", *map(str, arguments)],
            capture_output=True,
            timeout=300,
            check=False,
            cwd=ROOT,
        )
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if done.returncode == 77 or b"unshare:" in done.stderr:
        pytest.skip("this user may not mount a file system")
    return done


def align_in_shell(*arguments: str) -> str:
    return f"{sys.executable} -m align {' '.join(arguments)}"


def test_a_full_disk(tmp_path: Path) -> None:
    """What was done stays, whole; and with room again the run ends as if nothing had been."""
    write_documents(tmp_path / "texts", documents=12, sentences=10)
    whole = tmp_path / "whole"
    assert align("translate", tmp_path / "texts", "--to", "en", "-o", whole).returncode == 0
    disk = tmp_path / "disk"
    disk.mkdir()
    run = align_in_shell("translate", '"$2"', "--to", "en", "-o", '"$1"')
    done = in_small_disk(
        f'mount -t tmpfs -o size=512k tmpfs "$1" || exit 77; {run}; status=$?;'
        f' cp -r "$1" "$3/first"; mount -o remount,size=64m "$1" || exit 78;'
        f' {run} 2>"$3/again"; echo $? >"$3/status"; cp -r "$1" "$3/second"; exit $status',
        disk,
        tmp_path / "texts",
        tmp_path,
    )
    assert done.returncode == 3
    told = done.stderr.decode()
    assert "Traceback" not in told
    assert "No space left" in told or "disk is full" in told
    assert "make room and run it again" in told
    expected = files_below(whole)
    first = files_below(tmp_path / "first")
    first.pop("index.html", None)
    assert first
    assert all(expected[name] == data for name, data in first.items())
    assert (tmp_path / "status").read_text(encoding="utf-8").strip() == "0"
    assert files_below(tmp_path / "second") == expected


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    """What a user without rights can have of a full disk: files may not grow past a size."""
    import resource

    write_documents(tmp_path / "texts", documents=3, sentences=40)
    arguments = ("translate", tmp_path / "texts", "--to", "en", "-o", tmp_path / "out")
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (48 << 10, 48 << 10)),
        check=False,
        timeout=300,
    )
    assert done.returncode in (2, 3)
    assert b"Traceback" not in done.stderr
    assert b"error" in done.stderr or b"cannot be written" in done.stderr
    assert align(*arguments).returncode == 0


def test_a_read_only_output_folder(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", documents=1, sentences=1)
    disk = tmp_path / "disk"
    disk.mkdir()
    run = align_in_shell("translate", '"$2"', "--to", "en", "-o", '"$1"')
    done = in_small_disk(
        f'mount -t tmpfs -o ro tmpfs "$1" || exit 77; {run}', disk, tmp_path / "texts"
    )
    assert done.returncode == 2
    assert "name a folder that can be written to" in error_line(done)


@pytest.mark.parametrize("megabytes", [100, 200, 300, 400, 500, 700])
def test_little_memory_is_one_line(tmp_path: Path, megabytes: int) -> None:
    import resource

    write_documents(tmp_path / "texts", documents=2, sentences=5)
    most = megabytes << 20
    done = subprocess.run(
        command("translate", tmp_path / "texts", "--to", "en", "-o", tmp_path / "out"),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        check=False,
        timeout=300,
    )
    assert done.returncode in (0, 2, 3), done.stderr
    assert b"Traceback" not in done.stderr
    if done.returncode == 2:
        assert "memory" in error_line(done)


def begin(out: Path, texts: Path) -> subprocess.Popen[bytes]:
    """Start a run, and wait until it has the folder."""
    process = subprocess.Popen(
        command("translate", texts, "--to", "en", "-o", out),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    lock = out / ".qatarlas" / "lock"
    patience = time.monotonic() + 60
    while not (lock.exists() and lock.read_bytes()):
        assert time.monotonic() < patience
        assert process.poll() is None
        time.sleep(0.01)
    return process


def test_two_runs_at_once(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", documents=3, sentences=300)
    write_documents(tmp_path / "few", documents=1, sentences=2)
    out = tmp_path / "out"
    first = begin(out, tmp_path / "texts")
    try:
        second = align("translate", tmp_path / "few", "--to", "en", "-o", out)
        assert second.returncode == 2
        assert f"process {first.pid}" in error_line(second)
        lines = align("translate", "--lines", "--to", "en", "-o", out, "-", stdin=b"12\n")
        assert f"process {first.pid}" in error_line(lines)
        few = next((tmp_path / "few").iterdir())
        pair = align("pair", "--presegmented", "--method", "length", few, few, "-o", out)
        assert pair.returncode == 2
        assert f"process {first.pid}" in error_line(pair)
    finally:
        first.kill()
        first.communicate()
    assert (out / ".qatarlas" / "lock").read_bytes()  # what a dead process left keeps nobody out
    assert align("translate", tmp_path / "few", "--to", "en", "-o", out).returncode == 0


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0, 2.5])
def test_ctrl_c(tmp_path: Path, seconds: float) -> None:
    """While the model is loaded and in the middle of a batch; a rerun goes on."""
    # More than a fast machine does in that time.
    write_documents(tmp_path / "texts", documents=20, sentences=400)
    process = begin(tmp_path / "out", tmp_path / "texts")
    time.sleep(seconds)
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: workers get it too
    _, told = process.communicate(timeout=60)
    assert time.monotonic() - started < 4  # 2 s, and as much for a busy machine
    assert process.returncode == 130
    assert told.decode() == "align: interrupted; a rerun goes on where it stopped\n"


def events_of(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stderr.splitlines()]


def test_log_json(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", documents=2, sentences=3)
    (tmp_path / "texts" / "empty.txt").write_bytes(b"")
    (tmp_path / "texts" / "junk\x1b[2J.txt").write_bytes(bytes(range(256)) * 8)
    out = tmp_path / "out"
    result = align("translate", tmp_path / "texts", "--to", "en", "-o", out, "--log-json")
    assert result.returncode == 3
    assert b"\x1b" not in result.stderr
    events = events_of(result)
    assert events[0]["event"] == "run-started"
    assert events[0]["documents"] == 4
    names = {"0.txt", "1.txt", "empty.txt", "junk\x1b[2J.txt"}
    for kind, about in (
        (("document-started",), names),
        (("document-done",), {"0.txt", "1.txt", "empty.txt"}),
        (("document-failed",), {"junk\x1b[2J.txt"}),
    ):
        assert {event["document"] for event in events if event["event"] in kind} == about
    (failed,) = [event for event in events if event["event"] == "document-failed"]
    assert failed["status"] == "unreadable"
    assert "binary data" in str(failed["reason"])
    done = next(event for event in events if event.get("document") == "0.txt" and "lang" in event)
    assert (done["sentences"], done["lang"], done["status"]) == (3, "kk", "translated")
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    last = events[-1]
    assert (last["event"], last["exit"]) == ("run-finished", 3)
    assert {key: last[key] for key in summary} == summary
    assert str(tmp_path) not in json.dumps(summary)


def test_log_json_tells_errors_too(tmp_path: Path) -> None:
    for arguments in (["gone", "--to", "no language"], []):
        result = align("translate", "--log-json", *arguments, cwd=tmp_path)
        assert result.returncode == 2
        (event,) = events_of(result)
        assert event["event"] == "error"
    result = align("translate", "--log-json", "gone.txt", "--to", "en", cwd=tmp_path)
    assert result.returncode == 2
    last = events_of(result)[-1]
    assert (last["event"], last["exit"]) == ("run-finished", 2)
    failures: Any = last["failures"]
    (failure,) = failures
    assert "no such file" in failure["reason"]


def test_the_summary(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", documents=2, sentences=3)
    text = "Библиотека открылась сегодня утром, и вечером все гости разошлись по домам.\n"
    (tmp_path / "texts" / "ru.txt").write_text(text, encoding="utf-8")
    arguments = ("translate", tmp_path / "texts", "--to", "en", "-o", tmp_path / "out")
    seen = []
    for _ in range(2):
        assert align(*arguments).returncode == 3
        seen.append(json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8")))
    first, second = seen
    assert first["documents"] == {"all": 3, "no-model": 1, "translated": 2}
    assert first["sentences"] == 6
    assert first["words"] > 20
    assert (first["unchanged"], first["cache_hits"]) == (0, 0)
    assert second["unchanged"] == 2  # what has no model may have one now
    remade = ("--views", "txt")
    assert align(*arguments, *remade).returncode == 3
    third = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert third["unchanged"] == 0
    assert third["cache_hits"] > 0
    (failure,) = first["failures"]
    assert (failure["document"], failure["status"]) == ("ru.txt", "no-model")
    assert "align models pull" in failure["reason"]
    for key in ("documents", "sentences", "words", "findings", "failures"):
        assert second[key] == first[key]
    assert str(tmp_path) not in json.dumps(first)
