"""The language of one text: its script, then the profile of that script, and CLD2 where unsure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .code import is_code
from .detectors import DETECTORS
from .detectors.cld2 import UNKNOWN_TO_CLD2
from .detectors.profiles import SCRIPTS, Profile, load_profile
from .letters import doubts
from .reading import Reading, read

_FEWEST_LETTERS = 3
_FEWEST_IDEOGRAPHS = 2
_KANA = re.compile("[\u3041-\u30ff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ONE_LANGUAGE = {
    "Hang": "ko",
    "Grek": "el",
    "Geor": "ka",
    "Armn": "hy",
    "Hebr": "he",
    "Mong": "mn-Mong",
}
_SIGNS_OF_CODE = "_={}[]<>\\"
_SIGNS = _SIGNS_OF_CODE + ";()"
_SURE = 0.75
_LEAST = 0.2
_SURE_OF_A_NAME = 0.85
_LONGEST_NAME = 60
_WITNESS = 6
# A paragraph whose first words leave no doubt is not read further.
_FIRST_LOOK, _NO_DOUBT = 120, 0.93
_MANY_WORDS = 10
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Detection:
    """``lang`` in BCP 47 (``und``: not known), ``confidence`` in 0…1, ``script`` in ISO 15924."""

    lang: str
    confidence: float
    script: str | None


def detect(text: str, detector: str | None = None) -> Detection:
    """The language of ``text``.

    By default the script decides where it has one language; else the project's profiles, with CLD2
    for what they are unsure of. ``detector`` names one of ``cld2``, ``langid``, ``langdetect`` or
    ``profiles`` to be asked alone. Of a long text five stretches are read. The same text always
    gets the same answer. ``und`` is the answer for what is no language: numbers, addresses, code,
    a name. Raises ``ValueError`` for an unknown detector.
    """
    reading = read(text)
    if detector is not None:
        if detector not in DETECTORS:
            raise ValueError(f"unknown detector {detector!r}: one of {', '.join(DETECTORS)}")
        lang, confidence = DETECTORS[detector].guess(reading.text)
        return Detection(lang, round(confidence, 4), reading.script)
    named = _may_be_a_name(text)
    lang, confidence = ("und", 0.0) if is_code(text) else _by_script(reading, named)
    if lang == "und" or (named and confidence < _SURE_OF_A_NAME):
        return Detection("und", 0.0, reading.script)
    # A few letters are never certain.
    certain = confidence * (1 - 0.5 ** (reading.letters / 3))
    return Detection(lang, round(certain, 4), reading.script)


def _by_script(reading: Reading, named: bool) -> tuple[str, float]:
    script = reading.script
    if script in ("Hani", "Kana"):
        if reading.letters < _FEWEST_IDEOGRAPHS:
            return "und", 0.0
        return ("ja", 0.99) if _KANA.search(reading.text) else ("zh", 0.99)
    if script is None or reading.letters < _FEWEST_LETTERS:
        return "und", 0.0
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script], 0.99
    if script not in SCRIPTS:
        return DETECTORS["cld2"].guess(reading.text)
    profile = load_profile(script)
    if len(reading.codes) > 1.4 * _FIRST_LOOK:
        found = profile.probabilities(reading.codes[:_FIRST_LOOK])
        best = int(found.argmax())
        if found[best] >= _NO_DOUBT and profile.labels[best] != "und":
            return profile.labels[best], float(found[best])
    return _weighed(reading, profile, named)


def _weighed(reading: Reading, profile: Profile, named: bool) -> tuple[str, float]:
    """The best of a profile's languages, with the word of CLD2 where that is in doubt."""
    found = profile.probabilities(reading.codes)
    doubt = doubts(reading.text, profile.labels)
    if doubt is not None:
        found *= doubt
        found /= found.sum()
    best = int(found.argmax())
    if profile.labels[best] != "und" and found[best] >= _SURE:
        return profile.labels[best], float(found[best])
    words = len(_WORD.findall(reading.text))
    if "und" in profile.labels:
        if profile.labels[best] == "und" and (named or _is_full(reading, _SIGNS)):
            return "und", 0.0
        if words <= _FEW_WORDS and _is_full(reading, _SIGNS_OF_CODE):
            return "und", 0.0
        found[profile.labels.index("und")] *= named
    witness, sureness = DETECTORS["cld2"].guess(reading.text)
    if witness in profile.labels:
        # What it says tells apart only the languages that it knows.
        for number, label in enumerate(profile.labels):
            if label == witness or label in UNKNOWN_TO_CLD2:
                found[number] *= 1 + _WITNESS * sureness
    elif reading.script == "Latn" and sureness > 0.9 and words >= _MANY_WORDS:
        return witness, 0.5
    found /= found.sum()
    best = int(found.argmax())
    lang, confidence = profile.labels[best], float(found[best])
    return (lang, confidence) if words > _FEW_WORDS or confidence >= _LEAST else ("und", 0.0)


def _may_be_a_name(text: str) -> bool:
    """Whether ``text`` is one word or two, each with a capital first letter."""
    words = text.split() if len(text) <= _LONGEST_NAME else ()
    return 0 < len(words) <= _FEW_WORDS and all(word.istitle() for word in words)


def _is_full(reading: Reading, signs: str) -> bool:
    """Whether there is one of ``signs`` for every twelve letters."""
    return sum(map(reading.text.count, signs)) * 12 >= reading.letters
