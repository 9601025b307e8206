"""Moved passages are reported, and long unaligned stretches crossed in one go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import Alignment, align_sentences
from align.alignment.crossing import Crossing
from align.pipeline import pair_documents
from align.readers import parse_document
from tests.alignment.test_beads import made_up_text, pairs


def align(source: list[str], target: list[str]) -> Alignment:
    """Of one language, so that words are compared as they are."""
    return align_sentences(source, target, source_lang="en", target_lang="en-GB", method="lexical")


def test_a_moved_paragraph_is_reported_and_not_forced() -> None:
    text = made_up_text(60)
    moved = text[:10] + text[14:40] + text[10:14] + text[40:]
    found = align(text, moved)
    assert found.crossings == (Crossing((10, 14), (36, 40)),)
    expected = [((n, n + 1), (n, n + 1)) for n in range(10)]
    assert set(expected) < set(pairs(found))
    assert {((n, n + 1), (10, 10)) for n in range(10, 14)} < set(pairs(found))


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(8)))
def test_no_sentence_of_a_shuffled_text_is_in_two_moved_passages(
    order: list[int],
) -> None:
    text = made_up_text(48)
    shuffled = [sentence for part in order for sentence in text[6 * part : 6 * part + 6]]
    found = align(text, shuffled)
    moved = [(crossing.source, crossing.target) for crossing in found.crossings]
    for ranges in zip(*moved, strict=True):
        taken = [number for start, end in ranges for number in range(start, end)]
        assert len(taken) == len(set(taken))


@pytest.mark.parametrize("size", [5, 10, 30])
@pytest.mark.parametrize("between", [0, 12])
def test_passages_of_equal_length_that_change_places_are_not_aligned_with_each_other(
    size: int, between: int
) -> None:
    text = made_up_text(2 * size + between + 20)
    first, other, end = 10, 10 + size + between, 10 + 2 * size + between
    swapped = [
        *text[:first], *text[other:end], *text[first + size : other], *text[first : first + size],
        *text[end:],
    ]  # fmt: skip
    found = align(text, swapped)
    shown = {
        number
        for crossing in found.crossings
        for number in range(*crossing.source)
        if text[number] in swapped[slice(*crossing.target)]
    }
    shown |= {
        number
        for source, target in pairs(found)
        for number in range(*source)
        if text[number] in swapped[slice(*target)]
    }
    # At its ends a passage can lose a sentence or two.
    assert len(shown) >= len(text) - 6


def test_passages_change_places_in_a_document_too_long_for_the_whole_grid() -> None:
    text = made_up_text(720)
    swapped = [
        sentence
        for start in range(0, 720, 120)
        for first, last in ((0, 40), (60, 80), (40, 60), (80, 120))
        for sentence in text[start + first : start + last]
    ]
    found = align(text, swapped)
    assert len(found.crossings) == 6
    for crossing in found.crossings:
        assert text[slice(*crossing.source)] == swapped[slice(*crossing.target)]


def test_what_is_missing_is_not_taken_for_moved() -> None:
    text, other = made_up_text(60), made_up_text(30, seed=11)
    found = align(text[:20] + text[30:], [*text[:40], *other, *text[40:]])
    assert found.crossings == ()


def test_mirrored_documents_have_mirrored_crossings() -> None:
    text = made_up_text(50)
    moved = text[20:26] + text[:20] + text[26:]
    there, back = align(text, moved), align(moved, text)
    assert there.crossings and there.mirrored().crossings == back.crossings


def test_rows_of_a_moved_passage_name_each_other() -> None:
    text = [f"{sentence.capitalize()}." for sentence in made_up_text(24)]
    moved = text[:4] + text[7:18] + text[4:7] + text[18:]
    documents = [
        parse_document("\n".join(lines).encode(), name)
        for lines, name in ((text, "a.txt"), (moved, "b.txt"))
    ]
    bitext = pair_documents(*documents, source_lang="en", target_lang="en-GB", presegmented=True)
    named = {bead.id: bead.findings[0] for bead in bitext.beads if bead.findings}
    assert {finding.kind for finding in named.values()} == {"moved"}
    source = [bead.id for bead in bitext.beads if not bead.target.text]
    target = [bead.id for bead in bitext.beads if not bead.source.text]
    assert sorted(named) == sorted(source + target)
    assert named[source[0]].detail.endswith(f"rows {target[0]} to {target[-1]}")
    assert named[target[0]].detail.endswith(f"rows {source[0]} to {source[-1]}")


@pytest.mark.parametrize(("place", "length"), [(0, 40), (150, 300), (560, 40), (200, 1)])
def test_a_stretch_that_only_one_side_has_leaves_its_neighbours_alone(
    place: int, length: int
) -> None:
    """A preface, a missing chapter, notes at the end, one sentence."""
    text, other = made_up_text(600), made_up_text(length, seed=5)
    longer = text[:place] + other + text[place:]
    expected = [
        *[((n, n + 1), (n, n + 1)) for n in range(place)],
        *[((place, place), (place + n, place + n + 1)) for n in range(length)],
        *[((n, n + 1), (n + length, n + length + 1)) for n in range(place, 600)],
    ]
    wrong = set(expected).symmetric_difference(pairs(align(text, longer)))
    assert len(wrong) <= 4


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 40), st.integers(1, 15), st.integers(0, 40), st.integers(0, 9))
def test_both_sides_with_stretches_of_their_own(
    place: int, length: int, other: int, seed: int
) -> None:
    text = made_up_text(40, seed)
    left = text[:place] + made_up_text(length, seed + 20) + text[place:]
    right = text[:other] + made_up_text(length, seed + 40) + text[other:]
    found = pairs(align(left, right))
    right_ones = sum(
        left[slice(*source)] == right[slice(*target)] != [] for source, target in found
    )
    assert right_ones >= 36


def test_a_passage_is_found_whole_where_some_of_its_sentences_say_little() -> None:
    text = made_up_text(60)
    other = [*text[:11], "kodu!", text[12], "pilo.", *text[14:]]
    source = [*text[:11], "abem.", text[12], "stru?", *text[14:]]
    moved = other[:10] + other[15:45] + other[10:15] + other[45:]
    assert align(source, moved).crossings == (Crossing((10, 15), (40, 45)),)
