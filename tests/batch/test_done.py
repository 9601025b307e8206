"""A rerun has nothing to do for what is done, and makes again what is not as it was."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from align.batch import done
from align.translation.memory import memory_path
from tests.cli.running import ROOT, align, files_below

SENTENCES = "Мұғалім кеше кітап оқыды. Дәрігер бүгін хат жазды. Оқушы 2024 жылы үйге келді.\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents in ``in`` and what was made of them in ``out``. Copy it."""
    folder = tmp_path_factory.mktemp("done")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(SENTENCES, encoding="utf-8")
    (folder / "in" / "b.md").write_text(f"# Мұғалім\n\n{SENTENCES}", encoding="utf-8")
    (folder / "in" / "c.txt").write_text("This is English already, all of it.", encoding="utf-8")
    assert run(folder) == ["translate", "write"]
    return folder


def run(folder: Path, *more: str, path: str = str(ROOT)) -> list[str]:
    """Whether anything was translated, and whether any document was made again."""
    result = align(
        *("translate", "in", "--to", "en", "--log-json", "--profile", *more),
        cwd=folder,
        PYTHONPATH=path,
    )
    assert result.returncode == 0, result.stderr.decode()
    events = [json.loads(line) for line in result.stderr.splitlines()]
    (profile,) = (event for event in events if event["event"] == "profile")
    found = [event for event in events if event["event"] == "document-done"]
    translated = ["translate"] if profile["seconds"]["translate"] else []
    return translated + (["write"] if not all(event["unchanged"] for event in found) else [])


def test_nothing_is_done_twice_but_what_is_not_as_it_was(first: Path) -> None:
    before = files_below(first / "out")
    assert run(first) == []
    assert files_below(first / "out") == before
    # Touched by hand, and removed.
    page, table = first / "out" / "a.kk-en.html", first / "out" / "b.kk-en.tsv"
    page.write_text("edited", encoding="utf-8")
    table.unlink()
    assert run(first) == ["write"]
    assert files_below(first / "out") == before
    # Other settings are other outputs.
    assert run(first, "--views", "txt,jsonl") == ["write"]


def test_any_file_of_the_package_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.py"
    monkeypatch.setattr(done, "_PACKAGE", tmp_path)
    stamps = []
    for text in ("x = 1", "x = 2", "x = 1"):
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1, 1))  # as in a package whose times a system has made equal
        done.code_stamp.cache_clear()
        stamps.append(done.code_stamp())
    done.code_stamp.cache_clear()
    assert stamps[0] == stamps[2] != stamps[1]


def test_other_versions_of_libraries_make_everything_again(first: Path) -> None:
    run(first)
    before = remembered(first)
    newer = first / "newer"
    (newer / "ctranslate2-99.0.dist-info").mkdir(parents=True)
    metadata = "Metadata-Version: 2.1\nName: ctranslate2\nVersion: 99.0\n"
    (newer / "ctranslate2-99.0.dist-info" / "METADATA").write_text(metadata, encoding="utf-8")
    (newer / "sitecustomize.py").write_text(
        "import ctranslate2\nctranslate2.__version__ = '99.0'\n", encoding="utf-8"
    )
    path = f"{newer}{os.pathsep}{ROOT}"
    assert run(first, path=path) == ["translate", "write"]
    assert len(remembered(first)) == 2 * len(before)
    assert run(first, path=path) == []


def remembered(folder: Path) -> set[bytes]:
    """The keys of the translations that an output folder's memory holds."""
    with closing(sqlite3.connect(memory_path(folder / "out"))) as database:
        return {key for (key,) in database.execute("SELECT key FROM translation")}


def test_a_changed_document_alone_is_translated(first: Path) -> None:
    untouched = first / "out" / "b.kk-en.html"
    run(first)
    state = untouched.stat()
    document = first / "in" / "a.txt"
    document.write_text(f"{SENTENCES}Әнші ән айтты.\n", encoding="utf-8")
    assert run(first) == ["translate", "write"]
    assert untouched.stat() == state
    assert "Әнші" in (first / "out" / "a.kk-en.html").read_text(encoding="utf-8")
