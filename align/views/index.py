"""The index page of a batch: what was translated, with its views, and what was not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..printable import printable
from ..status import Status
from .languages import language_name
from .templates import fill

STATUS_WORDS: Mapping[Status, str] = {
    "translated": "Translated",
    "same-language": "Already in the target language",
    "no-model": "No model for its language",
    "no-language": "Language not recognised",
    "unreadable": "Could not be read",
    "failed": "Failed",
    "empty": "Nothing to translate",
}
"""What a status is called on the page."""

# The page comes first; the other views are for tools, in the order people ask for them.
_VIEW_ORDER = ("html", "txt", "tsv", "tmx", "jsonl", "ladder")

# More documents than that with one reason become one row of the page, with a list to open.
_FEW = 50


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A document of a batch.

    ``links`` maps the name of a view to its file, relative to the index's folder, with forward
    slashes and unquoted. ``lang`` is ``und`` where it is unknown. ``reason`` says in a sentence why
    a document was not translated; it may be empty where the status says it all.
    """

    path: str
    lang: str
    target_lang: str
    status: Status
    reason: str
    sentences: int
    flagged: int
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    path: str
    languages: tuple[str, str]
    entry: IndexEntry
    word: str
    page: str | None
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Documents that were left for the same reason, and are in the same language."""

    word: str
    reason: str
    language: str
    paths: tuple[str, ...]


def render_index(entries: Sequence[IndexEntry]) -> str:
    """The index page of a batch, its documents in the order given."""
    lines = [_line(entry) for entry in entries]
    done = [line for line in lines if line.entry.status == "translated"]
    return fill(
        "index.html.j2",
        styles=("base.css", "index.css"),
        title="Translated documents",
        done=done,
        left=len(lines) - len(done),
        groups=_grouped(line for line in lines if line.entry.status != "translated"),
        sentences=sum(line.entry.sentences for line in done),
        flagged=sum(line.entry.flagged for line in done),
    )


def _grouped(left: Iterable[_Line]) -> list[_Group]:
    """Documents one by one, but the many that share a reason together, where the first stands."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for line in left:
        key = line.word, line.entry.reason, line.languages[0]
        alike.setdefault(key, []).append(line.path)
    groups: list[_Group] = []
    for key, paths in alike.items():
        together = [tuple(paths)] if len(paths) > _FEW else [(path,) for path in paths]
        groups += [_Group(*key, some) for some in together]
    return groups


def _line(entry: IndexEntry) -> _Line:
    names = [name for name in _VIEW_ORDER if name in entry.links]
    names += [name for name in entry.links if name not in _VIEW_ORDER]
    hrefs = {name: _href(entry.links[name]) for name in names}
    return _Line(
        path=printable(entry.path),
        languages=(language_name(entry.lang), language_name(entry.target_lang)),
        entry=entry,
        word=STATUS_WORDS[entry.status],
        page=hrefs.get("html"),
        links=tuple(hrefs.items()),
    )


def _href(path: str) -> str:
    # "./" keeps "//host" and "javascript:" relative; surrogateescape gives an undecodable file
    # name its own bytes back.
    return "./" + quote(path, safe="/", errors="surrogateescape")
