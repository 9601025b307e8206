"""``align view``: bitext files to a page, or to any other view by the suffix of the output."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..errors import InputError
from .options import Help

_EPILOG = """\
examples:
  align view out/report.kk-en.jsonl -o report.html --open
  align view a.jsonl b.jsonl -o both.html        two bitexts on one page
  align view a.jsonl -o a.tmx                    also .tsv, .txt, .ladder, .jsonl
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "view",
        help="make a side-by-side page from bitext files",
        description="Make a page (or another view) from bitext files.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    parser.add_argument("bitexts", nargs="+", metavar="BITEXT.jsonl", type=Path)
    parser.add_argument("-o", dest="out", metavar="PAGE.html", type=Path, required=True)
    parser.add_argument("--open", action="store_true", help="show the page in the browser")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    from ..bitext_file import load_bitext
    from ..files import write_whole
    from ..views import VIEWS, render
    from ..views.html import render_page

    bitexts = [load_bitext(path) for path in arguments.bitexts]
    suffix = arguments.out.suffix.lower().removeprefix(".")
    view = "html" if suffix == "htm" else suffix
    if view not in VIEWS:
        known = ", ".join(f".{name}" for name in VIEWS)
        raise InputError(f"{arguments.out}: no view has this suffix; use one of {known}")
    if view != "html" and len(bitexts) > 1:
        raise InputError(f"{arguments.out}: only an .html page holds several bitexts; name one")
    text = render_page(bitexts) if view == "html" else render(bitexts[0], view)
    write_whole(arguments.out, text)
    if arguments.open:
        import webbrowser

        webbrowser.open(arguments.out.resolve().as_uri())
    return 0
