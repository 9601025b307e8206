"""Measure the aligner on gold alignments: accuracy, confidence, seconds and memory.

    python scripts/bench/align.py --data ../shared/data/align [--method length] [--set NAME]
        [--model NAME|DIR] [--back NAME|DIR] [--without-scores] [--memory FILE]
        [--embedder NAME|DIR] [--dictionary FILE] [--hunalign PROGRAM] [--reliability]

A set is a folder with ``<doc>.<lang>`` files, one sentence a line, and ``<doc>.gold``, a bead a
line: ``0,1<TAB>2``, empty for none. Scores are defined as for Vecalign (Thompson & Koehn 2019):
precision over all predicted beads, recall over the gold beads that have both sides, counted over
all documents of a set. Strict: the same bead stands on the other side; lax: or one that shares a
sentence with it in each language. Also printed: which share of the beads is scored 0.9 or more, how
many of these are strictly and laxly right, seconds (those of the model included), and the peak
memory of the whole process so far.

``--model`` adds the method ``translation``, and ``--back`` what a model of the other direction
scores; ``--without-scores`` leaves out what forced decoding adds to it, ``--memory`` keeps
translations for the next run. ``--reliability`` prints, for bands of the confidence, how many beads
are in it, what they claim, and how many are right. ``--dictionary`` is a file of terms (see
``align pair --dictionary``) that every method but ``length`` looks at.

``--hunalign`` adds a row for that program, which is no part of this project: with words and marks
set apart, as it wants them, without a dictionary, realigning once. Its seconds are those of one
process for each document, and it has no confidence.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from align.alignment import (
    Alignment,
    Embed,
    Method,
    Score,
    Translate,
    align_sentences,
)
from align.alignment.dictionary import Dictionary, read_dictionary
from align.alignment.embedders import load_embedder
from align.translation.memory import Memory
from align.translation.session import Session
from scripts.bench.processes import program

METHODS: tuple[Method, ...] = ("length", "lexical", "translation", "embedding")
SURE = 0.9
BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)

Ids = tuple[int, ...]
Pair = tuple[Ids, Ids]


@dataclass(frozen=True)
class Case:
    """One document in two languages, and its gold beads."""

    source: list[str]
    target: list[str]
    gold: list[Pair]


@dataclass(frozen=True)
class Models:
    """What is there beside the texts."""

    translate: Translate | None = None
    score: Score | None = None
    score_back: Score | None = None
    embed: Embed | None = None
    dictionary: Dictionary | None = None


@dataclass(frozen=True)
class Judged:
    """A predicted bead's confidence, and whether the gold has it, strictly and laxly."""

    confidence: float
    strict: bool
    lax: bool


@dataclass(frozen=True)
class Share:
    """Right ones of a number of beads, strictly and laxly."""

    strict: int
    lax: int
    total: int

    def __add__(self, other: Share) -> Share:
        return Share(self.strict + other.strict, self.lax + other.lax, self.total + other.total)


def read_set(folder: Path, source_lang: str, target_lang: str) -> list[Case]:
    """The documents of a set in the order of their names."""
    return [
        Case(
            _lines(gold.with_suffix(f".{source_lang}")),
            _lines(gold.with_suffix(f".{target_lang}")),
            [_pair(line) for line in _lines(gold)],
        )
        for gold in sorted(folder.glob("*.gold"))
    ]


def found_in(beads: Iterable[Pair], others: Iterable[Pair]) -> Share:
    """How many of ``beads`` are among ``others``, and how many at least overlap one of them."""
    wanted, others = set(beads), set(others)
    links = {(i, j) for left, right in others for i in left for j in right}
    strict = wanted & others
    lax = [
        bead
        for bead in wanted
        if bead in strict or any((i, j) in links for i in bead[0] for j in bead[1])
    ]
    return Share(len(strict), len(lax), len(wanted))


def scores(predicted: Iterable[Pair], gold: Iterable[Pair]) -> tuple[Share, Share]:
    """Precision and recall of one document as shares."""
    predicted, gold = list(predicted), list(gold)
    return found_in(predicted, gold), found_in(_joined(gold), _joined(predicted))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each set and method."""
    parser = argparse.ArgumentParser(description="Measure the aligner on gold alignments.")
    parser.add_argument("--data", type=Path, required=True, help="a folder of sets")
    parser.add_argument("--set", dest="sets", action="append", help="only this set (repeatable)")
    parser.add_argument("--method", action="append", choices=METHODS, help="only this method")
    add_models(parser)
    parser.add_argument("--hunalign", type=program, help="the program to compare with")
    parser.add_argument("--reliability", action="store_true", help="print tables of confidence")
    options = parser.parse_args(arguments)
    langs = options.source, options.target
    models = models_of(options)
    methods = options.method or [
        method
        for method in METHODS
        if not (method == "translation" and models.translate is None)
        and not (method == "embedding" and models.embed is None)
    ]
    print(
        "set               method    strict P     R    F1   lax P     R    F1"
        "  >=.9 strict  lax    s   MB"
    )
    for name in options.sets or sorted(path.name for path in options.data.iterdir()):
        cases = read_set(options.data / name, *langs)
        if not cases:
            parser.error(f"no *.gold files in {options.data / name}")
        for method in methods:
            row, judged = _measured(name, method, cases, langs, models)
            print(row, flush=True)
            if options.reliability:
                print("\n".join(reliability(judged)), flush=True)
        if options.hunalign:
            print(_hunalign_row(name, cases, options.hunalign), flush=True)


def add_models(parser: argparse.ArgumentParser) -> None:
    """The options that ``models_of`` reads: the languages, and what is there beside the texts."""
    parser.add_argument("--model", help="the model for translation: a name or a folder")
    parser.add_argument("--back", help="a model of the other direction, for its scores")
    parser.add_argument("--without-scores", action="store_true", help="translations alone")
    parser.add_argument("--memory", type=Path, help="where translations are kept")
    parser.add_argument("--embedder", help="the embedder for embedding: a name or a folder")
    parser.add_argument("--dictionary", type=Path, help="a file of terms")
    parser.add_argument("--from", dest="source", default="kk", help="the source's language")
    parser.add_argument("--to", dest="target", default="en", help="the target's language")


def models_of(options: argparse.Namespace) -> Models:
    """The models, dictionary and embedder that were asked for."""
    source, target = options.source, options.target
    embed = load_embedder(options.embedder, (source, target)) if options.embedder else None
    terms = read_dictionary(options.dictionary) if options.dictionary else None
    if options.model is None:
        return Models(embed=embed, dictionary=terms)
    memory = Memory(options.memory)
    session = Session(target, memory, source=source, model=options.model, threads=1)

    def translate(sentences: Sequence[str]) -> list[str]:
        return [found.text for found in session.translate_texts(sentences, source)]

    def score(pairs: Sequence[tuple[str, str]]) -> list[float]:
        return session.score_pairs(pairs, source)

    if options.without_scores:
        return Models(translate, embed=embed, dictionary=terms)
    if options.back is None:
        return Models(translate, score, embed=embed, dictionary=terms)
    there = Session(source, memory, source=target, model=options.back, threads=1)

    def score_back(pairs: Sequence[tuple[str, str]]) -> list[float]:
        return there.score_pairs(pairs, target)

    return Models(translate, score, score_back, embed, terms)


def aligned(case: Case, langs: tuple[str, str], method: Method, models: Models) -> Alignment:
    """The alignment of a document by a method, with the models that are there."""
    return align_sentences(
        case.source,
        case.target,
        source_lang=langs[0],
        target_lang=langs[1],
        method=method,
        translate=models.translate,
        score=models.score,
        score_back=models.score_back,
        embed=models.embed,
        dictionary=models.dictionary,
    )


def _measured(
    name: str, method: Method, cases: list[Case], langs: tuple[str, str], models: Models
) -> tuple[str, list[Judged]]:
    precision = recall = Share(0, 0, 0)
    judged: list[Judged] = []
    seconds = 0.0
    for case in cases:
        start = time.perf_counter()
        alignment = aligned(case, langs, method, models)
        seconds += time.perf_counter() - start
        predicted = list(_pairs(alignment))
        here, there = scores(predicted, case.gold)
        precision, recall = precision + here, recall + there
        judged += judge(alignment, case.gold)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sure = [bead for bead in judged if bead.confidence >= SURE]
    right = (
        f"{len(sure) / len(judged):.2f}  {_mean(bead.strict for bead in sure):.3f}"
        f" {_mean(bead.lax for bead in sure):.3f}"
    )
    figures = _strict_and_lax(precision, recall)
    return f"{name:17} {method:11} {figures}  {right} {seconds:5.1f} {peak:4}", judged


def _hunalign_row(name: str, cases: list[Case], hunalign: Path) -> str:
    precision = recall = Share(0, 0, 0)
    seconds = 0.0
    for case in cases:
        start = time.perf_counter()
        predicted = _by_hunalign(case, hunalign)
        seconds += time.perf_counter() - start
        here, there = scores(predicted, case.gold)
        precision, recall = precision + here, recall + there
    return f"{name:17} {'hunalign':11} {_strict_and_lax(precision, recall)} {'':17} {seconds:5.1f}"


def _by_hunalign(case: Case, hunalign: Path) -> list[Pair]:
    """The beads that hunalign finds: it prints a ladder, a rung for each bead's beginning."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dictionary").touch()
        for side, sentences in (("a", case.source), ("b", case.target)):
            apart = (" ".join(re.findall(r"\w+|[^\w\s]", sentence)) for sentence in sentences)
            (folder / side).write_text("\n".join(apart), encoding="utf-8")
        command = [str(hunalign), "-realign", "dictionary", "a", "b"]
        found = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return beads_of_ladder(found.stdout.splitlines(), len(case.source), len(case.target))


def beads_of_ladder(rungs: Iterable[str], rows: int, columns: int) -> list[Pair]:
    """The beads between the rungs of hunalign's ladder, the last of which may be past the end."""
    ends = [tuple(map(int, rung.split("\t")[:2])) for rung in rungs]
    ends = [(min(i, rows), min(j, columns)) for i, j in [(0, 0), *ends, (rows, columns)]]
    return [
        (tuple(range(i, next_i)), tuple(range(j, next_j)))
        for (i, j), (next_i, next_j) in pairwise(ends)
        if (i, j) != (next_i, next_j)
    ]


def judge(alignment: Alignment, gold: Iterable[Pair]) -> list[Judged]:
    """Each bead of an alignment with whether it is right."""
    gold = list(gold)
    return [
        Judged(bead.score, found.strict == 1, found.lax == 1)
        for pair, bead in zip(_pairs(alignment), alignment.beads, strict=True)
        for found in [found_in([pair], gold)]
    ]


def reliability(judged: Sequence[Judged]) -> Iterator[str]:
    """The reliability table: claimed and true shares of right beads, by bands of confidence."""
    yield "    confidence   beads  claimed  strict    lax"
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        some = [bead for bead in judged if low <= bead.confidence < high]
        if some:
            claimed = _mean(bead.confidence for bead in some)
            yield (
                f"    {low:.2f}-{min(high, 1.0):.2f}   {len(some):6}    {claimed:.3f}   "
                f"{_mean(bead.strict for bead in some):.3f}  {_mean(bead.lax for bead in some):.3f}"
            )


def _mean(values: Iterable[float]) -> float:
    some = list(values)
    return sum(some) / len(some) if some else 0.0


def _strict_and_lax(precision: Share, recall: Share) -> str:
    strict = _figures(precision.strict, precision.total, recall.strict, recall.total)
    lax = _figures(precision.lax, precision.total, recall.lax, recall.total)
    return f"{strict}   {lax}"


def _figures(right: int, predicted: int, found: int, gold: int) -> str:
    precision, recall = right / max(1, predicted), found / max(1, gold)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.3f} {recall:.3f} {f1:.3f}"


def _pairs(alignment: Alignment) -> Iterator[Pair]:
    for bead in alignment.beads:
        yield tuple(range(*bead.source)), tuple(range(*bead.target))


def _joined(pairs: Iterable[Pair]) -> list[Pair]:
    return [(left, right) for left, right in pairs if left and right]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _pair(line: str) -> Pair:
    left, _, right = line.partition("\t")
    return _ids(left), _ids(right)


def _ids(text: str) -> Ids:
    return tuple(int(number) for number in text.split(",") if number)


if __name__ == "__main__":
    main()
