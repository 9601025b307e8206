"""``align translate``: documents, folders or lines to another language."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from ..errors import InputError
from .options import (
    Help,
    add_model_options,
    add_size_option,
    cores,
    settle_languages,
    view_names,
)

VIEWS = ("html", "tsv", "tmx", "jsonl", "txt")

_EPILOG = """\
examples:
  align translate report.txt --to en             out/report.kk-en.html and the other views
  align translate texts --to en -o out --views html,jsonl
  align translate --from kk --to en --lines - <in.txt >out.txt

Without --from every document, and inside it every paragraph, is routed by detection. The output
folder keeps a memory: a rerun translates nothing twice, and goes on where a killed run stopped.
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "translate",
        help="translate documents into side-by-side pages",
        description="Translate documents; see them side by side.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or - (stdin)")
    parser.add_argument("--from", dest="source", metavar="LANG", help="settle the language")
    parser.add_argument("--to", dest="target", metavar="LANG", required=True, help="such as en")
    parser.add_argument("-o", dest="out", metavar="DIR", type=Path, help="default: out")
    parser.add_argument(
        "--views",
        type=lambda text: view_names(text, VIEWS),
        default=VIEWS,
        help=f"which files to write for each document (default: {','.join(VIEWS)})",
    )
    parser.add_argument(
        "--no-words",
        action="store_true",
        help="leave out the links between words",
    )
    add_model_options(parser)
    add_size_option(parser)
    parser.add_argument(
        "--jobs", type=cores, metavar="N", help="processor cores to use (default: all)"
    )
    parser.add_argument(
        "--lines", action="store_true", help="a filter: one output line for each input line"
    )
    parser.add_argument(
        "--profile",
        action="store_true",
        help="print on standard error where the time went",
    )
    parser.add_argument(
        "--log-json",
        action="store_true",
        help="tell what happens as JSON, an event a line on standard error, and nothing else there",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    from ..resources import available_cores, require_memory

    arguments.source, arguments.target = settle_languages(arguments.source, arguments.target)
    if arguments.lines and arguments.log_json:
        raise InputError("--log-json tells of documents and --lines knows none; leave one out")
    # What numpy is used for here is small, and each of its threads reserves memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    require_memory(arguments.jobs or available_cores())
    if arguments.lines:
        from .lines import translate_lines

        return translate_lines(arguments)
    from .documents import translate_documents

    return translate_documents(arguments)
