"""From gathered lines to the profile files: which languages, how much of each, in what variants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from align.language.transliteration import from_cyrillic

from .training import Trained, train
from .variants import damaged_kazakh, in_cyrillic, old_karakalpak

_MAIN = {
    "Cyrl": "kk ky tt ba sah kaa mn uz-Cyrl tg ru",
    "Latn": "en az tr uz tk kaa kk-Latn und",
    "Arab": "kk-Arab ug fa ar",
}
_OTHERS = {
    "Cyrl": "uk be bg sr mk cv tyv az-Cyrl ce os krc alt udm mhr bxr xal und",
    "Latn": "de fr es it pt nl pl cs sk sl hr ro hu sv da nb fi et lv lt is ga cy ca gl eu sq mt "
    "id ms vi tl sw so af eo la lb ku br crh tt-Latn",
    "Arab": "ur ps ckb azb sd",
}
_LETTERS = {"Cyrl": range(0x400, 0x530), "Latn": range(0x61, 0x250), "Arab": range(0x610, 0x700)}
_KEPT = {"Cyrl": 24_000, "Latn": 26_000, "Arab": 5_000}
_MAIN_COUNT, _OTHER_COUNT = 8_000, 4_000
# Met so much more seldom than what they are taken for that doubt counts against them.
_RARE = [
    "crh",
    "tt-Latn",
    "la",
    "lb",
    "br",
    "mt",
    "so",
    "eo",
    "af",
    "tyv",
    "bxr",
    "xal",
    "alt",
    "krc",
    "ce",
    "os",
    "udm",
    "mhr",
    "az-Cyrl",
    "azb",
    "sd",
]
_RARITY = 1.0
# Sentences written for this project are few, and often the only running text of a language.
_OWN_TIMES = 10
_MANY = {"kk": 1.3, "ru": 1.2, "en": 1.8, "kk-Latn": 1.3, "uz": 1.2, "und": 0.6}


def write_profiles(
    folder: Path, output: Path, without: frozenset[str], scripts: Sequence[str] | None
) -> None:
    """Train and write ``output/SCRIPT.npz`` for every script, from ``FOLDER/lines``."""
    output.mkdir(parents=True, exist_ok=True)
    for script in scripts or _MAIN:
        corpora, counts = {}, {}
        for label in (_MAIN[script] + " " + _OTHERS[script]).split():
            lines = lines_of(folder, label, script, without)
            if sum(map(len, lines)) < 15_000:
                print(f"{script} {label}: too little text, left out")
                continue
            main = label in _MAIN[script].split()
            corpora[label] = lines
            counts[label] = int((_MAIN_COUNT if main else _OTHER_COUNT) * _MANY.get(label, 1))
        trained = train(corpora, counts, _LETTERS[script], _KEPT[script])
        save(trained, output / f"{script}.npz")
        print(script, len(trained.labels), (output / f"{script}.npz").stat().st_size, flush=True)


def save(trained: Trained, path: Path) -> None:
    """Weights as bytes with one factor for all; the file has no date and no pickle."""
    rare = np.isin(trained.labels, _RARE)
    scale = float(np.quantile(np.abs(trained.weights), 0.9999)) / 127
    np.savez_compressed(
        path,
        labels=np.array(trained.labels),
        alphabet=np.array(trained.alphabet),
        hashes=trained.hashes.astype(np.int32),
        weights=np.clip(np.rint(trained.weights / scale), -127, 127).astype(np.int8),
        scale=np.float32(scale),
        bias=(trained.bias - _RARITY * rare).astype(np.float32),
    )


def lines_of(folder: Path, label: str, script: str, without: frozenset[str]) -> list[str]:
    """The gathered lines of a language in one script, and what other scripts' lines give for it."""

    def read(name: str) -> list[str]:
        return _read(folder / "lines" / f"{name}.{script}.tsv", without)

    if script == "Cyrl":
        if label in ("kaa", "az-Cyrl"):
            lang = label.split("-")[0]
            latin = _read(folder / "lines" / f"{lang}.Latn.tsv", without)
            return read(label) + [in_cyrillic(text, lang) for text in latin]
        if label == "uz-Cyrl":
            latin = _read(folder / "lines" / "uz.Latn.tsv", without)
            return read(label) + [in_cyrillic(text, "uz") for text in latin]
        if label == "kk":
            lines = read(label)
            typed = [part for text in lines[::12] for part in damaged_kazakh(text)]
            return lines + typed
    if label == "kaa":
        lines = read(label)
        return lines + [old_karakalpak(text) for text in lines[::3]]
    if label in ("kk-Latn", "kk-Arab"):
        kazakh = _read(folder / "lines" / "kk.Cyrl.tsv", without)[:12_000]
        kinds = (
            ("arabic",)
            if label == "kk-Arab"
            else ("latin-2021", "latin-2021", "latin-2019", "latin-2018", "latin-ascii")
        )
        return read(label) + [from_cyrillic(t, kinds[n % len(kinds)]) for n, t in enumerate(kazakh)]
    return read(label)


def _read(path: Path, without: frozenset[str]) -> list[str]:
    if not path.is_file():
        return []
    pairs = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if line)
    kept = [(source, text) for source, text in pairs if source not in without]
    own = [text for source, text in kept if source.startswith("own")]
    return [text for _, text in kept] + own * (_OWN_TIMES - 1)
