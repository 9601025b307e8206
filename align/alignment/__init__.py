"""Sentence alignment: which sentences of two existing documents say the same."""

from .beads import AlignedBead, Alignment, Method, Translate, align_sentences

__all__ = ["AlignedBead", "Alignment", "Method", "Translate", "align_sentences"]
