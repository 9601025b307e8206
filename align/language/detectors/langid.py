"""langid (Lui and Baldwin 2012), through py3langid: slower than CLD2, better on Russian."""

from __future__ import annotations

from functools import cached_property
from typing import Any

_LONGEST = 4000


class Langid:
    """The detector ``langid``; probabilities are its own, normalised by the length of the text."""

    name = "langid"

    @cached_property
    def _identifier(self) -> Any:
        from py3langid import langid

        return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)

    def guess(self, text: str) -> tuple[str, float]:
        """See ``Detector.guess``; reads the first 4,000 characters."""
        # It encodes the text itself, and half a surrogate pair has no encoding.
        whole = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
        lang, probability = self._identifier.classify(whole)
        return ("nb" if lang == "no" else str(lang)), float(probability)
