"""A suite of the tiny model's sentences, and a way to run the gate on it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from align.cli.main import main
from align.gate.run import ARITHMETIC
from align.translation.models.folder import ModelFolder
from tests.tiny_marian import gloss, random_sentence

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def suite(tmp_path: Path, tiny_model: ModelFolder) -> Path:
    """Two documents: sixty pairs, and a text whose reference has other sentences."""
    rng = random.Random(11)
    pairs = [random_sentence(rng) for _ in range(60)]
    (tmp_path / "pairs.tsv").write_text(
        "".join(f"{text}\t{gloss(text)}\n" for text in pairs), encoding="utf-8"
    )
    (tmp_path / "text.txt").write_text(
        "Мысық үлкен ит көрді.\n\nБала 5 кітап көрді. Ол үй.\n", encoding="utf-8"
    )
    (tmp_path / "text.en").write_text(
        "The cat saw a big dog.\n\nThe child saw 5 books, it is a house.\n", encoding="utf-8"
    )
    path = tmp_path / "suite.toml"
    path.write_text(
        f'source = "kk"\ntarget = "en"\nmodel = {json.dumps(str(tiny_model.path))}\n'
        "[decoding]\nmax_pieces = 40\n"
        '[[document]]\npairs = "pairs.tsv"\n'
        '[[document]]\nsource = "text.txt"\nreference = "text.en"\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Runs ``align check``: its status, standard output, standard error."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for name, value in ARITHMETIC.items():  # what the command sets must not outlive the test
        monkeypatch.setenv(name, value)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = main(["check", *map(str, arguments)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run
