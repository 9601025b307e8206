"""Names of files as people see them: nothing in them can move a cursor or turn a line around."""

from __future__ import annotations

import re

# Controls, halves of surrogate pairs, line separators, and the marks that change the direction of
# what follows. Joiners (U+200C, U+200D) are ordinary letters of some scripts.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str) -> str:
    """``text`` with control characters and marks of direction written as escapes (``\\x1b``)."""
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def printable_json(value: object, indent: int | None = None) -> str:
    """``value`` as JSON that a terminal can be given, whatever names of files it holds."""
    import json  # not for every command that prints

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # JSON has escapes of its own; a line break that is left here is one of the indentation.
    return _UNSAFE.sub(lambda m: "\n" if m[0] == "\n" else f"\\u{ord(m[0]):04x}", text)
