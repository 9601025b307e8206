"""Numbers put right from the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.quality import Pair, corrected, repairable_errors


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "Қоймада 1 650 қап бар.",
            "There are 150 sacks in store.",
            "There are 1,650 sacks in store.",
        ),
        ("Олар 2024 жылы келді.", "They came in 2924.", "They came in 2024."),
        ("Бағасы 34,7 теңге.", "It costs 34.6 tenge.", "It costs 34.7 tenge."),
        ("Онда 16\u00a0677 адам тұрады.", "It has 1677 people.", "It has 16,677 people."),
        ("Бізге 7 күрек керек.", "We need 70 spades.", "We need 7 spades."),
        (
            "Ол 18 195,9 мың тонна көмір алды.",
            "He got 195.9 thousand tons of coal.",
            "He got 18,195.9 thousand tons of coal.",
        ),
        (
            "Біріншісі 431 бет, екіншісі 287 бет.",
            "The first has 41 pages, the second 2877.",
            "The first has 431 pages, the second 287.",
        ),
    ],
)
def test_a_number_like_the_sources_becomes_the_sources(
    source: str, target: str, expected: str
) -> None:
    assert corrected(Pair(source, target, "kk", "en")) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Қоймада 1650 қап бар.", "There are 1,650 sacks in store."),  # nothing is wrong
        ("Қоймада 11000 қап бар.", "There are 2500 sacks in store."),  # another number altogether
        ("Қоймада 700 қап бар.", "There are 700 million sacks."),  # a word too many
        ("Қоймада 57 қап бар.", "There are sacks in store."),  # nothing to put right
        ("Қоймада 1,234 қап бар.", "There are 1.235 sacks."),  # one and a bit, or a thousand
    ],
)
def test_what_is_not_certain_stays(source: str, target: str) -> None:
    assert corrected(Pair(source, target, "kk", "en")) is None


def test_only_english_has_its_way_of_writing_numbers_here() -> None:
    assert corrected(Pair("There are 1,650 sacks.", "Қоймада 150 қап бар.", "en", "kk")) is None


@given(st.integers(10, 10**8), st.data())
def test_a_changed_digit_is_put_right_and_nothing_else_is_touched(
    number: int, data: st.DataObject
) -> None:
    digits = str(number)
    place = data.draw(st.integers(1, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    wrong = digits[:place] + other + digits[place + 1 :]
    source, target = f"Олар {digits} қап алды.", f"They took {wrong} sacks."

    found = corrected(Pair(source, target, "kk", "en"))

    assert found == f"They took {digits} sacks."
    assert repairable_errors("kk", "en")(source, found) == []
