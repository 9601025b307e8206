"""What of a document is translated and what is kept as it is, sentence by sentence."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..bitext import Bead, Finding, Side
from ..document import Document, Paragraph, ParagraphKind, Span
from ..language.lookalikes import normal_letters
from ..language.respelling import damage
from ..readers.markdown import without_quote_marks
from ..readers.plain import count_line_breaks
from ..segment import split_sentences
from .links import Link
from .models.folder import base_tag
from .parts import Translation


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
        goes_on = last is not None and last.paragraph == passage.paragraph
        marker = "" if goes_on else document.text[passage.start : passage.content]
        findings: tuple[Finding, ...] = passage.keep or ()
        words: tuple[Link, ...] = ()
        score, output = 1.0, marker + document.text[passage.content : passage.end]
        if passage.keep is None:
            translation = next(translated)
            findings, score = translation.findings, translation.score
            before = passage.content - passage.start, len(marker)
            words = _moved(translation.words, *before)
            if passage.lang == "kk":
                findings = (*_damage(source), *findings)
            output = marker + translation.text if translation.text else ""
        if last is not None:
            between = document.text[last.end : passage.start]
            gap = max(gap, 1, 0 if goes_on else count_line_breaks(between))
        last = passage
        sentences: tuple[tuple[int, int], ...] = ()
        if output:
            position += gap if position else 0
            gap = 0
            sentences = ((position, position + len(output)),)
            position += len(output)
        kept_in = _kept_in(passage, target) if passage.keep is not None else None
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
                words=words,
            )
        )
    return tuple(beads)


def _moved(links: tuple[Link, ...], source: int, target: int) -> tuple[Link, ...]:
    """Links so many code points further on."""
    if not source and not target:
        return links
    return tuple((a + source, b + source, c + target, d + target) for a, b, c, d in links)


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


def _damage(text: str) -> tuple[Finding, ...]:
    """What a reader of a Kazakh passage with damaged letters should know."""
    replaced, restored, lost = damage(text)
    findings = []
    if replaced:
        pairs = ", ".join(f"{was} as {now}" for was, now in sorted(replaced.items()))
        findings.append(Finding("letters", f"read for the translation: {pairs}", "info"))
    if restored:
        words = ", ".join(dict.fromkeys(restored))
        findings.append(Finding("letters", f"lost letters restored in {words}", "info"))
    if lost:
        words = ", ".join(dict.fromkeys(lost))
        findings.append(Finding("letters", f"letters lost in {words}"))
    return tuple(findings)


def _kept_in(passage: Passage, target: str) -> str | None:
    """The language to name on the target side of a passage kept as it is.

    Code and what no language was recognised in are ``und``: to claim the target's would have a
    screen reader speak it so.
    """
    lang = "und" if passage.kind == "code" else passage.lang
    return None if lang == target else lang


def _tag(lang: str, default: str) -> str | None:
    return None if lang in ("und", default) else lang
