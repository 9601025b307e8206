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

    A weight of 0 leaves the pair out, 1 takes it once, 0.25 in every fourth epoch by lot, 2 twice.
    ``sources`` wins over ``classes``. ``reverse`` trains from the fourth column to the third.
    ``tags`` puts a piece such as ``<BT>`` before the source of a class; classes in ``lists`` (bare
    words) are joined to lists of a few; ``noise`` is the share of pairs of which a damaged copy is
    added (see ``noise.py``).
    """

    files: tuple[str, ...]
    held_out: tuple[str, ...]
    classes: dict[str, float]
    sources: dict[str, float] = field(default_factory=dict)
    max_tokens: int = 128
    reverse: bool = False
    tags: dict[str, str] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    noise: float = 0.0

    @property
    def langs(self) -> tuple[str, str]:
        """Source and target language of the run."""
        return ("en", "kk") if self.reverse else ("kk", "en")

    def weight(self, source: str, klass: str) -> float:
        """How often an epoch takes a pair of this source and class."""
        return self.sources.get(source, self.classes.get(klass, 0.0))


@dataclass(frozen=True)
class ModelConfig:
    """The shape of the Marian transformer (terms as in ``MarianConfig``) and its start.

    ``start``: random embeddings, those of ``cooccurrence.py``, or the weights of a ``model`` (put
    into the run's folder by ``python -m scripts.train start``).
    """

    vocab_size: int = 8000
    width: int = 256
    ffn: int = 1024
    heads: int = 4
    encoder_layers: int = 6
    decoder_layers: int = 2
    dropout: float = 0.1
    start: Literal["random", "cooccurrence", "model"] = "random"


@dataclass(frozen=True)
class ScheduleConfig:
    """Warm-up, then constant, then (from step ``decay_from``) linear to zero in ``decay_steps``.

    The constant middle lets a run be decayed and shipped while its undecayed checkpoint goes on
    (warmup-stable-decay, Hu et al. 2024, "MiniCPM"). ``batch_tokens`` is each worker's;
    ``matrix_rate`` is Muon's share of the learning rate; ``shortlist`` is how many absent pieces
    stand in the softmax for all of them (``None``: it is over the whole vocabulary).
    """

    peak: float = 1e-3
    warmup: int = 500
    decay_from: int | None = None
    decay_steps: int = 1000
    batch_tokens: int = 2000
    label_smoothing: float = 0.1
    clip: float = 1.0
    seed: int = 1
    workers: int = 1
    optimizer: Literal["adamw", "muon"] = "adamw"
    matrix_rate: float = 1.0
    shortlist: int | None = None
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
            **data | {key: tuple(data.get(key, ())) for key in ("files", "held_out", "lists")}
        ),
        model=ModelConfig(**raw.get("model", {})),
        schedule=ScheduleConfig(**raw.get("schedule", {})),
        dev=tuple(raw["dev"]),
    )


def as_dict(config: RunConfig) -> dict[str, object]:
    """The configuration as plain values, for the record kept beside a model."""
    return dataclasses.asdict(config)
