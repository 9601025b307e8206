"""The memory and the session that the options of ``align translate`` ask for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .options import WITH_WORDS

if TYPE_CHECKING:
    from ..translation.memory import Memory
    from ..translation.session import Session


def open_memory(out: Path | None) -> Memory:
    """The memory of an output folder; without a folder one that ends with the run."""
    from ..translation.memory import Memory, memory_path

    return Memory(memory_path(out) if out else None)


def open_session(arguments: argparse.Namespace, memory: Memory) -> Session:
    """The session; nothing is loaded yet."""
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
