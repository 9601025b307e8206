"""From a file's bytes to a ``Document``: one file a format, chosen by the file name's suffix."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ..document import Document, Paragraph
from ..limits import LARGEST
from .encoding import decode
from .markdown import markdown_paragraphs
from .plain import plain_paragraphs
from .whole import check_passages, read_whole

_FORMATS: dict[str, Callable[[str], tuple[Paragraph, ...]]] = {
    ".txt": plain_paragraphs,
    ".text": plain_paragraphs,
    ".md": markdown_paragraphs,
    ".markdown": markdown_paragraphs,
}

SUFFIXES = frozenset(_FORMATS)
"""The suffixes that a walk through a folder picks up, lower case."""


def read_document(path: Path, name: str | None = None, largest: int = LARGEST) -> Document:
    """Read and decode one file.

    ``name`` is what outputs call it (default: the file name). A suffix that is not in ``SUFFIXES``
    is read as plain text. Raises ``InputError`` where the file cannot be read, is not text or is
    too large for ``largest`` megabytes (see ``parse_document``).
    """
    data = read_whole(path, largest)
    return parse_document(data, name if name is not None else path.name, path.suffix, largest)


def parse_document(
    data: bytes, name: str, suffix: str = ".txt", largest: int = LARGEST
) -> Document:
    """A document from its bytes; ``name`` is what outputs and ``InputError`` call it.

    Raises ``InputError`` for what is not text, and for a text of more lines and sentences than go
    with ``largest`` megabytes (10,000 each).
    """
    text, encoding = decode(data, name)
    check_passages(text, name, largest)
    paragraphs = _FORMATS.get(suffix.lower(), plain_paragraphs)(text)
    return Document(name, text, hashlib.sha256(data).hexdigest(), encoding, paragraphs)
