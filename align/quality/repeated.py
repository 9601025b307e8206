"""Check: a translation that says something twice which the source says once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..bitext import Finding
from ..repetition import comes_again, falls_into_repetition, longest_loop
from .pair import Pair, shown

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…;]")
_AT_ONCE = 3
"""So many words twice in a row are no figure of speech ("very, very", "more and more")."""
_LATER = 4
"""So many words said again later on are a clause, if the source has no words twice."""
_LONGEST = 60
"""More words are hardly ever said twice at once, and looking for them would take a square of time.
"""
_STEM = 5


def check_repetition(pair: Pair) -> Iterator[Finding]:
    """An ``error`` where the target loops or says a clause twice and the source does not.

    A clause: three words or more twice in immediate succession, or four that come again later. The
    first is excused by a source that loops as well (a refrain), the second by one in which about as
    many words come twice (a title); words count by their first letters, since endings differ.
    """
    source_words, target_words = (list(_WORD.finditer(t)) for t in (pair.source, pair.target))
    source = [word.group().casefold() for word in source_words]
    target = [word.group().casefold() for word in target_words]
    refrain = longest_loop([word[:_STEM] for word in source]) > 1
    stems = Counter(word[:_STEM] for word in source if len(word) > 3 or word.isdigit())
    twice = sum(count > 1 for count in stems.values())
    for start, end, at_once in _said_again(target):
        passage = pair.target[target_words[start].start() : target_words[end - 1].end()]
        gap = pair.target[target_words[start - 1].end() : target_words[start].start()]
        # "He built a house. A house that …"; "of the Republic … of the Republic".
        if at_once and end - start < _LATER and _SENTENCE_END.search(gap):
            continue
        content = sum(len(word) > 3 for word in target[start:end])
        size = end - start
        excused = refrain if at_once else twice >= max(1, size - 3)
        if excused or content < (1 if at_once or size > _LATER + 1 else 2):
            continue
        place = (target_words[start].start(), target_words[end - 1].end())
        yield Finding("repetition", f"said twice: {shown(passage)}", "error", None, place)
        return
    # What is much longer than its source is left to the check on lengths.
    if 7 < len(target) <= 3 * len(source) + 10 and falls_into_repetition(target, source):
        whole = (0, len(pair.target))
        yield Finding("repetition", "the translation repeats itself", "error", None, whole)


def _said_again(words: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Where words are said for the second time: start, end, and whether at once."""
    for period in range(_AT_ONCE, min(len(words) // 2, _LONGEST) + 1):
        if not comes_again(words, period):
            continue
        run = 0
        for index in range(period, len(words)):
            run = run + 1 if words[index] == words[index - period] else 0
            if run == period:
                yield index - period + 1, index + 1, True
                break
    first: dict[tuple[str, ...], int] = {}
    start = 0
    while start <= len(words) - _LATER:
        before = first.setdefault(tuple(words[start : start + _LATER]), start)
        size = 0
        if before + _LATER <= start:
            limit = min(start - before, len(words) - start)
            while size < limit and words[before + size] == words[start + size]:
                size += 1
            yield start, start + size, False
        start += max(1, size - _LATER + 1)
