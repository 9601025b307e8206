"""Numbers in words: ``two hundred five``, and the ``million`` behind digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .language import NumberWords
from .numeral import Numeral

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_JOINT = re.compile(r"[-’']")
_GAP = re.compile(r"[\s\u00a0-]*")


def scale_after(text: str, end: int, words: NumberWords | None) -> tuple[Fraction, int]:
    """What the words behind a number multiply it by (``2 thousand million``), and their end."""
    scale = Fraction(1)
    while words is not None:
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end() if gap else end)
        root = words.root(word.group().lower()) if word else None
        if word is None or root is None or root not in words.scales:
            break
        scale *= words.scales[root]
        end = word.end()
    return scale, end


def read_words(text: str, words: NumberWords) -> Iterator[Numeral]:
    """Numbers in words, read from left to right; each run of words gives its value."""
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        # "twenty-first" and "twenty first" are the same; so are "екі-үш" and "екі үш".
        whole = match.group().lower()
        is_number = words.root(whole) is not None
        if not is_number and not run and whole.isalpha():
            continue
        pieces = [whole] if is_number else _JOINT.split(whole)
        position = match.start()
        for piece in pieces:
            start = position
            position += len(piece) + 1
            root = words.root(piece)
            joiner = piece in words.joiners and run
            far = run and text[run[-1][1] : start].strip(" -\u00a0")
            if far:
                yield from _close(run, words)
                run = []
            if root is not None:
                run.append((start, start + len(piece), root))
            elif not joiner or far:
                yield from _close(run, words)
                run = []
            else:
                run.append((start, start + len(piece), ""))
    yield from _close(run, words)


def _close(run: list[tuple[int, int, str]], words: NumberWords) -> Iterator[Numeral]:
    """The numbers that a run of number words makes: ``two hundred five`` one, ``two three`` two."""
    total = current = Fraction(0)
    start: int | None = None
    end = 0
    for first, last, root in run:
        value = words.value(root)
        if value is None:
            continue
        if root in words.scales:
            if value == 100:
                current = max(current, Fraction(1)) * value
            else:
                total += max(current, Fraction(1)) * value
                current = Fraction(0)
        elif root in words.fractions:
            yield Numeral(first, last, frozenset({value}), strong=False)
            current += value
        else:
            if current and (current % 100 if current >= 100 else current % 10 or value >= 10):
                yield Numeral(start or first, end, frozenset({total + current}), strong=False)
                total, current, start = Fraction(0), Fraction(0), None
            current += value
        start = first if start is None else start
        end = last
    if start is not None:
        yield Numeral(start, end, frozenset({total + current}), strong=False)
