"""From the page to the candidate's clock, on a real Temporal server with a real worker."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest

from domain.state.model import CandidateState
from starter.embedded import LocalServer
from tests.gateway.gate import gateway
from tests.house import House, build, connected, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time


PUBLIC = "https://follow.acme.example"


@pytest.fixture
async def open_house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(await connected(server.address), tmp_path / "home", public_url=PUBLIC)
    yield made
    await made.leave()


async def test_what_is_said_on_the_page_reaches_the_clock(open_house: House) -> None:
    house = open_house
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as gate,
        httpx.AsyncClient(timeout=30, verify=False) as client,
    ):
        ann = await house.applies("ann")
        await until(lambda: "sent" in house.types(ann))
        page = f"{gate.url}/c/{house.ledger.links.plain(ann, machine_now())}"

        async def says(sub: str, **form: str) -> None:
            assert (await client.post(page + sub, data=form)).status_code == 200

        await says("/question", text="Is the office near the station?")
        await until(lambda: any(task["kind"] == "answer" for task in house.ledger.tasks(candidate_id=ann)))
        await says("/preferences", channel="email", zone="Europe/Vienna", language="de")
        await until(lambda: (house.ledger.status(ann) or {})["timezone"] == "Europe/Vienna")
        days = [(machine_now() + timedelta(days=number)).date() for number in (9, 19)]
        for day in days:  # twice from the same form: the later word counts
            await says("/pause", n="one-form-of-hers", until=day.isoformat())
            assert (house.ledger.status(ann) or {})["paused"]  # answered by the clock: decided already
        state = CandidateState.model_validate(house.ledger.snapshot(ann))
        assert state.paused_until and state.paused_until.astimezone(ZoneInfo("Europe/Vienna")).date() == days[1]
        await says("/pause", what="resume")
        assert not (house.ledger.status(ann) or {})["paused"]
        await says("/stop")
        await until(lambda: (house.ledger.status(ann) or {})["stopped"])
        sent = {mail.touch_key for mail in house.outbox()}
        await says("/private", what="start-again")

        def mailed() -> re.Match[str] | None:  # beside it may lie a message that was reserved before the stop
            new = (mail for mail in house.outbox() if mail.touch_key not in sent)
            found = (re.search(rf"{PUBLIC}(/c/[\w-]+)", mail.text) for mail in new)
            return next((link for link in found if link), None)

        link = await until(mailed, what="the mailed link")
        assert (await client.post(gate.url + link[1])).status_code == 200
        await until(lambda: not (house.ledger.status(ann) or {})["stopped"])
        answer = await client.post(f"{page}/private", data={"what": "erasure"})
        assert answer.status_code == 200  # too soon after the last one: no second mail
        facts = [(row["type"], row["source"]) for row in house.ledger.timeline(ann) if row["source"] == "page"]
        assert [kind for kind, _ in facts] == [
            "reply_received", "candidate_updated", "paused", "paused", "resumed", "opted_out", "opted_in",
        ]  # fmt: skip
        assert len([m for m in house.outbox() if PUBLIC in m.text and "einmal" in m.text]) == 1


async def test_a_message_carries_the_link_and_a_one_click_stop(open_house: House) -> None:
    house = open_house
    async with house.working(settings=house.settings):
        ann = await house.applies("ann")
        await until(lambda: "sent" in house.types(ann))
    raw = next((house.settings.home / "outbox").rglob("new/*")).read_bytes().decode()
    header = re.search(r"List-Unsubscribe: ((?:.|\n )*?)\n(?! )", raw)
    assert header and "List-Unsubscribe=One-Click" in raw
    stop = re.search(rf"<({PUBLIC}/c/[\w-]+/stop)>", re.sub(r"\n ", "", header[1]))
    assert stop, header[1]
    async with (
        gateway(house.settings, house.ledger, clock=machine_now) as gate,
        httpx.AsyncClient(timeout=30, verify=False) as client,
    ):
        answer = await client.post(
            gate.url + urlsplit(stop[1]).path,
            content=b"List-Unsubscribe=One-Click",
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == 200
        async with house.working(settings=house.settings):
            await until(lambda: (house.ledger.status(ann) or {})["stopped"])
