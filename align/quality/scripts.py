"""Which script a language is written in, where it is one alone (CLDR, likely subtags)."""

from __future__ import annotations

_BY_SCRIPT = {
    "Cyrl": "kk ky ru uk be bg mk tt ba cv tg mn sah kaa",
    "Latn": "en de fr es it pt nl pl cs sv da nb fi tr az uz tk et lv lt ro hu id vi",
    "Arab": "ar fa ur ps ug",
    "Hani": "zh",
    "Grek": "el",
    "Geor": "ka",
    "Armn": "hy",
    "Hebr": "he",
    "Deva": "hi mr ne",
    "Hang": "ko",
}
_SCRIPTS = {lang: script for script, langs in _BY_SCRIPT.items() for lang in langs.split()}


def script_of(lang: str) -> str | None:
    """The script (ISO 15924) of a BCP 47 code: its own (``kk-Latn``) or the usual one."""
    for part in lang.split("-")[1:]:
        if len(part) == 4 and part.isalpha():
            return part.title()
    return _SCRIPTS.get(lang.partition("-")[0])
