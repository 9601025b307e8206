"""What every test may ask for: the tiny models, made once, and the folders of shared data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from align.translation.models.convert import convert_model
from align.translation.models.folder import ModelFolder
from align.translation.models.record import ModelRecord
from align.translation.models.tags import languages_of
from tests.tiny_marian import build_tiny_marian

# How long an example takes depends on what else the machine does.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def no_user_models(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Models that the person who runs the tests has pulled must not change what they see."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data-home"))
    monkeypatch.delenv("QATARLAS_MODELS", raising=False)


@pytest.fixture(scope="session")
def texts() -> Path:
    """The project's own documents."""
    return ROOT / "texts"


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face MarianMT folder, Kazakh to English. Read it only."""
    folder = tmp_path_factory.mktemp("tiny") / "tiny-kk-en"
    build_tiny_marian(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_marian_multi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two targets, English and German, chosen by a prefix. Read it only."""
    folder = tmp_path_factory.mktemp("tiny") / "tiny-kk-mul"
    build_tiny_marian(folder, prefix=True)
    return folder


@pytest.fixture(scope="session")
def tiny_model(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    """The tiny model as a model folder. Read it only."""
    return convert(tiny_marian, tmp_path_factory.mktemp("models") / "tiny-kk-en")


@pytest.fixture(scope="session")
def tiny_model_multi(
    tiny_marian_multi: Path, tmp_path_factory: pytest.TempPathFactory
) -> ModelFolder:
    """The tiny model with two targets as a model folder. Read it only."""
    return convert(tiny_marian_multi, tmp_path_factory.mktemp("models") / "tiny-kk-mul")


def convert(source: Path, out: Path, quantization: str = "int8") -> ModelFolder:
    """Convert a tiny model with the languages that its own files tell."""
    languages = languages_of(source)
    record = ModelRecord(
        name=out.name,
        source=languages.source,
        target=languages.target,
        prefix=languages.prefix,
        origin="tests/tiny_marian.py",
        revision="",
        licence="Apache-2.0",
    )
    return convert_model(source, out, record, quantization=quantization)
