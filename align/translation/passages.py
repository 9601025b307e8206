"""What of a document is translated and what is kept as it is, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..bitext import Bead, Finding, Side
from ..document import Document, ParagraphKind, Span
from ..readers.plain import count_line_breaks
from ..segment import split_sentences
from .models.folder import base_tag
from .translator import Translation


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence (or a whole block of code) of a document.

    ``document.text[start:end]`` is the passage, ``[content:end]`` what a model may see of it.
    ``keep`` holds the findings of a passage that is kept as it is, and is ``None`` for one that is
    to be translated.
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

    ``spans`` are those of ``route``; ``missing`` maps a language without a model to the reason.
    """
    passages = []
    for index, (paragraph, span) in enumerate(zip(document.paragraphs, spans, strict=True)):
        keep = _reason_to_keep(document, paragraph.kind, span, target, missing)
        if paragraph.kind == "code" or paragraph.content == paragraph.end:
            ends = [(paragraph.content, paragraph.end)]
        else:
            text = document.text[paragraph.content : paragraph.end]
            ends = [
                (paragraph.content + start, paragraph.content + end)
                for start, end in split_sentences(text, span.lang)
            ]
        for number, (start, end) in enumerate(ends):
            first = paragraph.start if number == 0 else start
            passages.append(Passage(first, start, end, index, paragraph.kind, span.lang, keep))
    return passages


def beads_of(
    document: Document,
    passages: Sequence[Passage],
    translations: Sequence[Translation],
    lang: str,
    target: str,
) -> tuple[Bead, ...]:
    """A bead a passage; ``translations`` are those of the passages without ``keep``, in order.

    Target offsets count in the text that the beads make together: a space between sentences, and
    between paragraphs as many line breaks as the source has there. ``lang`` is the document's
    language, which sides in another one name.
    """
    translated = iter(translations)
    beads = []
    position, gap, last = 0, 0, None
    for number, passage in enumerate(passages):
        source = document.text[passage.start : passage.end]
        findings: tuple[Finding, ...] = passage.keep or ()
        score, output = 1.0, source
        if passage.keep is None:
            translation = next(translated)
            marker = document.text[passage.start : passage.content]
            findings, score = translation.findings, translation.score
            output = marker + translation.text if translation.text else ""
        if last is not None:
            between = document.text[last.end : passage.start]
            breaks = (
                max(1, count_line_breaks(between)) if passage.paragraph != last.paragraph else 1
            )
            gap = max(gap, breaks)
        last = passage
        sentences: tuple[tuple[int, int], ...] = ()
        if output:
            position += gap if position else 0
            gap = 0
            sentences = ((position, position + len(output)),)
            position += len(output)
        kept_in = _tag(passage.lang, target) if passage.keep is not None else None
        beads.append(
            Bead(
                id=number,
                source=Side(
                    source,
                    ((passage.start, passage.end),),
                    passage.paragraph,
                    _tag(passage.lang, lang),
                    passage.kind,
                ),
                target=Side(output, sentences, passage.paragraph, kept_in, passage.kind),
                score=score,
                origin="translated",
                findings=findings,
            )
        )
    return tuple(beads)


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


def _tag(lang: str, default: str) -> str | None:
    return None if lang in ("und", default) else lang
