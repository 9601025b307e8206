"""The ``ladder`` view: which sentences stand beside which, by number, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..bitext import Bitext, Side


def render_ladder(bitext: Bitext) -> str:
    """A bead a line, ``[0, 1]:[2]:0.8731``: source sentences, target sentences, score.

    Sentences are numbered from 0 in the order of their offsets, each side for itself; an empty side
    is ``[]``.
    """
    sources = _numbers(bead.source for bead in bitext.beads)
    targets = _numbers(bead.target for bead in bitext.beads)
    return "".join(
        f"{source}:{target}:{bead.score:.4f}\n"
        for bead, source, target in zip(bitext.beads, sources, targets, strict=True)
    )


def _numbers(sides: Iterable[Side]) -> Iterator[list[int]]:
    counts: list[int] = []
    sentences: list[tuple[int, int]] = []
    for side in sides:
        counts.append(len(side.sentences))
        sentences.extend(side.sentences)
    # Beads follow the source; where an alignment crosses, the target's order is another one.
    ranks = [0] * len(sentences)
    for rank, place in enumerate(sorted(range(len(sentences)), key=sentences.__getitem__)):
        ranks[place] = rank
    start = 0
    for count in counts:
        yield ranks[start : start + count]
        start += count
