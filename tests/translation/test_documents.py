"""From a document to a bitext: nothing lost, offsets exact, routing paragraph by paragraph."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.bitext import Bitext
from align.bitext_file import dump_bitext, parse_bitext
from align.document import Document
from align.readers import parse_document
from align.translation.memory import Memory
from align.translation.models.folder import ModelFolder
from align.translation.repair import Judge
from align.translation.session import NotTranslated, Session
from align.views import render

MIXED = """# Тақырып

Бұл құжат қазақ тілінде жазылған. Оның екі сөйлемі бар.

The third paragraph has been in English from the very beginning, as anyone can see.

Этот абзац написан на русском языке, и для него здесь нет установленной модели перевода.

- бірінші тармақ осында
- екінші тармақ осында

2024-05-29 17:21
```
print("код")
```
"""


@pytest.fixture
def session(tiny_model: ModelFolder) -> Iterator[Session]:
    with Memory(None) as memory:
        yield Session("en", memory, model=str(tiny_model.path))


def bitext_of(session: Session, text: str, suffix: str = ".md") -> tuple[Document, Bitext]:
    document = parse_document(text.encode(), "a" + suffix, suffix)
    result = session.translate(document)
    assert isinstance(result, Bitext)
    return document, result


def assert_lossless(document: Document, bitext: Bitext) -> None:
    """What the contract says of source offsets, and what the views rely on for the target's."""
    position = 0
    for number, bead in enumerate(bitext.beads):
        assert bead.id == number
        ((start, end),) = bead.source.sentences
        assert document.text[start:end] == bead.source.text
        assert document.text[position:start].strip() == ""
        position = end
    assert document.text[position:].strip() == ""
    text = render(bitext, "txt")
    for bead in bitext.beads:
        for start, end in bead.target.sentences:
            assert text[start:end] == bead.target.text


def test_a_mixed_document(session: Session) -> None:
    document, bitext = bitext_of(session, MIXED)
    assert_lossless(document, bitext)
    rows = [
        (b.source.kind, b.source.lang, [f.kind for f in b.findings if f.kind != "repetition"])
        for b in bitext.beads
    ]
    assert rows == [
        ("heading", None, []),
        ("text", None, []),
        ("text", None, []),
        ("text", "en", ["already-in-target"]),
        ("text", "ru", ["no-model"]),
        ("list", None, []),
        ("list", None, []),
        ("text", None, []),
        ("code", None, []),
    ]
    kept = [b.source.text == b.target.text for b in bitext.beads]
    assert kept == [False, False, False, True, True, False, False, True, True]
    assert bitext.beads[0].target.text.startswith("# ")
    assert bitext.beads[5].target.text.startswith("- ")
    assert "align models pull" in bitext.beads[4].findings[0].detail


def test_the_translation_has_the_paragraphs_of_the_source(session: Session) -> None:
    text = "Бірінші абзац осы.\r\nЕкінші абзац. Оның сөйлемі.\r\n\r\n\r\nҮшінші абзац.\r\n"
    document, bitext = bitext_of(session, text, ".txt")
    assert_lossless(document, bitext)
    lines = render(bitext, "txt").split("\n")
    assert [bool(line) for line in lines] == [True, True, False, False, True, False]


def test_the_bitext_file_comes_back_the_same(session: Session) -> None:
    _, bitext = bitext_of(session, MIXED)
    text = dump_bitext(bitext)
    assert parse_bitext(text.split("\n"), "a") == bitext
    assert dump_bitext(parse_bitext(text.split("\n"), "a")) == text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "empty"),
        (" \n\n ", "empty"),
        ("12345\n67 %", "no-language"),
        ("This document is in English already, every single word of it.", "same-language"),
        ("Этот документ целиком написан на русском языке, слово за словом.", "no-model"),
    ],
)
def test_what_is_not_translated_has_a_reason(session: Session, text: str, status: str) -> None:
    result = session.translate(parse_document(text.encode(), "a.txt"))
    assert isinstance(result, NotTranslated)
    assert result.status == status
    assert result.reason


def test_the_reason_names_the_command_that_gets_a_model(session: Session) -> None:
    text = "Этот документ целиком написан на русском языке, слово за словом."
    result = session.translate(parse_document(text.encode(), "a.txt"))
    assert isinstance(result, NotTranslated)
    assert "align models pull opus-mt-ru-en" in result.reason


@given(
    st.lists(
        st.sampled_from(
            ["Бұл сөйлем қазақша жазылған.", "т.б.", "«Кел!» – деді.", "  ", "5", "🙂", "\u2028x"]
        )
        | st.text(max_size=12),
        max_size=12,
    ),
    st.sampled_from(["\n", " ", "\r\n\r\n"]),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_of_any_document_is_lost(session: Session, parts: list[str], glue: str) -> None:
    text = glue.join(parts).encode("utf-8", "ignore").decode()
    if "\0" in text or any(ord(c) < 32 and c not in "\n\r\t" for c in text):
        return
    document = parse_document(text.encode(), "a.txt")
    result = session.translate(document)
    if isinstance(result, Bitext):
        assert_lossless(document, result)


def test_the_same_text_gives_the_same_bytes(tiny_model: ModelFolder, tmp_path: Path) -> None:
    document = parse_document(MIXED.encode(), "a.md", ".md")
    outputs = set()
    for _ in range(2):
        with Memory(tmp_path / "m.sqlite3") as memory:
            result = Session("en", memory, model=str(tiny_model.path)).translate(document)
            assert isinstance(result, Bitext)
            outputs.add(dump_bitext(result))
    assert len(outputs) == 1


def test_what_a_model_of_two_languages_gives_is_judged_by_language(
    tiny_model: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = dataclasses.replace(tiny_model, source=("kk", "ky"))
    monkeypatch.setattr("align.translation.plan.find_model", lambda name: both)
    asked: list[tuple[str, str]] = []

    def judges(source: str, target: str) -> Judge:
        def errors(text: str, translation: str) -> list[str]:
            asked.append((source, text))
            return []

        return Judge(f"test {source}", errors)

    with Memory(None) as memory:
        session = Session("en", memory, model="tiny", threads=1, judges=judges)
        for lang in ("kk", "ky"):
            session.translate_texts(["мысық ит көрді ."], lang)
    assert asked == [("kk", "мысық ит көрді ."), ("ky", "мысық ит көрді .")]
