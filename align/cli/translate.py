"""``align translate``: documents, folders or lines to another language."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .options import WITH_WORDS, add_model_options, positive, settle_languages, view_names

if TYPE_CHECKING:
    from ..batch import Result
    from ..translation.memory import Memory
    from ..translation.session import Session
    from ..workers import Workers

VIEWS = ("html", "tsv", "tmx", "jsonl", "txt")

_EPILOG = """\
examples:
  align translate report.txt --to en             out/report.kk-en.html and the other views
  align translate texts --to en -o out --views html,jsonl
  align translate --from kk --to en --lines - <in.txt >out.txt

Without --from every document, and inside it every paragraph, is routed by detection. The output
folder keeps a memory: a rerun translates nothing twice, and goes on where a killed run stopped.
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "translate",
        help="translate documents into side-by-side pages",
        description="Translate documents; see them side by side.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or - (stdin)")
    parser.add_argument("--from", dest="source", metavar="LANG", help="settle the language")
    parser.add_argument("--to", dest="target", metavar="LANG", required=True, help="such as en")
    parser.add_argument("-o", dest="out", metavar="DIR", type=Path, help="default: out")
    parser.add_argument(
        "--views",
        type=lambda text: view_names(text, VIEWS),
        default=VIEWS,
        help=f"which files to write for each document (default: {','.join(VIEWS)})",
    )
    parser.add_argument(
        "--no-words",
        action="store_true",
        help="leave out the links between words",
    )
    add_model_options(parser)
    parser.add_argument(
        "--jobs", type=positive, metavar="N", help="processor cores to use (default: all)"
    )
    parser.add_argument(
        "--lines", action="store_true", help="a filter: one output line for each input line"
    )
    parser.add_argument(
        "--profile", action="store_true", help="print on standard error where the time went"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    arguments.source, arguments.target = settle_languages(arguments.source, arguments.target)
    if arguments.lines:
        from .lines import translate_lines

        with _memory(arguments.out) as memory, _session(arguments, memory) as session:
            return translate_lines(arguments.paths, session)
    return _run_batch(arguments)


def _run_batch(arguments: argparse.Namespace) -> int:
    from ..batch import run_batch
    from ..inputs import collect
    from ..status import FAILURES
    from .report import Bar, print_summary

    started = time.perf_counter()
    out = arguments.out or Path("out")
    inputs = collect(arguments.paths, out)
    if len(inputs) == 1 and inputs[0].error:
        raise InputError(f"{inputs[0].path}: {inputs[0].error}")
    results: list[Result] = []
    with (
        _memory(out) as memory,
        _session(arguments, memory) as session,
        Bar(len(inputs)) as bar,
    ):
        workers = _workers(arguments)
        for result in run_batch(inputs, session, out, arguments.views, bar, workers):
            results.append(result)
        _write_index(out, arguments.target, results)
    if arguments.profile:
        from .. import stages

        sentences = sum(result.sentences for result in results)
        passed = time.perf_counter() - started
        print(stages.table(stages.take(), sentences, passed), file=sys.stderr)
    if all(result.status == "unreadable" for result in results):
        if len(results) == 1:
            raise InputError(f"{inputs[0].path or 'standard input'}: {results[0].reason}")
        print_summary(results)
        raise InputError(f"none of the {len(results)} documents could be read; see the list above")
    print_summary(results)
    print(f"{out / 'index.html'}", file=sys.stderr)
    return 3 if any(result.status in FAILURES for result in results) else 0


def _memory(out: Path | None) -> Memory:
    from ..translation.memory import Memory, memory_path

    return Memory(memory_path(out) if out else None)


def _session(arguments: argparse.Namespace, memory: Memory) -> Session:
    from ..judging import judge_for
    from ..translation.engine import Decoding
    from ..translation.session import Session

    return Session(
        arguments.target,
        memory,
        source=arguments.source,
        model=arguments.model,
        engine=arguments.engine,
        decoding=Decoding(beam=arguments.beam),
        threads=arguments.jobs,
        judges=judge_for,
        words=not arguments.no_words and bool(WITH_WORDS.intersection(arguments.views)),
    )


def _workers(arguments: argparse.Namespace) -> Callable[[], Workers]:
    from ..batch import start_planner
    from ..translation.loading import available_cores
    from ..workers import Inline, Processes, workers_for

    count = workers_for(arguments.jobs or available_cores())
    settings = arguments.target, arguments.source, arguments.model
    return (lambda: Processes(count, start_planner, *settings)) if count else Inline


def _write_index(out: Path, target: str, results: list[Result]) -> None:
    from ..files import write_whole
    from ..views.index import IndexEntry, render_index

    # The page has words of its own for these; a reason beside them would say the same again.
    plain = ("no-language", "empty")
    same = f"already in the target language ({target})"
    entries = [
        IndexEntry(
            path=result.name,
            lang=result.lang,
            target_lang=target,
            status=result.status,
            reason="" if result.status in plain or result.reason == same else result.reason,
            sentences=result.sentences,
            flagged=result.flagged,
            links=result.files,
        )
        for result in results
    ]
    write_whole(out / "index.html", render_index(entries))
