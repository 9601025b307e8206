"""The errors that a person meets: one line each, naming the file and the remedy."""

from __future__ import annotations

from .printable import printable

OUT_OF_MEMORY = (
    "out of memory; close other programs or use fewer --jobs, and split the largest documents"
)
"""What to say where ``is_out_of_memory``."""


class AlignError(Exception):
    """Anything this package raises on purpose; its text is one line for a person."""


class InputError(AlignError):
    """An input that cannot be read or used as it is."""


class ModelError(AlignError):
    """No model for the language, or a model folder that is incomplete, altered or unknown."""


class OutputError(AlignError):
    """An output, the translation memory included, that cannot be written."""


def is_out_of_memory(error: Exception) -> bool:
    """Whether an error says that memory ran out, be it that for the stack of a thread."""
    return isinstance(error, MemoryError) or "can't start new thread" in str(error)


def one_line(text: str) -> str:
    """``text`` on one line that a terminal can be given: a file name may hold anything."""
    return printable(" ".join(text.split()))
