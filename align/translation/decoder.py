"""One batch of pieces to what the memory keeps of it: decode, check, repair, spell, link words."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import replace

from ..repetition import falls_into_repetition
from ..stages import timed
from .batching import WIDTH_MOST, width_of
from .engine import Attention, Decoding, Engine, ForcingEngine, Hypothesis
from .links import link_numbers
from .memory import Numbers, Remembered
from .repair import Judge, Repair, Repairer
from .tokenizer import Tokenizer


class Stopped(Exception):
    """Nobody waits for the batch any longer."""


class Decoder:
    """Decodes batches with one engine; several threads may use it.

    ``judge`` finds errors, for which another hypothesis is taken where there is a better one.
    ``linking`` is the engine where words can be linked by it, ``stop`` makes a batch in progress
    end with ``Stopped`` at the next opportunity. ``most`` is the most texts of a batch: one where
    the engine is not steady.
    """

    def __init__(
        self,
        engine: Engine,
        tokenizer: Tokenizer,
        decoding: Decoding,
        *,
        judge: Judge | None = None,
        linking: ForcingEngine | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self.tokenizer = tokenizer
        self.most = WIDTH_MOST if engine.steady else 1
        self._engine = engine
        self._decoding = decoding
        self._judge = judge
        self._repairer = Repairer(judge, engine, tokenizer, decoding) if judge else None
        self._linking = linking
        self._stop = stop or threading.Event()

    def settings(self) -> dict[str, object]:
        """All that what is made of a text depends on but the model and the text."""
        settings: dict[str, object] = {
            "engine": self._engine.name,
            "prefix": self.tokenizer.prefix,
            "decoding": self._decoding.as_dict(),
        }
        return settings | {"judge": self._judge.name} if self._judge else settings

    def decode(
        self, texts: Sequence[str], batch: Sequence[list[str]], words: bool
    ) -> list[Remembered]:
        """What is made of each text, whose pieces ``batch`` holds; with ``words`` links as well."""
        self._go_on()
        looks = words and self._linking is not None
        with timed("translate"):
            searched = self._search(batch, looks)
        with timed("repair"):
            found = [
                self._settled(source, best[0], looks)
                for source, best in zip(batch, searched, strict=True)
            ]
            repairs: dict[int, Repair] = {}
            if self._repairer is not None:
                self._go_on()
                first = [hypothesis for hypothesis, _ in found]
                repairs = self._repairer.repair(texts, batch, first, searched, looks)
        chosen: list[Hypothesis] = []
        remembered = []
        for index, (hypothesis, repeated) in enumerate(found):
            better = repairs.get(index)
            chosen.append(better.hypothesis if better else hypothesis)
            if better and not falls_into_repetition(chosen[-1].pieces, batch[index]):
                repeated = 0
            score = round(math.exp(min(0.0, chosen[-1].score)), 4)
            note = better.note if better else ""
            target = self.tokenizer.decode(chosen[-1].pieces)
            remembered.append(Remembered(target, score, repeated, note))
        if not words:
            return remembered
        with timed("words"):
            links = self._links(texts, batch, chosen, [some.target for some in remembered])
        return [replace(one, words=some) for one, some in zip(remembered, links, strict=True)]

    def _search(self, batch: Sequence[list[str]], looks: bool) -> list[list[Hypothesis]]:
        """The hypotheses of each source, the best first; only that where nobody judges them."""
        return self._engine.decode(
            batch,
            self._decoding,
            count=1 if self._judge is None else self._decoding.beam,
            width=width_of(max(map(len, batch))),
            attention=looks,
        )

    def _settled(self, source: list[str], first: Hypothesis, looks: bool) -> tuple[Hypothesis, int]:
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
        ((second,),) = self._engine.decode([source], settings, attention=looks)
        if not falls_into_repetition(second.pieces, source):
            return second, 1
        return min(first, second, key=lambda hypothesis: len(hypothesis.pieces)), 2

    def _links(
        self,
        texts: Sequence[str],
        batch: Sequence[list[str]],
        chosen: Sequence[Hypothesis],
        targets: Sequence[str],
    ) -> list[Numbers]:
        """The links of each text; none where the model cannot tell."""
        links: list[Numbers] = [()] * len(texts)
        spoken = [index for index, target in enumerate(targets) if target]
        if self._linking is None or not spoken:
            return links
        attention: dict[int, Attention] = {}
        unseen = []
        for index in spoken:
            rows = chosen[index].attention
            if rows is None:
                unseen.append(index)
            else:
                attention[index] = rows
        if unseen:
            self._go_on()
            forced = self._linking.attend(
                [batch[index] for index in unseen], [chosen[index].pieces for index in unseen]
            )
            attention.update(zip(unseen, forced, strict=True))
        for index, rows in attention.items():
            counts = len(texts[index].split()), len(targets[index].split())
            links[index] = link_numbers(counts, (batch[index], chosen[index].pieces), rows)
        return links

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped
