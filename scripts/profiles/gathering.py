"""Downloaded texts to lines, one file a language: ``FOLDER/lines/LABEL.tsv``, source and text."""

from __future__ import annotations

import ast
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from .cleaning import clean, script_of
from .sources import CENTRAL, label, texts

OWN = Path(__file__).parent / "own"
_MOST_LETTERS = 1_200_000
_MOST_OF_A_SOURCE = 700_000
_MOST_OF_A_NEIGHBOUR = 250_000
_LONGEST = 2000


def gather(folder: Path, data: Path) -> None:
    """Clean every source, sort it by language and script, drop repetitions, write it."""
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    for source, pairs in texts(folder, data):
        taken = Counter[str]()
        for tag, raw in pairs:
            if taken[tag] > (_MOST_OF_A_SOURCE if tag in CENTRAL else _MOST_OF_A_NEIGHBOUR):
                continue
            taken[tag] += len(raw)
            text = clean(raw)
            script = script_of(text) if 0 < len(text) <= _LONGEST else None
            if script:
                lines[label(tag, script) + "." + script].setdefault(text, source)
        print(source, flush=True)
    for path in sorted(OWN.rglob("*.txt")):
        source = "own" if path.parent == OWN else f"own-{path.parent.name}"
        for text in path.read_text(encoding="utf-8").splitlines():
            script = script_of(text) or "Latn"
            lines[f"{path.stem}.{script}"][text] = source
    for text in _no_language(folder):
        lines[f"und.{script_of(text) or 'Latn'}"].setdefault(text, "und")
    write(folder, lines)


def write(folder: Path, lines: dict[str, dict[str, str]]) -> None:
    """The lines of each language in a fixed shuffled order, up to 1.5 million characters."""
    target = folder / "lines"
    target.mkdir(parents=True, exist_ok=True)
    for name, found in sorted(lines.items()):
        # Single words come last, so that running text is what a full quota holds.
        order = sorted(found, key=lambda t: (" " not in t, zlib.crc32(t.encode()), t))
        kept, size, sources = [], 0, Counter[str]()
        for text in order:
            if size > _MOST_LETTERS and not found[text].startswith("own"):
                continue
            if " " not in text and sources["words"] > 0.15 * max(size, 200_000):
                continue
            sources["words"] += len(text) * (" " not in text)
            sources[found[text]] += len(text)
            size += len(text)
            kept.append(f"{found[text]}\t{text}")
        (target / f"{name}.tsv").write_text("\n".join(kept) + "\n", encoding="utf-8")
        print(name, len(kept), size, dict(sources.most_common(4)))


def _no_language(folder: Path) -> Iterator[str]:
    """Names of persons and lines of program code."""
    for path in sorted((folder / "pip").glob("[fF]aker-*.whl")):
        with zipfile.ZipFile(path) as wheel:
            for name in sorted(wheel.namelist()):
                if re.search(r"providers/person/[a-z]{2}_[A-Z]{2}/__init__\.py$", name):
                    yield from _names(wheel.read(name).decode("utf-8"))
    for path in sorted(Path(ast.__file__).parent.glob("[a-h]*.py")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if re.search(r"[=(\[{:]\s*\S", line) and not re.search(r"\w+ \w+ \w+ \w+", line):
                yield line.strip()[:120]


def _names(program: str) -> Iterator[str]:
    strings = re.findall(r"""["']([^"'{}\n]{3,40})["']""", program)
    names = [text for text in strings if text[:1].isupper()]
    for number, name in enumerate(names[:1500]):
        yield name
        if number % 3 == 0:
            yield f"{name} {names[-1 - number % len(names)]}"
