import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.alignment.band import Band, band_around, full_band
from align.alignment.features import Owned, character_grams
from align.alignment.length import length_similarity
from align.alignment.lexical import lexical_similarity
from align.alignment.meetings import Bags, bags_of, meetings
from align.alignment.similarity import Remembered, Saturating, Similarity
from align.language.romanise import romanise


def odds(similarity: Similarity, source: int, target: int, di: int = 1, dj: int = 1) -> float:
    """The log odds of the bead that ends after these sentences."""
    band = full_band(*similarity.shape)
    cell = band.starts[source + 1] + target + 1
    return float(similarity.log_odds(band, di, dj)[cell])


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Чехов", "Chekhov"),
        ("Вашингтон", "Washington"),
        ("Чикаго", "Chicago"),
        ("Канада", "Canada"),
        ("Хрущёв", "Khrushchev"),
        ("Нұрсұлтан", "Nursultan"),
    ],
)
def test_names_are_romanised_alike(cyrillic: str, latin: str) -> None:
    assert romanise(cyrillic) == romanise(latin)


def test_like_lengths_are_likelier_than_unlike() -> None:
    lengths = [20, 80, 40, 120, 60]
    text = ["x" * length for length in lengths]
    similarity = length_similarity(text, text)
    assert all(odds(similarity, i, i) > 0 for i in range(5))
    assert odds(similarity, 0, 1) < 0
    assert odds(similarity, 1, 3, di=2) > odds(similarity, 1, 3)  # 80 + 40 like 120


def test_the_ratio_of_lengths_is_learned_from_the_pair() -> None:
    short = ["x" * length for length in (10, 40, 20, 60, 30)]
    long = [sentence * 3 for sentence in short]
    similarity = length_similarity(short, long, [(i, i) for i in range(5)])
    assert min(odds(similarity, i, i) for i in range(5)) > odds(similarity, 3, 0)


def test_more_of_the_same_counts_ever_less() -> None:
    names = ["Karataj", "Ulytau", "Balchash", "Turgaj", "Zajsan", "Markakol"]
    text = [" ".join(names[:n]) for n in (1, 3, 6)] + ["one", "two", "three", "four"]
    plain = lexical_similarity(text, text)
    all_names, some, one = (odds(Saturating(plain), row, row) for row in (2, 1, 0))
    assert one < some < all_names < odds(plain, 2, 2)
    assert all_names - some < odds(plain, 2, 2) - odds(plain, 1, 1)
    assert odds(Saturating(plain), 3, 4) == odds(plain, 3, 4) < 0  # what speaks against a bead


@pytest.mark.parametrize(
    ("kazakh", "english"),
    [
        ("Ол 1 250 теңге төледі", "He paid 1,250 tenge"),
        ("Көлемі 3,5 метр", "It measures 3.5 metres"),
        ("Мұны Чеховтың өзі айтқан", "It was said by Chekhov himself"),
        ("Сен қайда барасың?", "Where do you go?"),
        ("ماده ۱۴", "Article 14"),
        ("अनुच्छेद १४", "Article 14"),
    ],
)
def test_what_is_written_alike_speaks_for_a_bead(kazakh: str, english: str) -> None:
    others = [f"{'ж' * n} {'з' * n}" for n in range(2, 9)], [f"{'w' * n} mm" for n in range(2, 9)]
    similarity = lexical_similarity([kazakh, *others[0]], [english, *others[1]])
    assert odds(similarity, 0, 0) > 0.3
    assert odds(similarity, 0, 0) > odds(similarity, 0, 1)


def test_of_a_sentence_in_capitals_they_tell_no_name() -> None:
    kazakh, english = "бұл президент трумэн", "it is president truman"
    others = [f"{'ж' * n} {'з' * n}" for n in range(2, 9)]
    lower = lexical_similarity([kazakh, *others], [english, *others])
    capitals = lexical_similarity([kazakh.upper(), *others], [english, *others])
    assert odds(capitals, 0, 0) == pytest.approx(odds(lower, 0, 0))


def test_a_rare_number_says_more_than_a_frequent_one() -> None:
    source = ["1917 а", "2 б", *["2 в"] * 5]
    similarity = lexical_similarity(source, ["1917 x", "2 y", *["2 z"] * 5])
    assert odds(similarity, 0, 0) > odds(similarity, 1, 1)


def test_a_feature_shared_twice_counts_once() -> None:
    similarity = lexical_similarity(["1917", "1917", "а"], ["1917", "1917", "x"])
    # Were it counted for each pair of sentences, four would outweigh one.
    assert odds(similarity, 1, 1, di=2, dj=2) < odds(similarity, 0, 0)


def test_coarser_keeps_all_sentences() -> None:
    text = ["1917 а", "б 1918", "1919 в"]
    for similarity in (length_similarity(text, text), lexical_similarity(text, text)):
        coarse = similarity.coarser()
        assert coarse.shape == (2, 2)
        assert odds(coarse, 0, 0) == pytest.approx(odds(similarity, 1, 1, di=2, dj=2))
        assert np.isfinite(odds(coarse, 1, 1))


_OWNED = st.sets(st.tuples(st.integers(0, 3), st.integers(0, 6)), max_size=12)


def bags(owned: set[tuple[int, int]]) -> Bags:
    """Seven items, of which those have features that are so paired: (feature, item)."""
    features, items = np.array(sorted(owned), np.int64).reshape(-1, 2).T
    return bags_of(Owned(items.repeat(2), features.repeat(2)), 7)


@given(_OWNED)
def test_joined_items_have_what_their_items_have(owned: set[tuple[int, int]]) -> None:
    halved = bags(owned).halved()
    assert halved.count == 4
    found = list(zip(halved.features.tolist(), halved.items.tolist(), strict=True))
    assert found == sorted({(feature, item // 2) for feature, item in owned})


@given(_OWNED, _OWNED, st.integers(1, 4), st.integers(1, 4), st.integers(0, 7))
def test_groups_meet_in_what_both_have(
    left: set[tuple[int, int]], right: set[tuple[int, int]], di: int, dj: int, radius: int
) -> None:
    worth = np.array([1.0, 10.0, 100.0, 1000.0])  # of features 0 to 3
    band = band_around([(0, 0), (2, 5), (7, 7)], 7, 7, radius)
    source, target = bags(left), bags(right)
    totals = meetings(band, source, target, np.arange(4, dtype=np.int32)).totals(worth, di, dj)
    alone = source.totals(worth[source.features], di)
    for cell, (i, j) in enumerate(zip(band.rows.tolist(), band.columns.tolist(), strict=True)):
        has = {feature for feature, item in left if i - di <= item < i}
        met = has & {feature for feature, item in right if j - dj <= item < j}
        assert totals[cell] == sum(10.0**feature for feature in met)
        assert alone[i] == sum(10.0**feature for feature in has)


@given(st.lists(st.text("abcдж", max_size=7), max_size=6))
def test_words_have_the_n_grams_of_their_letters(words: list[str]) -> None:
    grams = character_grams(words)
    spelled = [
        [f"^{word}"[start : start + 4] for start in range(max(1, len(word) - 2))] for word in words
    ]
    spelled = [some if len(word) > 1 else [] for word, some in zip(words, spelled, strict=True)]
    different = sorted({gram for some in spelled for gram in some})
    assert grams.count == len(different)
    assert grams.sizes.tolist() == [len(some) for some in spelled]
    assert grams.numbers.tolist() == [different.index(gram) for some in spelled for gram in some]


def test_a_text_in_very_many_letters_has_n_grams() -> None:
    letters = [chr(code) for code in range(0x3400, 0x3400 + 65_000) if chr(code).isalpha()]
    letters += [chr(code) for code in range(0x20000, 0x32000) if chr(code).isalpha()]
    words = ["".join(letters[start : start + 9]) for start in range(0, len(letters), 9)]
    grams = character_grams([*words, words[0]])
    assert grams.sizes.tolist() == [7] * (len(words) - 1) + [len(words[-1]) - 2, 7]
    assert grams.count == int(grams.sizes[:-1].sum())
    assert grams.numbers[-7:].tolist() == grams.numbers[:7].tolist()


def test_what_is_remembered_is_what_would_be_found() -> None:
    text = [f"{number} {number % 3} A{number % 2}b" for number in range(9)]
    similarity = lexical_similarity(text, text)
    remembered = Remembered(similarity)
    diagonal = band_around([(n, n) for n in range(10)], 9, 9, radius=1)
    other = band_around([(max(0, n - 4), n) for n in range(14)], 9, 9, radius=2)
    holes = Band(np.full(10, 2), np.array([2, 5] * 5))
    bands = [diagonal, other, holes, full_band(9, 9)]
    for band in (*bands, *bands[::-1]):
        np.testing.assert_array_equal(
            remembered.log_odds(band, 2, 1), similarity.log_odds(band, 2, 1)
        )
