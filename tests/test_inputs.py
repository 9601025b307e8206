"""Which documents a batch has, and what their outputs are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.inputs import collect, output_names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.txt", "b.txt"], ["a", "b"]),
        (["a.txt", "a.md"], ["a.txt", "a.md"]),
        (["a.txt", "a.txt"], ["a.txt", "a.txt-2"]),
        (["A.txt", "a.md"], ["A.txt", "a.md"]),
        (["in/a.txt", "a.txt"], ["in/a", "a"]),
        (["a.kk.txt"], ["a.kk"]),
        (["README"], ["README"]),
        (["2024.05.29", "v1.2 notes"], ["2024.05.29", "v1.2 notes"]),
    ],
)
def test_output_names(names: list[str], expected: list[str]) -> None:
    assert output_names(names) == expected


@given(st.lists(st.sampled_from(["a", "a.txt", "A.txt", "a.md", "a.txt-2", "a-2.txt", "x/a.txt"])))
def test_output_names_never_collide(names: list[str]) -> None:
    found = output_names(names)
    assert len({name.casefold() for name in found}) == len(names)


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "in/c.TXT", ".git/d.txt", ".e.txt", "f.pdf", "out/g.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = collect([str(tmp_path)], out=tmp_path / "out")
    assert [item.name for item in found] == ["a.md", "b.txt", "in/c.TXT"]
