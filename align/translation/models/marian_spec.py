"""A MarianMT model as a CTranslate2 specification. Imports torch: import it where it is used.

``ctranslate2.converters.TransformersConverter`` does nearly the same. Its way of finding files
would load a pickle and may ask the hub, and it takes for granted that the decoder starts from a
zero vector, which holds for models made by Marian itself but not for those trained with
transformers: there the embedding of ``<pad>``, the start token, is trained like every other.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from ctranslate2.converters.transformers import BartLoader, MarianMTLoader
from huggingface_hub.errors import StrictDataclassError
from safetensors import SafetensorError

from .alignment_head import find_alignment_head, put_head_first

_NEVER = -1e9
# Typed by halves in transformers 5.
_logging: Any = transformers.utils.logging
_marian: Any = transformers.MarianMTModel


def build_spec(source: Path, prefix: str | None) -> tuple[Any, tuple[int, int] | None]:
    """The specification of the model in the folder ``source``, with its vocabulary.

    ``prefix`` is one of the target-language tokens that the model needs. Returned too are layer and
    head of the decoder that link words, if any do: the specification reports their attention.

    Raises ``ValueError``, ``OSError``, ``KeyError`` or ``RuntimeError`` where the files do not make
    up a MarianMT model.
    """
    vocabulary: dict[str, int] = json.loads((source / "vocab.json").read_text(encoding="utf-8"))
    tokens = sorted(vocabulary, key=vocabulary.__getitem__)
    with torch.inference_mode():
        try:
            config = transformers.MarianConfig.from_pretrained(source, local_files_only=True)
            pad = _pad_of(config, vocabulary)
            model = _load(source)
        except (SafetensorError, StrictDataclassError) as error:
            raise ValueError(str(error)) from error
        head = find_alignment_head(model, source, vocabulary, prefix)
        if head is not None:
            put_head_first(model, *head)
        loader = _Loader()
        if pad == len(tokens) - 1 and not model.get_input_embeddings().weight[pad].any():
            spec = loader.get_model_spec(model)
            tokens.pop()
            start = "</s>"
        else:
            spec = loader.get_spec_with_pad(model)
            start = "<pad>"
    spec.config.eos_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.config.decoder_start_token = start
    if head is not None:
        spec.decoder.alignment_layer = np.int16(head[0])
        spec.decoder.alignment_heads = np.int16(1)
    loader.set_vocabulary(spec, tokens)
    return spec, head


def _pad_of(config: Any, vocabulary: dict[str, int]) -> int:
    if sorted(vocabulary.values()) != list(range(config.vocab_size)):
        raise ValueError("vocab.json does not fit config.json")
    if vocabulary.get("<pad>") != config.pad_token_id:
        raise ValueError("its padding is not <pad>")
    if vocabulary.get("</s>") != config.eos_token_id:
        raise ValueError("its end of sentence is not </s>")
    if config.decoder_start_token_id != config.pad_token_id:
        raise ValueError("its decoder does not start from <pad>")
    return int(config.pad_token_id)


class _Loader(MarianMTLoader):  # type: ignore[misc]  # ctranslate2 has no types
    """CTranslate2's own, and a second way for a ``<pad>`` whose embedding is not zero."""

    def get_spec_with_pad(self, model: Any) -> Any:
        """Start from the embedding of ``<pad>`` as transformers does, and never generate it."""
        model.config.normalize_before = False
        model.config.normalize_embedding = False
        bias = model.final_logits_bias.clone()
        bias[0, model.config.pad_token_id] = _NEVER
        model.final_logits_bias = bias
        spec = BartLoader.get_model_spec(self, model)
        spec.decoder.start_from_zero_embedding = False
        return spec


def _load(source: Path) -> Any:
    # Bars, reports and advice of transformers are for programmers; a person sees what this package
    # prints, and what the reports tell is checked below.
    bars, verbosity = _logging.is_progress_bar_enabled(), _logging.get_verbosity()
    _logging.disable_progress_bar()
    _logging.set_verbosity(_logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model, loaded = _marian.from_pretrained(
                source,
                dtype=torch.float32,
                use_safetensors=True,
                local_files_only=True,
                ignore_mismatched_sizes=True,
                output_loading_info=True,
            )
    finally:
        _logging.set_verbosity(verbosity)
        if bars:
            _logging.enable_progress_bar()
    # transformers would go on with random numbers in the place of these.
    if loaded["missing_keys"]:
        raise ValueError(f"model.safetensors lacks {min(loaded['missing_keys'])}")
    if loaded["mismatched_keys"]:
        raise ValueError("model.safetensors does not fit config.json")
    return model.eval()
