"""The machine's time, for tests on a real Temporal server, which keeps it: those alone that are marked `machine_time`,
and the only place where they ask for it.

A clock that runs on such a server lives in its present. So a test tells it facts of now, and chooses windows and zones
that make of any hour of any day the one that it needs.
"""

from __future__ import annotations

from datetime import UTC, datetime

import time_machine


def machine_now() -> datetime:
    """The present instant as the server has it, aware UTC, also where time-machine has moved this process's clock."""
    hatch = time_machine.escape_hatch
    present: datetime = hatch.datetime.datetime.now(tz=UTC) if hatch.is_travelling() else datetime.now(UTC)
    return present


def zone_where_it_is(hour: int) -> str:
    """A zone in which the present falls into this hour of the day: 12 for midday, 22 for the late evening."""
    ahead = (hour - machine_now().hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}"


def noon_zone() -> str:
    """A zone in which it is about noon: what may go by day goes now, whenever the tests run."""
    return zone_where_it_is(12)
