import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.readers.encoding import decode

KAZAKH = "Бүгін қалада күн жылы болды. Әке мен бала өзенге барып, ұзақ отырды. Їштеңе."
RUSSIAN = "Сегодня в городе было тепло. Отец с сыном пошли к реке и долго сидели на берегу."
KAZAKH_ONLY = KAZAKH.replace(" Їштеңе.", "")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (KAZAKH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + KAZAKH.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + KAZAKH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + KAZAKH.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + KAZAKH.encode("utf-32-le"), "utf-32-le"),
        (KAZAKH.encode("utf-16-le"), "utf-16-le"),
        (KAZAKH.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_encodings_with_and_without_mark(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (KAZAKH, encoding)


def test_windows_1251_russian() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "a.txt") == (RUSSIAN, "cp1251")


def test_koi8_russian() -> None:
    assert decode(RUSSIAN.encode("koi8_r"), "a.txt") == (RUSSIAN, "koi8_r")


def test_kazakh_code_page_is_not_taken_for_windows_1251() -> None:
    assert decode(KAZAKH_ONLY.encode("kz1048"), "a.txt") == (KAZAKH_ONLY, "kz1048")


def test_line_endings_stay() -> None:
    assert decode("а\r\nб\rв\n".encode(), "a.txt")[0] == "а\r\nб\rв\n"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_what_is_not_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^junk\.txt: "):
        decode(data, "junk.txt")


def test_empty_is_empty() -> None:
    assert decode(b"", "a.txt") == ("", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "fuzz")
    except InputError:
        return
    assert data.endswith(text.encode(encoding))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf8_text_comes_back_exactly(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode(), "a.txt")[0] == text
