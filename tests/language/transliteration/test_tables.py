"""The rules of each orthography, as tables; the words are ordinary Kazakh ones."""

from __future__ import annotations

import pytest

from align.language.transliteration import ORTHOGRAPHIES, from_cyrillic, orthography_of, to_cyrillic
from align.language.transliteration.orthography import CYRILLIC

SENTENCES = {
    "latin-2021": (
        "Ауылдағы әжем бүгін өз үйінде шай ішіп, ұзақ ойланды.",
        "Auyldağy äjem bügın öz üiınde şai ışıp, ūzaq oilandy.",
    ),
    "latin-2019": ("Жаңа су құбыры іске қосылды.", "Jaŋa sw qubyry iske qosyldy."),
    "latin-2018": (
        "Жаңа оқушы шеше мен әкеге көмектеседі, ағасы үйде.",
        "Jańa oqýshy sheshe men ákege kómektesedi, aǵasy úıde.",
    ),
    "latin-ascii": ("Жаңбыр жауды, біз үйге қайттық.", "Zhangbyr zhaudy, biz u'ige qaittyq."),
    "arabic": (
        "Қазақ тілі, бірақ сіз қайда? Мен үйде; ол кітап оқиды.",
        "قازاق ٴتىلى، بىراق ٴسىز قايدا؟ مەن ۇيدە؛ ول كىتاپ وقيدى.",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_are_written_and_read(name: str) -> None:
    cyrillic, spelled = SENTENCES[name]
    assert from_cyrillic(cyrillic, name) == spelled
    back = to_cyrillic(spelled, name)
    assert (back == cyrillic.lower()) if name == "arabic" else (back == cyrillic)


@pytest.mark.parametrize("name", ORTHOGRAPHIES)
def test_every_letter_has_a_spelling_that_can_be_read(name: str) -> None:
    way = ORTHOGRAPHIES[name]
    assert set(way.letters) == set(CYRILLIC)
    known = set("".join(way.skeleton))
    assert all(set(spelling) <= known for spelling in way.letters.values())


@pytest.mark.parametrize(
    ("spelled", "cyrillic"),
    [
        # й after a vowel, и elsewhere; я and ю after a vowel; ия where i is doubled
        ("ai", "ай"), ("qiyn", "қиын"), ("saiasat", "саясат"), ("aiu", "аю"), ("aziia", "азия"),
        # ц at the beginning, before и and after н; тс where a suffix begins
        ("tsirk", "цирк"), ("aktsiia", "акция"), ("kontsert", "концерт"), ("aitsa", "айтса"),
        # ч at the beginning; тш where the suffix begins
        ("tşempion", "чемпион"), ("hatşy", "хатшы"),
        ("aşşy", "ащы"),
        # the breve, the capital dotted İ, letters in parts
        ("İtaliia", "Италия"), ("Iskerler", "Іскерлер"), ("tag\u0306a", "таға"),
        ("QAZAQSTAN", "ҚАЗАҚСТАН"), ("ŞAİ", "ШАЙ"),
    ],
)  # fmt: skip
def test_places_decide_in_latin_2021(spelled: str, cyrillic: str) -> None:
    assert to_cyrillic(spelled, "latin-2021") == cyrillic


@pytest.mark.parametrize(
    ("spelled", "cyrillic"),
    [
        ("ٴسۇت", "сүт"), ("ٴان", "ән"), ("ان", "ан"), ("كوز", "көз"), ("قول", "қол"),
        ("مەكتەپتىڭ", "мектептің"), ("بالالاردىڭ", "балалардың"), ("ازيا", "азия"),
        ("قىتايمەن", "қытаймен"), ("۲۵", "25"), ("٪", "%"), ("ٵن", "ән"),
    ],
)  # fmt: skip
def test_harmony_decides_in_arabic(spelled: str, cyrillic: str) -> None:
    assert to_cyrillic(spelled, "arabic") == cyrillic


@pytest.mark.parametrize(
    ("typed", "cyrillic"),
    [
        ("kitap", "кітап"), ("bizding", "біздің"), ("qiyn", "қиын"), ("keldi", "келді"),
        ("ko'z", "көз"), ("ko’z", "көз"), ("zhasau", "жасау"), ("jaqsy", "жақсы"), ("su", "су"),
        ("tuys", "туыс"), ("engbek", "еңбек"), ("keiin", "кейін"),
    ],
)  # fmt: skip
def test_what_people_type_is_read(typed: str, cyrillic: str) -> None:
    assert to_cyrillic(typed, "latin-ascii") == cyrillic


def test_capital_i_of_2018_is_either_letter() -> None:
    assert to_cyrillic("Italııa", "latin-2018") == "Италия"
    assert to_cyrillic("Iskerler", "latin-2018") == "Іскерлер"


@pytest.mark.parametrize("name", ORTHOGRAPHIES)
@pytest.mark.parametrize(
    "kept",
    ["https://egov.kz/memleket?a=1", "aidos@mail.kz", "www.nur.kz", "XX", "12,5", "№ 7 — «»"],
)
def test_addresses_and_numbers_stay(name: str, kept: str) -> None:
    assert to_cyrillic(kept, name) == kept


def test_words_with_foreign_letters_stay() -> None:
    assert to_cyrillic("Microsoft bızde", "latin-2021") == "Microsoft бізде"
    assert from_cyrillic("Windows жүйесі", "arabic").startswith("Windows ")


def test_an_unknown_orthography_is_refused() -> None:
    with pytest.raises(ValueError, match=r"latin-2021, latin-2019"):
        to_cyrillic("a", "latin-1929")


@pytest.mark.parametrize("name", ORTHOGRAPHIES)
def test_the_orthography_of_a_text_is_recognised(name: str) -> None:
    text = (
        "Қазақ халқының тарихы мен мәдениеті туралы жаңа кітап шықты. Оны оқушылар мен ұстаздар"
        " күтіп жүр еді, өйткені бұрынғы оқулық ескірген."
    )
    assert orthography_of(from_cyrillic(text, name)) == name
