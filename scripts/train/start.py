"""To begin from a model that exists: its weights, and its vocabulary with digits apart."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import torch
from sentencepiece import sentencepiece_model_pb2
from transformers import MarianMTModel

START = "start.pt"


def start_from(folder: Path, run: Path) -> int:
    """Put weights and vocabulary of a model folder (such as models/kk-en) into ``run``.

    Returns how many pieces of several digits will not be used any more: numbers are spelt digit by
    digit, which is easier to copy.
    """
    run.mkdir(parents=True, exist_ok=True)
    model = MarianMTModel.from_pretrained(
        folder / "transformers", dtype=torch.float32, use_safetensors=True, local_files_only=True
    )
    torch.save({"model": model.state_dict()}, run / START)
    shutil.copyfile(folder / "transformers" / "vocab.json", run / "vocab.json")
    pieces: Any = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    pieces.ParseFromString((folder / "source.spm").read_bytes())
    retired = [
        piece
        for piece in pieces.pieces
        if piece.type == piece.NORMAL
        and any(character.isdigit() for character in piece.piece)
        and len(piece.piece.lstrip("▁")) > 1
    ]
    for piece in retired:
        piece.type = piece.UNUSED
    for name in ("source.spm", "target.spm"):
        (run / name).write_bytes(pieces.SerializeToString())
    return len(retired)
