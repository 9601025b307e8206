"""The training loop: resumable to the batch, one progress line a minute, a checkpoint every few."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from .batches import Corpus, epoch_batches, load_corpus
from .config import RunConfig, ScheduleConfig
from .evaluate import greedy_chrf
from .marian import batch_loss, build_model

CHECKPOINT = "checkpoint.pt"


@dataclass
class Progress:
    """Where a run stands; everything that a resumed run needs beside weights and optimiser."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    tokens: int = 0
    seconds: float = 0.0
    history: list[dict[str, float]] = field(default_factory=list)


def learning_rate(schedule: ScheduleConfig, step: int) -> float:
    """Warm-up, constant, and the linear decay to zero; see ``ScheduleConfig``."""
    rate = schedule.peak * min(1.0, (step + 1) / schedule.warmup)
    if schedule.decay_from is not None and step >= schedule.decay_from:
        rate *= max(0.0, 1 - (step - schedule.decay_from) / schedule.decay_steps)
    return rate


def train(config: RunConfig, data: Path, run: Path, minutes: float, max_steps: int | None) -> None:
    """Train in ``run`` (made by ``prepare`` and ``vocab``) until time or steps are used up.

    Goes on from ``run/checkpoint.pt`` where there is one: same weights, optimiser state, data
    order and random state. Stops by itself where the decay of the learning rate ends.
    """
    schedule = config.schedule
    torch.set_num_threads(schedule.threads)
    torch.manual_seed(schedule.seed)
    corpus = load_corpus(run / "pairs.tsv", run / "source.spm", config.data.max_tokens)
    print(f"{len(corpus.pairs)} pairs, {corpus.skipped_long} too long and left out", flush=True)
    model = build_model(config.model, _embeddings(config, corpus, run))
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=schedule.peak, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    progress = _resume(run, model, optimizer)
    ends = [max_steps] if max_steps else []
    if schedule.decay_from is not None:
        ends.append(schedule.decay_from + schedule.decay_steps)
    last_step = min(ends, default=2**62)
    deadline = time.monotonic() + minutes * 60
    saved = reported = time.monotonic()
    window_loss, window_tokens = 0.0, 0
    while progress.step < last_step and time.monotonic() < deadline:
        batches = epoch_batches(corpus, schedule.batch_tokens, schedule.seed, progress.epoch)
        for indices in batches[progress.batch :]:
            started = time.monotonic()
            pairs = [corpus.pairs[i] for i in indices]
            loss, tokens = _step(model, optimizer, pairs, config, progress.step)
            now = time.monotonic()
            progress.step += 1
            progress.batch += 1
            progress.tokens += tokens
            progress.seconds += now - started
            window_loss += loss
            window_tokens += tokens
            if now - reported >= 60:
                print(
                    f"step {progress.step} epoch {progress.epoch}"
                    f" loss {window_loss / window_tokens:.3f}"
                    f" rate {learning_rate(schedule, progress.step):.2e}"
                    f" tokens/s {window_tokens / (now - reported):.0f}",
                    flush=True,
                )
                reported, window_loss, window_tokens = now, 0.0, 0
            if progress.step % schedule.validate_steps == 0:
                _validate(model, config, data, run, progress)
            if now - saved >= schedule.save_minutes * 60:
                _save(run, model, optimizer, progress)
                saved = now
            if progress.step >= last_step or now >= deadline:
                break
        else:
            progress.epoch += 1
            progress.batch = 0
    _validate(model, config, data, run, progress)
    _save(run, model, optimizer, progress)


def _embeddings(config: RunConfig, corpus: Corpus, run: Path) -> torch.Tensor | None:
    if config.model.start == "random" or (run / CHECKPOINT).exists():
        return None
    from .cooccurrence import cooccurrence_embeddings

    return torch.from_numpy(
        cooccurrence_embeddings(corpus, config.model.vocab_size, config.model.width)
    )


def _step(
    model: Any, optimizer: Any, pairs: list[Any], config: RunConfig, step: int
) -> tuple[float, int]:
    schedule = config.schedule
    for group in optimizer.param_groups:
        group["lr"] = learning_rate(schedule, step)
    model.train()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=schedule.bfloat16):
        loss, tokens = batch_loss(
            model, [s for s, _ in pairs], [t for _, t in pairs], schedule.label_smoothing
        )
    torch.autograd.backward(loss / tokens)
    torch.nn.utils.clip_grad_norm_(model.parameters(), schedule.clip)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return loss.item(), tokens


def _validate(model: Any, config: RunConfig, data: Path, run: Path, progress: Progress) -> None:
    scores = {
        f"{Path(name).name} chrF": greedy_chrf(model, run / "source.spm", data / name, limit=100)
        for name in config.dev
    }
    progress.history.append({"step": progress.step, "tokens": progress.tokens, **scores})
    print(f"step {progress.step} tokens {progress.tokens}", scores, flush=True)


def _save(run: Path, model: Any, optimizer: Any, progress: Progress) -> None:
    partial = run / (CHECKPOINT + ".partial")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "progress": vars(progress),
        },
        partial,
    )
    partial.replace(run / CHECKPOINT)


def _resume(run: Path, model: Any, optimizer: Any) -> Progress:
    path = run / CHECKPOINT
    if not path.exists():
        return Progress()
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    progress = Progress(**state["progress"])
    print(f"going on from step {progress.step}, {progress.tokens} tokens", flush=True)
    return progress
