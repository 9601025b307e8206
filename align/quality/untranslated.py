"""Check: words of the source that were left in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bitext import Finding, Severity
from ..language.scripts import count_scripts, main_script
from .pair import Pair, shown
from .scripts import script_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"[«\"“„(\[][^»\"”“)\]]*[»\"”“)\]]")


def check_untranslated(pair: Pair) -> Iterator[Finding]:
    """Words in the source's script, where the target is written in another.

    An ``error`` for words that stand in the source so; a ``warning`` for others, and for those in
    quotes or brackets, where an original is cited. A target that is all in the wrong script is
    left to the check on the output's language.
    """
    script, expected = main_script(pair.source), script_of(pair.target_lang)
    counts = count_scripts(pair.target)
    if script is None or expected in (None, script) or script_of(pair.source_lang) != script:
        return
    if not counts[script] or counts[script] >= counts[expected or ""]:
        return
    quoted = [match.span() for match in _QUOTED.finditer(pair.target)]
    there = {word.casefold() for word in _WORD.findall(pair.source)}
    for match in _WORD.finditer(pair.target):
        word = match.group()
        if main_script(word) != script:
            continue
        cited = any(start < match.start() < end for start, end in quoted)
        kept = word.casefold() in there
        severity: Severity = "error" if kept and not cited and len(word) > 1 else "warning"
        yield Finding(
            "untranslated", f"left as it was: {shown(word)}", severity, None, match.span()
        )
