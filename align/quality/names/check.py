"""The names of a Kazakh text, and whether an English one has them.

A name is a capitalised word inside a sentence that is no ordinary word of titles; it is there where
the translation has a word that may spell it, or one of its known English forms. Languages with
other rules for capitals would need data of their own, so only Kazakh to English is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...bitext import Finding, Severity
from ..addresses import kept_passages
from ..pair import Pair, shown
from .exonyms import ACRONYMS, COUNTRIES, HOME, ORDINARY, PERSONS
from .spelling import may_be_same

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDING = re.compile(
    r"(?:[лдт][ае]р)?(?:[ыі]м[ыі]з|с?[ыі])?(?:[нтд][ыі]ң|[дтн][ае]н|н?[дт][ае]|[гқғк][ае]|[нтд][ыі]"
    r"|[ыі]н[ае]?|н[ае]|[бпм]ен)?(?:г[іы]|ғ[ыі])?$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|[«\"“„(–—-]\s?|\n)\W*$")
# What Kazakh, Russian and Turkic family names and patronymics end in.
_PERSON = re.compile(
    r"\w{2,}(?:[оеё]в|[оеё]ва|ұлы|қызы|ович|овна|евич|евна|ский|ская|бекова|беков)$"
)
_UPPER = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]{2,}$")
# Heads of titles (Штаттарының, Тәжірибесі), adjectives (Ұлттық) and doers (Билеуші): no names.
_TITLE = re.compile(
    r"\w{3,}(?:[лдт][ае]р[ыі]\w*|с[ыі](?:н\w*)?|[лдт][ыі][қкғг]\w*|ш[ыі]\w{0,4}|м[ыі]з\w{0,4})$"
)
_LATIN = re.compile(r"(?<!\w)[A-Za-z]{3,}(?!\w)")
_CAPITALISED = re.compile(r"\s+[А-ЯӘҒҚҢӨҰҮҺІ]")
_FEWEST = 4
_NAMES = COUNTRIES | PERSONS | HOME
_ORDINARY_STEMS = tuple(stem for stem in ORDINARY if len(stem) > 2)


def check_names(pair: Pair) -> Iterator[Finding]:
    """An ``error`` for a person's name or a known country that is gone, else a ``warning``."""
    if pair.langs != ("kk", "en"):
        return
    yield from _latin_names(pair)
    target = pair.target
    words = _WORD.findall(target)
    lowered = target.lower()
    skipped = [(start, end) for start, end, _ in kept_passages(pair.source)]
    seen: set[str] = set()
    for match in _WORD.finditer(pair.source):
        word = match.group()
        if not word[0].isupper() or word in seen or _LATIN.match(word):
            continue
        if any(start <= match.start() < end for start, end in skipped):
            continue
        seen.add(word)
        expected = _known_forms(word)
        if not expected and not _is_name(pair.source, match):
            continue
        if expected and any(_has_word(lowered, form) for form in expected.split()):
            continue
        if any(may_be_same(word, other) for other in words):
            continue
        # "Nursultan Nazarbayev met …" becomes "Meeting with …": what a sentence begins with is
        # often plain from what stands around it.
        first = pair.source[: match.start()].count(" ") < 2
        # English puts a pronoun for a person more readily than for a country.
        country = expected in COUNTRIES.values()
        sure = not first and (country or bool(_PERSON.match(_stem(word).lower())))
        # "President of Kazakhstan" is often just "President".
        title = word.isupper() or _CAPITALISED.match(pair.source, match.end())
        home = expected in HOME.values() and title
        severity: Severity = "info" if home else "error" if sure else "warning"
        yield Finding("name", f"{shown(word)} is missing", severity, match.span())


def _latin_names(pair: Pair) -> Iterator[Finding]:
    """Names that a Cyrillic source spells in Latin letters: they stay as they are."""
    there = pair.target.casefold()
    seen: set[str] = set()
    for match in _LATIN.finditer(pair.source):
        word = match.group()
        if word.casefold() in there or word in seen or not word[0].isupper():
            continue
        seen.add(word)
        yield Finding("name", f"{shown(word)} is missing", "warning", match.span())


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    if len(word) < _FEWEST or _UPPER.match(word):
        return False
    starts = _SENTENCE_START.search(text[: match.start()])
    if starts and not _PERSON.match(_stem(word).lower()):
        return False
    lowered = word.lower()
    if _TITLE.match(lowered) and not _PERSON.match(_stem(word).lower()):
        return False
    return not lowered.startswith(_ORDINARY_STEMS) and lowered not in ORDINARY


def _known_forms(word: str) -> str:
    """The English forms of a country, a place or an abbreviation; empty where none are listed."""
    lowered = word.lower()
    if word.isupper() and lowered in ACRONYMS:
        return ACRONYMS[lowered]
    if lowered in HOME:
        return HOME[lowered]
    for length in range(len(lowered), 2, -1):
        forms = _NAMES.get(lowered[:length])
        if forms and (length == len(lowered) or _ENDING.fullmatch(lowered, length)):
            return forms
    return ""


def _has_word(text: str, beginning: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(beginning)}", text) is not None


def _stem(word: str) -> str:
    """A name without its case ending: ``Тоқаевтың`` is ``Тоқаев``."""
    match = re.search(r"(?:[нтд][ыі]ң|[дтн][ае]н|[дт][ае]|[гқғк][ае]|[нтд][ыі]|[бпм]ен)$", word)
    return word[: match.start()] if match and match.start() >= 3 else word
