import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import AlignedBead, Alignment, align_sentences
from align.alignment.priors import DEFAULT, estimated_priors
from align.errors import InputError

Range = tuple[int, int]

WORDS = ["Астана", "2016", "Stanford,", "көл?", "15%", "Чехов", "«кітап»", "a", "1,000", "мен."]
SENTENCES = st.lists(
    st.one_of(st.text(max_size=20), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)),
    max_size=9,
)
METHODS = st.sampled_from(["length", "lexical"])


def align(source: list[str], target: list[str], method: Any = "lexical", **more: Any) -> Alignment:
    return align_sentences(
        source, target, source_lang="kk", target_lang="en", method=method, **more
    )


def pairs(alignment: Alignment) -> list[tuple[Range, Range]]:
    return [(bead.source, bead.target) for bead in alignment.beads]


def assert_partition(alignment: Alignment, rows: int, columns: int) -> None:
    ends = (0, 0)
    for bead in alignment.beads:
        assert (bead.source[0], bead.target[0]) == ends
        ends = (bead.source[1], bead.target[1])
        assert bead.source[1] > bead.source[0] or bead.target[1] > bead.target[0]
        assert 0.0 <= bead.score <= 1.0
    assert ends == (rows, columns)


def made_up_text(count: int, seed: int = 7) -> list[str]:
    choose = random.Random(seed)
    vocabulary = ["".join(choose.choices("aeioubdfgklmnprst", k=6)) for _ in range(400)]
    return [" ".join(choose.choices(vocabulary, k=choose.randint(3, 14))) for _ in range(count)]


@settings(deadline=None, max_examples=150)
@given(SENTENCES, SENTENCES, METHODS)
def test_every_sentence_is_in_exactly_one_bead_in_order(
    source: list[str], target: list[str], method: str
) -> None:
    assert_partition(align(source, target, method), len(source), len(target))


@settings(deadline=None, max_examples=150)
@given(SENTENCES, SENTENCES, METHODS)
def test_swapped_sides_mirror_the_result(source: list[str], target: list[str], method: str) -> None:
    def key(bead: AlignedBead, mirrored: bool) -> tuple[Range | None, Range | None, float]:
        sides = (bead.target, bead.source) if mirrored else (bead.source, bead.target)
        empty = [end == start for start, end in sides]
        # Which of two unaligned neighbours is listed first says nothing.
        ranges = [None if nothing else side for side, nothing in zip(sides, empty, strict=True)]
        return ranges[0], ranges[1], bead.score

    there = {key(bead, False) for bead in align(source, target, method).beads}
    back = {key(bead, True) for bead in align(target, source, method).beads}
    assert there == back


@settings(deadline=None, max_examples=50)
@given(SENTENCES, SENTENCES, METHODS)
def test_same_input_same_result(source: list[str], target: list[str], method: str) -> None:
    assert align(source, target, method) == align(source, target, method)


@settings(deadline=None, max_examples=50)
@given(SENTENCES, SENTENCES)
def test_translation_keeps_the_invariants(source: list[str], target: list[str]) -> None:
    found = align(source, target, "translation", translate=lambda texts: [t[::-1] for t in texts])
    assert_partition(found, len(source), len(target))


@settings(deadline=None, max_examples=100)
@given(SENTENCES, METHODS)
def test_an_empty_side_leaves_all_unaligned(sentences: list[str], method: str) -> None:
    count = len(sentences)
    assert pairs(align(sentences, [], method)) == [((i, i + 1), (0, 0)) for i in range(count)]
    assert pairs(align([], sentences, method)) == [((0, 0), (i, i + 1)) for i in range(count)]


@settings(deadline=None, max_examples=100)
@given(SENTENCES, METHODS)
def test_identical_sides_align_one_to_one(sentences: list[str], method: str) -> None:
    expected = [((i, i + 1), (i, i + 1)) for i in range(len(sentences))]
    assert pairs(align(sentences, list(sentences), method)) == expected


def test_identical_texts_score_high() -> None:
    text = made_up_text(40)
    assert min(bead.score for bead in align(text, text).beads) > 0.9


@pytest.mark.parametrize("method", ["length", "lexical"])
def test_one_sentence_against_a_thousand(method: str) -> None:
    many = made_up_text(1000)
    assert_partition(align(["Бір ғана сөйлем."], many, method), 1, 1000)
    assert_partition(align(many, ["Бір ғана сөйлем."], method), 1000, 1)


def test_one_sentence_finds_its_like_among_a_thousand() -> None:
    many = made_up_text(1000)
    place = max(range(100, 900), key=lambda index: len(many[index]))
    assert ((0, 1), (place, place + 1)) in pairs(align([many[place]], many))


def test_merged_and_split_sentences_are_found() -> None:
    text = made_up_text(30)
    merged = [*text[:10], f"{text[10]} {text[11]}", *text[12:]]
    assert ((10, 12), (10, 11)) in pairs(align(text, merged))
    assert ((10, 11), (10, 12)) in pairs(align(merged, text))


@pytest.mark.parametrize("missing", [5, 150])
def test_a_missing_stretch_is_crossed_without_harm_to_its_neighbours(missing: int) -> None:
    text = made_up_text(400)
    shorter = text[:120] + text[120 + missing :]
    found = align(text, shorter)
    expected = (
        [((i, i + 1), (i, i + 1)) for i in range(120)]
        + [((i, i + 1), (120, 120)) for i in range(120, 120 + missing)]
        + [((i, i + 1), (i - missing, i - missing + 1)) for i in range(120 + missing, 400)]
    )
    assert pairs(found) == expected


def test_a_missing_chapter_is_found_coarse_to_fine() -> None:
    text = made_up_text(1500)
    shorter = text[:500] + text[900:]
    right = sum(
        text[slice(*bead.source)] == shorter[slice(*bead.target)]
        for bead in align(text, shorter).beads
        if bead.source[1] == bead.source[0] + 1
    )
    assert right >= 1095


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Бұл оқиға {year} жылы болды.", "That took place here in {year}."),
        ("Сол күні {kk} айтып берді.", "On that very day {en} told us."),
    ],
)
def test_numbers_and_names_show_what_lengths_hide(source: str, target: str) -> None:
    names = [
        *[("Чехов", "Chekhov"), ("Лондон", "London"), ("Виктор", "Victor"), ("Шопен", "Chopin")],
        *[
            ("Мадрид", "Madrid"),
            ("Пушкин", "Pushkin"),
            ("Гагарин", "Gagarin"),
            ("Берлин", "Berlin"),
        ],
    ]
    kazakh = [source.format(year=1900 + 7 * n, kk=kk) for n, (kk, _) in enumerate(names)]
    english = [target.format(year=1900 + 7 * n, en=en) for n, (_, en) in enumerate(names)]
    assert pairs(align(kazakh, english[2:])) == [
        *[((i, i + 1), (0, 0)) for i in range(2)],
        *[((i, i + 1), (i - 2, i - 1)) for i in range(2, len(names))],
    ]


def test_auto_translates_where_it_can_and_says_so() -> None:
    english = made_up_text(20)
    kazakh = [f"сөйлем {letter * 9}" for letter in "абвгдежзиклмнопрстуф"]
    numbered = dict(zip(kazakh, english, strict=True))
    found = align(kazakh, english[3:], "auto", translate=lambda texts: [numbered[t] for t in texts])
    assert found.method == "translation"
    assert align(kazakh, english, "auto").method == "lexical"


def test_translation_finds_what_lengths_hide() -> None:
    english = made_up_text(20)
    kazakh = [f"{'сөз ' * 5}{number}" for number in range(20)]
    translate = dict(zip(kazakh, english, strict=True))
    found = align(
        kazakh, english[3:], "translation", translate=lambda texts: [translate[t] for t in texts]
    )
    assert pairs(found) == [((i, i + 1), (0, 0)) for i in range(3)] + [
        ((i, i + 1), (i - 3, i - 2)) for i in range(3, 20)
    ]


def test_sentences_in_capitals_are_translated_without_them() -> None:
    asked: list[str] = []

    def translate(texts: Sequence[str]) -> list[str]:
        asked.extend(texts)
        return list(texts)

    align(["АСТАНА ҚАЛАСЫ.", "Астана қаласы.", "5"], ["a"], "translation", translate=translate)
    assert asked == ["Астана қаласы.", "Астана қаласы.", "5"]


@pytest.mark.parametrize("left_out", [(3, 1), (30, 30), (300, 0)])
def test_a_path_that_gives_up_does_not_teach_the_next_to(left_out: tuple[int, int]) -> None:
    gap = [(1, 0)] * left_out[0] + [(0, 1)] * left_out[1]
    assert estimated_priors([(1, 1), *gap, (1, 1)]).on <= DEFAULT.on
    assert estimated_priors([(1, 1), (1, 0)] * 50).on < DEFAULT.on / 4


@pytest.mark.parametrize("method", ["embedding", "translation", "nonsense"])
def test_a_method_that_cannot_be_used_is_an_input_error(method: str) -> None:
    with pytest.raises(InputError, match="alignment"):
        align(["а"], ["a"], method)
