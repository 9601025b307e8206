"""A run that is killed with SIGKILL, again and again, ends with the bytes of one that was not."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import align, command, files_below

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")

WHO = ["Мұғалім", "Оқушы", "Дәрігер", "Ғалым", "Суретші", "Әнші"]
WHAT = ["кітап оқыды", "хат жазды", "үйге келді", "су ішті", "ән айтты", "жұмыс істеді"]
WHEN = ["бүгін", "кеше", "таңертең", "кешке", "жазда", "2024 жылы"]
KILLS = 50


def write_documents(folder: Path, documents: int, sentences: int) -> None:
    rng = random.Random(5)
    folder.mkdir()
    for number in range(documents):
        made = [
            f"{rng.choice(WHO)} {rng.choice(WHEN)} {rng.choice(WHAT)}, {rng.choice(WHO).lower()}"
            f" {rng.choice(WHAT)}."
            for _ in range(sentences)
        ]
        paragraphs = [" ".join(made[start : start + 5]) for start in range(0, sentences, 5)]
        (folder / f"{number}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def kill_at(arguments: tuple[str | Path, ...], seconds: float) -> subprocess.Popen[bytes] | None:
    """Run the command and kill it after so long; ``None`` where it had ended well before."""
    process = subprocess.Popen(
        command(*arguments),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert process.wait(seconds) == 0
        return None
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return process


def left_of(group: int) -> list[str]:
    """What still runs of a process group, as far as this system tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except OSError:
            continue
        state, _, group_of = rest.split()[:3]
        if int(group_of) == group and state not in "ZX":
            found.append(stat.parent.name)
    return found


def test_killed_at_fifty_random_moments(tmp_path: Path) -> None:
    """Short runs, killed anywhere between the first import and the last output.

    A run goes on in the folder of the one that was killed before it, until one comes to its end.
    """
    write_documents(tmp_path / "texts", documents=4, sentences=15)
    whole = tmp_path / "whole"
    started = time.monotonic()
    assert align("translate", tmp_path / "texts", "--to", "en", "-o", whole).returncode == 0
    duration = time.monotonic() - started
    expected = files_below(whole)
    rng = random.Random(7)
    killed: list[int] = []
    finished = 0
    while len(killed) < KILLS:
        broken = tmp_path / f"broken-{finished}"
        arguments = ("translate", tmp_path / "texts", "--to", "en", "-o", broken)
        process = kill_at(arguments, rng.uniform(0.05, 1.1) * duration)
        if process is not None:
            killed.append(process.pid)
            continue
        assert files_below(broken) == expected
        finished += 1
    assert align(*arguments).returncode == 0
    assert files_below(broken) == expected
    assert not list(broken.rglob("*.partial"))
    patience = time.monotonic() + 20
    while any(map(left_of, killed)):  # no worker outlives its run for long
        assert time.monotonic() < patience
        time.sleep(0.2)
    again = align("translate", tmp_path / "texts", "--to", "en", "-o", tmp_path / "broken-0")
    assert again.returncode == 0
    assert files_below(tmp_path / "broken-0") == expected


def test_what_is_missing_of_a_finished_run_is_made_again(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", documents=2, sentences=5)
    arguments = ("translate", tmp_path / "texts", "--to", "en", "-o", tmp_path / "out")
    assert align(*arguments).returncode == 0
    expected = files_below(tmp_path / "out")
    (tmp_path / "out" / "0.kk-en.html").unlink()
    (tmp_path / "out" / "1.kk-en.tsv").write_text("cut off", encoding="utf-8")
    (tmp_path / "out" / "index.html").unlink()
    assert align(*arguments).returncode == 0
    assert files_below(tmp_path / "out") == expected
