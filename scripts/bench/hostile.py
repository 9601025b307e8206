"""Folders that are meant to break it, at full size: how long, how much memory, what is said.

    python scripts/bench/hostile.py FOLDER [CASE...]

FOLDER gets 1 GB of text at a time, which is removed again. A table to standard output: the case,
exit status, seconds, the most memory of the process (MB), the size of the index page (KB), and what
was said of the document. Cases: line (1 GB without a line break), word (a billion letters), lines
(1 GB of short lines), ten (a document of ten megabytes that is taken: 67,000 times one sentence, so
that little is decoded and all of it checked and written), empty (100,000 empty files), filter
(10 MB of short lines through ``--lines``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

GIGABYTE = 1_000_000_000
MEGABYTE = 1 << 20


def write(path: Path, size: int, unit: str) -> None:
    """A file of ``size`` bytes that repeats ``unit``."""
    part = (unit.encode() * (MEGABYTE // len(unit.encode()) + 1))[:MEGABYTE]
    with path.open("wb") as file:
        for start in range(0, size, len(part)):
            file.write(part[: size - start])


def empty(folder: Path) -> None:
    """A hundred thousand files without a byte."""
    for number in range(100_000):
        (folder / f"{number:06}.txt").touch()


CASES: dict[str, Callable[[Path], None]] = {
    "line": lambda folder: write(folder / "a.txt", GIGABYTE, "Бүгін кітапхана ашылды. "),
    "word": lambda folder: write(folder / "a.txt", GIGABYTE, "a"),
    "lines": lambda folder: write(folder / "a.txt", GIGABYTE, "Бүгін.\n"),
    "ten": lambda folder: write(
        folder / "a.txt",
        10 * MEGABYTE,
        "Бүгін таңертең қала орталығында жаңа кітапхана ашылды, оған мыңнан астам адам келді.\n",
    ),
    "empty": empty,
    "filter": lambda folder: write(folder / "a.txt", GIGABYTE // 100, "12 345 678 901 234\n"),
}


def main() -> None:
    """Run the cases and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}")
    arguments = parser.parse_args()
    print("case     exit  seconds      MB   index KB  said")
    for name in arguments.cases or CASES:
        work: Path = arguments.folder / "hostile"
        shutil.rmtree(work, ignore_errors=True)
        texts, out = work / "texts", work / "out"
        texts.mkdir(parents=True)
        try:
            CASES[name](texts)
            run(name, texts, out)
        finally:
            shutil.rmtree(work)


def run(name: str, texts: Path, out: Path) -> None:
    """Run ``align translate`` over the folder, beside nothing else, and print its row."""
    options = (
        ["--lines", str(texts / "a.txt")] if name == "filter" else ["-o", str(out), str(texts)]
    )
    started = time.perf_counter()
    with (texts.parent / "told").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "align", "translate", "--to", "en", *options],
            stdout=subprocess.DEVNULL,
            stderr=told,
        )
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    lines = (texts.parent / "told").read_text(encoding="utf-8").strip().splitlines() or [""]
    page = out / "index.html"
    kilobytes = page.stat().st_size >> 10 if page.exists() else 0
    code = os.waitstatus_to_exitcode(status)
    memory = usage.ru_maxrss >> 10
    print(f"{name:<8} {code:>4} {seconds:>8.1f} {memory:>7} {kilobytes:>10}  {lines[-1][:120]}")


if __name__ == "__main__":
    main()
