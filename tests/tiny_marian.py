"""A MarianMT model small enough to train inside a test: it glosses a dozen Kazakh words.

It is a real model in the folder layout of the Hugging Face hub, so everything that handles such a
model (conversion, both engines, scoring, attention) can be tested on it with output that makes
sense: ``мысық ит көрді .`` becomes ``cat dog saw .``
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

WORDS = {
    "мысық": ("cat", "Katze"),
    "ит": ("dog", "Hund"),
    "үлкен": ("big", "gross"),
    "кіші": ("small", "klein"),
    "үй": ("house", "Haus"),
    "бала": ("child", "Kind"),
    "кітап": ("book", "Buch"),
    "су": ("water", "Wasser"),
    "және": ("and", "und"),
    "көрді": ("saw", "sah"),
    "жақсы": ("good", "gut"),
    "қызыл": ("red", "rot"),
    ".": (".", "."),
}
PREFIXES = {"en": ">>eng<<", "de": ">>deu<<"}
STEPS = 300


def gloss(sentence: str, target: str = "en") -> str:
    """What the model should answer to ``sentence``: each word's gloss in ``en`` or ``de``."""
    column = list(PREFIXES).index(target)
    return " ".join(WORDS[word][column] for word in sentence.split())


def random_sentence(rng: random.Random) -> str:
    """Three to six of the words, then a full stop."""
    words = [word for word in WORDS if word != "."]
    return " ".join([*rng.sample(words, rng.randint(3, 6)), "."])


def build_tiny_marian(
    folder: Path, *, prefix: bool = False, reverse: bool = False, seed: int = 1
) -> None:
    """Train the model and write it to ``folder`` (made if missing): seconds on one thread.

    With ``prefix`` it has two targets, chosen by ``>>eng<<`` or ``>>deu<<`` before the source; with
    ``reverse`` it goes from the English glosses to Kazakh; with the same ``seed`` it is the same
    model. The bias of its output layer is large and not trained, so that a conversion which loses
    the bias gives gibberish (CTranslate2 issue 832).
    """
    import torch
    import transformers

    quiet: Any = transformers.utils.logging
    quiet.disable_progress_bar()
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    vocabulary = _write_vocabulary(folder, prefix, reverse, rng)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = _train(_make_model(len(vocabulary)), folder, vocabulary, prefix, reverse, rng)
    finally:
        torch.set_num_threads(threads)
    model.save_pretrained(folder)
    langs = ("eng", "kaz") if reverse else ("kaz", "deu+eng" if prefix else "eng")
    languages = dict(zip(("source_lang", "target_lang"), langs, strict=True))
    (folder / "tokenizer_config.json").write_text(json.dumps(languages), encoding="utf-8")


def _write_vocabulary(
    folder: Path, prefix: bool, reverse: bool, rng: random.Random
) -> dict[str, int]:
    import sentencepiece

    kazakh = [random_sentence(rng) for _ in range(400)]
    glosses = [gloss(line, target) for line in kazakh for target in PREFIXES]
    names = ("target", "source") if reverse else ("source", "target")
    for name, size, lines in ((names[0], 70, kazakh), (names[1], 120, glosses)):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_prefix=str(folder / name),
            vocab_size=size,
            model_type="bpe",
            character_coverage=1.0,
            bos_id=-1,
            num_threads=1,
            minloglevel=2,
        )
        (folder / f"{name}.model").rename(folder / f"{name}.spm")
        (folder / f"{name}.vocab").unlink()
    tokens = ["</s>", "<unk>"]
    for name in ("source", "target"):
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.spm"))
        found = (pieces.id_to_piece(i) for i in range(pieces.get_piece_size()))
        tokens += [piece for piece in found if piece not in tokens]
    tokens += [*(PREFIXES.values() if prefix else ()), "<pad>"]
    vocabulary = {token: i for i, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    return vocabulary


def _make_model(size: int) -> Any:
    import torch
    import transformers
    from transformers import MarianConfig, MarianMTModel

    generation_config: Any = transformers.GenerationConfig

    pad = size - 1
    model = MarianMTModel(
        MarianConfig(
            vocab_size=size,
            decoder_vocab_size=size,
            d_model=64,
            encoder_layers=1,
            decoder_layers=1,
            encoder_ffn_dim=128,
            decoder_ffn_dim=128,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            dropout=0.0,
            activation_function="swish",
            max_position_embeddings=64,
            scale_embedding=True,
            pad_token_id=pad,
            decoder_start_token_id=pad,
            eos_token_id=0,
            forced_eos_token_id=0,
        )
    )
    for module in model.modules():
        if isinstance(module, torch.nn.Linear) and module is not model.lm_head:
            torch.nn.init.xavier_uniform_(module.weight)
    torch.nn.init.normal_(model.model.shared.weight, std=64**-0.5)
    model.final_logits_bias.normal_(std=3.0)
    model.generation_config = generation_config(
        pad_token_id=pad,
        decoder_start_token_id=pad,
        eos_token_id=0,
        forced_eos_token_id=0,
        bad_words_ids=[[pad]],
        num_beams=4,
        max_length=64,
    )
    return model


def _train(
    model: Any,
    folder: Path,
    vocabulary: dict[str, int],
    prefix: bool,
    reverse: bool,
    rng: random.Random,
) -> Any:
    import sentencepiece
    import torch

    source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
    pad = vocabulary["<pad>"]

    def ids(pieces: list[str]) -> list[int]:
        return [vocabulary[piece] for piece in [*pieces, "</s>"]]

    def padded(rows: list[list[int]], fill: int) -> torch.Tensor:
        width = max(map(len, rows))
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows])

    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=STEPS)
    model.train()
    for _step in range(STEPS):
        sources, targets = [], []
        for _ in range(32):
            sentence = random_sentence(rng)
            language = rng.choice(list(PREFIXES)) if prefix else "en"
            before = [PREFIXES[language]] if prefix else []
            texts = sentence, gloss(sentence, language)
            left, right = texts[::-1] if reverse else texts
            sources.append(ids(before + source.encode(left, out_type=str)))
            targets.append(ids(target.encode(right, out_type=str)))
        inputs = padded(sources, pad)
        loss = model(
            input_ids=inputs,
            attention_mask=(inputs != pad).long(),
            labels=padded(targets, -100),
        ).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    return model.eval()
