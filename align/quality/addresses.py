"""Check: addresses and placeholders, which a translation keeps as they are, letter for letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..bitext import Finding
from .pair import Pair, shown

_ADDRESS = r"(?i:https?://|www\.)[^\s<>«»“”\"']+|(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# Python and C formats, ${x}, {{x}}, {0}, %1$s, <b>, &nbsp;, --options: what programs fill in or
# read. A space never stands inside a format: "5 % of" is none.
_PLACEHOLDER = (
    r"\$\{\w+\}|\{\{[^{}]*\}\}|\{\w*(?:[.:!][^{}\s]*)?\}|%\(\w+\)[sd]|%\d+\$\w|%[sdiufxc]\b"
    r"|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);|(?<!\S)--[a-z][\w-]+|\$[A-Z_]+\b"
)
_KEPT = re.compile(f"(?P<address>{_ADDRESS})|{_PLACEHOLDER}")
# Each of them has one of these; most texts have none, and looking for these alone is fast.
_SIGN = re.compile(r"[@${}%<&/]|--|www\.", re.IGNORECASE)
_CLOSING = ".,;:!?)]}…"


def kept_passages(text: str) -> list[tuple[int, int, str]]:
    """Offsets of the addresses and placeholders of a text, in order, and which of both each is."""
    found: list[tuple[int, int, str]] = []
    if not _SIGN.search(text):
        return found
    for match in _KEPT.finditer(text):
        start, end = match.span()
        if match["address"] is None:
            found.append((start, end, "placeholder"))
            continue
        # A mark behind an address belongs to the sentence; a bracket is its own if it opens too.
        while text[end - 1] in _CLOSING and not (text[end - 1] == ")" and "(" in text[start:end]):
            end -= 1
        found.append((start, end, "address"))
    return found


def check_addresses(pair: Pair) -> Iterator[Finding]:
    """Every address and placeholder of the source stands in the target as often, and no other."""
    source, target = kept_passages(pair.source), kept_passages(pair.target)
    in_source = Counter(pair.source[start:end] for start, end, _ in source)
    in_target = Counter(pair.target[start:end] for start, end, _ in target)
    lost, new = in_source - in_target, in_target - in_source
    added = [item for item in target if pair.target[item[0] : item[1]] in new]
    for start, end, kind in source:
        text = pair.source[start:end]
        if text not in lost:
            continue
        other = added.pop(0) if added else None
        became = f"became {shown(pair.target[other[0] : other[1]])}" if other else "is missing"
        place = other[:2] if other else None
        yield Finding(kind, f"{shown(text)} {became}", "error", (start, end), place)
    for start, end, kind in added:
        detail = f"{shown(pair.target[start:end])} is not in the source"
        yield Finding(kind, detail, "warning", None, (start, end))
