"""Cases written as one string, with `` | `` where a sentence ends."""

from __future__ import annotations

from align.segment import split_sentences


def marked(case: str, lang: str) -> str:
    """The case, split by the segmenter and marked again: equal to ``case`` where all is right.

    ``¦`` in a case stands for an end with no space after it.
    """
    text = case.replace(" | ", " ").replace("¦", "")
    pieces: list[str] = []
    before = 0
    for start, end in split_sentences(text, lang):
        if pieces:
            pieces.append(" | " if start > before else "¦")
        pieces.append(text[start:end])
        before = end
    return "".join(pieces)
