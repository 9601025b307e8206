"""Where sentences end. ``split_sentences`` is all that other rooms use."""

from __future__ import annotations

from .en import ENGLISH
from .kk import KAZAKH, kazakh_in
from .ky import KYRGYZ
from .other import split_by_sentencex
from .ru import RUSSIAN
from .rules import split_by_rules

__all__ = ["split_sentences"]

_RULES = {"en": ENGLISH, "kk": KAZAKH, "ky": KYRGYZ, "ru": RUSSIAN}


def split_sentences(text: str, lang: str) -> list[tuple[int, int]]:
    """Find the sentences of one paragraph.

    ``text`` is any string; line breaks in it are white space. ``lang`` is a BCP 47 tag, of which
    the language decides, and for Kazakh the script. Returns code-point offsets ``(start, end)`` in
    order: each sentence begins and ends with something else than white space, and nothing but white
    space lies outside them. Better not to split than to split wrongly: a doubtful mark never ends
    a sentence.
    """
    language, *rest = lang.replace("_", "-").lower().split("-")
    rules = _RULES.get(language)
    if language == "kk" and rest and rest[0] in ("latn", "arab"):
        rules = kazakh_in(rest[0].title())
    return split_by_sentencex(text, language) if rules is None else split_by_rules(text, rules)
