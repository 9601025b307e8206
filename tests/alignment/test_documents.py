"""Two documents to a bitext: nothing of either is lost, and every offset is exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from align.bitext import Bitext, Side
from align.document import Document
from align.pipeline import pair_documents
from align.readers import parse_document

LINES = [
    "Бүгін қалада жаңа кітапхана ашылды. Оған 250 адам келді.",
    "- The new library was opened. 250 people came.",
    "## 2024",
    "«Жақсы!» – деді ол.",
    "",
    "  indented ",
]


def assert_lossless(document: Document, sides: list[Side]) -> None:
    position = 0
    for side in sides:
        for start, end in side.sentences:
            assert document.text[position:start].strip() == ""
            position = end
        if side.sentences:
            first, last = side.sentences[0][0], side.sentences[-1][1]
            assert side.text == document.text[first:last]
        else:
            assert side.text == ""
    assert document.text[position:].strip() == ""


@given(st.lists(st.sampled_from(LINES), max_size=8), st.lists(st.sampled_from(LINES), max_size=8))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost(left: list[str], right: list[str]) -> None:
    documents = [
        parse_document("\n".join(lines).encode(), name, ".md")
        for name, lines in (("a.md", left), ("b.md", right))
    ]
    bitext = pair_documents(*documents, source_lang="kk", target_lang="en", method="lexical")
    assert_lossless(documents[0], [bead.source for bead in bitext.beads])
    assert_lossless(documents[1], [bead.target for bead in bitext.beads])


def paired(left: str, right: str, presegmented: bool = False) -> Bitext:
    documents = [parse_document(text.encode(), name) for text, name in ((left, "a"), (right, "b"))]
    return pair_documents(
        *documents,
        source_lang="kk",
        target_lang="en",
        method="lexical",
        presegmented=presegmented,
    )


def test_numbers_and_names_pull_sentences_together() -> None:
    bitext = paired(
        "Астанада 250 адам жиналды. Олар кітап оқыды. 2024 жылы Алматыда мектеп ашылды.",
        "In Astana 250 people gathered. They read books. In 2024 a school opened in Almaty.",
    )
    assert [(len(b.source.sentences), len(b.target.sentences)) for b in bitext.beads] == [
        (1, 1)
    ] * 3
    assert bitext.model is None
    assert {bead.origin for bead in bitext.beads} == {"aligned"}


def test_presegmented_lines_stay_as_they_are() -> None:
    bitext = paired("Бір. Екі.\n\nҮш.", "One. Two.\n\nThree.\n", presegmented=True)
    lines = [b.source.sentences for b in bitext.beads if b.source.sentences]
    assert [span for spans in lines for span in spans] == [(0, 9), (10, 10), (11, 14)]
