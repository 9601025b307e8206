"""The html view and the index page, read as markup."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import align.views
from align.bitext import Bitext
from align.views.flags import count_flagged
from align.views.html import render_html, render_page
from align.views.index import IndexEntry, render_index
from align.views.languages import direction, language_name

Pair = Callable[..., Bitext]
PAGE = Path(align.views.__file__).with_name("page")


def text_of(page: str, css_class: str) -> list[str]:
    """What a class of cells says, gaps left out."""
    found = html.fromstring(page.encode()).xpath(
        f"//td[contains(@class, '{css_class} ')][not(contains(@class, 'gap'))]"
    )
    return [cell.text_content() for cell in found]


def test_a_row_a_bead_and_a_group_a_paragraph(news: Bitext, aligned: Bitext) -> None:
    tree = html.fromstring(render_html(news).encode())
    assert [row.get("id") for row in tree.xpath("//tbody/tr")] == [f"s{i}" for i in range(7)]
    assert [len(group) for group in tree.xpath("//tbody")] == [1, 2, 1, 1, 1, 1]
    tree = html.fromstring(render_html(aligned).encode())
    assert [len(group) for group in tree.xpath("//tbody")] == [3, 2]
    gaps = tree.xpath("//td[contains(@class, 'gap')]")
    assert [gap.text_content() for gap in gaps] == ["no counterpart"] * 2
    starts = tree.xpath("//td[contains(@class, 'starts')]")
    assert [cell.text_content() for cell in starts] == ["Added."]


def test_kinds_of_paragraph(news: Bitext) -> None:
    tree = html.fromstring(render_html(news).encode())
    assert [h.text_content() for h in tree.xpath("//td/h2")] == ["# Форум", "# Forum"]
    assert tree.xpath("//tr[@id='s5']/td[contains(@class, 'code')]")
    assert tree.xpath("//tr[@id='s3']//*[@class='markup']")[0].text == "- "


def test_languages_of_cells(news: Bitext, pair: Pair) -> None:
    def langs(bitext: Bitext, row: int) -> list[tuple[str | None, str | None]]:
        tree = html.fromstring(render_html(bitext).encode())
        cells = tree.xpath(f"//tr[@id='s{row}']/td[@lang]")
        return [(cell.get("lang"), cell.get("dir")) for cell in cells]

    assert langs(news, 1) == [("kk", "ltr"), ("en", "ltr")]
    assert langs(news, 6) == [("ky", "ltr"), ("ky", "ltr")]
    arabic = pair([("سالەم", "Сәлем")], langs=("kk-Arab", "kk"))
    assert langs(arabic, 0) == [("kk-Arab", "rtl"), ("kk", "ltr")]
    assert langs(pair([("?", "!")], langs=("und", "en")), 0)[0] == ("", "auto")


def test_flags_and_notes(news: Bitext) -> None:
    tree = html.fromstring(render_html(news).encode())
    flagged = [row.get("id") for row in tree.xpath("//tr[@class='flagged']")]
    assert flagged == ["s1", "s2", "s3", "s6"]
    assert count_flagged(news) == 4
    notes = {
        row.get("id"): [note.text_content() for note in row.xpath(".//p")]
        for row in tree.xpath("//tbody/tr[.//p]")
    }
    assert notes["s2"] == [
        "!Warning: Name Гүлнар has no counterpart",
        "?Warning: Low confidence 0.31",
    ]
    assert notes["s4"] == ["iNote: Already in target already in English"]
    assert notes["s6"] == ["!Warning: No model no model for Kyrgyz"]
    assert "7 sentences" in tree.xpath("//header")[0].text_content()


@pytest.mark.parametrize(("threshold", "flagged"), [(0.35, 3), (0.95, 4), ("high", 4), (True, 4)])
def test_the_model_may_set_the_threshold(news: Bitext, threshold: object, flagged: int) -> None:
    assert count_flagged(replace(news, model={"low_confidence": threshold})) == flagged


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -1.0, 2.0])
def test_an_impossible_score_still_makes_a_page(pair: Pair, score: float) -> None:
    assert 'id="s0"' in render_html(pair([("а", "a")], score=score))


def test_several_documents_share_a_page(news: Bitext, aligned: Bitext) -> None:
    tree = html.fromstring(render_page([news, aligned]).encode())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) and {"d1-s0", "d2-s0", "d2-s4"} <= set(ids)
    for href in tree.xpath("//a/@href"):
        assert href.removeprefix("#") in ids
    assert len(tree.xpath("//nav//li")) == 2
    assert len(tree.xpath("//h1")) == 1 and len(tree.xpath("//h2")) == 2


def test_nothing_to_show() -> None:
    assert "0 documents" in render_page([])


def test_empty_documents(pair: Pair) -> None:
    assert "no sentences" in render_html(pair([]))


def test_hostile_text_is_text(hostile: Bitext) -> None:
    page = render_html(hostile)
    assert text_of(page, "source") == [bead.source.text for bead in hostile.beads]
    assert text_of(page, "target") == [bead.target.text for bead in hostile.beads]
    tree = html.fromstring(page.encode())
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img | //iframe | //*[@onclick or @onmouseover or @onerror or @style]")


def test_the_policy_names_the_only_script_and_styles(news: Bitext) -> None:
    page = render_html(news)
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0]
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for kind in ("script", "style"):
        body = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)[0]
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_a_page_asks_for_nothing(news: Bitext) -> None:
    for page in (render_html(news), render_index([])):
        assert not re.search(r"https?:|url\(|@import|\bsrc=", page)


@given(source=st.text(), target=st.text(), name=st.text(min_size=1))
def test_any_text_survives(pair: Pair, source: str, target: str, name: str) -> None:
    page = render_html(pair([(source, target), ("\u0456", "i")], name=name))
    # libxml2 drops or replaces some of these, which browsers keep: test_browser has them.
    control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
    wanted = [control.sub("", text) for text in (source, target) if text]
    shown = [text_of(page, "source")[0]] if source else []
    shown += [text_of(page, "target")[0]] if target else []
    assert [control.sub("", text) for text in shown] == wanted


@pytest.mark.parametrize(
    ("tag", "name", "written"),
    [
        ("kk", "Kazakh", "ltr"),
        ("kk-Arab", "Kazakh (Arabic script)", "rtl"),
        ("kk-Latn", "Kazakh (Latin script)", "ltr"),
        ("ug", "Uyghur", "rtl"),
        ("ug-Cyrl", "Uyghur (Cyrillic)", "ltr"),
        ("fa-IR", "Persian (IR)", "rtl"),
        ("ckb", "Central Kurdish", "rtl"),
        ("xx", "xx", "ltr"),
        ("und", "Unknown language", "auto"),
    ],
)
def test_language_names_and_directions(tag: str, name: str, written: str) -> None:
    assert language_name(tag) == name
    assert direction(tag) == written


def test_index() -> None:
    done = IndexEntry(
        path="хат/<b> #1.txt",
        lang="kk",
        target_lang="en",
        status="translated",
        reason="",
        sentences=1234,
        flagged=2,
        links={"tsv": "хат/a #1?.tsv", "html": 'хат/<b> #1".html', "x": "javascript:alert(1)"},
    )
    left = replace(
        done, path="\udcff.txt", status="no-model", reason="no model for Kyrgyz", links={}
    )
    page = render_index([done, left])
    tree = html.fromstring(page.encode())
    assert tree.xpath("//td[@class='views']/a/@href") == [
        "./%D1%85%D0%B0%D1%82/%3Cb%3E%20%231%22.html",
        "./%D1%85%D0%B0%D1%82/a%20%231%3F.tsv",
        "./javascript%3Aalert%281%29",
    ]
    assert [a.text_content() for a in tree.xpath("//th/a")] == ["хат/<b> #1.txt"]
    words = " ".join(tree.text_content().split())
    assert (
        "1 document translated · 1,234 sentences · 2 flagged · 1 document not translated" in words
    )
    assert "No model for its language" in words and "no model for Kyrgyz" in words
    assert not tree.xpath("//script")


def test_colours_have_contrast() -> None:
    """Text on every ground it stands on: WCAG 2 AA in both schemes."""
    css = (PAGE / "base.css").read_text(encoding="utf-8")
    schemes = [
        dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    ]
    for scheme in schemes:
        for ink in ("ink", "quiet", "link", "warning", "error"):
            for ground in ("paper", "raised", "band", "band-strong"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground)
        assert contrast(scheme["ink"], scheme["found"]) >= 4.5
        assert contrast(scheme["edge"], scheme["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_many_documents_left_for_one_reason_are_one_row() -> None:
    left = [
        IndexEntry(f"{number}\x1b.txt", "und", "en", "empty", "", 0, 0, {}) for number in range(100)
    ]
    left.insert(3, IndexEntry("junk.txt", "und", "en", "unreadable", "binary data", 0, 0, {}))
    page = render_index(left)
    assert page.count("<tr>") == 1 + 2
    assert "<summary>100 documents</summary>" in page
    assert "101 documents not translated" in page
    for number in range(100):
        assert f"<bdi>{number}\\x1b.txt</bdi>" in page
    assert render_index(left[:20]).count("<tr>") == 1 + 20
