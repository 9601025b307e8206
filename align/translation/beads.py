"""The beads of a translated document: every passage beside what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..bitext import Bead, Finding, Side
from ..document import Document
from ..language.respelling import damage
from ..readers.plain import count_line_breaks
from .links import Link
from .parts import Translation
from .passages import Passage


@dataclass(frozen=True, slots=True)
class _Rendering:
    """What a passage became, and the language to name where it is not the target's."""

    text: str
    score: float
    findings: tuple[Finding, ...]
    words: tuple[Link, ...] = ()
    lang: str | None = None


class _Places:
    """Where sentences stand in the text that they make together."""

    def __init__(self) -> None:
        self._end = 0
        self._gap = 0

    def leave(self, gap: int) -> None:
        """Have at least so many characters between the last sentence and the next."""
        self._gap = max(self._gap, gap)

    def place(self, text: str) -> tuple[tuple[int, int], ...]:
        """The span of the next sentence; none for one without text, which takes no gap either."""
        if not text:
            return ()
        start = self._end + self._gap if self._end else 0
        self._gap = 0
        self._end = start + len(text)
        return ((start, self._end),)


def beads_of(
    document: Document,
    passages: Sequence[Passage],
    translations: Sequence[Translation],
    lang: str,
    target: str,
) -> tuple[Bead, ...]:
    """A bead a passage; ``translations`` are those of the passages without ``keep``, in order.

    Target offsets count in the text that the beads make together: a space between sentences, and
    between paragraphs as many line breaks as the source has there. ``lang`` is the document's
    language, which sides in another one name.
    """
    translated = iter(translations)
    places = _Places()
    beads = []
    last = None
    for number, passage in enumerate(passages):
        goes_on = last is not None and last.paragraph == passage.paragraph
        if last is not None:
            between = document.text[last.end : passage.start]
            places.leave(1 if goes_on else max(1, count_line_breaks(between)))
        last = passage
        marker = "" if goes_on else document.text[passage.start : passage.content]
        if passage.keep is None:
            made = _translated(document, passage, marker, next(translated))
        else:
            made = _kept(document, passage, marker, target)
        span = (passage.start, passage.end)
        source_lang = None if passage.lang in ("und", lang) else passage.lang
        beads.append(
            Bead(
                id=number,
                source=Side(
                    document.text[slice(*span)],
                    (span,),
                    passage.paragraph,
                    source_lang,
                    passage.kind,
                ),
                target=Side(
                    made.text, places.place(made.text), passage.paragraph, made.lang, passage.kind
                ),
                score=made.score,
                origin="translated",
                findings=made.findings,
                words=made.words,
            )
        )
    return tuple(beads)


def _translated(
    document: Document, passage: Passage, marker: str, translation: Translation
) -> _Rendering:
    """The translation behind the passage's marker, and what a reader should know of it."""
    findings = translation.findings
    if passage.lang == "kk":
        findings = (*_damage(document.text[passage.start : passage.end]), *findings)
    return _Rendering(
        marker + translation.text if translation.text else "",
        translation.score,
        findings,
        _moved(translation.words, passage.content - passage.start, len(marker)),
    )


def _kept(document: Document, passage: Passage, marker: str, target: str) -> _Rendering:
    """A passage as it is.

    Code and what no language was recognised in are ``und``: to claim the target's would have a
    screen reader speak it so.
    """
    lang = "und" if passage.kind == "code" else passage.lang
    return _Rendering(
        marker + document.text[passage.content : passage.end],
        1.0,
        passage.keep or (),
        lang=None if lang == target else lang,
    )


def _moved(links: tuple[Link, ...], source: int, target: int) -> tuple[Link, ...]:
    """Links so many code points further on."""
    if not source and not target:
        return links
    return tuple((a + source, b + source, c + target, d + target) for a, b, c, d in links)


def _damage(text: str) -> tuple[Finding, ...]:
    """What a reader of a Kazakh passage with damaged letters should know."""
    replaced, restored, lost = damage(text)
    findings = []
    if replaced:
        pairs = ", ".join(f"{was} as {now}" for was, now in sorted(replaced.items()))
        findings.append(Finding("letters", f"read for the translation: {pairs}", "info"))
    if restored:
        words = ", ".join(dict.fromkeys(restored))
        findings.append(Finding("letters", f"lost letters restored in {words}", "info"))
    if lost:
        words = ", ".join(dict.fromkeys(lost))
        findings.append(Finding("letters", f"letters lost in {words}"))
    return tuple(findings)
