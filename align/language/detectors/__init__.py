"""Statistical detectors, one file each behind one protocol; libraries are imported on first use."""

from __future__ import annotations

from typing import Protocol

from .cld2 import Cld2
from .langdetect import Langdetect
from .langid import Langid
from .profiles import Profiles


class Detector(Protocol):
    """A detector of languages."""

    name: str

    def guess(self, text: str) -> tuple[str, float]:
        """The language of ``text`` (BCP 47, ``und`` where unsure) and its probability in 0…1."""
        ...


DETECTORS: dict[str, Detector] = {
    detector.name: detector for detector in (Cld2(), Langid(), Langdetect(), Profiles())
}
"""The detectors by name, as ``detect(text, detector=NAME)`` takes it."""

__all__ = ["DETECTORS", "Cld2", "Detector", "Langdetect", "Langid", "Profiles"]
