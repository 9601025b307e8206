"""The default engine: CTranslate2, int8 on the CPU."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from ..errors import ModelError
from .engine import Attention, Decoding, Hypothesis
from .tokenizer import END


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
        # attention are done source by source, and have one shape where the padding is the same.
        self.steady = str(self._translator.compute_type).startswith("int8")

    def decode(
        self,
        batch: Sequence[Sequence[str]],
        decoding: Decoding,
        *,
        count: int = 1,
        width: int = 0,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """See ``Engine.decode``."""
        length_penalty, repetition_penalty = decoding.penalties
        results = self._translator.translate_batch(
            _filled(batch, width),
            beam_size=decoding.beam,
            num_hypotheses=count,
            length_penalty=length_penalty,
            repetition_penalty=repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_decoding_length=decoding.max_pieces,
            max_input_length=0,
            return_scores=True,
            return_attention=attention,
            return_end_token=attention,  # without it the row of </s> is left out as well
        )
        found = []
        for result in results[: len(batch)]:
            best = []
            looks = result.attention if attention else [None] * len(result.scores)
            for generated, score, rows in zip(result.hypotheses, result.scores, looks, strict=True):
                pieces = tuple(generated[:-1] if generated[-1:] == [END] else generated)
                # CTranslate2 divides by the length, </s> included, to the power of the penalty.
                length = min(len(pieces) + 1, decoding.max_pieces)
                mean = score * length ** (length_penalty - 1)
                # In a batch the first row of a beam search is that of another source (CTranslate2
                # 4.8), but it stands before the first piece, and attention begins after that.
                best.append(Hypothesis(pieces, mean, rows and rows[1:]))
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
        """See ``Engine.attend``: the head is the one that the conversion put first."""
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
            result.attention[0][1 : len(pieces) + 1]
            for result, pieces in zip(results, targets, strict=True)
        ]


def _filled(batch: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The batch, with one source more at its end where no other is as long as ``width``.

    CTranslate2 pads as far as the longest source. The one more is the first with a piece repeated,
    so that it takes about as long to decode as the others.
    """
    sources = [list(pieces) for pieces in batch]
    if sources and max(map(len, sources)) < width:
        first = sources[0]
        sources.append([*first[:1] * (width - len(first)), *first])
    return sources
