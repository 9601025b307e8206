"""Another hypothesis for a translation with an error: which one, when, and what is kept of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from align.judging import judge_for
from align.translation.decoder import Decoder
from align.translation.engine import Decoding, Hypothesis, Limits
from align.translation.loading import load_engine
from align.translation.memory import Memory, Remembered
from align.translation.models.folder import ModelFolder
from align.translation.repair import BEAM, Judge
from align.translation.tokenizer import Tokenizer
from align.translation.translator import Translator


class Choices:
    """An engine whose first answer to every source has an error, and whose others vary.

    ``others`` are those of a wide beam, ``near`` those of a narrow one behind the first.
    """

    name = "choices"
    parallel = 1
    steady = True

    def __init__(self, others: Sequence[str], near: Sequence[str] = ()) -> None:
        self.others = others
        self.near = near
        self.searched: list[tuple[int, Decoding]] = []

    def decode(
        self, batch: Sequence[Sequence[str]], decoding: Decoding, *, count: int = 1, **_: object
    ) -> list[list[Hypothesis]]:
        texts = ["bad", *self.near]
        if decoding.beam >= BEAM:
            self.searched.append((len(batch), decoding))
            texts = list(self.others)
        found = [Hypothesis((text,), -0.1 - i) for i, text in enumerate(texts)]
        return [found[:count]] * len(batch)


def errors(source: str, target: str) -> list[str]:
    """An error a letter b."""
    return ["number"] * target.count("b") + ["length"] * target.count("l")


def translator(
    model: ModelFolder, memory: Memory, engine: Choices, judge: Judge | None
) -> Translator:
    tokenizer = Tokenizer(model.path / "source.spm", model.path / "target.spm")
    return Translator(
        Decoder(engine, tokenizer, Decoding(), judge=judge),
        memory,
        limits=Limits(50, 50),
        identity={"model": "choices"},
    )


@pytest.mark.parametrize(
    ("others", "text", "detail"),
    [
        (["bbb", "good", "fine"], "good", "number"),
        (["bad", "bbb"], "bad", ""),
        (["l", "bl"], "bad", ""),
        ([""], "bad", ""),
    ],
)
def test_the_likeliest_hypothesis_without_error_is_taken(
    tiny_model: ModelFolder, others: list[str], text: str, detail: str
) -> None:
    engine = Choices(others)
    with Memory(None) as memory:
        made = translator(tiny_model, memory, engine, Judge("letters", errors))
        (found,) = made.translate(["сөз"])
        assert found.text == text
        kinds = [(f.kind, f.severity) for f in found.findings]
        assert kinds == ([("repaired", "info")] if detail else [])
        assert all(detail in f.detail for f in found.findings)
        # From the memory comes the same, and nothing is searched again.
        assert made.translate(["сөз"]) == [found]
    assert [count for count, _ in engine.searched] == [1]
    assert engine.searched[0][1].beam == BEAM


@pytest.mark.parametrize(
    ("near", "others", "text", "searches"),
    [
        (["bl", "good", "fine"], ["better"], "good", 0),
        (["", "bl"], ["good"], "good", 1),
        (["bbb"], ["", "bl"], "bad", 1),
    ],
)
def test_a_wider_beam_is_searched_only_where_no_hypothesis_is_without_error(
    tiny_model: ModelFolder, near: list[str], others: list[str], text: str, searches: int
) -> None:
    engine = Choices(others, near)
    with Memory(None) as memory:
        made = translator(tiny_model, memory, engine, Judge("letters", errors))
        assert [t.text for t in made.translate(["су", "үй"])] == [text, text]
    assert [count for count, _ in engine.searched] == [2] * searches


@pytest.mark.parametrize(
    ("near", "others", "text"),
    [(["bl"], ["bbb"], "bl"), (["bbb"], ["bl"], "bl"), (["bl"], ["lb"], "lb")],
)
def test_of_two_searches_the_hypothesis_with_fewer_errors_counts(
    tiny_model: ModelFolder, near: list[str], others: list[str], text: str
) -> None:
    def worst_first(source: str, target: str) -> list[str]:
        return ["number"] * 9 if target == "bad" else errors(source, target)

    with Memory(None) as memory:
        judge = Judge("letters", worst_first)
        made = translator(tiny_model, memory, Choices(others, near), judge)
        assert [t.text for t in made.translate(["су"])] == [text]


def test_without_judge_nothing_is_searched_and_the_memory_is_another(
    tiny_model: ModelFolder,
) -> None:
    engine = Choices(["good"])
    with Memory(None) as memory:
        assert translator(tiny_model, memory, engine, None).translate(["сөз"])[0].text == "bad"
        judge = Judge("letters", errors)
        assert translator(tiny_model, memory, engine, judge).translate(["сөз"])[0].text == "good"
    assert len(engine.searched) == 1


def test_a_batch_is_searched_together(tiny_model: ModelFolder) -> None:
    engine = Choices(["good"])
    with Memory(None) as memory:
        made = translator(tiny_model, memory, engine, Judge("letters", errors))
        made.translate(["су", "үй", "ит"])
    assert [count for count, _ in engine.searched] == [3]


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_engines_give_as_many_hypotheses_as_the_beam_is_wide(
    tiny_model: ModelFolder, engine: str
) -> None:
    assert engine in ("ctranslate2", "transformers")
    loaded = load_engine(
        tiny_model, "transformers" if engine == "transformers" else "ctranslate2", 1
    )
    tokenizer = Tokenizer(tiny_model.path / "source.spm", tiny_model.path / "target.spm")
    batch = tokenizer.encode(["мысық ит көрді .", "үлкен үй ."])
    settings = Decoding(max_pieces=40)
    best = loaded.decode(batch, settings, count=settings.beam)
    first = loaded.decode(batch, settings)
    assert [len(some) for some in best] == [4, 4]
    for some, (one,) in zip(best, first, strict=True):
        assert some[0].pieces == one.pieces
        assert len({h.pieces for h in some}) == 4
        scores = [h.score for h in some]
        assert scores == sorted(scores, reverse=True)


def test_the_checks_judge_numbers_and_not_names() -> None:
    judge = judge_for("kk", "en")
    assert judge.errors("Онда 5 үй бар.", "There are 6 houses.") == ["number"]
    assert judge.errors("Онда 5 үй бар.", "There are 5 houses.") == []


def test_a_memory_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE translation (key BLOB PRIMARY KEY, owner TEXT NOT NULL,"
            " target TEXT NOT NULL, score REAL NOT NULL, repeated INTEGER NOT NULL) WITHOUT ROWID"
        )
        database.execute("INSERT INTO translation VALUES (?, 'a', 'text', 0.5, 0)", (b"k",))
        database.execute("PRAGMA user_version = 1")
    database.close()
    for _ in range(2):
        with Memory(path) as memory:
            assert memory.find([b"k"]) == {b"k": Remembered("text", 0.5, 0)}


@pytest.mark.parametrize(
    ("near", "corrected", "text", "note", "searches"),
    [
        (["bl"], "fine", "fine", "put right from the source: number", 0),
        (
            ["good"],
            "fine",
            "good",
            "another hypothesis was taken, for errors of the first: number",
            0,
        ),
        (
            ["bl"],
            "bbb",
            "sure",
            "another hypothesis was taken, for errors of the first: number",
            1,
        ),
        (
            ["bl"],
            None,
            "sure",
            "another hypothesis was taken, for errors of the first: number",
            1,
        ),
    ],
)
def test_what_the_source_puts_right_needs_no_second_search(
    tiny_model: ModelFolder,
    near: list[str],
    corrected: str | None,
    text: str,
    note: str,
    searches: int,
) -> None:
    engine = Choices(["sure"], near)
    asked = []

    def from_source(source: str, target: str) -> str | None:
        asked.append((source, target))
        return corrected

    with Memory(None) as memory:
        made = translator(tiny_model, memory, engine, Judge("letters", errors, from_source))
        (found,) = made.translate(["су"])
    assert asked == [("су", "bad")]
    assert found.text == text
    assert [finding.detail for finding in found.findings] == [note]
    assert len(engine.searched) == searches
