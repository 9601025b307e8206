"""The other figures of ``align translate``: cores, memory, growth, reruns, starting, quality.

    python -m scripts.bench.limits start cores growth rerun memory quality

start    ``align --help``, and one sentence through ``--lines``, each a new process: medians of 11
cores    one core against two (affinity and ``--jobs``): medians of 3 turns, 1,000 sentences
growth   1, 2, 4, 8 times 20 documents of 20 sentences: slope of a line on a log-log plot
rerun    ``--documents`` (10,000) small documents, translated once, then a rerun with nothing to do
memory   peak of a folder of ``--megabytes`` (1,000) of text against one of 10 MB. One part in a
         hundred is Kazakh, 2,000 sentences again and again; the rest is English, which is read,
         routed and listed: translating a gigabyte would take days. This takes about five minutes
quality  chrF of int8 against float32 on DATA/dev/flores_dev (``--data DATA``)
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.align_speed import slope
from scripts.bench.material import ROOT, varied, write_documents
from scripts.bench.processes import align

ENGLISH = (
    "The committee met again on Tuesday and heard what the members had to say about the plan. "
)


def start(work: Path, options: argparse.Namespace) -> str:
    """Seconds until the help and until one sentence is there."""
    helps = [align("--help").seconds for _ in range(11)]
    line = ("translate", "--from", "kk", "--to", "en", "--lines", "-")
    lines = [align(*line, stdin=varied(1)[0] + "\n").seconds for _ in range(11)]
    help_, one = statistics.median(helps), statistics.median(lines)
    return f"align --help: {1000 * help_:.0f} ms; one sentence through --lines: {one:.2f} s"


def cores(work: Path, options: argparse.Namespace) -> str:
    """How much faster two cores are than one."""
    write_documents(work / "in", varied(1000))
    taken: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(3):
        for count in taken:
            arguments = ("translate", work / "in", "--to", "en", "--jobs", str(count))
            out = work / f"out-{turn}-{count}"
            taken[count].append(align(*arguments, "-o", out, cores=count).seconds)
    one, two = (statistics.median(seconds) for seconds in taken.values())
    return f"one core {one:.1f} s, two cores {two:.1f} s: {one / two:.2f} times as fast"


def growth(work: Path, options: argparse.Namespace) -> str:
    """The slope of time over documents."""
    sentences = varied(8 * 400)
    points = []
    for times in (1, 2, 4, 8):
        source = work / f"in-{times}"
        write_documents(source, sentences[: times * 400], each=20)
        seconds = align("translate", source, "--to", "en", "-o", work / f"out-{times}").seconds
        points.append((float(times), seconds))
    shown = ", ".join(f"{times:.0f}x {seconds:.1f} s" for times, seconds in points)
    return f"{shown}: slope {slope(points):.2f}"


def rerun(work: Path, options: argparse.Namespace) -> str:
    """Seconds of a rerun with nothing to do."""
    sentences = varied(300)
    repeated = [sentences[number % 300] for number in range(3 * options.documents)]
    write_documents(work / "in", repeated, each=3)
    arguments = ("translate", work / "in", "--to", "en", "-o", work / "out", "--views", "jsonl,txt")
    first, again = align(*arguments), align(*arguments)
    return f"{options.documents:,} documents: {first.seconds:.1f} s, rerun {again.seconds:.1f} s"


def memory(work: Path, options: argparse.Namespace) -> str:
    """Peak memory of a small and a big folder."""
    kazakh = " ".join(varied(2000))
    paragraph = ENGLISH * 20 + "\n\n"
    peaks = []
    for megabytes in (10, options.megabytes):
        source = work / f"in-{megabytes}"
        source.mkdir()
        for number in range(10 * megabytes):
            text = kazakh[:50_000] if number % 100 == 0 else paragraph * (100_000 // len(paragraph))
            (source / f"{number:06}.txt").write_text(text, encoding="utf-8")
        taken = align("translate", source, "--to", "en", "-o", work / "out")
        peaks.append(taken.megabytes)
        print(
            f"{megabytes} MB: {taken.seconds:.0f} s, {taken.cpu:.0f} s of processor",
            file=sys.stderr,
        )
        shutil.rmtree(source)
        shutil.rmtree(work / "out")
    return f"10 MB: {peaks[0]:.0f} MB; {options.megabytes:,} MB: {peaks[1]:.0f} MB"


def quality(work: Path, options: argparse.Namespace) -> str:
    """chrF of both types of numbers."""
    from dataclasses import replace

    from sacrebleu.metrics.chrf import CHRF

    from align.translation.ctranslate2_engine import CTranslate2Engine
    from align.translation.engine import Decoding
    from align.translation.loading import load_translator
    from align.translation.memory import Memory
    from align.translation.models.catalogue import model_for
    from align.translation.models.convert import convert_model
    from align.translation.models.record import LONGEST_SOURCE

    model = model_for("kk", "en")
    if model is None:
        raise SystemExit("no model for kk to en is installed")
    weights = work / "weights"
    shutil.copytree(model.path / "transformers", weights)
    for name in ("source.spm", "target.spm"):
        shutil.copy(model.path / name, weights)
    exact = convert_model(
        weights,
        work / "float32",
        replace(model, name="float32", max_source_tokens=LONGEST_SOURCE),
        quantization="float32",
    )
    dev = options.data / "dev"
    texts = (dev / "flores_dev.kk").read_text(encoding="utf-8").splitlines()
    references = (dev / "flores_dev.en").read_text(encoding="utf-8").splitlines()
    scores = []
    for folder in (model.path, exact.path):
        with Memory(None) as store:
            # Whole sentences, without checks: what is compared is the arithmetic.
            kind = "int8" if folder == model.path else "float32"
            translator = load_translator(
                replace(model, alignment_head=None),
                "en",
                CTranslate2Engine(folder / "ctranslate2", 1, kind),
                store,
                decoding=Decoding(),
            )
            found = [translation.text for translation in translator.translate(texts)]
        scores.append(CHRF().corpus_score(found, [references]).score)
    return f"chrF int8 {scores[0]:.2f}, float32 {scores[1]:.2f}: {scores[0] - scores[1]:+.2f}"


FIGURES: dict[str, Callable[[Path, argparse.Namespace], str]] = {
    "start": start,
    "cores": cores,
    "growth": growth,
    "rerun": rerun,
    "memory": memory,
    "quality": quality,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each figure asked for."""
    parser = argparse.ArgumentParser(description="Other figures of align translate.")
    parser.add_argument("figures", nargs="+", choices=list(FIGURES))
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options = parser.parse_args(arguments)
    for figure in options.figures:
        with tempfile.TemporaryDirectory() as name:
            print(f"{figure}: {FIGURES[figure](Path(name), options)}", flush=True)


if __name__ == "__main__":
    main()
