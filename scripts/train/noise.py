"""Damaged copies of training pairs: what real input looks like.

Each function takes a source and a target and returns them changed, or as they were where there is
nothing to change.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Noise = Callable[[str, str], tuple[str, str]]


def all_capitals(source: str, target: str) -> tuple[str, str]:
    """Headlines in capitals."""
    return source.upper(), target.upper()


def source_in_lower_case(source: str, target: str) -> tuple[str, str]:
    """Typed in a hurry; the translation stays as it should be."""
    return source.lower(), target


def latin_look_alikes(source: str, target: str) -> tuple[str, str]:
    """Latin ``i`` for ``і``, as keyboards without the Kazakh letter write it."""
    return source.replace("і", "i").replace("І", "I"), target


def other_quotes(source: str, target: str) -> tuple[str, str]:
    """One style of quotation marks for another."""
    return source.translate({ord("«"): "“", ord("»"): "”", ord("“"): '"', ord("”"): '"'}), target


def other_dashes(source: str, target: str) -> tuple[str, str]:
    """Hyphens for dashes."""
    return source.translate({ord("–"): "-", ord("—"): "-"}), target


def without_final_stop(source: str, target: str) -> tuple[str, str]:
    """A line that ends without its full stop, as headings and list items do."""
    if source.endswith(".") and target.endswith("."):
        return source[:-1], target[:-1]
    return source, target


_ALL: tuple[Noise, ...] = (
    all_capitals,
    source_in_lower_case,
    latin_look_alikes,
    other_quotes,
    other_dashes,
    without_final_stop,
)


def damaged(source: str, target: str) -> tuple[str, str] | None:
    """One damage, chosen by the text itself so that every run chooses alike; ``None`` for none."""
    changed = random.Random(source).choice(_ALL)(source, target)
    return None if changed == (source, target) else changed
