"""A lexicon induced from the pair."""

from __future__ import annotations

import random

import numpy as np
import pytest

from align.alignment import align_sentences
from align.alignment.band import full_band
from align.alignment.lexicon import induced_similarity
from align.alignment.overlap import OverlapSimilarity

# Two languages that write nothing alike, and whose words are equally long: only a lexicon tells.
_CONSONANTS = "bdfghjklmn", "prstvwxzcq"


def vocabulary(side: int, count: int = 120) -> list[str]:
    first = _CONSONANTS[side]
    return [f"{first[n % 10]}{'aeiou'[n // 10 % 5]}{first[n // 50]}" for n in range(count)]


def parallel_text(count: int, seed: int = 3) -> tuple[list[str], list[str]]:
    """Sentences of eight words, each said word by word in the other language, in another order."""
    rng = random.Random(seed)
    left, right = vocabulary(0), vocabulary(1)
    source, target = [], []
    for _ in range(count):
        words = [rng.randrange(len(left)) for _ in range(8)]
        source.append(" ".join(left[word] for word in words))
        rng.shuffle(words)
        target.append(" ".join(right[word] for word in words))
    return source, target


def induced(
    source: list[str], target: list[str], sure: list[bool] | None = None
) -> OverlapSimilarity | None:
    chances = np.array([True] * len(source) if sure is None else sure, np.float64)
    return induced_similarity(source, target, [(1, 1)] * len(source), chances)


def pair_odds(similarity: OverlapSimilarity) -> np.ndarray:
    """The log odds of each source sentence with each target sentence."""
    rows, columns = similarity.shape
    odds = similarity.log_odds(full_band(rows, columns), 1, 1)
    return odds.reshape(rows + 1, columns + 1)[1:, 1:]


def test_words_that_meet_tell_what_belongs_together() -> None:
    found = induced(*parallel_text(150))
    assert found is not None
    odds = pair_odds(found)
    assert (odds.argmax(axis=1) == np.arange(150)).mean() > 0.95
    assert np.diag(odds).min() > 0.0


def test_sentences_of_unsure_beads_profit_as_well() -> None:
    found = induced(*parallel_text(150), [number % 3 > 0 for number in range(150)])
    assert found is not None
    unsure = pair_odds(found)[::3]
    assert (unsure.argmax(axis=1) == np.arange(0, 150, 3)).mean() > 0.9


@pytest.mark.parametrize("seed", range(5))
def test_what_does_not_belong_together_teaches_nothing(seed: int) -> None:
    source, target = parallel_text(150, seed)
    assert induced(source, target) is not None
    random.Random(seed).shuffle(target)
    assert induced(source, target) is None


def test_a_shifted_first_pass_teaches_nothing() -> None:
    source, target = parallel_text(150)
    assert induced(source, target[1:] + target[:1]) is None


def test_a_short_text_and_an_unsure_pass_teach_nothing() -> None:
    assert induced(*parallel_text(19)) is None
    assert induced(*parallel_text(150), [number < 10 for number in range(150)]) is None
    assert induced([""] * 40, [""] * 40) is None


def test_endings_do_not_matter() -> None:
    source, target = parallel_text(150)
    endings = ["", "lar", "dan", "ga"]
    source = [
        " ".join(f"{word}{word}{endings[(n + k) % 4]}" for k, word in enumerate(text.split()))
        for n, text in enumerate(source)
    ]
    found = induced(source, target)
    assert found is not None
    assert (pair_odds(found).argmax(axis=1) == np.arange(150)).mean() > 0.9


def test_scripts_without_spaces_are_read_by_twos() -> None:
    source, target = parallel_text(150)
    letters = {word: chr(0x4E00 + 7 * n) for n, word in enumerate(vocabulary(1))}
    # A word of two letters; others stand between them by chance only.
    target = ["".join(letters[w] + chr(ord(letters[w]) + 1) for w in t.split()) for t in target]
    found = induced(source, target)
    assert found is not None
    assert (pair_odds(found).argmax(axis=1) == np.arange(150)).mean() > 0.9


def test_a_sentence_is_not_judged_by_what_it_and_its_neighbours_taught() -> None:
    source, target = parallel_text(100)
    for place in (10, 11, 12, 60):
        source[place] += " ooooo"
        target[place] += " uuuuu"
    plain, taught = (induced(*texts) for texts in (parallel_text(100), (source, target)))
    assert plain is not None and taught is not None
    gain = np.diag(pair_odds(taught)) - np.diag(pair_odds(plain))
    # The sentence in the middle has only one other that is not its neighbour.
    assert gain[11] < 1.0 < min(gain[10], gain[12], gain[60])


def test_a_lexicon_finds_what_is_missing_where_nothing_else_tells() -> None:
    source, target = parallel_text(120)
    # Numbers make the first pass sure of the beginning; after it only words are left.
    for place in range(80):
        source[place] += f" {1000 + 7 * place}"
        target[place] += f" {1000 + 7 * place}"
    missing = {88, 99, 107}
    target = [text for place, text in enumerate(target) if place not in missing]
    found = align_sentences(source, target, source_lang="x1", target_lang="x2", method="lexical")
    alone = {bead.source[0] for bead in found.beads if bead.target[0] == bead.target[1]}
    assert alone == missing
    back = align_sentences(target, source, source_lang="x2", target_lang="x1", method="lexical")
    assert [(b.source, b.target, b.score) for b in back.mirrored().beads] == [
        (b.source, b.target, b.score) for b in found.beads
    ]
