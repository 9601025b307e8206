"""The two sides' numbers: which writings are the same, and which are not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.quality.numbers import check_numbers
from align.quality.numerals import read_numerals
from tests.quality.judged import found

SAME = [
    ("2024 жылғы 29-ы күні", "on 29 of 2024"),
    ("Ауылда 1 250 адам тұрады.", "1,250 people live in the village."),
    ("Биыл 2,5 млн тонна астық жиналды.", "This year 2.5 million tonnes were harvested."),
    ("2 миллион 300 мың теңге", "2.3 million tenge"),
    ("2 миллион 300 мың теңге", "2,300,000 tenge"),
    ("Сағат 17:00-де басталады.", "It begins at 5 p.m."),
    ("Сағат 8: 30-да келді.", "He came at 8.30."),
    ("90-жылдары салынған.", "It was built in the 1990s."),
    ("1990 жылдардың басы", "the early nineties"),
    ("Сыныпта 25 оқушы бар.", "There are twenty-five pupils in the class."),
    ("Сыныпта жиырма бес оқушы бар.", "There are 25 pupils in the class."),
    ("екі мың жиырма төртінші жыл", "the year 2024"),
    ("Ол 3-ші орын алды.", "He came third."),
    ("Жетінші наурызда келді.", "He came on March 7."),
    ("XX ғасыр", "the 20th century"),
    ("ХІХ ғасырда", "in the 19th century"),
    ("29.05.2024 күні", "on 29 May 2024"),
    ("20 жыл бұрын", "two decades ago"),
    ("150 000 доллар", "$150K"),
    ("2-3 миллион адам", "2 to 3 million people"),
    ("Бағасы 1.234,50 теңге", "It costs 1,234.50 tenge"),
    ("Он адам келді.", "Ten people came."),
    ("Үйдің жартысы 50 пайыз деген сөз.", "Half of the house means 50 percent."),
    ("Бір жағынан дұрыс.", "On the one hand, it is right."),
    ("Оның үйі үлкен.", "His house is big."),
    ("COVID-19 індеті", "the COVID-19 pandemic"),
    ("Көлемі 5 км2.", "Its area is 5 square kilometres."),
    ("https://example.org/2024/7 мекенжайы", "the address is elsewhere"),
]
CHANGED = [
    ("2024 жылғы 29 мамырда", "on 29 May 2924", [("error", "2024|2924")]),
    ("Баға 12,5 пайызға өсті.", "The price rose by 12.8 percent.", [("error", "12,5|12.8")]),
    ("3 млрд теңге", "3 million tenge", [("error", "3 млрд|3 million")]),
    ("Ауылда 348 отбасы тұрады.", "Families live there.", [("error", "348|")]),
    ("Олар 1994 жылы келді.", "They came in 1949.", [("error", "1994|1949")]),
    ("Ол мектепті бітірді.", "He left school in 2011.", [("warning", "|2011")]),
    ("Сағат 17:00-де", "at 6 p.m.", [("error", "17:00|6")]),
    ("Жаңа 5 үй, 7 дүкен", "5 new houses, 9 shops", [("error", "7|9")]),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_other_writings_of_the_same_number(source: str, target: str) -> None:
    assert found(check_numbers, source, target) == []


@pytest.mark.parametrize(("source", "target", "expected"), CHANGED)
def test_changed_numbers(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_numbers, source, target) == expected


def test_a_percentage_without_its_sign() -> None:
    assert found(check_numbers, "Баға 12 %-ға өсті.", "The price rose by 12 tenge.") == [
        ("warning", "12|12")
    ]
    assert found(check_numbers, "Баға 12 %-ға өсті.", "The price rose by 12 per cent.") == []


def test_without_words_of_the_language_a_lost_number_is_a_warning() -> None:
    assert found(check_numbers, "5 Häuser", "cinq maisons", "de fr") == [("warning", "5|")]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("екі мың жиырма төрт", "kk", 2024),
        ("жүз бес", "kk", 105),
        ("он екінші", "kk", 12),
        ("бес жүз отыз мың", "kk", 530_000),
        ("two hundred and five", "en", 205),
        ("nineteen thousand three hundred", "en", 19_300),
        ("twenty-first", "en", 21),
        ("three million", "en", 3_000_000),
    ],
)
def test_numbers_in_words(text: str, lang: str, value: int) -> None:
    assert any(Fraction(value) in numeral.values for numeral in read_numerals(text, lang))


@pytest.mark.parametrize("text", ["үшін", "алтын", "жүзеге", "бірге", "елуір"])
def test_words_that_only_begin_like_numbers_ask_for_nothing(text: str) -> None:
    assert not any(numeral.strong for numeral in read_numerals(text, "kk"))


@given(st.integers(0, 10**12))
def test_a_number_in_digits_has_its_value_however_grouped(number: int) -> None:
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", " ")):
        values = [n.values for n in read_numerals(text, "en") if n.strong]
        assert any(Fraction(number) in some for some in values), text


@given(st.text(max_size=60), st.text(max_size=60))
def test_offsets_lie_inside_the_texts(source: str, target: str) -> None:
    for text in (source, target):
        for numeral in read_numerals(text, "kk") + read_numerals(text, "en"):
            assert 0 <= numeral.start < numeral.end <= len(text)
    found(check_numbers, source, target)
