"""A sentence and the parts that a model is given of it: cut, and their translations joined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..bitext import Finding
from .clauses import cut_at_clauses
from .engine import Limits
from .links import Link, spans_of_words, spell_links
from .memory import Remembered
from .normalise import model_input
from .tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence; ``score`` is the geometric mean of its pieces' probabilities.

    ``words`` links words where that was asked for, in code points of the text and of this one.
    """

    text: str
    score: float
    findings: tuple[Finding, ...] = ()
    words: tuple[Link, ...] = ()


def cut_into_parts(text: str, limits: Limits, tokenizer: Tokenizer) -> list[str]:
    """The parts of a text that a model is given: one if it is not long, none without letters."""
    if not any(character.isalpha() for character in text):
        return []
    parts = cut_at_clauses(text, limits.source, tokenizer.count, limits.preferred)
    return [part.strip() for part in parts]


def join_parts(
    text: str, sources: Sequence[str], parts: Sequence[Remembered], words: bool
) -> Translation:
    """The translation of ``text``, made of its parts: the sources, and what each became.

    With ``words`` it has their links. A text without parts, numbers and punctuation, is the same
    in both languages.
    """
    if not parts:
        return Translation(model_input(text), 1.0)
    weights = [max(1, len(part.target)) for part in parts]
    logs = [math.log(max(part.score, 1e-9)) for part in parts]
    mean = sum(w * log for w, log in zip(weights, logs, strict=True)) / sum(weights)
    joined = " ".join(part.target for part in parts if part.target)
    links = _links(text, joined, sources, parts) if words else ()
    return Translation(joined, round(math.exp(mean), 4), _findings(parts), links)


def _findings(parts: Sequence[Remembered]) -> tuple[Finding, ...]:
    """What a reader should know of how the parts were made."""
    findings = []
    if len(parts) > 1:
        detail = f"long for the model, translated in {len(parts)} parts"
        findings.append(Finding("split", detail, "info"))
    repeated = max(part.repeated for part in parts)
    if repeated == 2:
        findings.append(Finding("repetition", "the translation repeats itself", "error"))
    elif repeated == 1:
        detail = "the first translation repeated itself, this is a second one"
        findings.append(Finding("repetition", detail, "warning"))
    for note in dict.fromkeys(part.repaired for part in parts if part.repaired):
        findings.append(Finding("repaired", note, "info"))
    return tuple(findings)


def _links(
    text: str, target: str, sources: Sequence[str], parts: Sequence[Remembered]
) -> tuple[Link, ...]:
    """The links of a text's parts (the sources and what they became), in code points of the whole.

    None where the words of the parts are not those of the whole (one was cut in two).
    """
    numbers: list[tuple[int, int]] = []
    left = right = 0
    for source, part in zip(sources, parts, strict=True):
        numbers += [(left + one, right + other) for one, other in part.words or ()]
        left += len(source.split())
        right += len(part.target.split())
    if not numbers:
        return ()
    spans = spans_of_words(text), spans_of_words(target)
    if (len(spans[0]), len(spans[1])) != (left, right):
        return ()
    return spell_links(tuple(numbers), *spans)
