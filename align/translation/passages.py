"""What of a document is translated and what is kept as it is, sentence by sentence."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..bitext import Finding
from ..document import Document, Paragraph, ParagraphKind, Span
from ..language.lookalikes import normal_letters
from ..readers.markdown import without_quote_marks
from ..segment import split_sentences
from .models.folder import base_tag


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence (or a whole block of code) of a document.

    ``document.text[start:end]`` is the passage, ``[content:end]`` its words; ``model_text`` says
    what a model sees of these. What stands before the words is kept where a paragraph begins;
    before a later sentence it can only be the mark of a quoted line, which the translation, written
    on one line, does without. ``keep`` holds the findings of a passage that is kept as it is, and
    is ``None`` for one that is to be translated.
    """

    start: int
    content: int
    end: int
    paragraph: int
    kind: ParagraphKind
    lang: str
    keep: tuple[Finding, ...] | None


def passages_of(
    document: Document, spans: Sequence[Span], target: str, missing: dict[str, str]
) -> list[Passage]:
    """Every sentence of the document in order, and whether it is to be translated.

    ``spans`` are those of ``route``, which cover every paragraph; ``missing`` maps a language
    without a model to the reason.
    """
    passages: list[Passage] = []
    for index, span in _by_paragraph(document, spans):
        paragraph = document.paragraphs[index]
        goes_on = passages and passages[-1].paragraph == index
        position = passages[-1].end if goes_on else paragraph.start
        keep = _reason_to_keep(document, paragraph.kind, span, target, missing)
        for start, end in _sentences(document, paragraph, span):
            between = document.text[position:start]
            first = position + len(between) - len(between.lstrip())
            passages.append(Passage(first, start, end, index, paragraph.kind, span.lang, keep))
            position = end
    return passages


def is_wanted(
    document: Document, spans: Sequence[Span], target: str, missing: dict[str, str]
) -> bool:
    """Whether any of ``passages_of`` is to be translated, told without splitting the document."""
    return any(
        _reason_to_keep(document, document.paragraphs[index].kind, span, target, missing) is None
        for index, span in _by_paragraph(document, spans)
    )


def _by_paragraph(document: Document, spans: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The number of its paragraph with each span."""
    remaining = deque(spans)
    for index, paragraph in enumerate(document.paragraphs):
        while remaining and remaining[0].end <= paragraph.end:
            yield index, remaining.popleft()


def _sentences(document: Document, paragraph: Paragraph, span: Span) -> list[tuple[int, int]]:
    """The sentences of one span of a paragraph, as offsets into the document."""
    content = max(paragraph.content, span.start)
    if paragraph.kind == "code" or content == span.end:
        return [(content, span.end)]
    text = document.text[paragraph.content : paragraph.end]
    if paragraph.kind == "quote":
        text = without_quote_marks(text)
    text = text[content - paragraph.content : span.end - paragraph.content]
    if span.lang == "kk":
        text = normal_letters(text)  # a lost letter at a word's end is no question mark
    return [(content + start, content + end) for start, end in split_sentences(text, span.lang)]


def model_text(document: Document, passage: Passage) -> str:
    """What a model is given of a passage: its words, without the marks of the lines of a quote."""
    text = document.text[passage.content : passage.end]
    return without_quote_marks(text) if passage.kind == "quote" else text


def _reason_to_keep(
    document: Document, kind: ParagraphKind, span: Span, target: str, missing: dict[str, str]
) -> tuple[Finding, ...] | None:
    if kind == "code":
        return ()
    if span.lang == "und":
        if not any(c.isalpha() for c in document.text[span.start : span.end]):
            return ()
        return (Finding("no-language", "language not recognised, kept as it is", "info"),)
    if base_tag(span.lang) == base_tag(target):
        return (Finding("already-in-target", f"already in {target}, kept as it is", "info"),)
    if span.lang in missing:
        return (Finding("no-model", f"kept as it is: {missing[span.lang]}"),)
    return None
