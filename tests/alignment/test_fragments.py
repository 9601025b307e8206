"""Numbers and list marks that a splitter left alone belong to their sentences."""

import pytest

from align.alignment import align_sentences

_PAIRS = [
    ("Абай Құнанбаев ауылға келді.", "Abai Kunanbayev came to the village."),
    ("Жиынға 125 адам қатысты.", "125 people took part in the meeting."),
    ("Астанада қар жауды.", "It snowed in Astana."),
    ("Марат Алматыға кетті.", "Marat left for Almaty."),
    ("Келесі жиын 2031 жылы болады.", "The next meeting is in 2031."),
]


def _sizes(extra: dict[int, list[tuple[str, str]]]) -> list[tuple[int, int]]:
    """Bead sizes of the pairs with others put before some of them."""
    pairs = []
    for number, pair in enumerate(_PAIRS):
        pairs += [*extra.get(number, ()), pair]
    source = [left for left, _ in pairs if left]
    target = [right for _, right in pairs if right]
    found = align_sentences(
        source, target, source_lang="kk", target_lang="en", method="lexical"
    ).beads
    return [(b.source[1] - b.source[0], b.target[1] - b.target[0]) for b in found]


@pytest.mark.parametrize(
    ("extra", "sizes"),
    [
        ({}, [(1, 1)] * 5),
        ({2: [("2.", "2.")]}, [(1, 1), (1, 1), (2, 2), (1, 1), (1, 1)]),
        ({2: [("№16.", "No 16.")]}, [(1, 1)] * 6),  # a word is on one side: a sentence of its own
        ({2: [("18.", "18."), ("05.", "05.")]}, [(1, 1), (1, 1), (3, 3), (1, 1), (1, 1)]),
        ({3: [("87011808934", "87011808934")]}, [(1, 1), (1, 1), (2, 2), (1, 1), (1, 1)]),
    ],
)
def test_a_fragment_on_both_sides_joins_its_sentence(
    extra: dict[int, list[tuple[str, str]]], sizes: list[tuple[int, int]]
) -> None:
    assert _sizes(extra) == sizes


def test_rows_of_numbers_stay_rows() -> None:
    rows = [1000 + 37 * number for number in range(40)]
    source, target = [f"{row:,}".replace(",", " ") for row in rows], [f"{row:,}" for row in rows]
    for method in ("length", "lexical"):
        found = align_sentences(source, target, source_lang="kk", target_lang="en", method=method)
        assert [(b.source, b.target) for b in found.beads] == [((n, n + 1),) * 2 for n in range(40)]
