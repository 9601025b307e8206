"""The default engine: CTranslate2, int8 on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import ModelError
from .engine import Decoding, Hypothesis


class CTranslate2Engine:
    """Decodes with the model in ``folder`` (a CTranslate2 model) on ``threads`` threads."""

    name = "ctranslate2"

    def __init__(self, folder: Path, threads: int, compute_type: str = "int8") -> None:
        import ctranslate2

        if not (folder / "model.bin").is_file():
            raise ModelError(
                f"{folder}: no CTranslate2 model (model.bin) here; pull the model again"
            )
        try:
            self._translator = ctranslate2.Translator(
                str(folder), device="cpu", compute_type=compute_type, intra_threads=threads
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{folder}: CTranslate2 cannot load this model: {error}") from error

    def decode(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[Hypothesis]:
        """See ``Engine.decode``."""
        length_penalty, repetition_penalty = decoding.penalties
        results = self._translator.translate_batch(
            [list(pieces) for pieces in batch],
            beam_size=decoding.beam,
            length_penalty=length_penalty,
            repetition_penalty=repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_decoding_length=decoding.max_pieces,
            max_input_length=0,
            return_scores=True,
        )
        found = []
        for result in results:
            pieces, score = result.hypotheses[0], float(result.scores[0])
            # CTranslate2 divides by the length, </s> included, to the power of the penalty.
            count = min(len(pieces) + 1, decoding.max_pieces)
            found.append(Hypothesis(tuple(pieces), score * count ** (length_penalty - 1)))
        return found
