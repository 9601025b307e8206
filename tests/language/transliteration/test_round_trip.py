"""There and back, and the map of offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language.transliteration import ORTHOGRAPHIES, from_cyrillic, read, to_cyrillic
from align.language.transliteration.orthography import CYRILLIC
from align.language.transliteration.stems import FILE

NAMES = st.sampled_from(sorted(ORTHOGRAPHIES))
TEXTS = st.text() | st.text(
    CYRILLIC + CYRILLIC.upper() + "abğıİIñōūäöü'ʼ ٴاەيۋىكق،؟.-0\u0306\u200d", max_size=40
)


@given(TEXTS, NAMES)
def test_offsets_cover_the_original(text: str, name: str) -> None:
    found = read(text, name)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
    covered = {i for a, b in zip(found.starts, found.ends, strict=True) for i in range(a, b)}
    assert covered == set(range(len(text)))
    if found.text:
        assert found.original(0, len(found.text)) == (0, len(text))


@given(TEXTS, NAMES)
def test_what_is_not_the_script_stays(text: str, name: str) -> None:
    plain = "".join(c for c in text if c in " .-0")
    assert to_cyrillic(plain, name) == plain == from_cyrillic(plain, name)


@given(st.text(CYRILLIC, min_size=1, max_size=12), NAMES)
def test_what_is_read_is_written_the_same_again(word: str, name: str) -> None:
    """Letters may be lost on the way, but the spelling is stable once it has been read."""
    spelled = from_cyrillic(word, name)
    again = from_cyrillic(to_cyrillic(spelled, name), name)
    if name in ("latin-2021", "latin-2018"):
        assert again == spelled


def test_a_word_points_at_its_letters() -> None:
    found = read("Шаң: jañğyryq", "latin-2021")
    start = found.text.index("жаңғырық")
    assert found.original(start, start + 8) == (5, 13)
    found = read("ول ٴسۇت ىشتى", "arabic")
    start = found.text.index("сүт")
    assert found.original(start, start + 3) == (3, 7)  # with its hamza


def test_a_stem_that_is_spelled_shorter_keeps_its_places() -> None:
    found = read("film kördım", "latin-2021")
    assert found.text == "фильм көрдім"
    assert found.original(6, 12) == (5, 11)


def test_passages_must_not_be_empty() -> None:
    with pytest.raises(ValueError, match="no passage"):
        read("a", "latin-2021").original(0, 0)


def test_stems_are_lower_case_kazakh_words() -> None:
    stems = [s for s in FILE.read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
    assert len(stems) == len(set(stems)) > 500
    assert all(set(stem) <= set(CYRILLIC) and len(stem) > 1 for stem in stems)


@pytest.mark.parametrize(("name", "least"), [("latin-2021", 0.99), ("arabic", 0.985)])
def test_the_forum_report_survives(name: str, least: float, texts: Path) -> None:
    """The project's own document; scripts/bench/transliteration.py measures on more."""
    words = [
        word
        for path in sorted(texts.glob("*"))
        if path.is_file() and path.suffix in (".txt", ".md")
        for word in path.read_text(encoding="utf-8", errors="replace").split()
        if set(word.lower()) <= set(CYRILLIC) and set(word.lower()) & set("әғқңөұүі")
    ]
    assert len(words) > 100
    same = sum(
        to_cyrillic(from_cyrillic(word, name), name).lower() == word.lower() for word in words
    )
    assert same >= least * len(words)
