"""From the training tables to one clean ``pairs.tsv``: choose, clean, keep dev sets out."""

from __future__ import annotations

import json
import lzma
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from align.translation.normalise import model_input

from .config import DataConfig
from .noise import damaged

Row = tuple[str, str, str, str]

_SHINGLE = 5
_WORD = re.compile(r"\w+")


def prepare(config: DataConfig, root: Path, out: Path) -> Counter[str]:
    """Write ``out/pairs.tsv`` (class, source name, source text, target text).

    ``root`` is the folder that the configuration's paths start from. Returns how many rows were
    kept, skipped and added for which reason; the same counts go to ``out/prepare.json``. Dev and
    gold sentences are kept out: a pair goes when a side equals a held-out line, or when at least
    half of its shingles of five words occur in the held-out text (near-duplicates). Raises
    ``FileNotFoundError`` where a pattern of held-out files matches none.
    """
    held_out = _shingles_of_files(_matching(root, config.held_out))
    counts: Counter[str] = Counter()
    rows = _clean(config, root, held_out, counts)
    out.mkdir(parents=True, exist_ok=True)
    with (out / "pairs.tsv").open("w", encoding="utf-8", newline="\n") as pairs:
        for klass, name, source, target in _in_lists(rows, config.lists, counts):
            tag = config.tags.get(klass)
            damage = damaged(source, target) if _chosen(source + target, config.noise) else None
            for some in filter(None, ((source, target), damage)):
                text = f"{tag} {some[0]}" if tag else some[0]
                pairs.write(f"{klass}\t{name}\t{text}\t{some[1]}\n")
            counts["added: with noise"] += damage is not None
    report = json.dumps(dict(sorted(counts.items())), indent=2) + "\n"
    (out / "prepare.json").write_text(report, encoding="utf-8")
    return counts


def _clean(
    config: DataConfig, root: Path, held_out: set[int], counts: Counter[str]
) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for file in config.files:
        for name, klass, *texts in _rows(root / file, counts):
            if config.weight(name, klass) <= 0:
                counts["skipped: of weight 0"] += 1
                continue
            source, target = map(model_input, reversed(texts) if config.reverse else texts)
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
                yield klass, name, source, target


def _in_lists(rows: Iterable[Row], classes: Sequence[str], counts: Counter[str]) -> Iterator[Row]:
    """Entries of ``classes`` joined by commas to lists of one to four, the other rows as they are.

    A bare word teaches a model to give bare words; in a list it is one of several things to render.
    """
    entries: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for klass, name, source, target in rows:
        if klass in classes:
            entries.setdefault((klass, name), []).append((source, target))
        else:
            yield klass, name, source, target
    lot = random.Random(1)
    for (klass, name), pairs in entries.items():
        lot.shuffle(pairs)
        while pairs:
            some = [pairs.pop() for _ in range(min(len(pairs), lot.randint(1, 4)))]
            counts["joined to a list"] += len(some) - 1
            yield klass, name, ", ".join(s for s, _ in some), ", ".join(t for _, t in some)


def _rows(path: Path, counts: Counter[str]) -> Iterator[Row]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 4:
                counts["skipped: not four columns"] += 1
                continue
            yield fields[0], fields[1], fields[2], fields[3]


def _chosen(text: str, share: float) -> bool:
    """Whether a text is in a share of all, by a hash of it: the same in every run."""
    return zlib.crc32(text.encode()) / 2**32 < share


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
