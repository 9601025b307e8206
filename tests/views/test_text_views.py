"""The txt, tsv and ladder views, and the table of views."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Bitext, Side
from align.bitext_file import dump_bitext
from align.errors import InputError
from align.views import VIEWS, render
from align.views.ladder import render_ladder
from align.views.tsv import COLUMNS, render_tsv
from align.views.txt import render_txt

Pair = Callable[..., Bitext]


def cells(line: str) -> list[str]:
    """A line of the tsv view as its docstring says to read it."""
    undone = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
    values = []
    for cell in line.split("\t"):
        parts = iter(cell.removeprefix("'"))
        values.append("".join(undone[next(parts)] if part == "\\" else part for part in parts))
    return values


def test_every_view_has_its_name(news: Bitext) -> None:
    assert list(VIEWS) == ["html", "tsv", "tmx", "jsonl", "txt", "ladder"]
    for name in VIEWS:
        assert render(news, name) == VIEWS[name](news)
    assert render(news, "jsonl") == dump_bitext(news)


def test_an_unknown_view_is_named() -> None:
    with pytest.raises(InputError, match=r"'pdf'.*html, tsv, tmx"):
        render(None, "pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize("view", list(VIEWS))
def test_the_same_bitext_gives_the_same_bytes(view: str, news: Bitext, aligned: Bitext) -> None:
    for bitext in (news, aligned):
        assert render(bitext, view) == render(bitext, view)


def test_importing_the_views_does_not_import_jinja2() -> None:
    code = "import sys, align.views; sys.exit('jinja2' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_txt_of_a_translation_has_every_sentence_at_its_offsets(news: Bitext) -> None:
    text = render_txt(news)
    assert text.startswith("# Forum\n\nThe fund was founded in 1949. She opened it.\n\n- Poem")
    assert text.endswith("кыргызча.\n") and not text.endswith("\n\n")
    for bead in news.beads:
        start, end = bead.target.sentences[0][0], bead.target.sentences[-1][1]
        assert text[start:end] == bead.target.text


def test_txt_of_an_alignment_skips_gaps(aligned: Bitext) -> None:
    assert render_txt(aligned) == "One. Two and three.\n\nFour. Five.\n\nAdded.\n"


def test_txt_of_nothing_is_nothing(pair: Pair) -> None:
    assert render_txt(pair([])) == ""
    assert render_txt(pair([("Жоқ.", "")])) == ""


def test_ladder(aligned: Bitext) -> None:
    assert render_ladder(aligned) == (
        "[0]:[0]:0.9731\n[1, 2]:[1]:0.8000\n[3]:[]:0.0000\n[4]:[2, 3]:0.7500\n[]:[4]:0.0000\n"
    )


def test_ladder_numbers_a_crossing_by_offset(pair: Pair) -> None:
    straight = pair([("Бір.", "One."), ("Екі.", "Two.")])
    first, second = straight.beads
    crossed = (
        type(first)(0, first.source, second.target, 0.5, "aligned"),
        type(first)(1, second.source, first.target, 0.5, "aligned"),
    )
    bitext = Bitext(straight.source, straight.target, crossed)
    assert render_ladder(bitext) == "[0]:[1]:0.5000\n[1]:[0]:0.5000\n"


def test_tsv_columns(news: Bitext) -> None:
    header, *lines = render_tsv(news).removesuffix("\n").split("\n")
    assert tuple(header.split("\t")) == COLUMNS
    assert len(lines) == len(news.beads)
    assert cells(lines[1]) == [
        "1",
        "1",
        "Қор 1994 жылы құрылды.",
        "The fund was founded in 1949.",
        "0.9300",
        "translated",
        "error number: 1994 in the source, 1949 in the translation",
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("//x")', '\'=HYPERLINK("//x")'),
        ("+1", "'+1"),
        ("-1+1|cmd", "'-1+1|cmd"),
        ("- Өлең", "'- Өлең"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", r"\t=1"),
        ("\r=1", r"\r=1"),
        ('"=1\t', "'\"=1\\t"),
        ("'=1", "''=1"),
        ("a\\nb\nc", r"a\\nb\nc"),
        ("Сәлем = 1", "Сәлем = 1"),
    ],
)
def test_tsv_cells_are_one_line_and_never_live(pair: Pair, text: str, cell: str) -> None:
    line = render_tsv(pair([(text, "x")])).split("\n")[1]
    assert line.split("\t")[2] == cell
    assert cells(line)[2] == text


@given(texts=st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_tsv_can_be_read_back(pair: Pair, texts: list[tuple[str, str]]) -> None:
    lines = render_tsv(pair(texts)).split("\n")[1:-1]
    assert [tuple(cells(line)[2:4]) for line in lines] == texts
    assert not any(cell.startswith(tuple('=+-@"')) for line in lines for cell in line.split("\t"))


@pytest.mark.parametrize("view", ["html", "tsv", "tmx", "txt"])
def test_half_a_character_does_not_stop_a_view(pair: Pair, view: str) -> None:
    text = render(pair([("а\ud800б", "a\udfffb")], name="\udcff.txt"), view)
    assert "a\ufffdb" in text
    text.encode()


def test_an_empty_side_has_no_sentences(aligned: Bitext) -> None:
    assert aligned.beads[2].target == Side("", (), 0)
