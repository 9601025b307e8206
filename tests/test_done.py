"""A rerun has nothing to do for what is done, and makes again what is not as it was."""

import re
from pathlib import Path

import pytest

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


def run(folder: Path, *more: str) -> list[str]:
    """Which of two stages took any time."""
    result = align(
        "translate", "in", "--to", "en", "--profile", *more, cwd=folder, PYTHONPATH=str(ROOT)
    )
    assert result.returncode == 0, result.stderr.decode()
    seconds = dict(re.findall(r"^(\w+) +([\d.]+) ", result.stderr.decode(), re.MULTILINE))
    return [stage for stage in ("translate", "write") if float(seconds[stage]) > 0]


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


def test_a_changed_document_alone_is_translated(first: Path) -> None:
    untouched = first / "out" / "b.kk-en.html"
    run(first)
    state = untouched.stat()
    document = first / "in" / "a.txt"
    document.write_text(f"{SENTENCES}Әнші ән айтты.\n", encoding="utf-8")
    assert run(first) == ["translate", "write"]
    assert untouched.stat() == state
    assert "Әнші" in (first / "out" / "a.kk-en.html").read_text(encoding="utf-8")
