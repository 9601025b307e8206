"""Beginnings of words that the rules would misread, each in Cyrillic: ``эконом``, ``мәселе``.

``stems.txt`` is made by ``scripts/build_stems.py`` from running Kazakh text: it adds a beginning
where that reads more words rightly than it spoils.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .orthographies import ORTHOGRAPHIES
from .orthography import Orthography

FILE = Path(__file__).with_name("stems.txt")
Index = dict[str, str]
TYPED = "# For latin-ascii only.\n"
"""What stands before the stems that informal typing needs, and that spoil the others."""
_LONG = 4


@cache
def stems_of(orthography: str) -> Index:
    """The stems by their spelling in an orthography, lower case and without the hamza."""
    text = FILE.read_text(encoding="utf-8")
    if orthography != "latin-ascii":
        text = text.partition(TYPED)[0]
    lines = text.splitlines()
    return index_of([line for line in lines if line and line[0] != "#"], orthography)


def index_of(stems: list[str], orthography: str) -> Index:
    """The index of some stems; of two that are spelled alike the first is kept."""
    way = ORTHOGRAPHIES[orthography]
    index: Index = {}
    for stem in stems:
        index.setdefault(spelling_of(stem, way), stem)
    if "'" in way.signs:
        for stem in stems:  # typed without the apostrophes
            if len(stem) >= _LONG:
                index.setdefault(spelling_of(stem, way).replace("'", ""), stem)
    return index


def spelling_of(stem: str, way: Orthography) -> str:
    """How a lower-case stem is spelled, without the hamza, which belongs to the whole word."""
    return "".join(way.letters[letter] for letter in stem)


def find_stem(letters: str, ends: Sequence[int], index: Index) -> tuple[str, str]:
    """The longest spelling in ``index`` that ``letters`` begin with, and its stem; or two ``""``.

    ``ends`` are where the spelling of one of its letters ends, rising: no stem ends inside ``sh``.
    """
    for end in reversed(ends):
        stem = index.get(letters[:end])
        if stem is not None:
            return letters[:end], stem
    return "", ""
