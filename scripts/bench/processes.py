"""A process from start to end: what it took of time and memory."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.material import ROOT


@dataclass(frozen=True, slots=True)
class Taken:
    """Wall and processor seconds (of all threads and child processes), peak memory, output."""

    seconds: float
    cpu: float
    megabytes: float
    output: str


def program(name: str) -> Path:
    """Where a program is that an option names, by its name or its path."""
    found = shutil.which(name)
    if found is None:
        raise argparse.ArgumentTypeError(f"no program {name}")
    return Path(found).resolve()


def run(command: Sequence[str | Path], cores: int | None = None, stdin: str = "") -> Taken:
    """Run a command from the root of the checkout, on so many of the cores; Unix only.

    Modules are compiled once and not at every start, as it is where the package is installed.
    """
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as output:
        given.write(stdin)
        given.seek(0)
        started = time.perf_counter()
        with tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
                stdin=given,
                stdout=output,
                stderr=errors,
                preexec_fn=lambda: os.sched_setaffinity(0, allowed),
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
            if status:
                errors.seek(0)
                raise SystemExit(f"{command} failed:\n{errors.read()[-2000:]}")
        output.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Taken(seconds, cpu, usage.ru_maxrss / 1024, output.read())


def align(*arguments: str | Path, cores: int | None = None, stdin: str = "") -> Taken:
    """Run ``align`` of this checkout."""
    return run([sys.executable, "-m", "align", *arguments], cores, stdin)
