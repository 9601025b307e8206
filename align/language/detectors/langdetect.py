"""langdetect (Shuyo 2010): 55 languages, with no profile for Kazakh, Kyrgyz, Tajik, Uzbek or Tatar.

It calls Kazakh Russian with probability 0.99999, so that it can only settle a question between
languages that it knows: see ``PROFILES``.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

# fmt: off
PROFILES = frozenset(
    {
        "af", "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
        "fa", "fi", "fr", "gu", "he", "hi", "hr", "hu", "id", "it", "ja", "kn", "ko",
        "lt", "lv", "mk", "ml", "mr", "ne", "nl", "nb", "pa", "pl", "pt", "ro", "ru",
        "sk", "sl", "so", "sq", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur",
        "vi", "zh",
    }
)
# fmt: on
"""The languages that it has a profile for."""

_LONGEST = 4000


class Langdetect:
    """The detector ``langdetect``, seeded, so that the same text always gets the same answer."""

    name = "langdetect"

    @cached_property
    def _factory(self) -> Any:
        import langdetect.detector_factory as library

        library.init_factory()
        factory = library._factory
        factory.seed = 0
        return factory

    def guess(self, text: str) -> tuple[str, float]:
        """See ``Detector.guess``; reads the first 4,000 characters."""
        from langdetect.lang_detect_exception import LangDetectException

        detector = self._factory.create()
        detector.append(text[:_LONGEST])
        try:
            best = detector.get_probabilities()
        except LangDetectException:
            return "und", 0.0
        if not best:
            return "und", 0.0
        lang = str(best[0].lang)
        return {"zh-cn": "zh", "zh-tw": "zh", "no": "nb"}.get(lang, lang), float(best[0].prob)
