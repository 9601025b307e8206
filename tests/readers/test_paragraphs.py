from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Paragraph
from align.errors import InputError
from align.readers import parse_document, read_document
from align.readers.markdown import markdown_paragraphs, without_quote_marks
from align.readers.plain import plain_paragraphs

WRAPPED = (
    "This paragraph has been wrapped by an editor at a fixed\n"
    "width, so that its lines belong together as they would\n"
    "in a letter.\n"
)


def kinds(text: str, paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str]]:
    return [(p.kind, text[p.content : p.end]) for p in paragraphs]


def test_a_line_is_a_paragraph() -> None:
    text = "Бірінші абзац.\nЕкінші абзац.\n\n\n  Үшінші.  \n"
    assert kinds(text, plain_paragraphs(text)) == [
        ("text", "Бірінші абзац."),
        ("text", "Екінші абзац."),
        ("text", "Үшінші."),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = WRAPPED + "\nA short one.\n"
    assert [p.end - p.start for p in plain_paragraphs(text)] == [len(WRAPPED) - 1, 12]


@pytest.mark.parametrize(
    "text",
    [
        "Seetao 2022-05-18 15:00\n  • The resumption of flights will deepen the friendship\nRead",
        "A line that is long enough and ends as a sentence does.\nAnother that ends like one too.",
        "- the first item of a list, which is rather long indeed\n- supercalifragilistic item two",
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(text: str) -> None:
    assert len(plain_paragraphs(text)) == text.count("\n") + 1


def test_bullets_are_list_items() -> None:
    text = "• бірінші\n- екінші\n5. үшінші"
    assert kinds(text, plain_paragraphs(text)) == [
        ("list", "бірінші"),
        ("list", "екінші"),
        ("text", "5. үшінші"),
    ]


def test_markdown_blocks() -> None:
    text = (
        "---\ntitle: x\n---\n# Тақырып\nБірінші жол\nжалғасы.\n\n- тармақ\n  жалғасы\n"
        "1. бір\n\n> дәйексөз\n\n```python\nprint(1)\n\n# not a heading\n```\n| a | b |\n***\n"
    )
    assert kinds(text, markdown_paragraphs(text)) == [
        ("code", "---\ntitle: x\n---"),
        ("heading", "Тақырып"),
        ("text", "Бірінші жол\nжалғасы."),
        ("list", "тармақ\n  жалғасы"),
        ("list", "бір"),
        ("quote", "дәйексөз"),
        ("code", "```python\nprint(1)\n\n# not a heading\n```"),
        ("code", "| a | b |"),
        ("code", "***"),
    ]


def test_an_unclosed_fence_runs_to_the_end() -> None:
    text = "мәтін\n\n```\nкод\n\n"
    assert kinds(text, markdown_paragraphs(text)) == [("text", "мәтін"), ("code", "```\nкод")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: x\nтегтер:\n- а\n  ә: б\n# с\n...\nМәтін", "code text"),
        ("---\ntitle: x\n\nlang: kk\n---\nМәтін", "code text"),
        ("---\nБірінші абзац.\n\n---\n\nЕкінші абзац.", "code text code text"),
        ("---\ntitle: x\n\nМәтін.", "code text text"),
        ("---\nЕскерту: бұл мәтін.\nЕкінші жол.\n---\n\nМәтін.", "code text code text"),
        ("---\n\ntitle: x\n---", "code text code"),
        ("---", "code"),
        ("```x``` деген сөз\nжалғасы\n\nМәтін.", "text text"),
        ("~~~ a`b\nкод\n~~~\nМәтін.", "code text"),
        ("````\n```\n```js\n~~~~\n````` x\n`````\nМәтін.", "code text"),
        ("```\nкод\n```js\nкод\n```\nМәтін.", "code text"),
        ("1. ```sh\n   ls\n   ```\n2. екі", "code list"),
        ("<b>Қазақстан</b> форумы басталды.", "text"),
        ("<https://example.org> сайтында жарияланды.", "text"),
        ("<https://example.org>", "code"),
        ("<!-- c --> мәтін <!-- d -->", "text"),
        ("<!-- c > d -->", "code"),
        ("<!-- c --> <br> <img src='x'>", "code"),
        ("<br>Мәтін.", "text"),
        ("<div class='x'>", "code"),
        ("<DIV", "code"),
        ("</td> <b>", "code"),
        ("<divan> мәтін", "text"),
        ("[а]: https://example.org 'Атауы'", "code"),
        ("[Ескерту]: бұл сілтеме емес.", "text"),
        ("> бірінші жол\n> екінші жол\nүшінші жол\n>төртінші", "quote"),
        ("> бір\n> > екі\n> > үш", "quote quote"),
        ("> бір\n>\n> екі", "quote code quote"),
        ("> бір\n\n> екі", "quote quote"),
        ("> # бір\n> екі\n> - үш\n>   төрт\n> - бес", "quote quote quote quote"),
        ("> ```\n> > код\n> ```\n> мәтін", "code quote"),
        ("> ```\n> код\nмәтін", "code text"),
        ("> ```\n> код\n\n> мәтін", "code quote"),
        ("мәтін\n> дәйексөз", "text quote"),
        ("#\nмәтін", "code text"),
    ],
)
def test_markdown_kinds(text: str, expected: str) -> None:
    assert [p.kind for p in markdown_paragraphs(text)] == expected.split()


def test_a_footnote_is_text_after_its_label() -> None:
    text = "[^1]: Бірінші ескертпе,\n    жалғасы.\n[^б]: Екінші."
    assert kinds(text, markdown_paragraphs(text)) == [
        ("text", "Бірінші ескертпе,\n    жалғасы."),
        ("text", "Екінші."),
    ]


def test_the_marks_of_a_quotation_are_spaces_for_a_model() -> None:
    text = "> Бір > екі\n> > 5\r\n  >үш\nтөрт"
    assert without_quote_marks(text[2:]) == "Бір > екі\n    5\r\n   үш\nтөрт"


@pytest.mark.parametrize("unit", ["`", "~", "> ", "<a>", "<!--", "<!-- -->", "[", "- ", "a ", "* "])
def test_no_pattern_looks_twice_at_a_long_line(unit: str) -> None:
    """A quadratic pattern would take minutes."""
    for text in (unit * 100_000, f"---\n{unit * 100_000}x", f"[x]: {unit * 100_000}!"):
        assert len(markdown_paragraphs(text)) <= 2


@given(st.text(st.sampled_from("аb .#->`*1.|~:<!/[^]\n\r\t\u2028\ufeff\u00a0"), max_size=80))
@pytest.mark.parametrize("reader", [plain_paragraphs, markdown_paragraphs])
def test_nothing_but_white_space_lies_outside(reader: object, text: str) -> None:
    assert callable(reader)
    position = 0
    for paragraph in reader(text):
        assert text[position : paragraph.start].strip() == ""
        assert paragraph.start <= paragraph.content <= paragraph.end
        passage = text[paragraph.start : paragraph.end]
        assert passage
        assert passage == passage.strip()
        position = paragraph.end
    assert text[position:].strip() == ""


@given(st.text(st.sampled_from("аә.>-` \n\r\u2028"), max_size=40))
def test_marks_of_quotations_become_spaces_and_nothing_else_changes(text: str) -> None:
    for paragraph in markdown_paragraphs(text):
        words = text[paragraph.content : paragraph.end]
        plain = without_quote_marks(words)
        assert len(plain) == len(words) and plain.strip()
        for before, after in zip(words, plain, strict=True):
            assert before == after or (after == " " and (before == ">" or before.isspace()))


def test_suffix_chooses_the_reader() -> None:
    assert parse_document(b"# a", "x", suffix=".MD").paragraphs[0].kind == "heading"
    assert parse_document(b"# a", "x", suffix=".txt").paragraphs[0].kind == "text"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt: no such file"):
        read_document(tmp_path / "gone.txt")


def test_a_folder_is_not_a_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder where a file is needed"):
        read_document(tmp_path)
