"""What ``--log-json`` tells a scheduler: a JSON object a line on standard error."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..printable import printable_json
from ..status import FAILURES

if TYPE_CHECKING:
    from ..batch.result import Result


def emit(event: str, **fields: Any) -> None:
    """Write one event: its name, the time (UTC), and what it has to say."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    print(printable_json({"event": event, "time": time, **fields}), file=sys.stderr, flush=True)


class EventLog:
    """A ``Watcher`` of a batch that tells when each document is begun."""

    def __enter__(self) -> EventLog:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def begin(self, name: str) -> None:
        """See ``Watcher``."""
        emit("document-started", document=name)

    def plan(self, sentences: int) -> None:
        """See ``Watcher``; schedulers are told of documents."""

    def advance(self, sentences: int) -> None:
        """See ``Watcher``; schedulers are told of documents."""


def emit_result(result: Result) -> None:
    """The event that a document is done (translated, or nothing to do) or has failed."""
    emit(
        "document-failed" if result.status in FAILURES else "document-done",
        document=result.name,
        status=result.status,
        reason=result.reason,
        lang=result.lang,
        sentences=result.sentences,
        words=result.words,
        seconds=round(result.seconds, 3),
        findings=result.findings,
        unchanged=result.unchanged,
    )
