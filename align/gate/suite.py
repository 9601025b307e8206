"""A suite: a TOML file that names pairs of sources and references, and what is to translate them.

    source = "kk"
    target = "en"
    model = "kk-en"             # a name, a folder or a hub id
    [decoding]                  # any field of Decoding; what is not named, the model's
    beam = 4
    [tolerance]                 # how far a metric may fall, and by how many errors may rise
    chrf = 1.0
    [[document]]
    name = "numbers"
    pairs = "suite/numbers.tsv" # source<TAB>reference, one pair a line
    [[document]]
    source = "report.txt"       # two documents: segmented and aligned
    reference = "report.en"
    hypothesis = "report.mt"    # a translation that exists, instead of the model's

Paths count from the suite's folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..translation.engine import Decoding
from ..translation.models.record import PENALTIES
from .metrics import METRICS

TOLERANCE = 1.0
_KEYS = {"source", "target", "model", "decoding", "tolerance", "document"}
_DOCUMENT_KEYS = {"name", "pairs", "source", "reference", "hypothesis"}


@dataclass(frozen=True, slots=True)
class SuiteDocument:
    """One entry of a suite: either ``pairs`` or ``source`` with ``reference`` is set."""

    name: str
    pairs: Path | None
    source: Path | None
    reference: Path | None
    hypothesis: Path | None


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite as read. ``tolerance`` maps the names of the metrics, and ``errors``."""

    path: Path
    source: str
    target: str
    model: str | None
    decoding: Decoding
    tolerance: Mapping[str, float]
    documents: tuple[SuiteDocument, ...]


def read_suite(path: Path) -> Suite:
    """Read a suite; ``InputError`` names the file and what is wrong, with the line for TOML."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such suite; name the TOML file of one") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not a suite: {error}") from error
    _only(path, data, _KEYS, "the suite")
    source, target = (_text(path, data, key, "the suite") for key in ("source", "target"))
    rows = data.get("document")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: no [[document]] in it; name a source and a reference")
    documents = tuple(_document(path, row, number) for number, row in enumerate(rows, start=1))
    names = [document.name for document in documents]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise InputError(f"{path}: two documents are called {double!r}; give one another name")
    model = data.get("model")
    if model is not None and not isinstance(model, str):
        raise InputError(f"{path}: model is not a text")
    if model is None and any(document.hypothesis is None for document in documents):
        raise InputError(f"{path}: names no model; add model = NAME, or a hypothesis everywhere")
    if model is not None and (path.parent / model).is_dir():
        model = str(path.parent / model)
    return Suite(
        path, source, target, model, _decoding(path, data), _tolerance(path, data), documents
    )


def _document(path: Path, row: dict[str, Any], number: int) -> SuiteDocument:
    what = f"document {number}"
    _only(path, row, _DOCUMENT_KEYS, what)
    given = {key: path.parent / _text(path, row, key, what) for key in row if key != "name"}
    if ("pairs" in given) == ("source" in given) or ("source" in given) != ("reference" in given):
        raise InputError(f"{path}: {what} needs pairs, or source and reference")
    first = given.get("pairs") or given["source"]
    name = _text(path, row, "name", what) if "name" in row else first.stem
    return SuiteDocument(
        name, *(given.get(key) for key in ("pairs", "source", "reference", "hypothesis"))
    )


def _decoding(path: Path, data: dict[str, Any]) -> Decoding:
    table = data.get("decoding", {})
    # A penalty that nothing is said of is the model's own.
    known = {
        field.name: float if field.name in PENALTIES else type(getattr(Decoding(), field.name))
        for field in fields(Decoding)
    }
    if not isinstance(table, dict):
        raise InputError(f"{path}: decoding is not a table")
    _only(path, table, set(known), "decoding")
    for key, value in table.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        whole = known[key] is not int or isinstance(value, int)
        if not number or not whole or not -100 <= value <= 10_000:
            raise InputError(f"{path}: decoding.{key} is not a number of its kind")
    values: dict[str, Any] = {key: known[key](value) for key, value in table.items()}
    if values.get("beam", 1) < 1:
        raise InputError(f"{path}: decoding.beam is not a whole number from 1 up")
    return Decoding(**values)


def _tolerance(path: Path, data: dict[str, Any]) -> dict[str, float]:
    table = data.get("tolerance", {})
    if not isinstance(table, dict):
        raise InputError(f"{path}: tolerance is not a table")
    _only(path, table, {*METRICS, "errors"}, "tolerance")
    tolerance = {**dict.fromkeys(METRICS, TOLERANCE), "errors": 0.0}
    for key, value in table.items():
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e6:
            raise InputError(f"{path}: tolerance.{key} is not a number from 0 up")
        tolerance[key] = float(value)
    return tolerance


def _only(path: Path, table: dict[str, Any], keys: set[str], what: str) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        known = ", ".join(sorted(keys))
        raise InputError(f"{path}: {what} has no {', '.join(unknown)}; there are: {known}")


def _text(path: Path, table: dict[str, Any], key: str, what: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise InputError(f"{path}: {what} lacks a text for {key}")
    return value
