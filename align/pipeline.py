"""The two jobs as plain functions: translate a document, pair two that exist."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .bitext import Bitext
from .document import Document
from .errors import InputError, ModelError
from .judging import judge_for
from .language import main_language, route
from .quality import with_findings
from .readers import read_document
from .translation.engine import Decoding
from .translation.loading import EngineName
from .translation.memory import Memory
from .translation.models.folder import base_tag
from .translation.session import NotTranslated, Session

if TYPE_CHECKING:
    from .alignment import Method


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
    with Memory(memory) as store:
        session = Session(
            to,
            store,
            source=source,
            model=model,
            engine=engine,
            decoding=Decoding(beam=beam),
            threads=threads,
            judges=judge_for,
        )
        result = session.translate(document)
    if isinstance(result, NotTranslated):
        kind = ModelError if result.status == "no-model" else InputError
        raise kind(f"{document.path}: {result.reason}")
    return with_findings(result)


def pair_documents(
    source: Document | Path | str,
    target: Document | Path | str,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    method: Method = "auto",
    presegmented: bool = False,
    model: str | None = None,
    engine: EngineName = "ctranslate2",
    beam: int = 4,
    threads: int | None = None,
    memory: Path | None = None,
) -> Bitext:
    """Align two documents that exist in two languages, sentence by sentence.

    Languages are BCP 47 codes and detected where they are not given. ``method`` is one of
    ``length``, ``lexical``, ``translation`` or ``auto``: translation where an installed model
    covers the pair, lexical where none does. The bitext's ``model`` records what translated, and is
    ``None`` for the methods that need no model. Raises ``InputError`` for what cannot be read and
    ``ModelError`` where ``translation`` is asked for and no model covers the pair.
    """
    from .alignment import align_sentences
    from .alignment.documents import paired_bitext, sentence_texts, sentences_of

    documents = [d if isinstance(d, Document) else read_document(Path(d)) for d in (source, target)]
    langs = [
        lang or main_language(document, route(document))[0]
        for document, lang in zip(documents, (source_lang, target_lang), strict=True)
    ]
    sentences = [
        sentences_of(document, lang, presegmented)
        for document, lang in zip(documents, langs, strict=True)
    ]
    texts = [sentence_texts(d, s) for d, s in zip(documents, sentences, strict=True)]
    with Memory(memory) as store:
        session = Session(
            langs[1],
            store,
            source=langs[0],
            model=model,
            engine=engine,
            decoding=Decoding(beam=beam),
            threads=threads,
        )

        def translate(some: Sequence[str]) -> list[str]:
            owner = documents[0].sha256
            return [t.text for t in session.translate_texts(some, langs[0], owner)]

        wanted = method in ("auto", "translation")
        covered = wanted and base_tag(langs[0]) != base_tag(langs[1]) and session.model(langs[0])
        if method == "translation" and not covered:
            raise ModelError(f"{documents[0].path}: {session.reason_without_model(langs[0])}")
        alignment = align_sentences(
            texts[0],
            texts[1],
            source_lang=langs[0],
            target_lang=langs[1],
            method=method,
            translate=translate if covered else None,
        )
        record = session.record(langs[0]) if alignment.method == "translation" else None
    bitext = paired_bitext(
        (documents[0], langs[0], sentences[0]),
        (documents[1], langs[1], sentences[1]),
        alignment,
        record,
    )
    return with_findings(bitext)
