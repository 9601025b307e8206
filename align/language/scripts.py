"""Unicode scripts, as far as telling languages apart needs them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

SCRIPT_RANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "Latn": (
        (0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6),
        (0xF8, 0x2B8), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA722, 0xA7FF),
    ),
    "Cyrl": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
    "Arab": (
        (0x610, 0x61A), (0x620, 0x65F), (0x66E, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFC),
    ),
    "Hani": ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
    "Kana": ((0x3041, 0x30FF), (0x31F0, 0x31FF)),
    "Hang": ((0x1100, 0x11FF), (0xAC00, 0xD7AF)),
    "Grek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "Geor": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF)),
    "Armn": ((0x531, 0x58F),),
    "Hebr": ((0x591, 0x5F4),),
    "Deva": ((0x900, 0x97F),),
    "Mong": ((0x1800, 0x18AF),),
}  # fmt: skip
"""ISO 15924 code to ranges of code points, both ends included."""


def count_scripts(text: str) -> Counter[str]:
    """How many letters of each script (ISO 15924) ``text`` holds; other scripts are not counted."""
    return _counted(text).copy()


@lru_cache(maxsize=16)  # several checks in a row ask for the same text
def _counted(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        script = _script_of(letter)
        if script is not None:
            counts[script] += count
    return counts


def main_script(text: str) -> str | None:
    """The script that most letters are in, or ``None`` where there are no letters."""
    counts = _counted(text)
    return max(counts, key=lambda script: (counts[script], script)) if counts else None


@lru_cache(maxsize=1 << 14)
def _script_of(letter: str) -> str | None:
    code = ord(letter)
    return next(
        (
            script
            for script, ranges in SCRIPT_RANGES.items()
            if any(first <= code <= last for first, last in ranges)
        ),
        None,
    )
