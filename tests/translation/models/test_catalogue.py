from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from align.errors import ModelError
from align.translation.models import catalogue
from align.translation.models.catalogue import (
    find_entry,
    find_model,
    how_to_get,
    known_models,
    list_models,
    model_for,
    scan_models,
    search_path,
    user_models,
)
from align.translation.models.checksums import write_sums
from align.translation.models.folder import ModelFolder

Install = Callable[..., Path]


@pytest.fixture(autouse=True)
def nothing_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own with the real catalogue and no models."""
    package = tmp_path / "site-packages" / "align"
    (package / "_models").mkdir(parents=True)
    files = (folder / "catalog.toml" for folder in catalogue._shipped_models())
    shutil.copy(next(file for file in files if file.is_file()), package / "_models")
    monkeypatch.setattr(catalogue, "_PACKAGE", package)
    return package


@pytest.fixture
def install(tiny_model: ModelFolder, tmp_path: Path) -> Install:
    def put(root: Path, name: str, source: str = "kk", target: str = "en") -> Path:
        folder = Path(shutil.copytree(tiny_model.path, root / name))
        record = folder / "model.toml"
        text = record.read_text(encoding="utf-8")
        text = text.replace('"tiny-kk-en"', f'"{name}"').replace('["kk"]', f'["{source}"]')
        record.write_text(text.replace('["en"]', f'["{target}"]'), encoding="utf-8")
        write_sums(folder)
        return folder

    return put


def names() -> list[str]:
    return [model.name for model in list_models()]


def test_nothing_installed() -> None:
    assert list_models() == ()
    assert model_for("kk", "en") is None
    with pytest.raises(ModelError, match="installed: none"):
        find_model("nothing")


def test_the_order_of_the_search(
    install: Install, tmp_path: Path, nothing_shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    checkout = nothing_shipped.parent / "models"
    for root, name in (
        (checkout, "in-checkout"),
        (nothing_shipped / "_models", "in-package"),
        (user_models(), "of-user"),
        (second, "named-second"),
        (first, "named-first"),
    ):
        install(root, name)
        install(root, "everywhere")
    (nothing_shipped.parent / "pyproject.toml").touch()
    monkeypatch.setenv("QATARLAS_MODELS", os.pathsep.join([str(first), str(second)]))
    assert names() == [
        "everywhere",
        "named-first",
        "named-second",
        "of-user",
        "in-package",
        "in-checkout",
    ]
    assert find_model("everywhere").path == first / "everywhere"
    monkeypatch.delenv("QATARLAS_MODELS")
    assert find_model("everywhere").path == user_models() / "everywhere"


def test_models_beside_an_installed_package_are_not_ours(
    install: Install, nothing_shipped: Path
) -> None:
    install(nothing_shipped.parent / "models", "somebody-elses")
    assert names() == []


def test_a_variable_that_names_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QATARLAS_MODELS", str(tmp_path / "nowhere"))
    with pytest.raises(ModelError, match="QATARLAS_MODELS"):
        search_path()


def test_the_variable_may_name_a_model_itself(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QATARLAS_MODELS", str(install(tmp_path, "alone")))
    assert names() == ["alone"]


def test_the_order_inside_a_folder_is_the_catalogues(install: Install) -> None:
    for name in ("zz", "aa", "opus-mt-tr-en", "opus-mt-tc-bible-big-trk"):
        install(user_models(), name)
    assert names() == ["opus-mt-tc-bible-big-trk", "opus-mt-tr-en", "aa", "zz"]


def test_the_exact_tag_wins_over_its_base(install: Install) -> None:
    install(user_models(), "a-cyrillic", "kk")
    install(user_models(), "b-latin", "kk-Latn")
    assert model_for("kk-Latn", "en").name == "b-latin"  # type: ignore[union-attr]
    assert model_for("kk", "en").name == "a-cyrillic"  # type: ignore[union-attr]
    assert model_for("kk-Arab", "en-GB").name == "a-cyrillic"  # type: ignore[union-attr]
    assert model_for("ru", "en") is None
    assert model_for("kk", "ru") is None


def test_find_by_name_path_and_hub_id(install: Install, tmp_path: Path) -> None:
    folder = install(user_models(), "named")
    assert find_model("named").path == folder
    assert find_model(str(folder)).name == "named"
    assert find_model("tests/tiny_marian.py").name == "named"
    with pytest.raises(ModelError, match="not a model folder"):
        find_model(str(tmp_path))


def test_a_known_model_that_is_not_installed_says_how_to_get_it() -> None:
    for name in ("opus-mt-ru-en", "Helsinki-NLP/opus-mt-ru-en"):
        with pytest.raises(ModelError, match="align models pull opus-mt-ru-en"):
            find_model(name)


def test_a_broken_model_is_reported_and_does_not_hide_the_others(install: Install) -> None:
    broken = install(user_models(), "broken")
    (broken / "source.spm").unlink()
    install(user_models(), "whole", "ru")
    models, errors = scan_models()
    assert [model.name for model in models] == ["whole"]
    assert [str(error) for error in errors if "source.spm" in str(error)]
    assert model_for("ru", "en") == models[0]
    assert model_for("kk", "en") is None
    with pytest.raises(ModelError, match=r"source\.spm"):
        find_model("broken")


def test_unfinished_downloads_are_not_models(install: Install) -> None:
    install(user_models(), ".half.partial")
    assert names() == []


def test_the_catalogue_is_sound() -> None:
    entries = known_models()
    assert len({entry.name for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.hub_id.count("/") == 1
        assert entry.source and entry.target and entry.licence
        assert set(entry.prefix) == (set(entry.target) if len(entry.target) > 1 else set())
        assert all(token[:2] + token[-2:] == ">><<" for token in entry.prefix.values())


def test_how_to_get() -> None:
    assert how_to_get("kk", "en") == "align models pull opus-mt-tc-bible-big-trk"
    assert how_to_get("kk-Latn", "en") == "align models pull opus-mt-tc-bible-big-trk"
    assert how_to_get("ru", "en") == "align models pull opus-mt-ru-en"
    assert how_to_get("en", "kk") is None
    assert find_entry("Helsinki-NLP/opus-mt-zh-en") is find_entry("opus-mt-zh-en")


@pytest.mark.parametrize("text", ["[[model]", "[[model]]\nname = 1", ""])
def test_a_damaged_catalogue_is_named(nothing_shipped: Path, text: str) -> None:
    (nothing_shipped / "_models" / "catalog.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"catalog\.toml: damaged"):
        known_models()
