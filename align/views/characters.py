"""Characters that a file format cannot hold, and what stands in for them: U+FFFD, always."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# Half of a surrogate pair is no character; JSON and undecodable file names can carry one.
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encodable(text: str) -> str:
    """The text with every lone surrogate replaced, so that it can be written as UTF-8."""
    return _SURROGATE.sub(REPLACEMENT, text)


def for_html(text: str) -> str:
    """The text as HTML can hold it: lone surrogates and NUL replaced."""
    return encodable(text).replace("\0", REPLACEMENT)


def for_xml(text: str) -> str:
    """The text as XML 1.0 can hold it: everything outside its ``Char`` production replaced."""
    return _NOT_IN_XML.sub(REPLACEMENT, text)
