"""A dictionary that a user gives."""

from pathlib import Path

import pytest

from align.alignment import align_sentences
from align.alignment.dictionary import read_dictionary
from align.cli.main import main
from align.errors import InputError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "terms.tsv"


@pytest.mark.parametrize(
    "text", ["мектеп\tschool\nкітап\tbook\n", "school @ мектеп\r\nbook @ кітап\r\n"]
)
def test_terms_are_found_before_endings(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
    dictionary = read_dictionary(file)
    assert list(dictionary.source_terms("Мектептерде кітап көп.")) == ["мектеп", "кітап"]
    assert list(dictionary.target_terms("Schools have books.")) == ["мектеп", "кітап"]
    assert dictionary.mirrored().mirrored() == dictionary


def test_terms_of_several_words_and_several_meanings(file: Path) -> None:
    file.write_text("аға\telder brother\nаға\tuncle\nой\tthought\n", encoding="utf-8")
    dictionary = read_dictionary(file)
    assert list(dictionary.target_terms("My elder brother and my uncle")) == ["аға", "аға"]
    # A short term counts as a whole word only.
    assert list(dictionary.source_terms("Ойын басталды.")) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        ("мектеп\tschool\nкітап\n".encode(), "line 2 is not two terms"),
        (b"a\tb\tc\n", "line 1 is not two terms"),
        (b"\n", "empty dictionary"),
    ],
)
def test_a_bad_file_is_one_clear_line(file: Path, data: bytes, message: str) -> None:
    file.write_bytes(data)
    with pytest.raises(InputError, match=message):
        read_dictionary(file)


def test_a_dictionary_tells_what_belongs_together(file: Path) -> None:
    file.write_text("бұлт\tcloud\nөзен\triver\nмысық\tcat\nтерезе\twindow\n", encoding="utf-8")
    source = ["Бұлт қалың.", "Өзен тасыды.", "Мысық ұйықтады.", "Терезе ашық."]
    target = ["The cloud is thick.", "Nobody knew.", "The cat slept on.", "A window is open."]
    found = [
        align_sentences(
            *texts,
            source_lang="kk",
            target_lang="en",
            method="lexical",
            dictionary=dictionary,
        )
        for texts, dictionary in (
            ((source, target), read_dictionary(file)),
            ((target, source), read_dictionary(file).mirrored()),
        )
    ]
    assert [(b.source, b.target) for b in found[0].beads][:1] == [((0, 1), (0, 1))]
    assert found[0] == found[1].mirrored()
    alone = align_sentences(source, target, source_lang="kk", target_lang="en", method="lexical")
    assert found[0].beads[0].score > alone.beads[0].score


def test_the_command_takes_a_dictionary(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.kk").write_text("Бұлт қалың.\nМысық ұйықтады.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("The cloud is thick.\nThe cat slept.\n", encoding="utf-8")
    command = ["pair", "--presegmented", "--method", "lexical", "--from", "kk", "--to", "en"]
    paths = [str(tmp_path / "a.kk"), str(tmp_path / "a.en")]
    file.write_text("бұлт\tcloud\n", encoding="utf-8")
    assert main([*command, "--dictionary", str(file), *paths]) == 0
    assert capsys.readouterr().out.startswith("[0]:[0]:")
    assert main([*command, "--dictionary", str(tmp_path / "none"), *paths]) == 2
    error = capsys.readouterr().err
    assert error.startswith("align: error: ") and error.count("\n") == 1
