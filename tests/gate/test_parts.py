"""The gate's parts: scores and intervals against sacreBLEU itself, marked words by properties."""

from __future__ import annotations

import pytest
import sacrebleu
from hypothesis import given
from hypothesis import strategies as st

from align.gate.metrics import METRICS, compare, score
from align.gate.words import differing, marked, runs

REFERENCES = [f"The cat number {n} sat on the mat and saw the dog." for n in range(12)]
GOOD = [line.replace("saw the dog", "saw a dog") for line in REFERENCES]
BAD = ["A feline rested." for _ in REFERENCES]

words = st.lists(st.sampled_from(["the", "cat", "sat", "on", "mat"]), max_size=8)


def test_scores_are_sacrebleu_s() -> None:
    scores = score(GOOD, REFERENCES, "en")
    assert scores["bleu"].value == pytest.approx(
        sacrebleu.corpus_bleu(GOOD, [REFERENCES]).score, abs=1e-3
    )
    assert scores["chrf++"].value == pytest.approx(
        sacrebleu.corpus_chrf(GOOD, [REFERENCES], word_order=2).score, abs=1e-3
    )
    assert "nw:2" in scores["chrf++"].signature


@pytest.mark.parametrize("name", METRICS)
def test_a_fall_is_significant_and_always_the_same(name: str) -> None:
    fall = compare(name, GOOD, BAD, REFERENCES, "en")
    assert fall.delta < -20
    assert fall.low - 0.001 <= fall.delta <= fall.high + 0.001 < 0
    assert fall.p is not None
    assert fall.p < 0.05
    assert compare(name, GOOD, BAD, REFERENCES, "en") == fall
    assert compare(name, BAD, GOOD, REFERENCES, "en").delta == pytest.approx(-fall.delta)


def test_no_difference_is_not_significant() -> None:
    same = compare("chrf", GOOD, GOOD, REFERENCES, "en")
    assert (same.delta, same.low, same.high, same.p) == (0.0, 0.0, 0.0, 1.0)


def test_one_line_of_many_is_not_significant() -> None:
    hardly = compare("chrf", GOOD, [*GOOD[:-1], REFERENCES[-1]], REFERENCES, "en")
    assert hardly.p is not None
    assert hardly.p > 0.05


@given(words, words)
def test_the_words_are_all_there_and_the_same_ones_are_equal(a: list[str], b: list[str]) -> None:
    left, right = differing(" ".join(a), " ".join(b))
    assert [word for word, _ in left] == a
    assert [word for word, _ in right] == b
    kept = [[word for word, differs in side if not differs] for side in (left, right)]
    assert kept[0] == kept[1]
    assert " ".join(text for text, _ in runs(left)).split() == a


def test_marked() -> None:
    old, new = differing("the cat sat there", "the old cat sat")
    assert marked(old) == "the cat sat [there]"
    assert marked(new) == "the [old] cat sat"
