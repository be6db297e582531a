"""An instant in a sentence that a colleague reads, by the candidate's clock and labelled as theirs."""

from __future__ import annotations

from datetime import datetime, tzinfo

LABEL = "their time"


def their_time(at: datetime, tz: tzinfo) -> str:
    """`Monday 30 November at 09:12 their time`."""
    local = at.astimezone(tz)
    return f"{local:%A} {local.day} {local:%B} at {local:%H:%M} {LABEL}"


def their_second(at: datetime, tz: tzinfo) -> str:
    """`09:12:30 their time`."""
    return f"{at.astimezone(tz):%H:%M:%S} {LABEL}"
