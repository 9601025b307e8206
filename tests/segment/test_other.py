from __future__ import annotations

import pytest

from align.segment import split_sentences

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
