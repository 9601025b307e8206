"""The chance that a bead is a unit: what lowers it, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment import align_sentences
from align.alignment.dynamic import Step
from align.alignment.granularity import unit_judge
from tests.alignment.test_beads import made_up_text

STEPS = st.lists(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 3), (2, 2)]), max_size=30)
LONG, SHORT = "а" * 120, "Иә."


def chances(steps: list[Step], sentence: str = LONG) -> list[float]:
    rows, columns = sum(di for di, _ in steps), sum(dj for _, dj in steps)
    return unit_judge([sentence] * rows, ["b" * len(sentence)] * columns)(steps)


@given(STEPS)
def test_each_bead_has_a_chance_and_mirrored_ones_the_same(steps: list[Step]) -> None:
    found = chances(steps)
    assert len(found) == len(steps) and all(0.0 < chance < 1.0 for chance in found)
    assert chances([(dj, di) for di, dj in steps]) == found
    assert chances(steps[::-1])[::-1] == pytest.approx(found)


def test_irregular_surroundings_lower_it_the_more_the_nearer_they_are() -> None:
    regular = chances([(1, 1)] * 41)
    disturbed = chances([(1, 1)] * 20 + [(2, 1)] + [(1, 1)] * 20)
    assert disturbed[19] < disturbed[15] < disturbed[5] < regular[5]
    assert disturbed[21] == pytest.approx(disturbed[19])


def test_short_beads_and_the_neighbours_of_short_ones_are_less_sure() -> None:
    source = [LONG] * 10 + [SHORT] + [LONG] * 10
    found = unit_judge(source, [sentence.upper() for sentence in source])([(1, 1)] * 21)
    assert found[10] < found[9] < found[8]


def test_a_missing_chapter_counts_once() -> None:
    def beside(missing: int) -> float:
        return chances([(1, 1)] * 20 + [(1, 0)] * missing + [(1, 1)] * 20)[19]

    assert beside(300) == pytest.approx(beside(1))
    assert beside(300) > 0.9


def test_identical_texts_have_the_same_units() -> None:
    text = [SHORT, "Жоқ.", SHORT]
    assert unit_judge(text, text)([(1, 1)] * 3) == [1.0] * 3


def test_confidence_separates_short_answers_from_prose() -> None:
    """The same right alignment: long sentences are sure, a dialogue of short ones is not."""
    text = made_up_text(80)
    full = [f"{a} {b}." for a, b in zip(text[::2], text[1::2], strict=True)]
    brief = [" ".join(sentence.split()[:2]) for sentence in text[:40]]

    def mean(some: list[str]) -> float:
        other = [sentence.capitalize() for sentence in some]
        beads = align_sentences(
            some, other, source_lang="en", target_lang="en-GB", method="lexical"
        ).beads
        assert [bead.source for bead in beads] == [bead.target for bead in beads]
        return sum(bead.score for bead in beads) / len(beads)

    assert mean(full) > 0.95 > 0.8 > mean(brief)
