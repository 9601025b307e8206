"""The default engine: CTranslate2, int8 on the CPU."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from ..errors import ModelError
from .engine import Attention, Decoding, Hypothesis


class CTranslate2Engine:
    """Decodes with the model in ``folder`` (a CTranslate2 model), ``threads`` batches at once.

    Each batch is decoded by one thread: sharing the small matrices of one batch among threads gains
    less, and results cannot depend on how many there are.
    """

    name = "ctranslate2"

    def __init__(self, folder: Path, threads: int, compute_type: str = "int8") -> None:
        import ctranslate2

        if not (folder / "model.bin").is_file():
            raise ModelError(
                f"{folder}: no CTranslate2 model (model.bin) here; pull the model again"
            )
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type=compute_type,
                inter_threads=threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{folder}: CTranslate2 cannot load this model: {error}") from error
        self.parallel = threads
        # Products of whole numbers are exact, whatever the shape of the matrices; the float ones of
        # attention are done source by source, and have one shape where the lengths are equal.
        self.steady = str(self._translator.compute_type).startswith("int8")

    def decode(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine.decode``."""
        return [best[0] for best in self._decode(batch, decoding, 1)]

    def decode_best(
        self, batch: Sequence[Sequence[str]], decoding: Decoding
    ) -> list[list[Hypothesis]]:
        """See ``Engine.decode_best``."""
        return self._decode(batch, decoding, decoding.beam)

    def _decode(
        self, batch: Sequence[Sequence[str]], decoding: Decoding, count: int
    ) -> list[list[Hypothesis]]:
        length_penalty, repetition_penalty = decoding.penalties
        results = self._translator.translate_batch(
            [list(pieces) for pieces in batch],
            beam_size=decoding.beam,
            num_hypotheses=count,
            length_penalty=length_penalty,
            repetition_penalty=repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_decoding_length=decoding.max_pieces,
            max_input_length=0,
            return_scores=True,
        )
        found = []
        for result in results:
            best = []
            for pieces, score in zip(result.hypotheses, result.scores, strict=True):
                # CTranslate2 divides by the length, </s> included, to the power of the penalty.
                length = min(len(pieces) + 1, decoding.max_pieces)
                best.append(Hypothesis(tuple(pieces), score * length ** (length_penalty - 1)))
            found.append(best)
        return found

    def score(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[float]:
        """See ``Engine.score``."""
        results = self._translator.score_batch(
            [list(pieces) for pieces in batch],
            [list(pieces) for pieces in targets],
            max_input_length=0,
        )
        return [math.fsum(result.log_probs) for result in results]

    def attend(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[Attention]:
        """See ``Engine.attend``: the head is the one that the conversion put first.

        What ``translate_batch`` reports of a beam search comes free, but belongs to other sources
        or hypotheses where a batch has more than one source (CTranslate2 4.8).
        """
        results = self._translator.translate_batch(
            [list(pieces) for pieces in batch],
            target_prefix=[list(pieces) for pieces in targets],
            beam_size=1,
            max_decoding_length=max(map(len, targets)) + 1,
            max_input_length=0,
            return_attention=True,
            return_end_token=True,
        )
        return [
            result.attention[0][: len(pieces) + 1]
            for result, pieces in zip(results, targets, strict=True)
        ]
