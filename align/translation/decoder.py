"""One batch of pieces to what the memory keeps of it: decode, check, repair, spell, link words."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import replace

from ..repetition import falls_into_repetition
from ..stages import timed
from .engine import Decoding, Engine, ForcingEngine, Hypothesis
from .links import link_numbers
from .memory import Numbers, Remembered
from .repair import Judge, Repair, repair
from .tokenizer import Tokenizer


class Stopped(Exception):
    """Nobody waits for the batch any longer."""


class Decoder:
    """Decodes batches with one engine; several threads may use it.

    ``forcing`` is the engine where words can be linked by it, ``stop`` makes a batch in progress
    end with ``Stopped`` at the next opportunity.
    """

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        decoding: Decoding,
        judge: Judge | None,
        forcing: ForcingEngine | None,
        stop: threading.Event,
    ) -> None:
        self._engine = engine
        self._tokenizer = tokenizer
        self._decoding = decoding
        self._judge = judge
        self._forcing = forcing
        self._stop = stop

    def decode(
        self, texts: Sequence[str], batch: Sequence[list[str]], words: bool
    ) -> list[Remembered]:
        """What is made of each text, whose pieces ``batch`` holds; with ``words`` links as well."""
        self._go_on()
        words_here = words and self._forcing is not None
        with timed("translate"):
            first = self._engine.decode(batch, self._decoding, words_here)
        with timed("repair"):
            found = [self._settled(*both) for both in zip(batch, first, strict=True)]
            repairs = self._repairs(texts, batch, [hypothesis for hypothesis, _ in found])
        remembered = []
        for index, (hypothesis, repeated) in enumerate(found):
            better = repairs.get(index)
            chosen = better.hypothesis if better else hypothesis
            if better and not falls_into_repetition(chosen.pieces, batch[index]):
                repeated = 0
            target = self._spell(chosen)
            numbers: Numbers | None = () if words else None
            if words_here:
                with timed("words"):
                    numbers = self._linked(texts[index], batch[index], target, chosen)
            score = round(math.exp(min(0.0, chosen.score)), 4)
            kinds = ", ".join(better.kinds) if better else ""
            remembered.append(Remembered(target, score, repeated, kinds, numbers))
        return remembered

    def _repairs(
        self, texts: Sequence[str], batch: Sequence[list[str]], found: Sequence[Hypothesis]
    ) -> dict[int, Repair]:
        if self._judge is None:
            return {}
        self._go_on()
        return repair(
            texts,
            batch,
            found,
            judge=self._judge,
            engine=self._engine,
            decoding=self._decoding,
            spell=self._spell,
        )

    def _settled(self, source: list[str], first: Hypothesis) -> tuple[Hypothesis, int]:
        """The hypothesis, or where it loops a second one that forbids repeated 3-grams.

        The number is that of ``Remembered.repeated``; where both loop the shorter one is taken.
        """
        if not falls_into_repetition(first.pieces, source):
            return first, 0
        self._go_on()
        settings = replace(
            self._decoding,
            no_repeat_ngram=3,
            repetition_penalty=1.2,
            max_pieces=min(self._decoding.max_pieces, 2 * len(source) + 10),
        )
        second = self._engine.decode([source], settings)[0]
        if not falls_into_repetition(second.pieces, source):
            return second, 1
        return min(first, second, key=lambda hypothesis: len(hypothesis.pieces)), 2

    def _linked(self, text: str, source: list[str], target: str, hypothesis: Hypothesis) -> Numbers:
        attention = hypothesis.attention
        if not target or self._forcing is None:
            return ()
        if attention is None:
            attention = self._forcing.attend([source], [hypothesis.pieces])[0]
        counts = len(text.split()), len(target.split())
        return link_numbers(counts, (source, hypothesis.pieces), attention)

    def _spell(self, hypothesis: Hypothesis) -> str:
        # A model with byte pieces can spell a line break, and one line has to stay one.
        return " ".join(self._tokenizer.decode(hypothesis.pieces).split())

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped
