"""From another orthography to Cyrillic, with the way back to every character."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from .arabic import HAMZA
from .harmony import BACK, settle
from .offsets import Rewritten
from .orthographies import named
from .orthography import Orthography
from .restore import Placed, restore
from .stems import Index, find_stem, stems_of
from .writing import write_word

# Addresses are no words, and Roman numerals are the same in Cyrillic text.
_ADDRESS = r"\S*(?:://|\w@\w|www\.)\S*|\w+\.(?:com|org|net|kz|gov|edu|cn)\b\S*"
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_DIGITS = {chr(first + n): str(n) for first in (0x0660, 0x06F0) for n in range(10)}
_MARKS = {"٪": "%", "۔": ".", "٫": ",", "٬": " ", **_DIGITS}

Unit = tuple[str, int, int]
"""A letter of the original, lower case and in NFC, and where it stands in its word."""


def to_cyrillic(text: str, orthography: str) -> str:
    """``text`` with its words in ``orthography`` in Cyrillic; ``ValueError`` where that is unknown.

    Capitals stay capitals. Numbers, addresses, words with letters that the orthography lacks and
    everything else stay as they are; of Arabic script the marks and digits become those of Cyrillic
    text.
    """
    return read(text, orthography).text


def read(text: str, orthography: str) -> Rewritten:
    """As ``to_cyrillic``, with the offsets of every character in ``text``."""
    way = named(orthography)
    marks = {**{mark: own for own, mark in way.punctuation.items()}}
    if way.script == "Arab":
        marks.update(_MARKS)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for match in _tokens(orthography).finditer(text):
        _keep(text, position, match.start(), marks, out, starts, ends)
        position = match.end()
        if match.lastgroup == "word":
            word = _read_word(match[0], way, orthography)
            out += (letter for letter, _, _ in word)
            starts += (match.start() + start for _, start, _ in word)
            ends += (match.start() + end for _, _, end in word)
        else:
            _keep(text, match.start(), match.end(), {}, out, starts, ends)
    _keep(text, position, len(text), marks, out, starts, ends)
    return Rewritten("".join(out), tuple(starts), tuple(ends))


def _keep(
    text: str,
    start: int,
    end: int,
    marks: dict[str, str],
    out: list[str],
    starts: list[int],
    ends: list[int],
) -> None:
    out += (marks.get(character, character) for character in text[start:end])
    starts += range(start, end)
    ends += range(start + 1, end + 1)


@cache
def _tokens(orthography: str) -> re.Pattern[str]:
    way = named(orthography)
    if way.script == "Arab":
        letters = f"[{way.signs}]*[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]"
        word = f"(?:{letters}[{way.signs}\u064b-\u065f]*)+"
    else:
        letter = "[A-Za-zÀ-ÖØ-öø-ɏ][\u0300-\u036f]*"
        word = f"(?:{letter}[{way.signs}]?)+" if way.signs else f"(?:{letter})+"
    return re.compile(f"(?P<address>{_ADDRESS})|(?P<word>{word})")


def _read_word(word: str, way: Orthography, orthography: str) -> list[Placed]:
    """The letters of one word, each with the stretch of the word that it stands for."""
    kept = [(letter, place, place + 1) for place, letter in enumerate(word)]
    if way.script == "Latn" and _ROMAN.match(word):
        return kept
    units, capitals, marked = _units(word, way)
    spelled = "".join(letter for letter, _, _ in units)
    if not units or not parse(spelled, way):
        return kept
    found = read_letters(spelled, orthography, marked)
    # A letter of the alphabet is one character, so that places in ``spelled`` count units.
    result = []
    for letter, start, end in found:
        capital = capitals[start] and (letter not in "ъь" or all(capitals))
        shown = letter.upper() if capital else letter
        result.append((shown, units[start][1], units[end - 1][2]))
    return result


def _units(word: str, way: Orthography) -> tuple[list[Unit], list[bool], bool]:
    """The letters of a word, which of them are capitals, and whether it has the hamza."""
    units: list[Unit] = []
    capitals: list[bool] = []
    marked = False
    pending = 0
    place = 0
    while place < len(word):
        end = place + 1
        while end < len(word) and unicodedata.combining(word[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", word[place:end])
        if cluster in way.signs and way.script == "Arab":
            marked = marked or cluster in (HAMZA, "\u0621")
            if units:
                units[-1] = (units[-1][0], units[-1][1], end)
                pending = end
        else:
            cluster = "'" if cluster in way.signs else cluster[:1]
            lowered = way.lower(cluster)
            units.append((lowered, pending, end))
            capitals.append(cluster != lowered)
            pending = end
        place = end
    if way.name == "latin-2018":
        _settle_capital_i(units, capitals)
    return units, capitals, marked


def _settle_capital_i(units: list[Unit], capitals: list[bool]) -> None:
    """Which of the two letters a capital ``I`` of 2018 is, and what it is taken for at first.

    In capitals it is ``И`` or ``Й`` beside a vowel. Before the rest of a word it is ``І`` where
    what follows is a native front word (``Ішкі``, ``Іздеу``).
    """
    letters = [letter for letter, _, _ in units]
    for place, (letter, start, end) in enumerate(units):
        if letter != "ı" or not capitals[place]:
            continue
        beside = letters[max(0, place - 1) : place] + letters[place + 1 : place + 2]
        vowels = set(letters) & set("aáeoóuúyıý") - {"ı"}
        native = letters[place + 1 : place + 2] and letters[place + 1] in "srlzkm"
        native = native and vowels <= set("eáóú") and not set(letters) & set("vfht")
        if (len(letters) > 1 and capitals[1:2] == [True]) or place:
            dotted = not set(beside) & set("aáeoóuúyý")
        else:
            dotted = bool(native)
        if dotted:
            units[place] = ("i", start, end)


def parse(spelled: str, way: Orthography) -> list[Placed]:
    """The skeleton of a lower-case word, each letter with its stretch of ``spelled``.

    Empty where a letter is none of the orthography's.
    """
    found: list[Placed] = []
    place = 0
    while place < len(spelled):
        for length in (2, 1):
            part = spelled[place : place + length]
            letter = way.skeleton.get(part)
            # ng is ң, but н and г or ғ where a front vowel or an h follows (бүгінгі, жанған).
            parted = part == "ng" and spelled[place + 2 : place + 3] in ("e", "i", "h")
            if letter is not None and len(part) == length and not parted:
                found.append((letter, place, place + length))
                break
        else:
            # A stray apostrophe belongs to the letter before it; anything else is foreign.
            if spelled[place] != "'" or not found:
                return []
            found[-1] = (*found[-1][:2], place + 1)
            length = 1
        place += length
    return found


@lru_cache(maxsize=1 << 16)
def read_letters(spelled: str, orthography: str, marked: bool = False) -> tuple[Placed, ...]:
    """The Cyrillic letters of a word spelled in lower case, each with its stretch of ``spelled``.

    ``marked``: whether the word has the hamza.
    """
    return tuple(read_by(spelled, orthography, stems_of(orthography), marked))


def read_by(spelled: str, orthography: str, index: Index, marked: bool) -> list[Placed]:
    """As ``read_letters``, with the stems in ``index``."""
    way = named(orthography)
    skeleton = parse(spelled, way)
    spelling, stem = find_stem(spelled, [end for _, _, end in skeleton], index)
    if stem:
        rest = [placed for placed in skeleton if placed[1] >= len(spelling)]
        after = _by_rules(rest, stem, way, marked)
        found = _spread(stem, spelling, way) + after
        if way.script != "Arab" or (
            _goes_with(stem, after) and _is_consistent(found, spelled, marked, way)
        ):
            return found
    return _by_rules(skeleton, "", way, marked)


def _goes_with(stem: str, rest: list[Placed]) -> bool:
    """Whether nothing back follows a stem of front vowels: ``тауға`` does not begin with тәу."""
    back = any(letter in "қғао" for letter, _, _ in rest)
    return not back or any(letter in BACK for letter in stem)


def _is_consistent(found: list[Placed], spelled: str, marked: bool, way: Orthography) -> bool:
    """Whether the word would be written with the hamza, or without it, as it is."""
    written = write_word("".join(letter for letter, _, _ in found), way)
    return written == HAMZA * marked + spelled


def _spread(stem: str, spelling: str, way: Orthography) -> list[Placed]:
    """The letters of a stem over its spelling; one that is not written shares the one before."""
    # Typed without apostrophes a spelling is shorter than the table has it.
    bare = "'" in way.signs and "'" not in spelling
    found: list[Placed] = []
    place = 0
    for letter in stem:
        written = way.letters[letter].replace("'", "") if bare else way.letters[letter]
        if written:
            found.append((letter, place, place + len(written)))
        else:
            found.append((letter, *(found[-1][1:] if found else (0, 1))))
        place += len(written)
    return found


def _by_rules(skeleton: list[Placed], left: str, way: Orthography, marked: bool) -> list[Placed]:
    settled = settle([letter for letter, _, _ in skeleton], left, marked)
    restored = restore(
        settled,
        left,
        spells_ia=way.script == "Latn",
        spells_che="ч" in way.skeleton.values(),
    )
    return [(letter, skeleton[start][1], skeleton[end - 1][2]) for letter, start, end in restored]
