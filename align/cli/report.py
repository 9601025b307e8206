"""What a person sees on standard error: the progress bar and the summary table."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..errors import InputError, one_line
from ..printable import printable
from ..status import FAILURES

if TYPE_CHECKING:
    from ..batch.result import Result

_LONGEST_TABLE = 200


class Bar:
    """A progress bar on a terminal, nothing in a pipe; a ``Watcher`` of a batch."""

    def __init__(self, documents: int) -> None:
        self._progress: Any = None
        self._documents = documents
        self._begun = 0

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._progress = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("sentences"),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._progress.add_task("starting", total=None, rate="")
            self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def begin(self, name: str) -> None:
        """See ``Watcher``."""
        self._begun += 1
        if self._progress is not None:
            name = printable(name)
            shown = name if len(name) <= 40 else f"…{name[-39:]}"
            self._progress.update(
                self._task, description=f"{self._begun}/{self._documents} {shown}"
            )

    def plan(self, sentences: int) -> None:
        """See ``Watcher``."""
        if self._progress is not None:
            total = self._progress.tasks[0].total or 0
            self._progress.update(self._task, total=total + sentences)

    def advance(self, sentences: int) -> None:
        """See ``Watcher``."""
        if self._progress is not None:
            self._progress.update(self._task, advance=sentences)
            speed = self._progress.tasks[0].speed
            if speed:
                self._progress.update(self._task, rate=f"{speed:.0f}/s")


def end_with_failures(failures: Sequence[str], inputs: int) -> int:
    """Print what could not be read of so many inputs; the exit status.

    Raises ``InputError`` where there was one input and it failed.
    """
    if len(failures) == inputs == 1:
        raise InputError(failures[0])
    for failure in failures:
        print(f"align: error: {one_line(failure)}", file=sys.stderr)
    if not failures:
        return 0
    return 2 if len(failures) == inputs else 3


def print_summary(results: Sequence[Result]) -> None:
    """What became of the documents: a table of them, or, of many, sums and every failure."""
    if len(results) > _LONGEST_TABLE:
        _print_sums(results)
    else:
        _print_table(results)


def _print_sums(results: Sequence[Result]) -> None:
    from ..views.index import STATUS_WORDS

    statuses = Counter(result.status for result in results)
    for result in results:
        if result.status in FAILURES:
            print(f"{printable(result.name)}: {printable(result.reason)}", file=sys.stderr)
    for status, count in statuses.most_common():
        print(f"{count:>9,}  {STATUS_WORDS[status].lower()}", file=sys.stderr)
    sentences, flagged, errors = (
        sum(getattr(result, name) for result in results)
        for name in ("sentences", "flagged", "errors")
    )
    print(f"{sentences:>9,}  sentences: {flagged:,} flagged, {errors:,} errors", file=sys.stderr)


def _print_table(results: Sequence[Result]) -> None:
    """Document, language, sentences, time, flags, errors, where or why."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", overflow="fold")
    table.add_column("lang", no_wrap=True)
    for heading in ("sentences", "seconds", "flagged", "errors"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("where", overflow="fold")
    for result in results:
        done = result.status == "translated"
        where = next(iter(result.files.values()), "") if done else result.reason
        table.add_row(
            escape(printable(result.name)),
            result.lang,
            str(result.sentences) if done else "–",
            f"{result.seconds:.1f}" if done else "–",
            str(result.flagged) if done else "–",
            str(result.errors) if done else "–",
            escape(printable(where)),
        )
    # In a pipe there is no terminal width to fold to, and 80 columns would cut reasons up. Printed
    # as text, because a console ends the whole process where the pipe has been closed.
    terminal = sys.stderr.isatty()
    width = Console(stderr=True).width if terminal else 160
    text = StringIO()
    Console(file=text, force_terminal=terminal, width=width, highlight=False).print(table)
    print(text.getvalue(), end="", file=sys.stderr)
