"""Routing: the language of every passage of a document, and of the document as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..document import Document, Paragraph, Span
from .detect import Detection, detect
from .scripts import count_scripts, main_script

_SURE = 0.75
_ENOUGH_LETTERS = 12
_SAMPLE = 20_000
# A passage inside a paragraph has a language of its own only where it is longer and surer than
# this: a few words take their paragraph's.
_PASSAGE_SURE = 0.9
_PASSAGE_LETTERS = 18
_PASSAGE_WORDS = 3
# Where the language may change: a line break, or white space after the end of a sentence.
# Languages are told here before sentences can be split by the rules of one, so this is coarse.
_MAY_CHANGE = re.compile(r"[.!?…:;][\"'”’»)\]]*\s+(?=[^\Wa-zа-я\d_]|[\"'“‘«(—–-])|[。！？]|\n\s*")
_WORD = re.compile(r"[^\W\d_]+")
# Letterheads, headings and formulas come again and again in the documents of a folder. So many of
# so many characters are kept, which is 6 MB at the most.
_REMEMBERED, _SHORT = 4096, 300


def route(document: Document, lang: str | None = None) -> tuple[Span, ...]:
    """The languages of a document: one span a paragraph, several for one in several languages.

    Spans are in order, lie inside one paragraph each, and leave only white space of it outside.
    With ``lang`` the caller has settled the language of every paragraph. Otherwise each is
    detected; one too short or too doubtful to tell takes the document's language if it is written
    in the same script, and is ``und`` if not. Inside a paragraph a sentence that is long and sure
    enough keeps its own. Code and paragraphs without letters are ``und``.
    """
    if lang is not None:
        return tuple(Span(p.start, p.end, lang, 1.0) for p in document.paragraphs)
    texts = [document.text[p.content : p.end] for p in document.paragraphs]
    whole = _whole(t for p, t in zip(document.paragraphs, texts, strict=True) if p.kind != "code")
    spans: list[Span] = []
    for paragraph, text in zip(document.paragraphs, texts, strict=True):
        if paragraph.kind == "code":
            spans.append(Span(paragraph.start, paragraph.end, "und", 0.0))
        else:
            spans += _of_paragraph(paragraph, text, _one(text, whole))
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


def _of_paragraph(paragraph: Paragraph, text: str, found: Detection) -> Iterator[Span]:
    """One span, or several where sentences are surely in other languages than the rest."""
    pieces = list(_pieces(text))
    # A single piece is the paragraph, which has been looked at.
    own = [_passage(text[start:end]) for start, end in pieces] if len(pieces) > 1 else []
    langs = {piece.lang for piece in own if piece}
    if langs <= {found.lang}:
        yield Span(paragraph.start, paragraph.end, found.lang, found.confidence)
        return
    if found.lang not in langs:
        # Detection took the mixture for something that no sentence of it is.
        best = max((p for p in own if p), key=lambda piece: piece.confidence)
        found = best if len(langs) == 1 else Detection(best.lang, 0.5, best.script)
    # Neighbours in one language are one span; what is too short or unsure goes with the rest.
    start, last = paragraph.start, own[0] or found
    end = paragraph.content + pieces[0][1]
    for (first, after), piece in zip(pieces[1:], own[1:], strict=True):
        now = piece or found
        if now.lang != last.lang:
            yield Span(start, end, last.lang, last.confidence)
            start, last = paragraph.content + first, now
        end = paragraph.content + after
    yield Span(start, end, last.lang, last.confidence)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between the places where the language may change, without white space around."""
    start = 0
    for mark in _MAY_CHANGE.finditer(text):
        end = start + len(text[start : mark.end()].rstrip())
        if end > start and mark.end() < len(text):
            yield start, end
            start = mark.end()
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())


def _of_passage(text: str) -> Detection | None:
    """The language of a sentence if it is sure of its own, ``None`` if not."""
    if len(_WORD.findall(text)) < _PASSAGE_WORDS:
        return None
    found = detect(text)
    letters = sum(count_scripts(text).values())
    sure = found.confidence >= _PASSAGE_SURE and letters >= _PASSAGE_LETTERS
    return found if sure and found.lang != "und" else None


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
    found = _detected(text)
    if found.lang == whole.lang:
        return found
    letters = sum(count_scripts(text).values())
    if found.confidence >= _SURE and letters >= _ENOUGH_LETTERS:
        return found
    if letters and main_script(text) == whole.script:
        return Detection(whole.lang, min(whole.confidence, 0.5), whole.script)
    return Detection("und", 0.0, found.script)


def _detected(text: str) -> Detection:
    return _detected_before(text) if len(text) <= _SHORT else detect(text)


def _passage(text: str) -> Detection | None:
    return _passage_before(text) if len(text) <= _SHORT else _of_passage(text)


_detected_before = lru_cache(maxsize=_REMEMBERED)(detect)
_passage_before = lru_cache(maxsize=_REMEMBERED)(_of_passage)
