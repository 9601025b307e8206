"""A batch of documents: each translated and written, whatever becomes of the others."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from .bitext import Bitext
from .errors import InputError, ModelError, OutputError
from .files import write_whole
from .inputs import Input, output_names, read_input, reason_of
from .quality import with_findings
from .status import Status
from .translation.session import Session
from .views import render
from .views.flags import count_errors, count_findings, count_flagged


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. ``files`` maps a view to its path relative to the output.

    ``flagged`` counts the sentences that ask for a look, ``errors`` those with a finding of that
    severity, ``words`` those of the source (runs without white space), ``findings`` how many of
    each severity and kind there are.
    """

    name: str
    lang: str
    status: Status
    reason: str = ""
    sentences: int = 0
    flagged: int = 0
    errors: int = 0
    words: int = 0
    findings: dict[str, dict[str, int]] = field(default_factory=dict)
    seconds: float = 0.0
    files: dict[str, str] = field(default_factory=dict)


class Watcher(Protocol):
    """Who is told how a batch goes on (a progress bar, or nobody)."""

    def begin(self, name: str) -> None:
        """The document ``name`` is begun."""
        ...

    def plan(self, sentences: int) -> None:
        """That many sentences more are to be translated."""
        ...

    def advance(self, sentences: int) -> None:
        """That many sentences more are done."""
        ...


def run_batch(
    inputs: Sequence[Input],
    session: Session,
    out: Path,
    views: Sequence[str],
    watcher: Watcher,
) -> Iterator[Result]:
    """Translate the documents one after the other; a result as each is done.

    Every file appears whole or not at all. A document that cannot be read, whose model is damaged
    or whose output cannot be written does not stop the others.
    """
    names = output_names([item.name for item in inputs])
    for item, name in zip(inputs, names, strict=True):
        watcher.begin(item.name)
        started = time.perf_counter()
        try:
            result = _translate(item, name, session, out, views, watcher)
        except InputError as error:
            result = Result(item.name, "und", "unreadable", reason_of(error, item))
        except (ModelError, OutputError) as error:
            result = Result(item.name, "und", "failed", str(error))
        except MemoryError:
            result = Result(item.name, "und", "failed", "out of memory; split it, or free some")
        yield replace(result, seconds=time.perf_counter() - started)


def _translate(
    item: Input, name: str, session: Session, out: Path, views: Sequence[str], watcher: Watcher
) -> Result:
    result = session.translate(read_input(item), watcher.advance, watcher.plan)
    if not isinstance(result, Bitext):
        return Result(item.name, result.lang, result.status, result.reason)
    result = with_findings(result)
    files = {}
    for view in views:
        relative = f"{name}.{result.source.lang}-{result.target.lang}.{view}"
        write_whole(out / relative, render(result, view))
        files[view] = relative
    return Result(
        item.name,
        result.source.lang,
        "translated",
        sentences=len(result.beads),
        flagged=count_flagged(result),
        errors=count_errors(result),
        words=sum(len(bead.source.text.split()) for bead in result.beads),
        findings=count_findings(result),
        files=files,
    )
