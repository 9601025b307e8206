"""Options that several commands share, and the checks on their values."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence

from ..errors import InputError
from ..limits import LARGEST

WITH_WORDS = frozenset({"html", "jsonl"})
"""The views that show links between words; others need none made."""
WITH_FINDINGS = frozenset({"html", "tsv", "tmx", "jsonl"})
"""The views that show what the checks find."""

_MOST_CORES = 512
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, examples as they are written.

    argparse has ``shutil`` tell the width, which it loads, with all of its compression, for every
    argument of every command.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


def _terminal_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns or 80
    except (OSError, ValueError):  # no terminal, or closed
        return 80


def add_model_options(parser: argparse.ArgumentParser) -> None:
    """``--model``, ``--engine`` and ``--beam``, as ``translate`` and ``pair`` take them."""
    parser.add_argument(
        "--model", metavar="NAME|DIR|HUB_ID", help="the model to use (default: the best installed)"
    )
    parser.add_argument(
        "--engine",
        choices=("ctranslate2", "transformers"),
        default="ctranslate2",
        help="ctranslate2 (default) or the slower reference, transformers",
    )
    parser.add_argument(
        "--beam", type=positive, default=4, metavar="N", help="beam width (default: 4)"
    )


def add_size_option(parser: argparse.ArgumentParser) -> None:
    """``--max-size``, as all commands take it that read documents."""
    parser.add_argument(
        "--max-size",
        type=positive,
        default=LARGEST,
        metavar="MB",
        help=f"the largest document to take, in megabytes (default: {LARGEST}); memory grows by"
        " 60 MB with each",
    )


def positive(text: str) -> int:
    """A whole number from 1 up, for argparse."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return number


def cores(text: str) -> int:
    """A number of processor cores, for argparse: a system ends where it has to start too many."""
    number = positive(text)
    if number > _MOST_CORES:
        raise argparse.ArgumentTypeError(f"{text} cores are more than {_MOST_CORES}")
    return number


def view_names(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The views of a comma-separated list, for argparse."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            f"no view called {', '.join(unknown) or text!r}; choose from {','.join(known)}"
        )
    return names


def settle_languages(source: str | None, target: str | None) -> tuple[str | None, str | None]:
    """Both codes in their usual letters (``KK`` is ``kk``); ``None`` stays ``None``.

    Raises ``InputError`` for what is no language code, and for a source equal to the target.
    """
    settled = [_settled(tag) if tag is not None else None for tag in (source, target)]
    if settled[0] is not None and settled[0] == settled[1]:
        raise InputError(f"--from and --to are both {settled[0]}; name two languages")
    return settled[0], settled[1]


def _settled(tag: str) -> str:
    match = _TAG.fullmatch(tag)
    if not match:
        raise InputError(f"{tag!r} is not a language code; use one such as kk, en or uz-Cyrl")
    lang, script, region = match.groups()
    parts = [lang.lower(), script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part)
