from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.errors import ModelError
from align.translation.models.tags import bcp47, languages_of


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("kaz", "kk"),
        ("kk", "kk"),
        ("kaz_Cyrl", "kk"),
        ("kaz_Latn", "kk-Latn"),
        ("uzb_Latn", "uz"),
        ("uzb_Cyrl", "uz-Cyrl"),
        ("cmn_Hans", "zh"),
        ("cmn_Hant", "zh-Hant"),
        ("deu", "de"),
        ("sah", "sah"),
        ("trk", None),
        ("mul", None),
        ("xxx", None),
        ("kaz_x", None),
    ],
)
def test_bcp47(code: str, tag: str | None) -> None:
    assert bcp47(code) == tag


def model_files(folder: Path, tokens: list[str], config: dict[str, str] | None) -> Path:
    (folder / "vocab.json").write_text(
        json.dumps({token: i for i, token in enumerate(tokens)}), encoding="utf-8"
    )
    if config is not None:
        (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def test_a_model_of_two_languages(tmp_path: Path) -> None:
    found = languages_of(model_files(tmp_path, ["a"], {"source_lang": "ru", "target_lang": "en"}))
    assert (found.source, found.target, found.prefix) == (("ru",), ("en",), {})


def test_targets_are_read_from_the_vocabulary(tmp_path: Path) -> None:
    folder = model_files(
        tmp_path, [">>eng<<", ">>deu<<", ">>xxx<<"], {"source_lang": "kaz+kir", "target_lang": "x"}
    )
    found = languages_of(folder)
    assert found.source == ("kk", "ky")
    assert found.target == ("de", "en")
    assert found.prefix == {"de": ">>deu<<", "en": ">>eng<<"}


def test_what_is_given_is_used_and_checked(tmp_path: Path) -> None:
    folder = model_files(tmp_path, [">>eng<<", ">>deu<<"], None)
    found = languages_of(folder, source_langs=["kk"], target_langs=["en"])
    assert (found.source, found.prefix) == (("kk",), {"en": ">>eng<<"})
    with pytest.raises(ModelError, match="no token for fr"):
        languages_of(folder, source_langs=["kk"], target_langs=["fr"])


@pytest.mark.parametrize(
    ("config", "flag"),
    [
        (None, "--from"),
        ({"source_lang": "trk", "target_lang": "eng"}, "--from"),
        ({"source_lang": "kaz", "target_lang": "mul"}, "--to"),
    ],
)
def test_what_cannot_be_read_is_asked_for(
    tmp_path: Path, config: dict[str, str] | None, flag: str
) -> None:
    with pytest.raises(ModelError, match=flag):
        languages_of(model_files(tmp_path, ["a"], config))


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_a_damaged_vocabulary_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "vocab.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"vocab\.json"):
        languages_of(tmp_path)
