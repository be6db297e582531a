"""The doomed worker with a date instead of dice: DIE_AT="AFTER_POST 1" kills it at that instant's first time.

Run as a program: `python -m tests.e2e.worker_that_dies`. Without DIE_AT it lives.
"""

from __future__ import annotations

import os
import signal

from tests.e2e import doomed_worker

_WHERE, _, _TIMES = os.environ.get("DIE_AT", "").partition(" ")
_left = int(_TIMES or 0)


def die_in_time(where: str) -> None:
    """kill -9 of this very process, at the instant that the environment says."""
    global _left
    if where == _WHERE:
        _left -= 1
        if _left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    doomed_worker.maybe_die = die_in_time
    doomed_worker.main()
