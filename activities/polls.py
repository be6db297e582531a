"""Looking at what outside systems hold: one activity per system, which looks when it is time, and waits inside.

As with the feed's readers (`activities.feeds`): it runs for up to an hour, so that waiting costs Temporal nothing, and
`workflows.poll` starts it again. A worker that dies is missed by its heartbeat.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

from pydantic import ConfigDict
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.heartbeats import beating
from domain.compact import Compact
from ledger.store import LedgerUnavailable

log = logging.getLogger(__name__)

_AWAY = 30.0
"""Seconds until the next try where the ledger is away."""


class PollStart(Compact):
    """Which system is looked at."""

    model_config = ConfigDict(frozen=True)
    system: str


class Polled(Compact):
    """How often one run of the activity looked whether something was due."""

    model_config = ConfigDict(frozen=True)
    turns: int = 0


class SystemPoll(Protocol):
    """Somebody who looks at one system."""

    def turn(self) -> float:
        """Do what is due; seconds until the next look at that. Raises LedgerUnavailable."""
        ...


class Polls:
    """The systems that this worker is connected to."""

    def __init__(self, systems: Mapping[str, SystemPoll], *, longest: timedelta = timedelta(hours=1)) -> None:
        """`longest`: how long one run takes."""
        self._systems, self._longest = systems, longest

    @activity.defn(name="follow_system")
    async def follow_system(self, start: PollStart) -> Polled:
        """Look, and wait, for an hour or until this worker is to end.

        Raises ApplicationError where this worker is not connected to such a system, for another one to take it over.
        """
        poll = self._systems.get(start.system)
        if poll is None:
            says = f"This worker isn't connected to {start.system!r}."
            raise ApplicationError(says, type="NoSuchSystem", next_retry_delay=timedelta(minutes=5))
        turns = 0
        loop = asyncio.get_running_loop()
        until = loop.time() + self._longest.total_seconds()
        async with beating():
            while loop.time() < until and not activity.is_worker_shutdown():
                try:
                    pause = await asyncio.to_thread(poll.turn)
                    turns += 1
                except LedgerUnavailable as error:
                    log.warning("looking at %s waits for the ledger: %s", start.system, error)
                    pause = _AWAY
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await activity.wait_for_worker_shutdown()
        return Polled(turns=turns)
