"""What becomes of one document of a batch."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import OUT_OF_MEMORY, AlignError, InputError, is_out_of_memory
from ..inputs import Input, reason_of
from ..status import Status


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. ``files`` maps a view to its path relative to the output.

    ``flagged`` counts the sentences that ask for a look, ``errors`` those with a finding of that
    severity, ``words`` those of the source (runs without white space), ``findings`` how many of
    each severity and kind there are. ``unchanged`` says that an earlier run had done it already.
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
    unchanged: bool = False


def unreadable(item: Input, error: InputError) -> Result:
    """The result of a document that cannot be read."""
    return Result(item.name, "und", "unreadable", reason_of(error, item))


def failed(item: Input, error: Exception) -> Result:
    """The result of a document that a model, an output, memory or this tool let down."""
    return Result(item.name, "und", "failed", _reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, AlignError):
        return str(error)
    if is_out_of_memory(error):
        return OUT_OF_MEMORY
    # One document that meets a fault of this tool must not cost the others their night.
    where = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(where[-1].filename).name}:{where[-1].lineno}" if where else ""
    return f"a fault of this tool ({type(error).__name__}{place}); please report it"
