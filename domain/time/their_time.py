"""An instant in a sentence that a colleague reads, by the candidate's clock and labelled as theirs."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

LABEL = "their time"


def their_time(at: datetime, tz: tzinfo) -> str:
    """`Monday 30 November at 09:12 their time`."""
    local = at.astimezone(tz)
    return f"{long_day(local)} at {local:%H:%M} {LABEL}"


def long_day(day: date) -> str:
    """`Monday 30 November`."""
    return f"{day:%A} {day.day} {day:%B}"


def their_second(at: datetime, tz: tzinfo) -> str:
    """`09:12:30 their time`."""
    return f"{at.astimezone(tz):%H:%M:%S} {LABEL}"
