"""Markdown: paragraphs, headings, list items, quotations, code (CommonMark's block structure).

Only blocks are told apart; emphasis and links inside a paragraph go to the translator as text.
Every character stays inside a paragraph, markers included, so that nothing is lost. In doubt a line
is text: what is taken for code is never translated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Paragraph, ParagraphKind
from .plain import stripped_lines

# The info string after backticks holds none: ```x``` at a line's start is a code span.
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_HEADING = re.compile(r"#{1,6}(?:\s+|\Z)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s*)+")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:\s+(?=\S)")
# What YAML may begin a line with that is not indented.
_YAML_KEY = re.compile(r"(?:[\w.-]+(?: [\w.-]+){0,2}|\"[^\"]*\"|'[^']*')\s*:(?:\s|\Z)")
_YAML_REST = re.compile(r"-\s|-\Z|#|[\]}]")
_BLOCK_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details"
    " dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6"
    " head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option"
    " p param pre script search section style summary table tbody td textarea tfoot th thead title"
    " tr track ul"
)
_VERBATIM = re.compile(
    r"(?:"
    r"\|.*"  # a row of a table
    r"|[-*_=]{3,}|(?:[-*_]\s*){3,}"  # a rule, the line under a heading
    rf"|</?(?:{_BLOCK_TAGS.replace(' ', '|')})(?![^\s/>]).*"
    r"|(?:(?:<!--(?:(?!-->).)*-->|<(?!!--)[!/?a-z][^<>]*>)\s*)+"  # tags and comments, no text
    r"|\[[^\[\]]+\]:\s*(?:<[^<>]*>|[^\s<]\S*)"  # a link definition, its title
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
    r")\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Fence:
    """An open block of code: where it starts, what opened it, how deeply it is quoted."""

    start: int
    mark: str
    depth: int


def markdown_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The blocks of a Markdown text in order; see ``Paragraph`` for what ``content`` means.

    Fenced and front-matter blocks, tables, rules, HTML blocks and link definitions are of kind
    ``code``: kept as they are. The lines of a quotation are one paragraph, as they are of a text:
    the markers before its later lines lie inside it (see ``without_quote_marks``).
    """
    found: list[Paragraph] = []
    fence: _Fence | None = None
    continues = False
    quoted = 0  # how deeply the last paragraph is
    front_end = _front_matter_end(text)
    if front_end:
        found.append(Paragraph(0, front_end, 0, "code"))
    fence_end = 0
    for line in stripped_lines(text):
        if line is None:
            continues = False
            if fence is not None and fence.depth:  # a blank line ends a quotation
                found.append(Paragraph(fence.start, fence_end, fence.start, "code"))
                fence = None
            continue
        start, end = line
        if end <= front_end:
            continue
        depth, words = _quotation(text[start:end], fence.depth if fence else None)
        if fence is not None and depth < fence.depth:
            found.append(Paragraph(fence.start, fence_end, fence.start, "code"))
            fence = None
            depth, words = _quotation(text[start:end])
        content = text[start + words : end]
        if fence is not None:
            fence_end = end
            if len(content) >= len(fence.mark) and not content.strip(fence.mark[0]):
                found.append(Paragraph(fence.start, end, fence.start, "code"))
                fence = None
            continue
        item = _ITEM.match(content)
        mark = _FENCE.match(content, item.end() if item else 0)
        if mark:
            fence, fence_end, continues = _Fence(start, mark[0], depth), end, False
            continue
        kind, marker = _block(content)
        if marker == len(content):  # nothing but a marker: nothing to translate
            kind = "code"
        if kind == "text" and not marker and continues and depth in (0, quoted):
            last = found[-1]
            found[-1] = Paragraph(last.start, end, last.content, last.kind)
            continue
        continues, quoted = kind not in ("heading", "code"), depth
        if kind == "code":
            found.append(Paragraph(start, end, start, kind))
        else:
            kind = "quote" if depth else kind
            found.append(Paragraph(start, end, start + words + marker, kind))
    if fence is not None:
        found.append(Paragraph(fence.start, fence_end, fence.start, "code"))
    return tuple(found)


def without_quote_marks(text: str) -> str:
    """The words of a quotation with spaces for the marks that its later lines begin with.

    Offsets stay true, so that sentences can be looked for in what comes back.
    """
    parts: list[str] = []
    position = 0
    for number, line in enumerate(stripped_lines(text)):
        marks = _QUOTE.match(text, *line) if line and number else None
        if marks:
            parts += (text[position : marks.start()], " " * len(marks[0]))
            position = marks.end()
    return "".join(parts) + text[position:]


def _front_matter_end(text: str) -> int:
    """Where the front matter ends that the text begins with; 0 where there is none.

    Every line of it must be one that YAML could have there: a text between two rules is none.
    """
    lines = stripped_lines(text)
    if next(lines) != (0, 3) or text[:3] != "---":
        return 0
    first = True
    for line in lines:
        if line is None:
            if first:
                return 0
            continue
        start, end = line
        content = text[start:end]
        indented = text[start - 1] in " \t"
        if not first and not indented and content in ("---", "..."):
            return end
        goes_on = not first and (indented or _YAML_REST.match(content))
        if not (goes_on or _YAML_KEY.match(content)):
            return 0
        first = False
    return 0


def _quotation(line: str, most: int | None = None) -> tuple[int, int]:
    """How deeply a line is quoted, counting to ``most``, and how long the markers are."""
    marks = _QUOTE.match(line)
    if not marks or most == 0:
        return 0, 0
    if most is None or marks[0].count(">") <= most:
        return marks[0].count(">"), marks.end()
    position = 0
    for _ in range(most):
        position = line.index(">", position) + 1
    return most, len(line) - len(line[position:].lstrip())


def _block(line: str) -> tuple[ParagraphKind, int]:
    """What kind of block a line begins, and how long its marker is; quotation marks are off."""
    heading = _HEADING.match(line)
    if heading:
        return "heading", heading.end()
    footnote = _FOOTNOTE.match(line)
    if footnote:
        return "text", footnote.end()
    if _VERBATIM.match(line):
        return "code", 0
    item = _ITEM.match(line)
    if item:
        return "list", item.end()
    return "text", 0
