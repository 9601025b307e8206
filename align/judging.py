"""Where checks and translation meet: what has the translator take another hypothesis."""

from __future__ import annotations

from .quality import repairable_errors
from .translation.repair import Judge

VERSION = 2
"""To be raised whenever the checks judge or ``translation.repair`` chooses differently:
translations in memories are then made anew.
"""


def judge_for(source_lang: str, target_lang: str) -> Judge:
    """The judge of translations between two languages (BCP 47), by the checks of ``quality``."""
    name = f"checks {VERSION} {source_lang}-{target_lang}"
    return Judge(name, repairable_errors(source_lang, target_lang))
