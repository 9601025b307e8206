"""How fast ``align translate`` is, against the model alone and against transformers.

    python -m scripts.bench.translate [--sentences 5000] [--alternations 5] [--json F] [--plot F]
    python -m scripts.bench.translate --row align ...          one side, as the table's rows call it

The same sentences (those of texts/, varied so that no two are equal) go, in turns so that a noisy
machine hurts all alike and each time in a new process, through

  align           ``align translate`` as it comes: five views, checks, repair, word links
  align, lean     the same with ``--views jsonl --no-words``: still with checks and repair
  ctranslate2     the limit: ``Translator.translate_batch`` on the same pieces, cut into the same
                  parts, tokenised and sorted beforehand, with the same settings of decoding and
                  as many threads; only the call is timed, neither start nor loading
  transformers    ``MarianMTModel.generate`` with the same beam, the usual way: sorted batches of
                  32, float32, its own choice of threads; on every n-th sentence only
                  (``--reference``), for it is slow
  argos-translate, EasyNMT
                  the same sentences and weights as transformers, where ``--others`` names a Python
                  that has them; ``scripts/bench/others.py`` says how to get one

For ``align`` the whole process counts, from its start to its end, into an empty folder. Printed are
the medians, as rates and as ratios to the limit. ``scripts/bench/limits.py`` has the other figures.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.material import varied, write_documents
from scripts.bench.processes import align, run

OTHERS = ("argos-translate", "EasyNMT")
ROWS = ("align", "align, lean", "ctranslate2", "transformers")
LEAN = ("--views", "jsonl", "--no-words")


def pieces_of(sentences: Sequence[str], model: Any) -> list[list[str]]:
    """The pieces that the tool gives the model for these sentences, long ones in parts."""
    from align.translation.loading import limits_of
    from align.translation.normalise import model_input
    from align.translation.parts import cut_into_parts
    from align.translation.tokenizer import Tokenizer

    tokenizer = Tokenizer(model.path / "source.spm", model.path / "target.spm")
    limits = limits_of(model)
    parts = [
        part
        for sentence in sentences
        for part in cut_into_parts(model_input(sentence), limits, tokenizer)
    ]
    return tokenizer.encode(list(dict.fromkeys(parts)))


def decode(engine: str, model: Any, pieces: list[list[str]], threads: int) -> float:
    """The wall seconds that the engine alone takes for the pieces, once it is loaded."""
    from align.translation.engine import Decoding
    from align.translation.loading import complete_decoding

    settings = complete_decoding(Decoding(), model)
    length_penalty, repetition_penalty = settings.penalties
    ordered = sorted(pieces, key=len, reverse=True)
    if engine == "transformers":
        from align.translation.transformers_engine import TransformersEngine

        reference = TransformersEngine(model.path / "transformers", threads)
        reference.decode(ordered[-1:], settings)
        started = time.perf_counter()
        for start in range(0, len(ordered), 32):
            reference.decode(ordered[start : start + 32], settings)
        return time.perf_counter() - started
    import ctranslate2

    translator = ctranslate2.Translator(
        str(model.path / "ctranslate2"), compute_type="int8", inter_threads=threads, intra_threads=1
    )
    translator.translate_batch(ordered[-1:])
    started = time.perf_counter()
    translator.translate_batch(
        ordered,
        max_batch_size=1024,
        batch_type="tokens",
        beam_size=settings.beam,
        length_penalty=length_penalty,
        repetition_penalty=repetition_penalty,
        max_decoding_length=settings.max_pieces,
        max_input_length=0,
        return_scores=True,
    )
    return time.perf_counter() - started


def measure(row: str, work: Path, options: argparse.Namespace) -> dict[str, float]:
    """One run of one row: wall seconds, processor seconds, peak megabytes."""
    cores = options.cores
    if row.startswith("align"):
        with tempfile.TemporaryDirectory(dir=work) as out:
            more = LEAN if row.endswith("lean") else ()
            given = ("translate", work / "in", "--from", "kk", "--to", "en", "--jobs", str(cores))
            taken = align(*given, "-o", Path(out) / "out", *more, cores=cores)
        return {"seconds": taken.seconds, "cpu": taken.cpu, "megabytes": taken.megabytes}
    texts = work / f"{row}.json"
    command: list[str | Path] = [sys.executable, __file__, "--row", row, "--pieces", texts]
    if row in OTHERS:
        from align.translation.models.catalogue import model_for

        model = model_for("kk", "en")
        assert model is not None
        command = [options.others, Path(__file__).with_name("others.py"), row, model.path, texts]
    else:
        command += ["--cores", str(cores)]
    taken = run(command, cores)
    return {
        "seconds": float(taken.output.split()[-1]),
        "cpu": taken.cpu,
        "megabytes": taken.megabytes,
    }


def compare(options: argparse.Namespace) -> dict[str, Any]:
    """All rows in turns, and their medians."""
    from align.translation.models.catalogue import model_for

    model = model_for("kk", "en")
    sentences = varied(options.sentences)
    step = max(1, options.sentences // options.reference)
    some = sentences[::step]
    counted = dict.fromkeys(ROWS, sentences) | dict.fromkeys(("transformers", *OTHERS), some)
    rows: dict[str, list[dict[str, float]]] = {row: [] for row in options.rows}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_documents(work / "in", sentences)
        for row in ("ctranslate2", "transformers"):
            pieces = pieces_of(counted[row], model)
            (work / f"{row}.json").write_text(json.dumps(pieces), encoding="utf-8")
        for row in OTHERS:
            (work / f"{row}.json").write_text(json.dumps(some), encoding="utf-8")
        for turn in range(options.alternations):
            for row in options.rows:
                rows[row].append(measure(row, work, options))
                took = rows[row][-1]["seconds"]
                print(f"turn {turn + 1}: {row}: {took:.1f} s", file=sys.stderr, flush=True)
    found: dict[str, Any] = {"sentences": options.sentences, "cores": options.cores, "rows": {}}
    for row, runs in rows.items():
        middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        words = sum(len(sentence.split()) for sentence in counted[row])
        found["rows"][row] = {
            **middle,
            "runs": [run["seconds"] for run in runs],
            "of": len(counted[row]),
            "sentences_per_second": len(counted[row]) / middle["seconds"],
            "words_per_second": words / middle["seconds"],
            "cpu_per_1000": 1000 * middle["cpu"] / len(counted[row]),
        }
    return found


def table(found: dict[str, Any]) -> str:
    """The medians as the README shows them."""
    limit = found["rows"].get("ctranslate2", {}).get("words_per_second")
    lines = [
        "| | sentences/s | source words/s | CPU s per 1,000 | peak MB | to the limit |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row, values in found["rows"].items():
        ratio = f"{values['words_per_second'] / limit:.2f}" if limit else "–"
        lines.append(
            f"| {row} | {values['sentences_per_second']:.1f} | {values['words_per_second']:.0f}"
            f" | {values['cpu_per_1000']:.1f} | {values['megabytes']:.0f} | {ratio} |"
        )
    return "\n".join(lines)


def plot(found: dict[str, Any]) -> str:
    """The rates as bars, in an SVG picture."""
    rows = found["rows"]
    most = max(values["words_per_second"] for values in rows.values())
    height = 40 * len(rows) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" font-size="14"'
        f' font-family="sans-serif"><rect width="640" height="{height}" fill="#fff"/>'
    ]
    for number, (row, values) in enumerate(rows.items()):
        top = 20 + 40 * number
        width = 400 * values["words_per_second"] / most
        color = "#225ea8" if row.startswith("align") else "#999"
        parts.append(f'<text x="120" y="{top + 17}" text-anchor="end">{row}</text>')
        parts.append(f'<rect x="130" y="{top}" width="{width:.1f}" height="24" fill="{color}"/>')
        label = f"{values['words_per_second']:.0f} words/s"
        parts.append(f'<text x="{138 + width:.1f}" y="{top + 17}">{label}</text>')
    caption = f"{found['sentences']:,} sentences, {found['cores']} cores, beam 4, int8"
    parts.append(f'<text x="130" y="{height - 12}" fill="#555">{caption}</text></svg>')
    return "\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; write the JSON and the plot where asked."""
    parser = argparse.ArgumentParser(description="How fast is align translate?")
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--alternations", type=int, default=5)
    parser.add_argument("--reference", type=int, default=100, help="sentences for transformers")
    parser.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rows", nargs="+", choices=(*ROWS, *OTHERS))
    parser.add_argument("--others", metavar="PYTHON", help="one that has argos-translate, EasyNMT")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--row", help=argparse.SUPPRESS)
    parser.add_argument("--pieces", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.row:
        from align.translation.models.catalogue import model_for

        pieces = json.loads(options.pieces.read_text(encoding="utf-8"))
        print(decode(options.row, model_for("kk", "en"), pieces, options.cores))
        return
    options.rows = options.rows or [*ROWS, *(OTHERS if options.others else ())]
    if not options.others and set(OTHERS).intersection(options.rows):
        parser.error("name a Python that has argos-translate and EasyNMT with --others")
    found = compare(options)
    print(table(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.plot:
        options.plot.write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main()
