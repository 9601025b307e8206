"""How much Kazakh survives the way to another orthography and back to Cyrillic.

    python scripts/bench/transliteration.py --data DATA [--worst 20] [ORTHOGRAPHY...]
    python scripts/bench/transliteration.py --data DATA --translate 200 [--model kk-en]

For each text and orthography: the share of running words (tokens) and of different words (types)
that are exactly what they were, capitals left out where the script has none. ``train`` is a sample
of every 20th line of the classes S and A, which the list of stems was made from (in-sample); the
dev sets are not among it. ``--translate`` gives instead the chrF of translating so many
lines of government news from Cyrillic and from each orthography, and from Cyrillic with its letters
damaged: lost to ``?``, or look-alikes of an old font.
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from align.language.transliteration import ORTHOGRAPHIES, from_cyrillic, to_cyrillic
from align.language.transliteration.orthography import CYRILLIC

LOST = str.maketrans(dict.fromkeys("әғқңөұүһӘҒҚҢӨҰҮҺ", "?"))
LOOKALIKES = str.maketrans("қәіңсҚӘІ", "ќєiњcЌЄI")
WORD = re.compile(f"[{CYRILLIC}{CYRILLIC.upper()}]+")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("orthographies", nargs="*", choices=[*ORTHOGRAPHIES, []])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--worst", type=int, default=0, help="show so many frequent failures")
    parser.add_argument("--translate", type=int, default=0, metavar="LINES")
    parser.add_argument("--model", default="kk-en")
    arguments = parser.parse_args()
    if arguments.translate:
        translate(arguments)
        return
    texts = {"train": count(train_lines(arguments.data))}
    for path in sorted((arguments.data / "dev").glob("*.kk")):
        texts[path.stem] = count(path.read_text(encoding="utf-8").splitlines())
    texts["all dev"] = sum((words for name, words in texts.items() if name != "train"), Counter())
    for name in arguments.orthographies or ORTHOGRAPHIES:
        print(f"\n{name:20} {'words':>9} {'exact':>7} {'types':>9} {'exact':>7}")
        for title, words in texts.items():
            wrong = failures(words, name)
            tokens, types = sum(words.values()), len(words)
            lost = sum(words[word] for word in wrong)
            print(
                f"{title:20} {tokens:9} {1 - lost / tokens:7.2%}"
                f" {types:9} {1 - len(wrong) / types:7.2%}"
            )
            for word in sorted(wrong, key=lambda word: (-words[word], word))[: arguments.worst]:
                print(f"    {words[word]:5} {word} {from_cyrillic(word, name)} {wrong[word]}")


def translate(arguments: argparse.Namespace) -> None:
    """Print the chrF of translating from each spelling."""
    from sacrebleu.metrics.chrf import CHRF

    from align.translation.engine import Decoding
    from align.translation.memory import Memory
    from align.translation.session import Session

    kk, en = (
        (arguments.data / "dev" / f"government_news.{lang}")
        .read_text(encoding="utf-8")
        .splitlines()[: arguments.translate]
        for lang in ("kk", "en")
    )
    spelled = {"cyrillic": ("kk", kk)}
    for name in arguments.orthographies or ORTHOGRAPHIES:
        lang = "kk-Arab" if name == "arabic" else "kk-Latn"
        spelled[name] = lang, [from_cyrillic(line, name) for line in kk]
    for title, table in (("lost to ?", LOST), ("look-alikes", LOOKALIKES)):
        spelled[title] = "kk", [line.translate(table) for line in kk]
    with Memory(None) as memory:
        session = Session("en", memory, model=arguments.model, decoding=Decoding(beam=4))
        for title, (lang, lines) in spelled.items():
            found = [t.text for t in session.translate_texts(lines, lang)]
            score = CHRF().corpus_score(found, [en]).score
            print(f"{title:15} chrF {score:5.1f}", flush=True)


def train_lines(data: Path) -> Iterator[str]:
    """Every 20th Kazakh line of the classes S and A."""
    with lzma.open(data / "train" / "kk-en.tsv.xz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            _, kind, text, _ = line.rstrip("\n").split("\t")
            if kind in "SA" and number % 20 == 0:
                yield text


def count(lines: Iterator[str] | list[str]) -> Counter[str]:
    """The Cyrillic words of some lines."""
    return Counter(word for line in lines for word in WORD.findall(line))


def failures(words: Counter[str], orthography: str) -> dict[str, str]:
    """The words that come back as something else, and as what."""
    wrong = {}
    for word in words:
        back = to_cyrillic(from_cyrillic(word, orthography), orthography)
        same = back.lower() == word.lower() if orthography == "arabic" else back == word
        if not same:
            wrong[word] = back
    return wrong


if __name__ == "__main__":
    main()
