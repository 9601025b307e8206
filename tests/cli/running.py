"""Running the real command in a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}  # this tree's package, whatever the folder


def align(
    *arguments: str | Path, cwd: Path | None = None, stdin: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``align`` with these arguments and wait for its end."""
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**ENVIRONMENT, **variables},
        timeout=300,
        check=False,
    )


def command(*arguments: str | Path) -> list[str]:
    """The command line that runs ``align``, for ``subprocess``."""
    return [sys.executable, "-m", "align", *map(str, arguments)]


def error_line(result: subprocess.CompletedProcess[bytes]) -> str:
    """The only line on standard error, which must be an error and no traceback."""
    lines = result.stderr.decode().strip().split("\n")
    assert len(lines) == 1, lines
    assert lines[0].startswith("align: error: ")
    return lines[0]


def files_below(folder: Path) -> dict[str, bytes]:
    """The visible files below a folder and their bytes.

    Without the summary: it tells how long the run took, the one thing that differs between two.
    """
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path != folder / "summary.json"
        and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    }


def peak_memory(
    *arguments: str | Path, cwd: Path | None = None
) -> tuple[subprocess.CompletedProcess[bytes], int]:
    """Run ``align``, and the most memory that it or one of its workers took, in megabytes."""
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command(*arguments)],
        cwd=cwd,
        capture_output=True,
        env=ENVIRONMENT,
        timeout=300,
        check=False,
    )
    kilobytes = int(done.stdout.split()[-1]) // (1024 if sys.platform == "darwin" else 1)
    return done, kilobytes // 1024
