"""How good a model is on a dev set: greedy chrF while training, full scores of what ships."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from align.repetition import most_frequent_ngram
from align.resources import available_cores
from align.translation.engine import Decoding
from align.translation.loading import EngineName, load_engine, load_translator
from align.translation.memory import Memory
from align.translation.models.folder import open_model

POOR = 35
"""A translation of a lower sentence chrF2 counts as poor."""

_NUMBER = re.compile(r"\d+")
# A word with a capital that does not begin the line or a sentence.
_NAME = re.compile(r"(?<=[\w,;:)’”] )[A-Z][A-Za-z’-]{2,}")
_WORD = re.compile(r"[A-Za-z’-]+")


@dataclass(frozen=True)
class DevScore:
    """The scores of one dev set.

    ``looping`` counts outputs with a 4-gram of words more than three times, ``overlong`` those over
    three times as long as their source. ``numbers_kept`` is the share of the sources' numbers that
    stand in the outputs, ``names_kept`` the share of the references' words with a capital inside a
    sentence (``None`` where English is the source). ``bands`` maps the lower end of each tenth of
    confidence to how many outputs have it and how many of these are poor.
    """

    name: str
    lines: int
    chrf: float
    bleu: float
    signatures: tuple[str, str]
    looping: int
    overlong: int
    numbers_kept: float
    names_kept: float | None
    seconds: float
    load_seconds: float
    bands: dict[float, tuple[int, int]]


def read_lines(path: Path) -> list[str]:
    """The lines of a text file, without splitting at U+2028 and its like as ``splitlines`` does."""
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def greedy_chrf(
    model: Any, vocabulary: Path, dev: Path, limit: int, langs: tuple[str, str] = ("kk", "en")
) -> float:
    """chrF2 of greedy output on the first ``limit`` lines of ``dev`` in the languages ``langs``."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    sources, references = (read_lines(dev.with_suffix(f".{lang}"))[:limit] for lang in langs)
    pad = model.config.pad_token_id
    encoded = [[*ids[:200], 0] for ids in pieces.encode(sources)]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
    hypotheses = [""] * len(encoded)
    model.eval()
    for start in range(0, len(order), 25):
        chunk = order[start : start + 25]
        width = max(len(encoded[i]) for i in chunk)
        ids = torch.tensor([encoded[i] + [pad] * (width - len(encoded[i])) for i in chunk])
        with torch.inference_mode():
            output = model.generate(
                input_ids=ids, attention_mask=(ids != pad).long(), num_beams=1, max_length=160
            )
        for i, row in zip(chunk, output.tolist(), strict=True):
            hypotheses[i] = pieces.decode([t for t in row if t not in (0, pad)])
    return round(float(CHRF().corpus_score(hypotheses, [references]).score), 2)


def evaluate(model: Path, dev_sets: list[Path], engine: EngineName, beam: int) -> list[DevScore]:
    """Translate each dev set with the model folder ``model`` as shipped and score it.

    Every line is translated whole, as one sentence, without the memory of an earlier run.
    """
    decoding = Decoding(beam=beam)
    folder = open_model(model)
    source, target = folder.source[0], folder.target[0]
    scores = []
    for dev in dev_sets:
        sources, references = (read_lines(dev.with_suffix(f".{lang}")) for lang in (source, target))
        with Memory(None) as memory:
            loading = time.perf_counter()
            loaded = load_engine(folder, engine, available_cores())
            translator = load_translator(folder, target, loaded, memory, decoding=decoding)
            started = time.perf_counter()
            translations = translator.translate(sources)
            seconds = time.perf_counter() - started
        hypotheses = [translation.text for translation in translations]
        chrf, bleu = CHRF(), BLEU()
        scores.append(
            DevScore(
                name=dev.name,
                lines=len(sources),
                chrf=round(float(chrf.corpus_score(hypotheses, [references]).score), 2),
                bleu=round(float(bleu.corpus_score(hypotheses, [references]).score), 2),
                signatures=(str(chrf.get_signature()), str(bleu.get_signature())),
                looping=sum(most_frequent_ngram(h.split(), 4) > 3 for h in hypotheses),
                overlong=sum(len(h) > 3 * len(s) for h, s in zip(hypotheses, sources, strict=True)),
                numbers_kept=_kept(_NUMBER, sources, _NUMBER, hypotheses),
                names_kept=_kept(_NAME, references, _WORD, hypotheses) if target == "en" else None,
                seconds=round(seconds, 1),
                load_seconds=round(started - loading, 2),
                bands=_bands([t.score for t in translations], hypotheses, references),
            )
        )
    return scores


def _bands(
    scores: list[float], hypotheses: list[str], references: list[str]
) -> dict[float, tuple[int, int]]:
    chrf = CHRF()
    counts: dict[float, tuple[int, int]] = {}
    for score, hypothesis, reference in zip(scores, hypotheses, references, strict=True):
        band = int(min(score, 0.99) * 10) / 10
        poor = chrf.sentence_score(hypothesis, [reference]).score < POOR
        count, poor_count = counts.get(band, (0, 0))
        counts[band] = (count + 1, poor_count + poor)
    return counts


def _kept(
    wanted: re.Pattern[str], texts: list[str], found: re.Pattern[str], hypotheses: list[str]
) -> float:
    """The share of what ``wanted`` finds in the texts that ``found`` finds in their hypotheses."""
    kept = total = 0
    for text, hypothesis in zip(texts, hypotheses, strict=True):
        there = Counter(wanted.findall(text))
        total += there.total()
        kept += (there & Counter(found.findall(hypothesis))).total()
    return round(kept / max(1, total), 3)
