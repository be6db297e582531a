"""When a bare signal counts as accepted, read off the history (docs/architecture.md, "Delivery": what "after a stop"
means).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

_TASK: Final = 10.0
"""Seconds after which a workflow task has ended, whatever became of it: Temporal's time-out."""


def accepted_at(events: Sequence[HistoryEvent], event_id: str) -> float:
    """When the workflow task ended that was in flight as the signal came, in wall seconds; the signal's own time where
    none was, 0 where there is no such signal.

    The server holds a signal back until the task in flight has ended, and then schedules a task for it. A task that is
    tried again is not in the history until it is completed: it shows only in this, that the next one comes late,
    by what a task takes at most.
    """
    waiting, at = False, 0.0
    for event in events:
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED:
            if at:
                return max(at, min(_seconds(event), at + _TASK))
            waiting = True
        elif event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED:
            waiting = False
        elif event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED and not at:
            payloads = event.workflow_execution_signaled_event_attributes.input.payloads
            if any(event_id.encode() in payload.data for payload in payloads):
                at = _seconds(event)
                if waiting:  # the task that has it is scheduled already and has not begun
                    return at
    return at


def _seconds(event: HistoryEvent) -> float:
    return event.event_time.ToNanoseconds() / 1e9
