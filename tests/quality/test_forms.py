"""Addresses, copies, scripts, repetition, length and marks: what the form of a text gives away."""

import pytest

from align.quality.addresses import check_addresses
from align.quality.copied import check_copied
from align.quality.lengths import LengthRatio, check_length, length_ratio
from align.quality.output_language import check_output_language
from align.quality.pair import Pair
from align.quality.punctuation import check_punctuation
from align.quality.repeated import check_repetition
from align.quality.untranslated import check_untranslated
from tests.quality.judged import found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Қараңыз: https://example.org/a.", "See https://example.org/a.", []),
        (
            "Қараңыз: https://example.org/a.",
            "See https://example.org/b.",
            [("error", "https://example.org/a|https://example.org/b")],
        ),
        ("(www.example.org/x_(y))", "(www.example.org/x_(y))", []),
        ("Хат: info@example.org", "Mail: nobody", [("error", "info@example.org|")]),
        ("Сәлем, {name}!", "Hello, {nam}!", [("error", "{name}|{nam}")]),
        ("%1$s файл, %d рет", "file %1$s, %d times", []),
        ("%d файл", "files", [("error", "%d|")]),
        ("Бұл 5 % деген сөз", "this means 5 % of it", []),
        ("<b>қалың</b>", "<b>bold</b>", []),
        ("сөз", "word ${HOME}", [("warning", "|${HOME}")]),
    ],
)
def test_addresses(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_addresses, source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "langs", "copied"),
    [
        ("Бүгін кітапхана ашылды.", "Бүгін кітапхана ашылды.", "kk en", True),
        ("Бүгін кітапхана ашылды.", "бүгін кітапхана ашылды", "kk en", True),
        ("Бүгін кітапхана ашылды.", "The library opened today.", "kk en", False),
        ("Kitap bugün masada duruyor.", "Kitap bugün masada duruyor.", "tr en", True),
        ("Ankara, Istanbul", "Ankara, Istanbul", "tr en", False),
        ("2024", "2024", "kk en", False),
    ],
)
def test_copied(source: str, target: str, langs: str, copied: bool) -> None:
    assert bool(found(check_copied, source, target, langs)) is copied


@pytest.mark.parametrize(
    ("target", "severities"),
    [
        ("The library opened today, and many people came to see it.", []),
        ("Сегодня открылась новая библиотека в центре города.", ["error"]),
        (
            "Die Bibliothek wurde heute eröffnet, und viele Leute kamen, um sie zu sehen.",
            ["warning"],
        ),
        ("5 %", []),
    ],
)
def test_output_language(target: str, severities: list[str]) -> None:
    assert [s for s, _ in found(check_output_language, "Кітапхана ашылды.", target)] == severities


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The new кітапхана was opened in the city today.", [("error", "|кітапхана")]),
        ("The song «кітапхана» is old.", [("warning", "|кітапхана")]),
        ("The new библиотека was opened in the city today.", [("warning", "|библиотека")]),
        ("The library opened.", []),
    ],
)
def test_untranslated(target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_untranslated, "Бүгін кітапхана ашылды.", target) == expected


@pytest.mark.parametrize(
    ("source", "target", "repeats"),
    [
        (
            "Кеңес жұмысын бастады.",
            "The council began its work, the council began its work.",
            True,
        ),
        (
            "Олар қалаға келіп, достарымен кездесті.",
            "They met their old friends in the city and they met their old friends",
            True,
        ),
        ("Өте, өте жақсы ән.", "A very, very good song.", False),
        (
            "Біз жеңеміз, біз жеңеміз, міндетті түрде жеңеміз, жеңеміз!",
            "We shall surely win, we shall surely win!",
            False,
        ),
        ("Ол үй салды. Үй үлкен.", "He built a house. A house is big.", False),
        (
            "Қор туралы",
            "the fund of the fund of the fund of the fund of the fund",
            True,
        ),
    ],
)
def test_repetition(source: str, target: str, repeats: bool) -> None:
    assert bool(found(check_repetition, source, target)) is repeats


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Ол (кеше) келді.", "He came (yesterday).", []),
        ("Ол (кеше) келді.", "He came (yesterday.", [("warning", "|(")]),
        ("а) бірінші", "a) first", []),
        ("Ол «жоқ» деді.", 'He said "no.', [("warning", '|"')]),
        ("Ол «Жұлдыз» деген кітап.", "It is a book called Star.", [("info", "«|")]),
        ("Қайда барасың?", "You are going.", [("warning", "|.")]),
        ("Қайда барасың?", "Where are you going?", []),
        ("Келді.", "Did he come?", [("warning", "|?")]),
    ],
)
def test_punctuation(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_punctuation, source, target) == expected


def test_length() -> None:
    check = check_length(length_ratio([Pair("а", "a", "kk", "en")]))
    assert found(check, "а" * 100, "a" * 100) == []
    assert [s for s, _ in found(check, "а" * 100, "a" * 30)] == ["error"]
    assert [s for s, _ in found(check, "а" * 100, "a" * 190)] == ["warning"]
    assert found(check, "Иә.", "Yes, it is.") == []


def test_a_document_has_a_length_ratio_of_its_own() -> None:
    free = length_ratio([Pair("a" * 50, "b" * 100, "xx", "yy")] * 30)
    assert isinstance(free, LengthRatio)
    assert found(check_length(free), "a" * 50, "b" * 100, "xx yy") == []
    assert found(check_length(free), "a" * 100, "b" * 30, "xx yy") != []
    assert length_ratio([Pair("a", "b", "xx", "yy")]) is None
    # A model that leaves out half of everything does not make that the measure.
    bad = length_ratio([Pair("а" * 100, "a" * 30, "kk", "en")] * 30)
    assert found(check_length(bad), "а" * 100, "a" * 30) != []
