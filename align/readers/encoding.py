"""Which encoding a file is in: byte-order marks, UTF-8, UTF-16, then the Cyrillic code pages.

Everything past this file is Unicode. What cannot be text is refused, never guessed at.
"""

from __future__ import annotations

import codecs
from functools import cache

from ..errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_LEGACY = ("cp1251", "kz1048", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1252", "cp1254")
_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_CONTROL = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r\x0b\x0c\x1b")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` without its byte-order mark, and the Python codec that decoded it.

    Line endings and everything else stay as they are. Raises ``InputError`` (calling the file
    ``name``) for what is not text in any encoding known here.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name), encoding
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _strictly(data, wide, name), wide
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\0" in data or controls * 100 > len(sample):
        raise InputError(f"{name}: binary data, not a text; convert it to UTF-8 text first")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_legacy(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: damaged {encoding} text (byte {error.start}); save it again as UTF-8"
        ) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 is told by its zero bytes: ASCII spaces and line ends have one on a fixed side."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, low, high in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        lows, highs = sample[low::2], sample[high::2]
        if highs.count(0) * 25 < len(lows):  # most files, told without looking at each byte
            continue
        spaces = sum(h == 0 and byte in b" \n\r\t.,-" for byte, h in zip(lows, highs, strict=True))
        if spaces * 25 >= len(lows) and 0 not in lows and max(highs) < 0xD8:
            return encoding
    return None


def _decode_legacy(data: bytes, name: str) -> tuple[str, str]:
    import charset_normalizer

    match = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    if match is None:
        raise InputError(
            f"{name}: neither UTF-8 nor a code page known here; convert it to UTF-8 first"
        )
    encoding = _kazakh_code_page(data, match.encoding)
    return _strictly(data, encoding, name), encoding


def _kazakh_code_page(data: bytes, encoding: str) -> str:
    """KZ-1048 in place of Windows-1251 where that turns odd letters into Kazakh ones.

    The two differ in a few places only (Kazakh letters stand where 1251 has Serbian, Macedonian
    and Belarusian ones), so a detector of code pages takes one for the other.
    """
    if encoding not in ("cp1251", "kz1048"):
        return encoding
    present = set(data)
    kazakh = sum(data.count(byte) for byte in present & _kazakh_bytes("kz1048"))
    slavic = sum(data.count(byte) for byte in present & _kazakh_bytes("cp1251"))
    return "kz1048" if kazakh > slavic else "cp1251"


@cache
def _kazakh_bytes(encoding: str) -> frozenset[int]:
    """The bytes that are letters of Kazakh in this code page and not in the other."""
    letters = {}
    for page in ("cp1251", "kz1048"):
        table = {byte: bytes([byte]).decode(page, "replace") for byte in range(128, 256)}
        letters[page] = {byte for byte, letter in table.items() if letter in _KAZAKH}
    other = "cp1251" if encoding == "kz1048" else "kz1048"
    return frozenset(letters[encoding] - letters[other])
