"""Profiles of langdetect (Shuyo 2010) for the languages that it lacks, in one compressed file."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from langdetect.utils.ngram import NGram

from .writing import lines_of

_LANGUAGES = {
    "kk": "Cyrl",
    "ky": "Cyrl",
    "tg": "Cyrl",
    "tt": "Cyrl",
    "ba": "Cyrl",
    "mn": "Cyrl",
    "sah": "Cyrl",
    "uz-Cyrl": "Cyrl",
    "kaa": "Cyrl",
    "be": "Cyrl",
    "uz": "Latn",
    "az": "Latn",
    "tk": "Latn",
    "kk-Latn": "Latn",
    "ug": "Arab",
    "kk-Arab": "Arab",
}
_LETTERS = 100_000
_KEPT = 2_500


def write_langdetect_profiles(folder: Path, path: Path) -> None:
    """Count the n-grams of every language's lines and keep the 2,500 most frequent."""
    profiles = []
    for lang, script in _LANGUAGES.items():
        counts = _count(lines_of(folder, lang, script, frozenset()))
        sizes = [sum(n for gram, n in counts.items() if len(gram) == k) for k in (1, 2, 3)]
        kept = dict(sorted(counts.most_common(_KEPT)))
        profiles.append({"name": lang, "n_words": sizes, "freq": kept})
        print(lang, sum(sizes), len(kept))
    data = json.dumps(profiles, ensure_ascii=False, separators=(",", ":")).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, mtime=0))


def _count(lines: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    size = 0
    for line in lines:
        size += len(line)
        if size > _LETTERS:
            break
        window = NGram()
        for letter in f" {line} ":
            window.add_char(letter)
            counts.update(gram for k in (1, 2, 3) if (gram := window.get(k)))
    return counts
