"""From checkpoints to what ships: averaged weights, the transformers folder, the model folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch

from align.translation.models.convert import convert_model
from align.translation.models.record import ModelRecord

from .config import RunConfig
from .marian import build_model


def average(checkpoints: list[Path], out: Path) -> None:
    """Write the mean of the weights of ``checkpoints`` (checkpoint averaging) to ``out``."""
    total: dict[str, torch.Tensor] = {}
    for path in checkpoints:
        weights = torch.load(path, weights_only=True)["model"]
        for name, value in weights.items():
            total[name] = total.get(name, torch.zeros_like(value)) + value / len(checkpoints)
    torch.save({"model": total}, out)


def export(
    config: RunConfig,
    run: Path,
    checkpoint: Path,
    out: Path,
    *,
    low: float,
    preferred: int | None,
    penalties: dict[str, float],
) -> None:
    """Make the model folder ``out`` from a checkpoint of ``run``; replaces what is there.

    Weights are kept as float16 for the transformers engine, and as int8 made from those for
    CTranslate2. ``low`` is the score below which a translation counts as doubtful, ``preferred``
    the most source pieces to translate in one go where clauses can be cut, ``penalties`` what to
    decode with (see ``ModelFolder.decoding``). What is written about the model in ``out``
    (``*.md``) is kept.
    """
    model = build_model(config.model)
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    with tempfile.TemporaryDirectory() as folder:
        hub = Path(folder)
        half: Any = model
        half.half().save_pretrained(hub)
        for name in ("source.spm", "target.spm", "vocab.json"):
            shutil.copyfile(run / name, hub / name)
        source, target = config.data.langs
        tokenizer = {
            "tokenizer_class": "MarianTokenizer",
            "source_lang": source,
            "target_lang": target,
        }
        (hub / "tokenizer_config.json").write_text(json.dumps(tokenizer) + "\n", encoding="utf-8")
        generation = json.loads((hub / "generation_config.json").read_text(encoding="utf-8"))
        generation |= {
            "num_beams": 4,
            "max_length": 256,
            "bad_words_ids": [[model.config.pad_token_id]],
            **penalties,
        }
        (hub / "generation_config.json").write_text(
            json.dumps(generation, indent=2, sort_keys=True) + "\n", encoding="utf-8"
        )
        convert_model(
            hub,
            out,
            ModelRecord(
                name=out.name,
                source=(source,),
                target=(target,),
                prefix={},
                origin="trained by scripts/train",
                revision="",
                licence="Apache-2.0",
                max_source_tokens=config.data.max_tokens,
                preferred_source_tokens=preferred,
                decoding=penalties,
                low_confidence=low,
            ),
            replace=True,
        )
