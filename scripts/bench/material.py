"""Kazakh text for timings: the project's own sentences, varied so that no two are equal."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_WORD = re.compile(r"[^\W\d_]{4,}")


def own_sentences() -> list[str]:
    """The Kazakh sentences of texts/: the forum report and the suite."""
    from align.readers import read_document
    from align.segment import split_sentences

    report = read_document(ROOT / "texts" / "astana-2024-05-29-human-rights-forum.txt")
    found = []
    for paragraph in report.paragraphs:
        text = report.text[paragraph.content : paragraph.end]
        found += [text[start:end] for start, end in split_sentences(text, "kk")]
    for path in sorted((ROOT / "texts" / "suite").glob("*.tsv")):
        rows = path.read_text(encoding="utf-8").splitlines()
        found += [
            row.split("\t")[0] for row in rows if re.search("[әғқңөұүһі]", row.split("\t")[0])
        ]
    return list(dict.fromkeys(found))


def varied(count: int, seed: int = 7) -> list[str]:
    """``count`` different sentences: other digits, and a word or two changed for another.

    The other word ends in the same two letters, so that most cases and tenses stay.
    """
    rng = random.Random(seed)
    own = own_sentences()
    alike: dict[str, list[str]] = defaultdict(list)
    for sentence in own:
        for word in _WORD.findall(sentence):
            if word.islower():
                alike[word[-2:]].append(word)
    found: dict[str, None] = {}
    for sentence in cycle(own):
        if len(found) == count:
            break
        places = [m for m in _WORD.finditer(sentence) if m.group().islower()]
        for place in sorted(rng.sample(places, min(2, len(places))), key=lambda m: -m.start()):
            word = rng.choice(alike[place.group()[-2:]])
            sentence = sentence[: place.start()] + word + sentence[place.end() :]
        digits = re.compile(r"\d")
        sentence = digits.sub(lambda m: m[0] if m[0] == "0" else str(rng.randint(1, 9)), sentence)
        found[" ".join(sentence.split())] = None
    return list(found)


def write_documents(folder: Path, sentences: list[str], each: int = 50) -> None:
    """Documents of so many sentences, a sentence a line."""
    folder.mkdir(parents=True)
    for number, start in enumerate(range(0, len(sentences), each)):
        text = "\n".join(sentences[start : start + each]) + "\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
