"""From a model folder to a ``Translator`` that is ready."""

from __future__ import annotations

import math
import os
import threading
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from .batching import widest
from .engine import Decoding, ForcingEngine
from .forced import Forced
from .memory import Memory
from .models.folder import ModelFolder, prefix_for
from .repair import Judge
from .tokenizer import Tokenizer
from .translator import Translator

EngineName = Literal["ctranslate2", "transformers"]


def load_translator(
    model: ModelFolder,
    target: str,
    *,
    engine: EngineName,
    decoding: Decoding,
    threads: int,
    memory: Memory,
    judge: Judge | None = None,
    loaded: ForcingEngine | None = None,
    pool: Executor | None = None,
    stop: threading.Event | None = None,
) -> Translator:
    """Load a model into an engine; ``ModelError`` where a file of it is missing or damaged.

    ``loaded`` is the model in that engine, where it has been loaded already; for ``pool`` and
    ``stop`` see ``Translator``.
    """
    loaded = loaded or load_engine(model, engine, threads)
    prefix = prefix_for(model, target) or None
    limit = source_limit(model)
    tokenizer = Tokenizer(model.path / "source.spm", model.path / "target.spm")
    return Translator(
        loaded,
        tokenizer,
        memory,
        decoding=_settled(decoding, model),
        limit=limit,
        preferred=model.preferred_source_tokens,
        prefix=prefix,
        identity={"model": model.fingerprint, "libraries": _versions(engine)},
        judge=judge,
        linking=loaded if model.alignment_head is not None else None,
        pool=pool,
        stop=stop,
        forced=Forced(
            loaded,
            tokenizer,
            prefix=prefix,
            limit=limit,
            # One position is for </s>, and one for what follows it.
            target_limit=min(2 * limit, model.max_target_tokens - 2),
            links_words=model.alignment_head is not None,
        ),
    )


def model_record(model: ModelFolder, engine: EngineName, decoding: Decoding) -> dict[str, Any]:
    """What a bitext keeps about the model that translated it."""
    record: dict[str, Any] = {
        "name": model.name,
        "fingerprint": model.fingerprint,
        "origin": model.origin,
        "revision": model.revision,
        "engine": engine,
        "decoding": _settled(decoding, model).as_dict(),
    }
    if model.low_confidence is not None:
        record["low_confidence"] = model.low_confidence
    return record


def source_limit(model: ModelFolder) -> int:
    """The most pieces of a sentence: prefix and ``</s>`` are added, and it is padded to a width."""
    return widest(model.max_source_tokens) - 2


def _settled(decoding: Decoding, model: ModelFolder) -> Decoding:
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


def _versions(engine: EngineName) -> dict[str, str]:
    """Those of the libraries that an engine decodes with: others may decode otherwise."""
    import sentencepiece

    found = {"sentencepiece": str(sentencepiece.__version__)}
    if engine == "transformers":
        import torch
        import transformers

        return found | {"torch": torch.__version__, "transformers": transformers.__version__}
    import ctranslate2

    return found | {"ctranslate2": str(ctranslate2.__version__)}


def available_cores() -> int:
    """The cores this process may use: the affinity mask and the control group's quota."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        cores = os.cpu_count() or 1
    quota = cgroup_quota()
    return max(1, min(cores, quota) if quota else cores)


def cgroup_quota(root: Path = Path("/sys/fs/cgroup")) -> int | None:
    """The cores that the control group (version 2 or 1) leaves, rounded up; ``None``: no limit.

    A container sees its own group at ``root``.
    """
    for names in (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        try:
            text = " ".join((root / name).read_text(encoding="ascii") for name in names)
            limit, period = text.split()
            # "max" and -1 are no limit.
            if limit != "max" and int(limit) > 0:
                return max(1, math.ceil(int(limit) / int(period)))
        except (OSError, ValueError, ZeroDivisionError):  # no control groups of this version
            continue
    return None


def load_engine(model: ModelFolder, engine: EngineName, threads: int) -> ForcingEngine:
    """The engine with the model in it; ``ModelError`` as for ``load_translator``."""
    if engine == "transformers":
        from .transformers_engine import TransformersEngine

        return TransformersEngine(model.path / "transformers", threads, model.alignment_head)
    from .ctranslate2_engine import CTranslate2Engine

    return CTranslate2Engine(model.path / "ctranslate2", threads)
