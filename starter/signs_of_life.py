"""A worker's signs of life in the ledger: that it works, or what it waits for, and which way out takes nothing.

At most one small write a minute, in transactions of their own. With the ledger busy or away they are left out, for
messages matter more.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, Protocol

from temporalio.client import Client

from clock import host_now
from connection import RPC_TIMEOUT, aside, unreachable
from domain.operations.outage import SHOWN_EVERY, TRIES, WAITS, Condition
from ledger.engine import LedgerBusy
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger("followup.worker")

_LAST_WORD: Final = 1.0
"""Seconds for it, with the ledger away: whoever is told to end ends."""

LEDGER_AWAY: Final = "the ledger could not be reached"
"""What an outage was, where the ledger was not there to write it down."""


class Heard(Protocol):
    """What is known of a way out (channels.heard)."""

    name: str

    def heard(self) -> Any:
        """`refused`, `since`, `reason`, `accepted`."""
        ...


class SignsOfLife:
    """Those of one worker process. Its methods never raise for the ledger's sake."""

    def __init__(
        self,
        ledger: Ledger,
        source: str = "",
        *,
        now: Callable[[], datetime] = host_now,
    ) -> None:
        self._ledger, self._now = ledger, now
        self._source = source or f"worker {socket.gethostname()} {os.getpid()}"
        self._said: tuple[str, datetime] | None = None
        self._reason = ""

    async def waits(self, says: str) -> None:
        """It cannot work, because of that; written when it changes, else once a minute."""
        now = self._now()
        if self._said is not None and self._said[0] == says and now - self._said[1] < SHOWN_EVERY:
            return
        if await self._written(
            lambda: self._ledger.conditions.report(self._source, [Condition(WAITS, says=says)], now)
        ):
            self._said = (says, now)
            self._reason = says

    async def works(self, ways_out: Mapping[Any, Heard] | None = None) -> None:
        """It works, and this is what it heard of its ways out."""
        now, reason = self._now(), self._reason
        self._said = None

        def write() -> None:
            ended = self._ledger.conditions.works(self._source, now, reason)
            if ended is not None and ended.since is not None:
                log.warning("nothing was sent from %s to %s: %s", ended.since.isoformat(), now.isoformat(), ended.says)
            for channel, way_out in (ways_out or {}).items():
                self._tell(str(channel), way_out, now)

        if await self._written(write):
            self._reason = ""

    def _tell(self, channel: str, way_out: Heard, now: datetime) -> None:
        found = way_out.heard()
        if found.refused >= TRIES:
            says = f"{way_out.name} didn't take the last {found.refused:,} ({found.reason})"
            log.warning("%s: %s", channel, says)
            self._ledger.conditions.channel(channel, way_out.name, says, found.since or now, now)
        elif found.accepted and any(
            one.about == channel for one in self._ledger.conditions.all() if one.source.startswith("channel ")
        ):
            self._ledger.conditions.channel(channel, way_out.name, "", now, now)

    async def end(self) -> None:
        """It ends in good order, so it waits for nothing any more."""
        now = self._now()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORD):
                await self._written(lambda: self._ledger.conditions.report(self._source, [], now))

    async def keep_showing(self, client: Client, ways_out: Mapping[Any, Heard]) -> None:
        """Once a minute, until cancelled."""
        senders = {str(channel): way_out.name for channel, way_out in ways_out.items()}
        await self._written(lambda: self._ledger.conditions.forget_other_senders(senders))
        while True:
            await asyncio.sleep(SHOWN_EVERY.total_seconds())
            if await _answers(client):
                await self.works(ways_out)
            else:
                await self.waits(str(unreachable(client.service_client.config.target_host)))

    async def _written(self, write: Callable[[], object]) -> bool:
        try:
            await aside(write)
        except LedgerBusy:
            return False
        except LedgerUnavailable:
            self._reason = self._reason or LEDGER_AWAY
            return False
        except Exception as error:  # a sign of life is worth no worker
            log.warning("a sign of life could not be written (%s), which is a defect", type(error).__name__)
            return False
        return True


async def _answers(client: Client) -> bool:
    try:
        return await client.service_client.check_health(timeout=RPC_TIMEOUT)
    except Exception:  # whatever it is, it is no answer
        return False
