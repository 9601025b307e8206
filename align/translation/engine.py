"""What an engine is: something that decodes batches of pieces by beam search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Decoding:
    """The settings of one decoding; a part of what identifies a translation in the memory."""

    beam: int = 4
    length_penalty: float = 1.0
    max_pieces: int = 256
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain values, for the record in a bitext."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Target pieces without ``</s>``, and ``score``: their summed log probability over their count.

    The count includes ``</s>``; with the length penalty at 1 it is the mean log probability.
    """

    pieces: tuple[str, ...]
    score: float


Attention = Sequence[Sequence[float]]
"""What ``ForcingEngine.attend`` reports of one target.

A row for each target piece, and one for ``</s>``; each row sums to 1 over the source's pieces.

A row is where the decoder looks while it chooses that piece.
"""


class Engine(Protocol):
    """An implementation of beam search over a Marian model."""

    name: str

    def decode(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each source of ``batch`` (pieces and ``</s>``), in order."""
        ...


class ForcingEngine(Engine, Protocol):
    """An engine that can also be made to give a target that exists; both of the package's can."""

    def score(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[float]:
        """The summed log probability of each target (pieces without ``</s>``) and its ``</s>``."""
        ...

    def attend(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[Attention]:
        """Where the decoder looks as it is made to give each target, with the model's best head."""
        ...
