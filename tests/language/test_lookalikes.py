"""Kazakh letters typed, decoded or lost as others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language.lookalikes import normal_letters
from align.language.respelling import damage, respell


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("бiр cөз айтты", "бір сөз айтты"),
        ("ќазаќ тілі", "қазақ тілі"),
        ("жєне ќыс", "және қыс"),
        ("ЌАЗАЌ ЫРЫМЫ", "ҚАЗАҚ ЫРЫМЫ"),
        ("јже мен ќыз єылым", "әже мен қыз ғылым"),  # KZ-1048 decoded as Windows-1251
        ("б?л ?аза? жері", "бұл қазақ жері"),
        ("?АЗА?СТАН ЖЕРІ", "ҚАЗАҚСТАН ЖЕРІ"),
        ("оны? кітабы", "оның кітабы"),
        # left as it is
        ("Барасың ба? Жоқ.", "Барасың ба? Жоқ."),
        ("Україна є незалежною, її мова", "Україна є незалежною, її мова"),
        ("Македонија, ќе одам", "Македонија, ќе одам"),
        ("быў воўк, ён жыў", "быў воўк, ён жыў"),
        ("COVID-тың iPhone-ға Kaspi", "COVID-тың iPhone-ға Kaspi"),
        ("https://site.kz/?а=1", "https://site.kz/?а=1"),
        ("?ж?", "?ж?"),
    ],
)
def test_letters_are_put_right_where_it_is_safe(damaged: str, whole: str) -> None:
    assert normal_letters(damaged) == whole


@given(st.text() | st.text("аіqiќє?ы cқ.\ud800", max_size=30))
def test_the_length_stays(text: str) -> None:
    once = normal_letters(text)
    assert len(once) == len(text)
    assert all(a == b or a.isalpha() or a == "?" for a, b in zip(text, once, strict=True))


def test_long_text_takes_linear_time() -> None:
    assert len(normal_letters("?" * 300_000 + "а" * 300_000 + "а?" * 100_000)) == 800_000


def test_damage_tells_what_was_read_and_what_is_lost() -> None:
    replaced, restored, lost = damage("Бiз ќазаќ тілін оқимыз, б?л ж?р?ншы сөз")
    assert replaced == {"i": "і", "ќ": "қ"}
    assert restored == ["бұл"]
    assert lost == ["ж?р?ншы"]
    assert damage("Біз қазақпыз. Сен ше?") == ({}, [], [])


def test_arabic_script_gets_capitals_for_the_model() -> None:
    (found,) = respell(["ول قازاقستانعا كەلدى."], "kk-Arab")
    assert found.text == "Ол Қазақстанға келді."


def test_other_languages_are_left_alone() -> None:
    (found,) = respell(["Bu bir kitap"], "tr")
    assert found.text == "Bu bir kitap"
