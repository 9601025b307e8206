"""All checks on a pair, and the findings they make on the beads of a bitext."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from ..bitext import Bead, Bitext, Finding
from .addresses import check_addresses
from .broken import check_broken
from .copied import check_copied
from .dates import check_dates
from .lengths import LengthRatio, check_length, length_ratio
from .names import check_names
from .negation import check_negation
from .numbers import check_numbers
from .output_language import check_output_language
from .pair import Check, Pair
from .punctuation import check_punctuation
from .repeated import check_repetition
from .spelled import Spelled, spell
from .untranslated import check_untranslated

CHECKS: tuple[Check, ...] = (
    check_copied,
    check_output_language,
    check_untranslated,
    check_broken,
    check_numbers,
    check_dates,
    check_addresses,
    check_names,
    check_negation,
    check_repetition,
    check_punctuation,
)
"""Every check but that on the length, which knows the other pairs of its document."""

_WHOLE = frozenset({"copied", "language"})
"""Where one of these is found nothing else is looked for: everything else would be wrong too."""


_LONGEST = 5000
"""Code points of a side. What is longer is no sentence, and comparing it would take very long."""


def find(pair: Pair, ratio: LengthRatio | None = None) -> tuple[Finding, ...]:
    """What all checks find in a pair, in the order of ``CHECKS``, the length last.

    ``ratio`` is what the length is compared with; by default, what is known of the languages. A
    pair that is too long to be checked has a finding that says so.
    """
    if not pair.source.strip() or not pair.target.strip():
        return ()
    if max(len(pair.source), len(pair.target)) > _LONGEST:
        detail = f"longer than {_LONGEST:,} characters: not checked"
        return (Finding("unchecked", detail, "info"),)
    findings: list[Finding] = []
    for check in CHECKS:
        findings += found_by(check, pair) if check in REPAIRABLE else check(pair)
        if any(finding.kind in _WHOLE and finding.severity == "error" for finding in findings):
            return tuple(findings)
    findings += check_length(ratio or length_ratio([pair]))(pair)
    return tuple(findings)


REPAIRABLE: tuple[Check, ...] = (
    check_copied,
    check_output_language,
    check_untranslated,
    check_broken,
    check_numbers,
    check_dates,
    check_addresses,
    check_repetition,
)
"""Checks (and that on the length) whose errors come from decoding: another hypothesis may have
none. Names are not among them: a model that cannot spell one has no hypothesis that does.
"""


@lru_cache(maxsize=1 << 15)
def found_by(check: Check, pair: Pair) -> tuple[Finding, ...]:
    """What a check finds; what a translation is chosen by is asked for again, to put a number
    right, and once the translation is there."""
    return tuple(check(pair))


def repairable_errors(source_lang: str, target_lang: str) -> Callable[[str, str], list[str]]:
    """What tells the kinds of repairable errors of a source and a translation of it."""

    def errors(source: str, target: str) -> list[str]:
        if max(len(source), len(target)) > _LONGEST:
            return []
        pair = Pair(source, target, source_lang, target_lang)
        found = [finding for check in REPAIRABLE for finding in found_by(check, pair)]
        found += check_length(length_ratio([pair]))(pair)
        return [finding.kind for finding in found if finding.severity == "error"]

    return errors


def with_findings(bitext: Bitext) -> Bitext:
    """The bitext with what the checks find added to the findings that its beads have.

    A gap is not checked, nor what was kept as it is (code, passages in the target language): the
    bead's own findings say why. A kind of error that a bead has already is not said again.
    """
    written = [_pair(bead, bitext) for bead in bitext.beads]
    spelled = spell([pair for pair in written if pair is not None])
    ratios = {
        langs: length_ratio([s.pair for s in spelled if s.pair.langs == langs])
        for langs in {s.pair.langs for s in spelled}
    }
    remaining = iter(spelled)
    beads = []
    for bead, pair in zip(bitext.beads, written, strict=True):
        if pair is None:
            beads.append(bead)
        else:
            one = next(remaining)
            beads.append(_add(bead, _find_spelled(pair, one, ratios[one.pair.langs])))
    return replace(bitext, beads=tuple(beads))


def _find_spelled(
    written: Pair, spelled: Spelled, ratio: LengthRatio | None
) -> tuple[Finding, ...]:
    """What is found in a pair as it is checked, at its places in the pair as it is written.

    A source in Latin letters that was copied can only be seen as it is written.
    """
    if spelled.is_unchanged:
        return find(written, ratio)
    copied = tuple(check_copied(written))
    if copied:
        return copied
    return tuple(spelled.placed(finding) for finding in find(spelled.pair, ratio))


def _add(bead: Bead, found: Sequence[Finding]) -> Bead:
    there = {finding.kind for finding in bead.findings if finding.severity == "error"}
    added = [finding for finding in found if finding.kind not in there]
    return replace(bead, findings=(*bead.findings, *added)) if added else bead


def _pair(bead: Bead, bitext: Bitext) -> Pair | None:
    source, target = bead.source, bead.target
    langs = source.lang or bitext.source.lang, target.lang or bitext.target.lang
    pair = Pair(source.text, target.text, *langs)
    kept = source.kind == "code" or (
        bead.origin == "translated" and source.text == target.text and bead.score == 1.0
    )
    same = pair.langs[0] == pair.langs[1]  # American and British English are no translation either
    if not source.text or not target.text or kept or same or "und" in langs:
        return None
    return pair
