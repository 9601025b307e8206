"""The places in a text that findings speak of, cut out so that the page can underline them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..bitext import Finding

_GRAVITY = {"warning": 1, "error": 2}

Place = tuple[int, int] | None


def marked(
    text: str, findings: Sequence[Finding], places: Sequence[Place]
) -> tuple[tuple[str, str], ...]:
    """``text`` in pieces, each with the severity of what was found there (``""`` for nothing).

    ``places`` are the findings' places in ``text``, in code points. Where they overlap the graver
    one is shown. Left out are those that only explain (``info``), that lie outside the text, and
    the whole of it, which points at nothing. The pieces joined are the text.
    """
    found = [
        (start, end, finding.severity)
        for finding, place in zip(findings, places, strict=True)
        if finding.severity in _GRAVITY and place
        for start, end in [place]
        if 0 <= start < end <= len(text) and end - start < len(text)
    ]
    cuts = sorted({0, len(text)}.union(*((start, end) for start, end, _ in found)))
    pieces: list[tuple[str, str]] = []
    for here, there in pairwise(cuts):
        over = [severity for start, end, severity in found if start <= here and there <= end]
        level = max(over, key=_GRAVITY.__getitem__, default="")
        if pieces and pieces[-1][1] == level:
            pieces[-1] = (pieces[-1][0] + text[here:there], level)
        else:
            pieces.append((text[here:there], level))
    return tuple(pieces)
