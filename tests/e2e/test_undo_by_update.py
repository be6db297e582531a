"""What another system takes back by the update `undo`, on a real server (R21)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from starter.client import Refused
from starter.embedded import LocalServer
from tests.histories.record import DEFAULT
from tests.house import House, build, connected, until
from tests.machine_time import zone_where_it_is

pytestmark = pytest.mark.machine_time


@pytest.fixture
async def office(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield made
    await made.leave()


async def test_r21_the_answer_to_the_update_is_the_status_as_if_it_had_not_been_said_or_a_refusal(
    office: House,
) -> None:
    async with office.working():
        ann = await office.applies("ann", stage="interview", candidate={"timezone": zone_where_it_is(22)})
        before = await until(lambda: (office.ledger.status(ann) or {}).get("next"), what="the first decision")
        await office.tell(ann, "withdrawn", event_id="mistake", application_id="eng")
        await until(lambda: "withdrawn" in office.types(ann), what="the withdrawal")
        done = await office.update(ann, "undo", about="mistake", author="Rita")
        assert (done["next"], done["undo"]["taken_back"]) == (before, True)
        assert done["applications"][0]["stage"] == "interview"
        for about, why in (("mistake", "already been undone"), ("nothing", "Nothing about them is on record")):
            with pytest.raises(Refused, match=why):
                await office.update(ann, "undo", about=about)
        with pytest.raises(Refused, match="already been undone"):
            await office.followup.undo(ann, {"event_id": "by the client", "about": "mistake"})
    assert office.ledger.verify(ann) == []
