"""Normalising, cutting, batching, and telling loops: what happens around an engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.repetition import (
    falls_into_repetition,
    longest_loop,
    most_frequent_ngram,
)
from align.translation.batching import batches_by_length
from align.translation.clauses import cut_at_clauses
from align.translation.normalise import model_input


def count_words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("и\u0306ош", "йош"),
        ("сө\u00adз\u200bдер", "сөздер"),
        ("  екі \n жол\t", "екі жол"),
        ("нөл\x00дік", "нөлдік"),
        ("\ud800жұп", "жұп"),
    ],
)
def test_model_input(text: str, expected: str) -> None:
    assert model_input(text) == expected


@given(st.text())
def test_model_input_is_stable_and_encodable(text: str) -> None:
    once = model_input(text)
    assert model_input(once) == once
    once.encode("utf-8")


@given(st.text(st.sampled_from("аә .,;:–!»\n"), max_size=200), st.integers(1, 12))
def test_cut_parts_join_to_the_text_and_keep_the_limit(text: str, limit: int) -> None:
    parts = cut_at_clauses(text, limit, count_words)
    assert "".join(parts) == text
    assert all(count_words(part) <= limit for part in parts)


def test_over_the_preferred_length_only_clauses_are_cut() -> None:
    words = "а ә б в г ғ"
    assert cut_at_clauses(words, 9, count_words, preferred=3) == [words]
    assert cut_at_clauses("а ә, б в, г ғ", 9, count_words, preferred=4) == ["а ә, б в, ", "г ғ"]
    assert cut_at_clauses(words, 3, count_words, preferred=2) == ["а ә б ", "в г ғ"]


def test_cut_prefers_semicolons_to_commas() -> None:
    text = "бір, екі, үш; төрт, бес, алты"
    assert cut_at_clauses(text, 4, count_words) == ["бір, екі, үш; ", "төрт, бес, алты"]


def test_cut_falls_back_to_words_and_then_characters() -> None:
    assert cut_at_clauses("а ә б в г ғ", 3, count_words) == ["а ә б ", "в г ғ"]
    assert "".join(cut_at_clauses("а" * 100, 10, len)) == "а" * 100


def test_cut_makes_parts_of_about_equal_length() -> None:
    parts = cut_at_clauses(", ".join(["сөз"] * 11), 10, count_words)
    assert [count_words(part) for part in parts] == [6, 5]


@given(st.lists(st.integers(1, 300), max_size=100))
def test_batches_hold_each_item_once_and_fit(lengths: list[int]) -> None:
    batches = batches_by_length(lengths, most=256)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        padded = max(lengths[index] for index in batch) * len(batch)
        assert padded <= 256 or len(batch) == 1


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("", 0),
        ("a", 1),
        ("a b c", 1),
        ("a a a", 3),
        ("x a b a b a b y", 3),
        ("a b c a b", 1),
    ],
)
def test_longest_loop(items: str, expected: int) -> None:
    assert longest_loop(items.split()) == expected


def test_most_frequent_ngram() -> None:
    assert most_frequent_ngram(["a", "b", "c", "d", "x", "a", "b", "c", "d"], 4) == 2
    assert most_frequent_ngram(["a", "b"], 4) == 0


@pytest.mark.parametrize(
    ("target", "source", "expected"),
    [
        ("of the Republic of the Republic of the Republic of the Republic", "бір екі", True),
        ("ha ha ha ha ha", "ха ха ха ха ха", False),
        ("ha ha ha ha ha", "ол көп күлді", True),
        ("the law of the land and the law of the sea", "жер заңы мен теңіз заңы", False),
        (" ".join(map(str, range(60))), "қысқа сөйлем", True),
    ],
)
def test_falls_into_repetition(target: str, source: str, expected: bool) -> None:
    assert falls_into_repetition(target.split(), source.split()) is expected
