"""What holds for every text in every language."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.segment import glued, other, rules, split_sentences

LANGUAGES = ["kk", "kk-Latn", "en", "ru", "ky", "tr", "zh", "ar", "und", "nonsense-!"]

# Texts in which marks, quotes and odd characters are as dense as letters.
_ABBREVIATIONS = ["т.б.", "ж.", "p.m.", "U.S.", "etc.", "Ол", "The", "http://", "[1]"]
_ODD = [*" \n\t\r\u00a0\u200b\u2028\x85\x1c\x00\ufeff", "\ud800", "\udfff", "😀", "e\u0301"]
_PIECES = st.sampled_from([*"аАбқҚzA5.?!…–-«»“”\"'()[]*№:;,。？؟", *_ABBREVIATIONS, *_ODD])
DENSE = st.lists(_PIECES, max_size=40).map("".join)
ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=300, deadline=None)
@given(st.one_of(DENSE, ANY), st.sampled_from(LANGUAGES))
def test_nothing_is_lost(text: str, lang: str) -> None:
    spans = split_sentences(text, lang)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()
    assert spans == split_sentences(text, lang)


@settings(max_examples=200, deadline=None)
@given(DENSE, st.sampled_from(["kk", "en", "ru", "tr"]))
def test_a_line_break_is_a_space(text: str, lang: str) -> None:
    assert split_sentences(text.replace(" ", "\n"), lang) == split_sentences(
        text.replace("\n", " "), lang
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_white_space_has_no_sentences(lang: str) -> None:
    assert split_sentences("", lang) == []
    assert split_sentences(" \n\t\u00a0\u2028 ", lang) == []


UNITS = [
    "a. ",
    "a",
    "a.",
    "т.б. ",
    "(",
    "( a. ",
    "[1",
    "«А. ",
    '"',
    "1. ",
    "– А! ",
    "...",
    "  .",
    "a.A",
]


def _calls(text: str, lang: str) -> int:
    """How many lines of the segmenter run: a measure of work that no clock disturbs."""
    files = {rules.__file__, glued.__file__, other.__file__}
    count = 0

    def trace(frame: object, event: str, _argument: object) -> object:
        nonlocal count
        code = getattr(frame, "f_code", None)
        if code is None or code.co_filename not in files:
            return None
        count += 1
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        split_sentences(text, lang)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("lang", ["kk", "tr"])
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_twice_the_steps(unit: str, lang: str) -> None:
    once, twice = (_calls(unit * (size // len(unit)), lang) for size in (3000, 6000))
    assert twice <= 2.1 * once + 100  # four times, were it quadratic


def test_what_is_looked_at_around_a_mark_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pattern that searches to a fixed end is given a window, however long the text."""
    longest = 0

    class Watched:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern = pattern

        def search(self, text: str) -> re.Match[str] | None:
            nonlocal longest
            longest = max(longest, len(text))
            return self.pattern.search(text)

    for name in ("_ABBREVIATED", "_LISTED_NUMBER", "_DOUBTFUL_NUMBER"):
        monkeypatch.setattr(rules, name, Watched(getattr(rules, name)))
    split_sentences("а" * 5000 + ". А " + "а. А " * 1000, "kk")
    assert 0 < longest <= 40
