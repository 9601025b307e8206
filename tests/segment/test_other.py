from __future__ import annotations

from collections.abc import Iterable
from typing import SupportsIndex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.segment import other, split_sentences
from align.segment.rules import ends_sentence

from .marked import marked

CASES = [
    ("ru", "В 2024 г. Путин приехал в Астану. | Он уехал."),
    ("ru", "А. С. Пушкин писал стихи, прозу и т.д. | Потом он уехал."),
    ("ru", "Он, т.е. Иван, жил на ул. Абая. | В доме было тепло."),
    ("ru", "«Да!» – сказал он. | Все ушли."),
    ("ru", "– Ты кто? – спросил он. | – Я Иван."),
    ("ru", "Это было в 1990 г. | Он помнит."),
    ("ky", "К. Тыныстанов айтты. | Ал кетти."),
    ("ky", "Б.з.ч. 5-кылымда болгон. | Бул чындык."),
    ("ky", "Алма, өрүк ж.б. | Алар таттуу."),
    ("tr", "Dr. Ali geldi. | Saat 3.5 oldu mu?"),
    ("tr", "Bunu K. Atatürk söyledi. | Herkes dinledi."),
    ("tr", "1. Birinci bölüm. | 2. İkinci bölüm."),
    ("tr", "“Geldin mi?” dedi. | Sonra gitti."),
    ("tr", "Bir satır\nböyle bitti. | Öteki\nbaşladı."),
    ("uz", "U keldi. | Men ketdim."),
    ("tg", "Ӯ омад. | Ман рафтам."),
    ("mn", "Би явсан. | Тэр ирсэн."),
    ("zh", "他来了。¦你呢？¦我也去！"),
    ("zh-Hans-CN", "他说：“好。”¦大家走了。"),
    ("ja", "雨です。¦傘はありますか？"),
    ("hi", "वह गया। | तुम कब आए?"),
    ("und", "One came. | Two left."),
    ("", "One came. | Two left."),
]


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_other_languages(lang: str, case: str) -> None:
    assert marked(case, lang) == case


def test_the_tag_is_read_as_bcp_47() -> None:
    text = "1991 ж. Қазақстан тәуелсіздік алды. Ол ел."
    assert len(split_sentences(text, "kk")) == 2
    for tag in ("kk-Cyrl", "kk-KZ", "KK", "kk_KZ"):
        assert split_sentences(text, tag) == split_sentences(text, "kk")


@pytest.mark.parametrize("lang", ["tr", "zh"])
def test_a_text_longer_than_the_window_splits_as_a_short_one_does(lang: str) -> None:
    sentence = "Bugün hava çok güzel oldu ve herkes sokağa çıktı. " if lang == "tr" else "他来了。"
    text = sentence * 3000
    spans = split_sentences(text, lang)
    assert len(spans) == 3000
    assert {text[start:end] for start, end in spans} == {sentence.strip()}


def test_one_sentence_longer_than_the_window_stays_one() -> None:
    text = "çok " * 5000 + "güzel."
    assert split_sentences(text, "tr") == [(0, len(text))]


class Counted(str):
    """A text that counts the characters copied out of it."""

    copied = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = super().__getitem__(key)
        self.copied += len(part)
        return part


@pytest.mark.parametrize("unit", ["а. – ", "а.   ", " \n", "т.б. ", "Сөз. "])
def test_each_end_that_is_proposed_costs_the_same(unit: str) -> None:
    text = Counted(unit * 2000)
    ends = range(unit.find(". ") + 2, len(text) + 1, len(unit))
    assert list(other._accepted(text, iter(ends))) == accepted_slowly(str(text), ends)
    assert text.copied < 300 * len(ends)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("аӘ.!? \n–»5"), max_size=40), st.sets(st.integers(1, 40)))
def test_looking_at_each_character_once_finds_the_same(text: str, ends: set[int]) -> None:
    proposed = sorted(end for end in ends if end <= len(text))
    assert list(other._accepted(text, iter(proposed))) == accepted_slowly(text, proposed)


def accepted_slowly(text: str, proposed: Iterable[int]) -> list[int]:
    """What ``_accepted`` says, by copying each sentence for each end that is proposed."""
    start = 0
    accepted = []
    for end in proposed:
        piece = text[start:end]
        bare = start + len(piece.rstrip())
        run = other._LAST_RUN.search(text, max(start, bare - other._TAIL), bare)
        begin = start + len(piece) - len(piece.lstrip())
        if run is None or ends_sentence(text, begin, run.start(), bare, other._GENERIC):
            accepted.append(end)
            start = end
    return accepted
