"""Gold alignments with noise of one kind each, made from any two files that go line by line.

    python scripts/bench/noisy.py dev/xwmt.kk dev/xwmt.en -o HELD [--kind omissions] [--seed 1]
        [--documents 4] [--lines 120]

Writes a set for each kind, ``HELD/<name>.<kind>/<nn>.{kk,en,gold}``, which ``scripts/bench/align.py
--data HELD --from kk --to en`` measures. Languages are what the names of the two files end in. The
documents are stretches of the files, evenly far from each other; foreign sentences come from what
lies outside. The same seed makes the same files.

Sentences that changed places with a neighbour are one bead in the gold, 2-2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.noise import KINDS, Bead, Text

_NO_SPACES = ("zh", "ja", "th")


def ladder(beads: Sequence[Bead]) -> tuple[list[str], list[str], list[str]]:
    """The lines of both sides, and those of the gold alignment."""
    sides: tuple[list[str], list[str]] = [], []
    gold = []
    for bead in beads:
        places = []
        for side, lines in zip(sides, (bead.source, bead.target), strict=True):
            places.append(",".join(str(len(side) + number) for number in range(len(lines))))
            side.extend(lines)
        if bead.source or bead.target:
            gold.append("\t".join(places))
    return *sides, gold


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sets."""
    parser = argparse.ArgumentParser(description="Gold alignments with noise of one kind each.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("-o", dest="out", type=Path, required=True)
    parser.add_argument("--kind", dest="kinds", action="append", choices=KINDS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=4)
    parser.add_argument("--lines", type=int, default=120)
    options = parser.parse_args(arguments)
    langs = [path.suffix.removeprefix(".") for path in (options.source, options.target)]
    for kind in options.kinds or KINDS:
        if kind == "in_latin" and langs[0] != "kk":
            continue
        folder = options.out / f"{options.source.stem}.{kind}"
        folder.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(_texts(options, langs)):
            random = Random(f"{options.seed} {kind} {number}")
            *sides, gold = ladder(KINDS[kind](text, random))
            for name, lines in zip((*langs, "gold"), (*sides, gold), strict=True):
                content = "\n".join(lines) + "\n"
                (folder / f"{number:02}.{name}").write_text(content, encoding="utf-8")


def _texts(options: argparse.Namespace, langs: Sequence[str]) -> Iterator[Text]:
    sides = [
        path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        for path in (options.source, options.target)
    ]
    total = len(sides[0])
    lines = min(options.lines, total * 2 // 3)
    count = min(options.documents, max(1, total // lines))
    glue = ["" if lang in _NO_SPACES else " " for lang in langs]
    for number in range(count):
        start = number * total // count
        end = min(start + lines, total)
        beads = [
            Bead((a,), (b,)) for a, b in zip(sides[0][start:end], sides[1][start:end], strict=True)
        ]
        foreign = [tuple(side[end:] + side[:start]) for side in sides]
        yield Text(beads, (foreign[0], foreign[1]), (glue[0], glue[1]))


if __name__ == "__main__":
    main()
