"""Reading a clock's history again: what it decided, put on record and knew, from Temporal alone (docs/recovery.md).

The clock's own code reads it, as at every replay, and tells on the way what it hears; so nothing about the shape of a
history has to be known here, and what it cannot read would not have gone on either.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from temporalio import workflow
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from domain.names import CANDIDATE_WORKFLOW
from domain.reducers.recovered import Story
from domain.state.model import DecisionRequest, DecisionResult, Start
from workflows.candidate import CandidateFollowUp

_AT_ONCE = 16
"""Histories fetched at the same time."""

_heard: dict[str, Story] = {}  # by run, while it is read


@workflow.defn(name=CANDIDATE_WORKFLOW)
class Reread(CandidateFollowUp):
    """The clock, telling what it hears while it is replayed."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self._asked = self._state
        self._story = _heard[workflow.info().run_id] = Story.begin(self._state)

    @workflow.run
    async def run(self, start: Start) -> str:
        """As the clock does."""
        return await super().run(start)

    async def _take(
        self, activity: Callable[[Any, DecisionRequest], DecisionResult], name: str
    ) -> DecisionResult | None:
        self._asked = self._state
        return await super()._take(activity, name)

    def _show(self, result: DecisionResult) -> None:
        self._story.hear(self._asked, result, self._state)
        super()._show(result)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a candidate's clock."""

    workflow_id: str
    run_id: str
    started_at: datetime
    running: bool


async def runs_of(client: Client, workflow_ids: Sequence[str] = ()) -> dict[str, list[Run]]:
    """The runs of all clocks, or of these, that Temporal still has, the latest first. Raises RPCError."""
    found: dict[str, list[Run]] = {}
    kind = f"WorkflowType = '{CANDIDATE_WORKFLOW}'"
    queries = [f"{kind} AND WorkflowId = '{ident}'" for ident in workflow_ids] or [kind]
    for query in queries:
        async for one in client.list_workflows(query, page_size=1000):
            run = Run(one.id, one.run_id, one.start_time, one.status is WorkflowExecutionStatus.RUNNING)
            found.setdefault(one.id, []).append(run)
    for runs in found.values():
        runs.sort(key=lambda run: (run.running, run.started_at), reverse=True)
    return found


async def stories(client: Client, runs: Sequence[Run]) -> AsyncIterator[tuple[Run, Story | None]]:
    """What each run says; None where it cannot be read. Raises RPCError."""
    replayer = Replayer(
        workflows=[Reread], data_converter=client.data_converter, workflow_runner=UnsandboxedWorkflowRunner()
    )
    by_run = {run.run_id: run for run in runs}
    async with replayer.workflow_replay_iterator(_histories(client, runs)) as results:
        async for result in results:
            run_id = result.history.run_id
            story = _heard.pop(run_id, None)
            yield by_run[run_id], None if result.replay_failure else story


async def _histories(client: Client, runs: Sequence[Run]) -> AsyncIterator[WorkflowHistory]:
    for start in range(0, len(runs), _AT_ONCE):
        handles = [client.get_workflow_handle(r.workflow_id, run_id=r.run_id) for r in runs[start : start + _AT_ONCE]]
        for history in await asyncio.gather(*(handle.fetch_history() for handle in handles)):
            yield history
