"""The same text in another script or spelling, where a language has several and text is scarce.

Tables after the official alphabets: Karakalpak 2016 (and 2009 with apostrophes), Uzbek 1995,
Azerbaijani 1991 against 1958. They are for statistics: a rare wrong letter does no harm here.
"""

from __future__ import annotations

import re

_COMMON = dict(zip("abdfgklmnoprstuvzi", "абдфгклмнопрстувзи", strict=True)) | {"e": "е", "j": "ж"}
_TABLES = {
    "kaa": _COMMON
    | {"á": "ә", "ǵ": "ғ", "h": "ҳ", "x": "х", "ı": "ы", "q": "қ", "ń": "ң", "ó": "ө", "ú": "ү"}
    | {"w": "ў", "y": "й", "c": "ц", "sh": "ш", "ch": "ч", "ya": "я", "yu": "ю"},
    "uz": _COMMON
    | {"o'": "ў", "g'": "ғ", "h": "ҳ", "x": "х", "q": "қ", "y": "й", "sh": "ш", "ch": "ч"}
    | {"ya": "я", "yo": "ё", "yu": "ю", "ye": "е", "ts": "ц", "'": "ъ", "c": "к", "w": "в"},
    "az": _COMMON
    | {"c": "ҹ", "ç": "ч", "ə": "ә", "g": "ҝ", "ğ": "ғ", "h": "һ", "x": "х", "ı": "ы", "q": "г"}
    | {"ö": "ө", "ş": "ш", "ü": "ү", "y": "ј"},
}
_PATTERNS = {
    lang: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for lang, table in _TABLES.items()
}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`´", "'"))
_OLD_KARAKALPAK = str.maketrans({"á": "a'", "ǵ": "g'", "ı": "i'", "ń": "n'", "ó": "o'", "ú": "u'"})
_ON_A_RUSSIAN_KEYBOARD = str.maketrans("әғқңөұүһі", "агкноууги")
_LOST = str.maketrans(dict.fromkeys("әғқңөұүһ", "?"))


def in_cyrillic(text: str, lang: str) -> str:
    """Latin Karakalpak, Uzbek or Azerbaijani (``kaa``, ``uz``, ``az``) in Cyrillic, lower case."""
    text = text.replace("I", "ı" if lang == "az" else "i").lower().translate(_APOSTROPHES)
    text = _PATTERNS[lang].sub(lambda found: _TABLES[lang][found[0]], text)
    return text if lang == "az" else re.sub(r"\bе", "э", text)


def old_karakalpak(text: str) -> str:
    """Karakalpak in the Latin spelling of 1995 and 2009, with apostrophes."""
    return text.lower().translate(_OLD_KARAKALPAK)


def damaged_kazakh(text: str) -> tuple[str, str]:
    """Kazakh as typed without its letters, and with question marks where they were lost."""
    lower = text.lower()
    return lower.translate(_ON_A_RUSSIAN_KEYBOARD), lower.translate(_LOST)
