"""Word links as the page's script takes them."""

from __future__ import annotations

from itertools import accumulate

from ..bitext import Bead


def words_for_page(bead: Bead) -> str:
    """``source start, end, target start, end`` of each link, in UTF-16 units as scripts count.

    Links are separated by semicolons. What is no span of the bead's texts is left out: any file can
    hold anything.
    """
    sides = _units(bead.source.text), _units(bead.target.text)
    links = []
    for link in bead.words:
        if len(link) == 4 and _inside(link[:2], sides[0]) and _inside(link[2:], sides[1]):
            places = [sides[0][n] for n in link[:2]] + [sides[1][n] for n in link[2:]]
            links.append(" ".join(map(str, places)))
    return ";".join(links)


def _units(text: str) -> list[int]:
    return [0, *accumulate(2 if ord(letter) > 0xFFFF else 1 for letter in text)]


def _inside(span: tuple[int, ...], units: list[int]) -> bool:
    return 0 <= span[0] < span[1] < len(units)
