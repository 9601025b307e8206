"""From the training tables to one clean ``pairs.tsv``: choose, clean, keep dev sets out."""

from __future__ import annotations

import json
import lzma
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from align.translation.normalise import model_input

from .config import DataConfig

_SHINGLE = 5
_WORD = re.compile(r"\w+")


def prepare(config: DataConfig, root: Path, out: Path) -> Counter[str]:
    """Write ``out/pairs.tsv`` (class, source name, source text, target text).

    ``root`` is the folder that the configuration's paths start from. Returns how many rows were
    kept and how many were skipped for which reason; the same counts go to ``out/prepare.json``.
    Dev and gold sentences are kept out: a pair goes when a side equals a held-out line, or when at
    least half of its shingles of five words occur in the held-out text (near-duplicates). Raises
    ``FileNotFoundError`` where a pattern of held-out files matches none.
    """
    held_out = _shingles_of_files(_matching(root, config.held_out))
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    out.mkdir(parents=True, exist_ok=True)
    with (out / "pairs.tsv").open("w", encoding="utf-8", newline="\n") as pairs:
        for name in config.files:
            for row in _rows(root / name, counts):
                source_name, klass, source, target = row
                weight = config.sources.get(source_name, config.classes.get(klass, 0.0))
                if weight <= 0 or not _chosen(source + target, weight):
                    counts["skipped: not sampled"] += 1
                    continue
                source, target = model_input(source), model_input(target)
                key = (source.casefold(), target.casefold())
                if not source or not target:
                    counts["skipped: empty"] += 1
                elif key in seen:
                    counts["skipped: duplicate"] += 1
                elif _leaks(source, held_out) or _leaks(target, held_out):
                    counts["skipped: near-duplicate of held-out text"] += 1
                else:
                    seen.add(key)
                    counts["kept"] += 1
                    pairs.write(f"{klass}\t{source_name}\t{source}\t{target}\n")
    report = json.dumps(dict(sorted(counts.items())), indent=2) + "\n"
    (out / "prepare.json").write_text(report, encoding="utf-8")
    return counts


def _rows(path: Path, counts: Counter[str]) -> Iterator[tuple[str, str, str, str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 4:
                counts["skipped: not four columns"] += 1
                continue
            yield fields[0], fields[1], fields[2], fields[3]


def _chosen(text: str, weight: float) -> bool:
    return weight >= 1 or zlib.crc32(text.encode()) / 2**32 < weight


def _matching(root: Path, patterns: Sequence[str]) -> list[Path]:
    found = []
    for pattern in patterns:
        paths = sorted(root.glob(pattern))
        if not paths:
            raise FileNotFoundError(f"{root / pattern}: no held-out text there; correct the config")
        found += paths
    return found


def _shingles(text: str) -> list[int]:
    """Hashes of every five words in a row; a text of fewer words is one shingle."""
    words = _WORD.findall(text.casefold())
    return [hash(tuple(words[i : i + _SHINGLE])) for i in range(max(1, len(words) - _SHINGLE + 1))]


def _shingles_of_files(paths: list[Path]) -> set[int]:
    return {
        shingle
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        for shingle in _shingles(line)
    }


def _leaks(text: str, held_out: set[int]) -> bool:
    shingles = _shingles(text)
    return sum(s in held_out for s in shingles) * 2 >= len(shingles)
