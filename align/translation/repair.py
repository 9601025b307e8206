"""A translation with an error that decoding made, and what is taken in place of it.

What an error is, is told from outside: translation knows nothing of the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .engine import Decoding, Engine, Hypothesis
from .tokenizer import Tokenizer

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A hypothesis that may be taken, the kinds of its errors, and how a note calls it."""

    hypothesis: Hypothesis
    errors: list[str]
    how: str


_ANOTHER = "another hypothesis was taken, for errors of the first"
_CORRECTED = "put right from the source"


class Repairer:
    """Looks for hypotheses without the errors that ``judge`` finds.

    ``engine``, ``tokenizer`` and ``decoding`` are those that the first hypotheses come from.
    """

    def __init__(
        self, judge: Judge, engine: Engine, tokenizer: Tokenizer, decoding: Decoding
    ) -> None:
        self._judge = judge
        self._engine = engine
        self._tokenizer = tokenizer
        self._wider = replace(decoding, beam=max(BEAM, 2 * decoding.beam))

    def repair(
        self,
        texts: Sequence[str],
        pieces: Sequence[Sequence[str]],
        found: Sequence[Hypothesis],
        searched: Sequence[Sequence[Hypothesis]],
        attention: bool = False,
    ) -> dict[int, Repair]:
        """Better hypotheses for those of ``found`` that have errors, by their indices.

        ``texts`` and ``pieces`` are the sources, ``searched`` holds all hypotheses of the search
        that ``found`` comes from, the best first: the likeliest of them without error is taken, or
        the first one, corrected, if that has none. A source for which there is none is decoded once
        more with a wider beam; of all these the one with the fewest errors is taken, of equals the
        likeliest, and the first translation stays where none has fewer. Sources of one length are
        decoded together: nothing is padded, and what a source becomes depends on nothing else.
        ``attention`` is that of ``Engine.decode``.
        """
        errors = {
            index: kinds
            for index, (text, hypothesis) in enumerate(zip(texts, found, strict=True))
            if (kinds := self._errors(text, self._spelled(hypothesis)))
        }
        candidates = {
            index: self._candidates(texts[index], searched[index])
            + self._corrected(texts[index], found[index])
            for index in errors
        }
        wrong = [index for index in errors if all(one.errors for one in candidates[index])]
        for length in dict.fromkeys(len(pieces[index]) for index in wrong):
            alike = [index for index in wrong if len(pieces[index]) == length]
            again = self._engine.decode(
                [pieces[index] for index in alike],
                self._wider,
                count=self._wider.beam,
                attention=attention,
            )
            for index, best in zip(alike, again, strict=True):
                candidates[index] = self._candidates(texts[index], best) + candidates[index]
        chosen = {index: _chosen(first, candidates[index]) for index, first in errors.items()}
        return {index: one for index, one in chosen.items() if one is not None}

    def _candidates(
        self, source: str, hypotheses: Sequence[Hypothesis], how: str = _ANOTHER
    ) -> list[_Candidate]:
        """The hypotheses that say something: saying nothing is no way out."""
        return [
            _Candidate(hypothesis, self._errors(source, text), how)
            for hypothesis in hypotheses
            if (text := self._spelled(hypothesis))
        ]

    def _corrected(self, source: str, hypothesis: Hypothesis) -> list[_Candidate]:
        """The hypothesis put right from the source, where that is possible."""
        text = self._judge.corrected(source, self._spelled(hypothesis))
        if text is None:
            return []
        (pieces,) = self._tokenizer.encode_target([text])
        return self._candidates(source, [Hypothesis(tuple(pieces), hypothesis.score)], _CORRECTED)

    def _errors(self, source: str, target: str) -> list[str]:
        return list(self._judge.errors(source, target))

    def _spelled(self, hypothesis: Hypothesis) -> str:
        return self._tokenizer.decode(hypothesis.pieces)


def _chosen(first: Sequence[str], candidates: Sequence[_Candidate]) -> Repair | None:
    """The candidate with the fewest errors, where these are fewer than the ``first`` errors."""
    best = min(candidates, key=lambda one: len(one.errors), default=None)
    if best is None or len(best.errors) >= len(first):
        return None
    gone = [kind for kind in first if kind not in best.errors] or first
    return Repair(best.hypothesis, f"{best.how}: {', '.join(dict.fromkeys(gone))}")
