"""The Latin alphabet of 2019: the revision shown in November 2019 by the working group.

Source: the draft of the Baitursynuly Institute of Linguistics and the working group on the script,
October and November 2019. It put umlauts, breve and cedilla for the acute accents of 2018
(``ә ä, ғ ğ, ң ŋ, ө ö, ү ü, ш ş, ч ç``) and ``w`` for ``у``; as in 2018, ``і`` has the dot and
``и й`` have none. Borrowed sounds are written as in 2021.
"""

from __future__ import annotations

from .latin_2021 import LETTERS, SKELETON
from .orthography import Orthography, table

_LETTERS = table("и ı й ı і i ң ŋ у w ұ u ч ç ё ıo ю ıw я ıa")
_SKELETON = table("ı и i і w у u ұ ç ч")

LATIN_2019 = Orthography(
    "latin-2019",
    "Latn",
    {**LETTERS, **_LETTERS},
    {**{key: value for key, value in SKELETON.items() if key != "ū"}, **_SKELETON},
    {"i": "İ", "ı": "I"},
)
