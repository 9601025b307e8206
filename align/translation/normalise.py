"""What a model is given, never what is shown; the training scripts clean their data with it."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]"
)


def model_input(text: str) -> str:
    """``text`` in NFC, without invisible and control characters, its white space single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
