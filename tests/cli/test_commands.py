"""``detect``, ``pair``, ``view``, ``models`` and the command line as a whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import align, error_line
from tests.conftest import ROOT

KAZAKH = "Бүгін кітапхана ашылды. Оған 250 адам келді.\nКеште қонақтар үйлеріне қайтты.\n"
ENGLISH = "The library was opened today. It was visited by 250 people.\nIn the evening all left.\n"


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "a.kk.txt").write_text(KAZAKH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def test_detect_rows(pair: Path) -> None:
    result = align("detect", "a.kk.txt", "a.en.txt", cwd=pair)
    rows = [line.split("\t") for line in result.stdout.decode().splitlines()]
    assert [row[:2] for row in rows] == [["a.kk.txt", "kk"], ["a.en.txt", "en"]]
    assert all(0.5 < float(row[2]) <= 1 for row in rows)


def test_detect_json_has_spans_of_code_points(pair: Path) -> None:
    (row,) = map(json.loads, align("detect", "--json", pair / "a.kk.txt").stdout.splitlines())
    assert row["lang"] == "kk"
    spans = [KAZAKH[span["start"] : span["end"]] for span in row["spans"]]
    assert spans == KAZAKH.splitlines()


def test_detect_lines() -> None:
    text = f"{KAZAKH}\n123\n"
    result = align("detect", "--json", "--lines", "-", stdin=text.encode())
    rows = list(map(json.loads, result.stdout.splitlines()))
    assert [(row["line"], row["lang"]) for row in rows] == [
        (1, "kk"),
        (2, "kk"),
        (3, "und"),
        (4, "und"),
    ]
    assert "spans" not in rows[0]


def test_detect_lines_of_nothing_is_nothing() -> None:
    assert align("detect", "--lines", "-").stdout == b""


def test_detect_goes_on_after_a_missing_file(pair: Path) -> None:
    result = align("detect", "gone.txt", "a.en.txt", cwd=pair)
    assert result.returncode == 3
    assert result.stdout.startswith(b"a.en.txt\ten")
    assert "gone.txt" in error_line(result)


def test_detect_of_nothing_readable(pair: Path) -> None:
    result = align("detect", "gone.txt", cwd=pair)
    assert result.returncode == 2
    assert "gone.txt" in error_line(result)


@pytest.mark.parametrize("method", ["length", "lexical", "translation", "auto"])
def test_pair_writes_a_ladder_to_standard_output(pair: Path, method: str) -> None:
    result = align("pair", "a.kk.txt", "a.en.txt", "--method", method, cwd=pair)
    assert result.returncode == 0
    for line in result.stdout.decode().splitlines():
        source, target, score = line.split(":")
        assert isinstance(json.loads(source), list)
        assert isinstance(json.loads(target), list)
        assert 0 <= float(score) <= 1
    seen = [json.loads(line.split(":")[0]) for line in result.stdout.decode().splitlines()]
    assert [index for indices in seen for index in indices] == [0, 1, 2]


def test_pair_presegmented_keeps_the_lines(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Бір. Екі.\n\nҮш.\n", encoding="utf-8")
    (tmp_path / "b").write_text("One. Two.\n\nThree.\n", encoding="utf-8")
    arguments = ("--presegmented", "--from", "kk", "--to", "en", "--method", "length")
    result = align("pair", "a", "b", *arguments, cwd=tmp_path)
    beads = [line.split(":")[:2] for line in result.stdout.decode().splitlines()]
    for side in (0, 1):
        assert [i for bead in beads for i in json.loads(bead[side])] == [0, 1, 2]


def test_pair_writes_views(pair: Path) -> None:
    result = align("pair", "a.kk.txt", "a.en.txt", "-o", "out", "--method", "lexical", cwd=pair)
    assert result.returncode == 0
    written = {path.suffix for path in (pair / "out").iterdir() if path.is_file()}
    assert written == {".html", ".tsv", ".tmx", ".jsonl", ".ladder"}
    lines = next((pair / "out").glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    header, *beads = map(json.loads, lines)
    assert (header["source"]["lang"], header["target"]["lang"]) == ("kk", "en")
    assert header["model"] is None
    for side, text in (("source", KAZAKH), ("target", ENGLISH)):
        for bead in beads:
            for start, end in bead[side]["sentences"]:
                assert text[start:end] in bead[side]["text"]


def test_view_makes_every_view_from_the_bitext(pair: Path) -> None:
    align("translate", "a.kk.txt", "--to", "en", cwd=pair)
    for suffix in ("html", "tsv", "tmx", "txt", "jsonl"):
        result = align("view", "out/a.kk.kk-en.jsonl", "-o", f"again.{suffix}", cwd=pair)
        assert result.returncode == 0
        written = (pair / "out" / f"a.kk.kk-en.{suffix}").read_bytes()
        assert (pair / f"again.{suffix}").read_bytes() == written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty file"),
        ('{"align": 2}\n', "not a bitext"),
        ("{\n", "line 1"),
        ('{"align": 1, "source": 5}\n', "line 1"),
    ],
)
def test_view_of_what_is_no_bitext(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "x.jsonl").write_text(text, encoding="utf-8")
    result = align("view", "x.jsonl", "-o", "x.html", cwd=tmp_path)
    assert result.returncode == 2
    assert words in error_line(result)


def test_models_list_and_show() -> None:
    listed = align("models", "list").stdout.decode()
    assert "kk-en\tinstalled\tkk→en" in listed
    assert "opus-mt-tc-bible-big-trk\tavailable" in listed
    shown = align("models", "show", "kk-en")
    assert shown.returncode == 0
    assert "Apache-2.0" in shown.stdout.decode()


def test_models_pull_offline_says_so_in_one_line() -> None:
    result = align("models", "pull", "opus-mt-tc-bible-big-trk", HF_ENDPOINT="http://127.0.0.1:9")
    assert result.returncode == 2
    assert "cannot be reached" in error_line(result)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from align.cli.main import build_parser; build_parser().format_help();"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    heavy = {
        "ctranslate2",
        "torch",
        "numpy",
        "rich",
        "jinja2",
        "sentencepiece",
        "pycld2",
        "sqlite3",
    }
    assert not heavy & set(loaded.stdout.split())


def test_the_library_works_as_the_readme_shows(pair: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n")[1].split("```")[0]
    (pair / "report.txt").write_text(KAZAKH, encoding="utf-8")
    (pair / "report.en.txt").write_text(ENGLISH, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", example], cwd=pair, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "kk" in done.stdout
