"""The rule engine: which full stops, question marks and ellipses end a sentence.

A language is data (``Rules``): its abbreviations and the words that open sentences. The policy is
everywhere the same: better not to split than to split wrongly. Every look to the left or right of
a mark is bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from .glued import is_glued_boundary


class Ending(Enum):
    """When the full stop of an abbreviation ends a sentence as well."""

    NEVER = "never"  # Mr., проф., e.g.: something always follows
    STARTER = "before a word that, capitalised, can only open a sentence"  # ж., U.S., Inc.
    CAPITAL = "before any capital, save words that go on (Tuesday)"  # т.б., etc., p.m.
    NUMBER = "unless a number follows"  # No., бет.


@dataclass(frozen=True, slots=True)
class Rules:
    """What the engine knows of a language.

    ``endings`` maps abbreviations, written without their last full stop and without spaces, to
    when they end a sentence; a key in lower case stands for its capitalised form too.
    ``starters`` are words, in lower case, that are never names: where one is capitalised a
    sentence begins. ``going_on`` are words, as written, that go on after an ``Ending.CAPITAL``.
    ``speech`` are verbs that follow a speaker's name after a quotation (``"Why?" Tom asked``).
    """

    endings: Mapping[str, Ending] = field(default_factory=dict)
    starters: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()


# How far to look. No abbreviation, with what stands before it, is longer.
_LEFT = 40
_RIGHT = 80

# A mark and what clings to it: more marks, closing quotes and brackets, note numbers. A straight
# quote closes only where no word follows it at once.
_MARK = r"[.!?…؟۔。！？]"
_CLOSING = r"[)\]}»”’›」』）】]"
_RUN = re.compile(
    rf"{_MARK}(?:{_MARK}|{_CLOSING}|[\"'*_](?![^\W_]|[\"'«“(\[])"
    rf"|\[\d{{1,3}}\]|[¹²³⁴-⁹]|\s[»”)\]](?=\s|\Z)|\s[\"'](?=\s*\Z|[-–—]))*"
)
_FULL_WIDTH = frozenset("。！？")
_QUOTE_END = re.compile(r"[\"'»”’›]")
_DASHES = "-–—―"
# What may stand between a sentence's end and the first letter of the next.
_OPENING = re.compile(r"[\s«“„‘\"'(\[{‹「『（【*•·¿¡_]*")
_BRACKETS = re.compile(r"\([^()]{1,400}\)|\[[^\[\]]{1,400}\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# The word before a full stop, with the abbreviated words before it: т. б, U.S, Ж.-Ж
_ABBREVIATED = re.compile(r"(?<![^\W_])(?:[^\W\d_]{1,4}\.[\s-]?){0,6}[^\W\d_]+\Z")
# What numbers a passage, where nothing else has been said: 1, 1.2, IV, a; Chapter 3, 5-бап.
_ENUMERATOR = re.compile(
    r"(?:(?:[^\W\d_]+\s)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLІХ]{1,5})|[^\W\d_]|\d{1,3}-[^\W\d_]+)\Z"
)
_LISTED_NUMBER = re.compile(r"[:;]\s*\d{1,2}\Z")
# 29.05. and № 5. rarely end anything.
_DOUBTFUL_NUMBER = re.compile(r"(?:(?<![\d.])\d{1,2}\.\d{1,2}|[№#]\s?\d{1,6})\Z")
# The end of a web address or file name, which no abbreviation looks like.
_ADDRESS = re.compile(r"[\w-]{3,}\.[a-z]{2,4}\Z")
_VOWELS = frozenset("aeiouyäöüıáéíóúýūаәеёиоөуұүыіэюяў")


def entries(words: str, ending: Ending) -> dict[str, Ending]:
    """A part of ``Rules.endings``: each of the ``words`` (split at white space) ends so."""
    return dict.fromkeys(words.split(), ending)


def split_by_rules(text: str, rules: Rules) -> list[tuple[int, int]]:
    """The sentences of one paragraph, as code-point offsets without the white space around."""
    return list(spans_between(text, _ends(text, rules)))


def spans_between(text: str, ends: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Spans that end at ``ends`` (rising offsets) or the text's end, trimmed of white space."""
    start = 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(bare)
        start = end


def _ends(text: str, rules: Rules) -> Iterator[int]:
    brackets = _BRACKETS.finditer(text)
    bracket = next(brackets, None)
    start = _skip_space(text, 0)
    for run in _RUN.finditer(text):
        while bracket is not None and bracket.end() <= run.start():
            bracket = next(brackets, None)
        # What stands in brackets inside a sentence does not end it.
        if bracket is not None and start < bracket.start() < run.start():
            continue
        if ends_sentence(text, start, run.start(), run.end(), rules):
            yield run.end()
            start = _skip_space(text, run.end())


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def ends_sentence(text: str, start: int, mark: int, end: int, rules: Rules) -> bool:
    """Whether the sentence that began at ``start`` ends with the marks ``text[mark:end]``.

    The marks begin with a full stop, question mark or the like; closing quotes may follow it.
    """
    before = text[max(start, mark - _LEFT) : mark].rstrip()
    if not before or not any(character.isalnum() for character in before):
        return False  # nothing said yet: a leading ellipsis, a mark on its own
    if before[-1] in "([":
        return False  # (...), [!]
    opening = _OPENING.match(text, end)
    following = opening.end() if opening else end
    if following >= len(text):
        return True
    if text[mark] in _FULL_WIDTH:
        return True
    if following == end or not text[end].isspace():
        return is_glued_boundary(text, mark, following, rules.starters)
    character = text[following]
    if character in _DASHES:
        if text[mark] == "." and _ending_of(before, rules) is not None:
            return False
        return _dash_opens(text, start, mark, end, following, rules)
    if _is_lower(character) or character in ",;:)]}»”!?.…":
        return False
    marks = text[mark:end]
    if marks[0] == "." and "." not in marks[1:] and not {"!", "?", "…"} & set(marks):
        return _full_stop_ends(before, text, start, mark, following, rules)
    return not (
        rules.speech and _QUOTE_END.search(marks) and _is_attribution(text, following, rules)
    )


def _is_lower(character: str) -> bool:
    return character.isalpha() and character == character.lower() != character.upper()


def _dash_opens(text: str, start: int, mark: int, end: int, dash: int, rules: Rules) -> bool:
    """Whether a dash after finished words opens a sentence, as a turn of a dialogue does.

    Before the name of a speaker (``«Келдім!» – Асан күлді``) stands a quote or a question mark,
    never a full stop; before that of a place (``Оқулық. – Алматы: Мектеп``) it may.
    """
    after = text[dash : dash + _RIGHT].lstrip(_DASHES).lstrip()
    word = _WORD.match(after)
    if word is None or not word.group()[0].isupper() or _QUOTE_END.search(text, mark, end):
        return False
    tail = after[word.end() : word.end() + 1]
    if tail in (".", ":") or text[max(start, mark - _LEFT) : mark].isupper():
        return False
    if text[mark] in ".…" or text[start] in _DASHES:
        return True
    return tail in (",", "!", "?") or word.group().lower() in rules.starters


def _is_attribution(text: str, following: int, rules: Rules) -> bool:
    """Whether a speaker's name and a verb of speech come next."""
    words = text[following : following + _RIGHT].split()[:4]
    if not text[following - 1].isspace() or words[0].lower() in rules.starters:
        return False
    return any(word.rstrip(",.:;") in rules.speech for word in words[1:])


def _full_stop_ends(
    before: str, text: str, start: int, mark: int, following: int, rules: Rules
) -> bool:
    """Whether one full stop ends the sentence; a capital, number or sign comes after it."""
    if mark - start <= _LEFT and _ENUMERATOR.match(before):
        return False
    if _LISTED_NUMBER.search(before):
        return False
    word = _WORD.match(text, following)
    name = word.group() if word and text[word.end() : word.end() + 1] != "." else ""
    starts = name.lower() in rules.starters
    if _DOUBTFUL_NUMBER.search(before):
        return starts
    ending = _ending_of(before, rules)
    if ending is None:
        return True
    if ending is Ending.NUMBER:
        return not text[following].isnumeric()
    if ending is Ending.CAPITAL:
        return bool(name) and name not in rules.going_on
    return ending is Ending.STARTER and starts


def _ending_of(before: str, rules: Rules) -> Ending | None:
    """When the abbreviation that ``before`` ends with ends a sentence; None: it is a plain word."""
    found = _ABBREVIATED.search(before)
    if found is None or _ADDRESS.search(before):
        return None
    parts = re.sub(r"\s", "", found.group()).split(".")
    for first in range(len(parts)):
        key = ".".join(parts[first:])
        ending = rules.endings.get(key)
        if ending is None and len(key) > 1:  # p. is a page, P. an initial
            ending = rules.endings.get(key[0].lower() + key[1:])
        if ending is not None:
            return ending
    last = parts[-1].lstrip("-")
    if len(last) == 1 or (len(parts) > 1 and len(last) <= 3):
        return Ending.STARTER  # an initial, a dotted abbreviation that no list has
    if len(last) <= 4 and not last.isupper() and not _VOWELS & set(last.lower()):
        return Ending.STARTER if last.isalpha() and last.lower() != last.upper() else None
    return None
