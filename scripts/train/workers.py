"""Several processes that train one model: each takes a batch, all take the same step.

Two PyTorch threads on two busy cores get in each other's way at every operation; two processes of
one thread meet once a step.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import distributed
from torch.multiprocessing.spawn import spawn


def run_workers(count: int, run: Path, work: Callable[..., None], *arguments: Any) -> None:
    """Call ``work(rank, *arguments)`` in ``count`` processes (in this one where it is 1)."""
    if count == 1:
        work(0, *arguments)
        return
    meeting = run / "workers"
    meeting.unlink(missing_ok=True)
    spawn_all: Callable[..., Any] = spawn
    spawn_all(_work, (count, meeting, work, arguments), nprocs=count)


def _work(
    rank: int, count: int, meeting: Path, work: Callable[..., None], arguments: tuple[Any, ...]
) -> None:
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    distributed.init_process_group(
        "gloo", init_method=meeting.resolve().as_uri(), rank=rank, world_size=count
    )
    try:
        work(rank, *arguments)
    finally:
        distributed.destroy_process_group()


def cut(flat: torch.Tensor, parameters: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Views of ``flat``, one after another, in the shapes of ``parameters``."""
    parts = []
    start = 0
    for parameter in parameters:
        parts.append(flat[start : start + parameter.numel()].view_as(parameter))
        start += parameter.numel()
    return parts


class Gradients:
    """The gradients of a model in one flat array, so that summing them is one message."""

    def __init__(self, model: torch.nn.Module) -> None:
        parameters = [p for p in model.parameters() if p.requires_grad]
        self._flat = torch.zeros(sum(p.numel() for p in parameters))
        for parameter, part in zip(parameters, cut(self._flat, parameters), strict=True):
            parameter.grad = part

    def mean(self, loss: float, tokens: int) -> tuple[float, int]:
        """Turn each worker's sum into the mean over all tokens; all workers' loss and tokens."""
        totals = torch.tensor([loss, tokens], dtype=torch.float64)
        if distributed.is_initialized():
            distributed.all_reduce(totals)
            distributed.all_reduce(self._flat)
        self._flat /= max(1.0, float(totals[1]))
        return float(totals[0]), int(totals[1])

    def clear(self) -> None:
        """Before the next batch."""
        self._flat.zero_()


def agreed(flag: bool) -> bool:
    """What the first worker says, for all: clocks differ, and all have to stop together."""
    if not distributed.is_initialized():
        return flag
    said = torch.tensor([flag], dtype=torch.uint8)
    distributed.broadcast(said, src=0)
    return bool(said[0])
