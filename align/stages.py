"""Where the time goes: seconds by stage, for ``align translate --profile``.

Stages are counted whether anybody asks or not: a batch of sentences or a document at a time, which
costs next to nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

STAGES = (
    "read",
    "route",
    "split",
    "tokenise",
    "translate",
    "repair",
    "words",
    "check",
    "render",
    "write",
    "memory",
)
"""In the order in which a document goes through them."""

_seconds = dict.fromkeys(STAGES, 0.0)
_lock = threading.Lock()


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Count the seconds that the block takes; blocks of several threads add up."""
    started = time.perf_counter()
    try:
        yield
    finally:
        add({stage: time.perf_counter() - started})


def add(seconds: Mapping[str, float]) -> None:
    """Add what another process has counted."""
    with _lock:
        for stage, some in seconds.items():
            _seconds[stage] += some


def take() -> dict[str, float]:
    """The seconds of each stage since they were last taken."""
    with _lock:
        taken = dict(_seconds)
        _seconds.update(dict.fromkeys(STAGES, 0.0))
    return taken


def table(seconds: Mapping[str, float], sentences: int, wall: float) -> str:
    """The stages with their seconds, shares, and milliseconds a sentence; a line each."""
    total = sum(seconds.values()) or 1.0
    lines = ["stage        seconds   share  ms/sentence"]
    rows = [*((stage, seconds[stage]) for stage in STAGES), ("all", sum(seconds.values()))]
    for stage, some in rows:
        each = f"{1000 * some / sentences:11.2f}" if sentences else f"{'–':>11}"
        lines.append(f"{stage:<10} {some:9.2f}  {some / total:6.1%}  {each}")
    lines.append(
        f"{wall:.2f} s passed for {sentences} sentences; stages of several threads and processes"
        " add up"
    )
    return "\n".join(lines)
