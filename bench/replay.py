"""What it costs to take a clock up anew: `python -m bench.replay` replays a history that it records itself."""

from __future__ import annotations

import asyncio
import statistics
import time
from typing import Any, Final

from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from bench.counts import name_of
from bench.installation import installed
from connection import DATA_CONVERTER
from domain.names import Stage
from workflows.candidate import CandidateFollowUp

LENGTHS: Final = (60, 1000)
"""Events: an ordinary candidate after some months, and one with whom very much happened."""

_TIMES: Final = 7


async def _recorded(events: int) -> WorkflowHistory:
    """Somebody who hears five times and is decided upon again and again, until the history is that long."""
    async with installed(touches=5) as place:
        await place.start_worker()
        (ident,) = await place.enrol(["ann"], Stage.APPLIED)
        await place.sent("ann", 5)
        handle = place.house.handle(ident)
        while (await handle.describe()).history_length < events:
            for _ in range(10):
                await place.house.tell(ident, "replan")
                await asyncio.sleep(0.15)  # a decision of its own for each
        return await handle.fetch_history()


def _first(history: WorkflowHistory, events: int) -> WorkflowHistory:
    """The beginning of it, cut where the clock slept."""
    ends = [
        n for n, told in enumerate(history.events) if name_of(told) in ("TIMER_FIRED", "WORKFLOW_EXECUTION_SIGNALED")
    ]
    return WorkflowHistory(history.workflow_id, list(history.events)[: max(n for n in ends if n <= events)])


async def _milliseconds(history: WorkflowHistory) -> float:
    replayer = Replayer(
        workflows=[CandidateFollowUp], workflow_runner=UnsandboxedWorkflowRunner(), data_converter=DATA_CONVERTER
    )
    took = []
    for _ in range(_TIMES):
        begun = time.process_time()
        await replayer.replay_workflow(history)
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took)


async def _measured() -> list[dict[str, Any]]:
    whole = await _recorded(max(LENGTHS) + 20)
    found = []
    for length in LENGTHS:
        history = _first(whole, length)
        found.append({"events": len(history.events), "ms": await _milliseconds(history)})
    return found


def measured() -> list[dict[str, Any]]:
    """Milliseconds of CPU per replay, the worker that does it included."""
    return asyncio.run(_measured())


if __name__ == "__main__":
    for one in measured():
        print(f"{one['events']} events: {one['ms']:.0f} ms, {one['ms'] / one['events']:.2f} an event")
