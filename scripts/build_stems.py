"""Make the list of stems that the transliteration's rules would misread.

Every beginning of a word that the rules and the stems so far misread is tried as a stem: what it
gains is the running words that begin so and are then read rightly, what it costs those that are
spoilt. The best are kept until none gains ``--least`` words. The figures on the text that it is
made from are in-sample; ``scripts/bench/transliteration.py`` measures on other text too.

    python scripts/build_stems.py --data DATA
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from align.language.transliteration.arabic import HAMZA
from align.language.transliteration.orthographies import ORTHOGRAPHIES
from align.language.transliteration.orthography import CYRILLIC
from align.language.transliteration.reading import read_by
from align.language.transliteration.stems import FILE, TYPED, Index, index_of, spelling_of
from align.language.transliteration.writing import write_word

WORD = re.compile(f"[{CYRILLIC}{CYRILLIC.upper()}]+")
CLASSES = ("S", "A")
HEADER = """\
# Beginnings of words that the rules of transliteration would misread, the most useful first.
# Made by scripts/build_stems.py from Kazakh running text; see there.
"""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--least", type=int, default=2, help="running words that a stem must gain")
    parser.add_argument("--least-ascii", type=int, default=8)
    arguments = parser.parse_args()
    words = count_words(arguments.data / "train")
    stems: list[str] = []
    common = 0
    # What is typed without apostrophes is read by every stem: it comes last, when they are known.
    for name in sorted(ORTHOGRAPHIES, key=lambda name: name == "latin-ascii"):
        least = arguments.least_ascii if name == "latin-ascii" else arguments.least
        stems = add_stems(stems, words, name, least)
        print(name, len(stems), flush=True)
        rows = [f"{stem}\n" for stem in stems]
        if name == "latin-ascii":
            rows.insert(common, TYPED)
        common = len(stems)
        FILE.write_text(HEADER + "".join(rows), encoding="utf-8")


def train_lines(train: Path) -> Iterator[str]:
    """The Kazakh lines of the classes ``CLASSES``, and of the text that has no translation."""
    with lzma.open(train / "kk-en.tsv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            _, kind, text, _ = line.rstrip("\n").split("\t")
            if kind in CLASSES:
                yield text
    with lzma.open(train / "mono.kk.txt.xz", "rt", encoding="utf-8") as file:
        yield from file


def count_words(train: Path) -> Counter[str]:
    """Lower-case Kazakh words, but those met once, with their frequencies."""
    words: Counter[str] = Counter()
    for line in train_lines(train):
        words.update(word.lower() for word in WORD.findall(line))
    return Counter({word: count for word, count in words.items() if count > 1})


def add_stems(stems: list[str], words: Counter[str], name: str, least: int) -> list[str]:
    """The stems and those that reading ``words`` in the orthography needs besides."""
    way = ORTHOGRAPHIES[name]
    spelled = {word: spelling_of(word, way) for word in words}
    order = sorted(words, key=lambda word: spelled[word])
    keys = [spelled[word] for word in order]

    def is_right(word: str, index: Index) -> bool:
        marked = write_word(word, way).startswith(HAMZA)
        found = read_by(spelled[word], name, index, marked)
        return "".join(letter for letter, _, _ in found) == word

    for _ in range(4):
        index = index_of(stems, name)
        right = {word: is_right(word, index) for word in words}
        tried: Counter[str] = Counter()
        for word, fine in right.items():
            if not fine:
                tried.update({word[:end]: words[word] for end in range(2, min(len(word), 14) + 1)})
        added = 0
        gains = []
        for stem, most in tried.items():
            key = spelling_of(stem, way)
            if most < least or stem in stems or index.get(key) or len(key) < 2:
                continue
            gain = _gain(key, stem, index, right, words, order, keys, is_right)
            if gain >= least:
                gains.append((-gain, len(stem), stem))
        for _, _, stem in sorted(gains):
            key = spelling_of(stem, way)
            if index.get(key):
                continue
            gain = _gain(key, stem, index, right, words, order, keys, is_right)
            if gain >= least:
                stems.append(stem)
                index[key] = stem
                added += 1
                for word in _beginning(key, order, keys):
                    right[word] = is_right(word, index)
        print(name, "added", added, flush=True)
        if not added:
            break
    return stems


def _beginning(key: str, order: list[str], keys: list[str]) -> list[str]:
    return order[bisect_left(keys, key) : bisect_left(keys, key + "\uffff")]


def _gain(
    key: str,
    stem: str,
    index: Index,
    right: dict[str, bool],
    words: Counter[str],
    order: list[str],
    keys: list[str],
    is_right: Callable[[str, Index], bool],
) -> int:
    index[key] = stem
    gain = sum(
        words[word] * (is_right(word, index) - right[word]) for word in _beginning(key, order, keys)
    )
    del index[key]
    return gain


if __name__ == "__main__":
    main()
