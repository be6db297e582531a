"""What a steady-state touch costs, counted on a real history and on real statements (DESIGN, "Numbers to reach")."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import event
from temporalio.api.enums.v1 import EventType

from tests.house import House, until


async def test_a_steady_touch_costs_at_most_7_events_3_actions_and_2_commits(house: House) -> None:
    commits: Counter[str] = Counter()
    engine = house.ledger._database.engine  # counted where they happen, below everything of ours
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: len(house.rows(ann, "sent")) == 3, what="the third message")
        event.listen(engine, "commit", lambda connection: commits.update(["commit"]))
        await until(lambda: len(house.rows(ann, "sent")) == 5, what="the fifth message")
        commits_of_two = commits["commit"]
    history = await house.handle(ann).fetch_history()
    names = [EventType.Name(e.event_type).removeprefix("EVENT_TYPE_") for e in history.events]
    fired = [i for i, name in enumerate(names) if name == "TIMER_FIRED"]
    touch = names[fired[-3] : fired[-2]]
    assert touch == [
        "TIMER_FIRED",
        "WORKFLOW_TASK_SCHEDULED",
        "WORKFLOW_TASK_STARTED",
        "WORKFLOW_TASK_COMPLETED",
        "MARKER_RECORDED",
        "UPSERT_WORKFLOW_SEARCH_ATTRIBUTES",
        "TIMER_STARTED",
    ]
    actions = sum(name in ("MARKER_RECORDED", "UPSERT_WORKFLOW_SEARCH_ATTRIBUTES", "TIMER_STARTED") for name in touch)
    assert actions == 3
    assert commits_of_two <= 4
