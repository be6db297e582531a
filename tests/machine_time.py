"""The machine's time, for tests on a real Temporal server, which keeps it: those alone that are marked `machine_time`.

What they ask for holds on any day and at any hour: a zone in which it is noon now, days that lie well ahead.
"""

from __future__ import annotations

from datetime import datetime

from clock import host_now


def machine_now() -> datetime:
    """The present instant as the server has it, aware UTC."""
    return host_now()


def noon_zone() -> str:
    """A zone in which it is about noon: what may go by day goes now, whenever the tests run."""
    return f"Etc/GMT{machine_now().hour - 12:+d}"
