"""The training scripts on a made-up language: cleaning, resuming, exporting."""

import random
from pathlib import Path

import pytest
import torch

from scripts.train.batches import Corpus, epoch_batches
from scripts.train.config import DataConfig, ModelConfig, RunConfig, ScheduleConfig
from scripts.train.cooccurrence import cooccurrence_embeddings
from scripts.train.loop import CHECKPOINT, learning_rate, train
from scripts.train.prepare import prepare
from scripts.train.vocab import train_vocabulary

WORDS = ["үй house", "су water", "нан bread", "кітап book", "қала city", "өзен river", "тау hill"]


def write_table(folder: Path, rows: list[str]) -> None:
    (folder / "train").mkdir(exist_ok=True)
    (folder / "train" / "a.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "dev").mkdir(exist_ok=True)
    held = "one two three four five six seven"
    for lang in ("kk", "en"):
        (folder / "dev" / f"d.{lang}").write_text(f"{held}\nWhat is it?\n", encoding="utf-8")


def data_config(**weights: float) -> DataConfig:
    return DataConfig(
        files=("train/a.tsv",), held_out=("dev/*.kk", "dev/*.en"), classes=weights, max_tokens=40
    )


def test_prepare_cleans_counts_and_keeps_held_out_text_out(tmp_path: Path) -> None:
    write_table(
        tmp_path,
        [
            "news\tA\tҚала\u00adлар  бар\tThere are cities",
            "news\tA\tқалалар бар\tthere are cities",
            "news\tB\tбатырма\tbutton",
            "news\tA\tтек үш баған",
            "news\tA\tбұл не\twhat is it",
            "news\tA\tалты жеті\tSo: one two three four five six, seven!",
            "news\tA\t\tempty",
        ],
    )
    counts = prepare(data_config(A=1.0), tmp_path, tmp_path / "run")
    assert counts == {
        "kept": 1,
        "skipped: duplicate": 1,
        "skipped: not sampled": 1,
        "skipped: not four columns": 1,
        "skipped: near-duplicate of held-out text": 2,
        "skipped: empty": 1,
    }
    written = (tmp_path / "run" / "pairs.tsv").read_text(encoding="utf-8")
    assert written == "A\tnews\tҚалалар бар\tThere are cities\n"


def test_held_out_patterns_must_match(tmp_path: Path) -> None:
    write_table(tmp_path, [])
    config = DataConfig(files=("train/a.tsv",), held_out=("dev/*.xx",), classes={})
    with pytest.raises(FileNotFoundError, match="no held-out text"):
        prepare(config, tmp_path, tmp_path / "run")


def test_an_epoch_takes_every_pair_once_and_differs_from_the_next() -> None:
    corpus = Corpus([([1] * (n % 9 + 1), [1] * (n % 7 + 1)) for n in range(200)], 0)
    epochs = [epoch_batches(corpus, 40, seed=1, epoch=epoch) for epoch in (0, 1)]
    for batches in epochs:
        assert sorted(index for batch in batches for index in batch) == list(range(200))
        for batch in batches:
            longest = max(max(map(len, corpus.pairs[index])) for index in batch)
            assert longest * len(batch) <= 40
    assert epochs[0] != epochs[1]
    assert epochs[0] == epoch_batches(corpus, 40, seed=1, epoch=0)


def test_the_learning_rate_rises_stays_and_falls_to_zero() -> None:
    schedule = ScheduleConfig(peak=1.0, warmup=10, decay_from=20, decay_steps=10)
    rates = [learning_rate(schedule, step) for step in (0, 9, 19, 25, 30)]
    assert rates == pytest.approx([0.1, 1.0, 1.0, 0.5, 0.0])


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    rows = []
    for first in WORDS:
        for second in WORDS:
            (a, b), (c, d) = first.split(), second.split()
            rows.append(f"made\tA\t{a} мен {c}\t{b} and {d}")
    write_table(tmp_path, rows)
    run = tmp_path / "run"
    prepare(data_config(A=1.0), tmp_path, run)
    train_vocabulary(run / "pairs.tsv", run, 300)
    return run


def config(start: str = "random") -> RunConfig:
    assert start in ("random", "cooccurrence")
    return RunConfig(
        data=data_config(A=1.0),
        model=ModelConfig(
            vocab_size=300,
            width=32,
            ffn=64,
            heads=2,
            encoder_layers=2,
            decoder_layers=1,
            dropout=0.1,
            start="cooccurrence" if start == "cooccurrence" else "random",
        ),
        schedule=ScheduleConfig(warmup=5, batch_tokens=60, validate_steps=10**6),
        dev=(),
    )


def test_an_interrupted_run_goes_on_as_if_it_had_not_been(run_folder: Path) -> None:
    """Same weights, optimiser, data order and random state, past the end of an epoch."""
    weights = []
    for stops in ([20], [7, 20]):
        (run_folder / CHECKPOINT).unlink(missing_ok=True)
        for stop in stops:
            train(config(), run_folder.parent, run_folder, minutes=10, max_steps=stop)
        state = torch.load(run_folder / CHECKPOINT, weights_only=True)
        assert state["progress"]["step"] == 20
        assert state["progress"]["epoch"] > 0
        weights.append(state["model"])
    for name, value in weights[0].items():
        assert torch.equal(value, weights[1][name]), name


def test_padding_stays_zero_because_decoding_starts_from_it(run_folder: Path) -> None:
    train(config(), run_folder.parent, run_folder, minutes=10, max_steps=5)
    state = torch.load(run_folder / CHECKPOINT, weights_only=True)
    assert not state["model"]["model.shared.weight"][-1].any()


def test_cooccurrence_puts_translations_side_by_side() -> None:
    """Word ``n`` of one language is translated by word ``20 + n`` of the other."""
    rng = random.Random(3)
    sources = [rng.sample(range(1, 15), 4) for _ in range(300)]
    corpus = Corpus([(words, [20 + word for word in words]) for words in sources], 0)
    vectors = cooccurrence_embeddings(corpus, 40, 16)
    assert vectors.shape == (40, 16)
    for word in range(1, 15):
        scores = vectors[21:35] @ vectors[word]
        assert 21 + int(scores.argmax()) == 20 + word
