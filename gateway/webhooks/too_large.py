"""What was refused because it was too large: a vendor gives up after some tries, and says so to nobody here.

So one line a day and source stands in the inbox, where `followup inbox` and `followup doctor` show it. The body was not
read, and so nobody knows whether it was rightly signed: more than that line it cannot cause.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import date

from clock import Clock
from gateway.webhooks.inbox_writer import InboxWriter
from integrations.arrivals import TOO_LARGE, WebhookSource
from ledger.inbox.rows import Arrival
from ledger.store import LedgerUnavailable

log = logging.getLogger("followup.gateway")


class TooLarge:
    """Hears how requests were answered. For one event loop."""

    def __init__(
        self, opened: Mapping[str, WebhookSource], deposits: InboxWriter, wake: Callable[[], None], clock: Clock
    ) -> None:
        self._opened = opened
        self._deposits = deposits
        self._wake = wake
        self._clock = clock
        self._noted: dict[str, date] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def answered(self, path: str, status: int) -> None:
        """Note it where it was refused as too large. Never raises, and waits for nothing."""
        door = self._opened.get(path)
        if status != 413 or door is None:
            return
        now = self._clock()
        if self._noted.get(path) == now.date():
            return
        self._noted[path] = now.date()
        log.error("%s refused an event that is larger than 1 MiB; `followup inbox` says what to do", path)
        task = asyncio.get_running_loop().create_task(self._store(path, door.source))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _store(self, path: str, source: str) -> None:
        now = self._clock()
        body = json.dumps({"received_at": now.isoformat(), "said": {"path": path}})
        line = Arrival(source, f"{TOO_LARGE}:{now:%Y-%m-%d}", TOO_LARGE, "", body, now)
        try:
            await self._deposits.store([line])
        except LedgerUnavailable as error:
            self._noted.pop(path, None)  # the next one is noted instead
            log.warning("that an event was too large could not be noted: %s", error)
        else:
            self._wake()
