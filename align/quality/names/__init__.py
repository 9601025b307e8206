"""Check: names of the source that the translation lacks, however it may spell them."""

from __future__ import annotations

from .check import check_names

__all__ = ["check_names"]
