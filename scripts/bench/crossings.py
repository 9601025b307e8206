"""Measure the search for moved passages: documents whose passages change places.

    python scripts/bench/crossings.py --data ../shared/data/align/iis_running [--size 10]
        [--kind adjacent] [--place end] [--seed 1] [--whole] [--method lexical]
        [--model NAME|DIR] [--memory FILE] [--embedder NAME|DIR] [--from kk] [--to en]

``--data`` is a folder of gold alignments (see ``align.py``). In each document passages of
``--size`` gold beads change places on the target side:

    adjacent   A B C D    to  A C B D, B and C of one size
    uneven     A B C D    to  A C B D, C larger than B by a third
    apart      A B M C D  to  A C M B D, with M three times as long
    reversed   A B C D E  to  A D C B E
    missing    two passages, one missing on each side, as far apart as they are long: none moved
    several    as many adjacent swaps as there is room for, two lengths from each other

A gold bead is shown where the alignment has it, laxly (a pair of its sentences stands side by
side), or where one crossing holds sentences of both of its sides: a reader is led from one to the
other. A passage is found where more than half of its beads are shown; one of those that changed
places can stay in order, and is found as well. A crossing is false where less than half of its
sentences have their counterpart in it, and always where nothing was moved (kind ``none``).
``rest`` is the share of the beads outside the passages that the alignment has strictly.

``--whole`` joins the documents of a set to one. ``--place`` says where in a document passages
change places; without it, by ``--seed``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import chain, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from align.alignment import Alignment
from scripts.bench.align import METHODS, Case, Pair, add_models, aligned, models_of, read_set

KINDS = ("none", "missing", "adjacent", "uneven", "apart", "reversed", "several")
PLACES = ("begin", "middle", "end")
SIZES = (3, 5, 10, 30)

Run = tuple[int, int]  # of gold beads: from, to


@dataclass(frozen=True)
class Swapped:
    """A document after passages changed places."""

    case: Case
    passages: list[Run]


@dataclass(frozen=True)
class Seen:
    """What was found in some documents."""

    documents: int = 0
    passages: int = 0
    found: int = 0
    beads: int = 0
    shown: int = 0
    crossings: int = 0
    false: int = 0
    rest: int = 0
    strict: int = 0

    def __add__(self, other: Seen) -> Seen:
        return Seen(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def row(self) -> str:
        """The figures as columns."""
        return (
            f"{self.documents:5} {self.passages:6} {_share(self.found, self.passages)}"
            f" {_share(self.shown, self.beads)} {self.crossings:5} {self.false:5}"
            f" {_share(self.strict, self.rest)}"
        )


def swapped(case: Case, kind: str, size: int, choose: random.Random, place: str | None) -> Swapped:
    """A document whose passages change places; without passages where it has no room for them."""
    if kind == "missing":
        return Swapped(_lacking(case, size, choose), [])
    runs = _runs(kind, size, len(case.gold))
    room = len(case.gold) - sum(runs)
    if kind == "none" or not runs or room < 0:
        return Swapped(case, [])
    start = {"begin": 0, "middle": room // 2, "end": room, None: choose.randint(0, room)}[place]
    count = 1
    if kind == "several":
        count, start = len(case.gold) // (4 * size), 0
        runs = [size, size]
    order: list[int] = list(range(len(case.gold)))
    passages = []
    for number in range(count):
        ends = [start + 4 * size * number]
        for run in runs:
            ends.append(ends[-1] + run)
        pieces = list(pairwise(ends))
        order[ends[0] : ends[-1]] = chain.from_iterable(range(*piece) for piece in pieces[::-1])
        passages += pieces
    return Swapped(_in_order(case, order), passages)


def _lacking(case: Case, size: int, choose: random.Random) -> Case:
    """The document with one passage missing in the source and another in the target."""
    start = choose.randint(0, max(0, len(case.gold) - 3 * size))
    source = [number for bead in case.gold[start : start + size] for number in bead[0]]
    target = [
        number for bead in case.gold[start + 2 * size : start + 3 * size] for number in bead[1]
    ]
    left = [number for number in range(len(case.source)) if number not in source]
    right = [number for number in range(len(case.target)) if number not in target]
    rows = {number: place for place, number in enumerate(left)}
    columns = {number: place for place, number in enumerate(right)}
    gold = [
        (
            tuple(rows[number] for number in bead[0] if number in rows),
            tuple(columns[number] for number in bead[1] if number in columns),
        )
        for bead in case.gold
    ]
    return Case([case.source[n] for n in left], [case.target[n] for n in right], gold)


def _runs(kind: str, size: int, beads: int) -> list[int]:
    """The lengths of the passages side by side whose order is reversed."""
    between = min(3 * size, beads - 2 * size)
    return {
        "none": [],
        "adjacent": [size, size],
        "uneven": [size, size + max(1, size // 3)],
        "apart": [size, between, size] if between > 0 else [],
        "reversed": [size, size, size],
        "several": [size] * 8,
    }[kind]


def _in_order(case: Case, order: Sequence[int]) -> Case:
    """The document with the target sides of its gold beads in another order."""
    sentences = [number for place in order for number in case.gold[place][1]]
    now = {number: place for place, number in enumerate(sentences)}
    gold = [(left, tuple(sorted(now[number] for number in right))) for left, right in case.gold]
    return Case(case.source, [case.target[number] for number in sentences], gold)


def joined(cases: Sequence[Case]) -> Case:
    """Documents one after the other."""
    source: list[str] = []
    target: list[str] = []
    gold: list[Pair] = []
    for case in cases:
        rows, columns = len(source), len(target)
        gold += [
            (tuple(rows + i for i in left), tuple(columns + j for j in right))
            for left, right in case.gold
        ]
        source += case.source
        target += case.target
    return Case(source, target, gold)


def seen(document: Swapped, alignment: Alignment) -> Seen:
    """What an alignment shows of a document."""
    gold = document.case.gold
    beads = {(tuple(range(*b.source)), tuple(range(*b.target))) for b in alignment.beads}
    beside = {(i, j) for left, right in beads for i in left for j in right}
    led = {
        (i, j)
        for crossing in alignment.crossings
        for i in range(*crossing.source)
        for j in range(*crossing.target)
    }

    def shown(bead: Pair) -> bool:
        return any((i, j) in beside or (i, j) in led for i in bead[0] for j in bead[1])

    both = [[bead for bead in gold[slice(*run)] if all(bead)] for run in document.passages]
    counts = [(sum(map(shown, some)), len(some)) for some in both]
    inside = {number for run in document.passages for number in range(*run)}
    rest = [bead for number, bead in enumerate(gold) if number not in inside and all(bead)]
    links = {(i, j) for left, right in gold for i in left for j in right}
    false = 0
    for crossing in alignment.crossings:
        there = [(i, j) for i, j in links if _within(i, crossing.source)]
        there = [(i, j) for i, j in there if _within(j, crossing.target)]
        length = crossing.source[1] - crossing.source[0] + crossing.target[1] - crossing.target[0]
        known = len({i for i, _ in there}) + len({j for _, j in there})
        false += not document.passages or 2 * known < length
    return Seen(
        1,
        len(counts),
        sum(2 * some > total for some, total in counts),
        sum(total for _, total in counts),
        sum(some for some, _ in counts),
        len(alignment.crossings),
        false,
        len(rest),
        sum(bead in beads for bead in rest),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each method, kind and size."""
    parser = argparse.ArgumentParser(description="Measure the search for moved passages.")
    parser.add_argument("--data", type=Path, required=True, help="a folder of gold alignments")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind")
    parser.add_argument("--size", action="append", type=int, help="passages of so many beads")
    parser.add_argument("--place", choices=PLACES, help="where in the document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="all documents as one")
    parser.add_argument("--method", action="append", choices=METHODS, help="only this method")
    add_models(parser)
    options = parser.parse_args(arguments)
    langs = options.source, options.target
    cases = read_set(options.data, *langs)
    if not cases:
        parser.error(f"no *.gold files in {options.data}")
    if options.whole:
        cases = [joined(cases)]
    models = models_of(options)
    print(
        "method      kind      size  docs passages found beads crossings false  rest    s",
    )
    for method in options.method or ["lexical"]:
        for kind, size in _trials(options.kind or KINDS, options.size or SIZES):
            choose = random.Random(f"{options.seed} {kind} {size}")
            start = time.perf_counter()
            total = Seen()
            for case in cases:
                document = swapped(case, kind, size, choose, options.place)
                if document.passages or kind in ("none", "missing"):
                    total += seen(document, aligned(document.case, langs, method, models))
            seconds = time.perf_counter() - start
            print(f"{method:11} {kind:9} {size:4} {total.row()} {seconds:6.1f}", flush=True)


def _trials(kinds: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[str, int]]:
    for kind in kinds:
        for size in sizes if kind != "none" else [0]:
            yield kind, size


def _within(number: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= number < limits[1]


def _share(some: int, total: int) -> str:
    return f"{some / total:5.3f}" if total else "    -"


if __name__ == "__main__":
    main()
