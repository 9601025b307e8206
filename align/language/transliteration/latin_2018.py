"""The Latin alphabet of 2018, with acute accents.

Source: Decree of the President of the Republic of Kazakhstan No. 637 of 19 February 2018, which
amended No. 569 of 26 October 2017: ``ә á, ғ ǵ, ң ń, ө ó, ү ú, у ý, ұ u, ш sh, ч ch``; ``і`` is
``i`` and ``и й`` are ``ı``, and the capital of both is ``I``. Borrowed sounds are written as the
presidential site wrote them in 2018 (``Azııa``, ``Respýblıka``).
"""

from __future__ import annotations

from .latin_2021 import LETTERS, SKELETON
from .orthography import Orthography, table

_LETTERS = table("""
    ә á  ғ ǵ  и ı  й ı  і i  ң ń  ө ó  у ý  ұ u  ү ú  ч ch ш sh щ shsh ё ıo ю ıý я ıa
""")
_SKELETON = table("á ә ǵ ғ ı и i і ń ң ó ө ý у u ұ ú ү ch ч sh ш")
_GONE = "äğñŋöūüş"

LATIN_2018 = Orthography(
    "latin-2018",
    "Latn",
    {**LETTERS, **_LETTERS},
    {**{key: value for key, value in SKELETON.items() if key not in _GONE}, **_SKELETON},
    # The first one is what a capital I is taken for where nothing tells: Иран, Италия.
    {"ı": "I", "i": "I"},
)
