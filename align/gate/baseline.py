"""The baseline: the run that was accepted, as a JSON file with all that made it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import write_whole
from .run import DocumentRun, Line, Run

FORMAT = 1


def write_baseline(path: Path, run: Run) -> None:
    """Write a run as baseline, with today's date."""
    scores = run.scores()
    data = {
        "align_baseline": FORMAT,
        "date": datetime.now(UTC).date().isoformat(),
        "target": run.target,
        "made_by": run.made_by,
        "scores": {
            name: {"score": found.value, "signature": found.signature}
            for name, found in scores.items()
        },
        "errors": run.errors,
        "documents": [
            {
                "name": document.name,
                "lines": [
                    {
                        "source": line.source,
                        "reference": line.reference,
                        "hypothesis": line.hypothesis,
                        "errors": list(line.errors),
                    }
                    for line in document.lines
                ],
            }
            for document in run.documents
        ],
    }
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def read_baseline(path: Path, suite: Path) -> Run:
    """Read a baseline; ``InputError`` says how to make one where there is none."""
    remedy = f"make it with 'align check {suite} --baseline {path} --update-baseline'"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.get("align_baseline") != FORMAT:
            raise ValueError('it lacks "align_baseline": 1')
        documents = tuple(
            DocumentRun(
                str(row["name"]),
                tuple(
                    Line(
                        str(line["source"]),
                        str(line["reference"]),
                        str(line["hypothesis"]),
                        tuple(map(str, line["errors"])),
                    )
                    for line in row["lines"]
                ),
            )
            for row in data["documents"]
        )
        made_by = data["made_by"]
        if not isinstance(made_by, dict) or not isinstance(made_by.get("packages"), dict):
            raise ValueError("it does not say what made it")
        return Run(str(data["target"]), made_by, documents)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no baseline yet; {remedy}") from error
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise InputError(f"{path}: not a baseline ({error}); {remedy}") from error


def check_replaceable(path: Path) -> None:
    """``InputError`` where a baseline would take the place of a file that never was one.

    A broken baseline (cut off, or with the marks of a merge conflict) may be replaced.
    """
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name another file") from error
    if text.strip() and '"align_baseline"' not in text:
        raise InputError(f"{path}: not a baseline, so it is kept; remove it, or name another file")


def differences(old: Run, new: Run) -> list[str]:
    """What made the two runs differ: the model, the engine, the decoding. Packages may."""
    return [
        f"{name}: {before} in the baseline, {after} now"
        for name, before, after in _differing(old.made_by, new.made_by)
        if not name.startswith("packages")
    ]


def changed_packages(old: Run, new: Run) -> list[str]:
    """Packages of other versions than the baseline was made with."""
    found = _differing(old.made_by.get("packages", {}), new.made_by["packages"])
    return [f"{name} {before} → {after}" for name, before, after in found]


def check_comparable(old: Run, new: Run, path: Path, *, across: bool) -> None:
    """``InputError`` where two runs are not to be compared, with what is different.

    They are of one suite's texts, and, unless ``across``, of one model, engine and decoding.
    """
    other = differences(old, new)
    if other and not across:
        raise InputError(
            f"{path}: made by another model or other settings ({'; '.join(other)});"
            " compare all the same with --across, or accept the new ones with --update-baseline"
        )
    before, after = (
        {d.name: [(line.source, line.reference) for line in d.lines] for d in run.documents}
        for run in (old, new)
    )
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            raise InputError(
                f"{path}: made from another text of {name!r} than the suite has now;"
                " make it again with --update-baseline"
            )


def _differing(
    old: Mapping[str, Any], new: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, object, object]]:
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _differing(before, after, f"{prefix}{key}.")
        elif before != after:
            yield f"{prefix}{key}", before, after
