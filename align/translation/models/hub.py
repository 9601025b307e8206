"""Models from the Hugging Face hub. Nothing else in this package uses the network."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ...errors import ModelError
from .catalogue import CatalogueEntry, find_entry, known_models, user_models
from .checksums import sha256_of
from .convert import NEEDED, WEIGHTS, convert_model, require_transformers
from .folder import ModelFolder, open_model
from .record import RECORD, ModelRecord
from .tags import languages_of

_OPTIONAL = ("generation_config.json", "tokenizer_config.json", "README.md")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def pull_model(
    name_or_hub_id: str,
    *,
    revision: str | None = None,
    endpoint: str | None = None,
    out: Path | None = None,
    source_langs: Sequence[str] = (),
    target_langs: Sequence[str] = (),
    report: Callable[[str], None] | None = None,
) -> ModelFolder:
    """Download a model, check it, convert it and install it; a model that is there is left alone.

    In: a name from the catalogue or a hub id (``owner/name``); a commit, branch or tag; another
    ``endpoint`` than ``HF_ENDPOINT``; the folder to make, by default one in ``user_models()``; the
    languages of a model that is not in the catalogue and does not tell them itself. ``report`` gets
    a line for each stage. ``HF_TOKEN``, ``HF_HUB_OFFLINE`` and the hub's other variables hold; its
    bars show on a terminal only. A download that broke off is gone on with.

    Raises ``ModelError``, and installs nothing, where the hub cannot be reached, has no such model
    or revision, where it is not the commit that the catalogue asks for, where a file's hash is not
    the hub's, and where the model cannot be converted.
    """
    say = report or _say_nothing
    entry = find_entry(name_or_hub_id)
    hub_id = entry.hub_id if entry else name_or_hub_id
    if not re.fullmatch(r"[\w-][\w.-]*/[\w-][\w.-]*", hub_id):
        names = ", ".join(known.name for known in known_models())
        raise ModelError(f"{hub_id}: not a hub id (owner/name), nor one of {names}")
    name = entry.name if entry else hub_id.partition("/")[2]
    asked = revision or (entry.revision if entry else "")
    folder = out or user_models() / name
    present = _installed(folder)
    if present and _COMMIT.fullmatch(asked) and present.revision == asked:
        say(f"{name} is already there, at commit {asked[:12]}")
        return present
    require_transformers("pulling a model")
    info = _model_info(hub_id, asked, endpoint)
    commit = _commit(info, hub_id, asked, entry)
    if present and present.revision == commit:
        say(f"{name} is already there, at commit {commit[:12]}")
        return present
    # Beside its destination, where a later run finds it again; the dot hides it from the catalogue.
    download = folder.parent / f".{name}.{commit[:12]}.download"
    _download(info, hub_id, commit, endpoint, download, say)
    if entry:
        source, target, prefix = entry.source, entry.target, entry.prefix
    else:
        found = languages_of(
            download, source_langs=source_langs, target_langs=target_langs, called=hub_id
        )
        source, target, prefix = found.source, found.target, found.prefix
    say(f"converting {name}")
    record = ModelRecord(
        name=name,
        source=source,
        target=target,
        prefix=prefix,
        origin=hub_id,
        revision=commit,
        licence=entry.licence if entry else _licence(info),
    )
    model = convert_model(download, folder, record, replace=(folder / RECORD).is_file())
    for leftover in folder.parent.glob(f".{name}.*.download"):
        shutil.rmtree(leftover)
    return model


def _say_nothing(line: str) -> None:
    """Take a line of progress and drop it."""


def _installed(folder: Path) -> ModelFolder | None:
    if not folder.exists():
        return None
    if not (folder / RECORD).is_file():
        raise ModelError(f"{folder}: exists and is not a model; remove it or choose another folder")
    try:
        return open_model(folder)
    except ModelError:
        # Pulling again is what the message about a damaged model tells a person to do.
        return None


def _model_info(hub_id: str, revision: str, endpoint: str | None) -> Any:
    from huggingface_hub import HfApi

    try:
        return HfApi(endpoint=endpoint).model_info(
            hub_id, revision=revision or None, files_metadata=True, timeout=30
        )
    except _hub_errors() as error:
        raise _explained(error, hub_id, revision) from error


def _commit(info: Any, hub_id: str, asked: str, entry: CatalogueEntry | None) -> str:
    commit = str(info.sha)
    if not _COMMIT.fullmatch(commit):
        raise ModelError(f"{hub_id}: the hub names no commit for it; check HF_ENDPOINT")
    required = [r for r in (asked, entry.revision if entry else "") if _COMMIT.fullmatch(r)]
    for pinned in required:
        if pinned != commit:
            raise ModelError(
                f"{hub_id}: the hub has commit {commit[:12]} where {pinned[:12]} is required;"
                " leave the revision out, or check HF_ENDPOINT"
            )
    return commit


def _download(
    info: Any,
    hub_id: str,
    commit: str,
    endpoint: str | None,
    folder: Path,
    say: Callable[[str], None],
) -> None:
    from huggingface_hub import hf_hub_download

    files = {sibling.rfilename: sibling for sibling in info.siblings}
    _check_listing(hub_id, files)
    wanted = [name for name in (*NEEDED, *_OPTIONAL) if name in files]
    size = sum(files[name].size or 0 for name in wanted)
    say(f"downloading {hub_id} at commit {commit[:12]} ({size / 1e6:.0f} MB)")
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        try:
            hf_hub_download(hub_id, name, revision=commit, local_dir=folder, endpoint=endpoint)
        except _hub_errors() as error:
            raise _explained(error, hub_id, commit) from error
        if not _is_as_published(folder / name, files[name]):
            shutil.rmtree(folder)
            raise ModelError(
                f"{hub_id}: {name} as downloaded has another hash than the hub lists; nothing was"
                " installed, try again"
            )


def _check_listing(hub_id: str, files: dict[str, Any]) -> None:
    if WEIGHTS not in files and any(name.endswith((".bin", ".pt")) for name in files):
        raise ModelError(
            f"{hub_id}: its weights are a pickle, which is not loaded because it can run code;"
            f" ask for a revision with {WEIGHTS} (often a pull request: --revision refs/pr/N)"
        )
    missing = [name for name in NEEDED if name not in files]
    if missing:
        raise ModelError(
            f"{hub_id}: not a MarianMT model, it lacks {', '.join(missing)}; choose another model"
        )


def _is_as_published(file: Path, listed: Any) -> bool:
    if listed.lfs is not None:
        return sha256_of(file) == str(listed.lfs.sha256)
    # What git hashes: a header with the size, then the bytes.
    content = file.read_bytes()
    digest = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
    return digest.hexdigest() == str(listed.blob_id)


def _licence(info: Any) -> str:
    card = info.card_data
    return str((card.get("license") if card else None) or "unknown")


def _hub_errors() -> tuple[type[Exception], ...]:
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    # The hub's library raises its HTTP library's errors too; which library that is depends on its
    # version (httpx, httpx2), but its own error always derives from that library's base class.
    transport = HfHubHTTPError.__bases__[0]
    # RuntimeError is how its accelerated transfer (hf_xet) fails.
    return (transport, HFValidationError, OSError, RuntimeError)


def _explained(error: Exception, hub_id: str, revision: str) -> ModelError:
    from huggingface_hub.errors import (
        EntryNotFoundError,
        GatedRepoError,
        HfHubHTTPError,
        HFValidationError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    if isinstance(error, LocalEntryNotFoundError) and isinstance(error.__cause__, Exception):
        return _explained(error.__cause__, hub_id, revision)
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    if isinstance(error, GatedRepoError):
        return ModelError(
            f"{hub_id}: its owners ask for consent; accept their terms on its page and set HF_TOKEN"
        )
    if isinstance(error, RepositoryNotFoundError):
        return ModelError(
            f"{hub_id}: the hub has no such model, or a private one; check the name or set HF_TOKEN"
        )
    if isinstance(error, RevisionNotFoundError):
        return ModelError(f"{hub_id}: has no revision {revision}; check it on the model's page")
    if isinstance(error, EntryNotFoundError | HFValidationError):
        return ModelError(f"{hub_id}: the hub refuses ({reason}); check the name and the revision")
    if isinstance(error, HfHubHTTPError):
        return ModelError(f"{hub_id}: the hub answers with an error ({reason}); try again later")
    return ModelError(
        f"the hub cannot be reached ({reason}): connect, or copy a model folder into"
        f" {user_models()}"
    )
