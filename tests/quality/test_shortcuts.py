"""Where a check looks first whether there is anything to look for, it must not miss what is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from align.language.scripts import SCRIPT_RANGES, count_scripts
from align.quality.addresses import _KEPT, kept_passages
from align.quality.numerals import read_numerals
from align.quality.numerals.calendar import read_calendar
from align.repetition import longest_loop


@given(st.lists(st.sampled_from("ab"), max_size=30))
def test_the_longest_loop_is_what_counting_from_every_place_gives(items: list[str]) -> None:
    counted = [
        next(n for n in range(1, 40) if items[i + n * p : i + (n + 1) * p] != items[i : i + p])
        for p in range(1, 13)
        for i in range(len(items) - p + 1)
    ]
    assert longest_loop(items) == max(counted, default=0)


@given(
    st.lists(st.sampled_from(["www.", "WWW.a", "@", "a.b", "--ab", "%s", "$A", "&lt;", "{", "}"]))
)
@example(["HTTP://a"])
@example(["<b>"])
def test_every_address_and_placeholder_is_found(parts: list[str]) -> None:
    for text in ("".join(parts), " ".join(parts)):
        starts = [match.start() for match in _KEPT.finditer(text)]
        assert [start for start, _, _ in kept_passages(text)] == starts


@given(st.text())
def test_scripts_are_counted_letter_by_letter(text: str) -> None:
    letters = {
        script: sum(any(a <= ord(letter) <= b for a, b in ranges) for letter in text)
        for script, ranges in SCRIPT_RANGES.items()
    }
    counts = count_scripts(text)
    assert counts == {script: count for script, count in letters.items() if count}
    counts["Latn"] += 1  # whoever asked may change it
    assert count_scripts(text) != counts


@given(st.sampled_from(["İ", "ı", "x", "-", " ", "5", "'"]), st.sampled_from(["", " ", "-", "İ"]))
def test_what_stands_around_a_word_hides_neither_month_nor_number(before: str, after: str) -> None:
    text = f"{before} July{after} ... {before} twenty-two {after}"
    assert [(name.what, name.number) for name in read_calendar(text, "en")] == (
        [] if after == "İ" else [("month", 7)]
    )
    assert 22 in {value for numeral in read_numerals(text, "en") for value in numeral.values}
