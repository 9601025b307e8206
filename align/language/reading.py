"""What of a text a detector looks at: no addresses, lower case, stretches of a long text, a script.

The work is bounded: a text of any length costs what one of ``LONGEST`` characters does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .lookalikes import cyrillic_lookalikes
from .scripts import SCRIPT_RANGES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 1500
_STRETCHES = 5
# Looked for in one run of printable ASCII at a time: that takes linear time, and ends where a
# language that is written without spaces goes on.
_RUN = re.compile(r"[!-~]+")
_ADDRESS = re.compile(
    r"://|^www\.|\w@\w|\w\.(?:com|org|net|kz|ru|cn)(?:[/:?#]|\W*$)", re.IGNORECASE
)
_DOT_INSIDE = re.compile(r"\.\w")


@dataclass(frozen=True, slots=True)
class Reading:
    """``codes``: code points of the lower-case text after a space, from beyond the basic plane 0.

    ``script`` is the one that most of its ``letters`` letters are in, ``None`` without letters;
    ``share`` says how large a part of them.
    """

    text: str
    codes: NDArray[np.uint32]
    script: str | None
    letters: int
    share: float


def read(text: str) -> Reading:
    """Read a text of any length; nothing is refused."""
    words = cyrillic_lookalikes(without_addresses(_sample(text))).lower()
    codes, counts = _count(words)
    _, names = _script_table()
    letters = int(counts.sum())
    if not letters:
        return Reading(words, codes, None, 0, 0.0)
    most = int(counts.argmax())
    return Reading(words, codes, names[most - 1], letters, int(counts[most]) / letters)


def without_addresses(text: str) -> str:
    """``text`` with a space for every address of the net."""
    if "@" not in text and "://" not in text and not _DOT_INSIDE.search(text):
        return text
    return _RUN.sub(lambda run: " " if _ADDRESS.search(run[0]) else run[0], text)


def _sample(text: str) -> str:
    """The text, or stretches from its beginning to its end where it is long."""
    if len(text) <= LONGEST:
        return text
    size = LONGEST // _STRETCHES
    step = (len(text) - size) // (_STRETCHES - 1)
    return " ".join(text[n * step : n * step + size] for n in range(_STRETCHES))


def _count(words: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Code points of a text after a space, and how many letters of each script there are."""
    import numpy as np

    codes = np.frombuffer((" " + words).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if codes.max() > 0xFFFF:
        han = (codes >= 0x20000) & (codes < 0x33480)
        codes = np.where(han, np.uint32(0x4E00), np.where(codes > 0xFFFF, np.uint32(0), codes))
    numbers, names = _script_table()
    counts = np.bincount(numbers.take(codes, mode="clip"), minlength=len(names) + 1)
    counts[0] = 0
    return codes, counts


@cache
def _script_table() -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """Code point of the basic plane to number of script from 1, 0 for none; the scripts' names."""
    import numpy as np

    numbers = np.zeros(0x10000, dtype=np.uint8)
    for number, ranges in enumerate(SCRIPT_RANGES.values(), start=1):
        for first, last in ranges:
            numbers[first : min(last, 0xFFFF) + 1] = number
    return numbers, tuple(SCRIPT_RANGES)
