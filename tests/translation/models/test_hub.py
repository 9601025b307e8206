from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import huggingface_hub.constants
import pytest

from align.errors import ModelError
from align.translation.models import catalogue, hub
from align.translation.models.catalogue import CatalogueEntry, find_model, user_models
from align.translation.models.folder import open_model, verify_model
from align.translation.models.hub import pull_model
from tests.tiny_marian import gloss
from tests.translation.models.fake_hub import FakeHub
from tests.translation.models.test_convert import by_ctranslate2

REPO = "tests/tiny-kk-en"
FIRST, SECOND = "1" * 40, "2" * 40


@pytest.fixture
def server(hub: FakeHub, tiny_marian: Path) -> FakeHub:
    hub.publish(REPO, tiny_marian, FIRST)
    return hub


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> CatalogueEntry:
    """A catalogue that knows the tiny model by the name ``tiny`` and pins its first commit."""
    entry = CatalogueEntry("tiny", REPO, FIRST, ("kk",), ("en",), {}, "Apache-2.0", "", "")
    monkeypatch.setattr(catalogue, "known_models", lambda: (entry,))
    return entry


def refused(server: FakeHub, match: str, name: str = REPO, **keywords: Any) -> None:
    with pytest.raises(ModelError, match=match) as caught:
        pull_model(name, **{"endpoint": server.url, **keywords})
    assert "\n" not in str(caught.value)
    assert not [path for path in user_models().glob("*") if not path.name.startswith(".")]


def test_pull_convert_open_translate(server: FakeHub, capfd: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []
    model = pull_model(REPO, endpoint=server.url, report=lines.append)
    assert model == find_model("tiny-kk-en") == find_model(REPO)
    assert model.path == user_models() / "tiny-kk-en"
    assert (model.origin, model.revision, model.licence) == (REPO, FIRST, "mit")
    assert (model.source, model.target) == (("kk",), ("en",))
    verify_model(model)
    assert by_ctranslate2(model, ["мысық ит көрді ."], "en") == [gloss("мысық ит көрді .")]
    assert [line.split()[0] for line in lines] == ["downloading", "converting"]
    assert list(user_models().iterdir()) == [model.path]
    # In a pipe nothing but what the caller prints.
    assert capfd.readouterr() == ("", "")


def test_only_needed_files_are_downloaded(
    server: FakeHub, tiny_marian: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_marian, tmp_path / "repo"))
    for name in ("pytorch_model.bin", "tf_model.h5"):
        (folder / name).write_bytes(b"\x80\x04.")
    (folder / "README.md").write_text("A card.\n", encoding="utf-8")
    server.publish(REPO, folder, SECOND)
    model = pull_model(REPO, endpoint=server.url)
    assert model.revision == SECOND
    assert (model.path / "README.md").read_text(encoding="utf-8") == "A card.\n"
    assert not {"pytorch_model.bin", "tf_model.h5"} & set(server.downloads())


def test_a_second_pull_does_nothing(server: FakeHub, entry: CatalogueEntry) -> None:
    model = pull_model("tiny", endpoint=server.url)
    assert (model.name, model.licence) == ("tiny", "Apache-2.0")
    server.log.clear()
    lines: list[str] = []
    assert pull_model("tiny", endpoint=server.url, report=lines.append) == model
    assert server.log == []
    assert "already there" in lines[0]


def test_a_second_pull_of_a_branch_asks_only_for_its_commit(server: FakeHub) -> None:
    model = pull_model(REPO, endpoint=server.url)
    server.downloads()
    assert pull_model(REPO, endpoint=server.url) == model
    assert server.downloads() == []


def test_a_new_commit_replaces_the_model(server: FakeHub, tiny_marian: Path) -> None:
    old = pull_model(REPO, endpoint=server.url)
    server.publish(REPO, tiny_marian, SECOND)
    new = pull_model(REPO, endpoint=server.url)
    assert (old.revision, new.revision) == (FIRST, SECOND)
    assert open_model(old.path) == new
    assert pull_model(REPO, revision=FIRST, endpoint=server.url).revision == FIRST


def test_a_damaged_model_is_pulled_again(server: FakeHub) -> None:
    model = pull_model(REPO, endpoint=server.url)
    (model.path / "source.spm").unlink()
    assert pull_model(REPO, endpoint=server.url) == model
    verify_model(model)


def test_a_pull_goes_on_where_it_broke_off(server: FakeHub) -> None:
    server.forbidden = {"vocab.json"}
    refused(server, "answers with an error")
    assert "model.safetensors" in server.downloads()
    server.forbidden = set()
    verify_model(pull_model(REPO, endpoint=server.url))
    assert "model.safetensors" not in server.downloads()


def test_a_connection_that_drops_is_taken_up_again(server: FakeHub) -> None:
    server.cut = {"model.safetensors"}
    verify_model(pull_model(REPO, endpoint=server.url))
    assert server.downloads().count("model.safetensors") == 2


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.json"])
def test_another_hash_than_the_hubs_is_refused(server: FakeHub, name: str) -> None:
    data = bytearray(server.files[REPO, FIRST][name])
    data[len(data) // 2] ^= 1
    server.altered[name] = bytes(data)
    refused(server, f"{name} as downloaded has another hash")
    assert not list(user_models().glob(".*"))
    server.altered.clear()
    verify_model(pull_model(REPO, endpoint=server.url))


def test_a_pinned_commit_is_required(
    server: FakeHub, tiny_marian: Path, entry: CatalogueEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.publish(REPO, tiny_marian, SECOND)
    refused(server, "commit 222222222222 where 111111111111 is required", "tiny", revision="main")
    refused(server, "is required", "tiny", revision=SECOND)
    assert pull_model("tiny", endpoint=server.url).revision == FIRST
    gone = dataclasses.replace(entry, name="gone", revision="3" * 40)
    monkeypatch.setattr(catalogue, "known_models", lambda: (gone,))
    with pytest.raises(ModelError, match="has no revision 3333"):
        pull_model("gone", endpoint=server.url)


def test_a_ref_in_the_catalogue_is_resolved_and_recorded(
    server: FakeHub, tiny_marian: Path, entry: CatalogueEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.publish(REPO, tiny_marian, SECOND, ref="refs/pr/3")
    floating = dataclasses.replace(entry, revision="refs/pr/3")
    monkeypatch.setattr(catalogue, "known_models", lambda: (floating,))
    assert pull_model("tiny", endpoint=server.url).revision == SECOND


def test_a_repository_with_only_a_pickle(server: FakeHub, tiny_marian: Path) -> None:
    files = server.files[REPO, FIRST]
    files["pytorch_model.bin"] = files.pop("model.safetensors")
    refused(server, "pickle.*--revision refs/pr/N")
    assert server.downloads() == []


def test_a_repository_of_another_kind(server: FakeHub) -> None:
    del server.files[REPO, FIRST]["source.spm"]
    refused(server, r"lacks source\.spm")


def test_no_such_model_or_revision(server: FakeHub) -> None:
    refused(server, "no such model", "nobody/nothing")
    refused(server, "has no revision v9", revision="v9")
    for name in ("nothing", "a/..", "a/b/c", "../b"):
        refused(server, "not a hub id", name)


def test_a_gated_model(server: FakeHub) -> None:
    server.gated.add(REPO)
    refused(server, "HF_TOKEN")


def test_a_hub_that_cannot_be_reached(server: FakeHub) -> None:
    refused(server, "cannot be reached.*copy a model folder into", endpoint="http://127.0.0.1:9")


def test_offline_mode(server: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    refused(server, "cannot be reached.*copy a model folder into")
    assert server.log == []


def test_the_variables_of_the_hub_and_silence_in_a_pipe(server: FakeHub) -> None:
    program = f"from align.translation.models.hub import pull_model; pull_model({REPO!r})"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "HF_ENDPOINT": server.url},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert find_model(REPO).revision == FIRST


def test_a_folder_of_ones_own(server: FakeHub, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    assert pull_model(REPO, endpoint=server.url, out=out).path == out
    other = tmp_path / "letters"
    other.mkdir()
    refused(server, "exists and is not a model", out=other)


def test_languages_given_by_hand(server: FakeHub) -> None:
    del server.files[REPO, FIRST]["tokenizer_config.json"]
    refused(server, f"^{REPO}: .*--from")
    model = pull_model(REPO, endpoint=server.url, source_langs=["kk"], target_langs=["en"])
    assert (model.source, model.target) == (("kk",), ("en",))


def test_without_the_optional_packages(server: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(what: str) -> None:
        raise ModelError(f"{what} needs more packages: pip install 'qatarlas[transformers]'")

    monkeypatch.setattr(hub, "require_transformers", missing)
    refused(server, r"qatarlas\[transformers\]")
    assert server.log == []
