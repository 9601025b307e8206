"""Where checks and translation meet: what has the translator repair what it decoded."""

from __future__ import annotations

from .quality import Pair, corrected, repairable_errors
from .translation.repair import Judge

VERSION = 3
"""To be raised whenever the checks judge or ``translation.repair`` chooses differently:
translations in memories are then made anew.
"""


def judge_for(source_lang: str, target_lang: str) -> Judge:
    """The judge of translations between two languages (BCP 47), by the checks of ``quality``."""
    name = f"checks {VERSION} {source_lang}-{target_lang}"

    def from_source(source: str, target: str) -> str | None:
        return corrected(Pair(source, target, source_lang, target_lang))

    return Judge(name, repairable_errors(source_lang, target_lang), from_source)
