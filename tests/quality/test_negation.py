import pytest

from align.quality.negation import check_negation
from tests.quality.judged import found


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Мен оны білмеймін.", "I know him.", [("error", "білмеймін|")]),
        ("Мен оны білмеймін.", "I don't know him.", []),
        ("Дүкенде нан жоқ.", "There is bread in the shop.", [("error", "жоқ|")]),
        ("Дүкенде нан жоқ.", "The shop lacks bread.", []),
        ("Ол дәрігер емес.", "He is a doctor.", [("error", "емес|")]),
        ("Олар шартты қабылдамады.", "They rejected the terms.", []),
        ("Біз көрмегенбіз.", "We have never seen it.", []),
        ("Су өткізбейтін киім", "waterproof clothes", [("warning", "өткізбейтін|")]),
        ("Бүгін немесе ертең", "today or tomorrow", []),
        ("Жобасын ол тапсырды.", "He handed in his project.", []),
        ("Ақша табады.", "He earns money.", []),
        ("Тек біз ғана емес, олар да келді.", "They came as well as we.", []),
        ("Ол бай, аз емес.", "He is rich, it is a good deal.", []),
        ("Бағдарламасын көрсетті.", "He showed his programme.", []),
    ],
)
def test_negation(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(check_negation, source, target) == expected


def test_languages_without_data_are_not_judged() -> None:
    assert found(check_negation, "Ich weiß nicht.", "I know.", "de en") == []
