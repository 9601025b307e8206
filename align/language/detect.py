"""The language of one text: letters, two statistical detectors, and a third to settle."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .detectors import DETECTORS
from .detectors.langdetect import PROFILES
from .letters import foreign_letters, languages_by_letters, special_letters
from .scripts import count_scripts, main_script

# Looked for in one run of printable ASCII at a time: that takes linear time, and ends where a
# language that is written without spaces goes on.
_RUN = re.compile(r"[!-~]+")
_ADDRESS = re.compile(
    r"://|^www\.|\w@\w|\w\.(?:com|org|net|kz|ru|cn)(?:[/:?#]|\W*$)", re.IGNORECASE
)
_LONGEST = 20_000
_FEWEST_LETTERS = 3
_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Detection:
    """``lang`` in BCP 47 (``und``: not known), ``confidence`` in 0…1, ``script`` in ISO 15924."""

    lang: str
    confidence: float
    script: str | None


def detect(text: str, detector: str | None = None) -> Detection:
    """The language of ``text``.

    ``detector`` names one of ``cld2``, ``langid``, ``langdetect`` to be asked alone; by default
    they are weighed together with the letters that only some alphabets have. Looks at the first
    20,000 characters; the same text always gets the same answer. Raises ``ValueError`` for an
    unknown detector.
    """
    words = _RUN.sub(lambda run: " " if _ADDRESS.search(run[0]) else run[0], text[:_LONGEST])
    script = main_script(words)
    if detector is not None:
        if detector not in DETECTORS:
            raise ValueError(f"unknown detector {detector!r}: one of {', '.join(DETECTORS)}")
        lang, confidence = DETECTORS[detector].guess(words)
        return Detection(lang, round(confidence, 4), script)
    letters = sum(count_scripts(words).values())
    if letters < _FEWEST_LETTERS:
        return Detection("und", 0.0, script)
    weights = _weights(words, script)
    if not weights:
        return Detection("und", 0.0, script)
    lang = max(weights, key=lambda name: (weights[name], name))
    # The missing mass keeps an answer that only one witness gave from looking certain, and a few
    # letters are never certain.
    confidence = weights[lang] / max(1.0, sum(weights.values())) * (1 - 0.5 ** (letters / 4))
    if confidence < _LEAST:
        return Detection("und", 0.0, script)
    return Detection(lang, round(confidence, 4), script)


def _weights(text: str, script: str | None) -> dict[str, float]:
    """How strongly the witnesses together speak for each language.

    langdetect is asked only where the others disagree or one is silent, and only among languages
    that it has profiles for.
    """
    weights: dict[str, float] = {}
    special = special_letters(text) if script == "Cyrl" else ""
    for name, trust in (("cld2", 0.5), ("langid", 0.5)):
        lang, probability = DETECTORS[name].guess(text)
        lang = _with_script(lang, script)
        if lang != "und":
            weights[lang] = weights.get(lang, 0.0) + trust * probability
    by_letters = languages_by_letters(special)
    for lang in by_letters:
        weights[lang] = weights.get(lang, 0.0) + 0.5 / len(by_letters)
    if special:
        for lang in weights:
            share = foreign_letters(special, lang) / len(special)
            weights[lang] *= (1 - share) ** 4
    top = sorted(weights, key=lambda name: -weights[name])[:2]
    doubtful = sum(weights.values()) < 0.75 or (len(top) == 2 and weights[top[1]] > 0.25)
    if top and doubtful and set(top) <= PROFILES:
        lang, probability = DETECTORS["langdetect"].guess(text)
        if lang in top:
            weights[lang] += 0.5 * probability
    return {lang: weight for lang, weight in weights.items() if weight > 0}


def _with_script(lang: str, script: str | None) -> str:
    """Detectors say ``uz`` for both scripts of Uzbek; the contract tells them apart."""
    return f"{lang}-Cyrl" if script == "Cyrl" and lang in ("uz", "az") else lang
