"""Markdown: paragraphs, headings, list items, quotations, code (CommonMark's block structure).

Only blocks are told apart; emphasis and links inside a paragraph go to the translator as text.
Every character stays inside a paragraph, markers included, so that nothing is lost.
"""

from __future__ import annotations

import re

from ..document import Paragraph, ParagraphKind
from .plain import stripped_lines

_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"#{1,6}(?:\s+|$)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_VERBATIM = re.compile(
    r"(?:\|.*|[-*_=]{3,}|(?:[-*_]\s*){3,}|<[!/?A-Za-z][^>]*>.*|\[[^\]]+\]:\s.*)$"
)


def markdown_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The blocks of a Markdown text in order; see ``Paragraph`` for what ``content`` means.

    Fenced and front-matter blocks, tables, rules, HTML blocks and link definitions are of kind
    ``code``: kept as they are.
    """
    found: list[Paragraph] = []
    open_fence: str | None = None
    fence_start = 0
    continues = False
    for number, line in enumerate(stripped_lines(text)):
        if line is None:
            continues = False
            continue
        start, end = line
        content = text[start:end]
        if open_fence is not None:
            if content.startswith(open_fence):
                found.append(Paragraph(fence_start, end, fence_start, "code"))
                open_fence = None
            continue
        fence = _FENCE.match(content)
        if fence or (number == 0 and content == "---"):
            open_fence, fence_start = (fence[0] if fence else "---"), start
            continues = False
            continue
        kind, marker = _block(content)
        if kind == "text" and continues and not (marker or found[-1].kind == "code"):
            last = found[-1]
            found[-1] = Paragraph(last.start, end, last.content, last.kind)
            continue
        found.append(Paragraph(start, end, start + marker, kind))
        continues = kind not in ("heading", "code")
    if open_fence is not None:
        found.append(Paragraph(fence_start, len(text.rstrip()), fence_start, "code"))
    return tuple(found)


def _block(line: str) -> tuple[ParagraphKind, int]:
    """What kind of block a line begins, and how long its marker is."""
    heading = _HEADING.match(line)
    if heading:
        return "heading", heading.end()
    if _VERBATIM.match(line):
        return "code", 0
    item = _ITEM.match(line)
    if item:
        return "list", item.end()
    quote = _QUOTE.match(line)
    if quote:
        return "quote", quote.end()
    return "text", 0
