"""The bitext file: what is written comes back, and what is no bitext is refused in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import (
    Bead,
    Bitext,
    DocumentRef,
    Finding,
    Side,
)
from align.bitext_file import dump_bitext, load_bitext, parse_bitext
from align.errors import InputError

HEADER: dict[str, Any] = {
    "align": 1,
    "source": {"path": "a.txt", "lang": "kk", "sha256": None},
    "target": {"path": None, "lang": "en", "sha256": None},
    "model": {"name": "m"},
}
BEAD: dict[str, Any] = {
    "id": 0,
    "source": {"text": "Бір.", "sentences": [[0, 4]], "paragraph": 0, "lang": "kk", "kind": "list"},
    "target": {"text": "One.", "sentences": [[0, 4]], "paragraph": 0},
    "score": 0.5,
    "origin": "translated",
    "findings": [{"kind": "number", "detail": "x", "severity": "error"}],
    "words": [[0, 0]],
}


def joined(text: str) -> str:
    """Half characters that make a whole one: JSON has no way to tell the two apart."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def texts() -> st.SearchStrategy[str]:
    halves = st.sampled_from(
        ["\ud800", "\udbff", "\udc00", "\udcff", "\u2028", "\\", "\\ud800", "😀"]
    )
    every = st.text(st.characters(exclude_categories=()), max_size=6)
    return st.lists(halves | every, max_size=4).map("".join).map(joined)


def sides() -> st.SearchStrategy[Side]:
    return st.builds(
        Side,
        text=texts(),
        sentences=st.lists(st.tuples(st.integers(), st.integers()), max_size=2).map(tuple),
        paragraph=st.integers(),
        lang=st.none() | texts(),
        kind=st.sampled_from(["text", "heading", "list", "quote", "code"]),
    )


def bitexts() -> st.SearchStrategy[Bitext]:
    severities = st.sampled_from(["info", "warning", "error"])
    places = st.none() | st.tuples(st.integers(), st.integers())
    findings = st.builds(Finding, texts(), texts(), severities, places, places)
    words = st.lists(st.lists(st.integers(), max_size=4).map(tuple), max_size=2)
    beads = st.builds(
        Bead,
        id=st.integers(),
        source=sides(),
        target=sides(),
        score=st.floats(0, 1),
        origin=st.sampled_from(["translated", "aligned"]),
        findings=st.lists(findings, max_size=2).map(tuple),
        words=words.map(tuple),
    )
    refs = st.builds(DocumentRef, st.none() | texts(), texts(), st.none() | texts())
    models = st.dictionaries(texts(), texts() | st.lists(st.integers() | texts(), max_size=2))
    return st.builds(Bitext, refs, refs, st.lists(beads, max_size=2).map(tuple), st.none() | models)


@given(bitexts())
def test_what_is_written_comes_back(bitext: Bitext) -> None:
    text = dump_bitext(bitext)
    read = text.encode().decode()
    assert parse_bitext(read.split("\n"), "a") == bitext
    assert dump_bitext(parse_bitext(read.split("\n"), "a")) == text


def test_only_half_characters_are_escaped() -> None:
    bitext = Bitext(DocumentRef("қ\udcff😀.txt", "kk", None), DocumentRef(None, "en", None), ())
    assert '"path": "қ\\udcff😀.txt"' in dump_bitext(bitext)


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_json_has_no_number_for_is_not_written(score: float) -> None:
    bead = Bead(0, Side("", (), 0), Side("", (), 0), score, "aligned")
    ref = DocumentRef(None, "kk", None)
    with pytest.raises(ValueError, match="JSON"):
        dump_bitext(Bitext(ref, ref, (bead,)))


def test_the_examples_below_begin_from_a_bitext() -> None:
    bitext = parse_bitext([json.dumps(HEADER), json.dumps(BEAD)], "a")
    assert bitext.beads[0].source == Side("Бір.", ((0, 4),), 0, "kk", "list")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("source.text", "5"),
        ("source.text", "null"),
        ("source.lang", "5"),
        ("source.kind", "5"),
        ("source.kind", '"table"'),
        ("source.kind", "[]"),
        ("source.paragraph", "true"),
        ("source.paragraph", '"0"'),
        ("source.sentences", '[["0", 4]]'),
        ("source.sentences", "[[0]]"),
        ("source.sentences", "[5]"),
        ("source.sentences", "5"),
        ("source", "[]"),
        ("id", "1.5"),
        ("id", "1" * 5000),
        ("score", "1e999"),
        ("score", "-Infinity"),
        ("score", "NaN"),
        ("score", "true"),
        ("score", '"0.5"'),
        ("score", "1" * 400),
        ("origin", '"guessed"'),
        ("findings", "{}"),
        ("findings", "[5]"),
        ("findings", '[{"kind": 5, "detail": "x"}]'),
        ("findings", '[{"kind": "x"}]'),
        ("findings", '[{"kind": "x", "detail": "x", "source": [1]}]'),
        ("findings", '[{"kind": "x", "detail": "x", "target": [1, "2"]}]'),
        ("findings", '[{"kind": "x", "detail": "x", "severity": "fatal"}]'),
        ("words", "[[0.5, 1]]"),
        ("words", "[[true, 1]]"),
        ("id", "[" * 100_000),
    ],
)
def test_a_bead_of_other_types_is_refused(path: str, value: str, tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(f"{json.dumps(HEADER)}\n{changed(BEAD, path, value)}\n", encoding="utf-8")
    assert refusal(file).startswith(f"{file}, line 2: not a ")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("model", '["x"]'),
        ("model", '"x"'),
        ("model", '{"low_confidence": NaN}'),
        ("model", '{"low_confidence": 1e999}'),
        ("model", '{"a": ' * 500 + "1" + "}" * 500),
        ("model", "[" * 100_000),
        ("source", '"a.txt"'),
        ("source.lang", "5"),
        ("source.lang", "null"),
        ("source.path", "5"),
        ("target.sha256", "[]"),
    ],
)
def test_a_header_of_other_types_is_refused(path: str, value: str, tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(changed(HEADER, path, value), encoding="utf-8")
    assert refusal(file).startswith(f"{file}, line 1: not ")


@pytest.mark.parametrize("line", ["[]", "5", "null", '"align"', "{}", '{"align": 2}'])
def test_another_file_is_no_bitext(line: str, tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(line, encoding="utf-8")
    assert refusal(file).startswith(f"{file}: not a bitext file: its first line")


def changed(row: dict[str, Any], path: str, value: str) -> str:
    """The row as JSON, with ``value``, JSON too or nearly, at ``path``."""
    copy = json.loads(json.dumps(row))
    *parents, last = path.split(".")
    inner = copy
    for parent in parents:
        inner = inner[parent]
    inner[last] = "@"
    return json.dumps(copy).replace('"@"', value)


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        load_bitext(path)
    message = str(caught.value)
    assert "\n" not in message
    return message
