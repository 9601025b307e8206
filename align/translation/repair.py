"""A translation with an error that decoding made, and another hypothesis that has none.

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
    as it is found. ``name`` changes whenever it may judge differently: it is a part of what
    identifies a translation in the memory.
    """

    name: str
    errors: Callable[[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Repair:
    """What was taken instead, and the kinds of errors that it does not have."""

    hypothesis: Hypothesis
    kinds: tuple[str, ...]


_Judged = tuple[list[str], Hypothesis]


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
    attention: bool = False,
) -> dict[int, Repair]:
    """Better hypotheses for those of ``found`` that have errors, by their indices.

    ``searched`` holds all hypotheses of the search that ``found`` comes from, the best first: the
    likeliest of them without error is taken. A source for which there is none is decoded once more
    with a wider beam; of the hypotheses the one with the fewest errors is taken, of equals the
    likeliest, and the first translation stays where none has fewer. Sources of one length are
    decoded together: nothing is padded, and what a source becomes depends on nothing else.
    ``attention`` is that of ``Engine.decode_best``.
    """

    def judged(index: int, hypotheses: Sequence[Hypothesis]) -> list[_Judged]:
        """The hypotheses that say something (saying nothing is no way out) and their errors."""
        spelled = [(spell(hypothesis), hypothesis) for hypothesis in hypotheses]
        return [(list(judge.errors(texts[index], text)), h) for text, h in spelled if text]

    errors = {
        index: kinds
        for index, hypothesis in enumerate(found)
        if (kinds := list(judge.errors(texts[index], spell(hypothesis))))
    }
    candidates = {index: judged(index, searched[index]) for index in errors}
    wrong = [index for index in errors if all(kinds for kinds, _ in candidates[index])]
    wider = replace(decoding, beam=max(BEAM, 2 * decoding.beam))
    for length in dict.fromkeys(len(pieces[index]) for index in wrong):
        alike = [index for index in wrong if len(pieces[index]) == length]
        again = engine.decode_best([pieces[index] for index in alike], wider, attention=attention)
        for index, best in zip(alike, again, strict=True):
            candidates[index] = judged(index, best) + candidates[index]
    repairs = {}
    for index, first in errors.items():
        kinds, hypothesis = min(
            candidates[index], key=lambda item: len(item[0]), default=(first, found[index])
        )
        if len(kinds) < len(first):
            gone = tuple(dict.fromkeys(kind for kind in first if kind not in kinds))
            repairs[index] = Repair(hypothesis, gone or tuple(dict.fromkeys(first)))
    return repairs
