"""Plain text: where its paragraphs are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ..document import Paragraph, ParagraphKind

Line = tuple[int, int]

_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
_BULLET = re.compile(r"(?:[-*+•·–—]|\d{1,3}[.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;]['\"»”’)\]]*$")
_WRAP_MIN, _WRAP_MAX = 40, 132


def plain_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A paragraph a line; lines of a block that was wrapped at a fixed width are one paragraph.

    A block (lines with no blank line between them) counts as wrapped where each line is as long as
    the width allows: the next line's first word would not have fitted on it.
    """
    paragraphs: list[Paragraph] = []
    for block in _blocks(text):
        if _wrapped(text, block):
            paragraphs.append(_paragraph(text, block[0][0], block[-1][1]))
        else:
            paragraphs += [_paragraph(text, start, end) for start, end in block]
    return tuple(paragraphs)


def stripped_lines(text: str) -> Iterator[Line | None]:
    """Offsets of each line without the white space around it; ``None`` for a blank line."""
    position = 0
    while position <= len(text):
        found = _BREAK.search(text, position)
        stop = found.start() if found else len(text)
        line = text[position:stop]
        content = line.strip()
        if content:
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(content)
        else:
            yield None
        if found is None:
            return
        position = found.end()


def lines_of(text: str) -> list[str]:
    """The lines that a filter works on: ended by LF or CR LF, the last one with or without."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def count_line_breaks(text: str) -> int:
    """How many line breaks ``text`` holds; CR LF is one."""
    return sum(1 for _ in _BREAK.finditer(text))


def _blocks(text: str) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in stripped_lines(text):
        if line is not None:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrapped(text: str, block: list[Line]) -> bool:
    if len(block) < 2 or any(_BULLET.match(text, start, end) for start, end in block):
        return False
    width = max(end - start for start, end in block)
    if not _WRAP_MIN <= width <= _WRAP_MAX:
        return False
    if all(_SENTENCE_END.search(text[start:end]) for start, end in block):
        return False
    for (start, end), (next_start, next_end) in itertools.pairwise(block):
        first_word = text[next_start:next_end].split(maxsplit=1)[0]
        if end - start + 1 + len(first_word) <= width:
            return False
    return True


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    bullet = _BULLET.match(text, start, end)
    kind: ParagraphKind = "list" if bullet and not bullet[0][0].isdigit() else "text"
    content = bullet.end() if bullet and kind == "list" else start
    return Paragraph(start, end, content, kind)
