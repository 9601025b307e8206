"""Forced decoding on a small model: scores, attention, links and their place in the memory."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from align.errors import ModelError
from align.translation.ctranslate2_engine import CTranslate2Engine
from align.translation.decoder import Decoder
from align.translation.engine import Attention, Decoding, ForcingEngine, Limits
from align.translation.forced import Forced
from align.translation.loading import load_engine, load_translator
from align.translation.memory import Memory
from align.translation.models import marian_spec
from align.translation.models.folder import ModelFolder
from align.translation.tokenizer import Tokenizer
from align.translation.transformers_engine import TransformersEngine
from align.translation.translator import Translator
from tests.conftest import convert
from tests.tiny_marian import gloss, random_sentence

SENTENCES = [random_sentence(random.Random(seed)) for seed in range(20)]
PAIRS = [(text, gloss(text)) for text in SENTENCES]


@pytest.fixture(scope="module")
def headed(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    """The tiny model, its second head declared the one that links words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marian_spec, "find_alignment_head", lambda *_: (0, 1))
        return convert(tiny_marian, tmp_path_factory.mktemp("headed") / "model", "float32")


def engines(model: ModelFolder) -> list[ForcingEngine]:
    return [
        CTranslate2Engine(model.path / "ctranslate2", 1, "float32"),
        TransformersEngine(model.path / "transformers", 1, model.alignment_head),
    ]


def loaded(model: ModelFolder, memory: Memory) -> Translator:
    engine = load_engine(model, "ctranslate2", 1)
    return load_translator(model, "en", engine, memory, decoding=Decoding(beam=1, max_pieces=40))


def test_the_engines_agree_on_scores_and_attention(headed: ModelFolder) -> None:
    assert headed.alignment_head == (0, 1)
    tokenizer = Tokenizer(headed.path / "source.spm", headed.path / "target.spm")
    batch = tokenizer.encode([source for source, _ in PAIRS])
    targets = tokenizer.encode_target([target for _, target in PAIRS])
    one, other = engines(headed)
    assert one.score(batch, targets) == pytest.approx(other.score(batch, targets), abs=1e-2)
    looks = zip(one.attend(batch, targets), other.attend(batch, targets), targets, strict=True)
    for ours, reference, pieces in looks:
        assert len(ours) == len(reference) == len(pieces)
        for row, expected in zip(ours, reference, strict=True):
            assert list(row) == pytest.approx(list(expected), abs=1e-3)
            assert sum(row) == pytest.approx(1.0, abs=1e-3)


def test_a_translation_forced_scores_what_it_scored_when_found(headed: ModelFolder) -> None:
    tokenizer = Tokenizer(headed.path / "source.spm", headed.path / "target.spm")
    batch = tokenizer.encode(SENTENCES)
    for engine in engines(headed):
        found = [best for (best,) in engine.decode(batch, Decoding(beam=1, max_pieces=40))]
        scores = engine.score(batch, [hypothesis.pieces for hypothesis in found])
        expected = [h.score * (len(h.pieces) + 1) for h in found]
        assert scores == pytest.approx(expected, abs=1e-2)


def test_the_right_target_is_likelier_than_any_other(headed: ModelFolder) -> None:
    with Memory(None) as memory:
        made = loaded(headed, memory)
        right = made.score_batch(PAIRS)
        wrong = made.score_batch([(PAIRS[n][0], PAIRS[n - 1][1]) for n in range(len(PAIRS))])
    assert sum(a > b for a, b in zip(right, wrong, strict=True)) >= 19


def test_scores_do_not_depend_on_the_threads(headed: ModelFolder) -> None:
    tokenizer = Tokenizer(headed.path / "source.spm", headed.path / "target.spm")
    scores = [
        Forced(
            CTranslate2Engine(headed.path / "ctranslate2", threads),
            tokenizer,
            Limits(50, 60),
            links_words=True,
        ).score(PAIRS)
        for threads in (1, 2)
    ]
    assert scores[0] == scores[1]


def test_empty_sides_and_long_ones_are_no_error(headed: ModelFolder) -> None:
    long = " ".join(SENTENCES * 30)
    pairs = [("", ""), ("мысық", ""), ("", "cat"), (long, "cat"), ("мысық", long), (long, long)]
    with Memory(None) as memory:
        made = loaded(headed, memory)
        assert all(score < 0 for score in made.score_batch(pairs))
        assert [shares for shares in made.word_shares(pairs, "test")[:3] if shares] == []


class Counting:
    """An engine that counts how often it is made to look."""

    name = "ctranslate2"

    def __init__(self, engine: ForcingEngine) -> None:
        self._engine = engine
        self.looks = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def attend(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[Attention]:
        self.looks += 1
        return self._engine.attend(batch, targets)


def test_links_are_remembered_for_a_document(headed: ModelFolder, tmp_path: Path) -> None:
    engine: Any = Counting(engines(headed)[0])
    tokenizer = Tokenizer(headed.path / "source.spm", headed.path / "target.spm")
    found = []
    for owner in ("a", "a", "b"):
        with Memory(tmp_path / "memory.sqlite3") as memory:
            made = Translator(
                Decoder(engine, tokenizer, Decoding()),
                memory,
                limits=Limits(50, 60),
                identity={},
                forced=Forced(engine, tokenizer, Limits(50, 60), links_words=True),
            )
            found.append((made.word_shares(PAIRS, owner), engine.looks))
    assert found[0][0] == found[1][0] and any(found[0][0])
    assert found[0][1] == found[1][1] < found[2][1]


def test_a_model_without_such_a_head_links_nothing(tiny_model: ModelFolder) -> None:
    assert tiny_model.alignment_head is None
    with Memory(None) as memory:
        assert loaded(tiny_model, memory).word_shares(PAIRS, "test") == [()] * len(PAIRS)


def test_a_head_that_the_model_does_not_have_is_named(tiny_model: ModelFolder) -> None:
    with pytest.raises(ModelError, match="no head"):
        TransformersEngine(tiny_model.path / "transformers", 1, (9, 9))
