"""``align detect``: which language documents or lines are in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..printable import printable, printable_json
from .options import Help, add_size_option
from .report import end_with_failures

if TYPE_CHECKING:
    from ..document import Document

_EPILOG = """\
examples:
  align detect texts                             path, language, confidence
  align detect --json report.txt                 with the span of every paragraph
  align detect --lines - <headlines.txt
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "detect",
        help="say which language documents or lines are in",
        description="Say which language documents or lines are in (BCP 47; und: not known).",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or - (stdin)")
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    parser.add_argument("--lines", action="store_true", help="a row a line, not a document")
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    from ..inputs import collect, read_input

    failures: list[str] = []
    inputs = collect(arguments.paths, largest=arguments.max_size)
    for item in inputs:
        try:
            document = read_input(item)
        except InputError as error:
            failures.append(str(error))
            continue
        name = item.path.as_posix() if item.path else "-"
        rows = _line_rows(document) if arguments.lines else [_document_row(document)]
        for row in rows:
            _print({"path": name, **row}, arguments.json)
    return end_with_failures(failures, len(inputs))


def _document_row(document: Document) -> dict[str, Any]:
    from ..language import main_language, route

    spans = route(document)
    lang, confidence = main_language(document, spans)
    return {
        "lang": lang,
        "confidence": confidence,
        "spans": [{"start": s.start, "end": s.end, "lang": s.lang} for s in spans],
    }


def _line_rows(document: Document) -> Iterator[dict[str, Any]]:
    from ..language import detect
    from ..readers.plain import lines_of

    for number, line in enumerate(lines_of(document.text), start=1):
        found = detect(line)
        yield {"line": number, "lang": found.lang, "confidence": found.confidence}


def _print(row: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(printable_json(row))
        return
    # A row stays a row of three columns, whatever a file is called.
    name = printable(row["path"])
    name += f":{row['line']}" if "line" in row else ""
    print(f"{name}\t{row['lang']}\t{row['confidence']:.4f}")
