"""All checks together, on pairs and on bitexts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Bead, Bitext, DocumentRef, Finding, Side
from align.bitext_file import dump_bitext, parse_bitext
from align.quality import Pair, find, repairable_errors, with_findings

DATA = Path(__file__).parents[3] / "shared" / "data" / "dev"


def bead(source: str, target: str, *findings: Finding, score: float = 0.9) -> Bead:
    left, right = (Side(text, ((0, len(text)),) if text else (), 0) for text in (source, target))
    return Bead(0, left, right, score, "translated", findings)


def checked(*beads: Bead) -> list[tuple[str, ...]]:
    bitext = Bitext(DocumentRef("a", "kk", None), DocumentRef(None, "en", None), beads)
    return [tuple(f.kind for f in b.findings) for b in with_findings(bitext).beads]


def test_findings_are_added_to_those_that_are_there() -> None:
    split = Finding("split", "in two parts", "info")
    assert checked(bead("Онда 5 үй бар.", "There are 6 houses.", split)) == [("split", "number")]


def test_an_error_is_not_said_twice() -> None:
    there = Finding("repetition", "the translation repeats itself", "error")
    text = "the council began its work, the council began its work"
    assert checked(bead("Кеңес жұмысын бастады.", text, there)) == [("repetition",)]


def test_gaps_and_what_was_kept_are_not_judged() -> None:
    assert checked(bead("Бес үй.", ""), bead("", "Added 5."), bead("Сөз.", "Сөз.", score=1.0)) == [
        (),
        (),
        (),
    ]


def test_a_copy_says_it_all() -> None:
    assert checked(bead("2024 жылы Абай келді.", "2024 жылы Абай келді.")) == [("copied",)]


def test_offsets_survive_the_bitext_file() -> None:
    bitext = with_findings(
        Bitext(
            DocumentRef("a", "kk", None),
            DocumentRef(None, "en", None),
            (bead("Онда 5 үй бар.", "There are 6 houses."),),
        )
    )
    text = dump_bitext(bitext)
    assert '"source": [5, 6], "target": [10, 11]' in text
    assert parse_bitext(text.split("\n"), "a") == bitext


def test_what_decoding_gets_wrong_is_repairable_and_names_are_not() -> None:
    errors = repairable_errors("kk", "en")
    assert errors("Онда 5 үй бар.", "There are 6 houses.") == ["number"]
    assert errors("Бұл туралы кеше Тоқаев айтты.", "He said this yesterday.") == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_checked(source: str, target: str) -> None:
    for finding in find(Pair(source, target, "kk", "en")):
        for text, place in ((source, finding.source), (target, finding.target)):
            assert place is None or 0 <= place[0] <= place[1] <= len(text)


@pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data/dev")
@pytest.mark.parametrize("name", ["flores_dev", "tatoeba"])
def test_correct_translations_have_hardly_an_error(name: str) -> None:
    sides = [
        (DATA / f"{name}.{lang}").read_text(encoding="utf-8").rstrip("\n").split("\n")[:300]
        for lang in ("kk", "en")
    ]
    wrong = sum(
        any(f.severity == "error" for f in find(Pair(source, target, "kk", "en")))
        for source, target in zip(*sides, strict=True)
    )
    assert wrong <= 0.02 * len(sides[0])


def test_what_is_too_long_to_be_a_sentence_is_not_checked_and_says_so() -> None:
    words = " ".join(f"word{n}" for n in range(100_000))
    assert checked(bead("сөз " * 100_000, words)) == [("unchecked",)]


def test_thousands_of_digits_are_no_number() -> None:
    digits = "7" * 4500
    assert find(Pair(f"Міне: {digits}.", f"Here: {digits[:-1]}.", "kk", "en")) is not None
    assert repairable_errors("kk", "en")("сөз " * 9000, "word " * 9000) == []
