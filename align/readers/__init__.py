"""From a file's bytes to a ``Document``: one file a format, chosen by the file name's suffix."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ..document import Document, Paragraph
from ..errors import InputError
from .encoding import decode
from .markdown import markdown_paragraphs
from .plain import plain_paragraphs

_FORMATS: dict[str, Callable[[str], tuple[Paragraph, ...]]] = {
    ".txt": plain_paragraphs,
    ".text": plain_paragraphs,
    ".md": markdown_paragraphs,
    ".markdown": markdown_paragraphs,
}

SUFFIXES = frozenset(_FORMATS)
"""The suffixes that a walk through a folder picks up, lower case."""


def read_document(path: Path, name: str | None = None) -> Document:
    """Read and decode one file.

    ``name`` is what outputs call it (default: the file name). A suffix that is not in ``SUFFIXES``
    is read as plain text. Raises ``InputError`` where the file cannot be read or is not text.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file or folder; check the path") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: a folder where a file is needed; name a file in it") from error
    except PermissionError as error:
        raise InputError(f"{path}: no permission to read it; check its access rights") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return parse_document(data, name if name is not None else path.name, suffix=path.suffix)


def parse_document(data: bytes, name: str, suffix: str = ".txt") -> Document:
    """A document from its bytes; ``name`` is what outputs and ``InputError`` call it."""
    text, encoding = decode(data, name)
    paragraphs = _FORMATS.get(suffix.lower(), plain_paragraphs)(text)
    return Document(name, text, hashlib.sha256(data).hexdigest(), encoding, paragraphs)
