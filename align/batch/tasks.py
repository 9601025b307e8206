"""What is done with one document without a model, by this process or another: plan it, complete it.

Functions of a module, so that they can be called in other processes (see ``workers``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..document import Document
from ..files import write_whole
from ..quality import with_findings
from ..stages import timed
from ..translation.parts import Translation
from ..translation.plan import NotTranslated, Plan, Planner, bitext_of
from ..views import render
from ..views.flags import count_errors, count_findings, count_flagged
from .result import Result


@dataclass(frozen=True, slots=True)
class Settings:
    """What is written: ``views`` of each document, into ``out``, in the language ``target``."""

    target: str
    out: Path
    views: tuple[str, ...]


_planners: list[Planner] = []


def set_planner(planner: Planner) -> None:
    """The planner that ``plan_document`` uses in this process."""
    _planners[:] = [planner]


def start_planner(target: str, source: str | None, model: str | None) -> None:
    """What a process calls before it plans and completes documents."""
    set_planner(Planner(target, source, model))


def plan_document(document: Document) -> Plan | NotTranslated:
    """What is to be done with a document, by this process's planner."""
    return _planners[0].plan(document)


def complete(
    item: str,
    name: str,
    plan: Plan,
    translations: Sequence[Translation],
    records: Mapping[str, Mapping[str, Any]],
    settings: Settings,
) -> Result:
    """Check, render and write a translated document; ``OutputError`` where that fails."""
    with timed("check"):
        bitext = with_findings(bitext_of(plan, translations, settings.target, records))
    files = {}
    for view in settings.views:
        relative = f"{name}.{bitext.source.lang}-{bitext.target.lang}.{view}"
        with timed("render"):
            text = render(bitext, view)
        with timed("write"):
            write_whole(settings.out / relative, text)
        files[view] = relative
    return Result(
        item,
        bitext.source.lang,
        "translated",
        sentences=len(bitext.beads),
        flagged=count_flagged(bitext),
        errors=count_errors(bitext),
        words=sum(len(bead.source.text.split()) for bead in bitext.beads),
        findings=count_findings(bitext),
        files=files,
    )
