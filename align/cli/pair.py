"""``align pair``: two documents that exist in two languages, sentence beside sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..printable import printable
from .options import (
    WITH_FINDINGS,
    WITH_WORDS,
    Help,
    add_model_options,
    add_size_option,
    settle_languages,
    view_names,
)

if TYPE_CHECKING:
    from ..bitext import Bitext

VIEWS = ("html", "tsv", "tmx", "jsonl", "ladder")
METHODS = ("auto", "length", "lexical", "translation", "embedding")

_EPILOG = """\
examples:
  align pair report.kk.txt report.en.txt -o out  out/report.kk.kk-en.html and the other views
  align pair --presegmented a.kk a.en            a bead a line on standard output: [0, 1]:[2]:0.87

Methods: length (Gale and Church), lexical (numbers, names, cognates; no model), translation (a
model translates one side and settles what is doubtful), embedding (sentence vectors; an extra to
install), auto (translation where a model covers the pair, lexical where none does; says which).
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "pair",
        help="align two documents that exist in two languages",
        description="Align two documents sentence by sentence.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    parser.add_argument("source", metavar="SOURCE", type=Path)
    parser.add_argument("target", metavar="TARGET", type=Path)
    parser.add_argument("--from", dest="source_lang", metavar="LANG")
    parser.add_argument("--to", dest="target_lang", metavar="LANG")
    parser.add_argument("-o", dest="out", metavar="DIR", type=Path)
    parser.add_argument(
        "--views",
        type=lambda text: view_names(text, VIEWS),
        help=f"which files to write (default: {','.join(VIEWS)}; without -o: ladder, on stdout)",
    )
    parser.add_argument("--method", choices=METHODS, default="auto")
    parser.add_argument(
        "--embedder",
        metavar="use|DIR",
        default="use",
        help="for embedding: use (16 languages, not Kazakh), or a sentence-transformers folder",
    )
    parser.add_argument(
        "--dictionary",
        metavar="FILE",
        type=Path,
        help="terms that help to align: source, a tab, target on a line, or hunalign's .dic",
    )
    parser.add_argument(
        "--presegmented", action="store_true", help="one sentence a line, nothing split or joined"
    )
    add_model_options(parser)
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    from ..pairing import pair_documents
    from ..readers import read_document

    source_lang, target_lang = settle_languages(arguments.source_lang, arguments.target_lang)
    documents = [
        read_document(path, largest=arguments.max_size)
        for path in (arguments.source, arguments.target)
    ]
    with _place(arguments.out) as memory:
        bitext = pair_documents(
            *documents,
            source_lang=source_lang,
            target_lang=target_lang,
            method=arguments.method,
            presegmented=arguments.presegmented,
            model=arguments.model,
            engine=arguments.engine,
            beam=arguments.beam,
            memory=memory,
            embedder=arguments.embedder,
            dictionary=arguments.dictionary,
            words=bool(WITH_WORDS.intersection(_views(arguments))),
            findings=bool(WITH_FINDINGS.intersection(_views(arguments))),
        )
        _write(bitext, arguments)
    return 0


@contextmanager
def _place(out: Path | None) -> Iterator[Path | None]:
    """Where translations are remembered: in the output folder, which is held for this run."""
    if out is None:
        yield None
        return
    from ..lock import one_run_in
    from ..translation.memory import memory_path

    with one_run_in(out):
        yield memory_path(out)


def _write(bitext: Bitext, arguments: argparse.Namespace) -> None:
    from ..files import write_whole
    from ..views import render

    if arguments.out is None:
        for view in _views(arguments):
            sys.stdout.write(render(bitext, view))
        return
    name = f"{arguments.source.stem}.{bitext.source.lang}-{bitext.target.lang}"
    for view in _views(arguments):
        path = arguments.out / f"{name}.{view}"
        write_whole(path, render(bitext, view))
        print(printable(str(path)), file=sys.stderr)


def _views(arguments: argparse.Namespace) -> tuple[str, ...]:
    return arguments.views or (VIEWS if arguments.out else ("ladder",))
