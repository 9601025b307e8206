"""Compact Language Detector 2 (Sites 2013), through pycld2: fast, knows the Turkic languages."""

from __future__ import annotations

import re

# CLD2 refuses input with these; it was made for text that a browser shows.
_REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CYRILLIC = re.compile("[\u0400-\u052f]{3}")
_TAGS = {"zh-Hant": "zh", "iw": "he", "in": "id", "jw": "jv", "no": "nb", "un": "und", "xxx": "und"}

UNKNOWN_TO_CLD2 = frozenset(
    [
        "kaa",
        "sah",
        "kk-Latn",
        "kk-Arab",
        "tt-Latn",
        "az-Cyrl",
        "cv",
        "tyv",
        "ce",
        "os",
        "krc",
        "alt",
        "udm",
        "mhr",
        "bxr",
        "xal",
        "ckb",
        "azb",
    ]
)
"""Languages of the profiles that it never answers with."""


class Cld2:
    """The detector ``cld2``; where its answer is not reliable the probability is halved."""

    name = "cld2"

    def guess(self, text: str) -> tuple[str, float]:
        """See ``Detector.guess``."""
        import pycld2

        data = _REFUSED.sub(" ", text).encode("utf-8", "replace")
        try:
            reliable, _, details = pycld2.detect(data, isPlainText=True, bestEffort=True)
        except pycld2.error:
            # Noncharacters past the basic plane: rare enough not to be in the pattern above.
            return "und", 0.0
        _, tag, percent, _ = details[0]
        lang = _TAGS.get(tag, tag)
        if lang == "und" or tag.startswith("xx-"):
            return "und", 0.0
        if lang == "uz" and _CYRILLIC.search(text):
            lang = "uz-Cyrl"
        return lang, percent / 100 * (1.0 if reliable else 0.5)
