"""Check: a target in another script or another language than it should be in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bitext import Finding, Severity
from ..language import detect
from ..language.scripts import count_scripts
from .pair import Pair
from .scripts import script_of

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 8
_SURE = 0.8
_FOREIGN_SHARE = 0.5


def check_output_language(pair: Pair) -> Iterator[Finding]:
    """An ``error`` where most letters are in a script that the target language is not written in.

    Within the right script the language is detected, and a ``warning`` is given where eight words
    or more are surely in another one; an ``error`` where that other is the source's.
    """
    counts = count_scripts(pair.target)
    expected = script_of(pair.target_lang)
    total = sum(counts.values())
    if not total:
        return
    if expected is not None:
        main = max(counts, key=lambda name: (counts[name], name))
        if main != expected and counts[expected] < _FOREIGN_SHARE * total:
            yield Finding(
                "language",
                f"written in {_SCRIPT_NAMES.get(main, main)} letters",
                "error",
                None,
                (0, len(pair.target)),
            )
            return
    if len(_WORD.findall(pair.target)) < _FEWEST_WORDS:
        return
    found = detect(pair.target, "cld2")
    lang = found.lang.partition("-")[0]
    if lang not in ("und", pair.langs[1]) and found.confidence >= _SURE:
        severity: Severity = "error" if lang == pair.langs[0] else "warning"
        detail = f"seems to be in {found.lang}, not {pair.target_lang}"
        yield Finding("language", detail, severity, None, (0, len(pair.target)))


_SCRIPT_NAMES = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Arab": "Arabic",
    "Hani": "Chinese",
    "Grek": "Greek",
    "Geor": "Georgian",
    "Armn": "Armenian",
    "Hebr": "Hebrew",
    "Deva": "Devanagari",
    "Hang": "Korean",
    "Kana": "Japanese",
    "Mong": "Mongolian",
}
