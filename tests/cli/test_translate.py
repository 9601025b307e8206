"""``align translate`` as a user runs it, with the model that ships."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import align, command, error_line, files_below

KAZAKH = "Бүгін кітапхана ашылды. Оған көп адам келді.\n\nКеште қонақтар үйлеріне қайтты.\n"
ENGLISH = "The library was opened today. Many people came to see it.\n"
RUSSIAN = "Сегодня открылась новая библиотека. Вечером все гости разошлись по домам.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents of every kind that a batch may meet."""
    texts = tmp_path / "texts"
    (texts / "inner").mkdir(parents=True)
    (texts / "kk.txt").write_text(KAZAKH, encoding="utf-8")
    (texts / "inner" / "kk1251.txt").write_bytes(KAZAKH.encode("kz1048"))
    (texts / "en.md").write_text(ENGLISH, encoding="utf-8")
    (texts / "empty.txt").write_bytes(b"")
    (texts / "junk.txt").write_bytes(bytes(range(256)) * 8)
    (texts / "ru.txt").write_text(RUSSIAN, encoding="utf-8")
    (texts / "picture.png").write_bytes(b"\x89PNG")
    (texts / ".hidden.txt").write_text(KAZAKH, encoding="utf-8")
    return texts


def test_a_folder(folder: Path, tmp_path: Path) -> None:
    result = align("translate", folder, "--to", "en", "-o", tmp_path / "out")
    assert result.returncode == 3
    assert result.stdout == b""
    written = files_below(tmp_path / "out")
    views = ("html", "tsv", "tmx", "jsonl", "txt")
    expected = {f"{name}.kk-en.{view}" for name in ("kk", "inner/kk1251") for view in views}
    assert {name.replace(os.sep, "/") for name in written} == {"index.html", *expected}
    summary = result.stderr.decode()
    index = written["index.html"].decode()
    for page in (summary, index):
        assert "already in the target language" in page.lower()
        assert "align models pull opus-mt-ru-en" in page
        assert "binary data" in page
        assert "nothing to translate" in page.lower()
    assert "Traceback" not in summary
    assert "picture.png" not in summary


def test_a_rerun_translates_nothing_and_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    align("translate", folder, "--to", "en", "-o", out)
    first = files_below(out)
    memory = out / ".qatarlas" / "memory.sqlite3"
    stored = memory.read_bytes()
    align("translate", folder, "--to", "en", "-o", out)
    assert files_below(out) == first
    assert memory.read_bytes() == stored


def test_the_output_folder_inside_the_input_is_not_read(folder: Path) -> None:
    for _ in range(2):
        align("translate", ".", "--to", "en", "-o", "out", cwd=folder)
    assert not [
        name for name in files_below(folder / "out") if "en-en" in name or "kk-en.kk" in name
    ]


def test_the_bitext_file_is_what_the_contract_says(folder: Path, tmp_path: Path) -> None:
    align("translate", folder / "kk.txt", "--to", "en", "-o", tmp_path / "out", "--views", "jsonl")
    (name,) = [name for name in files_below(tmp_path / "out") if name != "index.html"]
    text = (tmp_path / "out" / name).read_text(encoding="utf-8")
    header, *beads = map(json.loads, text.splitlines())
    assert header["align"] == 1
    assert header["source"]["path"] == "kk.txt"
    assert header["source"]["lang"] == "kk"
    assert len(header["source"]["sha256"]) == 64
    assert header["target"]["lang"] == "en"
    assert header["model"]["name"] == "kk-en"
    assert str(tmp_path) not in text
    assert [bead["source"]["paragraph"] for bead in beads] == [0, 0, 1]
    for number, bead in enumerate(beads):
        assert bead["id"] == number
        ((start, end),) = bead["source"]["sentences"]
        assert KAZAKH[start:end] == bead["source"]["text"]
        assert 0 <= bead["score"] <= 1
        assert bead["origin"] == "translated"
        assert isinstance(bead["words"], list)


def test_documents_of_the_same_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "b/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(KAZAKH, encoding="utf-8")
    paths = ("a.txt", "a.md", "b/a.txt")
    align("translate", *paths, "--to", "en", "--views", "txt", cwd=tmp_path)
    assert len(files_below(tmp_path / "out")) == 1 + len(paths)


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    result = align(
        "translate", "-", "--to", "en", "--views", "txt", cwd=tmp_path, stdin=KAZAKH.encode()
    )
    assert result.returncode == 0
    assert sorted(files_below(tmp_path / "out")) == ["index.html", "stdin.kk-en.txt"]


def test_lines_is_a_filter() -> None:
    lines = [
        "Бүгін кітапхана ашылды.",
        "",
        "  ",
        "12 345",
        "Already in English, this one is.",
        "Жоқ.",
    ]
    text = "\n".join(lines) + "\n"
    result = align("translate", "--from", "kk", "--to", "en", "--lines", "-", stdin=text.encode())
    assert result.returncode == 0
    assert result.stderr == b""
    output = result.stdout.decode().split("\n")
    assert len(output) == len(lines) + 1
    assert output[1:4] == ["", "  ", "12 345"]
    assert output[0]
    assert output[0] != lines[0]


def test_lines_without_from_routes_each_line() -> None:
    text = f"{ENGLISH}Бүгін кітапхана ашылды, оған көп адам келді.\n{RUSSIAN}"
    result = align("translate", "--to", "en", "--lines", "-", stdin=text.encode())
    assert result.returncode == 3
    output = result.stdout.decode().split("\n")
    assert output[0] == ENGLISH.strip()
    assert output[2] == RUSSIAN.strip()
    assert b"align models pull opus-mt-ru-en" in result.stderr


def test_lines_that_are_not_utf8_are_an_error() -> None:
    result = align("translate", "--to", "en", "--lines", "-", stdin=b"a\n\xff\xfe\xff\n")
    assert result.returncode == 2
    assert "line 2" in error_line(result)


def make_unreadable(path: Path) -> str:
    path.write_text(KAZAKH, encoding="utf-8")
    path.chmod(0)
    return "no permission"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.txt", "--to", "en"], "missing.txt: no such file"),
        (["empty-folder", "--to", "en"], "no documents in this folder"),
        (["junk.txt", "--to", "en"], "junk.txt: binary data"),
        (["kk.txt", "--to", "english"], "not a language code"),
        (["kk.txt", "--to", "en", "--from", "en"], "both en"),
        (["kk.txt", "--to", "en", "--model", "nowhere"], "nowhere"),
        (["kk.txt", "--to", "fr", "--model", "kk-en"], "model kk-en translates kk to en"),
        (["ru.txt", "--from", "ru", "--to", "en", "--model", "kk-en"], "not ru to en"),
        ([".", "--to", "en", "-o", "."], "name another with -o"),
        (["", "--to", "en"], "an empty path"),
        (["n" * 300, "--to", "en"], "cannot be read"),
        (["kk.txt", "--to", "en", "-o", "kk.txt"], "kk.txt"),
    ],
)
def test_errors_are_one_line(folder: Path, arguments: list[str], words: str) -> None:
    (folder / "empty-folder").mkdir()
    result = align("translate", *arguments, cwd=folder)
    assert result.returncode == 2
    assert words in error_line(result)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_an_entry_of_the_summary(folder: Path, tmp_path: Path) -> None:
    make_unreadable(folder / "secret.txt")
    result = align("translate", folder, "--to", "en", "-o", tmp_path / "out")
    assert result.returncode == 3
    assert b"no permission" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["translate"], ["translate", "a", "--beam", "0"], ["x"]])
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    result = align(*arguments)
    assert result.returncode == 2
    assert "--help" in error_line(result)


def test_language_codes_may_be_written_in_any_case(folder: Path) -> None:
    result = align("translate", "kk.txt", "--from", "KK", "--to", "EN", cwd=folder)
    assert result.returncode == 0
    assert (folder / "out" / "kk.kk-en.html").is_file()


def test_one_output_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(KAZAKH, encoding="utf-8")
    (tmp_path / "out" / "b.kk-en.txt").mkdir(parents=True)
    paths = ("a.txt", "b.txt", "c.txt")
    result = align("translate", *paths, "--to", "en", "--views", "txt", cwd=tmp_path)
    assert result.returncode == 3
    assert b"b.kk-en.txt: cannot be written" in result.stderr
    assert {"a.kk-en.txt", "c.kk-en.txt", "index.html"} <= set(files_below(tmp_path / "out"))


def test_a_broken_model_does_not_stop_what_other_models_do(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "models" / "broken"
    broken.mkdir(parents=True)
    (broken / "model.toml").write_text("name = 5", encoding="utf-8")
    result = align(
        "translate",
        "kk.txt",
        "ru.txt",
        "--to",
        "en",
        cwd=folder,
        QATARLAS_MODELS=str(broken.parent),
    )
    assert result.returncode == 3
    assert (folder / "out" / "kk.kk-en.html").is_file()
    assert "broken" in result.stderr.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere refuse such names")
def test_odd_file_names(tmp_path: Path) -> None:
    names = [
        b"bad\xff.txt",
        "ұ".encode() * 118 + b".txt",
        b"-o.txt",
        b"new\nline.txt",
        b"a'\"&<b>.txt",
    ]
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in names:
        (folder / os.fsdecode(name)).write_text(KAZAKH, encoding="utf-8")
    result = align("translate", folder, "--to", "en", "-o", tmp_path / "out")
    assert result.returncode == 0
    assert len(files_below(tmp_path / "out")) == 1 + 5 * len(names)


def test_a_line_stays_one_line_whatever_the_documents_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Бір.\r\n\r\nЕкі. Үш.".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(KAZAKH.encode("kz1048"))
    result = align(
        "translate",
        "--from",
        "kk",
        "--to",
        "en",
        "--lines",
        "a.txt",
        "gone.txt",
        "b.txt",
        cwd=tmp_path,
    )
    assert result.returncode == 3
    assert "gone.txt" in error_line(result)
    assert result.stdout.count(b"\n") == 3 + 3


def test_a_damaged_memory_is_named(folder: Path) -> None:
    align("translate", "kk.txt", "--to", "en", cwd=folder)
    memory = folder / "out" / ".qatarlas" / "memory.sqlite3"
    memory.write_bytes(memory.read_bytes()[:4096] + b"\xff" * 8192)
    result = align("translate", "kk.txt", "--to", "en", cwd=folder)
    assert result.returncode in (2, 3)
    assert "memory" in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("translate", "--from", "kk", "--to", "en", "--lines", "-"),
            input=b"12\n",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_an_english_document_with_a_foreign_passage_is_english(tmp_path: Path) -> None:
    text = f"{ENGLISH}\nA second paragraph in English makes this an English document.\n\n{RUSSIAN}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = align("translate", "a.txt", "--to", "en", cwd=tmp_path)
    assert result.returncode == 0
    assert "but for passages in ru" in result.stderr.decode()
