"""Where in the code an error arose, for the log: without what it says, which may be personal."""

from __future__ import annotations

import traceback


def place_of(error: BaseException) -> str:
    """` at file.py:17`, in our own code where the error went through any; nothing for one that was never raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "site-packages" not in one.filename] or frames
    return f" at {ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}" if ours else ""
