"""How the aligner's time and memory grow with the length of the documents.

    python scripts/bench/align_speed.py [--plot scripts/bench/align_speed.svg] [--hunalign PROGRAM]

Documents are made up, in two languages that share numbers and names: a target sentence has as many
words, a tenth of the source's sentences are joined or split, one in five of the target's is extra
(so 5,000 meet about 6,000), and a chapter of a twentieth of the text is missing. Seconds are of the
processor, so that a busy machine changes little: ``search`` is everything after the similarities
are there (all passes of dynamic programming and the chances), ``all`` is all of ``--method
lexical``. Each size runs in a process of its own, for the peak of its memory. The slope is that of
a straight line on a log-log plot.

With ``--hunalign`` whole processes are compared, started in turn on the same two files, by the
median of the ratios: hunalign makes a ladder, realigning once, and so does ``align pair`` where it
is told the languages (Python, numpy and all are in its time). What hunalign does not do comes in
two further columns: telling the languages, and that with checking every bead and writing the page
and all other files.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.processes import program, run

SIZES = (1000, 2000, 4000, 5000, 8000, 16000)
WHOLE = (500, 1000, 2000, 5000, 16000)
_ROUNDS = 5


def documents(size: int) -> tuple[list[str], list[str]]:
    """A made-up document of ``size`` sentences, and its counterpart."""
    choose = random.Random(size)
    letters = "аеіоубдғкмнрст", "aeioubdgkmnrst"
    words = [choose.choices(range(14), k=choose.randint(3, 9)) for _ in range(8000)]
    other = [choose.choices(range(14), k=len(word)) for word in words]
    names = set(choose.sample(range(8000), 1600))
    source, target = [], []
    carry: list[str] = []
    missing = range(size // 2, size // 2 + size // 20)
    for number in range(size):
        chosen = choose.choices(range(8000), k=choose.randint(4, 18))
        left = ["".join(letters[0][n] for n in words[word]) for word in chosen]
        right = [
            "".join(letters[1][n] for n in (words if word in names else other)[word])
            for word in chosen
        ]
        if choose.random() < 0.2:
            year = str(choose.randint(1000, 2030))
            left.append(year)
            right.append(year)
        source.append(" ".join(left))
        if number in missing:
            continue
        if choose.random() < 0.05:
            carry += right
            continue
        target.append(" ".join([*carry, *right]))
        carry = []
        if choose.random() < 0.3:
            extra = choose.choices(range(8000), k=choose.randint(4, 18))
            target.append(" ".join("".join(letters[1][n] for n in other[word]) for word in extra))
    return source, target


def measured(size: int) -> dict[str, Any]:
    """Seconds of the search and of everything, and the peak memory in MB, of this process."""
    from align.alignment import align_sentences, beads, dynamic, search

    source, target = documents(size)
    align_sentences(source[:60], target[:60], source_lang="kk", target_lang="en", method="lexical")
    base = _peak()
    search_seconds = 0.0

    def timed(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            nonlocal search_seconds
            start = time.process_time()
            result = function(*arguments)
            search_seconds += time.process_time() - start
            return result

        return run

    for function in (dynamic.best_path, dynamic.posterior):
        for module in (beads, search):
            if hasattr(module, function.__name__):
                setattr(module, function.__name__, timed(function))
    start = time.process_time()
    align_sentences(source, target, source_lang="kk", target_lang="en", method="lexical")
    return {
        "source": len(source),
        "target": len(target),
        "search": search_seconds,
        "all": time.process_time() - start,
        "megabytes": _peak(),
        "before": base,
    }


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the least-squares line through the logarithms of the points."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread


def plot(rows: Sequence[dict[str, Any]], slopes: dict[str, float]) -> str:
    """The curves as an SVG picture, both axes logarithmic."""
    low_x, high_x, low_y, high_y = math.log10(900), math.log10(18000), math.log10(0.05), 2.0

    def place(x: float, y: float) -> str:
        across = 60 + 480 * (math.log10(x) - low_x) / (high_x - low_x)
        down = 340 - 320 * (math.log10(y) - low_y) / (high_y - low_y)
        return f"{across:.1f},{down:.1f}"

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 390" font-family="sans-serif"'
        ' font-size="12"><rect width="560" height="390" fill="#fff"/>'
    ]
    for x in (1000, 2000, 4000, 8000, 16000):
        across, down = place(x, 10**low_y).split(",")
        parts.append(f'<path d="M{across},{down}V20" stroke="#ddd"/>')
        parts.append(f'<text x="{across}" y="358" text-anchor="middle">{x:,}</text>')
    for y in (0.1, 1, 10, 100):
        across, down = place(10**low_x, y).split(",")
        parts.append(f'<path d="M{across},{down}H540" stroke="#ddd"/>')
        parts.append(f'<text x="52" y="{float(down) + 4:.1f}" text-anchor="end">{y:g} s</text>')
    for name, color in (("all", "#225ea8"), ("search", "#b35806")):
        points = " ".join(place(row["source"], row[name]) for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')
        across, down = points.split(" ")[-1].split(",")
        label = f"{name}, slope {slopes[name]:.2f}"
        parts.append(
            f'<text x="{across}" y="{float(down) - 8:.1f}" text-anchor="end" fill="{color}">'
            f"{label}</text>"
        )
    parts.append('<text x="300" y="380" text-anchor="middle">source sentences</text></svg>')
    return "\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each size, and draw the plot."""
    parser = argparse.ArgumentParser(description="Measure the aligner's time and memory.")
    parser.add_argument("--plot", type=Path, help="write the curves there, as SVG")
    parser.add_argument("--hunalign", type=program, help="the program to compare with")
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.size:
        print(json.dumps(measured(options.size)))
        return
    print("source target  search s   all s   MB (before)")
    rows = []
    for size in SIZES:
        command = [sys.executable, __file__, "--size", str(size)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        rows.append(row)
        line = (
            f"{row['source']:6} {row['target']:6}  {row['search']:8.2f} {row['all']:7.2f}"
            f"  {row['megabytes']:5} ({row['before']})"
        )
        print(line, flush=True)
    slopes = {
        name: slope([(row["source"], row[name]) for row in rows]) for name in ("all", "search")
    }
    print(f"slope: search {slopes['search']:.2f}, all {slopes['all']:.2f}")
    if options.hunalign:
        print("source  hunalign s  times hunalign: ladder  detected  all files")
        for size in WHOLE:
            seconds, ratios = compared(options.hunalign, size)
            columns = "".join(f"{ratio:10.2f}" for ratio in ratios)
            print(f"{size:6}  {seconds:10.2f}  {'':15}{columns}", flush=True)
    if options.plot:
        options.plot.write_text(plot(rows, slopes), encoding="utf-8")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def compared(hunalign: Path, size: int) -> tuple[float, list[float]]:
    """Hunalign's processor seconds, and by how much each way to run ``align pair`` takes longer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dictionary").touch()
        for side, sentences in zip(("a", "b"), documents(size), strict=True):
            (folder / side).write_text("\n".join(sentences), encoding="utf-8")
        files = folder / "a", folder / "b"
        pair = sys.executable, "-m", "align", "pair", *files, "--presegmented"
        commands: list[tuple[str | Path, ...]] = [
            # It leaves a file where it is started.
            ("env", "-C", folder, hunalign, "-realign", "dictionary", *files),
            (*pair, "--method", "lexical", "--from", "kk", "--to", "en"),
            (*pair, "--method", "lexical"),
            (*pair, "--method", "lexical", "-o", folder / "out"),
        ]
        for command in commands:  # what is read from disk is in memory afterwards
            run(command)
        rounds = [[run(command).cpu for command in commands] for _ in range(_ROUNDS)]
    first, *others = zip(*rounds, strict=True)
    return statistics.median(first), [
        statistics.median(time / base for time, base in zip(times, first, strict=True))
        for times in others
    ]


if __name__ == "__main__":
    main()
