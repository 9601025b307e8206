"""Corpus metrics through sacreBLEU (Post, 2018), and how sure a difference between two runs is.

Significance is sacreBLEU's paired bootstrap (Koehn, 2004) with its own fixed seed; the confidence
interval of the difference comes from the same resamples.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

METRICS = ("bleu", "chrf", "chrf++")
"""Names of the metrics, in the order in which they are shown."""
SAMPLES = 1000
SEED = 12345
"""sacreBLEU's default seed."""


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus score and the signature with which anyone can compute it again."""

    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``new - old`` of a metric, its 95 % confidence interval, and the test's p-value.

    ``p`` is ``None`` where no test was made.
    """

    old: float
    new: float
    low: float
    high: float
    p: float | None

    @property
    def delta(self) -> float:
        """By how much the metric has risen."""
        return self.new - self.old


def score(hypotheses: Sequence[str], references: Sequence[str], target: str) -> dict[str, Score]:
    """The score of every metric, ``target`` being the language (it chooses the tokeniser)."""
    scores = {}
    for name in METRICS:
        metric = _metric(name, target)
        value = metric.corpus_score(list(hypotheses), [list(references)]).score
        scores[name] = Score(round(float(value), 4), str(metric.get_signature()))
    return scores


def sentence_chrf(hypothesis: str, reference: str) -> float:
    """The chrF of one sentence."""
    return float(_metric("chrf", "en").sentence_score(hypothesis, [reference]).score)


def compare(
    name: str,
    old: Sequence[str],
    new: Sequence[str],
    references: Sequence[str],
    target: str,
    *,
    test: bool = True,
) -> Difference:
    """The difference of a metric between two lists of hypotheses for the same references.

    Without ``test`` there is an interval, but no p-value.
    """
    metric = _metric(name, target)
    if list(old) == list(new):
        # Said here, because sacreBLEU's test takes no difference at all for a sure one.
        value = round(float(metric.corpus_score(list(new), [list(references)]).score), 4)
        return Difference(value, value, 0.0, 0.0, 1.0 if test else None)
    import numpy as np

    stats = [
        np.array(metric._extract_corpus_statistics(list(h), [list(references)]), np.float64)
        for h in (old, new)
    ]
    rng = np.random.default_rng(SEED)
    draws = rng.choice(len(references), size=(SAMPLES, len(references)), replace=True)
    sampled = [
        np.array([metric._compute_score_from_stats(s[draw].sum(0)).score for draw in draws])
        for s in stats
    ]
    deltas = np.sort(sampled[1] - sampled[0])
    values = [float(metric._compute_score_from_stats(s.sum(0)).score) for s in stats]
    tail = SAMPLES // 40
    return Difference(
        round(values[0], 4),
        round(values[1], 4),
        round(float(deltas[tail]), 4),
        round(float(deltas[-tail - 1]), 4),
        _p_value(name, old, new, references, target) if test else None,
    )


def _p_value(
    name: str, old: Sequence[str], new: Sequence[str], references: Sequence[str], target: str
) -> float:
    from sacrebleu.significance import PairedTest

    seed = os.environ.get("SACREBLEU_SEED")
    os.environ["SACREBLEU_SEED"] = str(SEED)
    try:
        test = PairedTest(
            [("baseline", list(old)), ("new", list(new))],
            {name: _metric(name, target)},
            [list(references)],
            test_type="bs",
            n_samples=SAMPLES,
        )
        results = test()[1]
    finally:
        if seed is None:
            del os.environ["SACREBLEU_SEED"]
        else:
            os.environ["SACREBLEU_SEED"] = seed
    found: Any = next(value for key, value in results.items() if key != "System")
    return round(float(found[1].p_value), 4)


def _metric(name: str, target: str) -> Any:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    if name == "bleu":
        tokenizers = {"zh": "zh", "ja": "char", "ko": "char"}
        return BLEU(tokenize=tokenizers.get(target.partition("-")[0], "13a"))
    return CHRF(word_order=2 if name == "chrf++" else 0)
