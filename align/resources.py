"""What the machine leaves this process: cores, and memory enough to begin with."""

from __future__ import annotations

import math
import mmap
import os
import sys
from pathlib import Path

from .errors import AlignError

# Measured with ``ulimit -v``: Python, the model and the detectors, and the stack and the heap of
# each thread, most of which is only ever reserved.
_BASE = 450
_EACH_THREAD = 150


def available_cores() -> int:
    """The cores this process may use: the affinity mask and the control group's quota."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        cores = os.cpu_count() or 1
    quota = cgroup_quota()
    return max(1, min(cores, quota) if quota else cores)


def cgroup_quota(root: Path = Path("/sys/fs/cgroup")) -> int | None:
    """The cores that the control group (version 2 or 1) leaves, rounded up; ``None``: no limit.

    A container sees its own group at ``root``.
    """
    for names in (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        try:
            text = " ".join((root / name).read_text(encoding="ascii") for name in names)
            limit, period = text.split()
            # "max" and -1 are no limit.
            if limit != "max" and int(limit) > 0:
                return max(1, math.ceil(int(limit) / int(period)))
        except (OSError, ValueError, ZeroDivisionError):  # no control groups of this version
            continue
    return None


def require_memory(threads: int) -> None:
    """Raise ``AlignError`` where a limit on this process leaves less than so many threads need.

    Asked before native libraries meet the lack of it: OpenBLAS and libgomp end the process, with a
    status and words of their own, where they get none.
    """
    if sys.platform == "win32":
        return
    import resource

    if resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY:
        return
    megabytes = _BASE + _EACH_THREAD * threads
    try:
        mmap.mmap(-1, megabytes << 20).close()
    except (OSError, MemoryError) as error:
        raise AlignError(
            f"too little memory: {megabytes} MB are needed; raise the limit (ulimit -v), or use"
            " fewer --jobs"
        ) from error
