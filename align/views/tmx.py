"""The ``tmx`` view: TMX 1.4b, the translation memory that translators' tools exchange."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from .. import __version__
from ..bitext import Bead, Bitext, DocumentRef
from .characters import for_xml

# A target that repeats its source is no translation: in a memory it would be offered as one.
_NOT_TRANSLATED = frozenset({"already-in-target", "no-language", "no-model"})


def render_tmx(bitext: Bitext) -> str:
    """A translation memory: a unit a bead, with its confidence and its findings.

    Left out are beads with an empty side, since a unit needs both, code, and beads whose target is
    the source unchanged, because of its language or because nothing in it was to be translated: a
    memory would offer these as translations. A source passage in another language than its
    document says so on its unit. Characters that XML 1.0 cannot hold are replaced by U+FFFD.
    Nothing is dated, and nothing refers to the network: ``tmx14.dtd`` is the customary system
    identifier, which tools resolve themselves.
    """
    units = "".join(
        _unit(bead, bitext.source, bitext.target)
        for bead in bitext.beads
        if _is_pair(bead, bitext.source.lang, bitext.target.lang)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="qatarlas" creationtoolversion={_attribute(__version__)}'
        f' segtype="sentence" o-tmf="qatarlas" adminlang="en"'
        f' srclang={_attribute(bitext.source.lang)} datatype="plaintext" o-encoding="UTF-8">\n'
        f"{_documents(bitext)}</header>\n"
        f"<body>\n{units}</body>\n"
        "</tmx>\n"
    )


def _is_pair(bead: Bead, source_lang: str, target_lang: str) -> bool:
    return (
        bool(bead.source.text and bead.target.text)
        and "code" not in (bead.source.kind, bead.target.kind)
        and (bead.origin != "translated" or bead.source.text != bead.target.text)
        and (bead.source.lang or source_lang) != (bead.target.lang or target_lang)
        and not any(finding.kind in _NOT_TRANSLATED for finding in bead.findings)
    )


def _documents(bitext: Bitext) -> str:
    named = (("x-source-document", bitext.source.path), ("x-target-document", bitext.target.path))
    props = [_prop(kind, path) for kind, path in named if path is not None]
    if bitext.model is not None and "name" in bitext.model:
        props.append(_prop("x-model", str(bitext.model["name"])))
    return "".join(props)


def _unit(bead: Bead, source: DocumentRef, target: DocumentRef) -> str:
    source_lang = bead.source.lang or source.lang
    target_lang = bead.target.lang or target.lang
    srclang = f" srclang={_attribute(source_lang)}" if source_lang != source.lang else ""
    notes = "".join(
        f"<note>{_text(f'{finding.severity} {finding.kind}: {finding.detail}')}</note>\n"
        for finding in bead.findings
    )
    return (
        f'<tu tuid="{bead.id}"{srclang}>\n'
        f"{notes}{_prop('x-score', f'{bead.score:.4f}')}{_prop('x-origin', bead.origin)}"
        f"{_variant(source_lang, bead.source.text)}{_variant(target_lang, bead.target.text)}</tu>\n"
    )


def _variant(lang: str, text: str) -> str:
    return f"<tuv xml:lang={_attribute(lang)}><seg>{_text(text)}</seg></tuv>\n"


def _prop(kind: str, value: str) -> str:
    return f"<prop type={_attribute(kind)}>{_text(value)}</prop>\n"


def _text(value: str) -> str:
    # A reader of XML turns a bare carriage return into a newline.
    return escape(for_xml(value), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(for_xml(value))
