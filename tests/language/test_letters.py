import pytest

from align.language.letters import doubts

CYRILLIC = ("ba", "kaa", "kk", "ky", "ru", "tt", "und")
LATIN = ("az", "en", "kaa", "tk", "tr", "uz")


def _doubted(text: str, labels: tuple[str, ...]) -> set[str]:
    factors = doubts(text, labels)
    return set() if factors is None else {n for n, f in zip(labels, factors, strict=True) if f < 1}


@pytest.mark.parametrize(
    ("text", "labels", "doubted"),
    [
        ("беҙ", CYRILLIC, {"kaa", "kk", "ky", "ru", "tt"}),
        ("җил", CYRILLIC, {"ba", "kaa", "kk", "ky", "ru"}),
        ("ұл", CYRILLIC, {"ba", "kaa", "ky", "ru", "tt"}),
        ("ҳаўа", CYRILLIC, {"ba", "kk", "ky", "ru", "tt"}),
        ("үй", CYRILLIC, {"ru"}),
        ("дом", CYRILLIC, set()),
        ("ýer", LATIN, {"az", "kaa", "tr", "uz"}),
        ("xalıq", LATIN, {"tk", "uz"}),
        ("12 + 7", LATIN, set()),
    ],
)
def test_a_letter_speaks_against_the_languages_that_lack_it(
    text: str, labels: tuple[str, ...], doubted: set[str]
) -> None:
    assert _doubted(text, labels) == doubted


def test_two_letters_say_more_than_one_and_plain_letters_less() -> None:
    one, two = doubts("беҙ", CYRILLIC), doubts("беҙ ҫай", CYRILLIC)
    plain, own = doubts("qala", LATIN), doubts("ğala", LATIN)
    assert one is not None and two is not None and plain is not None
    kazakh, turkmen = CYRILLIC.index("kk"), LATIN.index("tk")
    assert two[kazakh] < one[kazakh]
    assert own is not None and own[turkmen] < plain[turkmen] < 1


def test_one_letter_of_a_name_says_nothing_about_a_long_text() -> None:
    text = "мы встретили его в городе " * 12
    assert _doubted(text + "сәуле", CYRILLIC) == set()
    assert "ru" in _doubted(text + "сәуле " * 5, CYRILLIC)
