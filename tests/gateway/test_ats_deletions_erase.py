"""Somebody whom their ATS deletes or anonymizes, told by its own hook, rightly signed (R23): a colleague is asked, or
it is carried out, as the playbook says. Temporal, worker and gateway are real, and Lever's API is a server like it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pydantic import SecretStr

from domain.playbook.model import Playbook
from ledger.playbooks.folder import read_playbook
from starter.embedded import LocalServer
from starter.retaining import Retaining
from tests.gateway.gate import Sender, gateway
from tests.house import QUICK, House, build, connected, until
from tests.integrations.ats.lever_server import LeverServer
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

SECRET = "an-ats-secret"


@pytest.fixture
def lever() -> Iterator[LeverServer]:
    with LeverServer() as made:
        yield made


@pytest.fixture
async def house(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lever: LeverServer
) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    secret = SecretStr(SECRET)
    theirs: dict[str, Any] = {"lever_secret": secret, "lever_api_key": SecretStr(lever.key), "lever_url": lever.url}
    client = await connected(server.address)
    made = build(client, tmp_path / "home", greenhouse_secret=secret, ashby_secret=secret, **theirs)
    yield made
    await made.leave()


@dataclass(frozen=True)
class Deletion:
    """How one ATS says that it has somebody no more."""

    source: str
    body: Callable[[str], dict[str, Any]]
    shows: Callable[[LeverServer, str], None] | None = None  # what its API has of them then


def _lever(event: str) -> Callable[[str], dict[str, Any]]:
    def body(who: str) -> dict[str, Any]:
        at, token = int(machine_now().timestamp() * 1000), uuid4().hex
        signature = _signature(f"{token}{at}".encode())
        data = {"opportunityId": f"app-{who}", "contactId": who, "candidateId": f"app-{who}"}
        return {"event": event, "triggeredAt": at, "token": token, "signature": signature, "data": data}

    return body


def _anonymized(lever: LeverServer, who: str) -> None:
    opportunity = {"id": f"app-{who}", "contact": who, "name": "Anonymized", "emails": [], "isAnonymized": True}
    lever.put(f"opportunities/app-{who}", opportunity)
    lever.put(f"contacts/{who}", {"id": who, "isAnonymized": True})


HOOKS = {
    "greenhouse deletes": Deletion(
        "greenhouse",
        lambda who: {
            "action": "delete_candidate",
            "payload": {"person": {"id": who, "first_name": "Zebulon", "deleted_application_ids": [f"app-{who}"]}},
        },
    ),
    "greenhouse anonymizes": Deletion(
        "greenhouse",
        lambda who: {
            "action": "candidate_anonymized",
            "payload": {"candidate_id": who, "anonymized_fields": ["full_name", "email_addresses"]},
        },
    ),
    "lever deletes": Deletion("lever", _lever("candidateDeleted"), lambda _lever, _who: None),
    "lever anonymizes": Deletion("lever", _lever("candidateStageChange"), _anonymized),
    "ashby deletes": Deletion(
        "ashby",
        lambda who: {
            "action": "candidateDelete",
            "webhookActionId": uuid4().hex,
            "data": {"candidate": {"id": who, "primaryEmailAddress": {"value": f"zq-{who}@example.com"}}},
        },
    ),
}


def _signature(content: bytes) -> str:
    return hmac.new(SECRET.encode(), content, hashlib.sha256).hexdigest()


async def post(sender: Sender, source: str, said: dict[str, Any]) -> int:
    body = json.dumps(said).encode()
    signed = {
        "greenhouse": {"Signature": f"sha256 {_signature(body)}", "Greenhouse-Event-ID": uuid4().hex},
        "ashby": {"Ashby-Signature": f"sha256={_signature(body)}"},
    }
    answer = await sender.client.post(f"{sender.url}/hooks/{source}", content=body, headers=signed.get(source, {}))
    return answer.status_code


def in_force(house: House, on_ats_deletion: str) -> None:
    content = read_playbook(QUICK).model_dump(mode="json") | {"retention": {"on_ats_deletion": on_ats_deletion}}
    playbook = Playbook.model_validate(content)
    house.ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", machine_now())


@pytest.mark.parametrize("hook", HOOKS)
async def test_r23_whom_the_ats_has_no_more_is_asked_about_or_erased_as_the_playbook_says(
    house: House, lever: LeverServer, hook: str
) -> None:
    deletion = HOOKS[hook]
    who, source = house.tag, deletion.source
    ident = f"{source}:{who}"
    house.started.append(ident)
    in_force(house, "ask")
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        contact = {"first_name": "Zebulon", "last_name": f"Quill{who}", "email": f"zq-{who}@example.com"}
        about = {"application_id": f"app-{who}", "job_id": "eng", "known_as": ident, "candidate": contact}
        await house.tell(ident, "application_received", source=source, **about)
        await until(lambda: house.rows(ident, "sent"), what="the first mail")
        if deletion.shows is not None:
            deletion.shows(lever, who)
        assert await post(sender, source, deletion.body(who)) in (200, 201, 204)

        def asked() -> list[dict[str, Any]]:
            tasks: list[dict[str, Any]] = (house.ledger.status(ident) or {"tasks": []})["tasks"]
            return [task for task in tasks if task["kind"] == "erasure"]

        (task,) = await until(asked, what="the question")
        assert task["title"] == "Their ATS has deleted them: approve to erase them here too"
        looks = Retaining(house.client, house.ledger, machine_now)
        assert await looks.go_on() == 0 and house.ledger.status(ident) is not None  # nobody has said yes
        in_force(house, "run")
        assert await looks.go_on() == 1
        assert house.ledger.status(ident) is None
        erasure = house.ledger.erasures.of(ident)
        assert erasure is not None and (erasure.reason, erasure.state) == ("ats", "done")
        assert await post(sender, source, deletion.body(who)) in (200, 201, 204)  # a vendor says it again
        await until(lambda: not house.ledger.inbox.listing("waiting"), what="the end of what came in")
    assert house.types(ident)[-1] == "erased" and house.ledger.status(ident) is None
    assert await looks.go_on() == 0  # but for what came in since: it loses its words
    rows = [row for number in (1, 2) if (row := house.ledger.inbox.one(number)) is not None]
    assert {row["body"] for row in rows} == {""}
