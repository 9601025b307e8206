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


class Engine(Protocol):
    """An implementation of beam search over a Marian model."""

    name: str

    def decode(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """The best hypothesis for each source of ``batch`` (pieces and ``</s>``), in order."""
        ...

    def decode_best(
        self, batch: Sequence[Sequence[str]], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """As many hypotheses for each source as the beam is wide, the best first."""
        ...
