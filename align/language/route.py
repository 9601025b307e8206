"""Routing: the language of every paragraph of a document, and of the document as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..document import Document, Span
from .detect import Detection, detect
from .scripts import count_scripts, main_script

_SURE = 0.75
_ENOUGH_LETTERS = 12
_SAMPLE = 20_000


def route(document: Document, lang: str | None = None) -> tuple[Span, ...]:
    """One span a paragraph, in order.

    With ``lang`` the caller has settled the language of every paragraph. Otherwise each is
    detected; one too short or too doubtful to tell takes the document's language if it is written
    in the same script, and is ``und`` if not. Code and paragraphs without letters are ``und``.
    """
    if lang is not None:
        return tuple(Span(p.start, p.end, lang, 1.0) for p in document.paragraphs)
    texts = [document.text[p.content : p.end] for p in document.paragraphs]
    whole = _whole(t for p, t in zip(document.paragraphs, texts, strict=True) if p.kind != "code")
    spans = []
    for paragraph, text in zip(document.paragraphs, texts, strict=True):
        found = Detection("und", 0.0, None) if paragraph.kind == "code" else _one(text, whole)
        spans.append(Span(paragraph.start, paragraph.end, found.lang, found.confidence))
    return tuple(spans)


def main_language(document: Document, spans: tuple[Span, ...]) -> tuple[str, float]:
    """The language that most of the document's letters are in, and the mean confidence in it.

    ``("und", 0.0)`` for a document without language.
    """
    letters: Counter[str] = Counter()
    sureness: Counter[str] = Counter()
    for span in spans:
        if span.lang != "und":
            count = sum(count_scripts(document.text[span.start : span.end]).values())
            letters[span.lang] += count
            sureness[span.lang] += count * span.confidence  # type: ignore[assignment]
    if not letters:
        return "und", 0.0
    lang = max(letters, key=lambda name: (letters[name], name))
    return lang, round(sureness[lang] / letters[lang], 4) if letters[lang] else 0.0


def _whole(texts: Iterable[str]) -> Detection:
    sample: list[str] = []
    size = 0
    for text in texts:
        sample.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    return detect("\n".join(sample))


def _one(text: str, whole: Detection) -> Detection:
    found = detect(text)
    if found.lang == whole.lang:
        return found
    letters = sum(count_scripts(text).values())
    if found.confidence >= _SURE and letters >= _ENOUGH_LETTERS:
        return found
    if letters and main_script(text) == whole.script:
        return Detection(whole.lang, min(whole.confidence, 0.5), whole.script)
    return Detection("und", 0.0, found.script)
