"""Check: characters that came out broken, as of a model that spells rare letters byte by byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bitext import Finding
from .pair import Pair, shown

_BROKEN = re.compile(r"\S*\ufffd\S*")


def check_broken(pair: Pair) -> Iterator[Finding]:
    """An ``error`` for each word with a replacement character (U+FFFD); none if the source has one.

    Decoders put it where the bytes of a character are not whole.
    """
    if "\ufffd" in pair.source:
        return
    for word in _BROKEN.finditer(pair.target):
        detail = f"broken character in {shown(word[0])}"
        yield Finding("broken", detail, "error", None, word.span())
