"""One sentencepiece vocabulary for both languages; byte fallback leaves nothing unknown."""

from __future__ import annotations

import json
from pathlib import Path

import sentencepiece

EOS, UNK, PAD = 0, 1, "<pad>"


def train_vocabulary(pairs: Path, out: Path, size: int) -> None:
    """Train a unigram model of ``size`` - 1 pieces on both sides of ``pairs``; write it to ``out``.

    Writes ``source.spm``, ``target.spm`` (the same bytes: Marian tokenizers expect two files) and
    ``vocab.json``, where ``</s>`` is 0, ``<unk>`` is 1 and ``<pad>`` comes last, as in every Marian
    model.
    """
    text = out / "vocabulary.txt"
    with pairs.open(encoding="utf-8") as rows, text.open("w", encoding="utf-8") as both:
        for row in rows:
            _, _, source, target = row.rstrip("\n").split("\t")
            both.write(f"{source}\n{target}\n")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(out / "joint"),
        vocab_size=size - 1,
        model_type="unigram",
        character_coverage=0.9999,
        byte_fallback=True,
        # A number is copied digit by digit, not learnt by heart.
        split_digits=True,
        normalization_rule_name="nmt_nfkc",
        eos_id=EOS,
        unk_id=UNK,
        bos_id=-1,
        pad_id=-1,
        num_threads=1,
        minloglevel=1,
        user_defined_symbols=["<BT>"],
    )
    text.unlink()
    model = (out / "joint.model").read_bytes()
    (out / "joint.model").unlink()
    (out / "joint.vocab").unlink()
    for name in ("source.spm", "target.spm"):
        (out / name).write_bytes(model)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    vocabulary[PAD] = len(vocabulary)
    (out / "vocab.json").write_text(
        json.dumps(vocabulary, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
