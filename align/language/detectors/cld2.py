"""Compact Language Detector 2 (Sites 2013), through pycld2: fast, knows the Turkic languages."""

from __future__ import annotations

import re

# CLD2 refuses input with these; it was made for text that a browser shows.
_REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TAGS = {"zh-Hant": "zh", "iw": "he", "in": "id", "jw": "jv", "no": "nb", "un": "und", "xxx": "und"}


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
        return lang, percent / 100 * (1.0 if reliable else 0.5)
