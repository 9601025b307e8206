"""The two jobs as plain functions: translate a document, pair two that exist."""

from __future__ import annotations

from pathlib import Path

from .bitext import Bitext
from .document import Document
from .errors import InputError, ModelError
from .judging import judge_for
from .pairing import pair_documents
from .quality import with_findings
from .readers import read_document
from .translation.engine import Decoding
from .translation.loading import EngineName
from .translation.memory import Memory
from .translation.session import NotTranslated, Session

__all__ = ["pair_documents", "translate_document"]


def translate_document(
    document: Document | Path | str,
    to: str = "en",
    *,
    source: str | None = None,
    model: str | None = None,
    engine: EngineName = "ctranslate2",
    beam: int = 4,
    threads: int | None = None,
    memory: Path | None = None,
) -> Bitext:
    """Translate one document, given as read or as a path; sentences beside their translations.

    ``to`` and ``source`` are BCP 47 codes; without ``source`` every paragraph is routed by
    detection. ``model`` is a name, a folder or a hub id, ``memory`` an SQLite file that keeps
    translations from one call to the next. Raises ``InputError`` for a document that cannot be
    read or has nothing to translate, ``ModelError`` where no model covers its language.
    """
    if not isinstance(document, Document):
        document = read_document(Path(document))
    with (
        Memory(memory) as store,
        Session(
            to,
            store,
            source=source,
            model=model,
            engine=engine,
            decoding=Decoding(beam=beam),
            threads=threads,
            judges=judge_for,
        ) as session,
    ):
        result = session.translate(document)
    if isinstance(result, NotTranslated):
        kind = ModelError if result.status == "no-model" else InputError
        raise kind(f"{document.path}: {result.reason}")
    return with_findings(result)
