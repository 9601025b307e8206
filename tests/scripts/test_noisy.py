from pathlib import Path
from random import Random

import pytest

from scripts.bench.align import read_set
from scripts.bench.noise import KINDS, Bead, Text
from scripts.bench.noisy import ladder, main


def made_up(lang: str, number: int) -> str:
    return (
        f"{lang} sentence number {number}, which says this and that: {'word ' * (number % 7)}end."
    )


def text() -> Text:
    beads = [Bead((made_up("a", n),), (made_up("b", n),)) for n in range(90)]
    return Text(
        beads,
        (tuple(made_up("x", n) for n in range(50)), tuple(made_up("y", n) for n in range(50))),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_is_in_exactly_one_bead_of_the_gold(kind: str) -> None:
    source, target, gold = ladder(KINDS[kind](text(), Random(kind)))
    for side, lines in enumerate((source, target)):
        named = [number for bead in gold for number in bead.split("\t")[side].split(",") if number]
        assert named == [str(number) for number in range(len(lines))]
    assert all(line.strip() for line in source + target)
    assert "\t" not in gold


def test_written_sets_are_read_by_the_bench_and_the_same_each_time(tmp_path: Path) -> None:
    for lang in ("kk", "en"):
        lines = "\n".join(made_up(lang, n) for n in range(300))
        (tmp_path / f"news.{lang}").write_text(lines, encoding="utf-8")
    for folder in ("one", "two"):
        files = [str(tmp_path / f"news.{lang}") for lang in ("kk", "en")]
        main([*files, "-o", str(tmp_path / folder), "--lines", "100", "--documents", "2"])
    made = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert {path.parts[0] for path in made} >= {f"news.{kind}" for kind in KINDS}
    for path in made:
        if (tmp_path / "one" / path).is_file():
            assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
    assert len(read_set(tmp_path / "one" / "news.mixed", "kk", "en")) == 2
