"""Findings come with every bitext, are counted in a batch, and stand in the views."""

from __future__ import annotations

from pathlib import Path

from align.batch.run import run_batch
from align.inputs import Input
from align.judging import judge_for
from align.pipeline import pair_documents
from align.translation.engine import Decoding
from align.translation.memory import Memory
from align.translation.models.folder import ModelFolder
from align.translation.session import Session
from align.views import render


class Nobody:
    def begin(self, name: str) -> None: ...
    def plan(self, sentences: int) -> None: ...
    def advance(self, sentences: int) -> None: ...


def test_aligned_documents_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Онда 5 үй бар.\n\nОл келді.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("There are 6 houses there.\n\nHe came.\n", encoding="utf-8")
    bitext = pair_documents(
        tmp_path / "a.txt",
        tmp_path / "b.txt",
        source_lang="kk",
        target_lang="en",
        method="length",
    )
    (finding,) = bitext.beads[0].findings
    assert (finding.kind, finding.severity) == ("number", "error")
    assert bitext.beads[1].findings == ()
    for view in ("html", "tsv", "jsonl"):
        assert "5 became 6" in render(bitext, view)


def test_a_batch_counts_errors(tiny_model: ModelFolder, tmp_path: Path) -> None:
    # The tiny model has no digits: whatever it makes of them is wrong.
    (tmp_path / "a.txt").write_text("мысық 5 ит көрді .\n", encoding="utf-8")
    with Memory(None) as memory:
        session = Session(
            "en",
            memory,
            source="kk",
            model=str(tiny_model.path),
            decoding=Decoding(max_pieces=40),
            threads=1,
            judges=judge_for,
        )
        inputs = [Input(tmp_path / "a.txt", "a.txt")]
        (result,) = run_batch(inputs, session, tmp_path / "out", ("jsonl",), Nobody())
    assert result.errors == 1
    assert result.flagged == 1
    text = (tmp_path / "out" / "a.kk-en.jsonl").read_text(encoding="utf-8")
    assert '"kind": "number"' in text
    assert '"repair": "checks ' in text
