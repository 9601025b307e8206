"""A file's bytes are those of one moment, or there is a reason why not."""

import io
import os
from pathlib import Path

import pytest

from align.errors import InputError
from align.readers import parse_document, read_document, whole


def test_the_limit_is_in_megabytes_and_includes_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 2**20)
    assert len(read_document(path, largest=1).text) == 2**20
    path.write_bytes(b"a" * (2**20 + 1))
    with pytest.raises(InputError, match=r"a\.txt: 1\.1 MB, larger than 1 MB; split it, or raise"):
        read_document(path, largest=1)


def test_a_link_to_nothing_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    with pytest.raises(InputError, match=r"a\.txt: a link to nothing"):
        read_document(tmp_path / "a.txt")


def test_a_stream_is_not_read_past_the_limit() -> None:
    endless = io.BufferedReader(Zeros())
    with pytest.raises(InputError, match="stdin: larger than 2 MB"):
        whole.read_stream(endless, "stdin", 2)


class Zeros(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        buffer[:] = bytes(len(buffer))
        return len(buffer)


@pytest.mark.parametrize("end", [". ", "\n", "!\n", "… ", "\u2028"])
def test_too_many_sentences_are_too_large(end: str) -> None:
    few = ("а" + end) * 9_000
    assert parse_document(few.encode(), "a", largest=1).paragraphs
    with pytest.raises(InputError, match="a: more than 10,000 lines and sentences"):
        parse_document((few * 2).encode(), "a", largest=1)


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> None:
    """Let another program change the file during each of the first ``times`` readings."""
    read, count = whole.read_stream, 0

    def reading(*arguments: object) -> bytes:
        nonlocal count
        data = read(*arguments)  # type: ignore[arg-type]
        count += 1
        if count <= times:
            with path.open("ab") as file:
                file.write(b" more")
        return data

    monkeypatch.setattr(whole, "read_stream", reading)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"some")
    changing(monkeypatch, path, 2)
    assert read_document(path).text == "some more more"


def test_a_file_that_never_rests_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"some")
    changing(monkeypatch, path, 99)
    with pytest.raises(InputError, match=r"a\.txt: changes while it is read; run again"):
        read_document(path)


def test_a_file_that_is_cut_while_it_is_read_is_no_half_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"some more")
    stat_of = os.fstat

    def cut(descriptor: int) -> object:
        result = stat_of(descriptor)
        path.write_bytes(path.read_bytes()[:-1])
        return result

    monkeypatch.setattr(os, "fstat", cut)
    with pytest.raises(InputError, match="changes while it is read"):
        read_document(path)
