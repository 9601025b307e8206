"""Kazakh from Cyrillic to Latin and Arabic letters and back, a table an orthography.

The way back is ambiguous: letters are told apart by where they stand (``restore``), by the vowel
harmony of the word (``harmony``), and by a list of stems for what no rule tells (``stems``).
"""

from __future__ import annotations

from .offsets import Rewritten
from .orthographies import ORTHOGRAPHIES
from .reading import read, to_cyrillic
from .recognise import orthography_of
from .writing import from_cyrillic

__all__ = [
    "ORTHOGRAPHIES",
    "Rewritten",
    "from_cyrillic",
    "orthography_of",
    "read",
    "to_cyrillic",
]
