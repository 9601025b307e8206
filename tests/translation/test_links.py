import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.translation.links import (
    Link,
    linked_both_ways,
    linked_one_way,
    word_shares,
)

# A row after each target piece, over the source's pieces.
EVEN = [0.25] * 4


def linked(
    source: str, target: str, pieces: tuple[list[str], list[str]], rows: list[list[float]]
) -> list[tuple[str, str]]:
    links = linked_one_way(word_shares((source, target), pieces, rows))
    return [(source[a:b], target[c:d]) for a, b, c, d in links]


def test_words_are_linked_where_each_looks_most() -> None:
    pieces = ["▁қара", "▁мысық", ".", "</s>"], ["▁black", "▁cat", "."]
    rows = [[0.9, 0.1, 0.0, 0.0], [0.1, 0.8, 0.1, 0.0], EVEN]
    assert linked("қара мысық.", "black cat.", pieces, rows) == [
        ("қара", "black"),
        ("мысық", "cat"),
    ]


def test_pieces_of_a_word_count_together() -> None:
    pieces = ["▁кітап", "хана", "▁ашық", "</s>"], ["▁lib", "rary", "▁open"]
    rows = [[0.5, 0.4, 0.1, 0.0], [0.2, 0.7, 0.1, 0.0], [0.0, 0.1, 0.9, 0.0]]
    assert linked("кітапхана ашық", "library open", pieces, rows) == [
        ("кітапхана", "library"),
        ("ашық", "open"),
    ]


def test_a_word_that_is_not_best_both_ways_has_no_link() -> None:
    pieces = ["▁келді", "</s>"], ["▁has", "▁come"]
    assert linked("келді", "has come", pieces, [[0.6, 0.4], [0.9, 0.1]]) == [("келді", "come")]


def test_two_models_link_what_both_see() -> None:
    """One sees what stands for the verb, the other what helps it; a guess of one alone is nothing.

    Words: келді 0-5, үйге 6-10; has 0-3, come 4-8, home 9-13.
    """
    ahead = [(0, 5, 0, 3, 0.6), (0, 5, 4, 8, 0.9), (6, 10, 0, 3, 0.4), (6, 10, 9, 13, 0.3)]
    back = [(0, 3, 0, 5, 0.5), (0, 3, 6, 10, 0.2), (4, 8, 0, 5, 0.45), (9, 13, 6, 10, 0.3)]
    assert linked_one_way(ahead) == ((0, 5, 4, 8),)
    assert linked_one_way(back) == ((0, 3, 0, 5), (9, 13, 6, 10))
    assert linked_both_ways(ahead, back) == ((0, 5, 0, 3), (0, 5, 4, 8), (6, 10, 9, 13))


def test_where_one_of_two_models_sees_nothing_there_is_no_link() -> None:
    assert linked_both_ways([(0, 5, 0, 3, 0.9)], []) == ()


def test_marks_and_invisible_characters_do_not_shift_words() -> None:
    source, target = "«Мысық»  \u200b – ит\u00adтер!", "“Cats” – dogs!"
    pieces = (
        ["▁«", "Мысық", "»", "▁–", "▁иттер", "!", "</s>"],
        ["▁“", "Cats", "”", "▁–", "▁dogs", "!"],
    )
    rows = [[0.0] * 7 for _ in range(6)]
    rows[1][1] = rows[4][4] = 1.0
    assert linked(source, target, pieces, rows) == [("Мысық", "Cats"), ("ит\u00adтер", "dogs")]


def test_of_a_long_passage_only_what_the_model_saw_is_looked_at() -> None:
    """A table of all words by all words would not fit into memory."""
    source, target = "ит " * 200_000, "dog " * 200_000
    pieces = ["▁ит", "▁ит", "</s>"], ["▁dog", "▁dog"]
    rows = [[0.9, 0.1, 0.0], [0.1, 0.9, 0.0]]
    shares = word_shares((source, target), pieces, rows)
    assert linked_one_way(shares) == ((0, 2, 0, 3), (3, 5, 4, 7))


def test_language_tokens_belong_to_no_word() -> None:
    pieces = [">>eng<<", "▁ит", "</s>"], ["▁dog"]
    assert linked("ит", "dog", pieces, [[0.6, 0.4, 0.0]]) == [("ит", "dog")]


@pytest.mark.parametrize(("source", "target"), [("", "dog"), ("ит", ""), ("", "")])
def test_nothing_links_to_nothing(source: str, target: str) -> None:
    pieces = ["▁ит", "</s>"] if source else ["</s>"], ["▁dog"] if target else []
    rows = [[1.0 / len(pieces[0])] * len(pieces[0])] * len(pieces[1])
    assert word_shares((source, target), pieces, rows) == ()


@given(
    st.lists(st.sampled_from(["ит", "мысық", "–", "7"]), max_size=5),
    st.lists(st.sampled_from(["dog", "cat", "…", "7"]), max_size=5),
    st.randoms(use_true_random=False),
)
def test_links_are_words_and_each_word_has_one(left: list[str], right: list[str], choose) -> None:  # type: ignore[no-untyped-def]
    pieces = [f"▁{word}" for word in left] + ["</s>"], [f"▁{word}" for word in right]
    rows = [[choose.random() for _ in pieces[0]] for _ in range(len(right))]
    texts = " ".join(left), " ".join(right)
    links: tuple[Link, ...] = linked_one_way(word_shares(texts, pieces, rows))
    assert all(texts[0][a:b].isalnum() and texts[1][c:d].isalnum() for a, b, c, d in links)
    assert len({link[:2] for link in links}) == len({link[2:] for link in links}) == len(links)
    assert list(links) == sorted(links)
