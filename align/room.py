"""Whether there is memory to work with, asked before native libraries meet the lack of it.

OpenBLAS and libgomp end the process, with a status and words of their own, where they get none.
"""

from __future__ import annotations

import mmap
import sys

from .errors import AlignError

# Measured with ``ulimit -v``: Python, the model and the detectors, and the stack and the heap of
# each thread, most of which is only ever reserved.
_BASE = 450
_EACH_THREAD = 150


def require_memory(threads: int) -> None:
    """Raise ``AlignError`` where a limit on this process leaves less than so many threads need."""
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
