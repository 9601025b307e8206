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
from .optimizer import Optimizer
from .start import START
from .workers import Gradients, agreed, run_workers

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
    """Train in ``run`` (made by ``prepare`` and ``vocab`` or ``start``) until time or steps end.

    Goes on from ``run/checkpoint.pt`` where there is one: same weights, optimiser state, data
    order and random state. Stops by itself where the decay of the learning rate ends. Every worker
    has one thread and a batch of its own; a step is taken on all batches together.
    """
    run_workers(config.schedule.workers, run, _train, config, data, run, minutes, max_steps)


def _train(
    rank: int, config: RunConfig, data: Path, run: Path, minutes: float, max_steps: int | None
) -> None:
    schedule = config.schedule
    torch.set_num_threads(1)
    torch.manual_seed(schedule.seed)
    corpus = load_corpus(run / "pairs.tsv", run / "source.spm", config.data)
    first = rank == 0
    if first:
        print(f"{len(corpus.pairs)} pairs, {corpus.skipped_long} too long and left out", flush=True)
    model = build_model(config.model, _embeddings(config, corpus, run))
    if config.model.start == "model":
        model.load_state_dict(torch.load(run / START, weights_only=True)["model"])
    gradients = Gradients(model)
    optimizer = Optimizer(model, schedule.optimizer, schedule.matrix_rate)
    progress = _resume(run, rank, model, optimizer)
    ends = [max_steps] if max_steps else []
    if schedule.decay_from is not None:
        ends.append(schedule.decay_from + schedule.decay_steps)
    last_step = min(ends, default=2**62)
    deadline = time.monotonic() + minutes * 60
    saved = reported = time.monotonic()
    window_loss, window_tokens = 0.0, 0
    stop = False
    while not stop and progress.step < last_step:
        batches = epoch_batches(corpus, schedule.batch_tokens, schedule.seed, progress.epoch)
        if len(batches) < schedule.workers:
            raise ValueError(f"{run}: fewer batches than workers; lower workers or batch_tokens")
        mine = batches[rank :: schedule.workers][: len(batches) // schedule.workers]
        for indices in mine[progress.batch :]:
            started = time.monotonic()
            pairs = [corpus.pairs[i] for i in indices]
            # Chance is a matter of seed, worker and step, so a resumed run needs no state of it.
            torch.manual_seed((schedule.seed * 2**20 + rank) * 2**32 + progress.step)
            loss, tokens = _step(model, gradients, optimizer, pairs, config, progress.step)
            now = time.monotonic()
            progress.step += 1
            progress.batch += 1
            progress.tokens += tokens
            progress.seconds += now - started
            window_loss += loss
            window_tokens += tokens
            if first and now - reported >= 60:
                print(
                    f"step {progress.step} epoch {progress.epoch}"
                    f" loss {window_loss / window_tokens:.3f}"
                    f" rate {learning_rate(schedule, progress.step):.2e}"
                    f" tokens/s {window_tokens / (now - reported):.0f}",
                    flush=True,
                )
                reported, window_loss, window_tokens = now, 0.0, 0
            if first and progress.step % schedule.validate_steps == 0:
                _validate(model, config, data, run, progress)
            if first and now - saved >= schedule.save_minutes * 60:
                _save(run, model, optimizer, progress)
                saved = now
            stop = agreed(progress.step >= last_step or now >= deadline)
            if stop:
                break
        else:
            progress.epoch += 1
            progress.batch = 0
    if first:
        _validate(model, config, data, run, progress)
        _save(run, model, optimizer, progress)


def _embeddings(config: RunConfig, corpus: Corpus, run: Path) -> torch.Tensor | None:
    if config.model.start != "cooccurrence" or (run / CHECKPOINT).exists():
        return None
    from .cooccurrence import cooccurrence_embeddings

    return torch.from_numpy(
        cooccurrence_embeddings(corpus, config.model.vocab_size, config.model.width)
    )


def _step(
    model: Any,
    gradients: Gradients,
    optimizer: Optimizer,
    pairs: list[Any],
    config: RunConfig,
    step: int,
) -> tuple[float, int]:
    schedule = config.schedule
    model.train()
    gradients.clear()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=schedule.bfloat16):
        loss, tokens = batch_loss(
            model,
            [source for source, _ in pairs],
            [target for _, target in pairs],
            schedule.label_smoothing,
            schedule.shortlist,
        )
    torch.autograd.backward(loss)
    total_loss, total_tokens = gradients.mean(loss.item(), tokens)
    torch.nn.utils.clip_grad_norm_(model.parameters(), schedule.clip)
    optimizer.step(learning_rate(schedule, step))
    return total_loss, total_tokens


def _validate(model: Any, config: RunConfig, data: Path, run: Path, progress: Progress) -> None:
    scores = {
        f"{Path(name).name} chrF": greedy_chrf(
            model, run / "source.spm", data / name, 100, config.data.langs
        )
        for name in config.dev
    }
    progress.history.append({"step": progress.step, "tokens": progress.tokens, **scores})
    print(f"step {progress.step} tokens {progress.tokens}", scores, flush=True)


def _save(run: Path, model: Any, optimizer: Optimizer, progress: Progress) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "progress": vars(progress),
    }
    partial = run / (CHECKPOINT + ".partial")
    torch.save(state, partial)
    partial.replace(run / CHECKPOINT)


def _resume(run: Path, rank: int, model: Any, optimizer: Optimizer) -> Progress:
    path = run / CHECKPOINT
    if not path.exists():
        return Progress()
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    progress = Progress(**state["progress"])
    if rank == 0:
        print(f"going on from step {progress.step}, {progress.tokens} tokens", flush=True)
    return progress
