"""How far a model's scores are trusted, by how well it translates the text."""

from align.alignment import align_sentences
from align.alignment.settle import faith_in_scores
from align.alignment.translation import translation_similarity
from tests.alignment.test_beads import made_up_text
from tests.alignment.test_settle import Model


def test_faith_follows_how_well_the_text_is_translated() -> None:
    text = made_up_text(40)
    every = [(n, n) for n in range(40)]
    good = translation_similarity(text, text)
    bad = translation_similarity([f"zzz{n} xxx" for n in range(40)], text)
    assert faith_in_scores(good, every) == 1.0
    assert faith_in_scores(bad, every) == 0.0
    assert faith_in_scores(bad, every[:10]) == 1.0  # too few to tell


def test_a_model_that_translates_the_text_badly_is_not_asked() -> None:
    text = made_up_text(40)
    source = ["ж" * len(sentence) + chr(0x400 + n) for n, sentence in enumerate(text)]
    model = Model({})

    def aligned(translations: dict[str, str]) -> None:
        align_sentences(
            source,
            text[:20] + text[21:],
            source_lang="kk",
            target_lang="en",
            method="translation",
            translate=lambda some: [translations.get(one, "") for one in some],
            score=model.score,
        )

    aligned({})
    assert model.asked == []
    most = {a: b for n, (a, b) in enumerate(zip(source, text, strict=True)) if not 17 < n < 23}
    aligned(most)
    assert model.asked
