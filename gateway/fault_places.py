"""Where in the code an error arose, for the log: without what it says, which may be personal."""

from __future__ import annotations

import traceback


def place_of(error: BaseException) -> str:
    """` at file.py:17`; nothing for an error that was never raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
