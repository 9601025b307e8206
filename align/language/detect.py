"""The language of one text: its script, then the profile of that script, and CLD2 where unsure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .detectors import DETECTORS
from .detectors.profiles import SCRIPTS, load_profile
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
_SURE = 0.75
_LEAST = 0.4
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
    lang, confidence = _by_script(reading)
    if lang == "und":
        return Detection("und", 0.0, reading.script)
    # A few letters are never certain.
    certain = confidence * (1 - 0.5 ** (reading.letters / 3))
    return Detection(lang, round(certain, 4), reading.script)


def _by_script(reading: Reading) -> tuple[str, float]:
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
    found = profile.probabilities(reading.codes)
    best = int(found.argmax())
    lang, confidence = profile.labels[best], float(found[best])
    if lang != "und" and confidence >= _SURE:
        return lang, confidence
    words = len(_WORD.findall(reading.text))
    many = words >= _MANY_WORDS
    if lang == "und":
        # No name has ten words, and code has its signs: see ``features``.
        if not many or confidence >= _SURE:
            return "und", 0.0
        found[best] = 0
        best = int(found.argmax())
        lang, confidence = profile.labels[best], float(found[best])
    other, sureness = DETECTORS["cld2"].guess(reading.text)
    if script == "Latn" and other not in profile.labels and sureness > 0.9 and many:
        return other, 0.5
    if other == lang:
        confidence += (1 - confidence) * 0.5 * sureness
    return (lang, confidence) if words > _FEW_WORDS or confidence >= _LEAST else ("und", 0.0)
