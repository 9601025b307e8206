"""Pairs as the checks read them: Kazakh in Latin or Arabic letters is checked in Cyrillic.

Numbers in words, negation and names are known in Cyrillic; whatever is found is placed in the text
as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..bitext import Finding
from ..language.respelling import cyrillic_tag, respell_mixed
from ..language.transliteration import Rewritten
from .pair import Pair


@dataclass(frozen=True, slots=True)
class Spelled:
    """A pair in the letters that the checks know, with the way back of both sides."""

    pair: Pair
    source: Rewritten
    target: Rewritten
    is_unchanged: bool

    def placed(self, finding: Finding) -> Finding:
        """The finding with its places in the pair as it is written."""
        return replace(
            finding,
            source=_original(self.source, finding.source),
            target=_original(self.target, finding.target),
        )


def spell(pairs: Sequence[Pair]) -> list[Spelled]:
    """The pairs of a document as they are checked; all are in one orthography."""
    source_langs = [pair.source_lang for pair in pairs]
    target_langs = [pair.target_lang for pair in pairs]
    sources = respell_mixed([pair.source for pair in pairs], source_langs)
    targets = respell_mixed([pair.target for pair in pairs], target_langs)
    return [
        Spelled(
            Pair(
                source.text,
                target.text,
                cyrillic_tag(pair.source_lang),
                cyrillic_tag(pair.target_lang),
            ),
            source,
            target,
            (source.text, target.text) == (pair.source, pair.target)
            and cyrillic_tag(pair.source_lang) == pair.source_lang
            and cyrillic_tag(pair.target_lang) == pair.target_lang,
        )
        for pair, source, target in zip(pairs, sources, targets, strict=True)
    ]


def _original(side: Rewritten, place: tuple[int, int] | None) -> tuple[int, int] | None:
    if place is None or place[0] == place[1]:
        return place
    return side.original(*place)
