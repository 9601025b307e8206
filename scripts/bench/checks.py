"""Measure the quality checks: how often they are wrong, and how much damage they find.

    python scripts/bench/checks.py --data ../shared/data/dev [--set NAME]...

A set is a pair of files NAME.kk and NAME.en, line by line. First table: which share of the
references, which are correct by definition, has a finding of severity ``error`` (to be at most
2 %), and which has one of severity ``warning`` or ``error``. Second table: the same references
damaged on purpose, one damage a sentence, wherever a sentence has what is to be damaged. A damage
is found where the damaged sentence has a finding, an error or a warning, of the damage's own kind
that the undamaged one does not have. Nothing is random but the choice of place, which has a seed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from align.bitext import Finding
from align.language.romanise import romanise
from align.quality import Pair, find

SETS = ("flores_dev", "government_news", "xwmt", "other_indomain", "tatoeba")
Damage = Callable[[Pair, random.Random], str | None]


def change_digit(pair: Pair, rng: random.Random) -> str | None:
    """One digit becomes another."""
    places = [match.start() for match in re.finditer(r"\d", pair.target)]
    if not places:
        return None
    place = rng.choice(places)
    digit = rng.choice([d for d in "123456789" if d != pair.target[place]])
    return pair.target[:place] + digit + pair.target[place + 1 :]


def copy_source(pair: Pair, rng: random.Random) -> str | None:
    """The source stands for its translation."""
    return pair.source


def repeat_clause(pair: Pair, rng: random.Random) -> str | None:
    """Four to eight words in a row are said twice, at once or at the end."""
    words = pair.target.split()
    if len(words) < 8:
        return None
    size = rng.randint(4, min(8, len(words) // 2))
    start = rng.randrange(len(words) - size + 1)
    clause = words[start : start + size]
    end = start + size if rng.random() < 0.5 else len(words)
    return " ".join([*words[:end], *clause, *words[end:]])


def alter_placeholder(pair: Pair, rng: random.Random) -> str | None:
    """A placeholder or an address, put into both sides, loses a letter in the target.

    The dev sets have few of them, so they are inserted.
    """
    tag = rng.choice(["{name}", "%1$s", "${HOME}", "https://example.org/a1", "info@example.org"])
    place = rng.randrange(1, len(tag) - 1)
    return f"{pair.target} {tag[:place]}{tag[place + 1 :]}\0{pair.source} {tag}"


def drop_name(pair: Pair, rng: random.Random) -> str | None:
    """A name that both sides have is dropped, wherever it stands.

    A name: capitalised inside the sentence, and spelled much like a capitalised word of the source.
    """
    words = re.findall(r"(?<!\w)[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\w{3,}", pair.source)
    spelled = [romanise(word) for word in words]
    names = [
        name
        for name in dict.fromkeys(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", pair.target))
        if any(_alike(romanise(name), word) for word in spelled)
    ]
    if not names:
        return None
    return " ".join(re.sub(rf"\b{rng.choice(names)}\b(?:['’]s)?", "", pair.target).split())


def _alike(name: str, word: str) -> bool:
    """Whether most letters are the same, but for what a Kazakh ending adds."""
    return SequenceMatcher(None, name, word[: len(name) + 1], autojunk=False).ratio() >= 0.75


def remove_negation(pair: Pair, rng: random.Random) -> str | None:
    """What is denied is said: every "not", "n't", "never", "no", "nobody" … goes."""
    pattern = r"\b(?:not|never|cannot|no|nobody|nothing|none|without)\b|n['’]t\b"
    text, count = re.subn(pattern, "", pair.target, flags=re.IGNORECASE)
    return " ".join(text.split()) if count else None


DAMAGES: dict[str, tuple[Damage, frozenset[str], int]] = {
    "digit changed": (change_digit, frozenset({"number", "date", "percent"}), 90),
    "source copied": (copy_source, frozenset({"copied"}), 90),
    "clause repeated": (repeat_clause, frozenset({"repetition"}), 90),
    "placeholder altered": (alter_placeholder, frozenset({"placeholder", "address"}), 90),
    "name dropped": (drop_name, frozenset({"name"}), 60),
    "negation removed": (remove_negation, frozenset({"negation"}), 60),
}


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Measure the quality checks.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", dest="sets", action="append", metavar="NAME")
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    pairs: list[Pair] = []
    print(f"{'references':<22}{'sentences':>10}{'errors':>9}{'flagged':>9}{'ms each':>9}")
    findings: list[tuple[Finding, ...]] = []
    for name in arguments.sets or SETS:
        some = _read(arguments.data / name)
        started = time.perf_counter()
        found = [find(pair) for pair in some]
        _row(name, found, 1000 * (time.perf_counter() - started) / len(some))
        pairs += some
        findings += found
    _row("all", findings, None)
    kinds = Counter(f.kind for some in findings for f in some if f.severity == "error")
    print("errors by kind:", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    print(f"\n{'damage':<22}{'sentences':>10}{'found':>9}{'as error':>10}{'wanted':>9}")
    for name, (damage, expected, wanted) in DAMAGES.items():
        rng = random.Random(arguments.seed)
        total = seen = errors = 0
        for pair, before in zip(pairs, findings, strict=True):
            text = damage(pair, rng)
            if text is None:
                continue
            target, _, source = text.partition("\0")
            after = find(Pair(source or pair.source, target, pair.source_lang, pair.target_lang))
            new = [f for f in after if f.kind in expected and not _has(before, f)]
            total += 1
            seen += any(f.severity != "info" for f in new)
            errors += any(f.severity == "error" for f in new)
        share = [f"{100 * n / max(1, total):.1f} %" for n in (seen, errors)]
        print(f"{name:<22}{total:>10}{share[0]:>9}{share[1]:>10}{wanted:>7} %")


def _has(before: tuple[Finding, ...], finding: Finding) -> bool:
    return any((f.kind, f.detail) == (finding.kind, finding.detail) for f in before)


def _row(name: str, found: list[tuple[Finding, ...]], milliseconds: float | None) -> None:
    shares = [
        100 * sum(any(f.severity in wanted for f in some) for some in found) / len(found)
        for wanted in (("error",), ("error", "warning"))
    ]
    last = "" if milliseconds is None else f"{milliseconds:.1f}"
    print(f"{name:<22}{len(found):>10}{shares[0]:>7.2f} %{shares[1]:>7.1f} %{last:>9}")


def _read(path: Path) -> list[Pair]:
    sides = [
        path.with_suffix(suffix).read_text(encoding="utf-8").rstrip("\n").split("\n")
        for suffix in (".kk", ".en")
    ]
    return [Pair(kk, en, "kk", "en") for kk, en in zip(*sides, strict=True)]


if __name__ == "__main__":
    main()
