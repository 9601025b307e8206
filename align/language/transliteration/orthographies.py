"""The orthographies by name."""

from __future__ import annotations

from .arabic import ARABIC
from .latin_2018 import LATIN_2018
from .latin_2019 import LATIN_2019
from .latin_2021 import LATIN_2021
from .latin_ascii import LATIN_ASCII
from .orthography import Orthography

ORTHOGRAPHIES: dict[str, Orthography] = {
    orthography.name: orthography
    for orthography in (LATIN_2021, LATIN_2019, LATIN_2018, LATIN_ASCII, ARABIC)
}
"""Every orthography but the Cyrillic one, by the name that the functions take."""


def named(name: str) -> Orthography:
    """The orthography of this name; ``ValueError`` where there is none."""
    try:
        return ORTHOGRAPHIES[name]
    except KeyError:
        known = ", ".join(ORTHOGRAPHIES)
        raise ValueError(f"unknown orthography {name!r}: one of {known}") from None
