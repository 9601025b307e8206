"""The gate as a user runs it, on a small real model: what opens it, what shuts it, what it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from align.gate.run import ARITHMETIC
from align.translation import waiting
from align.translation.models.folder import ModelFolder
from tests.conftest import ROOT, convert

Check = Callable[..., tuple[int, str, str]]
HEAD = 'source="kk"\ntarget="en"\nmodel="x"\n'


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def one_line(error: str) -> str:
    assert error.startswith("align: error: ")
    assert error.count("\n") == 1
    return error


@pytest.fixture
def accepted(suite: Path, check: Check) -> Path:
    """The suite with its baseline beside it."""
    status, out, err = check(suite, "--update-baseline")
    assert status == 0
    assert "chrf++" in out
    assert "baseline.json: written" in err
    return suite


@pytest.fixture(scope="module")
def noisy(tiny_marian: Path, tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    """The tiny model with noise on every weight, converted like any other."""
    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path_factory.mktemp("noise") / "hub"
    shutil.copytree(tiny_marian, folder)
    weights = load_file(folder / "model.safetensors")
    torch.manual_seed(3)
    damaged = {
        name: w + 0.8 * w.float().std() * torch.randn_like(w) if w.dim() > 1 else w
        for name, w in weights.items()
    }
    save_file(damaged, folder / "model.safetensors", metadata={"format": "pt"})
    return convert(folder, tmp_path_factory.mktemp("models") / "tiny-kk-en")


def test_a_baseline_records_what_made_it(accepted: Path) -> None:
    data = json.loads((accepted.parent / "baseline.json").read_text(encoding="utf-8"))
    assert data["made_by"]["model"]["name"] == "tiny-kk-en"
    assert len(data["made_by"]["model"]["fingerprint"]) == 16
    assert data["made_by"]["decoding"]["beam"] == 4
    assert {"ctranslate2", "sacrebleu", "qatarlas"} <= set(data["made_by"]["packages"])
    assert len(data["date"]) == len("2026-01-01")
    assert "version:" in data["scores"]["bleu"]["signature"]
    assert str(accepted.parent) not in json.dumps(data["documents"])


def test_nothing_changed(accepted: Path, check: Check) -> None:
    status, out, _ = check(accepted)
    assert status == 0
    assert out.strip().endswith("passed")


def test_threads_and_batches_change_nothing(
    accepted: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "batch_size", lambda width, most: min(2, most))
    assert check(accepted, "--jobs", "2")[0] == 0


def test_instructions_of_newer_processors_change_nothing(tmp_path: Path) -> None:
    """Int8 arithmetic differs with VNNI; where this processor has none, nothing is tested."""
    shutil.copy(ROOT / "texts" / "suite" / "dates.tsv", tmp_path)
    suite = tmp_path / "suite.toml"
    suite.write_text(
        'source = "kk"\ntarget = "en"\nmodel = "kk-en"\n[[document]]\npairs = "dates.tsv"\n',
        encoding="utf-8",
    )
    found = []
    free = {name: value for name, value in os.environ.items() if name not in ARITHMETIC}
    for environment in (free, {**free, "ONEDNN_MAX_CPU_ISA": "AVX2"}):
        command = [sys.executable, "-m", "align", "check", str(suite), "--update-baseline"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        data = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
        found.append(data["documents"])
    assert found[0] == found[1]


def test_noise_in_the_weights_shuts_the_gate(
    accepted: Path, check: Check, noisy: ModelFolder, tiny_model: ModelFolder
) -> None:
    replaced(accepted, json.dumps(str(tiny_model.path)), json.dumps(str(noisy.path)))
    status, _, err = check(accepted)
    assert status == 2
    assert "model.fingerprint" in one_line(err)
    assert tiny_model.fingerprint in err
    status, out, _ = check(accepted, "--across")
    assert status == 1
    assert "FAILED: " in out
    assert "chrf fell from" in out
    assert "fallen most" in out


def test_weights_altered_in_place_are_told_by_their_hash(
    accepted: Path, check: Check, tiny_model: ModelFolder, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model.path, copy)
    replaced(accepted, json.dumps(str(tiny_model.path)), json.dumps(str(copy)))
    assert check(accepted)[0] == 0
    data = bytearray((copy / "ctranslate2" / "model.bin").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (copy / "ctranslate2" / "model.bin").write_bytes(data)
    status, _, err = check(accepted)
    assert status == 2
    assert "altered" in one_line(err)


def test_broken_decoding_shuts_the_gate(accepted: Path, check: Check) -> None:
    replaced(accepted, "max_pieces = 40", "max_pieces = 40\nbeam = 1\nlength_penalty = -9.0")
    status, _, err = check(accepted)
    assert status == 2
    assert "decoding.beam: 4 in the baseline, 1 now" in one_line(err)
    assert "decoding.length_penalty" in err
    replaced(accepted, "max_pieces = 40\nbeam = 1", "max_pieces = 3")
    assert check(accepted, "--across")[0] == 1


def test_accepting_shows_the_comparison_and_opens_the_gate(
    accepted: Path, check: Check, noisy: ModelFolder, tiny_model: ModelFolder
) -> None:
    replaced(accepted, json.dumps(str(tiny_model.path)), json.dumps(str(noisy.path)))
    status, out, _ = check(accepted, "--update-baseline")
    assert status == 0
    assert "FAILED" in out
    assert check(accepted)[0] == 0


def test_errors_that_rise_shut_the_gate(accepted: Path, check: Check) -> None:
    path = accepted.parent / "baseline.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = [line for document in data["documents"] for line in document["lines"]]
    assert any(row["errors"] for row in rows)  # the tiny model cannot write "5"
    for row in rows:
        row["errors"] = []
    path.write_text(json.dumps(data), encoding="utf-8")
    status, out, _ = check(accepted)
    assert status == 1
    assert "errors rose from 0 to" in out
    accepted.write_text(
        accepted.read_text(encoding="utf-8") + "[tolerance]\nerrors = 99\n", encoding="utf-8"
    )
    assert check(accepted)[0] == 0


def test_reports(
    accepted: Path, check: Check, noisy: ModelFolder, tiny_model: ModelFolder, tmp_path: Path
) -> None:
    replaced(accepted, json.dumps(str(tiny_model.path)), json.dumps(str(noisy.path)))
    junit, page = tmp_path / "junit.xml", tmp_path / "page.html"
    status, out, _ = check(accepted, "--across", "--json", "--junit", junit, "--html", page)
    assert status == 1
    data: dict[str, Any] = json.loads(out)
    assert data["passed"] is False
    assert set(data["metrics"]) == {"bleu", "chrf", "chrf++"}
    assert data["metrics"]["chrf"]["low"] <= data["metrics"]["chrf"]["delta"]
    assert len(data["worst"]) == 5
    tree = etree.fromstring(junit.read_bytes())
    cases = tree.findall(".//testcase")
    assert {case.get("name") for case in cases} >= {"metric.bleu", "errors", "document.text"}
    assert int(str(tree.get("failures"))) == len(tree.findall(".//failure")) > 0
    html = page.read_text(encoding="utf-8")
    assert "<del>" in html
    assert "<ins>" in html
    assert "Reference" in html


def test_github_gets_annotations(
    accepted: Path,
    check: Check,
    noisy: ModelFolder,
    tiny_model: ModelFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::error" not in check(accepted)[2]
    replaced(accepted, json.dumps(str(tiny_model.path)), json.dumps(str(noisy.path)))
    lines = check(accepted, "--across")[2].splitlines()
    assert lines[0].startswith("::error file=")
    assert any(line.startswith("::warning ") and "%0A" in line for line in lines)
    assert all(line.startswith("::") for line in lines)


def test_a_reference_with_other_sentences_is_aligned(accepted: Path) -> None:
    data = json.loads((accepted.parent / "baseline.json").read_text(encoding="utf-8"))
    lines = next(d["lines"] for d in data["documents"] if d["name"] == "text")
    assert " ".join(line["reference"] for line in lines).split() == (
        (accepted.parent / "text.en").read_text(encoding="utf-8").split()
    )
    assert [line["source"] for line in lines][-1] == "Бала 5 кітап көрді. Ол үй."


def test_a_translation_that_exists_is_checked_without_a_model(tmp_path: Path, check: Check) -> None:
    (tmp_path / "a.tsv").write_text(
        "Бұл 5 үй.\tThese are 5 houses.\nОл келді.\tHe came.\n", encoding="utf-8"
    )
    (tmp_path / "a.mt").write_text("This is 5 houses.\nHe came.\n", encoding="utf-8")
    suite = tmp_path / "s.toml"
    suite.write_text(
        'source = "kk"\ntarget = "en"\n[[document]]\npairs = "a.tsv"\nhypothesis = "a.mt"\n',
        encoding="utf-8",
    )
    assert check(suite, "--update-baseline")[0] == 0
    assert check(suite)[0] == 0
    (tmp_path / "a.mt").write_text("This is 6 houses.\nHe came.\n", encoding="utf-8")
    assert check(suite)[0] == 1
    (tmp_path / "a.mt").write_text("This is 5 houses.\n", encoding="utf-8")
    assert "1 lines for 2 pairs" in one_line(check(suite)[2])
    (tmp_path / "a.mt").write_text("\nHe came.\n", encoding="utf-8")
    status, _, err = check(suite)
    assert status == 2
    assert "line 1: an empty hypothesis" in one_line(err)
    (tmp_path / "a.mt").write_text("", encoding="utf-8")
    assert "an empty file" in one_line(check(suite)[2])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('source = "kk"\ntarget = \n', "line 2"),
        ('source = "kk"\n', "target"),
        ('source = "kk"\ntarget = "en"\nmodel = "x"\n', "[[document]]"),
        ('sources = "kk"\n', "sources"),
        ('source="kk"\ntarget="en"\nmodel="x"\n[[document]]\nname="a"\n', "document 1"),
        ('source="kk"\ntarget="en"\nmodel="x"\n[[document]]\nsource="a"\n', "reference"),
        ('source="kk"\ntarget="en"\n[[document]]\npairs="a.tsv"\n', "names no model"),
        (f'{HEAD}[decoding]\nbeam=0\n[[document]]\npairs="a"\n', "beam"),
        (f'{HEAD}[tolerance]\nbleu="1"\n[[document]]\npairs="a"\n', "bleu"),
        ('source="kk"\ntarget="en"\nmodel="x"\n[[document]]\npairs="none.tsv"\n', "none.tsv"),
        ('source="kk"\ntarget="en"\nmodel="x"\n[[document]]\npairs="bad.tsv"\n', "line 1"),
    ],
)  # fmt: skip
def test_a_suite_that_is_none(text: str, told: str, tmp_path: Path, check: Check) -> None:
    suite = tmp_path / "suite.toml"
    suite.write_text(text, encoding="utf-8")
    (tmp_path / "bad.tsv").write_text("no tab\n", encoding="utf-8")
    status, _, err = check(suite, "--update-baseline")
    assert status == 2
    assert told in one_line(err)
    assert "suite.toml" in err or ".tsv" in err


def test_no_baseline_and_a_broken_one(suite: Path, check: Check) -> None:
    status, _, err = check(suite)
    assert status == 2
    assert "--update-baseline" in one_line(err)
    for text in (
        "",
        "[]",
        '{"align_baseline": 2}',
        '{"align_baseline": 1}',
        '{"align_baseline": 1,',
    ):
        (suite.parent / "baseline.json").write_text(text, encoding="utf-8")
        status, _, err = check(suite)
        assert status == 2
        assert "not a baseline" in one_line(err)
    assert check(suite, "--update-baseline")[0] == 0


def test_another_file_is_not_taken_for_a_baseline(suite: Path, check: Check) -> None:
    notes = suite.parent / "notes.txt"
    notes.write_text("kept", encoding="utf-8")
    for path in (notes, suite.parent):
        status, _, err = check(suite, "--update-baseline", "--baseline", str(path))
        assert status == 2
        assert path.name in one_line(err)
    assert notes.read_text(encoding="utf-8") == "kept"


def test_a_suite_with_other_texts_than_the_baseline(accepted: Path, check: Check) -> None:
    replaced(accepted.parent / "text.en", "5 books", "6 books")
    status, _, err = check(accepted)
    assert status == 2
    assert "another text of 'text'" in one_line(err)
    assert check(accepted, "--update-baseline")[0] == 0


def test_no_suite(tmp_path: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = check()
    assert status == 2
    assert "suite.toml: no such suite" in one_line(err)
