"""From an ATS's own hook, rightly signed, to the candidate's clock: Temporal, worker and gateway are real."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from starter.embedded import LocalServer
from tests.gateway.gate import Sender, gateway, rows, told
from tests.house import House, build, connected, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time


SECRET = "an-ats-secret"


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    secret = SecretStr(SECRET)
    client = await connected(server.address)
    made = build(client, tmp_path / "home", greenhouse_secret=secret, ashby_secret=secret)
    yield made
    await made.leave()


def sign(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


async def greenhouse(sender: Sender, action: str, app: dict[str, Any], ident: str) -> httpx.Response:
    body = json.dumps({"action": action, "payload": {"application": app}}).encode()
    headers = {"Signature": f"sha256 {sign(body)}", "Greenhouse-Event-ID": ident}
    return await sender.client.post(f"{sender.url}/hooks/greenhouse", content=body, headers=headers)


async def ashby(sender: Sender, action: str, data: dict[str, Any]) -> httpx.Response:
    body = json.dumps({"action": action, "webhookActionId": "click", "data": data}).encode()
    headers = {"Ashby-Signature": f"sha256={sign(body)}"}
    return await sender.client.post(f"{sender.url}/hooks/ashby", content=body, headers=headers)


def application(house: House, stage: str, *, days: int = 30, **more: Any) -> dict[str, Any]:
    """An application in Greenhouse, of some weeks ago: an update would be due at once."""
    now = machine_now()
    return {
        "id": 1,
        "prospect": False,
        "status": "active",
        "applied_at": (now - timedelta(days=days)).isoformat(),
        "last_activity_at": now.isoformat(),
        "current_stage": {"id": 2, "name": stage},
        "candidate": {
            "id": house.tag,
            "first_name": "Noor",
            "last_name": "Haddad",
            "email_addresses": [{"value": f"{house.tag}@mail.example", "type": "personal"}],
        },
        "jobs": [{"id": 3, "name": "Welder"}],
    } | more


async def test_the_same_greenhouse_event_ten_times_in_parallel_is_one_transition(house: House) -> None:
    ident = f"greenhouse:{house.tag}"
    house.started.append(ident)
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        app = application(house, "Onsite")
        calls = [greenhouse(sender, "candidate_stage_change", app, f"e-{n % 5}") for n in range(10)]
        assert {answer.status_code for answer in await asyncio.gather(*calls)} == {200}
        await until(lambda: rows(house.ledger) == {"told": 1}, what="the telling")
        await until(lambda: told(house, ident), what="the transition")
    assert len(told(house, ident)) == len(told(house, ident, "application_received")) == 1
    assert house.ledger.status(ident)["stage"] == "interview"  # type: ignore[index]


async def test_an_offer_that_overtook_its_application_is_told_between_it_and_the_hire(house: House) -> None:
    ident = f"greenhouse:{house.tag}"
    house.started.append(ident)
    sent = {"id": 5, "application_id": 1, "version": 1, "offer_status": "Created", "sent_on": "2026-11-02"}
    app = application(house, "Offer", days=1)
    async with gateway(house.settings, house.ledger, clock=machine_now) as sender:
        body = json.dumps({"action": "offer_created", "payload": sent}).encode()
        headers = {"Signature": f"sha256 {sign(body)}"}
        await sender.client.post(f"{sender.url}/hooks/greenhouse", content=body, headers=headers)
        await greenhouse(sender, "new_candidate_application", app, "e-1")
        await greenhouse(sender, "hire_candidate", app | {"status": "hired", "current_stage": None}, "e-2")
        async with house.working():
            await until(lambda: rows(house.ledger) == {"told": 3}, what="the telling")
            await until(lambda: told(house, ident, "hired"), what="the hire")
    order = [row["type"] for row in house.ledger.timeline(ident)]
    told_in = [order.index(kind) for kind in ("application_received", "offer_extended", "hired")]
    assert told_in == sorted(told_in)


async def test_somebody_of_whom_we_hear_only_that_they_are_rejected_gets_no_word_before_it(house: House) -> None:
    ident = f"greenhouse:{house.tag}"
    house.started.append(ident)
    closed = {
        "status": "rejected",
        "rejected_at": machine_now().isoformat(),
        "rejection_reason": {"name": "Skills"},
    }
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        await greenhouse(sender, "reject_candidate", application(house, "Application Review", **closed), "e-1")
        await until(lambda: told(house, ident, "rejected"), what="the rejection")
        await until(lambda: house.ledger.status(ident)["stage"] == "rejected", what="the stage")  # type: ignore[index]
    assert not [row for row in house.rows(ident, "sent") if row["stage"] != "rejected"]


async def test_a_stage_that_nobody_mapped_is_a_task_that_says_which_line_is_missing(house: House) -> None:
    ident = f"greenhouse:{house.tag}"
    house.started.append(ident)
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        await greenhouse(sender, "candidate_stage_change", application(house, "Bake-off", days=0), "e-1")
        await until(lambda: house.ledger.tasks(candidate_id=ident), what="a task")
        (task,) = house.ledger.tasks(candidate_id=ident)
    assert 'add the line `"Bake-off": screening`' in task["title"]
    assert house.ledger.status(ident)["stage"] == "applied"  # type: ignore[index]


async def test_ashby_s_three_actions_of_one_hire_end_in_one_hire(house: House) -> None:
    ident = f"ashby:{house.tag}"
    house.started.append(ident)
    app = {
        "id": "app-1",
        "status": "Hired",
        "createdAt": (machine_now() - timedelta(days=30)).isoformat(),
        "updatedAt": machine_now().isoformat(),
        "candidate": {
            "id": house.tag,
            "name": "Ines Vaz",
            "primaryEmailAddress": {"value": f"{house.tag}@mail.example"},
        },
        "currentInterviewStage": {"id": "s", "title": "Hired", "type": "Hired"},
        "job": {"id": "job-1", "title": "Engineer"},
        "hiringTeam": [],
    }
    offer = {"latestVersion": {"startDate": (machine_now() + timedelta(days=20)).date().isoformat()}}
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        answers = await asyncio.gather(
            ashby(sender, "applicationUpdate", {"application": app}),
            ashby(sender, "candidateStageChange", {"application": app}),
            ashby(sender, "candidateHire", {"application": app, "offer": offer}),
        )
        assert {answer.status_code for answer in answers} == {200}
        await until(lambda: rows(house.ledger) == {"told": 3}, what="the telling")
        await until(lambda: house.ledger.status(ident), what="their clock")
        await until(lambda: told(house, ident, "hired"), what="the hire")
    found = house.ledger.status(ident)["applications"][0]  # type: ignore[index]
    assert found["stage"] == "hired" and len(told(house, ident, "application_received")) == 1
    await until(lambda: house.ledger.status(ident)["applications"][0]["start_date"], what="the start date")  # type: ignore[index]
