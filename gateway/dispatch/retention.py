"""What came in is not kept for ever: bodies go after FOLLOWUP_KEEP_BODIES, whole rows after FOLLOWUP_KEEP_ARRIVALS."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from ledger.inbox.rows import Inbox

log = logging.getLogger("followup.gateway")

EVERY: Final = timedelta(hours=1)

AT_ONCE: Final = 200
"""Rows that go in one transaction: whoever stores something meanwhile does not wait for a year's worth."""


class InboxRetention:
    """For one dispatcher; called again and again."""

    def __init__(self, inbox: Inbox, keep_bodies: timedelta, keep_rows: timedelta) -> None:
        self._inbox = inbox
        self._keep_bodies = keep_bodies
        self._keep_rows = keep_rows
        self._done_at: datetime | None = None
        self._more = False

    def go_on(self, now: datetime) -> bool:
        """Forget what is old enough, a part of it at a time; True while there is more. Raises LedgerUnavailable."""
        if not self._more and self._done_at is not None and now - self._done_at < EVERY:
            return False
        if not self._more:
            bodies = self._inbox.forget_bodies(now - self._keep_bodies)
            self._done_at = now
            if bodies:
                log.info("forgot the bodies of %d rows of the inbox, as FOLLOWUP_KEEP_BODIES says", bodies)
        rows = self._inbox.forget_rows(now - self._keep_rows, AT_ONCE)
        self._more = rows == AT_ONCE
        if rows:
            log.info("forgot %d rows of the inbox, as FOLLOWUP_KEEP_ARRIVALS says", rows)
        return self._more
