from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from align.errors import ModelError
from align.translation.models.checksums import write_sums
from align.translation.models.folder import (
    ModelFolder,
    open_model,
    prefix_for,
    verify_model,
)


@pytest.fixture
def copy(tiny_model: ModelFolder, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_model.path, tmp_path / "copy"))


def edit_record(folder: Path, old: str, new: str) -> None:
    file = folder / "model.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    write_sums(folder)


def test_a_whole_model_opens_and_verifies(tiny_model: ModelFolder) -> None:
    assert (tiny_model.name, tiny_model.source, tiny_model.target) == (
        "tiny-kk-en",
        ("kk",),
        ("en",),
    )
    assert tiny_model.prefix == {}
    assert tiny_model.max_source_tokens == 64
    assert tiny_model.low_confidence is None
    assert len(tiny_model.fingerprint) == 16
    verify_model(tiny_model)


def test_the_card_is_not_part_of_the_model(tiny_model: ModelFolder, copy: Path) -> None:
    (copy / "README.md").write_text("About this model.\n", encoding="utf-8")
    write_sums(copy)
    model = open_model(copy)
    verify_model(model)
    assert model.fingerprint == tiny_model.fingerprint


def test_low_confidence_is_read_and_changes_the_fingerprint(
    tiny_model: ModelFolder, copy: Path
) -> None:
    edit_record(copy, 'licence = "Apache-2.0"', 'licence = "Apache-2.0"\nlow_confidence = 0.4')
    model = open_model(copy)
    assert model.low_confidence == 0.4
    assert model.fingerprint != tiny_model.fingerprint


def test_penalties_to_decode_with(tiny_model: ModelFolder, copy: Path) -> None:
    assert tiny_model.decoding == {}
    edit_record(copy, "[prefix]", "[decoding]\nlength_penalty = 2\n\n[prefix]")
    assert open_model(copy).decoding == {"length_penalty": 2.0}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('name = "tiny-kk-en"', "", "name"),
        ('source = ["kk"]', "source = []", "source"),
        ('target = ["en"]', 'target = "en"', "target"),
        ("max_source_tokens = 64", "max_source_tokens = 0", "max_source_tokens"),
        ("max_source_tokens = 64", "max_source_tokens = true", "max_source_tokens"),
        ('licence = "Apache-2.0"', 'licence = ""', "licence"),
        ('revision = ""', "revision = 1", "revision"),
        ('revision = ""', 'revision = ""\nlow_confidence = "high"', "low_confidence"),
        ("[prefix]", '[prefix]\nde = ">>deu<<"', "prefix"),
        ("[prefix]", "[prefix]\nen = 1", "prefix"),
        ('target = ["en"]', 'target = ["en", "de"]', "prefix"),
        ("[prefix]", "[prefix", "model.toml"),
        ("[prefix]", "[decoding]\nbeam = 4\n[prefix]", "decoding"),
        ("[prefix]", "[decoding]\nlength_penalty = -1\n[prefix]", "decoding"),
    ],
)
def test_a_malformed_record_is_named(copy: Path, old: str, new: str, word: str) -> None:
    edit_record(copy, old, new)
    with pytest.raises(ModelError, match=word) as caught:
        open_model(copy)
    assert "model.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ["model.toml", "SHA256SUMS", "source.spm", "ctranslate2/model.bin"]
)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=name):
        open_model(copy)


@pytest.mark.parametrize("row", ["abc  source.spm", "0" * 64 + "  ../../etc/passwd", "nonsense"])
def test_malformed_checksums_are_refused(copy: Path, row: str) -> None:
    with (copy / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(ModelError, match="SHA256SUMS, line"):
        open_model(copy)


@pytest.mark.parametrize("name", ["transformers/pytorch_model.bin", "checkpoint.pt"])
def test_a_pickle_is_refused(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"\x80\x04.")
    write_sums(copy)
    with pytest.raises(ModelError, match="pickle"):
        open_model(copy)


@pytest.mark.parametrize("name", ["ctranslate2/model.bin", "source.spm", "model.toml"])
def test_verify_names_an_altered_file(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    if name == "model.toml":
        data += b"# a word\n"
    else:
        data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    model = open_model(copy)
    with pytest.raises(ModelError, match=f"{name}: altered"):
        verify_model(model)


def test_verify_names_an_added_file(copy: Path) -> None:
    (copy / "extra.txt").write_text("?", encoding="utf-8")
    with pytest.raises(ModelError, match=r"extra\.txt"):
        verify_model(open_model(copy))


def test_the_prefix_of_a_target(tiny_model: ModelFolder, tiny_model_multi: ModelFolder) -> None:
    assert prefix_for(tiny_model, "en") is None
    assert prefix_for(tiny_model_multi, "de") == ">>deu<<"
    assert prefix_for(tiny_model_multi, "en-GB") == ">>eng<<"
    with pytest.raises(ModelError, match="only to de, en"):
        prefix_for(tiny_model_multi, "fr")
