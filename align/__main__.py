"""``align`` and ``python -m align``: the console command, which Ctrl-C may end from the start."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType


def main() -> int:
    """Run the command line; returns the exit status that the contract names."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # a scheduler may have it ignored
        signal.signal(signal.SIGINT, _interrupted)
    from .cli.interrupt import STATUS
    from .cli.main import main as run

    signal.signal(signal.SIGINT, before)
    status = run()
    if status == STATUS:
        # Libraries that run Python from C make the interpreter forget that this was handled, and
        # end with the signal in place of the status.
        if sys.stdout is not None:
            with suppress(OSError):
                sys.stdout.flush()
        os._exit(STATUS)
    return status


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    """Ctrl-C while the command is being loaded: nothing has begun."""
    os._exit(130)


if __name__ == "__main__":
    sys.exit(main())
