"""From a model folder to a ``Translator`` that is ready."""

from __future__ import annotations

import threading
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any, Literal

from .batching import widest
from .decoder import Decoder
from .engine import Decoding, ForcingEngine, Limits
from .forced import Forced
from .memory import Memory
from .models.folder import ModelFolder, prefix_for
from .repair import Judge
from .tokenizer import Tokenizer
from .translator import Translator

EngineName = Literal["ctranslate2", "transformers"]


def load_engine(model: ModelFolder, engine: EngineName, threads: int) -> ForcingEngine:
    """The engine with the model in it; ``ModelError`` where a file of it is missing or damaged."""
    if engine == "transformers":
        from .transformers_engine import TransformersEngine

        return TransformersEngine(model.path / "transformers", threads, model.alignment_head)
    from .ctranslate2_engine import CTranslate2Engine

    return CTranslate2Engine(model.path / "ctranslate2", threads)


def load_translator(
    model: ModelFolder,
    target: str,
    engine: ForcingEngine,
    memory: Memory,
    *,
    decoding: Decoding,
    judge: Judge | None = None,
    pool: Executor | None = None,
    stop: threading.Event | None = None,
) -> Translator:
    """The translator to ``target`` of a model that ``load_engine`` has loaded.

    ``judge`` and ``stop`` are those of a ``Decoder``, ``pool`` that of a ``Translator``. Raises
    ``ModelError`` where the model does not translate to ``target`` or a file of it is damaged.
    """
    prefix = prefix_for(model, target)
    tokenizer = Tokenizer(model.path / "source.spm", model.path / "target.spm", prefix)
    linking = engine if model.alignment_head is not None else None
    limits = limits_of(model)
    return Translator(
        Decoder(
            engine,
            tokenizer,
            complete_decoding(decoding, model),
            judge=judge,
            linking=linking,
            stop=stop,
        ),
        memory,
        limits=limits,
        identity={"model": model.fingerprint, "libraries": _versions(engine.name)},
        forced=Forced(engine, tokenizer, limits, links_words=linking is not None),
        pool=pool,
    )


def model_record(model: ModelFolder, engine: EngineName, decoding: Decoding) -> dict[str, Any]:
    """What a bitext keeps about the model that translated it."""
    record: dict[str, Any] = {
        "name": model.name,
        "fingerprint": model.fingerprint,
        "origin": model.origin,
        "revision": model.revision,
        "engine": engine,
        "decoding": complete_decoding(decoding, model).as_dict(),
    }
    if model.low_confidence is not None:
        record["low_confidence"] = model.low_confidence
    return record


def limits_of(model: ModelFolder) -> Limits:
    """How many pieces the model takes, as it can be given them."""
    # A prefix and </s> are added to a source, and it is padded to a width.
    most = widest(model.max_source_tokens) - 2
    # One position of a target is for </s>, and one for what follows it.
    target = min(2 * most, model.max_target_tokens - 2)
    return Limits(most, target, model.preferred_source_tokens)


def complete_decoding(decoding: Decoding, model: ModelFolder) -> Decoding:
    """What is left open filled in from the model's record."""
    length, repetition = decoding.length_penalty, decoding.repetition_penalty
    return replace(
        decoding,
        length_penalty=model.decoding.get("length_penalty", 1.0) if length is None else length,
        repetition_penalty=(
            model.decoding.get("repetition_penalty", 1.0) if repetition is None else repetition
        ),
        # Past the model's table of positions there is nothing to decode with.
        max_pieces=min(decoding.max_pieces, model.max_target_tokens),
    )


def _versions(engine: str) -> dict[str, str]:
    """Those of the libraries that an engine decodes with: others may decode otherwise."""
    import sentencepiece

    found = {"sentencepiece": str(sentencepiece.__version__)}
    if engine == "transformers":
        import torch
        import transformers

        return found | {"torch": torch.__version__, "transformers": transformers.__version__}
    import ctranslate2

    return found | {"ctranslate2": str(ctranslate2.__version__)}
