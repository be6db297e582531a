"""Hours at which nobody expects to be spoken to, in a person's own zone."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from typing import Final

EARLIEST: Final = time(8)
LATEST: Final = time(20)
"""The widest hours in which we write ourselves ("When rules meet")."""


def is_odd(starts_at: datetime, ends_at: datetime, tz: tzinfo) -> bool:
    """Does a talk begin before eight, or last beyond eight in the evening, where they are?"""
    begins, ends = starts_at.astimezone(tz), ends_at.astimezone(tz)
    return begins.time() < EARLIEST or begins.date() != ends.date() or ends.time() > LATEST
