from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect import detect as plain_langdetect

from align.language import detect, main_language, route
from align.language.detectors import DETECTORS
from align.language.transliteration import from_cyrillic
from align.readers import parse_document, read_document
from align.translation.passages import passages_of

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
        ("Бөгөн һауа торошо йылы буласаҡ, төштән һуң ямғыр яуасаҡ.", "ba"),
        ("Бүгүн халлаан сылаас буолуоҕа, эбиэт кэнниттэн ардах түһүөҕэ.", "sah"),
        ("Búgin hawa rayı jıllı boladı, tústen keyin jawın jawadı.", "kaa"),
        ("Бүгин ҳаўа райы жыллы болады, түстен кейин жаўын жаўады.", "kaa"),
        ("Şu gün howa maýyl bolar, günortadan soň ýagyş ýagar.", "tk"),
        ("Bu gün hava isti olacaq, günortadan sonra yağış yağacaq.", "az"),
        ("Сьогодні буде тепло, а після обіду піде дощ.", "uk"),
        ("Днес ще бъде топло, а следобед ще вали дъжд.", "bg"),
        ("Heute wird es warm, und am Nachmittag soll es regnen.", "de"),
        ("Il fera chaud aujourd'hui et il pleuvra dans l'après-midi.", "fr"),
        ("Hoy hará calor y por la tarde va a llover un poco.", "es"),
        ("سيكون الجو دافئا اليوم وقد تهطل الأمطار بعد الظهر.", "ar"),
        ("امروز هوا گرم خواهد بود و بعد از ظهر باران می‌بارد.", "fa"),
        ("بۈگۈن ھاۋا ئىللىق بولىدۇ، چۈشتىن كېيىن يامغۇر ياغىدۇ.", "ug"),
        ("Σήμερα θα κάνει ζέστη και το απόγευμα θα βρέξει.", "el"),
        ("今日は暖かく、午後には雨が降るでしょう。", "ja"),
    ],
)
def test_a_sentence(text: str, lang: str) -> None:
    found = detect(text)
    assert found.lang == lang
    assert found.confidence > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "12 345",
        "29.05.2024",
        "https://e-history.kz",
        "https://example.com/kk/about?lang=kk example@mail.kz",
        "🙂🙂",
        "a",
        "+7 (727) 123-45-67",
        "for (int i = 0; i < n; i++) { sum += a[i]; }",
        "def read(self, path): return self.files[path]",
        "SELECT name FROM users WHERE id = 1",
        "import numpy as np",
        "console.log(value);",
        "x86_64-linux-gnu",
        "Айгүл",
        "Barack Obama",
        "Иван Петров",
        "Gulnora Karimova",
    ],
)
def test_what_is_no_language_is_undetermined(text: str) -> None:
    assert detect(text).lang == "und"


def test_an_address_hides_nothing_of_a_text_without_spaces() -> None:
    text = "今天天气暖和，详见http://www.gov.cn/xinwen。下午会下雨。"
    assert detect(text).lang == "zh"


@pytest.mark.parametrize("orthography", ["latin-2021", "latin-2019", "latin-2018", "latin-ascii"])
def test_kazakh_in_latin_letters(orthography: str) -> None:
    text = from_cyrillic(
        "Бүгін ауа райы жылы болады, түстен кейін жаңбыр жауады, көшеге шықпаңыз.", orthography
    )
    assert detect(text).lang == "kk-Latn"


def test_kazakh_in_arabic_letters_is_not_uyghur() -> None:
    text = from_cyrillic("Бүгін ауа райы жылы болады, түстен кейін жаңбыр жауады.", "arabic")
    assert detect(text).lang == "kk-Arab"


def test_the_script_is_told() -> None:
    assert detect("Бүгин ҳаўа райы жыллы болады, түстен кейин жаўын жаўады.").script == "Cyrl"
    assert detect("Búgin hawa rayı jıllı boladı, tústen keyin jawın jawadı.").script == "Latn"


@pytest.mark.parametrize(
    "text",
    [
        "Бүгiн ауа райы жылы болады, түстeн кeйiн жаңбыp жауaды.",
        "Б?гін ауа райы жылы болады, т?стен кейін жа?быр жауады, к?шеге шы?па?ыз.",
        "Бугин ауа райы жылы болады, тустен кейин жанбыр жауады, кошеге шыкпаныз.",
    ],
    ids=["look-alikes", "question marks", "no Kazakh letters"],
)
def test_damaged_kazakh(text: str) -> None:
    assert detect(text).lang == "kk"


def test_langdetect_has_the_profiles_that_it_lacks() -> None:
    text = "Қатысушылар кітапханада жиналып, жаңа жобаны талқылады."
    assert str(plain_langdetect(text)) == "ru"
    assert detect(text, detector="langdetect").lang == "kk"


@pytest.mark.parametrize("detector", sorted(DETECTORS))
def test_every_detector_tells_russian_from_english(detector: str) -> None:
    assert detect("Сегодня будет тепло, а после обеда пойдёт дождь.", detector).lang == "ru"
    assert detect("It will be warm today, with rain in the afternoon.", detector).lang == "en"


def test_a_long_text_is_read_beyond_its_beginning() -> None:
    english = "Notes of the meeting follow. "
    kazakh = "Бүгін ауа райы жылы болады, түстен кейін жаңбыр жауады. "
    assert detect(english + kazakh * 1000).lang == "kk"


def test_langdetect_is_seeded() -> None:
    text = "Salut, mon ami, hello my friend, hallo mein Freund"
    assert len({detect(text, detector="langdetect") for _ in range(5)}) == 1


def test_an_unknown_detector_is_refused() -> None:
    with pytest.raises(ValueError, match="one of cld2, langid, langdetect, profiles"):
        detect("мәтін", detector="lingua")


@pytest.mark.parametrize("letter", ["ә", "x", "中", " ", "\ud800", "٢", "."])
def test_a_long_run_of_one_letter(letter: str) -> None:
    assert 0 <= detect(letter * 10_000_000).confidence <= 1


@given(st.text(st.characters(exclude_categories=[]), max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_string_gets_an_answer(text: str) -> None:
    found = detect(text)
    assert 0 <= found.confidence <= 1


@pytest.mark.parametrize("detector", sorted(DETECTORS))
@given(text=st.text(st.characters(exclude_categories=[]), max_size=40))
@settings(max_examples=30, deadline=None)
def test_any_string_gets_an_answer_from_every_detector(detector: str, text: str) -> None:
    assert 0 <= detect(text, detector).confidence <= 1.0001


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


def _languages(text: str) -> list[tuple[str, str]]:
    spans = route(parse_document(text.encode(), "a.txt"))
    return [(span.lang, text[span.start : span.end]) for span in spans]


def test_sentences_of_a_mixed_paragraph_are_routed_one_by_one() -> None:
    kazakh = "Қазақстанда жаңа кітапхана ашылды, оған көп оқырман келді."
    russian = "«Открытие прошло успешно, и мы благодарим всех участников», — сообщил министр."
    english = "The library will be open to all visitors from next Monday."
    last = "Кітапхана әр күні таңертеңнен кешке дейін жұмыс істейді."
    assert _languages(f"{kazakh} {russian} {english} {last}\n") == [
        ("kk", kazakh),
        ("ru", russian),
        ("en", english),
        ("kk", last),
    ]


def test_a_few_words_take_the_language_of_their_paragraph() -> None:
    text = "Қазақстанда жаңа кітапхана ашылды. Open Space. Оған көп оқырман келді. Спасибо!"
    assert _languages(text) == [("kk", text)]


@given(
    st.lists(
        st.sampled_from(
            [
                "Қазақстанда жаңа кітапхана ашылды, оған көп оқырман келді.",
                "Министр сообщил журналистам, что открытие прошло успешно.",
                "The library will be open to all visitors from next Monday.",
                "2024",
                "Спорт!",
                "- a\n",
                "\n\n",
                "> ",
                "```",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["a.txt", "a.md"]),
)
@settings(max_examples=60, deadline=None)
def test_spans_leave_nothing_but_white_space_outside(parts: list[str], name: str) -> None:
    document = parse_document(" ".join(parts).encode(), name)
    spans = route(document)
    position = 0
    for span in spans:
        assert position <= span.start <= span.end
        assert not document.text[position : span.start].strip()
        position = span.end
    assert not document.text[position:].strip()
    for paragraph in document.paragraphs:
        inside = [s for s in spans if paragraph.start <= s.start and s.end <= paragraph.end]
        assert inside[0].start == paragraph.start
        assert inside[-1].end == paragraph.end
    passages = passages_of(document, spans, "en", {})
    kept = "".join(document.text[p.start : p.end] for p in passages)
    assert "".join(kept.split()) == "".join(document.text.split())


def test_a_settled_language_is_not_detected() -> None:
    document = parse_document(b"Hello there.\nAnd again.", "a.txt")
    assert {span.lang for span in route(document, "kk")} == {"kk"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared detection data")
@pytest.mark.parametrize(
    "lang", ["kk", "ky", "ru", "en", "tg", "tt", "mn", "tr", "kaa", "sah", "tk", "az"]
)
def test_paragraphs_of_the_universal_declaration(lang: str) -> None:
    lines = (SHARED / f"udhr.{lang}.txt").read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if len(line.split()) > 3]
    right = sum(detect(line).lang == lang for line in lines)
    assert right / len(lines) >= 0.97
