"""Characters that came out broken."""

from __future__ import annotations

import pytest

from align.quality.broken import check_broken
from align.quality.checks import find, repairable_errors
from align.quality.pair import Pair


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Ол вице-президент.", "He is the V\ufffd Vice-President.", ["V\ufffd"]),
        ("Ол келді.", "\ufffd\ufffd He came\ufffd.", ["\ufffd\ufffd", "came\ufffd."]),
        ("Ол келді.", "He came.", []),
        ("Ол \ufffd келді.", "He \ufffd came.", []),
    ],
)
def test_broken_characters(source: str, target: str, words: list[str]) -> None:
    found = list(check_broken(Pair(source, target, "kk", "en")))
    assert [target[slice(*f.target)] for f in found if f.target] == words
    assert all(f.severity == "error" for f in found)


def test_another_hypothesis_is_looked_for() -> None:
    assert "broken" in repairable_errors("kk", "en")("Ол келді.", "He c\ufffdme.")
    kinds = [f.kind for f in find(Pair("Ол келді.", "He c\ufffdme.", "kk", "en"))]
    assert kinds == ["broken"]
