"""A translation with an error that decoding made, and another hypothesis that has none.

What an error is, is told from outside: translation knows nothing of the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .engine import Decoding, Engine, Hypothesis

BEAM = 8
"""How wide the second search is, whose hypotheses are looked through."""


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


def repair(
    texts: Sequence[str],
    pieces: Sequence[Sequence[str]],
    found: Sequence[Hypothesis],
    *,
    judge: Judge,
    engine: Engine,
    decoding: Decoding,
    spell: Callable[[Hypothesis], str],
) -> dict[int, Repair]:
    """Better hypotheses for those of ``found`` that have errors, by their indices.

    All that have are decoded once more, together and with a wider beam; of the hypotheses the one
    with the fewest errors is taken, of equals the likeliest, and the first translation stays where
    none has fewer. What is decoded depends on nothing but the batch.
    """
    errors = [
        list(judge.errors(text, spell(hypothesis)))
        for text, hypothesis in zip(texts, found, strict=True)
    ]
    wrong = [index for index, kinds in enumerate(errors) if kinds]
    if not wrong:
        return {}
    wider = replace(decoding, beam=max(BEAM, 2 * decoding.beam))
    repairs = {}
    for index, best in zip(
        wrong, engine.decode_best([pieces[index] for index in wrong], wider), strict=True
    ):
        # Saying nothing is no way out.
        judged = [(list(judge.errors(texts[index], spell(h))), h) for h in best if spell(h)]
        kinds, hypothesis = min(
            judged, key=lambda item: len(item[0]), default=(errors[index], found[index])
        )
        if len(kinds) < len(errors[index]):
            gone = tuple(dict.fromkeys(k for k in errors[index] if k not in kinds))
            repairs[index] = Repair(hypothesis, gone or tuple(dict.fromkeys(errors[index])))
    return repairs
