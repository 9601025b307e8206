"""What may become of a document in a batch."""

from __future__ import annotations

from typing import Literal

Status = Literal[
    "translated", "same-language", "no-model", "no-language", "empty", "unreadable", "failed"
]
"""``failed``: it could be read, but a model or an output file let it down."""

FAILURES: frozenset[Status] = frozenset(("no-model", "unreadable", "failed"))
"""What makes a batch end with exit status 3."""
