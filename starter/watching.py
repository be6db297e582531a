"""The promise watched (docs/operations.md): every clock that Temporal shows beside every candidate of the ledger.

It works without a worker, asks no workflow, and shares nothing with the code that decides. What visibility may show
too late is looked at once more, one by one, before it is told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import SearchAttributeKey, TypedSearchAttributes
from temporalio.service import RPCError, RPCStatusCode

from clock import Clock as HostClock
from clock import host_now
from connection import unless_gone
from domain.names import CANDIDATE_WORKFLOW, workflow_id
from domain.operations.outage import Condition
from domain.operations.watchdog import (
    KINDS,
    TOLERANCE,
    Clock,
    Finding,
    Record,
    candidate_of,
    compare,
    parked_too_long,
    unheard_too_long,
)
from domain.views.workload import Silent
from ledger.store import Ledger, LedgerUnavailable
from starter.client import some_at_once

log = logging.getLogger("followup.watching")

PAGE: Final = 1000
"""Clocks per call of visibility, which is the most that a server gives."""

LOOKS: Final = 500
"""Suspects that are looked at one by one; beyond them something larger is wrong, which the first ones show."""

_AT_ONCE: Final = 20
_AGAIN_AFTER: Final = 1.0
"""Seconds to a second look at those whose ledger and clock differ: the two are written one after the other."""

_RUNNING: Final = f"WorkflowType = '{CANDIDATE_WORKFLOW}' AND ExecutionStatus = 'Running'"
_FAILING: Final = f"{_RUNNING} AND TemporalReportedProblems IS NOT NULL"
_STATE: Final = SearchAttributeKey.for_keyword("FollowUpState")
_NEXT: Final = SearchAttributeKey.for_datetime("NextFollowUpAt")


@dataclass(frozen=True, slots=True)
class Watched:
    """How the promise stands."""

    at: datetime
    open: int
    """Candidates who are followed up, by the ledger."""
    with_next: int
    """Of those: who have a next contact; the others have a task, a duty on the clock, or are silent by design."""
    findings: tuple[Finding, ...]
    not_looked_at: int
    """Suspects beyond those that were looked at one by one."""
    calls: int
    """Calls to Temporal."""
    silent: tuple[Silent, ...] = ()
    """Those who came in silent for too long and have had no word yet (R20)."""

    @property
    def kept(self) -> bool:
        return not self.findings and not self.not_looked_at


async def watch(
    client: Client, ledger: Ledger, *, tolerance: timedelta = TOLERANCE, host: HostClock = host_now
) -> Watched:
    """Compare all clocks with all records. Raises RPCError and LedgerUnavailable."""
    seen = _Look(client, ledger, tolerance, host)
    clocks = await seen.all_clocks()
    records = await asyncio.to_thread(ledger.promise.records)
    now = host()
    suspects = [finding.who for finding in compare(records, clocks, now, tolerance)]
    suspects += [ident for ident in await seen.failing() if ident not in suspects]
    found = await seen.confirmed(suspects[:LOOKS])
    found += parked_too_long(await asyncio.to_thread(ledger.promise.doubts), now)
    found += unheard_too_long(await asyncio.to_thread(ledger.promise.unheard), now, tolerance)
    return Watched(
        at=now,
        open=sum(not record.joined for record in records),
        with_next=sum(record.next_at is not None and not record.joined for record in records),
        findings=tuple(found),
        not_looked_at=max(0, len(suspects) - LOOKS),
        calls=seen.calls,
        silent=tuple(await asyncio.to_thread(ledger.silent)),
    )


class _Look:
    """One look, with a count of the calls that it took."""

    def __init__(self, client: Client, ledger: Ledger, tolerance: timedelta, host: HostClock) -> None:
        self._client, self._ledger, self._tolerance, self._host = client, ledger, tolerance, host
        self.calls = 0

    async def all_clocks(self) -> list[Clock]:
        return [_clock(one) for one in await self._listed(_RUNNING)]

    async def failing(self) -> list[str]:
        """Candidates whose clocks' workflow tasks keep failing, where the server says so."""
        try:
            return [candidate_of(one.id) for one in await self._listed(_FAILING)]
        except RPCError as error:
            if error.status is RPCStatusCode.INVALID_ARGUMENT:  # an older server, without that attribute
                return []
            raise

    async def confirmed(self, suspects: Sequence[str]) -> list[Finding]:
        """What is still so for those, with each clock asked about by itself, twice where it is a moment's matter."""
        found = await self._now(suspects)
        doubtful = [one.who for one in found if one.kind in ("disagree", "no_clock", "no_record", "nothing_next")]
        if not doubtful:
            return found
        await asyncio.sleep(_AGAIN_AFTER)
        still = {finding.who: finding for finding in await self._now(doubtful)}
        settled = [still.get(one.who) if one.who in doubtful else one for one in found]
        return [finding for finding in settled if finding is not None]

    async def _now(self, suspects: Sequence[str]) -> list[Finding]:
        clocks = [clock for clock in await some_at_once(self._described, suspects, _AT_ONCE) if clock is not None]
        records: list[Record] = await asyncio.to_thread(self._ledger.promise.records, suspects)
        return compare(records, clocks, self._host(), self._tolerance)

    async def _described(self, ident: str) -> Clock | None:
        self.calls += 1
        told = await unless_gone(self._client.get_workflow_handle(workflow_id(ident)).describe())
        if told is None or told.status is not WorkflowExecutionStatus.RUNNING:
            return None
        return _clock(told, failures=told.raw_description.pending_workflow_task.attempt - 1)

    async def _listed(self, query: str) -> list[Any]:
        found: list[Any] = []
        pages = self._client.list_workflows(query, page_size=PAGE)
        while True:
            self.calls += 1
            await pages.fetch_next_page()
            found += pages.current_page or ()
            if not pages.next_page_token:
                return found


def _clock(told: Any, *, failures: int = 0) -> Clock:
    shown: TypedSearchAttributes = told.typed_search_attributes
    return Clock(
        workflow_id=told.id,
        state=shown.get(_STATE, ""),
        next_at=shown.get(_NEXT),
        started_at=told.start_time,
        failures=max(0, failures),
    )


def by_who(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest kinds first, then by candidate."""
    return sorted(findings, key=lambda finding: (KINDS.index(finding.kind), finding.who))


# ------------------------------------------------------------ again and again, by one of the workers


_NO_CLOCK: Final = "no clock is running for them, so nothing is sent to them"

EVERY: Final = timedelta(minutes=5)
"""How often a worker looks; ten thousand candidates take about ten calls and some seconds."""


async def keep_watching(
    client: Client,
    ledger: Ledger,
    tell: Callable[[Watched | None], None],
    *,
    every: timedelta = EVERY,
    revive: Callable[[Sequence[str], int, datetime], Awaitable[Sequence[str]]] | None = None,
    host: HostClock = host_now,
) -> None:
    """Look, tell, wait, until cancelled. One process of an installation does; the others tell None. Never raises.

    `revive` is given those who have no clock, how many are followed up in all, and the present, and says whom it has
    started again. The others are on record as findings about them, which `status` and `list` show (R26).
    """
    reported: list[Condition] | None = None
    with ledger.only_one("promise") as may_i:
        while True:
            try:
                watched = await watch(client, ledger, host=host) if await asyncio.to_thread(may_i) else None
                tell(watched)
                if watched is not None and revive is not None:
                    missing = [finding.who for finding in watched.findings if finding.kind == "no_clock"]
                    started = await revive(missing, watched.open, watched.at)
                    left = [Condition("no_clock", about=who, says=_NO_CLOCK) for who in missing if who not in started]
                    if left != reported:
                        await asyncio.to_thread(ledger.conditions.replace, "watch", left[:LOOKS], watched.at)
                        reported = left
                if watched is not None and not watched.kept:
                    people = len({finding.who for finding in watched.findings}) + watched.not_looked_at
                    log.warning("the promise is not kept for %d; `followup doctor --promise` says to whom", people)
            except (LedgerUnavailable, RPCError) as error:
                log.warning("the promise could not be looked at (%s)", type(error).__name__)
            except Exception as error:  # a figure is worth no clock
                log.warning("the promise could not be looked at (%s), which is a defect", type(error).__name__)
            await asyncio.sleep(every.total_seconds())
