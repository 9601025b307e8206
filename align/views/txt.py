"""The ``txt`` view: the target alone, as a plain text."""

from __future__ import annotations

from ..bitext import Bead, Bitext
from .characters import encodable


def render_txt(bitext: Bitext) -> str:
    """The target's text, ending in one newline; empty where no bead has a target.

    Beads are set as far apart as their offsets say, so that for a translation ``text[start:end]``
    is the sentence: with spaces inside a paragraph, with newlines between paragraphs. Where an
    existing target was aligned, what stood between its sentences is not recorded: a gap of two or
    more characters is newlines there too.
    """
    parts: list[str] = []
    previous: Bead | None = None
    for bead in bitext.beads:
        if not bead.target.text:
            continue
        if previous is not None:
            parts.append(_between(previous, bead))
        parts.append(bead.target.text)
        previous = bead
    return encodable("".join(parts)) + "\n" if parts else ""


def _between(before: Bead, after: Bead) -> str:
    gap = 1
    if before.target.sentences and after.target.sentences:
        gap = max(after.target.sentences[0][0] - before.target.sentences[-1][1], 0)
    if before.target.paragraph != after.target.paragraph:
        return "\n" * max(gap, 1)
    return ("\n" if after.origin == "aligned" and gap > 1 else " ") * gap
