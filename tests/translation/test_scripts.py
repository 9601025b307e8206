"""Documents in Kazakh of other letters: translated through Cyrillic, shown as they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.bitext import Finding
from align.cli.main import main
from align.language.transliteration import from_cyrillic
from align.pipeline import pair_documents, translate_document
from align.quality import Pair
from align.quality.spelled import spell
from align.readers import read_document
from align.segment import split_sentences

TEXT = """Ауыл мектебі

Біздің ауылда жаңа мектеп ашылды. Онда екі жүз елу оқушы оқиды.

Кеше Алматыдан қонақтар келді. Сіз бұл туралы не ойлайсыз? Үкімет оған 3,5 миллион теңге бөлді.
"""
CASES = [
    ("latin-2021", "kk-Latn"),
    ("latin-2019", "kk-Latn"),
    ("latin-2018", "kk-Latn"),
    ("latin-ascii", "kk-Latn"),
    ("arabic", "kk-Arab"),
]


@pytest.fixture(scope="module")
def cyrillic(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the model makes of the text in Cyrillic, whichever model it is."""
    path = tmp_path_factory.mktemp("cyrillic") / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    bitext = translate_document(path, source="kk", model="kk-en")
    return [bead.target.text for bead in bitext.beads]


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_a_document_is_translated_and_shown_as_written(
    name: str, lang: str, tmp_path: Path, cyrillic: list[str]
) -> None:
    path = tmp_path / "school.txt"
    path.write_text(from_cyrillic(TEXT, name), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["translate", str(path), "--from", lang, "--to", "en", "-o", str(out)]) == 0
    header, *rows = map(
        json.loads, (out / f"school.{lang}-en.jsonl").read_text(encoding="utf-8").splitlines()
    )
    document = read_document(path).text
    assert header["source"]["lang"] == lang
    assert header["model"]["spelling"] == f"{name}, read as Cyrillic"
    for row in rows:
        ((start, end),) = row["source"]["sentences"]
        assert document[start:end] == row["source"]["text"]
        for first, last, *_ in row["words"]:
            assert 0 <= first < last <= len(row["source"]["text"])
    assert len(rows) == len(cyrillic)
    assert any(row["words"] for row in rows)
    if name in ("latin-2021", "latin-2018", "latin-2019"):
        assert [row["target"]["text"] for row in rows] == cyrillic
    page = (out / f"school.{lang}-en.html").read_text(encoding="utf-8")
    assert f'lang="{lang}" dir="{"rtl" if lang == "kk-Arab" else "ltr"}"' in page


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_sentences_are_found_in_every_script(name: str, lang: str) -> None:
    text = (
        "Ол 1965 ж. туған. Мектепті ертерек бітірді. Проф. Серік келді; ал сен ше? А. Құнанбайұлы"
        " атындағы көше."
    )
    spelled = from_cyrillic(text, name)
    assert len(split_sentences(spelled, lang)) == len(split_sentences(text, "kk")) == 4


def test_lines_are_translated_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.txt"
    line = from_cyrillic("Біздің ауылда жаңа мектеп ашылды.", "arabic")
    path.write_text(line + "\n\n", encoding="utf-8")
    assert main(["translate", "--from", "kk-Arab", "--to", "en", "--lines", str(path)]) == 0
    first, second = capfd.readouterr().out.splitlines()
    assert (first.isascii(), second) == (True, "")
    assert len(first.split()) > 2


def test_damaged_letters_are_read_and_told(tmp_path: Path, cyrillic: list[str]) -> None:
    path = tmp_path / "old.txt"
    damaged = TEXT.translate(str.maketrans("қіңс", "ќiњc"))
    path.write_text(damaged, encoding="utf-8")
    bitext = translate_document(path, source="kk", model="kk-en")
    assert [bead.target.text for bead in bitext.beads] == cyrillic
    assert all(bead.source.text in damaged for bead in bitext.beads)
    assert bitext.beads[0].findings[0] == Finding(
        "letters", "read for the translation: i as і", "info"
    )


def test_lost_letters_are_restored_and_those_that_are_not_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lost.txt"
    path.write_text("Б?л жа?а мектеп. Ж?р?ншы ауылда т?р.\n", encoding="utf-8")
    bitext = translate_document(path, source="kk", model="kk-en")
    first, second = (bead.findings for bead in bitext.beads)
    assert (
        first[0].kind,
        first[0].detail,
        first[0].severity,
    ) == ("letters", "lost letters restored in Бұл, жаңа", "info")
    assert any(f.severity == "warning" and "Ж?р?ншы" in f.detail for f in second)
    assert bitext.beads[0].source.text == "Б?л жа?а мектеп."


def test_findings_are_placed_in_the_text_as_written() -> None:
    source = from_cyrillic("Сүт екі жүз теңге тұрады, ал нан 75 теңге.", "arabic")
    (one,) = spell([Pair(source, "Milk costs 200 tenge and bread 76.", "kk-Arab", "en")])
    place = one.pair.source.index("75")
    found = one.placed(Finding("number", "", "error", (place, place + 2), None))
    assert found.source is not None
    assert source[found.source[0] : found.source[1]] == "75"


def test_two_documents_are_paired_through_cyrillic(tmp_path: Path, cyrillic: list[str]) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.en.txt"
    source.write_text(from_cyrillic(TEXT, "arabic"), encoding="utf-8")
    target.write_text("\n\n".join(cyrillic) + "\n", encoding="utf-8")
    bitext = pair_documents(source, target, source_lang="kk-Arab", target_lang="en", model="kk-en")
    assert bitext.source.lang == "kk-Arab"
    assert [bead.target.text for bead in bitext.beads] == cyrillic
