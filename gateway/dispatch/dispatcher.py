"""The sweeper: from the inbox to the candidates' clocks, in order per person, for as long as it takes.

A row is ticked off after its signals have been accepted. A crash in between tells them again, which is harmless: a
clock hears an `event_id` once. Several gateways may sweep one inbox: a row is told only when all before it that are
about the same person are ticked off, whoever told them.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from temporalio.service import RPCError, RPCStatusCode

from clock import Clock, host_now
from connection import TemporalUnreachable
from domain.commands import AboutErased, Untellable
from domain.events.releases import NewerRelease
from domain.names import BadId
from domain.playbook.model import NewerPlaybook
from gateway.dispatch import backoff as patience
from gateway.dispatch.batching import BatchWriter
from gateway.dispatch.retention import InboxRetention
from integrations.arrivals import (
    TOO_LARGE,
    Entry,
    Known,
    NotNow,
    NotOnRecord,
    NotUnderstood,
    NotYet,
    OutgoingSignal,
    Reading,
    RowReader,
)
from ledger.inbox.rows import WAITING, Settled, State, Waiting
from ledger.keys.key_store import KeyShredded
from ledger.queries.positions import PositionHeard
from ledger.store import Ledger, LedgerUnavailable, NoPlaybook
from starter.client import Followup, NoSuchCandidate
from starter.serving.fault_places import place_of

log = logging.getLogger("followup.gateway")

AT_ONCE: Final = 16
"""Rows under way at the same time, each about another person."""

OF_ONE_SOURCE: Final = 12
"""Of those: one vendor whose API hangs must not hold up what another one says."""

LOOK_AGAIN: Final = 5.0
"""Seconds after which the inbox is looked at although nothing has woken us: `followup inbox retry`, another gateway."""

CALL_SECONDS: Final = 10.0
"""How long one signal may take; what is not answered by then is told again."""

LOOK_SECONDS: Final = 1.5
"""How long Temporal may take to say that it is there."""

KEEP_ROWS: Final = timedelta(days=400)
"""How long a row is kept unless the settings say otherwise: no vendor says a thing again after a year."""

_AWAY: Final = tuple(timedelta(seconds=s) for s in (0.5, 1, 2, 5, 10, 15))
_NEVER: Final = (RPCStatusCode.INVALID_ARGUMENT, RPCStatusCode.OUT_OF_RANGE)
"""What Temporal says of a signal that it will never take; what it says of one person's clock alone is in neither."""
_NOBODY: Final = (
    RPCStatusCode.UNAVAILABLE,
    RPCStatusCode.DEADLINE_EXCEEDED,
    RPCStatusCode.CANCELLED,
    RPCStatusCode.RESOURCE_EXHAUSTED,
    RPCStatusCode.PERMISSION_DENIED,
    RPCStatusCode.UNAUTHENTICATED,
)
"""What Temporal says when it takes nobody's signals now."""

Connecting = Callable[[], Awaitable[Followup]]


@dataclass(frozen=True, slots=True)
class Away:
    """Temporal does not take signals."""

    since: datetime
    error: str
    until: datetime  # when it is asked again
    times: int


@dataclass(frozen=True, slots=True)
class _UnderWay:
    source: str
    about: str
    task: asyncio.Task[None]


class InboxDispatcher:
    """Tells what waits in the inbox. One task of the gateway's event loop."""

    def __init__(
        self,
        ledger: Ledger,
        doors: Mapping[str, RowReader],
        connecting: Connecting,
        reading: Executor,
        keep: timedelta,
        keep_rows: timedelta = KEEP_ROWS,
        *,
        clock: Clock = host_now,
    ) -> None:
        """`doors` by source; `reading` has the threads in which doors read; `keep` is how long bodies are kept, and
        `keep_rows` how long the rows are.
        """
        self._ledger = ledger
        self._doors = doors
        self._connecting = connecting
        self._reading = reading
        self._forgetting = InboxRetention(ledger.inbox, keep, keep_rows)
        self._clock = clock
        self._vendors = patience.VendorBackoff()
        self._settling = BatchWriter(ledger.inbox.settle_all, "settling")
        self._followup: Followup | None = None
        self._woken = asyncio.Event()
        self._under_way: dict[int, _UnderWay] = {}
        self.away: Away | None = None

    def wake(self) -> None:
        """Something has arrived."""
        self._woken.set()

    async def reaches_temporal(self) -> bool:
        """Does Temporal answer now?"""
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                followup = await self._connected()
            async with asyncio.timeout(LOOK_SECONDS):
                return await followup.client.service_client.check_health()
        except (TimeoutError, TemporalUnreachable, RPCError):
            return False

    async def run(self) -> None:
        """Sweep until cancelled; rows under way are given up then, and told again by whoever comes next."""
        try:
            while True:
                self._woken.clear()
                try:
                    patience = await self._round()
                except LedgerUnavailable as error:
                    log.warning("the inbox cannot be read: %s", error)
                    patience = LOOK_AGAIN
                except Exception as error:  # whatever it is, what is in the inbox must still be told
                    log.error("sweeping failed with %s%s", type(error).__name__, place_of(error))
                    patience = LOOK_AGAIN
                # Not `wait_for`: before Python 3.12 it drops a cancellation that comes as we are woken, and the sweeper
                # then goes on for ever, with the gateway's shutdown waiting for it.
                with suppress(TimeoutError):
                    async with asyncio.timeout(patience):
                        await self._woken.wait()
        finally:
            tasks = [one.task for one in self._under_way.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._settling.close()

    async def _round(self) -> float:
        """Take up whose turn it is; how many seconds until the next look, unless something wakes us."""
        now = self._clock()
        if await asyncio.to_thread(self._forgetting.go_on, now):
            self._woken.set()
        if self.away and self.away.until > now:
            return (self.away.until - now).total_seconds()
        under_way = dict(self._under_way)  # as it stands before the look: what ends during it may be read as waiting
        free = (1 if self.away else AT_ONCE) - len(under_way)  # one finds out whether Temporal is back
        if free <= 0:
            return LOOK_AGAIN
        sources = Counter(one.source for one in under_way.values())
        full = [source for source, count in sources.items() if count >= OF_ONE_SOURCE]
        full += self._vendors.resting(now)
        limit = AT_ONCE + len(under_way)
        rows = await asyncio.to_thread(self._ledger.inbox.due, now, limit, without=full)
        busy = {one.about for one in under_way.values() if one.about}
        fresh = [row for row in rows if row.number not in under_way and row.about not in busy]
        for row in fresh[:free]:
            if sources[row.source] >= OF_ONE_SOURCE:
                self._woken.set()  # and look for those of others
                continue
            sources[row.source] += 1
            task = asyncio.create_task(self._take(row))
            self._under_way[row.number] = _UnderWay(row.source, row.about, task)
            task.add_done_callback(partial(self._done, row.number))
        following = await asyncio.to_thread(self._ledger.inbox.next_try)
        if following is None or following <= now:
            return LOOK_AGAIN
        return min(LOOK_AGAIN, (following - now).total_seconds())

    def _done(self, number: int, _task: asyncio.Task[None]) -> None:
        del self._under_way[number]
        self._woken.set()

    # ------------------------------------------------------------ one row

    async def _take(self, row: Waiting) -> None:
        """Read a row, tell what it says, tick it off. Never raises: what fails is tried again."""
        try:
            reading = await self._read(row)
            await self._heard(reading.positions)
            for delivery in reading.delivered:
                await asyncio.to_thread(self._ledger.mark_delivered, *delivery)
            for wish in reading.closes:
                await asyncio.to_thread(self._ledger.close_for_strangers, wish, self._clock())
            for stranger in reading.joins:
                if not await asyncio.to_thread(self._ledger.join_strangers, *stranger):
                    raise NotOnRecord
            reading = await self._told(reading)
        except (NotUnderstood, Untellable, BadId) as error:
            log.warning("inbox row %d from %s was not understood", row.number, row.source)
            await self._settle(row, "not_understood", _sentence(error))
        except KeyShredded as error:
            await self._settle(row, "nothing", str(error))
        except NotYet as error:
            await self._postpone(row, error, for_want_of=error.application)
        except NotNow as error:
            self._vendors.not_now(row.source, error, self._clock())
            await self._postpone(row, error)
        except (NoPlaybook, NewerRelease, NewerPlaybook) as error:
            await self._postpone(row, error)
        except TemporalUnreachable as error:
            await self._temporal_is_away(row, error)
        except LedgerUnavailable as error:
            log.warning("inbox row %d waits: %s", row.number, error)
            await asyncio.sleep(1)  # that cannot be written down either
        except Exception as error:
            log.error("telling inbox row %d failed with %s%s", row.number, type(error).__name__, place_of(error))
            await self._postpone(
                row, NotNow(f"Passing it on failed ({type(error).__name__}); this is a bug in followup.")
            )
        else:
            facts = tuple((tell.candidate_id, str(tell.fact.get("event_id", ""))) for tell in reading.tells)
            await self._settle(row, "told" if reading.tells else "nothing", reading.note, facts)

    async def _read(self, row: Waiting) -> Reading:
        door = self._doors.get(row.source)
        if door is None:
            raise NotUnderstood(f"No hook for {row.source} is set up now; set its secret, then `followup inbox retry`.")
        if row.kind == TOO_LARGE:
            raise NotUnderstood(
                f"An event larger than 1 MiB from {row.source} was refused, like any other that large that day, and "
                "none of it was passed on: see its own webhook log, record what has changed yourself, and cut down "
                "what makes it so large (in Greenhouse, interview kits)."
            )
        entry = Entry(key=row.key, kind=row.kind, about=row.about, body=row.body)

        def read() -> Reading:
            playbook = self._ledger.playbooks.rules().playbook
            return door.read(entry, Known(playbook=playbook, reader=self._ledger, now=self._clock()))

        try:
            return await asyncio.get_running_loop().run_in_executor(self._reading, read)
        except NotNow as error:
            await self._heard(error.positions)
            raise
        except (NotUnderstood, NoPlaybook, LedgerUnavailable, NewerRelease, NewerPlaybook):
            raise
        except Exception as error:  # a body that nobody thought of must not stop the others
            log.error("reading inbox row %d failed with %s%s", row.number, type(error).__name__, place_of(error))
            raise NotUnderstood(f"Reading it failed ({type(error).__name__}); this is a bug in followup.") from None

    async def _told(self, reading: Reading) -> Reading:
        """Tell what it says; what was about people who were erased is told to nobody, and is gone from the reading."""
        told: list[OutgoingSignal] = []
        for tell in reading.tells:
            with suppress(AboutErased):
                await self._tell(tell)
                told.append(tell)
            self.away = None
        if len(told) == len(reading.tells):
            return reading
        return replace(reading, tells=tuple(told), note=reading.note or "they were erased")

    async def _heard(self, positions: Sequence[PositionHeard]) -> None:
        """That jobs are open or closed, before anybody is told anything."""
        for one in positions:
            await asyncio.to_thread(self._ledger.hear_position, one)

    async def _tell(self, tell: OutgoingSignal) -> None:
        """One signal. What cannot be written as one, and never will be, must not hold up what else is about them."""
        try:
            await self._say(await self._connected(), tell)
        except (BadId, Untellable):  # of somebody who was erased, too
            raise
        except (ValueError, TypeError) as error:
            log.error("a signal could not be written: %s%s", type(error).__name__, place_of(error))
            raise NotUnderstood(f"It can't be passed on ({type(error).__name__}); this is a bug in followup.") from None

    async def _say(self, followup: Followup, tell: OutgoingSignal) -> None:
        """What makes no sense to us is told to a clock that runs, so that a colleague gets a task."""
        try:
            await self._in_time(followup.tell(*tell))
        except AboutErased:
            raise
        except Untellable as unclear:
            try:
                await self._in_time(followup.tell_as_it_came(*tell))
            except NoSuchCandidate:
                raise NotUnderstood(f"No clock runs for {tell.candidate_id}; {unclear}") from None
        except (TemporalUnreachable, NoSuchCandidate) as error:
            status = error.__cause__.status if isinstance(error.__cause__, RPCError) else RPCStatusCode.UNAVAILABLE
            if status in _NEVER:
                raise NotUnderstood("Temporal refuses it as too long or malformed.") from None
            if status is RPCStatusCode.NOT_FOUND:
                raise TemporalUnreachable("Temporal does not know the namespace; check TEMPORAL_NAMESPACE.") from None
            if status in _NOBODY:
                raise TemporalUnreachable(str(error)) from None
            raise NotNow(str(error)) from None

    async def _in_time(self, call: Awaitable[object]) -> None:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await call
        except TimeoutError:
            raise TemporalUnreachable(f"Temporal didn't answer within {CALL_SECONDS:.0f} s.") from None

    async def _connected(self) -> Followup:
        if self._followup is None:
            try:
                async with asyncio.timeout(CALL_SECONDS):
                    self._followup = await self._connecting()
            except TimeoutError:
                raise TemporalUnreachable(f"Temporal didn't answer within {CALL_SECONDS:.0f} s.") from None
        return self._followup

    # ------------------------------------------------------------ what became of it

    async def _settle(self, row: Waiting, state: State, error: str, facts: tuple[tuple[str, str], ...] = ()) -> None:
        await self._write(Settled(row.number, state, self._clock(), error, facts=facts))

    async def _postpone(self, row: Waiting, error: Exception, *, for_want_of: str = "") -> None:
        until = patience.until(row.tries, error, self._clock())
        log.info("inbox row %d from %s waits until %s", row.number, row.source, until.isoformat(timespec="seconds"))
        await self._write(Settled(row.number, WAITING, until, str(error), for_want_of))

    async def _temporal_is_away(self, row: Waiting, error: TemporalUnreachable) -> None:
        """Nobody is told anything until it is back; asked with one row, less and less often, for ever."""
        now = self._clock()
        before = self.away
        if before is not None and before.until > now:
            return  # another row has found out
        times = before.times + 1 if before else 0
        until = now + _AWAY[min(times, len(_AWAY) - 1)]
        if before is None:
            log.warning("%s What arrives is kept, and told when Temporal is back.", error)
        self.away = Away(before.since if before else now, str(error), until, times)
        self._followup = None  # `followup up` may come back on another port
        await self._write(Settled(row.number, WAITING, until, str(error)))

    async def _write(self, outcome: Settled) -> None:
        try:
            await self._settling.put(outcome)
        except LedgerUnavailable as error:
            log.warning("inbox row %d could not be ticked off, and is told again: %s", outcome.number, error)
            await asyncio.sleep(1)


def _sentence(error: Exception) -> str:
    """What is wrong, with a full stop: the rules' own words leave it to whoever shows them."""
    said = str(error).strip()
    return said if said.endswith((".", "?", "!")) else f"{said}."
