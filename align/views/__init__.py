"""The views: each turns a ``Bitext`` into the text of one file, and reads nothing else.

What a view returns depends on the bitext alone: no date, no absolute path, nothing random. Write it
as UTF-8 with the line ends it has (``newline=""``); every character in it can be encoded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from ..bitext import Bitext
from ..bitext_file import dump_bitext
from ..errors import InputError

View = Callable[[Bitext], str]


def _lazy(module: str, function: str) -> View:
    """A view imported when it is first called: jinja2 waits until a page is made."""

    def view(bitext: Bitext) -> str:
        text: str = getattr(import_module(f".{module}", __name__), function)(bitext)
        return text

    return view


VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "html": _lazy("html", "render_html"),
        "tsv": _lazy("tsv", "render_tsv"),
        "tmx": _lazy("tmx", "render_tmx"),
        "jsonl": dump_bitext,
        "txt": _lazy("txt", "render_txt"),
        "ladder": _lazy("ladder", "render_ladder"),
    }
)
"""The name of a view, which is also the suffix of its file, and what renders it."""


def render(bitext: Bitext, view: str) -> str:
    """The text of the named view of a bitext; ``InputError`` where there is no such view."""
    if view not in VIEWS:
        raise InputError(f"there is no view {view!r}: choose from {', '.join(VIEWS)}")
    return VIEWS[view](bitext)
