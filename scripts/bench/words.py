"""Measure word links against links made by hand.

    python scripts/bench/words.py --model NAME|DIR [--back NAME|DIR] [scripts/bench/words/kk-en.txt]

Alignment error rate, precision and recall as defined by Och & Ney (2003): precision counts links
that may be there as right, recall asks for the sure ones only. The file says how it is laid out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from align.translation.links import Share, linked_both_ways, linked_one_way
from align.translation.memory import Memory
from align.translation.session import Session

GOLD = Path(__file__).parent / "words" / "kk-en.txt"
_WORD = re.compile(r"\w+")

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Case:
    """Two sentences with the links of their words: those that must and those that may be there."""

    source: str
    target: str
    sure: Pairs
    possible: Pairs


def read_cases(file: Path) -> Iterator[Case]:
    """The pairs of a file of hand-made links."""
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        source, target, links = [line for line in block.splitlines() if not line.startswith("#")]
        sure, possible = set(), set()
        for link in links.split():
            left, right = link.rstrip("?").split("-")
            possible.add((int(left), int(right)))
            if not link.endswith("?"):
                sure.add((int(left), int(right)))
        yield Case(source, target, frozenset(sure), frozenset(possible))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one model."""
    parser = argparse.ArgumentParser(description="Measure word links.")
    parser.add_argument("--model", required=True, help="a name or a folder")
    parser.add_argument("--back", help="a model of the other direction, to link with both")
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--from", dest="source", default="kk")
    parser.add_argument("--to", dest="target", default="en")
    options = parser.parse_args(arguments)
    cases = list(read_cases(options.gold))
    pairs = [(case.source, case.target) for case in cases]
    shares = _shares(pairs, (options.source, options.target), options.model)
    if options.back:
        mirrored = [pair[::-1] for pair in pairs]
        shares_back = _shares(mirrored, (options.target, options.source), options.back)
        linked = list(map(linked_both_ways, shares, shares_back))
    else:
        linked = list(map(linked_one_way, shares))
    found = sure = right_sure = right = 0
    for case, links in zip(cases, linked, strict=True):
        starts = [
            {match.start(): n for n, match in enumerate(_WORD.finditer(text))}
            for text in (case.source, case.target)
        ]
        got = {(starts[0][link[0]], starts[1][link[2]]) for link in links}
        found += len(got)
        sure += len(case.sure)
        right_sure += len(got & case.sure)
        right += len(got & case.possible)
    error = 1.0 - (right_sure + right) / max(1, found + sure)
    print(
        f"{len(cases)} pairs: AER {error:.3f}, precision {right / max(1, found):.3f},"
        f" recall {right_sure / max(1, sure):.3f}"
    )


def _shares(
    pairs: Sequence[tuple[str, str]], langs: tuple[str, str], model: str
) -> list[tuple[Share, ...]]:
    session = Session(langs[1], Memory(None), source=langs[0], model=model, threads=1)
    return session.word_shares(pairs, langs[0], "bench")


if __name__ == "__main__":
    main()
