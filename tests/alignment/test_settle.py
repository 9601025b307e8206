"""What a model's scores change: the doubtful beads, and nothing that is sure."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.alignment import Alignment, align_sentences
from tests.alignment.test_beads import assert_partition, made_up_text, pairs

SENTENCES = st.lists(st.sampled_from(["a b", "c d e", "f", "1917 g", "h, i"]), max_size=9)


@pytest.fixture(autouse=True, scope="module")
def trusted() -> Iterator[None]:
    """Scores count for all, as they do where the model translates the text well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("align.alignment.beads.faith_in_scores", lambda *_: 1.0)
        yield


class Model:
    """It knows which sentences say the same, and counts what it is asked."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self.meanings = meanings
        self.asked: list[tuple[str, str]] = []

    def score(self, some: Sequence[tuple[str, str]]) -> list[float]:
        self.asked += some
        return [self._score(source, target) for source, target in some]

    def _score(self, source: str, target: str) -> float:
        words = target.split()
        meant = self.meanings.get(source, "").split()
        return -sum(1.0 if word in meant else 6.0 for word in words)


def aligned(
    source: list[str], target: list[str], model: Model | None, back: bool = False
) -> Alignment:
    """Translations say nothing here, so that all is doubtful but for the model."""
    score = model.score if model else None
    return align_sentences(
        source,
        target,
        source_lang="kk",
        target_lang="en",
        method="translation",
        translate=lambda texts: ["" for _ in texts],
        score=None if back else score,
        score_back=score if back else None,
    )


def test_the_model_settles_what_nothing_else_tells() -> None:
    words = " ".join(made_up_text(30)).split()
    english = [" ".join(words[start : start + 6]) for start in range(0, 72, 6)]
    kazakh = ["ж" * 40 + letter for letter in "аәбвгғдежзий"]
    model = Model(dict(zip(kazakh, english, strict=True)))
    shorter = english[:4] + english[6:]
    expected = [
        *[((n, n + 1), (n, n + 1)) for n in range(4)],
        ((4, 5), (4, 4)),
        ((5, 6), (4, 4)),
        *[((n, n + 1), (n - 2, n - 1)) for n in range(6, 12)],
    ]
    found = aligned(kazakh, shorter, model)
    assert pairs(found) == expected
    assert pairs(aligned(kazakh, shorter, None)) != expected
    assert min(bead.score for bead in found.beads) > 0.5


def test_a_model_for_the_way_back_serves_as_well() -> None:
    english = [text for text in made_up_text(24) if len(text.split()) > 4][:12]
    kazakh = [" ".join("ж" * len(word) + str(n) for word in english[n].split()) for n in range(12)]
    back = Model(dict(zip(english, kazakh, strict=True)))
    there = Model(dict(zip(kazakh, english, strict=True)))
    shorter = english[:4] + english[6:]
    found = aligned(kazakh, shorter, back, back=True)
    sure = [(bead.source, bead.target) for bead in found.beads if bead.score > 0.5]
    # Where sentences are missing the way back leaves it open which of three has the translation.
    assert len(sure) >= 9
    assert set(sure) <= set(pairs(aligned(kazakh, shorter, there)))


def test_nothing_is_asked_twice_and_what_is_sure_not_at_all() -> None:
    text = made_up_text(60)
    model = Model({sentence: sentence for sentence in text})
    align_sentences(
        text,
        text,
        source_lang="kk",
        target_lang="en",
        translate=lambda texts: list(texts),
        score=model.score,
    )
    assert len(model.asked) < 30
    doubtful = Model({})
    english = made_up_text(20)
    aligned(["ж" * len(sentence) for sentence in english], english, doubtful)
    assert len(doubtful.asked) > 20
    spread = made_up_text(20, seed=3)
    kazakh = [f"{'ж' * len(sentence)} {n}" for n, sentence in enumerate(spread)]
    once = Model({})
    aligned(kazakh, spread, once)
    assert len(set(once.asked)) == len(once.asked)


@settings(deadline=None, max_examples=60)
@given(SENTENCES, SENTENCES, st.booleans())
def test_every_sentence_stays_in_exactly_one_bead(
    source: list[str], target: list[str], back: bool
) -> None:
    model = Model({sentence: sentence for sentence in source})
    assert_partition(aligned(source, target, model, back), len(source), len(target))
