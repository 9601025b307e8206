"""What an engine is: something that decodes batches of pieces by beam search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Decoding:
    """The settings of one decoding; a part of what identifies a translation in the memory.

    A penalty of ``None`` is the one that the model's record names, or 1 where it names none: how
    far beam search has to be pushed towards long or varied output differs from model to model.
    """

    beam: int = 4
    length_penalty: float | None = None
    max_pieces: int = 256
    repetition_penalty: float | None = None
    no_repeat_ngram: int = 0

    @property
    def penalties(self) -> tuple[float, float]:
        """The length penalty and the repetition penalty, 1 for ``None``."""
        length, repetition = self.length_penalty, self.repetition_penalty
        return 1.0 if length is None else length, 1.0 if repetition is None else repetition

    def as_dict(self) -> dict[str, Any]:
        """The settings as plain values, for the record in a bitext."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many pieces a model takes, ``</s>`` and a prefix left out.

    ``source`` is the most of a source, ``preferred`` the most that it is good at (``None``: all
    that it takes), ``target`` the most of a target that it is forced to.
    """

    source: int
    target: int
    preferred: int | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Target pieces without ``</s>``, and ``score``: the mean of their log probabilities.

    The mean includes ``</s>`` and does not depend on the length penalty. ``attention`` is there
    where it was asked for and the engine sees it while it searches; it lacks the last row where the
    search was stopped before ``</s>``.
    """

    pieces: tuple[str, ...]
    score: float
    attention: Attention | None = None


Attention = Sequence[Sequence[float]]
"""Where a decoder looks: a row for each target piece, which sums to 1 over the source's pieces.

A row is where it looks once it has chosen that piece, while it chooses the next one or ``</s>``.
Columns past the source are padding.
"""


class Engine(Protocol):
    """An implementation of beam search over a Marian model.

    ``parallel`` is how many batches it decodes at once, when as many threads ask. It is ``steady``
    where what a source becomes does not depend, not even in the last digit, on the other sources
    of its batch, so long as all are padded to one width.
    """

    name: str
    parallel: int
    steady: bool

    def decode(
        self,
        batch: Sequence[Sequence[str]],
        decoding: Decoding,
        *,
        count: int = 1,
        width: int = 0,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """The ``count`` best hypotheses for each source of ``batch`` (pieces and ``</s>``).

        In order, the best first, and the same best one whatever the count. More than one take no
        longer, up to as many as the beam, which holds them all, is wide. Sources are padded to
        ``width``, or to the longest of them where that is more. With ``attention`` hypotheses tell
        where the decoder looked, if the engine sees that.
        """
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
