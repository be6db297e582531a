"""A bare signal is accepted when the workflow task that was in flight as it came has ended, and not later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

from tests.chaos.accepted import accepted_at

KINDS = {
    "scheduled": EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
    "started": EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
    "completed": EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
    "timed out": EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT,
    "stop": EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
}


def history(*told: tuple[str, int]) -> list[HistoryEvent]:
    events = []
    for kind, second in told:
        event = HistoryEvent(event_type=KINDS[kind])
        event.event_time.FromDatetime(datetime.fromtimestamp(second, UTC))
        if kind == "stop":
            payload = Payload(data=b'{"event_id": "stop-1"}')
            event.workflow_execution_signaled_event_attributes.input.payloads.append(payload)
        events.append(event)
    return events


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ([("scheduled", 1), ("started", 2), ("completed", 3), ("stop", 5), ("scheduled", 5)], 5),
        ([("scheduled", 1), ("started", 2), ("completed", 7), ("stop", 5), ("scheduled", 7)], 7),
        ([("scheduled", 1), ("stop", 5), ("started", 6), ("completed", 7), ("scheduled", 90)], 5),
        ([("scheduled", 1), ("started", 2), ("timed out", 3), ("stop", 5), ("stop", 6), ("scheduled", 9)], 9),
        ([("scheduled", 1), ("started", 2), ("timed out", 3), ("stop", 5), ("scheduled", 60)], 15),
        ([("scheduled", 1), ("started", 2), ("completed", 3), ("stop", 5)], 5),
        ([("scheduled", 1), ("started", 2), ("completed", 3)], 0),
    ],
    ids=[
        "none in flight",
        "one in flight",
        "one that waits",
        "one that is tried again",
        "one that is tried again late",
        "at the end",
        "not here",
    ],
)
def test_it_is_accepted_when_the_task_in_flight_has_ended(told: Sequence[tuple[str, int]], at: float) -> None:
    assert accepted_at(history(*told), "stop-1") == at
