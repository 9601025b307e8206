"""The training scripts on a made-up language: cleaning, resuming, exporting."""

import random
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import sentencepiece
import torch

from align.translation.models.folder import ModelFolder
from scripts.train import backtranslate as backtranslation
from scripts.train import noise
from scripts.train.batches import Corpus, epoch_batches, load_corpus
from scripts.train.config import DataConfig, ModelConfig, RunConfig, ScheduleConfig
from scripts.train.cooccurrence import cooccurrence_embeddings
from scripts.train.loop import CHECKPOINT, learning_rate, train
from scripts.train.marian import batch_loss, build_model
from scripts.train.optimizer import orthogonalised
from scripts.train.prepare import prepare
from scripts.train.start import start_from
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
        "added: with noise": 0,
        "skipped: duplicate": 1,
        "skipped: of weight 0": 1,
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
    corpus = Corpus([([1] * (n % 9 + 1), [1] * (n % 7 + 1)) for n in range(200)], [1.0] * 200, 0)
    epochs = [epoch_batches(corpus, 40, seed=1, epoch=epoch) for epoch in (0, 1)]
    for batches in epochs:
        assert sorted(index for batch in batches for index in batch) == list(range(200))
        for batch in batches:
            longest = max(max(map(len, corpus.pairs[index])) for index in batch)
            assert longest * len(batch) <= 40
    assert epochs[0] != epochs[1]
    assert epochs[0] == epoch_batches(corpus, 40, seed=1, epoch=0)


def test_weights_say_how_often_an_epoch_takes_a_pair() -> None:
    weights = [0.0] * 300 + [0.25] * 300 + [1.0] * 300 + [2.5] * 300
    corpus = Corpus([([1], [1])] * 1200, weights, 0)
    taken = Counter(i // 300 for batch in epoch_batches(corpus, 40, 1, 0) for i in batch)
    assert taken[0] == 0
    assert 45 < taken[1] < 105
    assert taken[2] == 300
    assert 690 < taken[3] < 810


@pytest.mark.parametrize(
    ("noise", "source", "target", "after"),
    [
        (noise.all_capitals, "үй үлкен", "The house", ("ҮЙ ҮЛКЕН", "THE HOUSE")),
        (noise.source_in_lower_case, "Астана Үй", "Astana", ("астана үй", "Astana")),
        (noise.latin_look_alikes, "Іс біткен", "Done", ("Iс бiткен", "Done")),
        (noise.other_quotes, "«Алтын» сөз", "A word", ("“Алтын” сөз", "A word")),
        (noise.other_dashes, "бір – екі — үш", "1", ("бір - екі - үш", "1")),
        (noise.without_final_stop, "Бітті.", "Done.", ("Бітті", "Done")),
        (noise.without_final_stop, "Бітті.", "Done!", ("Бітті.", "Done!")),
    ],
)
def test_noise(noise: noise.Noise, source: str, target: str, after: tuple[str, str]) -> None:
    assert noise(source, target) == after


def test_words_in_lists_tags_noise_and_the_other_direction(tmp_path: Path) -> None:
    words = [f"d\tD\tсөз{n}\tword{n}" for n in range(30)]
    write_table(tmp_path, [*words, "m\tC\tБұл жасанды.\tThis is made up."])
    config = replace(data_config(D=1.0, C=1.0), lists=("D",), tags={"C": "<BT>"}, noise=1.0)
    counts = prepare(config, tmp_path, tmp_path / "run")
    rows = (tmp_path / "run" / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    listed = [row.split("\t")[2:] for row in rows if row.startswith("D\t")]
    clean = [(s, t) for s, t in listed if s == s.lower() and t == t.lower()]
    assert all(s.replace("сөз", "word") == t for s, t in clean), "sides keep their order"
    assert sorted(word for s, _ in clean for word in s.split(", ")) == sorted(
        f"сөз{n}" for n in range(30)
    )
    assert max(len(s.split(", ")) for s, _ in clean) == 4
    made = [row.split("\t")[2:] for row in rows if row.startswith("C\t")]
    assert made[0] == ["<BT> Бұл жасанды.", "This is made up."]
    assert all(source.startswith("<BT> ") for source, _ in made)
    assert counts["added: with noise"] == len(rows) - len(clean) - 1
    prepare(replace(config, reverse=True, noise=0.0), tmp_path, tmp_path / "run")
    assert "<BT> This is made up.\tБұл жасанды." in (tmp_path / "run/pairs.tsv").read_text("utf-8")


@pytest.mark.parametrize("shape", [(20, 20), (60, 15), (15, 60)])
def test_muon_brings_all_singular_values_near_one(shape: tuple[int, int]) -> None:
    generator = torch.Generator().manual_seed(1)
    matrix = torch.randn(shape, generator=generator) * 1e-3
    values = torch.linalg.svdvals(orthogonalised(matrix))
    assert values.min() > 0.3
    assert values.max() < 1.3


def test_a_shortlist_of_everything_is_the_whole_softmax(run_folder: Path) -> None:
    model = build_model(replace(config().model, dropout=0.0))
    pairs = load_corpus(run_folder / "pairs.tsv", run_folder / "source.spm", config().data).pairs
    sources, targets = [s for s, _ in pairs[:8]], [t for _, t in pairs[:8]]
    whole, tokens = batch_loss(model, sources, targets, 0.1)
    listed, _ = batch_loss(model, sources, targets, 0.1, shortlist=300)
    assert listed.item() == pytest.approx(whole.item(), rel=1e-5)
    sampled = [batch_loss(model, sources, targets, 0.0, 60)[0].item() for _ in range(20)]
    exact = batch_loss(model, sources, targets, 0.0)[0].item()
    assert sum(sampled) / 20 == pytest.approx(exact, rel=0.02), "the lot stands for all the others"
    assert tokens == sum(map(len, targets))


def test_the_learning_rate_rises_stays_and_falls_to_zero() -> None:
    schedule = ScheduleConfig(peak=1.0, warmup=10, decay_from=20, decay_steps=10)
    rates = [learning_rate(schedule, step) for step in (0, 9, 19, 25, 30)]
    assert rates == pytest.approx([0.1, 1.0, 1.0, 0.5, 0.0])


def test_starting_from_a_model_takes_its_weights_and_spells_numbers(
    run_folder: Path, tmp_path: Path
) -> None:
    text = tmp_path / "numbers.txt"
    text.write_text("\n".join(f"жыл 2024 2025 {n} year" for n in range(400)), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(tmp_path / "n"), vocab_size=60, minloglevel=2
    )
    shipped = tmp_path / "shipped"
    model = build_model(config().model)
    model.save_pretrained(shipped / "transformers")
    shutil.copyfile(run_folder / "vocab.json", shipped / "transformers" / "vocab.json")
    shutil.copyfile(tmp_path / "n.model", shipped / "source.spm")
    before = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "n.model"))
    assert any(len(piece.lstrip("▁")) > 1 for piece in before.encode("2024", out_type=str))
    start_from(shipped, tmp_path / "new")
    after = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "new" / "source.spm"))
    assert [p.lstrip("▁") for p in after.encode("2024", out_type=str) if p != "▁"] == list("2024")
    assert after.get_piece_size() == before.get_piece_size(), "the weights' rows stay in place"
    weights = torch.load(tmp_path / "new" / "start.pt", weights_only=True)["model"]
    assert torch.equal(weights["model.shared.weight"], model.model.shared.weight)


def test_backtranslation_fills_the_other_column_and_goes_on(
    tiny_model: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backtranslation, "_CHUNK", 3)
    lines = ["мысық ит көрді .", "бала кітап көрді .", "үлкен үй .", "қызыл су .", "жақсы бала ."]
    text = tmp_path / "mono.kk.txt"
    text.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(out: Path) -> str:
        how = backtranslation.Sampling(beam=2)
        rows = backtranslation.backtranslate(
            tiny_model.path, text, out, klass="FT", limit=None, sampling=how
        )
        assert rows == 5
        return out.read_text(encoding="utf-8")

    whole = run(tmp_path / "whole.tsv")
    assert whole.splitlines()[0] == "mono.kk\tFT\tмысық ит көрді .\tcat dog saw ."
    stopped = tmp_path / "stopped.tsv"
    stopped.write_text("".join(whole.splitlines(True)[:4]) + "mono.kk\tFT\tқыз", encoding="utf-8")
    assert run(stopped) == whole


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


def test_two_workers_go_on_as_if_they_had_not_been_stopped(run_folder: Path) -> None:
    settings = config()
    schedule = replace(settings.schedule, workers=2, optimizer="muon", shortlist=50)
    settings = replace(settings, schedule=schedule)
    weights = []
    for stops in ([6], [3, 6]):
        (run_folder / CHECKPOINT).unlink(missing_ok=True)
        for stop in stops:
            train(settings, run_folder.parent, run_folder, minutes=10, max_steps=stop)
        weights.append(torch.load(run_folder / CHECKPOINT, weights_only=True)["model"])
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
    corpus = Corpus([(words, [20 + word for word in words]) for words in sources], [1.0] * 300, 0)
    vectors = cooccurrence_embeddings(corpus, 40, 16)
    assert vectors.shape == (40, 16)
    for word in range(1, 15):
        scores = vectors[21:35] @ vectors[word]
        assert 21 + int(scores.argmax()) == 20 + word
