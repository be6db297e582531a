"""How long a row is left alone after it could not be read, how long a whole vendor is, and what is said aloud of it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from integrations.arrivals import NotNow, NotOnRecord

log = logging.getLogger("followup.gateway")

WAITS: Final = tuple(timedelta(seconds=s) for s in (2, 5, 15, 60, 300, 600))
"""After the first try, the second, …; after many the last one, for ever."""

SETTLING: Final = tuple(timedelta(seconds=s) for s in (0.2, 0.4, 0.8, 2, 5, 15, 30, 60, 120))
"""The same where something else about the person is just being put on record; longer where the worker is away."""

SAY_AGAIN: Final = timedelta(days=1)

LONGEST_REST: Final = timedelta(hours=1)
"""However long a vendor asks to be left alone, it is asked again after this."""


def until(tries: int, error: Exception, now: datetime) -> datetime:
    """When a row that has been tried so often before is tried again; not before a time that its vendor names."""
    waits = SETTLING if isinstance(error, NotOnRecord) else WAITS
    wait = waits[min(tries, len(waits) - 1)]
    rest = error.rest if isinstance(error, NotNow) else None
    return now + max(wait, min(rest or wait, LONGEST_REST))


class VendorBackoff:
    """Which vendors want to be left alone, and which need somebody's hand. Forgotten at a restart."""

    def __init__(self) -> None:
        self._rest_until: dict[str, datetime] = {}
        self._said_at: dict[tuple[str, str], datetime] = {}

    def resting(self, now: datetime) -> list[str]:
        """The sources of which nothing is to be read now."""
        return [source for source, at in self._rest_until.items() if at > now]

    def not_now(self, source: str, error: NotNow, now: datetime) -> None:
        """A row could not be read. What only somebody's hand can put right is said aloud, once a day while it lasts."""
        if error.rest is not None:
            at = now + min(error.rest, LONGEST_REST)
            self._rest_until[source] = max(at, self._rest_until.get(source, at))
        which = source, str(error)
        said_at = self._said_at.get(which)
        if error.ours and (said_at is None or now - said_at >= SAY_AGAIN):
            self._said_at[which] = now
            log.error("what comes from %s waits until this is put right: %s", source, error)
