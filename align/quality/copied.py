"""Check: a source that was copied instead of translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..bitext import Finding
from ..language.scripts import main_script
from .pair import Pair

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 0.8
_FEWEST_WORDS = 4
"""In one script, fewer words than these may be a name, which stays what it is."""


def check_copied(pair: Pair) -> Iterator[Finding]:
    """An ``error`` where at least four fifths of the target's words are the source's, in order.

    Names and codes are the same in two languages: in one script it takes four words, in the
    source's own script, where the target has another, one.
    """
    script = main_script(pair.source)
    if script != main_script(pair.target) or pair.langs[0] == pair.langs[1]:
        return
    source, target = (
        [word.casefold() for word in _WORD.findall(text)] for text in (pair.source, pair.target)
    )
    if not source or not target:
        return
    if script in (None, "Latn") and len(source) < _FEWEST_WORDS:
        return
    matcher = SequenceMatcher(None, source, target, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same >= _ALIKE * max(len(source), len(target)):
        place = (0, len(pair.source)), (0, len(pair.target))
        yield Finding("copied", "the source was copied, not translated", "error", *place)
