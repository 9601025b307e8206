"""The reference engine: ``MarianMTModel.generate`` of transformers 5, float32."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ModelError
from .engine import Attention, Decoding, Hypothesis
from .tokenizer import END


class TransformersEngine:
    """Decodes with the weights in ``folder`` (Hugging Face layout, safetensors only).

    ``alignment_head`` is the layer and the head of the decoder that ``attend`` reports.
    """

    name = "transformers"
    parallel = 1
    steady = False

    def __init__(
        self, folder: Path, threads: int, alignment_head: tuple[int, int] | None = None
    ) -> None:
        try:
            import torch
            from transformers import MarianMTModel
            from transformers.utils import logging
        except ImportError as error:
            raise ModelError(
                "the transformers engine is not installed: pip install 'qatarlas[transformers]'"
            ) from error
        if not (folder / "model.safetensors").is_file():
            raise ModelError(
                f"{folder}: no model.safetensors here; this model has CTranslate2 weights only"
            )
        torch.set_num_threads(threads)
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._torch = torch
        self._alignment_head = alignment_head
        model: Any = MarianMTModel.from_pretrained(
            folder,
            use_safetensors=True,
            local_files_only=True,
            dtype=torch.float32,
            # Other implementations of attention do not keep the weights.
            attn_implementation="eager",
        )
        config = model.config
        shape = config.decoder_layers, config.decoder_attention_heads
        if alignment_head is not None and not all(
            number < most for number, most in zip(alignment_head, shape, strict=True)
        ):
            raise ModelError(
                f"{folder}: has no head {alignment_head}, which the model's record names for word"
                " links; convert the model again"
            )
        self._model = model.eval()
        vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = vocabulary
        self._pieces = {index: piece for piece, index in vocabulary.items()}

    def decode(
        self,
        batch: Sequence[Sequence[str]],
        decoding: Decoding,
        *,
        count: int = 1,
        width: int = 0,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """See ``Engine.decode``; attention is left to ``attend``."""
        output = self._generate(self._tensor(batch, width), decoding, count)
        steps = self._model.compute_transition_scores(
            output.sequences,
            output.scores,
            getattr(output, "beam_indices", None),
            normalize_logits=False,
        )
        found = [
            self._hypothesis(row[1:], scores)
            for row, scores in zip(output.sequences.tolist(), steps.tolist(), strict=True)
        ]
        return [found[start : start + count] for start in range(0, len(found), count)]

    def _hypothesis(self, generated: list[int], scores: list[float]) -> Hypothesis:
        """What was generated as numbers, with the log probability of each, as a hypothesis."""
        pad, end = self._model.config.pad_token_id, self._ids[END]
        stop = generated.index(end) if end in generated else len(generated)
        # Padding may stand between the end of a row and the end of the longest one.
        pieces = tuple(self._pieces[index] for index in generated[:stop] if index != pad)
        length = min(stop + 1, len(generated))
        return Hypothesis(pieces, sum(scores[:length]) / max(1, length))

    def _generate(self, ids: Any, decoding: Decoding, count: int) -> Any:
        """``count`` sequences for each row of ``ids``, one row after the other, with scores."""
        length_penalty, repetition_penalty = decoding.penalties
        pad = self._model.config.pad_token_id
        with self._torch.inference_mode():
            return self._model.generate(
                input_ids=ids,
                attention_mask=(ids != pad).long(),
                num_beams=decoding.beam,
                num_return_sequences=count,
                do_sample=False,
                length_penalty=length_penalty,
                repetition_penalty=repetition_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_new_tokens=decoding.max_pieces,
                max_length=None,
                # With a beam, stop when as many hypotheses are finished as the beam is wide, as
                # CTranslate2 does; generate's own rule for stopping differs.
                early_stopping=decoding.beam > 1,
                bad_words_ids=[[pad]],
                # Models put a forced </s> at the length limit there; CTranslate2 does not.
                forced_eos_token_id=None,
                renormalize_logits=True,
                return_dict_in_generate=True,
                output_scores=True,
            )

    def score(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[float]:
        """See ``Engine.score``."""
        torch, pad = self._torch, self._model.config.pad_token_id
        wanted = self._tensor([[*pieces, END] for pieces in targets])
        logits = self._force(batch, targets, attentions=False).logits
        logits[:, :, pad] = float("-inf")  # never generated, so it has no share
        chosen = torch.log_softmax(logits, -1).gather(-1, wanted.unsqueeze(-1)).squeeze(-1)
        scores: list[float] = chosen.masked_fill(wanted == pad, 0.0).double().sum(-1).tolist()
        return scores

    def attend(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]
    ) -> list[Attention]:
        """See ``Engine.attend``."""
        layer, head = self._alignment_head or (-1, 0)
        rows = self._force(batch, targets, attentions=True).cross_attentions[layer][:, head]
        return [
            some[1 : len(target) + 1, : len(source)].tolist()
            for some, source, target in zip(rows, batch, targets, strict=True)
        ]

    def _force(
        self, batch: Sequence[Sequence[str]], targets: Sequence[Sequence[str]], attentions: bool
    ) -> Any:
        pad = self._model.config.pad_token_id
        ids = self._tensor(batch)
        with self._torch.no_grad():
            return self._model(
                input_ids=ids,
                attention_mask=(ids != pad).long(),
                decoder_input_ids=self._tensor([["<pad>", *pieces] for pieces in targets]),
                output_attentions=attentions,
            )

    def _tensor(self, batch: Sequence[Sequence[str]], width: int = 0) -> Any:
        """The pieces as numbers, padded at the end of the row."""
        unknown, pad = self._ids["<unk>"], self._model.config.pad_token_id
        rows = [[self._ids.get(piece, unknown) for piece in pieces] for pieces in batch]
        width = max(width, *map(len, rows))
        return self._torch.tensor([row + [pad] * (width - len(row)) for row in rows])
