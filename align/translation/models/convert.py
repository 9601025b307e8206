"""From a Hugging Face MarianMT model on disk to a model folder that both engines can use."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import ModelError
from .checksums import CARD, write_sums
from .folder import ModelFolder, open_model
from .record import LONGEST_SOURCE, ModelRecord, write_record

WEIGHTS = "model.safetensors"
NEEDED = ("config.json", WEIGHTS, "source.spm", "target.spm", "vocab.json")
_PICKLED_WEIGHTS = "pytorch_model.bin"


def convert_model(
    source: Path,
    out: Path,
    record: ModelRecord,
    *,
    quantization: str = "int8",
    replace: bool = False,
) -> ModelFolder:
    """Convert the model in the folder ``source`` (``NEEDED``) and write it to ``out``.

    ``record`` states what is known; the length of its targets and the head that links words are the
    model's own, and a source cannot be longer than that length. ``out`` appears only when it is
    whole; where it exists already, ``replace`` has to be set, and what is written about the model
    there (``*.md``) is kept unless ``source`` brings its own. Raises ``ModelError`` where the
    source is incomplete, holds only a pickle, or is not a MarianMT model with one vocabulary.
    """
    config = _check_source(source, record.prefix)
    if out.exists() and not replace:
        raise ModelError(f"{out}: exists already; remove it or choose another folder")
    positions = int(config.get("max_position_embeddings", LONGEST_SOURCE))
    # What a killed run left behind goes with the next one.
    partial = out.parent / f".{out.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        (partial / "transformers").mkdir(parents=True)
        token = next(iter(record.prefix.values()), None)
        head = _write_ctranslate2(source, partial / "ctranslate2", quantization, token)
        _copy_files(source, partial, out)
        filled = dataclasses.replace(
            record,
            max_source_tokens=min(positions, record.max_source_tokens),
            max_target_tokens=positions,
            alignment_head=head,
        )
        write_record(partial, filled)
        write_sums(partial)
        open_model(partial)
        _put_in_place(partial, out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return open_model(out)


def require_transformers(what: str) -> None:
    """Raise ``ModelError`` unless the optional packages are there that ``what`` needs."""
    try:
        import huggingface_hub  # noqa: F401
        import safetensors  # noqa: F401
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError as error:
        raise ModelError(
            f"{what} needs more packages ({error}): pip install 'qatarlas[transformers]'"
        ) from error


def _copy_files(source: Path, partial: Path, out: Path) -> None:
    """Everything but the converted weights, and the pages that ``out`` has about the model."""
    for file in ("source.spm", "target.spm"):
        shutil.copyfile(source / file, partial / file)
    for file in ("config.json", "generation_config.json", WEIGHTS, "vocab.json"):
        if (source / file).is_file():
            shutil.copyfile(source / file, partial / "transformers" / file)
    if (source / CARD).is_file():
        shutil.copyfile(source / CARD, partial / CARD)
    for page in out.glob("*.md"):
        if not (partial / page.name).exists():
            shutil.copyfile(page, partial / page.name)


def _check_source(source: Path, prefix: Mapping[str, str]) -> dict[str, Any]:
    if not source.is_dir():
        raise ModelError(f"{source}: not a folder; give one with a MarianMT model")
    if not (source / WEIGHTS).is_file() and (source / _PICKLED_WEIGHTS).is_file():
        raise ModelError(
            f"{source}: its weights are a pickle ({_PICKLED_WEIGHTS}), which is not loaded because"
            f" it can run code; get a revision of the model with {WEIGHTS}"
        )
    for file in NEEDED:
        if not (source / file).is_file():
            raise ModelError(f"{source}: lacks {file}; give a folder with a whole MarianMT model")
    config = _read_json(source / "config.json")
    vocabulary = _read_json(source / "vocab.json")
    if config.get("model_type") != "marian":
        raise ModelError(
            f"{source}: a {config.get('model_type')} model; only MarianMT models can be converted"
        )
    if not config.get("share_encoder_decoder_embeddings", True):
        raise ModelError(
            f"{source}: has a vocabulary for each side; only models with one can be converted"
        )
    for token in prefix.values():
        if token not in vocabulary:
            raise ModelError(f"{source}: {token} is not in its vocabulary; correct the prefix")
    return config


def _write_ctranslate2(
    source: Path, out: Path, quantization: str, prefix: str | None
) -> tuple[int, int] | None:
    require_transformers("the conversion of a model")
    from .marian_spec import build_spec

    try:
        spec, head = build_spec(source, prefix)
        spec.validate()
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise ModelError(
            f"{source}: cannot be converted ({reason}); get the model again, or another revision"
        ) from error
    spec.optimize(quantization=quantization)
    out.mkdir()
    spec.save(str(out))
    return head


def _put_in_place(partial: Path, out: Path) -> None:
    # A folder cannot be renamed over another one, so the old one steps aside first.
    old = out.parent / f".{out.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    partial.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _read_json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{file}: cannot be read ({error}); get the model again") from error
    if not isinstance(value, dict):
        raise ModelError(f"{file}: not a JSON object; get the model again")
    return value
