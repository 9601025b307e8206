"""Make the list of Kazakh words that lost letters and lost capitals are restored by.

    python scripts/build_words.py --data DATA [--least 5]

The words of data/train (classes S and A, and the Kazakh text without translation) that have a
letter of Kazakh beyond Russian and occur ``--least`` times, and names, with their capital: what is
capitalised nine times of ten inside lines. A word that differs from a 50 times more frequent one
in such letters alone is left out, so that a word with lost letters is taken for the frequent one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from align.language.lost_letters import FILE, LOST, lost_key
from scripts.build_stems import WORD, train_lines

_NAME = 0.9
_DOMINANT = 50


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--least", type=int, default=5)
    arguments = parser.parse_args()
    words: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for line in train_lines(arguments.data / "train"):
        for match in WORD.finditer(line):
            word = match[0].lower()
            words[word] += 1
            # The first word of a sentence says nothing.
            if line[: match.start()].rstrip()[-1:] not in ("", *'.!?«"-–'):
                inside[word] += 1
                capitals[word] += match[0][0].isupper()
    kept: list[str] = []
    rivals: dict[str, str] = {}
    for word, count in words.most_common():
        if count < arguments.least:
            break
        name = len(word) > 2 and capitals[word] > _NAME * max(1, inside[word])
        letters = set(word)
        if not (letters & set(LOST) or name or ("і" in letters and count >= 5 * arguments.least)):
            continue
        rival = rivals.setdefault(lost_key(word, also_i=True), word)
        if rival == word or words[rival] < _DOMINANT * count:
            kept.append(word.capitalize() if name else word)
    listed = sorted(kept)
    FILE.write_text("".join(f"{word}\n" for word in listed), encoding="utf-8")
    print(len(listed), FILE.stat().st_size)


if __name__ == "__main__":
    main()
