"""A document as read: its text, its paragraphs and sentences as offsets into that text.

Every offset in this package counts Unicode code points of ``Document.text``, so that
``document.text[start:end]`` is the passage exactly. Nothing here changes the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["text", "heading", "list", "quote", "code"]


@dataclass(frozen=True, slots=True)
class Span:
    """A passage ``text[start:end]`` and the language it is in (BCP 47, ``und`` where unknown)."""

    start: int
    end: int
    lang: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage ``text[start:end]`` that begins and ends with something else than white space.

    ``content`` is where the words begin: between ``start`` and ``content`` stands markup such as
    ``## `` or ``- ``, which translation keeps and never sends to a model. Paragraphs of kind
    ``code`` are never translated.
    """

    start: int
    end: int
    content: int
    kind: ParagraphKind = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded document.

    ``path`` is what names it in every output: relative to the folder it was found in, with forward
    slashes. ``sha256`` is that of the bytes read, ``encoding`` a Python codec name. Paragraphs are
    in order, do not overlap, and leave nothing but white space outside them.
    """

    path: str
    text: str
    sha256: str
    encoding: str
    paragraphs: tuple[Paragraph, ...]
