"""The earlier and the later of instants that may not be known."""

from __future__ import annotations

from datetime import datetime


def earliest(*instants: datetime | None) -> datetime | None:
    """The first of those that are known; None where none is."""
    return min((at for at in instants if at is not None), default=None)


def latest(*instants: datetime | None) -> datetime | None:
    """The last of those that are known; None where none is."""
    return max((at for at in instants if at is not None), default=None)
