"""Text out of what was downloaded: packages of Debian, PyPI and npm, and the shared training data.

Every reader yields ``(tag, text)``: the tag of the locale as its source writes it, and one message,
word or sentence as it stands there.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import random
import re
import struct
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Any

Texts = Iterator[tuple[str, str]]

_MOST_WORDS = 15_000
_DRAWN_LINES, _WORDS_OF_A_LINE = 8_000, 8
_LOCALE = re.compile(r"/(?:locale|resource)/([a-zA-Z_@-]+)/LC_MESSAGES/")
_LANGPACK = re.compile(r"langpack-([a-zA-Z-]+)@")
_WORDPRESS = re.compile(r"/languages/(?:[a-z0-9-]*-)?([a-z]{2,3}(?:_[A-Z]{2})?)\.mo$")
_WORDS = re.compile(r"/(?:hunspell|aspell)/([a-z]{2,3})(?:_[A-Z]{2})?\.(dic|cwl\.gz)$")


def debian_package(path: Path, wanted: frozenset[str]) -> Texts:
    """Gettext catalogues, Firefox language packs and spelling lists of a binary package."""
    tar = subprocess.run(
        ["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            locale = _LOCALE.search(member.name) or _WORDPRESS.search(member.name)
            if member.name.endswith(".mo") and locale and locale[1] in wanted:
                yield from ((locale[1], text) for text in _catalogue(_bytes(archive, member)))
            elif (pack := _LANGPACK.search(member.name)) and pack[1] in wanted:
                yield from ((pack[1], text) for text in _langpack(_bytes(archive, member)))
            elif (words := _WORDS.search(member.name)) and words[1] in wanted:
                yield from ((words[1], word) for word in _word_list(_bytes(archive, member)))


def mediawiki(path: Path, wanted: frozenset[str], extensions: bool) -> Texts:
    """The interface messages of MediaWiki, or those of the extensions that come with it."""
    by_folder: dict[str, dict[str, dict[str, Any]]] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if ("extensions" in name.parts) != extensions or "i18n" not in name.parts:
                continue
            if name.suffix == ".json" and name.stem in wanted | {"en"}:
                messages = json.loads(_bytes(archive, member))
                by_folder.setdefault(str(name.parent), {})[name.stem] = messages
    for _, languages in sorted(by_folder.items()):
        english = languages.get("en", {})
        for tag, messages in sorted(languages.items()):
            for key, text in messages.items():
                same = tag != "en" and english.get(key) == text
                if isinstance(text, str) and not key.startswith("@") and not same:
                    yield tag, text


def cldr_annotations(path: Path, wanted: frozenset[str]) -> Texts:
    """Names and keywords of emoji, by language (npm ``cldr-annotations-full``)."""
    for name, data in _packed(path):
        parts = name.split("/")
        if parts[-1] == "annotations.json" and parts[-2] in wanted:
            for entry in json.loads(data)["annotations"]["annotations"].values():
                yield parts[-2], " ".join(entry.get("tts", []))
                yield parts[-2], " ".join(entry.get("default", []))


def flat_json(path: Path, folder: str, wanted: frozenset[str]) -> Texts:
    """All strings of the files ``folder/TAG.json`` of an npm package."""
    for name, data in _packed(path):
        place = PurePosixPath(name)
        if place.parent.name == folder and place.suffix == ".json" and place.stem in wanted:
            yield from ((place.stem, text) for text in _strings(json.loads(data)))


def scripture(path: Path, wanted: frozenset[str]) -> Texts:
    """The translations in npm ``quran-json``, a verse a text."""
    for name, data in _packed(path):
        found = re.search(r"/dist/quran_([a-z]+)\.json$", name)
        if found and found[1] in wanted:
            for chapter in json.loads(data):
                yield from ((found[1], verse["translation"]) for verse in chapter["verses"])


def counted_words(path: Path, tag: str, name: str) -> Texts:
    """Lines of words drawn as often as the list ``name`` (word, count) in a wheel counts them.

    Character n-grams see little of the order of words, so this is nearly as good as the text that
    was counted.
    """
    with zipfile.ZipFile(path) as wheel:
        lines = gzip.decompress(wheel.read(name)).decode("utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines if line[:1].isalpha())
    counts = {word: float(count) for word, count in pairs}
    yield from ((tag, line) for line in _drawn(list(counts), list(counts.values())))


def ranked_words(path: Path, tag: str, name: str) -> Texts:
    """The same for a list (number from 0, the most frequent first) without counts: Zipf's law."""
    ranks = json.loads(_member(path, name))
    words = [word for word in ranks.values() if word[:1].isalpha() and not word.isupper()]
    yield from ((tag, line) for line in _drawn(words, [1 / (2 + n) for n in range(len(words))]))


def npm_dictionary(path: Path, tag: str) -> Texts:
    """The spelling list of an npm ``dictionary-*`` package."""
    for name, data in _packed(path):
        if name.endswith("/index.dic"):
            yield from ((tag, word) for word in _word_list(data))


def sentences(path: Path, lang: str, column: int, keep: frozenset[str] | None = None) -> Texts:
    """One column of a ``.tsv.xz`` (or a ``.txt.xz``) of the shared training data.

    ``lang`` names the language, or ``*`` where the second column does; ``keep`` are the values of
    the second column that are taken.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if keep is None or fields[1] in keep:
                yield (fields[1] if lang == "*" else lang), fields[column]


def _drawn(words: list[str], weights: list[float]) -> Iterator[str]:
    rng, sums = random.Random(1), list(accumulate(weights))
    for _ in range(_DRAWN_LINES):
        yield " ".join(rng.choices(words, cum_weights=sums, k=_WORDS_OF_A_LINE))


def _member(path: Path, ending: str) -> bytes:
    with tarfile.open(path) as archive:
        return next(_bytes(archive, m) for m in archive if m.isfile() and m.name.endswith(ending))


def _bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    return b"" if file is None else file.read()


def _packed(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            if member.name.endswith((".json", ".dic")):
                yield member.name, _bytes(archive, member)


def _catalogue(data: bytes) -> Iterator[str]:
    """The translations of a compiled gettext catalogue that differ from the original."""
    if len(data) < 20:
        return
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, originals, translations = struct.unpack(f"{order}3I", data[8:20])
    for number in range(count):
        texts = []
        for table in (originals, translations):
            length, start = struct.unpack_from(f"{order}2I", data, table + 8 * number)
            texts.append(data[start : start + length].decode("utf-8", "replace"))
        original, translation = texts
        if original:
            sources = set(original.rpartition("\x04")[2].split("\0"))
            yield from (text for text in translation.split("\0") if text not in sources)


def _langpack(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        for name in sorted(pack.namelist()):
            if not name.endswith((".ftl", ".properties", ".dtd")):
                continue
            text = pack.read(name).decode("utf-8", "replace")
            if name.endswith(".dtd"):
                yield from re.findall(r'<!ENTITY\s+\S+\s+"([^"]*)"', text)
            else:
                yield from re.findall(r"^[^#\n=]*=[ \t]*(\S.*)$", text, re.MULTILINE)


def _word_list(data: bytes) -> Iterator[str]:
    if data[:2] == b"\x1f\x8b":
        data = _prefixes_undone(gzip.decompress(data))
    lines = data.decode("utf-8", "replace").splitlines()[1:]
    for line in lines[:: 1 + len(lines) // _MOST_WORDS]:
        yield line.split("/")[0].split("\t")[0]


def _prefixes_undone(data: bytes) -> bytes:
    """aspell's ``.cwl``: each word begins with how much of the last one it repeats."""
    words = [b""]
    last, position = b"", 0
    while position < len(data):
        shared = data[position] - 1
        end = position + 1
        while end < len(data) and data[end] > 31:
            end += 1
        last = last[: max(shared, 0)] + data[position + 1 : end]
        words.append(last)
        position = end
    return b"\n".join(words)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
