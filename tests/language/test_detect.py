from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.language import detect, main_language, route
from align.readers import parse_document, read_document

SHARED = Path(__file__).parents[3] / "shared" / "data" / "detect"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Бүгін ауа райы жылы болады, түстен кейін жаңбыр жауады.", "kk"),
        ("Бүгүн аба ырайы жылуу болот, түштөн кийин жаан жаайт.", "ky"),
        ("Сегодня будет тепло, а после обеда пойдёт дождь.", "ru"),
        ("Имрӯз ҳаво гарм мешавад ва баъд аз нисфирӯзӣ борон меборад.", "tg"),
        ("Bugun havo iliq bo‘ladi, tushdan keyin yomg‘ir yog‘adi.", "uz"),
        ("Бугун ҳаво илиқ бўлади, тушдан кейин ёмғир ёғади.", "uz-Cyrl"),
        ("Бүген һава җылы булачак, төштән соң яңгыр явачак.", "tt"),
        ("Өнөөдөр цаг агаар дулаан байна, үдээс хойш бороо орно.", "mn"),
        ("Bugün hava sıcak olacak, öğleden sonra yağmur yağacak.", "tr"),
        ("今天天气暖和，下午会下雨。", "zh"),
        ("It will be warm today, with some rain in the afternoon.", "en"),
    ],
)
def test_a_sentence(text: str, lang: str) -> None:
    found = detect(text)
    assert found.lang == lang
    assert found.confidence > 0.5


@pytest.mark.parametrize(
    "text", ["", " ", "12 345", "29.05.2024", "https://e-history.kz", "🙂🙂", "a"]
)
def test_what_is_no_language_is_undetermined(text: str) -> None:
    assert detect(text).lang == "und"


def test_an_address_hides_nothing_of_a_text_without_spaces() -> None:
    text = "今天天气暖和，详见http://www.gov.cn/xinwen。下午会下雨。"
    assert detect(text).lang == "zh"


def test_kazakh_is_not_russian_though_langdetect_says_so() -> None:
    text = "Қатысушылар кітапханада жиналып, жаңа жобаны талқылады."
    assert detect(text, detector="langdetect").lang == "ru"
    assert detect(text).lang == "kk"


def test_langdetect_is_seeded() -> None:
    text = "Salut, mon ami, hello my friend, hallo mein Freund"
    assert len({detect(text, detector="langdetect") for _ in range(5)}) == 1


def test_an_unknown_detector_is_refused() -> None:
    with pytest.raises(ValueError, match="one of cld2, langid, langdetect"):
        detect("мәтін", detector="lingua")


@given(st.text(st.characters(exclude_categories=[]), max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_string_gets_an_answer(text: str) -> None:
    found = detect(text)
    assert 0 <= found.confidence <= 1


def test_the_five_documents(texts: Path) -> None:
    found = {}
    for path in sorted(texts.glob("*.txt")):
        document = read_document(path)
        spans = route(document)
        found[path.name] = (main_language(document, spans)[0], {span.lang for span in spans})
    assert found == {
        "astana-2024-05-29-human-rights-forum.txt": ("kk", {"kk"}),
        "beijing-2022-05-25-xi-bachelet.txt": ("en", {"en"}),
        "geneva-2024-09-25-human-rights-council.txt": ("en", {"en"}),
        "seetao-2022-05-18-china-tajikistan-talks.txt": ("en", {"en"}),
        "xinhua-2024-08-02-human-rights-delegation.txt": ("en", {"en"}),
    }


def test_paragraphs_of_a_mixed_document_are_routed_one_by_one() -> None:
    text = (
        "Қазақстанда жаңа кітапхана ашылды, оған көп оқырман келді.\n"
        "Спорт\n"
        "Министр сообщил журналистам, что открытие прошло успешно.\n"
        "The library will be open to all visitors from next Monday.\n"
        "2024\n"
        "Facebook\n"
    )
    spans = route(parse_document(text.encode(), "a.txt"))
    assert [span.lang for span in spans] == ["kk", "kk", "ru", "en", "und", "und"]
    assert [text[span.start : span.end] for span in spans] == text.splitlines()


def test_a_settled_language_is_not_detected() -> None:
    document = parse_document(b"Hello there.\nAnd again.", "a.txt")
    assert {span.lang for span in route(document, "kk")} == {"kk"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared detection data")
@pytest.mark.parametrize("lang", ["kk", "ru", "en", "tg", "mn", "tr"])
def test_paragraphs_of_the_universal_declaration(lang: str) -> None:
    lines = (SHARED / f"udhr.{lang}.txt").read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if len(line.split()) > 3]
    right = sum(detect(line).lang == lang for line in lines)
    assert right / len(lines) >= 0.97
