"""The settings of one training run, read from a TOML file (see ``scripts/train/runs/``)."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class DataConfig:
    """What to train on. ``classes`` and ``sources`` give how often a pair is taken per epoch.

    A weight of 0 leaves the pair out, 1 takes it once, 0.25 takes every fourth (by a hash of its
    text, so the choice is the same in every run). ``sources`` wins over ``classes``.
    """

    files: tuple[str, ...]
    held_out: tuple[str, ...]
    classes: dict[str, float]
    sources: dict[str, float] = field(default_factory=dict)
    max_tokens: int = 128


@dataclass(frozen=True)
class ModelConfig:
    """The shape of the Marian transformer (terms as in ``MarianConfig``) and its start.

    ``start``: random embeddings, or those of ``cooccurrence.py``.
    """

    vocab_size: int = 8000
    width: int = 256
    ffn: int = 1024
    heads: int = 4
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.1
    start: Literal["random", "cooccurrence"] = "random"


@dataclass(frozen=True)
class ScheduleConfig:
    """Warm-up, then constant, then (from step ``decay_from``) linear to zero in ``decay_steps``.

    The constant middle lets a run be decayed and shipped while its undecayed checkpoint goes on
    (warmup-stable-decay, Hu et al. 2024, "MiniCPM").
    """

    peak: float = 1e-3
    warmup: int = 500
    decay_from: int | None = None
    decay_steps: int = 1000
    batch_tokens: int = 2000
    label_smoothing: float = 0.1
    clip: float = 1.0
    seed: int = 1
    threads: int = 1
    bfloat16: bool = False
    save_minutes: float = 5.0
    validate_steps: int = 500


@dataclass(frozen=True)
class RunConfig:
    """One run: its data, its model and its schedule."""

    data: DataConfig
    model: ModelConfig
    schedule: ScheduleConfig
    dev: tuple[str, ...]


def load_config(path: Path) -> RunConfig:
    """Read a run's TOML file; unknown keys raise ``TypeError`` naming the key."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    data = raw["data"]
    return RunConfig(
        data=DataConfig(
            **{**data, "files": tuple(data["files"]), "held_out": tuple(data["held_out"])}
        ),
        model=ModelConfig(**raw.get("model", {})),
        schedule=ScheduleConfig(**raw.get("schedule", {})),
        dev=tuple(raw["dev"]),
    )


def as_dict(config: RunConfig) -> dict[str, object]:
    """The configuration as plain values, for the record kept beside a model."""
    return dataclasses.asdict(config)
