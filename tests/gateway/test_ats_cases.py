"""Events as vendors document them, which once ended wrongly: signed, posted to the real door, told to real clocks."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from domain.state.model import Application, CandidateState
from starter.embedded import LocalServer
from tests.gateway.gate import Sender, gateway
from tests.house import House, build, connected, until
from tests.ledgers import DEFAULT
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

CASES = Path(__file__).parent / "cases"
SECRET = "a-secret-of-the-cases"
HEADERS = {"greenhouse": ("Signature", "sha256 "), "ashby": ("Ashby-Signature", "sha256=")}
BEHIND = ("merge-while-clock-is-behind", "ashby-merge-while-clock-is-behind")
"""Cases that are posted while no worker runs."""


def dated(text: str) -> str:
    """The case as of today: its instants are some days ago, and the offer's start lies ahead."""
    now = machine_now()
    return (
        text.replace("2026-11-20T15:04:05Z", (now - timedelta(hours=2)).isoformat())
        .replace("2026-11-20T16:00:00Z", (now - timedelta(minutes=1)).isoformat())
        .replace("2026-11-20", (now - timedelta(hours=2)).date().isoformat())
        .replace("12/15/2026", (now + timedelta(days=30)).strftime("%m/%d/%Y"))
    )


def case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dated((CASES / f"{name}.json").read_text("utf-8")))
    return found


async def post(sender: Sender, source: str, said: Any) -> None:
    body = json.dumps(said).encode()
    header, algorithm = HEADERS[source]
    mac = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    answer = await sender.client.post(
        f"{sender.url}/hooks/{source}", content=body, headers={header: f"{algorithm}{mac}"}
    )
    assert answer.status_code == 200


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    secret = SecretStr(SECRET)
    client = await connected(server.address)
    made = build(client, tmp_path / "home", playbook=DEFAULT, greenhouse_secret=secret, ashby_secret=secret)
    yield made
    await made.leave()


def state(house: House, ident: str) -> CandidateState:
    snapshot = house.ledger.snapshot(house.ledger.owner_of(ident))
    assert snapshot is not None, f"nobody is here as {ident}"
    return CandidateState.model_validate(snapshot)


def application(house: House, ident: str, application_id: str) -> Application:
    found = state(house, ident).meant(application_id)
    assert found is not None
    return found


def tasks(house: House, ident: str) -> list[str]:
    return [str(task["kind"]) for task in house.ledger.tasks(candidate_id=house.ledger.owner_of(ident))]


def everything_said(house: House, ident: str) -> str:
    owner = house.ledger.owner_of(ident)
    return json.dumps([house.ledger.timeline(owner), house.ledger.status(owner)])


def address_removed(house: House) -> bool:
    person = state(house, "greenhouse:610111").candidate
    return (person.email, person.phone) == ("", "")


def consent_withdrawn(house: House) -> bool:
    rows = house.ledger.inbox.listing("not_understood")
    return any("consent" in row["error"] and row["kind"] == "surveySubmit" for row in rows)


def merged(lost: str, stays: str, application_id: str) -> Callable[[House], bool]:
    def holds(house: House) -> bool:
        return house.ledger.owner_of(lost) == stays and application(house, stays, application_id).is_open

    return holds


def not_to_be_mailed(house: House) -> bool:
    who = "greenhouse:610141"
    opened = [row for row in house.rows(who, "task_opened") if row["kind"] == "reach"]
    return any("interview details" in row["title"] for row in opened) and not state(house, who).stopped


def duplicate_deleted(house: House) -> bool:
    who = "greenhouse:610001"
    gone, goes_on = application(house, who, "911"), application(house, who, "910")
    said = everything_said(house, who)
    assert "asked us to stop" not in said and "own wish" not in said
    assert not state(house, who).closed_channels
    return gone.closed_silently and goes_on.stage == "interview"


def offer_superseded(house: House) -> bool:
    who = "greenhouse:610101"
    decision = state(house, who).decision
    nudges = ("questions", "expiring", "check-in")
    assert decision is not None and (decision.touch is None or decision.touch.step not in nudges)
    offer = application(house, who, "1010").offer
    return offer is not None and offer.answer == "replaced" and "offergone" in tasks(house, who)


def converted(house: House) -> bool:
    old, new = (application(house, "greenhouse:610091", ident) for ident in ("1001", "1002"))
    return old.closed_silently and new.stage == "applied"


def rejected_without_job(house: House) -> bool:
    touch = (state(house, "greenhouse:610061").decision or decision_of_none()).touch
    return application(house, "greenhouse:610061", "970").is_closed and touch is None


def decision_of_none() -> Any:
    raise AssertionError("nothing has been decided")


ENDS: dict[str, Callable[[House], bool]] = {
    "address-removed": address_removed,
    "ashby-consent-withdrawn": consent_withdrawn,
    "merge-while-clock-is-behind": merged("greenhouse:610021", "greenhouse:610071", "930"),
    "ashby-merge-while-clock-is-behind": merged(
        "ashby:5f0c2f0e-0001-4000-8000-0000000000c1",
        "ashby:5f0c2f0e-0001-4000-8000-0000000000c2",
        "5f0c2f0e-0001-4000-8000-000000000001",
    ),
    "do-not-email-interview": not_to_be_mailed,
    "duplicate-record-deleted": duplicate_deleted,
    "offer-superseded-unsent": offer_superseded,
    "prospect-converted": converted,
    "prospect-rejected-without-job": rejected_without_job,
}


def comes_to(house: House, holds: Callable[[House], object]) -> object:
    """Does it hold by now? Somebody whose first decision is still to come is nobody yet."""
    with suppress(AssertionError):
        return holds(house)
    return False


async def test_every_case_ends_as_the_vendors_documents_mean_it(house: House) -> None:
    async with gateway(house.settings, house.ledger, clock=machine_now) as sender:

        async def deliver(name: str) -> None:
            found = case(name)
            for step in found["steps"]:
                await post(sender, found["source"], step["body"])
                if name not in BEHIND:
                    await until(lambda: house.ledger.inbox.depth().waiting == 0, what=f"the telling of {name}")

        for name in BEHIND:
            await deliver(name)
        async with house.working():
            for name in ENDS.keys() - {*BEHIND}:
                await deliver(name)
            await until(lambda: house.ledger.snapshot("greenhouse:610141"), what="somebody not to be mailed")
            await house.tell(
                "greenhouse:610141",
                "interview_scheduled",
                application_id="1050",
                at=(machine_now() + timedelta(days=3)).isoformat(),
            )
            for name, holds in ENDS.items():
                await until(lambda holds=holds: comes_to(house, holds), what=f"the end of {name}")  # type: ignore[misc]
    assert not house.ledger.suppressed(state(house, "greenhouse:610001").candidate)
