"""``align translate`` without ``--lines``: documents and folders into an output folder."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import InputError, OutputError, one_line
from ..printable import printable
from ..status import FAILURES
from .session import open_memory, open_session

if TYPE_CHECKING:
    from ..batch.result import Result
    from ..batch.watcher import Watcher
    from ..batch.workers import Workers
    from ..inputs import Input
    from ..translation.memory import Memory


def translate_documents(arguments: argparse.Namespace) -> int:
    """Translate what the arguments name, and tell what became of it; returns the exit status."""
    from .. import stages
    from ..inputs import collect
    from ..lock import one_run_in
    from .events import EventLog, emit
    from .report import Bar
    from .summary import summarise

    started = time.perf_counter()
    out = arguments.out or Path("out")
    inputs = collect(arguments.paths, out, arguments.max_size)
    if len(inputs) == 1 and inputs[0].error:
        raise InputError(f"{inputs[0].path}: {inputs[0].error}")
    as_events = arguments.log_json
    if as_events:
        emit("run-started", version=__version__, documents=len(inputs), to=arguments.target)
    with one_run_in(out), open_memory(out) as memory:
        with EventLog() if as_events else Bar(len(inputs)) as watcher:
            results = _results(inputs, out, arguments, memory, watcher)
        seconds = time.perf_counter() - started
        summary = summarise(results, arguments.target, seconds=seconds, cache_hits=memory.hits)
        unwritten = _write_overviews(out, arguments.target, results, summary)
    ended = _Ended(results, summary, unwritten, seconds, stages.take())
    if as_events:
        _emit_end(ended, arguments.profile)
    else:
        if ended.status == 2 and len(results) == 1:
            raise InputError(f"{inputs[0].path or 'standard input'}: {results[0].reason}")
        _print_end(ended, out, arguments.profile)
    return ended.status


@dataclass(frozen=True, slots=True)
class _Ended:
    """A run that is over: ``unwritten`` tells of overviews, ``stages`` has seconds by stage."""

    results: Sequence[Result]
    summary: Mapping[str, Any]
    unwritten: Sequence[str]
    seconds: float
    stages: Mapping[str, float]

    @property
    def status(self) -> int:
        """The exit status."""
        if not self.unwritten and all(one.status == "unreadable" for one in self.results):
            return 2
        return 3 if self.unwritten or any(one.status in FAILURES for one in self.results) else 0


def _emit_end(ended: _Ended, profile: bool) -> None:
    from .events import emit

    for message in ended.unwritten:
        emit("error", message=message)
    if profile:
        emit("profile", seconds={name: round(s, 3) for name, s in ended.stages.items()})
    emit("run-finished", exit=ended.status, **ended.summary)


def _print_end(ended: _Ended, out: Path, profile: bool) -> None:
    """What became of the documents; ``InputError`` where none of them could be read."""
    from .. import stages
    from .report import print_summary

    print_summary(ended.results)
    if profile:
        print(
            stages.table(ended.stages, ended.summary["sentences"], ended.seconds), file=sys.stderr
        )
    if ended.status == 2:
        raise InputError(
            f"none of the {len(ended.results)} documents could be read; see the list above"
        )
    for message in ended.unwritten:
        print(f"align: error: {one_line(message)}", file=sys.stderr)
    if not ended.unwritten:
        print(printable(str(out / "index.html")), file=sys.stderr)


def _results(
    inputs: Sequence[Input],
    out: Path,
    arguments: argparse.Namespace,
    memory: Memory,
    watcher: Watcher,
) -> list[Result]:
    """What became of each document, told as it is known."""
    from ..batch.result import Result
    from ..batch.run import run_batch
    from ..files import takes_no_more
    from .events import emit_result

    results: list[Result] = []

    def add(result: Result) -> None:
        result = replace(result, reason=_without_folders(result.reason, out))
        results.append(result)
        if arguments.log_json:
            emit_result(result)

    workers = _workers(arguments)
    with open_session(arguments, memory) as session:
        for result in run_batch(inputs, session, out, arguments.views, watcher, workers):
            add(result)
            # To translate a thousand documents that cannot be written helps nobody.
            if result.status == "failed" and takes_no_more(out):
                break
    for item in inputs[len(results) :]:
        add(Result(item.name, "und", "failed", "not begun: the output folder takes no more"))
    return results


def _without_folders(reason: str, out: Path) -> str:
    """A reason without the folders that stand before the names in it: outputs hold no such path."""
    if not reason:
        return reason
    from ..translation.models.catalogue import search_path

    for folder in (out, *search_path()):
        # At the beginning of a path only: a folder may be called "o".
        reason = re.sub(rf"(?<![^\s(]){re.escape(f'{folder}{os.sep}')}", "", reason)
    return reason


def _workers(arguments: argparse.Namespace) -> Callable[[], Workers]:
    from ..batch.tasks import start_planner
    from ..batch.workers import Inline, Processes, workers_for
    from ..resources import available_cores

    count = workers_for(arguments.jobs or available_cores())
    settings = arguments.target, arguments.source, arguments.model
    return (lambda: Processes(count, start_planner, *settings)) if count else Inline


def _write_overviews(
    out: Path, target: str, results: Sequence[Result], summary: Mapping[str, Any]
) -> list[str]:
    """Write the index page and the summary; what could not be written, and why."""
    from ..files import write_whole
    from ..printable import printable_json
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
    unwritten = []
    for name, text in (
        ("index.html", render_index(entries)),
        ("summary.json", printable_json(summary, indent=1) + "\n"),
    ):
        try:
            write_whole(out / name, text)
        except OutputError as error:
            unwritten.append(str(error))
    return unwritten
