"""A translation with an error that decoding made, and what is taken in place of it.

What an error is, is told from outside: translation knows nothing of the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .engine import Decoding, Engine, Hypothesis

BEAM = 8
"""How wide the second search is, whose hypotheses are looked through where the first has no good
one."""


@dataclass(frozen=True, slots=True)
class Judge:
    """``errors`` gives, for a source and a translation, the kinds of their errors, each as often
    as it is found. ``corrected`` puts right in a translation what is certain from the source, and
    is ``None`` where there is nothing. ``name`` changes whenever it may judge differently: it is a
    part of what identifies a translation in the memory.
    """

    name: str
    errors: Callable[[str, str], Sequence[str]]
    corrected: Callable[[str, str], str | None] = lambda source, target: None


@dataclass(frozen=True, slots=True)
class Repair:
    """What was taken instead, and a note for the reader: what it is, and which errors it lacks."""

    hypothesis: Hypothesis
    note: str


_ANOTHER = "another hypothesis was taken, for errors of the first"
_CORRECTED = "put right from the source"
_Judged = tuple[list[str], Hypothesis, str]


def repair(
    texts: Sequence[str],
    pieces: Sequence[Sequence[str]],
    found: Sequence[Hypothesis],
    searched: Sequence[Sequence[Hypothesis]],
    *,
    judge: Judge,
    engine: Engine,
    decoding: Decoding,
    spell: Callable[[Hypothesis], str],
    encode: Callable[[str], Sequence[str]],
    attention: bool = False,
) -> dict[int, Repair]:
    """Better hypotheses for those of ``found`` that have errors, by their indices.

    ``searched`` holds all hypotheses of the search that ``found`` comes from, the best first: the
    likeliest of them without error is taken, or the first one, corrected, if that has none. A
    source for which there is none is decoded once more with a wider beam; of all these the one with
    the fewest errors is taken, of equals the likeliest, and the first translation stays where none
    has fewer. Sources of one length are decoded together: nothing is padded, and what a source
    becomes depends on nothing else. ``spell`` makes a text of pieces, ``encode`` pieces of a text.
    ``attention`` is that of ``Engine.decode``.
    """

    def judged(index: int, hypotheses: Sequence[Hypothesis], how: str = _ANOTHER) -> list[_Judged]:
        """The hypotheses that say something (saying nothing is no way out) and their errors."""
        spelled = [(spell(hypothesis), hypothesis) for hypothesis in hypotheses]
        return [(list(judge.errors(texts[index], text)), h, how) for text, h in spelled if text]

    def corrections(index: int, hypothesis: Hypothesis) -> list[_Judged]:
        text = judge.corrected(texts[index], spell(hypothesis))
        if text is None:
            return []
        return judged(index, [Hypothesis(tuple(encode(text)), hypothesis.score)], _CORRECTED)

    errors = {
        index: kinds
        for index, hypothesis in enumerate(found)
        if (kinds := list(judge.errors(texts[index], spell(hypothesis))))
    }
    candidates = {
        index: judged(index, searched[index]) + corrections(index, found[index]) for index in errors
    }
    wrong = [index for index in errors if all(kinds for kinds, _, _ in candidates[index])]
    wider = replace(decoding, beam=max(BEAM, 2 * decoding.beam))
    for length in dict.fromkeys(len(pieces[index]) for index in wrong):
        alike = [index for index in wrong if len(pieces[index]) == length]
        again = engine.decode(
            [pieces[index] for index in alike], wider, count=wider.beam, attention=attention
        )
        for index, best in zip(alike, again, strict=True):
            candidates[index] = judged(index, best) + candidates[index]
    repairs = {}
    for index, first in errors.items():
        kinds, hypothesis, how = min(
            candidates[index], key=lambda item: len(item[0]), default=(first, found[index], "")
        )
        if len(kinds) < len(first):
            gone = [kind for kind in first if kind not in kinds] or first
            repairs[index] = Repair(hypothesis, f"{how}: {', '.join(dict.fromkeys(gone))}")
    return repairs
