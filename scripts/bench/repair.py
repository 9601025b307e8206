"""Measure the repair of translations: errors that go away, what it does to chrF, what it costs.

    python scripts/bench/repair.py --data ../shared/data/dev [--set NAME]... [--model NAME|DIR]
        [--limit LINES]

Every line of NAME.kk is translated twice, without and with the repair, and compared with NAME.en.
Counted are translations with an error that repair is for (numbers, repetition, copies, length,
words left), and with any error. Seconds are of processor time: others may use the machine too.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from align.gate.metrics import compare
from align.judging import judge_for
from align.quality import Pair, find, repairable_errors
from align.translation.memory import Memory
from align.translation.parts import Translation
from align.translation.session import Session

SETS = ("government_news", "flores_dev")


def main() -> None:
    """Print a block of figures for each set."""
    parser = argparse.ArgumentParser(description="Measure the repair of translations.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", dest="sets", action="append", metavar="NAME")
    parser.add_argument("--model", metavar="NAME|DIR")
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    for name in arguments.sets or SETS:
        sources, references = (
            (arguments.data / name)
            .with_suffix(suffix)
            .read_text(encoding="utf-8")
            .rstrip("\n")
            .split("\n")[: arguments.limit]
            for suffix in (".kk", ".en")
        )
        plain, first = _translate(sources, arguments.model, repaired=False)
        better, second = _translate(sources, arguments.model, repaired=True)
        before, after = ([t.text for t in some] for some in (plain, better))
        errors = repairable_errors("kk", "en")
        repairable = [
            sum(bool(errors(s, t)) for s, t in zip(sources, texts, strict=True))
            for texts in (before, after)
        ]
        every = [
            sum(_has_error(s, t) for s, t in zip(sources, texts, strict=True))
            for texts in (before, after)
        ]
        changed = sum(a != b for a, b in zip(before, after, strict=True))
        print(f"{name}: {len(sources)} lines, {changed} translated otherwise")
        print(f"  with an error that repair is for: {repairable[0]} → {repairable[1]}")
        print(f"  with any error:                   {every[0]} → {every[1]}")
        for metric in ("chrf", "bleu"):
            d = compare(metric, before, after, references, "en")
            interval = f"{d.low:+.2f} … {d.high:+.2f}"
            print(f"  {metric}: {d.old:.2f} → {d.new:.2f} ({d.delta:+.2f}, 95 % {interval})")
        print(f"  processor seconds: {first:.0f} → {second:.0f} ({second / first:.2f} times)")


def _translate(
    sources: list[str], model: str | None, *, repaired: bool
) -> tuple[list[Translation], float]:
    with Memory(None) as memory:
        session = Session(
            "en", memory, source="kk", model=model, judges=judge_for if repaired else None
        )
        session.translate_texts(sources[:1], "kk")
        started = time.process_time()
        found = session.translate_texts(sources, "kk")
        return found, time.process_time() - started


def _has_error(source: str, target: str) -> bool:
    return any(f.severity == "error" for f in find(Pair(source, target, "kk", "en")))


if __name__ == "__main__":
    main()
