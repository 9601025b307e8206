import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.quality.names import check_names
from align.quality.names.spelling import may_be_same
from tests.quality.judged import found

THERE = [
    ("Кездесуге Шаймергенова келді.", "Shaimergenova came to the meeting."),
    ("Бұл туралы Тоқаевтың сөзі бар.", "There is a word of Tokayev's on this."),
    ("Оны Қытай ұйымдастырды.", "It was organised by China."),
    ("Жиынды БҰҰ өткізді.", "The United Nations held the meeting."),
    ("Келіссөз АҚШ астанасында өтті.", "The talks were held in the U.S. capital."),
    ("Ол Уэйнмен жұмыс істейді.", "He works with Wayne."),
    ("Оның досы Джон келді.", "His friend John came."),
    ("Бүгін Microsoft жаңалық жариялады.", "Today Microsoft published news."),
    ("Бүгін Денсаулық сақтау министрлігі хабарлады.", "Today the Health Ministry said so."),
    ("Ол жақсы адам.", "He is a good man."),
]
LOST = [
    ("Бұл туралы кеше Тоқаев айтты.", "He said this yesterday.", [("error", "Тоқаев|")]),
    ("Олар жазда Германияға барды.", "They went there in summer.", [("error", "Германияға|")]),
    ("Оны менің досым Досан ашты.", "My friend opened it.", [("warning", "Досан|")]),
    ("Жұмысын Microsoft бастады.", "It began its work.", [("warning", "Microsoft|")]),
    ("Бүгін Қазақстанда жаңбыр.", "It rains today.", [("warning", "Қазақстанда|")]),
    ("Оны Қазақстан Президенті айтты.", "The President said so.", [("info", "Қазақстан|")]),
]


@pytest.mark.parametrize(("source", "target"), THERE)
def test_names_that_are_there(source: str, target: str) -> None:
    assert found(check_names, source, target) == []


@pytest.mark.parametrize(("source", "target", "expected"), LOST)
def test_names_that_are_lost(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_names, source, target) == expected


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("Нұрсұлтан", "Nursultan", True),
        ("Чжан", "Zhang", True),
        ("Жақыповтың", "Zhakypov", True),
        ("Жақыпов", "Djakupov", True),
        ("Хасан", "Khassan", True),
        ("Майамиден", "Miami", True),
        ("Тоқаев", "Nazarbayev", False),
        ("Гүлнар", "Mirzatillo", False),
        ("Тоқаев", "took", False),
    ],
)
def test_spellings(name: str, word: str, same: bool) -> None:
    assert may_be_same(name, word) is same


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_checked(source: str, target: str) -> None:
    found(check_names, source, target)
