"""The character n-grams of a text as numbers: what profiles are made of, and what they are read by.

Letters of an alphabet become small numbers, signs of program code one number, a question mark
(what a lost letter leaves behind), an apostrophe and a digit one each, everything else a space.
Every run of one to five of these is hashed to 20 bits. The builder of the profiles and the
detector share this file, so that both see the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_GRAM = 5
HASHES = 1 << 20
_SPACE, _SIGN, _LOST, _DIGIT, _APOSTROPHE = 0, 1, 2, 3, 4
_FIRST_LETTER = 5
_APOSTROPHES = "'’‘ʻʼ`´ʹ′"
_CODE_SIGNS = "_={}[]<>|\\;#$&*+~^/@"


def letter_numbers(alphabet: str) -> NDArray[np.float64]:
    """A table from code point (of the basic plane) to number, for the letters of ``alphabet``."""
    import numpy as np

    table = np.full(0x10000, float(_SPACE))
    for sign in _CODE_SIGNS:
        table[ord(sign)] = _SIGN
    for digit in "0123456789":
        table[ord(digit)] = _DIGIT
    for mark in _APOSTROPHES:
        table[ord(mark)] = _APOSTROPHE
    table[ord("?")] = _LOST
    for number, letter in enumerate(alphabet, start=_FIRST_LETTER):
        table[ord(letter)] = number
    return table


def grams(codes: NDArray[np.uint32], table: NDArray[np.float64]) -> NDArray[np.int64]:
    """The hashes (0 … 2**20 - 1) of all n-grams of a lower-case text that begins with a space.

    ``codes`` are code points below 0x10000, at least one of them a letter of ``table``. Several
    spaces count as one. Grams at the end are filled up with spaces.
    """
    import numpy as np

    numbers = table.take(codes, mode="clip")
    kept = numbers != _SPACE
    kept[1:] |= kept[:-1]
    text = np.zeros(int(np.count_nonzero(kept)) + LONGEST_GRAM)
    text[1 : -LONGEST_GRAM + 1] = numbers[kept]
    windows = np.ndarray(
        (len(text) - LONGEST_GRAM + 1, LONGEST_GRAM), text.dtype, text, 0, text.strides * 2
    )
    # Sums of products below 2**32, so exact in floating point, where a matrix product is fast.
    return (windows @ _multipliers()).astype(np.int64).ravel() & (HASHES - 1)


@cache
def _multipliers() -> NDArray[np.float64]:
    """One column a length: a fixed odd number for each place in the gram, 0 beyond its end."""
    import numpy as np

    columns = np.zeros((LONGEST_GRAM, LONGEST_GRAM))
    number = 0x2545F491
    for length in range(LONGEST_GRAM):
        for place in range(length + 1):
            number = number * 0x5851F42D4C957F2D % 2**64
            columns[place, length] = (number >> 40) % HASHES | 1
    return columns
