"""langdetect (Shuyo 2010) made right: seeded, and with profiles for the languages that it lacks.

Of its own it has none for Kazakh, Kyrgyz, Tajik, Uzbek, Tatar and Mongolian's neighbours, and calls
Kazakh Russian with probability 0.99999. ``profiles/langdetect.json.gz``, made by
``scripts/build_profiles.py``, is loaded beside its own profiles.
"""

from __future__ import annotations

import gzip
import json
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

_LONGEST = 4000
_TAGS = {"zh-cn": "zh", "zh-tw": "zh", "no": "nb"}


class Langdetect:
    """The detector ``langdetect``: the same text always gets the same answer."""

    name = "langdetect"

    @cached_property
    def _factory(self) -> Any:
        from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

        own = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
        packed = (files("align.language") / "profiles" / "langdetect.json.gz").read_bytes()
        extra = json.loads(gzip.decompress(packed))
        factory = DetectorFactory()
        factory.load_json_profile(
            [path.read_text(encoding="utf-8") for path in own]
            + [json.dumps(profile) for profile in extra]
        )
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
        return _TAGS.get(lang, lang), float(best[0].prob)
