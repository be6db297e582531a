"""Following the ledger's feed: one activity per reader, which reads what comes, and waits inside for more.

A regular activity that runs for up to an hour, so that waiting costs Temporal nothing; `workflows.feed` starts it
again. A worker that dies is missed by its heartbeat; what its reader had in hand then is read again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from pydantic import ConfigDict
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.heartbeats import beating
from clock import Clock, host_now
from domain.compact import Compact
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger(__name__)


class FeedStart(Compact):
    """Who follows the feed."""

    model_config = ConfigDict(frozen=True)
    reader: str


class FeedRead(Compact):
    """How far a reader came in one run of the activity."""

    model_config = ConfigDict(frozen=True)
    facts: int = 0
    number: int = 0


class FeedReader(Protocol):
    """Somebody who does something with every fact. Both may raise; they are tried again then."""

    def take(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Rows of the timeline, in order. They may come again after a crash."""
        ...

    def rest(self, now: datetime) -> None:
        """There is nothing more to read: for what is to be done now and then. Called every few seconds."""
        ...


class Feeds:
    """The readers of this worker, over one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        readers: Mapping[str, FeedReader],
        clock: Clock = host_now,
        *,
        pause: float = 2.0,
        longest: timedelta = timedelta(hours=1),
    ) -> None:
        """`pause`: seconds between two looks where nothing was there to read; `longest`: how long one run takes."""
        self._ledger, self._readers, self._clock = ledger, readers, clock
        self._pause, self._longest = pause, longest

    @activity.defn(name="follow_feed")
    async def follow_feed(self, start: FeedStart) -> FeedRead:
        """Read on, and wait, for an hour or until this worker is to end.

        Raises ApplicationError where this release has no such reader, for a newer worker to take it over.
        """
        reader = self._readers.get(start.reader)
        if reader is None:
            raise ApplicationError(f"This release has no reader {start.reader!r} of the feed.", type="NoSuchReader")
        facts = number = 0
        waits = False
        loop = asyncio.get_running_loop()
        until = loop.time() + self._longest.total_seconds()
        async with beating():
            while loop.time() < until and not activity.is_worker_shutdown():
                try:
                    read, number = await asyncio.to_thread(self.read_on, start.reader, reader, number)
                    facts, waits = facts + read, False
                    if read:
                        continue
                    await asyncio.to_thread(reader.rest, self._clock())
                except LedgerUnavailable as error:
                    if not waits:  # said once, however long it lasts
                        log.warning("the feed's reader %s waits for the ledger: %s", start.reader, error)
                    waits = True
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._pause):
                        await activity.wait_for_worker_shutdown()
        return FeedRead(facts=facts, number=number)

    def read_on(self, name: str, reader: FeedReader, number: int = 0) -> tuple[int, int]:
        """Read what comes next; how many facts, and up to which number. Raises LedgerUnavailable, and what the reader
        does.
        """
        rows = self._ledger.feed.read(name)
        if rows:
            number = rows[-1]["number"]
            reader.take(rows, self._clock())
            self._ledger.feed.advance(name, number, self._clock())
        return len(rows), number
