"""Clocks that were ended from outside are started again (R26): a button in Temporal's web UI silences nobody.

A run that was terminated (or failed for good) is reset to its last workflow task, which brings back what had been
signalled to it and not been heard. Where there is nothing to reset to, a clock starts from the ledger and hears it
again. Both are safe when several do it at once, and when they are repeated.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import NAMESPACE_URL, uuid5

from temporalio.api.common.v1 import Payloads, WorkflowExecution
from temporalio.api.enums.v1 import EventType, ResetReapplyType
from temporalio.api.workflowservice.v1 import (
    GetWorkflowExecutionHistoryRequest,
    GetWorkflowExecutionHistoryReverseRequest,
    ResetWorkflowExecutionRequest,
)
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import RawValue, WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from clock import Clock, host_now
from connection import unless_gone
from domain.decisions.interruptions import restart_id, restarted, started_from_ledger
from domain.events import ClockRestarted
from domain.names import CANDIDATE_WORKFLOW, INTAKE_WORKFLOW, TASK_QUEUE, workflow_id
from domain.operations.outage import Condition
from domain.operations.watchdog import are_few, candidate_of
from ledger.keys.key_store import KeyLost, KeyShredded
from ledger.store import Ledger, LedgerUnavailable
from starter.client import Followup, some_at_once, start_clock
from starter.recovery import recover_clocks

log = logging.getLogger("followup.reviving")

LOOK_BACK: Final = timedelta(days=30)
"""Runs that ended longer ago were seen to, or are found by `followup doctor --promise`."""

RESTARTS: Final = 5
"""So often within a day a clock is started again; one that fails each time is for a person to look at."""

_ENDED: Final = {
    WorkflowExecutionStatus.TERMINATED: "terminated",
    WorkflowExecutionStatus.CANCELED: "canceled",
    WorkflowExecutionStatus.FAILED: "ended by a failure",
    WorkflowExecutionStatus.TIMED_OUT: "timed out",
}
_QUERY: Final = (
    f"WorkflowType = '{CANDIDATE_WORKFLOW}' AND ExecutionStatus IN ('Terminated', 'Canceled', 'Failed', 'TimedOut')"
)
_INTAKES: Final = f"WorkflowType = '{INTAKE_WORKFLOW}' AND ExecutionStatus IN ('Terminated', 'Canceled', 'TimedOut')"
_SOURCE: Final = "revival"
_RPC: Final = timedelta(seconds=10)
_PAGE: Final = 200
_AT_ONCE: Final = 32
"""People who are asked about at the same time, where many were ended at once."""
_EVENTS: Final = 200
_PAGES: Final = 5
"""So much of a history's end is read: what was signalled before that has long been put on record."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A run of somebody's clock that did not come to its own end."""

    candidate_id: str
    workflow_id: str
    run_id: str
    ended_as: str
    at: datetime


Outcome = Literal["settled", "revived", "stuck"]


@dataclass
class Reviver:
    """Looks for clocks that were ended from outside and starts them again; it remembers what is settled."""

    client: Client
    ledger: Ledger
    _settled: set[str] = field(default_factory=set)  # ids of runs that need nothing more
    _settled_intakes: dict[str, int] = field(default_factory=dict)  # how many of its runs had ended when looked at
    _stuck: list[Condition] | None = None  # as reported last, by this process

    async def look(self, now: datetime) -> list[Ended]:
        """Start again whoever should be followed up; those who were. Raises RPCError and LedgerUnavailable.

        Who could not be started is on record as a finding about them, which `status` and `list` show.
        """
        ended = await ended_runs(self.client, now)
        self._settled &= {run.run_id for run in ended}  # those that Temporal has forgotten need not be kept
        revived, stuck = [], []
        for page in _pages([run for run in ended if run.run_id not in self._settled]):
            outcomes = await asyncio.gather(*(self._tried(run, now) for run in page))
            for run, outcome in zip(page, outcomes, strict=True):
                if outcome == "revived":
                    revived.append(run)
                    log.warning("the clock of %s was %s; it has been started again", run.candidate_id, run.ended_as)
                if outcome == "stuck":
                    if run.candidate_id not in {one.about for one in self._stuck or ()}:  # said once, not at each look
                        log.error(
                            "the clock of %s was %s and stays so: see its history", run.candidate_id, run.ended_as
                        )
                    stuck.append(Condition("no_clock", about=run.candidate_id, since=run.at, says=_says(run)))
                else:
                    self._settled.add(run.run_id)
        if stuck != self._stuck:
            await asyncio.to_thread(self.ledger.conditions.replace, _SOURCE, stuck, now)
            self._stuck = stuck
        return revived

    async def say_again(self, now: datetime) -> list[str]:
        """Say what intakes had to say that were ended before they could (it may be a stop); their workflow ids.

        One that somebody ends again and again is left to them. Raises RPCError.
        """
        ended: dict[str, list[str]] = {}  # run ids by workflow id
        query = f"{_INTAKES} AND CloseTime > '{(now - LOOK_BACK).isoformat()}'"
        async for one in self.client.list_workflows(query, page_size=_PAGE):
            ended.setdefault(one.id, []).append(one.run_id)
        said = []
        for ident, runs in ended.items():
            if self._settled_intakes.get(ident) == len(runs) or len(runs) > RESTARTS:
                continue
            latest = await latest_run(self.client, ident)
            told = await _input(self.client, ident, latest.run_id) if latest and latest.run_id in runs else []
            if told:
                await self.client.start_workflow(
                    INTAKE_WORKFLOW,
                    args=told,
                    id=ident,
                    task_queue=TASK_QUEUE,
                    id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
                    id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                )
                said.append(ident)
                log.warning("the intake %s was ended before it had said anything; it has been started again", ident)
            self._settled_intakes[ident] = len(runs)
        return said

    async def start_deleted(self, missing: Sequence[str], followed_up: int, now: datetime) -> list[str]:
        """Start from the ledger those of whose clocks Temporal knows nothing any more, where they are few.

        `missing` have no clock, of `followed_up` in all. Those who were started. Raises RPCError, LedgerUnavailable.
        """
        deleted = [ident for ident in missing if await latest_run(self.client, workflow_id(ident)) is None]
        if not deleted:
            return []
        if not are_few(len(deleted), followed_up):
            log.error("%d of %d clocks are unknown to Temporal: see docs/recovery.md", len(deleted), followed_up)
            return []
        for ident in deleted:
            if not await asyncio.to_thread(self._is_said, ident):
                await asyncio.to_thread(self._put_on_record, ident, started_from_ledger(now), now)
        account = await recover_clocks(Followup(self.client, self.ledger), only=deleted)
        log.warning("%d clocks were deleted in Temporal; they have been started again", len(account.started))
        return account.started

    async def _tried(self, run: Ended, now: datetime) -> Outcome:
        try:
            return await self._see_to(run, now)
        except KeyLost as error:
            log.warning("the clock of %s could not be started again: %s", run.candidate_id, error)
            return "stuck"
        except LedgerUnavailable:
            raise
        except KeyShredded:  # they were erased: nobody follows up with them any more
            return "settled"
        except Exception as error:  # whatever it is, the others are started again
            reason = error.status.name if isinstance(error, RPCError) else type(error).__name__
            log.warning("the clock of %s could not be started again (%s)", run.candidate_id, reason)
            return "stuck"

    async def _see_to(self, run: Ended, now: datetime) -> Outcome:
        latest = await latest_run(self.client, run.workflow_id)
        superseded = latest is not None and latest.run_id != run.run_id
        running = latest is not None and latest.status is WorkflowExecutionStatus.RUNNING
        restarts = await asyncio.to_thread(self.ledger.promise.restarts, run.candidate_id)
        if running and restart_id(run.run_id) in restarts:
            return "settled"
        tail = await _tail(self.client, run)
        known = await asyncio.to_thread(self.ledger.promise.known, run.candidate_id, tail.event_ids)
        unheard = [signal for signal in tail.signals if not signal.is_known(known)]
        is_open = await asyncio.to_thread(self.ledger.promise.is_open, run.candidate_id)
        if not unheard and (superseded or not is_open):
            return "settled"
        if is_open is None and tail.last_task:
            log.warning("the clock of %s was %s, and the ledger doesn't know them", run.candidate_id, run.ended_as)
            return "settled"  # it was decided about: the ledger has lost them, or another ledger has them
        if sum(at > now - timedelta(days=1) for at in restarts.values()) >= RESTARTS:
            return "stuck"
        if is_open is not None:
            line = restarted(run.run_id, run.ended_as, run.at, now)
            await asyncio.to_thread(self._put_on_record, run.candidate_id, line, now)
        if not superseded and tail.last_task:
            await self._reset(run, tail.last_task)
        else:
            await self._start(run, unheard)
        return "revived"

    def _is_said(self, candidate_id: str) -> bool:
        """Is it the last line on record, since no clock that was started then has decided anything yet?"""
        last = self.ledger.timeline(candidate_id)[-1:]
        return any(row["type"] == "clock_restarted" and row["ended_as"] == "deleted" for row in last)

    def _put_on_record(self, candidate_id: str, line: ClockRestarted, now: datetime) -> None:
        """The line comes first: a clock that goes on and finds it opens the task in the same decision."""
        with self.ledger.book(candidate_id) as book:
            book.append([line], None, now)

    async def _reset(self, run: Ended, last_task: int) -> None:
        await self.client.workflow_service.reset_workflow_execution(
            ResetWorkflowExecutionRequest(
                namespace=self.client.namespace,
                workflow_execution=WorkflowExecution(workflow_id=run.workflow_id, run_id=run.run_id),
                reason=f"it was {run.ended_as}, and they are still followed up",
                workflow_task_finish_event_id=last_task,
                request_id=str(uuid5(NAMESPACE_URL, f"revive:{run.run_id}")),
                reset_reapply_type=ResetReapplyType.RESET_REAPPLY_TYPE_ALL_ELIGIBLE,
            ),
            timeout=_RPC,
        )

    async def _start(self, run: Ended, signals: Sequence[Signal]) -> None:
        """A clock from the ledger, or the one that runs by now; it hears again what nobody had heard."""
        await start_clock(self.client, run.candidate_id)
        for signal in signals:
            await self.client.get_workflow_handle(run.workflow_id).signal(signal.name, args=signal.args)


def _pages(runs: Sequence[Ended]) -> Iterator[list[Ended]]:
    """In their order, many at a time, and never two of the same person."""
    page: list[Ended] = []
    for run in runs:
        if len(page) == _AT_ONCE or run.workflow_id in {one.workflow_id for one in page}:
            yield page
            page = []
        page.append(run)
    if page:
        yield page


def _says(run: Ended) -> str:
    return f"their clock was {run.ended_as} in Temporal and could not be started again, so nothing is sent to them"


async def ended_runs(client: Client, now: datetime) -> list[Ended]:
    """Runs of candidates' clocks that were ended from outside of late, the first one first. Raises RPCError."""
    query = f"{_QUERY} AND CloseTime > '{(now - LOOK_BACK).isoformat()}'"
    found = [
        Ended(candidate_of(one.id), one.id, one.run_id, _ENDED[one.status], one.close_time)
        async for one in client.list_workflows(query, page_size=_PAGE)
        if one.status in _ENDED and one.close_time is not None
    ]
    return sorted(found, key=lambda run: run.at)


async def standing_still(client: Client, ledger: Ledger, now: datetime) -> list[Ended]:
    """Those who should be followed up and whose clock was ended, and not started again yet. Changes nothing.

    Raises RPCError and LedgerUnavailable.
    """
    ended = {run.candidate_id: run for run in await ended_runs(client, now)}  # the latest one of each

    async def is_still(run: Ended) -> bool:
        if not await asyncio.to_thread(ledger.promise.is_open, run.candidate_id):
            return False
        latest = await latest_run(client, run.workflow_id)
        return latest is None or latest.run_id == run.run_id

    runs = list(ended.values())
    return [run for run, stands in zip(runs, await some_at_once(is_still, runs, _AT_ONCE), strict=True) if stands]


async def latest_run(client: Client, workflow_id: str) -> Any:
    """What Temporal says of the latest run under that id; None where it has none. Raises RPCError."""
    return await unless_gone(client.get_workflow_handle(workflow_id).describe(rpc_timeout=_RPC))


async def _input(client: Client, workflow_id: str, run_id: str) -> list[RawValue]:
    """What a run was started with, as it came; empty where its history is gone. Raises RPCError."""
    request = GetWorkflowExecutionHistoryRequest(
        namespace=client.namespace,
        execution=WorkflowExecution(workflow_id=workflow_id, run_id=run_id),
        maximum_page_size=1,
    )
    page = await unless_gone(client.workflow_service.get_workflow_execution_history(request, timeout=_RPC))
    if page is None:
        return []
    return await _as_it_came(client, page.history.events[0].workflow_execution_started_event_attributes.input)


async def _as_it_came(client: Client, told: Payloads) -> list[RawValue]:
    return await client.data_converter.decode(list(told.payloads), [RawValue] * len(told.payloads))


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that was signalled to a run."""

    name: str
    args: Sequence[RawValue]
    """As they came: what nobody can read is told again too, and what a door of ours has checked stays so."""
    waited: bool
    """Was it signalled after the last workflow task that the run completed?"""

    @property
    def event_id(self) -> str:
        try:
            told = json.loads(self.args[0].payload.data) if self.args else None
        except (ValueError, RecursionError):  # no JSON: it goes on the timeline as something that was not understood
            return ""
        given = told.get("event_id") if isinstance(told, dict) else None
        return given if isinstance(given, str) else ""

    def is_known(self, known: Collection[str]) -> bool:
        """Does it stand in the ledger, by its id? Without one it was heard if it was there for a workflow task."""
        return bool({self.event_id, _refused(self.event_id)} & set(known)) if self.event_id else not self.waited


def _refused(event_id: str) -> str:
    return f"refused:{event_id}"


@dataclass(frozen=True, slots=True)
class HistoryEnd:
    """The end of a run's history: what was signalled, and where the run can be reset to."""

    signals: Sequence[Signal]
    last_task: int
    """The event of its last completed workflow task; 0 where there was none."""

    @property
    def event_ids(self) -> list[str]:
        given = [signal.event_id for signal in self.signals if signal.event_id]
        return [*given, *map(_refused, given)]


async def _tail(client: Client, run: Ended) -> HistoryEnd:
    """Read the run's history from its end. Raises RPCError."""
    signals: list[Signal] = []
    last_task, token = 0, b""
    for _ in range(_PAGES):
        request = GetWorkflowExecutionHistoryReverseRequest(
            namespace=client.namespace,
            execution=WorkflowExecution(workflow_id=run.workflow_id, run_id=run.run_id),
            maximum_page_size=_EVENTS,
            next_page_token=token,
        )
        page = await unless_gone(client.workflow_service.get_workflow_execution_history_reverse(request, timeout=_RPC))
        if page is None:  # past its retention by now
            break
        for event in page.history.events:
            if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
                last_task = last_task or event.event_id
            elif event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED:
                told = event.workflow_execution_signaled_event_attributes
                signals.append(Signal(told.signal_name, await _as_it_came(client, told.input), waited=not last_task))
        token = page.next_page_token
        if not token:
            break
    return HistoryEnd(signals[::-1], last_task)


# ------------------------------------------------------------ again and again, by one of the workers


EVERY: Final = timedelta(seconds=20)
"""How often a worker looks: one call to Temporal, so that nobody stands still for long."""


async def keep_reviving(client: Client, ledger: Ledger, *, every: timedelta = EVERY, host: Clock = host_now) -> None:
    """Look, start again, wait, until cancelled. One process of an installation does. Never raises."""
    reviver = Reviver(client, ledger)
    with ledger.only_one("revival") as may_i:
        while True:
            try:
                if await asyncio.to_thread(may_i):
                    now = host()
                    await reviver.look(now)
                    await reviver.say_again(now)
            except (LedgerUnavailable, RPCError) as error:
                log.warning("nobody could look for clocks that were ended (%s)", type(error).__name__)
            except Exception as error:  # it is tried again; other clocks go on
                log.error("clocks that were ended could not be started again (%s): a defect", type(error).__name__)
            await asyncio.sleep(every.total_seconds())
