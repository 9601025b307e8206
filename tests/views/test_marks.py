"""What a finding speaks of is underlined in the text, and the text stays what it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from align.bitext import Bitext, Finding
from align.views import render
from align.views.marks import marked


@pytest.mark.parametrize(
    ("text", "found", "pieces"),
    [
        ("in 1949", [], (("in 1949", ""),)),
        ("in 1949", [("error", (3, 7))], (("in ", ""), ("1949", "error"))),
        ("in 1949", [("info", (3, 7))], (("in 1949", ""),)),
        ("in 1949", [("error", None)], (("in 1949", ""),)),
        ("abcd", [("warning", (0, 3)), ("error", (1, 2))],
         (("a", "warning"), ("b", "error"), ("c", "warning"), ("d", ""))),
        ("abcde", [("error", (0, 2)), ("error", (1, 4))], (("abcd", "error"), ("e", ""))),
        ("abcd", [("warning", (0, 4)), ("error", (1, 2))],
         (("a", ""), ("b", "error"), ("cd", ""))),
        ("abcd", [("error", (2, 9)), ("error", (-2, 1)), ("error", (1, 1))], (("abcd", ""),)),
        ("", [("error", (0, 1))], ()),
    ],
)  # fmt: skip
def test_marked(
    text: str, found: list[tuple[str, tuple[int, int] | None]], pieces: tuple[tuple[str, str], ...]
) -> None:
    findings = [Finding("number", "", severity) for severity, _ in found]  # type: ignore[arg-type]
    assert marked(text, findings, [place for _, place in found]) == pieces


_PLACE = st.none() | st.tuples(st.integers(-3, 30), st.integers(-3, 30))


@given(st.text(max_size=20), st.lists(st.tuples(st.sampled_from(["info", "error"]), _PLACE)))
def test_the_pieces_are_the_text(
    text: str, found: list[tuple[str, tuple[int, int] | None]]
) -> None:
    findings = [Finding("number", "", severity) for severity, _ in found]  # type: ignore[arg-type]
    pieces = marked(text, findings, [place for _, place in found])
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert all(a[1] != b[1] for a, b in pairwise(pieces))


def test_places_on_the_page_are_those_of_their_side(pair: Callable[..., Bitext]) -> None:
    bitext = pair([("- 1994 жылы", "- in 1949 & after")])
    wrong = Finding("number", "1994 is missing", "error", (2, 6), (5, 9))
    bead = bitext.beads[0]
    sides = [replace(side, kind="list") for side in (bead.source, bead.target)]
    bead = replace(bead, source=sides[0], target=sides[1], findings=(wrong,))
    tree = html.fromstring(render(replace(bitext, beads=(bead,)), "html").encode())
    shown = ("source", "1994", "- 1994 жылы"), ("target", "1949", "- in 1949 & after")
    for side, place, text in shown:
        cell = tree.xpath(f"//td[contains(@class, '{side}')]")[0]
        assert [at.text for at in cell.xpath(".//*[@class='at error']")] == [place]
        assert cell.text_content() == text
