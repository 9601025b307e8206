"""The sentencepiece tokenisation that both engines stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

END = "</s>"
_BYTE = re.compile("<0x[0-9A-F]{2}>")


class Tokenizer:
    """Text to pieces and back, by the two sentencepiece models of a Marian model.

    ``prefix`` (``>>eng<<``) is the target-language token of a model with several targets. Raises
    ``ModelError`` where a file is missing or is not a sentencepiece model.
    """

    def __init__(self, source: Path, target: Path, prefix: str | None = None) -> None:
        self.prefix = prefix
        self._source = _load(source)
        self._target = _load(target)

    def encode(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text, the prefix before them if there is one, ending in ``</s>``.

        The prefix is one entry of the model's vocabulary, so it never goes through sentencepiece,
        which would cut it up.
        """
        first = [self.prefix] if self.prefix else []
        return [[*first, *pieces, END] for pieces in self._source.encode(list(texts), out_type=str)]

    def encode_target(self, texts: Sequence[str]) -> list[list[str]]:
        """The pieces of each text in the target's language, without ``</s>``."""
        return [list(pieces) for pieces in self._target.encode(list(texts), out_type=str)]

    def count(self, text: str) -> int:
        """How many pieces ``text`` has, without prefix and end."""
        return len(self._source.encode(text))

    def decode(self, pieces: Sequence[str]) -> str:
        """The text of target pieces; language tokens and ``</s>``, ``<pad>`` are left out.

        A model with byte pieces can spell a line break, and one line has to stay one.
        """
        text = self._target.decode([piece for piece in pieces if not is_control(piece)])
        return " ".join(text.split())


def is_control(piece: str) -> bool:
    """Whether a piece stands for something else than text (``>>eng<<``, ``</s>``, ``<pad>``)."""
    return piece in (END, "<pad>", "<unk>") or (piece.startswith(">>") and piece.endswith("<<"))


def word_numbers(pieces: Sequence[str]) -> list[int]:
    """The number of the word that each piece belongs to: a word begins with a space.

    -1 for pieces without letters or digits: attention rests on punctuation for other reasons. Byte
    pieces (``<0xD2>``), which spell what the vocabulary lacks, are what they spell together.
    """
    word = -1
    numbers = []
    for is_byte, run in groupby(pieces, lambda piece: _BYTE.fullmatch(piece) is not None):
        some = list(run)
        spelled = _spelled(some) if is_byte else ""
        for piece in some:
            word += piece.startswith("▁")
            letters = any(map(str.isalnum, spelled or piece)) and not is_control(piece)
            numbers.append(word if letters else -1)
    return numbers


def _spelled(pieces: Sequence[str]) -> str:
    found = bytes(int(piece[3:5], 16) for piece in pieces)
    return found.decode("utf-8", errors="replace")


def _load(path: Path) -> Any:
    import sentencepiece

    from ..errors import ModelError

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"{path}: not a sentencepiece model; pull the model again") from error
