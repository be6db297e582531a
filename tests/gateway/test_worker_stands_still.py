"""A worker that is stopped in the middle of everything (SIGSTOP), while each ATS goes on telling (R3): nothing that was
told is lost, and nobody whose record was deleted meanwhile is written to, nor an address that is theirs no more.
"""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest
from pydantic import SecretStr

from domain.state.model import CandidateState
from integrations.arrivals import Request
from starter.embedded import LocalServer
from tests.forked import begin_command
from tests.gateway.gate import Sender, gateway
from tests.house import House, build, connected, until
from tests.integrations.ats import lever_words
from tests.integrations.ats.ats_words import SECRET, ashby, greenhouse
from tests.integrations.ats.lever_server import LeverServer
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time


class Ats(Protocol):
    """What an ATS posts about one person with one application."""

    source: str

    def applies(self, person: int, address: str) -> Request: ...

    def moves_house(self, person: int, address: str) -> Request: ...

    def deletes(self, person: int) -> Request: ...


class Greenhouse:
    source = "greenhouse"

    def applies(self, person: int, address: str) -> Request:
        now = machine_now()
        app = {
            "id": person * 10,
            "prospect": False,
            "status": "active",
            "applied_at": now.isoformat(),
            "last_activity_at": now.isoformat(),
            "current_stage": {"id": 1, "name": "Application Review"},
            "candidate": self._candidate(person, address),
            "jobs": [{"id": 300, "name": "Welder"}],
        }
        return greenhouse("new_candidate_application", {"application": app}, now)

    def moves_house(self, person: int, address: str) -> Request:
        return greenhouse("update_candidate", {"candidate": self._candidate(person, address)}, machine_now())

    def deletes(self, person: int) -> Request:
        gone = {"person": {"id": person, "deleted_application_ids": [person * 10]}}
        return greenhouse("delete_candidate", gone, machine_now())

    def _candidate(self, person: int, address: str) -> dict[str, object]:
        return {
            "id": person,
            "first_name": "Noor",
            "last_name": "Haddad",
            "email_addresses": [{"value": address, "type": "personal"}],
            "phone_numbers": [],
        }


class Ashby:
    source = "ashby"

    def __init__(self) -> None:
        self._clicks = 0

    def applies(self, person: int, address: str) -> Request:
        return self._shows("applicationSubmit", person, address)

    def moves_house(self, person: int, address: str) -> Request:
        return self._shows("applicationUpdate", person, address)

    def deletes(self, person: int) -> Request:
        return self._click("candidateDelete", {"candidate": {"id": str(person)}})

    def _shows(self, action: str, person: int, address: str) -> Request:
        now = machine_now().isoformat()
        app = {
            "id": str(person * 10),
            "createdAt": now,
            "updatedAt": now,
            "status": "Active",
            "candidate": {"id": str(person), "name": "Ines Vaz", "primaryEmailAddress": {"value": address}},
            "currentInterviewStage": {"id": "s", "title": "Application Review", "type": "PreInterviewScreen"},
            "job": {"id": "300", "title": "Welder"},
            "hiringTeam": [],
        }
        return self._click(action, {"application": app})

    def _click(self, action: str, data: object) -> Request:
        self._clicks += 1
        return ashby(action, data, machine_now(), f"click-{self._clicks}")


class Lever:
    source = "lever"

    def __init__(self, api: LeverServer) -> None:
        self._api = api
        self._tokens = 0

    def applies(self, person: int, address: str) -> Request:
        now = lever_words.ms(machine_now() - timedelta(seconds=1))
        shown = lever_words.opportunity(
            id=f"{person}0",
            contact=str(person),
            emails=[address],
            phones=[],
            applications=[
                {"id": f"{person}1", "posting": lever_words.POSTING, "type": "posting", "createdAt": now},
            ],
            createdAt=now,
            lastAdvancedAt=now,
            stageChanges=[{"toStageId": "stage-New-applicant", "updatedAt": now}],
        )
        self._api.put(f"opportunities/{person}0", shown)
        self._api.put(f"contacts/{person}", self._contact(person, address))
        return self._tells("applicationCreated", person)

    def moves_house(self, person: int, address: str) -> Request:
        self._api.put(f"contacts/{person}", self._contact(person, address))
        return self._tells("contactUpdated", person)

    def deletes(self, person: int) -> Request:
        self._api.drop(f"opportunities/{person}0")
        self._api.drop(f"contacts/{person}")
        return self._tells("candidateDeleted", person)

    def _contact(self, person: int, address: str) -> dict[str, object]:
        return {"id": str(person), "name": "Tam Nguyen", "emails": [address], "phones": []}

    def _tells(self, event: str, person: int) -> Request:
        self._tokens += 1
        data = {"opportunityId": f"{person}0", "contactId": str(person)}
        now = machine_now()
        return lever_words.signed(event, data, token=f"t-{self._tokens}", at=now, now=now)


class Worker:
    """A worker in a process of its own, which can be stopped in the middle of everything and go on."""

    def __init__(self, house: House, temporal: str) -> None:
        env = {
            "FOLLOWUP_HOME": str(house.settings.home),
            "FOLLOWUP_PLAYBOOK": str(house.settings.playbook),
            "FOLLOWUP_LEDGER_URL": house.settings.ledger_url,
            "FOLLOWUP_METRICS_PORT": "0",
            "TEMPORAL_ADDRESS": temporal,
        }
        self._ledger = house.settings.home / "ledger.db"
        self._process = begin_command("worker", log=house.settings.home / "worker.log", env=env)

    def stop(self) -> None:
        """Stop it where it does not hold the ledger, which then nobody could write to."""
        while True:
            self._process.send_signal(signal.SIGSTOP)
            with suppress(sqlite3.OperationalError), closing(sqlite3.connect(self._ledger, timeout=0.2)) as ledger:
                ledger.execute("BEGIN IMMEDIATE")
                return
            self.go_on()
            time.sleep(0.01)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        self.go_on()
        self._process.kill()
        self._process.wait()


@pytest.fixture
def lever_api() -> Iterator[LeverServer]:
    with lever_words.lever_server() as made:
        yield made


@pytest.fixture
async def house(
    server: LocalServer, lever_api: LeverServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """Of the three ATSs; whoever has applied hears at once, and again each second."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(
        await connected(server.address),
        tmp_path / "home",
        greenhouse_secret=SecretStr(SECRET),
        ashby_secret=SecretStr(SECRET),
        lever_secret=SecretStr(lever_words.SECRET),
        lever_api_key=SecretStr(lever_api.key),
        lever_url=lever_api.url,
    )
    yield made
    await made.leave()


async def post(sender: Sender, source: str, said: Request) -> None:
    url = f"{sender.url}/hooks/{source}"
    answer = await sender.client.post(url, content=said.body, headers=dict(said.headers))
    assert answer.status_code == 200


def is_gone(house: House, ident: str) -> bool:
    """Are they on record, and is nothing of them open any more?"""
    snapshot = house.ledger.snapshot(ident)
    state = CandidateState.model_validate(snapshot) if snapshot else None
    return state is not None and state.stopped and all(app.closed_silently for app in state.applications)


def begun_for(house: House, ident: str) -> int:
    """How many attempts to write to them are reserved."""
    with closing(sqlite3.connect(house.settings.home / "ledger.db")) as ledger:
        query = "SELECT count(*) FROM attempts WHERE touch_key LIKE ?"
        return int(ledger.execute(query, (f"{ident}/%",)).fetchone()[0])


def mails_to(house: House, address: str) -> int:
    return sum(mail.to == address for mail in house.outbox())


@pytest.mark.long
async def test_r3_what_each_ats_tells_while_the_worker_stands_still_is_not_lost_and_nobody_deleted_is_written_to(
    house: House, server: LocalServer, lever_api: LeverServer
) -> None:
    every: list[Ats] = [Greenhouse(), Ashby(), Lever(lever_api)]
    here, never, stays = 71, 72, 73
    worker = Worker(house, server.address)

    def waiting() -> int:
        return house.ledger.inbox.depth().waiting

    def all_were_read() -> bool:
        return all(row["tries"] for row in house.ledger.inbox.listing("waiting"))

    try:
        async with gateway(house.settings, house.ledger, clock=machine_now) as sender:
            for ats in every:
                await post(sender, ats.source, ats.applies(here, f"here@{ats.source}.example"))
            for ats in every:
                address = f"here@{ats.source}.example"
                await until(lambda a=address: mails_to(house, a), what=f"a first mail to {address}", patience=60)  # type: ignore[misc]
            worker.stop()
            # What was on its way as it stopped was decided before all that follows.
            begun = {ats.source: begun_for(house, f"{ats.source}:{here}") for ats in every}
            for ats in every:
                await post(sender, ats.source, ats.applies(never, f"never@{ats.source}.example"))
                await post(sender, ats.source, ats.applies(stays, f"old@{ats.source}.example"))
            await until(lambda: waiting() == 0, what="the telling of the applications")
            for ats in every:
                await post(sender, ats.source, ats.moves_house(stays, f"new@{ats.source}.example"))
                await post(sender, ats.source, ats.deletes(never))
                await post(sender, ats.source, ats.deletes(here))
            await until(all_were_read, what="a first reading of all that")
            assert waiting() >= 2 * len(every), "what is about somebody who is not on record yet has to wait"
            worker.go_on()
            for ats in every:
                address = f"new@{ats.source}.example"
                await until(lambda a=address: mails_to(house, a), what=f"a mail to {address}", patience=60)  # type: ignore[misc]
                for who in (f"{ats.source}:{here}", f"{ats.source}:{never}"):
                    await until(lambda w=who: is_gone(house, w), what=f"the end of {who}")  # type: ignore[misc]
            await until(lambda: waiting() == 0, what="the telling of the rest")
            lost = house.ledger.inbox.listing("not_understood")
    finally:
        worker.end()
    assert not lost
    for ats in every:
        assert mails_to(house, f"never@{ats.source}.example") == 0, "written to, and was deleted before"
        assert mails_to(house, f"old@{ats.source}.example") == 0, "an address that was theirs no more"
        assert mails_to(house, f"here@{ats.source}.example") <= begun[ats.source], "written to after the deletion"
