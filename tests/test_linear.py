"""Four times the text takes about four times the time, whatever it consists of.

A regular expression cannot be counted step by step, so this measures processor time: twice what
linear growth gives passes, quadratic growth (16 times) does not, and a measurement that a busy
machine spoilt is made again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from align.bitext import Bead, Bitext, DocumentRef, Finding, Side
from align.inputs import output_names
from align.language import detect
from align.quality import with_findings
from align.readers.markdown import markdown_paragraphs, without_quote_marks
from align.readers.plain import plain_paragraphs
from align.segment import split_sentences
from align.translation.clauses import cut_at_clauses
from align.translation.normalise import model_input
from align.views import VIEWS, render

ONCE, TIMES = 10_000, 4
SLACK = 0.05  # seconds
UNITS = [
    "a",
    " ",
    "(",
    "[",
    "( a ",
    "[a](",
    "#",
    "`",
    "\\",
    "a.",
    "А. ",
    "т.б. ",
    "! ",
    ".»",
    '. "',
]
UNITS += [
    "> a\n",
    "- a\n",
    "a\n",
    "---\n",
    "a: b\n",
    "<a ",
    "<!--",
    "[^a",
    "1. ",
    "e\u0301",
    "好。",
]


def _bitext(text: str) -> Bitext:
    words = text.strip() or "a"
    side = Side(words, ((0, len(words)),), 0)
    finding = Finding("number", "a", "error", (0, 1), (0, 1))
    bead = Bead(0, side, side, 0.5, "translated", (finding,))
    return Bitext(DocumentRef("a", "kk", "0" * 64), DocumentRef(None, "en", None), (bead,))


def _views(text: str) -> None:
    for view in VIEWS:
        render(_bitext(text), view)


WORK: dict[str, Callable[[str], object]] = {
    "plain": plain_paragraphs,
    "markdown": lambda text: markdown_paragraphs("---\n" + text),
    "quotes": lambda text: without_quote_marks("> " + text),
    "kk": lambda text: split_sentences("(" + text, "kk"),
    "en": lambda text: split_sentences(text, "en"),
    "tr": lambda text: split_sentences(text, "tr"),
    "clauses": lambda text: cut_at_clauses(model_input(text), 126, len, 40),
    "checks": lambda text: with_findings(_bitext(text)),
    "views": _views,
    "detect": detect,
}


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", WORK)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    work = WORK[name]
    work("a. ")  # what is imported and compiled at first is no part of it
    for unit in UNITS:
        for attempt in range(4):
            once, more = (
                _seconds(work, unit * (size // len(unit))) for size in (ONCE, TIMES * ONCE)
            )
            if more <= 2 * TIMES * once + SLACK:
                break
            assert attempt < 3, f"{unit!r}: {once:.3f} s, then {more:.3f} s"


def test_ten_thousand_documents_of_one_name() -> None:
    names = output_names(["a.txt"] * 10_000)
    assert len(set(names)) == 10_000
