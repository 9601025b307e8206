"""Findings on beads: what a translation has wrong that a program can tell.

One file a check. Precision comes first: of correct translations at most 2 in 100 get an ``error``,
which ``scripts/bench/checks.py`` measures.
"""

from __future__ import annotations

from .checks import find, repairable_errors, with_findings
from .corrections import corrected
from .pair import Pair

__all__ = ["Pair", "corrected", "find", "repairable_errors", "with_findings"]
