"""What a model is given of a document, and what becomes of what is kept."""

from __future__ import annotations

import pytest

from align.bitext import Bead
from align.document import Document, Span
from align.readers import parse_document
from align.translation.beads import beads_of
from align.translation.parts import Translation
from align.translation.passages import Passage, is_wanted, model_text, passages_of

QUOTE = "> Бірінші сөйлем осы.\n> Екінші сөйлем екі\n> жолда тұр. Үшінші.\n\nМәтін."


def read(text: str) -> Document:
    return parse_document(text.encode(), "a.md", ".md")


def passages(document: Document, *langs: str) -> list[Passage]:
    """The passages, where the paragraphs are in ``langs``; the last stands for all that follow."""
    spans = [
        Span(paragraph.start, paragraph.end, langs[min(number, len(langs) - 1)])
        for number, paragraph in enumerate(document.paragraphs)
    ]
    return passages_of(document, spans, "en", {"ky": "no model for Kyrgyz"})


def beads(document: Document, found: list[Passage]) -> tuple[Bead, ...]:
    wanted = [passage for passage in found if passage.keep is None]
    done = [Translation(f"T{number}.", 0.5) for number, _ in enumerate(wanted)]
    return beads_of(document, found, done, "kk", "en")


def targets(document: Document, made: tuple[Bead, ...]) -> str:
    """The target's text as the beads make it; their source leaves out nothing but white space."""
    position, text = 0, ""
    last: Bead | None = None
    for bead in made:
        ((start, end),) = bead.source.sentences
        assert document.text[position:start].strip() == ""
        assert document.text[start:end] == bead.source.text
        position = end
        ((begin, stop),) = bead.target.sentences
        same = last is not None and last.target.paragraph == bead.target.paragraph
        text += (" " if same else "\n") * (begin - len(text)) + bead.target.text
        assert text[begin:stop] == bead.target.text
        last = bead
    assert document.text[position:].strip() == ""
    return text


def test_a_model_never_sees_the_marks_of_a_quotation() -> None:
    document = read(QUOTE)
    found = passages(document, "kk")
    assert [" ".join(model_text(document, passage).split()) for passage in found] == [
        "Бірінші сөйлем осы.",
        "Екінші сөйлем екі жолда тұр.",
        "Үшінші.",
        "Мәтін.",
    ]


def test_a_translated_quotation_is_marked_once() -> None:
    document = read(QUOTE)
    made = beads(document, passages(document, "kk"))
    assert made[1].source.text == "> Екінші сөйлем екі\n> жолда тұр."
    assert targets(document, made) == "> T0. T1. T2.\n\nT3."


def test_a_quotation_that_is_kept_stays_a_quotation() -> None:
    document = read(QUOTE)
    made = beads(document, passages(document, "ky", "kk"))
    assert targets(document, made) == (
        "> Бірінші сөйлем осы. Екінші сөйлем екі\n> жолда тұр. Үшінші.\n\nT0."
    )


def test_what_is_kept_does_not_claim_the_language_of_the_target() -> None:
    document = read("Қазақша.\n\nЭрвелт.\n\n2024-05-29\n\nКыргызча.\n\nEnglish.\n\n```\nx\n```\n")
    for lang in ("und", "kk"):  # of code: what it was routed to, or what --from says of all
        made = beads(document, passages(document, "kk", "und", "und", "ky", "en", lang))
        langs = [bead.target.lang for bead in made]
        assert langs == [None, "und", "und", "ky", None, "und"]
        assert [bead.source.lang for bead in made] == [None, None, None, "ky", "en", None]


@pytest.mark.parametrize(
    "text", [QUOTE, "```\ncode\n```\n", "12 345\n\n* 6\n", "Бір. Two.\n\nҮш.\n"]
)
@pytest.mark.parametrize("lang", ["kk", "ky", "en", "und"])
def test_whether_a_document_is_wanted_is_told_without_splitting_it(text: str, lang: str) -> None:
    document = read(text)
    spans = [Span(p.start, p.end, lang) for p in document.paragraphs]
    missing = {"ky": "no model for Kyrgyz"}
    split = passages_of(document, spans, "en", missing)
    assert is_wanted(document, spans, "en", missing) == any(p.keep is None for p in split)
