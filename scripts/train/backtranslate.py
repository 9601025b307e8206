"""Synthetic pairs: text of one language, translated by a model there is (Sennrich et al. 2016)."""

from __future__ import annotations

import itertools
import lzma
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.translation.batching import batches_by_length
from align.translation.models.folder import open_model, prefix_for
from align.translation.normalise import model_input
from align.translation.tokenizer import Tokenizer

_CHUNK = 1000  # lines that are translated before they are written
_LONGEST = 3  # times as many characters as the source: more than that is a loop


@dataclass(frozen=True)
class Sampling:
    """How to translate: by beam search, or, with ``beam`` 1, by drawing from the distribution.

    Drawn translations are worse and teach more (Edunov et al. 2018).
    """

    beam: int = 1
    temperature: float = 1.0
    seed: int = 1
    threads: int = 1


def backtranslate(
    model: Path, text: Path, out: Path, *, klass: str, limit: int | None, sampling: Sampling
) -> int:
    """Translate the lines of ``text`` (``.xz`` or plain) into ``out``, a table for ``prepare``.

    Rows are source name, ``klass``, Kazakh (or other foreign) text, English text; the real side
    goes into the column of its language: a model out of English fills the third column with what it
    made, one into English the fourth. Every line gives a row; where the model makes nothing or a
    loop of it, the synthetic side is empty, which ``prepare`` counts and skips. A run that was
    stopped goes on where it was. Returns how many rows ``out`` has. Raises ``ModelError`` for a
    broken model.
    """
    import ctranslate2

    folder = open_model(model)
    out_of_english = "en" in folder.source
    prefix = prefix_for(folder, folder.target[0])
    tokenizer = Tokenizer(folder.path / "source.spm", folder.path / "target.spm", prefix)
    translator = ctranslate2.Translator(
        str(folder.path / "ctranslate2"), compute_type="int8", intra_threads=sampling.threads
    )
    done = _whole_chunks(out)
    with out.open("a", encoding="utf-8", newline="\n") as rows:
        for number, chunk in enumerate(_chunks(text, limit)):
            if number < done:
                continue
            started = time.perf_counter()
            # A seed for every chunk: a run that goes on draws what it would have drawn.
            ctranslate2.set_random_seed(sampling.seed + number)
            made = _translate(translator, tokenizer, chunk, sampling)
            for real, synthetic in zip(chunk, made, strict=True):
                kept = synthetic if len(synthetic) <= _LONGEST * len(real) else ""
                sides = (kept, real) if out_of_english else (real, kept)
                rows.write("\t".join((text.name.split(".txt")[0], klass, *sides)) + "\n")
            rows.flush()
            seconds = time.perf_counter() - started
            print(f"{number * _CHUNK + len(chunk)} lines, {len(chunk) / seconds:.0f}/s", flush=True)
    return sum(1 for _ in out.open(encoding="utf-8"))


def _translate(
    translator: Any, tokenizer: Tokenizer, texts: list[str], sampling: Sampling
) -> list[str]:
    pieces = tokenizer.encode([model_input(text) for text in texts])
    made = [""] * len(texts)
    for batch in batches_by_length([len(some) for some in pieces]):
        results = translator.translate_batch(
            [pieces[index] for index in batch],
            beam_size=sampling.beam,
            sampling_topk=1 if sampling.beam > 1 else 0,
            sampling_temperature=sampling.temperature,
            max_decoding_length=_LONGEST * max(len(pieces[index]) for index in batch),
        )
        for index, result in zip(batch, results, strict=True):
            made[index] = model_input(tokenizer.decode(result.hypotheses[0]))
    return made


def _chunks(path: Path, limit: int | None) -> Iterator[list[str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = itertools.islice((line.rstrip("\n").replace("\t", " ") for line in file), limit)
        while chunk := list(itertools.islice(lines, _CHUNK)):
            yield chunk


def _whole_chunks(out: Path) -> int:
    """How many chunks ``out`` has whole; what a stopped run left of another is cut off."""
    if not out.exists():
        return 0
    with out.open("rb+") as file:
        rows = file.readlines()
        done = sum(row.endswith(b"\n") for row in rows) // _CHUNK
        file.truncate(sum(map(len, rows[: done * _CHUNK])))
    return done
