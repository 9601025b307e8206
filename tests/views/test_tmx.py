"""The tmx view: valid against TMX 1.4b's grammar, whatever the text holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from align.bitext import Bead, Bitext, DocumentRef, Finding, Side
from align.views.tmx import render_tmx

DTD = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Pair = Callable[..., Bitext]


def parsed(bitext: Bitext) -> etree._Element:
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    root = etree.fromstring(render_tmx(bitext).encode(), parser)
    assert DTD.validate(root), DTD.error_log
    return root


def segments(bitext: Bitext) -> list[tuple[str, ...]]:
    return [tuple(seg.text or "" for seg in unit.iter("seg")) for unit in parsed(bitext).iter("tu")]


def test_header_and_unit(news: Bitext) -> None:
    text = render_tmx(news)
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    )
    assert "creationdate" not in text and "http" not in text
    root = parsed(news)
    header = root.find("header")
    assert header is not None
    wanted = {"srclang": "kk", "adminlang": "en", "segtype": "sentence", "datatype": "plaintext"}
    assert wanted.items() <= dict(header.attrib).items()
    unit = root.findall("body/tu")[1]
    assert unit.get("tuid") == "1"
    assert [tuv.get(LANG) for tuv in unit.iter("tuv")] == ["kk", "en"]
    assert [prop.get("type") for prop in unit.iter("prop")] == ["x-score", "x-origin"]
    assert [note.text for note in unit.iter("note")] == [
        "error number: 1994 in the source, 1949 in the translation"
    ]


def test_what_is_no_translation_is_left_out(news: Bitext, aligned: Bitext) -> None:
    assert [unit.get("tuid") for unit in parsed(news).iter("tu")] == ["0", "1", "2", "3"]
    assert segments(aligned) == [
        ("Бір.", "One."),
        ("Екі. Үш.", "Two and three."),
        ("Төрт, бес.", "Four. Five."),
    ]


def test_a_memory_holds_nothing_that_was_kept_as_it_was() -> None:
    code, unknown = Side("x = 1", ((0, 5),), 0, kind="code"), Side("Эрвелт", ((0, 6),), 0)
    same, changed = Side("2024.", ((0, 5),), 0), Side("y = 1", ((0, 5),), 0, kind="code")
    kept = (Finding("no-language", "language not recognised, kept as it is", "info"),)
    beads = (
        Bead(0, code, changed, 1, "aligned"),
        Bead(1, unknown, Side("Ervelt", ((0, 6),), 0), 1, "translated", kept),
        Bead(2, same, same, 1, "translated"),
        Bead(3, same, same, 1, "aligned"),
    )
    bitext = Bitext(DocumentRef("a", "kk", None), DocumentRef(None, "en", None), beads)
    assert [unit.get("tuid") for unit in parsed(bitext).iter("tu")] == ["3"]


def test_a_passage_in_another_language_says_so() -> None:
    bead = Bead(0, Side("Да.", ((0, 3),), 0, "ru"), Side("Yes.", ((0, 4),), 0), 0.9, "translated")
    bitext = Bitext(DocumentRef("a", "kk", None), DocumentRef(None, "en", None), (bead,))
    unit = next(parsed(bitext).iter("tu"))
    assert unit.get("srclang") == "ru"
    assert [tuv.get(LANG) for tuv in unit.iter("tuv")] == ["ru", "en"]


def test_hostile_text_stays_text(hostile: Bitext) -> None:
    assert segments(hostile) == [(bead.source.text, bead.target.text) for bead in hostile.beads]


def test_nothing_to_exchange_is_still_a_memory(pair: Pair) -> None:
    assert segments(pair([])) == []


@pytest.mark.parametrize("char", ["\0", "\x0b", "\x1b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_is_replaced(pair: Pair, char: str) -> None:
    assert segments(pair([(f"а{char}б", "ab")])) == [("а\ufffdб", "ab")]


@given(source=st.text(min_size=1), target=st.text(min_size=1), name=st.text())
def test_any_text_survives(pair: Pair, source: str, target: str, name: str) -> None:
    assume(source != target)
    illegal = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    expected = tuple(illegal.sub("\ufffd", text) for text in (source, target))
    assert segments(pair([(source, target)], name=name)) == [expected]
