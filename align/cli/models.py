"""``align models``: list, show, pull and convert models."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from .options import Help

_EPILOG = """\
examples:
  align models list                              installed, and what can be pulled
  align models show kk-en
  align models pull opus-mt-tc-bible-big-trk     needs pip install 'qatarlas[transformers]'
  align models convert ./my-marian -o my-model --from kk --to en
"""


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "models",
        help="list, show, pull and convert models",
        description="The models on this machine and in the catalogue.",
        epilog=_EPILOG,
        formatter_class=Help,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser(
        "list", formatter_class=Help, help="what is installed, and what can be pulled"
    )
    listing.set_defaults(run=_list)
    show = actions.add_parser(
        "show", formatter_class=Help, help="everything recorded about a model; checks its hashes"
    )
    show.add_argument("name", metavar="NAME")
    show.set_defaults(run=_show)
    pull = actions.add_parser(
        "pull", formatter_class=Help, help="fetch a model from the hub and convert it"
    )
    pull.add_argument("name", metavar="NAME", help="a name of the catalogue, or a hub id")
    pull.add_argument("--revision", help="the hub's commit, tag or branch")
    pull.add_argument("-o", dest="out", metavar="DIR", type=Path, help="where to put it")
    pull.set_defaults(run=_pull)
    convert = actions.add_parser(
        "convert", formatter_class=Help, help="make a model folder from a MarianMT model"
    )
    convert.add_argument("name", metavar="HUB_ID_OR_DIR")
    convert.add_argument("-o", dest="out", metavar="DIR", type=Path, required=True)
    convert.add_argument("--from", dest="source", metavar="LANG,…", help="source languages")
    convert.add_argument("--to", dest="target", metavar="LANG,…", help="target languages")
    convert.add_argument("--revision", help="for a hub id: the commit, tag or branch")
    convert.set_defaults(run=_convert)


def _list(arguments: argparse.Namespace) -> int:
    from ..translation.models.catalogue import known_models, scan_models

    models, errors = scan_models()
    for model in models:
        print(f"{model.name}\tinstalled\t{_pairs(model.source, model.target)}\t{model.path}")
    installed = {model.name for model in models} | {model.origin for model in models}
    for entry in known_models():
        if entry.name not in installed and entry.hub_id not in installed:
            pairs = _pairs(entry.source, entry.target)
            print(f"{entry.name}\tavailable\t{pairs}\talign models pull {entry.name}")
    for error in errors:
        print(f"align: warning: {error}", file=sys.stderr)
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from ..translation.models.catalogue import find_model
    from ..translation.models.folder import verify_model

    model = find_model(arguments.name)
    verify_model(model)
    prefixes = " ".join(f"{lang}:{token}" for lang, token in sorted(model.prefix.items()))
    rows = {
        "name": model.name,
        "path": model.path,
        "source": " ".join(model.source),
        "target": " ".join(model.target),
        "prefix": prefixes or "none",
        "longest input": f"{model.max_source_tokens} pieces",
        "origin": model.origin,
        "revision": model.revision or "none",
        "licence": model.licence,
        "fingerprint": model.fingerprint,
        "files": "whole, as in SHA256SUMS",
    }
    for name, value in rows.items():
        print(f"{name:14} {value}")
    card = model.path / "README.md"
    if card.is_file():
        print(f"{'card':14} {card}")
    return 0


def _pull(arguments: argparse.Namespace) -> int:
    from ..translation.models.hub import pull_model

    model = pull_model(arguments.name, revision=arguments.revision, out=arguments.out, report=_say)
    print(model.path)
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from ..translation.models.convert import convert_model
    from ..translation.models.hub import pull_model
    from ..translation.models.record import ModelRecord
    from ..translation.models.tags import languages_of

    folder = Path(arguments.name)
    source, target = _tags(arguments.source), _tags(arguments.target)
    if not folder.is_dir():
        model = pull_model(
            arguments.name,
            revision=arguments.revision,
            out=arguments.out,
            source_langs=source,
            target_langs=target,
            report=_say,
        )
    else:
        languages = languages_of(folder, source_langs=source, target_langs=target)
        record = ModelRecord(
            name=arguments.out.name,
            source=languages.source,
            target=languages.target,
            prefix=languages.prefix,
            origin=folder.name,
            revision="",
            licence="not stated",
        )
        model = convert_model(folder, arguments.out, record)
    print(model.path)
    return 0


def _tags(text: str | None) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in text.split(",") if tag.strip()) if text else ()


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _pairs(source: tuple[str, ...], target: tuple[str, ...]) -> str:
    return f"{','.join(source)}→{','.join(target)}"
