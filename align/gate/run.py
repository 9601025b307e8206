"""One run of a suite: what was translated how, how it scores, what the checks find."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from .. import __version__
from ..errors import InputError, ModelError
from ..judging import judge_for
from ..quality import Pair, find
from ..translation.memory import Memory
from ..translation.models.folder import verify_model
from ..translation.session import Session
from .metrics import Score, score
from .suite import Suite
from .units import Unit, units_of

# What products of int8 numbers give depends on the processor's instructions (those before VNNI
# saturate), which is worth a point of chrF on a small suite. All x86-64 processors have these.
ARITHMETIC = {"ONEDNN_MAX_CPU_ISA": "AVX2", "CT2_FORCE_CPU_ISA": "AVX2", "CT2_USE_MKL": "0"}

PACKAGES = ("ctranslate2", "sentencepiece", "sacrebleu")


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with its hypothesis; ``errors`` are the kinds of its findings of that severity."""

    source: str
    reference: str
    hypothesis: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRun:
    """The lines of one document of the suite."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a suite. ``made_by`` is all that it depends on but the texts."""

    target: str
    made_by: Mapping[str, Any]
    documents: tuple[DocumentRun, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines of all documents, in order."""
        return [line for document in self.documents for line in document.lines]

    @property
    def errors(self) -> int:
        """How many findings of severity ``error`` there are."""
        return sum(len(line.errors) for line in self.lines)

    def scores(self) -> dict[str, Score]:
        """The corpus scores over all documents."""
        return score(
            [line.hypothesis for line in self.lines],
            [line.reference for line in self.lines],
            self.target,
        )


def fix_arithmetic() -> None:
    """Let this process translate alike on every x86-64 processor, unless the environment says how.

    To be called before anything is translated: the libraries look once.
    """
    for name, value in ARITHMETIC.items():
        os.environ.setdefault(name, value)


def run_suite(suite: Suite, threads: int | None = None) -> Run:
    """Translate and check a suite.

    Raises ``InputError`` for files that cannot be read or do not match, ``ModelError`` where the
    model is missing or one of its files was altered.
    """
    units = [(document.name, units_of(document, suite)) for document in suite.documents]
    made_by: dict[str, Any] = {"model": None}
    with Memory(None) as memory:
        session = None
        if any(unit.hypothesis is None for _, some in units for unit in some):
            session = Session(
                suite.target,
                memory,
                source=suite.source,
                model=suite.model,
                decoding=suite.decoding,
                threads=threads,
                judges=judge_for,
            )
            model = session.planner.model(suite.source)
            if model is None:
                raise ModelError(
                    f"{suite.path}: {session.planner.reason_without_model(suite.source)}"
                )
            verify_model(model)
            record = session.record(suite.source)
            made_by = {
                "model": {key: record[key] for key in ("name", "fingerprint")},
                "engine": record["engine"],
                "decoding": record["decoding"],
                "repair": record["repair"],
            }
        documents = tuple(_run(name, some, suite, session) for name, some in units)
    made_by["packages"] = {
        "qatarlas": __version__,
        **{name: version(name) for name in PACKAGES},
    }
    return Run(suite.target, made_by, documents)


def _run(name: str, units: Sequence[Unit], suite: Suite, session: Session | None) -> DocumentRun:
    hypotheses: list[str] = []
    if session is not None and any(unit.hypothesis is None for unit in units):
        texts = [text for unit in units for text in unit.sources]
        # A pair may hold several sentences; it is translated as it stands.
        translated = iter(session.translate_texts(texts, suite.source))
        for unit in units:
            hypotheses.append(" ".join(next(translated).text for _ in unit.sources).strip())
    else:
        hypotheses = [unit.hypothesis or "" for unit in units]
    lines = []
    for unit, hypothesis in zip(units, hypotheses, strict=True):
        if "\n" in hypothesis:
            raise InputError(f"{suite.path}: a hypothesis of {name} is not one line")
        pair = Pair(unit.source, hypothesis, suite.source, suite.target)
        errors = [f.kind for f in find(pair) if f.severity == "error"]
        if not hypothesis:
            errors = ["empty"]  # from a model that is no bad input, but a bad translation
        lines.append(Line(unit.source, unit.reference, hypothesis, tuple(errors)))
    return DocumentRun(name, tuple(lines))
