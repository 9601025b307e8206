"""Unicode scripts, as far as telling languages apart needs them."""

from __future__ import annotations

import re
from collections import Counter

_RANGES = {
    "Latn": "A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿⱠ-ⱿꜢ-ꟿ",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Arab": "\u0610-\u061a\u0620-\u065f\u066e-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Kana": "\u3041-\u30ff\u31f0-\u31ff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Armn": "\u0531-\u058f",
    "Hebr": "\u0591-\u05f4",
    "Deva": "\u0900-\u097f",
    "Mong": "\u1800-\u18af",
}
_SCRIPTS = re.compile("|".join(f"(?P<{name}>[{ranges}]+)" for name, ranges in _RANGES.items()))


def count_scripts(text: str) -> Counter[str]:
    """How many letters of each script (ISO 15924) ``text`` holds; other scripts are not counted."""
    counts: Counter[str] = Counter()
    for match in _SCRIPTS.finditer(text):
        counts[str(match.lastgroup)] += match.end() - match.start()
    return counts


def main_script(text: str) -> str | None:
    """The script that most letters are in, or ``None`` where there are no letters."""
    counts = count_scripts(text)
    return max(counts, key=lambda script: (counts[script], script)) if counts else None
