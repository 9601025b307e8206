"""The console command ``align``: parses, hands over to a command, turns errors into one line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from .. import __version__
from ..errors import OUT_OF_MEMORY, AlignError, InputError, is_out_of_memory, one_line
from . import check, detect, models, pair, translate, view
from .interrupt import Interruption
from .options import Help

_EPILOG = """\
examples:
  align translate report.txt --to en -o out      a document, to read side by side
  align translate texts --to en -o out           every document in a folder
  align detect texts                             which language each document is in
  align pair kk.txt en.txt -o out                align two documents that exist
  align check texts/suite.toml                   fail where quality fell since the baseline
  align models list                              which models are installed

'align COMMAND --help' says more. Exit status: 0 all done, 1 quality fell short
(check), 2 wrong usage or unreadable input, 3 some documents of a batch failed, 130 interrupted (a
rerun goes on where it stopped).
"""


INTERRUPTED = "a rerun goes on where it stopped"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every error of this command is said."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see '{self.prog} --help'")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(
        prog="align",
        description="Translate documents and read them side by side.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    parser.add_argument("--version", action="version", version=f"align {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in (translate, detect, pair, view, check, models):
        command.add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status that the contract names."""
    _speak_utf8()
    as_json = "--log-json" in (sys.argv[1:] if arguments is None else arguments)
    interruption = Interruption(lambda: _tell("interrupted", INTERRUPTED, as_json))
    with interruption.watched():
        try:
            parsed = build_parser().parse_args(arguments)
            status: int = parsed.run(parsed)
            if sys.stdout is not None:
                sys.stdout.flush()
        except KeyboardInterrupt:
            return interruption.end()
        except Exception as error:
            # Some libraries turn an interruption into an error of their own.
            if interruption.seen:
                return interruption.end()
            message = _message(error)
            if message is None:
                raise
            if message:
                _tell("error", message, as_json)
            if isinstance(error, OSError):
                _silence()
            return 0 if isinstance(error, BrokenPipeError) else 2
    return status


def _message(error: Exception) -> str | None:
    """What to tell a person; nothing (empty) of a broken pipe, ``None`` of a fault of this tool."""
    if isinstance(error, AlignError):
        return str(error)
    if isinstance(error, BrokenPipeError):
        # The reader of a pipe has gone ("| head"); nothing is wrong, and nobody to tell.
        return ""
    if is_out_of_memory(error):
        return OUT_OF_MEMORY
    if isinstance(error, ImportError):
        return (
            f"a library cannot be loaded ({error}); with enough memory free, install the tool anew"
        )
    if isinstance(error, OSError):
        # Reading and writing files have errors of their own: what is left is standard output.
        return f"standard output cannot be written: {error}"
    return None


def _tell(event: str, message: str, as_json: bool) -> None:
    """The last line on standard error."""
    if as_json:
        from .events import emit

        emit(event, message=one_line(message))
    else:
        colon = ";" if event == "interrupted" else ":"
        print(f"align: {event}{colon} {one_line(message)}", file=sys.stderr)


def _silence() -> None:
    """Let the interpreter flush what is left into nothing when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nothing, stream.fileno())


def _speak_utf8() -> None:
    if sys.stderr is None:  # closed: print would take standard output in its place
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (to the end)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
