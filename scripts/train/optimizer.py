"""Muon for the network's matrices, AdamW for everything else; both step together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import distributed

from .workers import cut

# Coefficients of the quintic Newton-Schulz iteration, chosen by Jordan et al. (2024) so that five
# rounds bring every singular value near 1 from anywhere in (0, 1].
_A, _B, _C = 3.4445, -4.7750, 2.0315
_ROUNDS = 5


def orthogonalised(matrix: torch.Tensor) -> torch.Tensor:
    """The nearest matrix (roughly) with all singular values at 1, for a matrix of any shape.

    ``torch.optim.Muon`` does this in bfloat16, which is twenty times slower than float32 on
    processors without bfloat16 arithmetic.
    """
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(_ROUNDS):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=_B, alpha=_C), x, beta=_A)
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum whose update is orthogonalised (Jordan et al. 2024, "Muon").

    The update is scaled as Liu et al. (2025, "Muon is scalable for LLM training") do, so that its
    size is that of an AdamW update at the same learning rate. With several workers each makes its
    share of the updates and all get the sum, so that every worker takes the same step.
    """

    def __init__(
        self, matrices: Iterable[torch.nn.Parameter], momentum: float = 0.95, decay: float = 0.01
    ) -> None:
        super().__init__(matrices, {"lr": 0.0, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> None:  # type: ignore[override]
        """Take one step from the gradients; ``closure`` is not used."""
        workers = distributed.get_world_size() if distributed.is_initialized() else 1
        rank = distributed.get_rank() if workers > 1 else 0
        for group in self.param_groups:
            matrices = group["params"]
            updates = torch.zeros(sum(matrix.numel() for matrix in matrices))
            shares = cut(updates, matrices)
            for number, (matrix, share) in enumerate(zip(matrices, shares, strict=True)):
                state = self.state[matrix]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(matrix)
                state["momentum"].lerp_(matrix.grad, 1 - group["momentum"])
                if number % workers == rank:
                    ahead = matrix.grad.lerp(state["momentum"], group["momentum"])
                    scale = 0.2 * max(matrix.shape) ** 0.5
                    share.copy_(orthogonalised(ahead).mul_(scale))
            if workers > 1:
                distributed.all_reduce(updates)
            for matrix, share in zip(matrices, shares, strict=True):
                matrix.mul_(1 - group["lr"] * group["decay"])
                matrix.sub_(share, alpha=group["lr"])


class Optimizer:
    """One or two optimisers of ``torch`` behind one face; ``kind`` is ``adamw`` or ``muon``.

    With ``muon`` the embeddings (tied to the output layer), norms and biases stay with AdamW.
    """

    def __init__(self, model: torch.nn.Module, kind: str, matrix_rate: float = 1.0) -> None:
        matrices: list[torch.nn.Parameter] = []
        others: list[torch.nn.Parameter] = []
        for name, parameter in model.named_parameters():
            is_matrix = kind == "muon" and parameter.dim() == 2 and ".layers." in name
            (matrices if is_matrix else others).append(parameter)
        self._matrix_rate = matrix_rate
        self._parts: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(others, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        ]
        if matrices:
            self._parts.append(Muon(matrices))

    def step(self, rate: float) -> None:
        """One step at learning rate ``rate`` (for matrices ``matrix_rate`` times that)."""
        for part, factor in zip(self._parts, (1.0, self._matrix_rate), strict=False):
            for group in part.param_groups:
                group["lr"] = rate * factor
            part.step()

    def state_dict(self) -> list[dict[str, Any]]:
        """The state of each part."""
        return [part.state_dict() for part in self._parts]

    def load_state_dict(self, states: list[dict[str, Any]]) -> None:
        """Take over what ``state_dict`` gave."""
        for part, state in zip(self._parts, states, strict=True):
            part.load_state_dict(state)
