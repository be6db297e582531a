"""Putting ledger and clocks right after a loss, the one from the other (docs/recovery.md). Safe to run twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from temporalio.client import Client, WorkflowExecutionStatus

from activities.outcomes import broken_off
from connection import unless_gone
from domain.names import TASK_QUEUE, workflow_id
from domain.reducers.recovered import Story
from ledger.audit.keys import SigningKey
from ledger.delivery.attempts import Attempt
from ledger.store import Ledger
from starter.client import Followup, some_at_once, start_clock
from starter.rereading import Run, runs_of, stories

STARTS_AT_ONCE = 20
"""Clocks started at the same time; each then looks at what it owes, which is spread by its own rules (R16, R19)."""

_POLLED_WITHIN = timedelta(seconds=70)
"""A worker asks for work at least once a minute."""

Progress = Callable[[int, int], None]


def silent(_done: int, _all: int) -> None:
    """Progress that nobody watches."""


@dataclass
class LedgerAccount:
    """What `recover ledger` did."""

    clocks: int = 0
    """Whose histories Temporal still has."""
    filled: dict[str, int] = field(default_factory=dict)
    """How many facts were written again, by candidate."""
    lost: dict[str, int] = field(default_factory=dict)
    """How many facts are nowhere to be read any more, by candidate."""
    suppressions: int = 0
    doubts: list[str] = field(default_factory=list)
    """Candidates with a message that may have gone out, and is asked about instead of being sent."""
    unreadable: list[str] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)
    """Who was named, and of whose clock Temporal has no history."""


@dataclass
class ClocksAccount:
    """What `recover clocks` did, or would do."""

    open: int = 0
    """Candidates who are followed up and have not come to an end, by the ledger."""
    started: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    told_again: int = 0
    unknown: list[str] = field(default_factory=list)
    """Ids of which the ledger knows an address and nothing else: what was said of them was lost with Temporal."""
    nobody: list[str] = field(default_factory=list)
    """Who was named, and is not followed up by the ledger."""


async def workers(client: Client, now: datetime) -> list[str]:
    """Who has asked for work of late. Raises RPCError."""
    from temporalio.api.enums.v1 import TaskQueueType
    from temporalio.api.taskqueue.v1 import TaskQueue
    from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest

    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=TASK_QUEUE),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    answer = await client.workflow_service.describe_task_queue(request)
    since = now - _POLLED_WITHIN
    return sorted({p.identity for p in answer.pollers if p.last_access_time.ToDatetime(UTC) > since})


# ------------------------------------------------------------ the ledger, from the clocks


async def recover_ledger(
    followup: Followup,
    *,
    lost_at: datetime | None = None,
    only: Sequence[str] = (),
    key: SigningKey | None = None,
    progress: Progress = silent,
) -> LedgerAccount:
    """Write again what the ledger lacks of what the clocks know.

    `lost_at`: when the ledger was lost. What was due by then, and of which no clock knows whether it went out, is
    asked about and not sent blindly; without it that is done up to now, where anything is found to be missing.
    `key`: the operator's, which signs what is written about it.
    Raises RPCError, LedgerUnavailable.
    """
    ledger, account = followup.ledger, LedgerAccount()
    await asyncio.to_thread(ledger.keys.take_back)  # without them no history could be read
    runs = await runs_of(followup.client, [workflow_id(ident) for ident in only])
    account.nobody = [ident for ident in only if workflow_id(ident) not in runs]
    told = await _read(followup, runs, account, progress)
    now = followup.clock()
    lacking = [ident for ident, story in told.items() if await asyncio.to_thread(ledger.recovery.missing, story)]
    if lacking or lost_at is not None:
        # Opt-outs first, of everybody: an address that one closed is closed for others, too (R7). Where nothing was
        # lost they stand, but for what was opened again.
        states = [story.end for story in told.values()]
        account.suppressions = await asyncio.to_thread(ledger.recovery.close_again, states, now)
        await _doubt(ledger, told, lost_at or now, account)
    for done, ident in enumerate(lacking, start=1):
        whose = told[ident].end.candidate.candidate_id
        filled = await asyncio.to_thread(ledger.recovery.fill, told[ident], now, key)
        if filled is not None:
            account.filled[whose] = filled.facts
            if filled.lost:
                account.lost[whose] = filled.lost
        progress(len(told) + done, len(told) + len(lacking))
    # Also those who stopped when they found the ledger behind and whose recovery was broken off before this, and who
    # was named: their record is projected again.
    wakes = {*lacking, *(ident for ident, story in told.items() if only or story.end.attention)}
    await _wake(followup, [runs[ident][0] for ident in wakes if runs[ident][0].running])
    return account


async def _read(
    followup: Followup, runs: dict[str, list[Run]], account: LedgerAccount, progress: Progress
) -> dict[str, Story]:
    """Each clock's story: its latest run, and earlier ones where the ledger lacks what was before it."""
    told: dict[str, Story] = {}
    wanted = [theirs[0] for theirs in runs.values()]
    account.clocks, depth = len(wanted), 0
    while wanted:
        depth += 1
        further: list[Run] = []
        async for run, story in stories(followup.client, wanted):
            ident = run.workflow_id
            if story is None:
                account.unreadable.append(ident)
                continue
            told[ident] = told[ident].after(story) if ident in told else story
            if depth == 1:
                progress(len(told), len(runs))
            if len(runs[ident]) > depth and await asyncio.to_thread(_begins_later, followup.ledger, told[ident]):
                further.append(runs[ident][depth])
        wanted = further
    return told


def _begins_later(ledger: Ledger, story: Story) -> bool:
    """Does the ledger lack what was before the story's first run?"""
    the_plan = ledger.recovery.missing(story)
    return the_plan is not None and the_plan.lost > 0


async def _doubt(ledger: Ledger, told: dict[str, Story], until: datetime, account: LedgerAccount) -> None:
    for story in told.values():
        touch = story.waits_for(until)
        if touch is not None and await asyncio.to_thread(ledger.recovery.doubt, story, touch, until):
            account.doubts.append(story.end.candidate.candidate_id)


async def _wake(followup: Followup, runs: Sequence[Run]) -> None:
    """Have them look at the ledger now, and not only when they next would."""

    async def one(run: Run) -> None:
        fact = {"event_id": f"look-again:{run.run_id}:{stamp}", "occurred_at": stamp, "source": "recovery"}
        await unless_gone(followup.client.get_workflow_handle(run.workflow_id).signal("replan", fact))

    stamp = followup.clock().isoformat()
    await some_at_once(one, runs, STARTS_AT_ONCE)


# ------------------------------------------------------------ the clocks, from the ledger


async def recover_clocks(
    followup: Followup, *, only: Sequence[str] = (), dry_run: bool = False, progress: Progress = silent
) -> ClocksAccount:
    """Start a clock for everybody who is followed up by the ledger and has none. Raises RPCError, LedgerUnavailable.

    A clock that starts folds its state from the ledger, and goes on from the ledger's position.
    """
    ledger, account = followup.ledger, ClocksAccount()
    idents = await asyncio.to_thread(ledger.recovery.unfinished)
    idents = [ident for ident in idents if not only or ident in only]
    account.open = len(idents)
    account.nobody = [ident for ident in only if ident not in idents]
    runs = await runs_of(followup.client) if len(idents) > STARTS_AT_ONCE else {}
    running = {ident for ident, theirs in runs.items() if theirs[0].running}
    waiting = [ident for ident in idents if workflow_id(ident) not in running]
    for start in range(0, len(waiting), STARTS_AT_ONCE):
        page = waiting[start : start + STARTS_AT_ONCE]
        for ident, doubted in await asyncio.gather(*(_start(followup, ident, dry_run) for ident in page)):
            if doubted is not None:
                account.started.append(ident)
                account.doubts += [ident] * doubted
        progress(min(start + STARTS_AT_ONCE, len(waiting)), len(waiting))
    if not dry_run:
        account.told_again = await asyncio.to_thread(ledger.recovery.tell_again, idents)
    account.unknown = [] if only else await asyncio.to_thread(ledger.recovery.never_decided)
    return account


async def _start(followup: Followup, ident: str, dry_run: bool) -> tuple[str, int | None]:
    """How many messages of theirs are in doubt; None where they have a clock."""
    told = await unless_gone(followup.client.get_workflow_handle(workflow_id(ident)).describe())
    if told is not None and told.status is WorkflowExecutionStatus.RUNNING:
        return ident, None
    begun = await asyncio.to_thread(followup.ledger.recovery.begun, ident)
    if dry_run:
        return ident, len(begun)
    await asyncio.to_thread(_tell_doubts, followup.ledger, ident, begun, followup.clock())
    await start_clock(followup.client, ident)
    return ident, len(begun)


def _tell_doubts(ledger: Ledger, ident: str, begun: Sequence[Attempt], now: datetime) -> None:
    """An attempt that nobody saw end may have gone out: on record before anything is decided, so that it is asked
    about, also where that message would not be due any more.
    """
    if not begun:
        return
    facts = [
        broken_off(attempt, now, "an attempt was begun and never ended, and its clock is lost") for attempt in begun
    ]
    with ledger.book(ident) as book:
        book.append(facts, None, now)
