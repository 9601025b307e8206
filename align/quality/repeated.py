"""Check: a translation that says something twice which the source says once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..bitext import Finding
from ..repetition import falls_into_repetition, longest_loop
from .pair import Pair, shown

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_RUN = 3
"""So many words twice in a row are no figure of speech ("very, very", "more and more")."""
_FAR = 7
"""So many words said again later on are a clause, not a title that comes back."""
_SENTENCE_END = re.compile(r"[.!?…]")


def check_repetition(pair: Pair) -> Iterator[Finding]:
    """An ``error`` where the target loops or says a clause twice and the source does not.

    A clause: three words or more twice in immediate succession, or seven that come again later. A
    source that repeats itself as well (a refrain, a formula) excuses both.
    """
    source_words, target_words = (list(_WORD.finditer(t)) for t in (pair.source, pair.target))
    source = [word.group().casefold() for word in source_words]
    target = [word.group().casefold() for word in target_words]
    again = _said_again(target)
    if again is not None and again[1] - again[0] < _FAR:
        # "He built a house. A house that …": a sentence may begin with what the last one ended in.
        first = target_words[again[0]]
        before = pair.target[target_words[again[0] - 1].end() : first.start()]
        again = None if _SENTENCE_END.search(before) else again
    # Kazakh glues to its words what English puts beside them: three words may be one there.
    repeats = longest_loop(source) > 1 or _longest_repeat(source) >= 2
    if again is not None and not repeats:
        start, end = target_words[again[0]].start(), target_words[again[1] - 1].end()
        detail = f"said twice: {shown(pair.target[start:end])}"
        yield Finding("repetition", detail, "error", None, (start, end))
    elif len(target) > 7 and falls_into_repetition(target, source):
        detail = "the translation repeats itself"
        if len(target) > 3 * len(source) + 10:
            return  # much longer than its source: the check on lengths says so
        yield Finding("repetition", detail, "error", None, (0, len(pair.target)))


def _said_again(words: Sequence[str]) -> tuple[int, int] | None:
    """Indices of the second time that the target says the same, ``None`` where it never does."""
    for period in range(_RUN, len(words) // 2 + 1):
        run = 0
        for index in range(period, len(words)):
            run = run + 1 if words[index] == words[index - period] else 0
            if run == period:
                return index - period + 1, index + 1
    seen: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - _FAR + 1):
        gram = tuple(words[start : start + _FAR])
        if seen.setdefault(gram, start) + _FAR <= start:
            return start, start + _FAR
    return None


def _longest_repeat(words: Sequence[str]) -> int:
    """How many words in a row a text says twice, without overlap; 2 stands for 2 and more."""
    pairs: dict[tuple[str, str], int] = {}
    for start in range(len(words) - 1):
        pair = (words[start], words[start + 1])
        if pairs.setdefault(pair, start) + 2 <= start:
            return 2
    return 1 if len(set(words)) < len(words) else 0
