"""Sentence alignment: which sentences of two existing documents say the same."""

from .beads import AlignedBead, Alignment, Method, Translate, align_sentences
from .embedders import Embed
from .settle import Score

__all__ = [
    "AlignedBead",
    "Alignment",
    "Embed",
    "Method",
    "Score",
    "Translate",
    "align_sentences",
]
