"""The models there are on this machine, and those on the hub that are known to cover a pair."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import platformdirs

from ...errors import ModelError
from .folder import ModelFolder, base_tag, open_model
from .record import RECORD

VARIABLE = "QATARLAS_MODELS"
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model on the hub. ``revision`` is a commit that is required, a ref, or empty.

    ``scores`` are those that its makers published, with the test set, for people to read.
    """

    name: str
    hub_id: str
    revision: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    prefix: Mapping[str, str]
    licence: str
    parameters: str
    scores: str


class _Covers(Protocol):
    @property
    def source(self) -> tuple[str, ...]: ...
    @property
    def target(self) -> tuple[str, ...]: ...


_Model = TypeVar("_Model", bound=_Covers)


def user_models() -> Path:
    """The folder that pulled models go to; it need not exist."""
    return platformdirs.user_data_path("qatarlas") / "models"


def search_path() -> tuple[Path, ...]:
    """The folders that hold models, in the order in which they are searched.

    Raises ``ModelError`` where ``QATARLAS_MODELS`` names something that is not a folder.
    """
    named = [Path(part) for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    for folder in named:
        if not folder.is_dir():
            raise ModelError(f"{folder}: not a folder; correct the variable {VARIABLE} or unset it")
    others = [user_models(), *_shipped_models()]
    return (*named, *(folder for folder in others if folder.is_dir()))


def scan_models() -> tuple[tuple[ModelFolder, ...], tuple[ModelError, ...]]:
    """All models on the machine in the order of preference, and what is wrong with the others.

    Of two models with the same name the second is never used, so it is left out. The order is that
    of ``search_path``, then that of the catalogue, then that of the names.
    """
    rank = {entry.name: i for i, entry in enumerate(known_models())}
    models: dict[str, ModelFolder] = {}
    errors: list[ModelError] = []
    for root in search_path():
        found: list[ModelFolder] = []
        for path in _model_paths(root):
            try:
                found.append(open_model(path))
            except ModelError as error:
                errors.append(error)
        for model in sorted(found, key=lambda m: (rank.get(m.name, len(rank)), m.name)):
            models.setdefault(model.name, model)
    return tuple(models.values()), tuple(errors)


def list_models() -> tuple[ModelFolder, ...]:
    """The usable models on the machine, in the order of preference; see ``scan_models``."""
    return scan_models()[0]


def find_model(name_or_path: str) -> ModelFolder:
    """The installed model of this name or hub id, or the model folder at this path.

    Raises ``ModelError`` where there is none; it says how to get the model where that is known.
    """
    models = list_models()
    for model in models:
        if name_or_path in (model.name, model.origin):
            return model
    for folder in (*(root / name_or_path for root in search_path()), Path(name_or_path)):
        if folder.is_dir():
            # Not among the usable ones: this says what is wrong with it.
            return open_model(folder)
    entry = find_entry(name_or_path)
    if entry is not None:
        raise ModelError(f"model {entry.name} is not installed: {_pull_command(entry)}")
    installed = ", ".join(model.name for model in models) or "none"
    raise ModelError(
        f"no model or folder is called {name_or_path} (installed: {installed});"
        " see 'align models list'"
    )


def model_for(source_lang: str, target_lang: str) -> ModelFolder | None:
    """The preferred installed model for the pair, or ``None``.

    A model that names the very tags wins over one that names only their base languages (``kk`` for
    ``kk-Latn``). Broken folders are passed over; ``scan_models`` says what is wrong with them.
    """
    return _covering(list_models(), source_lang, target_lang)


def known_models() -> tuple[CatalogueEntry, ...]:
    """The entries of ``catalog.toml``, in its order; ``ModelError`` where the file is damaged."""
    for folder in _shipped_models():
        file = folder / "catalog.toml"
        if file.is_file():
            return _read_catalogue(file)
    raise ModelError(f"{_PACKAGE}: its catalog.toml is missing; install qatarlas again")


def find_entry(name_or_hub_id: str) -> CatalogueEntry | None:
    """The catalogue's entry with this name or hub id."""
    for entry in known_models():
        if name_or_hub_id in (entry.name, entry.hub_id):
            return entry
    return None


def how_to_get(source_lang: str, target_lang: str) -> str | None:
    """The command that gets a model covering the pair, or ``None`` where none is known."""
    entry = _covering(known_models(), source_lang, target_lang)
    return None if entry is None else _pull_command(entry)


def _pull_command(entry: CatalogueEntry) -> str:
    return f"align models pull {entry.name}"


def _covering(models: Iterable[_Model], source_lang: str, target_lang: str) -> _Model | None:
    models = tuple(models)
    for source in dict.fromkeys((source_lang, base_tag(source_lang))):
        for target in dict.fromkeys((target_lang, base_tag(target_lang))):
            for model in models:
                if source in model.source and target in model.target:
                    return model
    return None


def _shipped_models() -> Iterator[Path]:
    # The wheel puts the repository's models/ inside the package. Beside the package, a folder of
    # that name is ours only in a checkout: in site-packages it would be somebody else's package.
    yield _PACKAGE / "_models"
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        yield _PACKAGE.parent / "models"


def _model_paths(root: Path) -> list[Path]:
    if (root / RECORD).is_file():
        return [root]
    return sorted(p.parent for p in root.glob(f"*/{RECORD}") if not p.parent.name.startswith("."))


@cache
def _read_catalogue(file: Path) -> tuple[CatalogueEntry, ...]:
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8"))["model"]
        return tuple(
            CatalogueEntry(
                **{**row, "source": tuple(row["source"]), "target": tuple(row["target"])}
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{file}: damaged ({error}); install qatarlas again") from error
