"""A run that is killed with SIGKILL, again and again, ends with the bytes of one that was not."""

import os
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
DOCUMENTS = 5


def write_documents(folder: Path) -> None:
    rng = random.Random(5)
    folder.mkdir()
    for number in range(DOCUMENTS):
        sentences = [
            f"{rng.choice(WHO)} {rng.choice(WHEN)} {rng.choice(WHAT)}, {rng.choice(WHO).lower()}"
            f" {rng.choice(WHAT)}."
            for _ in range(80)
        ]
        paragraphs = [" ".join(sentences[start : start + 5]) for start in range(0, 80, 5)]
        (folder / f"{number}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def test_killed_at_random_moments(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts")
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    started = time.monotonic()
    assert align("translate", tmp_path / "texts", "--to", "en", "-o", whole).returncode == 0
    duration = time.monotonic() - started
    rng = random.Random(os.urandom(8))
    arguments = ("translate", tmp_path / "texts", "--to", "en", "-o", broken)
    kills = 0
    for _ in range(8):
        process = subprocess.Popen(
            command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(rng.uniform(0.15, 0.7) * duration)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
    assert kills
    assert align(*arguments).returncode == 0
    assert files_below(broken) == files_below(whole)
