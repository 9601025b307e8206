"""A dictionary that a user gives: which terms of two languages translate each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import InputError

_WORD = re.compile(r"\w+")
# A term of this many letters is found before endings as well: a dictionary holds stems.
_STEM = 4

Words = tuple[str, ...]


@dataclass(frozen=True)
class Dictionary:
    """Pairs of a source and a target term, each in small letters, as words."""

    entries: tuple[tuple[Words, Words], ...]

    def mirrored(self) -> Dictionary:
        """The same from target to source."""
        return Dictionary(tuple((target, source) for source, target in self.entries))

    def source_terms(self, sentence: str) -> Iterator[str]:
        """The source terms that a sentence of the source language has."""
        for term in _found(sentence, self._sources):
            yield " ".join(term)

    def target_terms(self, sentence: str) -> Iterator[str]:
        """The source terms that a sentence of the target language translates."""
        for term in _found(sentence, self._targets):
            yield from self._meanings[term]

    @cached_property
    def _sources(self) -> dict[str, set[Words]]:
        return _by_first_word(source for source, _ in self.entries)

    @cached_property
    def _targets(self) -> dict[str, set[Words]]:
        return _by_first_word(target for _, target in self.entries)

    @cached_property
    def _meanings(self) -> dict[Words, set[str]]:
        meanings: dict[Words, set[str]] = defaultdict(set)
        for source, target in self.entries:
            meanings[target].add(" ".join(source))
        return meanings


def read_dictionary(path: Path) -> Dictionary:
    """The dictionary in a file: a pair of terms a line, UTF-8; a term may have several lines.

    ``source<TAB>target``, or, as hunalign has it, ``target @ source``. Raises ``InputError`` for a
    file that cannot be read and for a line without two terms.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; name a dictionary file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; save the dictionary as UTF-8") from error
    entries = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        terms = line.split("\t") if "\t" in line else line.split(" @ ")[::-1]
        words = [tuple(_WORD.findall(term.lower())) for term in terms]
        if len(words) != 2 or not all(words):
            raise InputError(f"{path}: line {number} is not two terms; write source, a tab, target")
        entries.append((words[0], words[1]))
    if not entries:
        raise InputError(f"{path}: an empty dictionary; write source, a tab, target on each line")
    return Dictionary(tuple(dict.fromkeys(entries)))


def _by_first_word(terms: Iterator[Words]) -> dict[str, set[Words]]:
    found: dict[str, set[Words]] = defaultdict(set)
    for term in terms:
        found[term[0]].add(term)
    return found


def _found(sentence: str, terms: dict[str, set[Words]]) -> Iterator[Words]:
    words = _WORD.findall(sentence.lower())
    for place, word in enumerate(words):
        for length in range(min(_STEM, len(word)), len(word) + 1):
            for term in terms.get(word[:length], ()):
                if _all_match(term, words[place : place + len(term)]):
                    yield term


def _all_match(term: Words, words: Sequence[str]) -> bool:
    return len(term) == len(words) and all(
        word == part or (len(part) >= _STEM and word.startswith(part))
        for part, word in zip(term, words, strict=True)
    )
