"""The translator around a real small model, and around an engine that misbehaves on purpose."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from align.errors import ModelError
from align.translation.batching import width_of
from align.translation.ctranslate2_engine import CTranslate2Engine
from align.translation.decoder import Decoder
from align.translation.engine import Decoding, Engine, Hypothesis, Limits
from align.translation.loading import load_engine, load_translator, model_record
from align.translation.memory import Memory
from align.translation.models.folder import ModelFolder
from align.translation.tokenizer import END, Tokenizer
from align.translation.transformers_engine import TransformersEngine
from align.translation.translator import Translator
from tests.conftest import convert
from tests.tiny_marian import gloss, random_sentence


def sentences(count: int, seed: int = 7) -> list[str]:
    rng = random.Random(seed)
    return [random_sentence(rng) for _ in range(count)]


@pytest.fixture
def memory() -> Iterator[Memory]:
    with Memory(None) as store:
        yield store


def translator(
    model: ModelFolder, memory: Memory, target: str = "en", engine: str = "ctranslate2"
) -> Translator:
    assert engine in ("ctranslate2", "transformers")
    loaded = load_engine(model, "transformers" if engine == "transformers" else "ctranslate2", 1)
    return load_translator(model, target, loaded, memory, decoding=Decoding(max_pieces=40))


@pytest.mark.parametrize(("beam", "length_penalty"), [(1, None), (4, None), (4, 1.5)])
def test_the_engines_agree(
    tiny_marian: Path, tmp_path: Path, beam: int, length_penalty: float | None
) -> None:
    exact = convert(tiny_marian, tmp_path / "tiny", quantization="float32")
    tokenizer = Tokenizer(exact.path / "source.spm", exact.path / "target.spm")
    batch = tokenizer.encode(sentences(30))
    decoding = Decoding(beam=beam, length_penalty=length_penalty, max_pieces=40)
    engines: list[Engine] = [
        CTranslate2Engine(exact.path / "ctranslate2", 1, "float32"),
        TransformersEngine(exact.path / "transformers", 1),
    ]
    ours, reference = ([best for (best,) in engine.decode(batch, decoding)] for engine in engines)
    assert [h.pieces for h in ours] == [h.pieces for h in reference]
    for one, other in zip(ours, reference, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-3)


def test_a_score_is_a_mean_whatever_the_length_penalty(tiny_model: ModelFolder) -> None:
    tokenizer = Tokenizer(tiny_model.path / "source.spm", tiny_model.path / "target.spm")
    engine = CTranslate2Engine(tiny_model.path / "ctranslate2", 1)
    batch = tokenizer.encode(sentences(20))
    usual, long = (
        [h for (h,) in engine.decode(batch, Decoding(1, length_penalty=penalty, max_pieces=40))]
        for penalty in (1.0, 2.0)
    )
    for one, other in zip(usual, long, strict=True):
        assert one.pieces == other.pieces, "one hypothesis: nothing to prefer"
        assert one.score == pytest.approx(other.score, rel=1e-4)


def test_the_model_says_how_to_decode_unless_the_caller_does(
    tiny_marian: Path, tmp_path: Path
) -> None:
    model = replace(convert(tiny_marian, tmp_path / "tiny"), decoding={"length_penalty": 1.5})
    for asked, used in ((None, 1.5), (0.5, 0.5)):
        record = model_record(model, "ctranslate2", Decoding(length_penalty=asked))
        assert record["decoding"]["length_penalty"] == used
        assert record["decoding"]["repetition_penalty"] == 1.0


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_trained_model_translates(tiny_model: ModelFolder, memory: Memory, engine: str) -> None:
    texts = sentences(20)
    found = translator(tiny_model, memory, engine=engine).translate(texts)
    right = sum(t.text == gloss(s) for s, t in zip(texts, found, strict=True))
    assert right >= 17
    assert all(0 < t.score <= 1 for t in found)


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_the_prefix_chooses_the_target_and_never_shows(
    tiny_model_multi: ModelFolder, memory: Memory, engine: str
) -> None:
    texts = sentences(20)
    for target in ("en", "de"):
        found = translator(tiny_model_multi, memory, target, engine).translate(texts)
        right = sum(t.text == gloss(s, target) for s, t in zip(texts, found, strict=True))
        assert right >= 15
        assert not any(">>" in t.text for t in found)


def test_a_target_that_the_model_lacks_is_an_error(
    tiny_model_multi: ModelFolder, memory: Memory
) -> None:
    with pytest.raises(ModelError, match="does not translate to fr"):
        translator(tiny_model_multi, memory, "fr")


def test_empty_stays_empty_and_numbers_pass(tiny_model: ModelFolder, memory: Memory) -> None:
    found = translator(tiny_model, memory).translate(["", " \n", "29.05.2024", "— 5 %"])
    assert [t.text for t in found] == ["", "", "29.05.2024", "— 5 %"]


def test_order_is_kept_whatever_the_lengths(tiny_model: ModelFolder, memory: Memory) -> None:
    texts = sentences(40)
    one_by_one = [translator(tiny_model, memory).translate([t])[0].text for t in texts]
    together = translator(tiny_model, memory).translate(texts)
    assert [t.text for t in together] == one_by_one


class Scripted:
    """An engine that answers by a rule and counts what it was asked.

    It is made for a translator without judge, which wants one hypothesis of each.
    """

    name = "scripted"
    parallel = 1
    steady = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.batches: list[int] = []

    def decode(
        self, batch: Sequence[Sequence[str]], decoding: Decoding, *, count: int = 1, **_: object
    ) -> list[list[Hypothesis]]:
        assert count == 1, "nothing judges, so nothing is to be repaired"
        self.batches.append(len(batch))
        self.asked += [tuple(pieces) for pieces in batch]
        if decoding.no_repeat_ngram:
            return [[Hypothesis(tuple(pieces[:-1]), -0.5)] for pieces in batch]
        return [
            [Hypothesis(tuple(pieces[:-1]) * (9 if len(pieces) == 4 else 1), -0.1)]
            for pieces in batch
        ]


def scripted(
    tiny_model: ModelFolder, memory: Memory, limit: int = 50
) -> tuple[Translator, Scripted]:
    engine = Scripted()
    tokenizer = Tokenizer(tiny_model.path / "source.spm", tiny_model.path / "source.spm")
    made = Translator(
        Decoder(engine, tokenizer, Decoding()),
        memory,
        limits=Limits(limit, limit),
        identity={"model": "scripted"},
    )
    return made, engine


def test_a_long_sentence_is_translated_in_parts_and_nothing_is_lost(
    tiny_model: ModelFolder, memory: Memory
) -> None:
    text = " ".join(sentences(30))
    made, engine = scripted(tiny_model, memory, limit=20)
    found = made.translate([text])[0]
    assert found.text.split() == text.split()
    assert all(len(pieces) <= 20 + 1 for pieces in engine.asked)
    assert all(pieces[-1] == END for pieces in engine.asked)
    assert [f.kind for f in found.findings] == ["split"]


def test_a_loop_is_decoded_again(tiny_model: ModelFolder, memory: Memory) -> None:
    made, engine = scripted(tiny_model, memory)
    tokenizer = Tokenizer(tiny_model.path / "source.spm", tiny_model.path / "source.spm")
    looping = next(
        text
        for text in (" ".join(s.split()[:n]) for s in sentences(50) for n in (1, 2, 3))
        if tokenizer.count(text) == 3
    )
    found = made.translate([looping])[0]
    assert found.text == looping
    assert [(f.kind, f.severity) for f in found.findings] == [("repetition", "warning")]
    assert len(engine.asked) == 2


def test_a_translation_is_one_line(tiny_model: ModelFolder, memory: Memory) -> None:
    made, engine = scripted(tiny_model, memory)
    engine.decode = lambda batch, decoding, **_: [  # type: ignore[method-assign]
        [Hypothesis(("a\n", "b\u2028c"), -0.1)] for _ in batch
    ]
    assert made.translate(["сөз"])[0].text == "a b c"


def test_progress_adds_up_to_the_texts(tiny_model: ModelFolder, memory: Memory) -> None:
    texts = ["", "5", *sentences(30), *sentences(30), " ".join(sentences(30))]
    made, _ = scripted(tiny_model, memory, limit=20)
    for _ in range(2):
        told: list[int] = []
        made.translate(texts, told.append)
        assert sum(told) == len(texts)


def test_nothing_is_translated_twice(tiny_model: ModelFolder, memory: Memory) -> None:
    texts = sentences(20)
    made, engine = scripted(tiny_model, memory)
    first = made.translate(texts * 2)
    asked = len(engine.asked)
    assert asked == len(set(texts))
    assert made.translate(texts) == first[:20]
    assert len(engine.asked) == asked


def test_an_engine_that_is_not_steady_gets_one_sentence_at_a_time(
    tiny_model: ModelFolder, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, engine = scripted(tiny_model, memory)
    made.translate(sentences(40))
    assert max(engine.batches) > 1
    monkeypatch.setattr(Scripted, "steady", False)
    made, engine = scripted(tiny_model, memory)
    made.translate(sentences(40, seed=8))
    assert set(engine.batches) == {1}


def test_two_windows_decode_what_they_share_once(tiny_model: ModelFolder, memory: Memory) -> None:
    texts = sentences(60)
    made, engine = scripted(tiny_model, memory)
    first, second = made.begin(texts[:40]), made.begin(texts[20:])
    both = [*first.finish(), *second.finish()[20:]]
    assert both == made.translate(texts)
    assert len(engine.asked) == len(set(texts))


@pytest.mark.parametrize("beam", [1, 4, 8])
def test_what_a_sentence_becomes_depends_on_it_alone(tiny_model: ModelFolder, beam: int) -> None:
    """To the last bit: killed runs, other documents and threads must not change anything."""
    tokenizer = Tokenizer(tiny_model.path / "source.spm", tiny_model.path / "target.spm")
    engine = CTranslate2Engine(tiny_model.path / "ctranslate2", 2)
    assert engine.steady
    decoding = Decoding(beam=beam, max_pieces=40, length_penalty=1.5, repetition_penalty=1.1)
    batch = tokenizer.encode(sentences(120))
    widths = [width_of(len(pieces)) for pieces in batch]

    def decoded(indices: list[int]) -> list[list[Hypothesis]]:
        some = [batch[i] for i in indices]
        (width,) = {widths[i] for i in indices}
        return engine.decode(some, decoding, count=beam, width=width, attention=True)

    alone = [decoded([i])[0] for i in range(len(batch))]
    assert {len(pieces) for pieces in batch} - set(widths)  # some do not fill the width
    for width in set(widths):
        alike = [i for i, other in enumerate(widths) if other == width]
        for most in (2, 5, 32):
            for start in range(0, len(alike), most):
                indices = alike[start : start + most]
                assert decoded(indices) == [alone[i] for i in indices]


@pytest.mark.parametrize("beam", [1, 4])
def test_a_search_sees_what_the_decoder_looks_at(tiny_model: ModelFolder, beam: int) -> None:
    """In batches too, for every hypothesis, as it is seen when each is forced on its own."""
    tokenizer = Tokenizer(tiny_model.path / "source.spm", tiny_model.path / "target.spm")
    engine = CTranslate2Engine(tiny_model.path / "ctranslate2", 1)
    batch = tokenizer.encode(sentences(60))
    plain = Decoding(beam=beam, max_pieces=40, length_penalty=1.5, repetition_penalty=1.1)
    for decoding in (plain, replace(plain, max_pieces=4)):
        found = engine.decode(batch, decoding, count=beam, attention=True)
        without = engine.decode(batch, decoding, count=beam)
        assert [[replace(h, attention=None) for h in best] for best in found] == without
        for pieces, best in zip(batch, found, strict=True):
            for hypothesis in best:
                rows = hypothesis.attention
                assert rows is not None
                (forced,) = engine.attend([pieces], [hypothesis.pieces])
                assert len(forced) == len(hypothesis.pieces)
                assert len(rows) in (len(forced), len(forced) - 1)  # one less: stopped
                assert len(rows) == len(forced) or len(forced) == decoding.max_pieces
                for row, expected in zip(rows, forced, strict=False):
                    assert row[: len(pieces)] == pytest.approx(expected, abs=1e-4)


def test_links_come_with_the_translation_and_stay(tiny_model: ModelFolder, memory: Memory) -> None:
    model = replace(tiny_model, alignment_head=(0, 0))
    texts = [f"  {sentence.replace(' ', '  ')}" for sentence in sentences(10)]
    without = translator(model, memory).translate(texts)
    assert not any(found.words for found in without)
    linked = translator(model, memory).translate(texts, words=True)
    assert [replace(found, words=()) for found in linked] == without
    assert any(found.words for found in linked)
    for text, found in zip(texts, linked, strict=True):
        for start, end, target_start, target_end in found.words:
            assert text[start:end] in text.split()
            assert found.text[target_start:target_end].isalnum()
    again = translator(model, memory)
    again._submit = None  # type: ignore[assignment, method-assign]
    assert again.translate(texts, words=True) == linked
