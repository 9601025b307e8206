"""Kazakh as a model for Cyrillic Kazakh is given it, whatever it is written in.

``kk-Latn`` and ``kk-Arab`` are brought to Cyrillic; Cyrillic text gets its damaged letters back.
What is shown never goes through here, and every character knows where it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from .lookalikes import normal_letters, normal_lookalikes
from .lost_letters import broken_words, known_words
from .transliteration import Rewritten, orthography_of, read
from .transliteration.offsets import unchanged

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.!?…]\s+)[«\"“(]*([^\W\d_])")
_FEWEST = 4
_CASES = re.compile(
    r"(?:[ндт][ыі]ң|[ғқ]а|[гк]е|[ндт][ыі]|[дт][ае]н?|н[ае]н|[мбп]ен|[дт](?:ағ|ег)[ыі]|с?[ыі])\Z"
)


def cyrillic_tag(lang: str) -> str:
    """The language as a model has it: ``kk`` for Kazakh in any letters, others as they are."""
    return "kk" if lang in ("kk-Latn", "kk-Arab") else lang


def spelling_of(texts: Sequence[str], lang: str) -> str | None:
    """The orthography of texts in ``kk-Latn`` or ``kk-Arab``, of one document; else ``None``."""
    if lang == "kk-Arab":
        return "arabic"
    return orthography_of("\n".join(texts)) if lang == "kk-Latn" else None


def respell(texts: Sequence[str], lang: str) -> list[Rewritten]:
    """The sentences of a document as a model for Cyrillic Kazakh is given them.

    Texts in other languages than Kazakh stay as they are.
    """
    spelling = spelling_of(texts, lang)
    if spelling == "arabic":
        return [_with_capitals(read(text, spelling)) for text in texts]
    if spelling is not None:
        return [read(text, spelling) for text in texts]
    if lang in ("kk", "kk-Cyrl"):
        return [unchanged(normal_letters(text)) for text in texts]
    return [unchanged(text) for text in texts]


def respell_mixed(
    texts: Sequence[str],
    langs: Sequence[str],
    respelled: Callable[[Sequence[str], str], list[Rewritten]] = respell,
) -> list[Rewritten]:
    """The sentences of a document in several languages, in order; ``langs`` has that of each.

    ``respelled`` is given all that are in one language together, for the orthography of Latin
    letters is told from all of them.
    """
    found: dict[int, Rewritten] = {}
    for lang in dict.fromkeys(langs):
        here = [index for index, own in enumerate(langs) if own == lang]
        found.update(zip(here, respelled([texts[index] for index in here], lang), strict=True))
    return [found[index] for index in range(len(texts))]


def damage(text: str) -> tuple[dict[str, str], list[str], list[str]]:
    """What is wrong with the letters of a Kazakh text.

    The letters that stand for others, with these; the words with letters lost to ``?`` that are
    certain, as they are restored; and those that are not, as they stand.
    """
    looks = normal_lookalikes(text)
    replaced = {was: now for was, now in zip(text, looks, strict=True) if was != now}
    whole = normal_letters(text)
    restored, lost = [], []
    for start, end in broken_words(looks):
        word = whole[start:end]
        if "?" not in word:
            restored.append(word)
        elif "?" in word[:-1]:  # at the end it is a question mark
            lost.append(word)
    return replaced, restored, lost


def _with_capitals(rewritten: Rewritten) -> Rewritten:
    """The text with capitals, which Arabic script has none of: names, and where sentences begin."""
    letters = list(_WORD.sub(_capitalised, rewritten.text))
    for start in _SENTENCE.finditer(rewritten.text):
        letters[start.start(1)] = letters[start.start(1)].upper()
    return Rewritten("".join(letters), rewritten.starts, rewritten.ends)


def _capitalised(word: re.Match[str]) -> str:
    whole = word[0]
    if whole in _names():
        return whole.capitalize()
    case = _CASES.search(whole)
    while case and case.start() >= _FEWEST:
        if whole[: case.start()] in _names():
            return whole.capitalize()
        case = _CASES.search(whole, case.start() + 1)
    return whole


@cache
def _names() -> frozenset[str]:
    return frozenset(word.lower() for word in known_words() if word[0].isupper())
