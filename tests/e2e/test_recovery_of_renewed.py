"""A ledger lost when clocks have gone on as new runs, and when Temporal has forgotten the earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.names import CANDIDATE_WORKFLOW, TASK_QUEUE, workflow_id
from domain.state.model import Start
from starter.rereading import Run, runs_of, stories
from tests.e2e.losses import Installation
from tests.house import until
from tests.machine_time import machine_now


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.setattr("workflows.candidate.RENEW_AFTER", timedelta(seconds=1.5))
    made = Installation(tmp_path)
    yield made
    made.stop()


async def renewed(place: Installation) -> tuple[str, list[Run], datetime]:
    """Somebody whose clock is in its second run at least, with more messages to come; and when the worker ended."""
    house = place.house
    async with house.working():
        ann = await house.applies("ann", candidate={"first_name": "Ann", "last_name": "Lee"})
        await house.update(ann, "note", text="Asked about the team.", application_id="eng")
        await until(lambda: place.sent(ann) >= 3, what="three messages")
        until_then = machine_now()
    runs = (await runs_of(house.client))[workflow_id(ann)]
    assert len(runs) >= 2
    return ann, runs, until_then


async def test_the_facts_of_earlier_runs_are_read_from_those(place: Installation) -> None:
    house = await place.start()
    ann, _, lost_at = await renewed(place)
    types = house.types(ann)
    place.stop()
    place.lose("ledger.db")
    house = await place.start()
    account = await place.recover_ledger(lost_at=lost_at)
    assert account.lost == {}
    assert house.types(ann) == [*types, "recovered"]
    async with house.working():
        await until(lambda: place.all_sent(ann), what="everything")
    assert house.ledger.verify(ann) == []
    assert place.twice() == {}


async def test_what_no_history_has_any_more_is_on_record_as_lost_and_they_go_on_even_without_their_clock(
    place: Installation,
) -> None:
    house = await place.start()
    ann, runs, lost_at = await renewed(place)
    count = len(house.types(ann))
    (latest,) = [story async for _, story in stories(house.client, runs[:1])]
    assert latest is not None
    place.stop()
    # What is left when the retention of the earlier runs is over: a run that began with a state, and no ledger.
    place.lose("ledger.db")
    place.lose("temporal.db")
    house = await place.start()
    await house.client.start_workflow(
        CANDIDATE_WORKFLOW,
        Start(candidate_id=ann, state=latest.end),
        id=workflow_id(ann),
        task_queue=TASK_QUEUE,
    )
    account = await place.recover_ledger(lost_at=lost_at)
    while ann not in account.lost:  # a clock is found by Temporal's list, which lags a little behind
        account = await place.recover_ledger(lost_at=lost_at)
    assert 0 < account.lost[ann] <= count
    assert house.types(ann).count("recovered") == 2
    assert house.ledger.verify(ann) == []
    status = house.ledger.status(ann) or {}
    assert status["name"] == "Ann Lee"
    # And then Temporal goes, too: what stands in the ledger is enough.
    place.stop()
    place.lose("temporal.db")
    house = await place.start()
    assert (await place.recover_clocks()).started == [ann]
    async with house.working():
        await until(lambda: place.all_sent(ann), what="everything")
    assert house.ledger.verify(ann) == []
    assert place.twice() == {}
