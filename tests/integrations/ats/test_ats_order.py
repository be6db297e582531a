"""What an ATS says of one person is told in order, also where it names an application and nobody."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.arrivals import NotYet, Request
from integrations.ashby.events import Ashby
from integrations.greenhouse.events import Greenhouse
from ledger.inbox.rows import Arrival, Settled
from tests.integrations.ats.ats_desk import NOW, Desk, request, told
from tests.integrations.ats.greenhouse_words import SECRET, about, application, offer, signed

SOON = NOW + timedelta(minutes=1)


def arrive(desk: Desk, *requests: Request) -> None:
    """As the gateway keeps what comes in, each request for itself."""
    for one in requests:
        entries = desk.door.entries(one)
        desk.ledger.inbox.put(
            [Arrival(desk.door.source, e.key, e.kind, e.about, e.body, NOW, e.application) for e in entries]
        )


def sweep(desk: Desk) -> list[str]:
    """Tell all that waits, as the dispatcher does; the kinds in the order in which they were told."""
    kinds, state = [], None
    for _ in range(20):
        for row in desk.ledger.inbox.due(SOON, 1):
            try:
                reading = desk.door.read(desk.entry(row), desk.known())
            except NotYet as error:
                desk.ledger.inbox.settle_all([Settled(row.number, "waiting", SOON, str(error), error.application)])
                continue
            desk.ledger.inbox.settle(row.number, "told", NOW)
            kinds.append(row.kind)
            state = told(reading.tells, state)
            desk.stands(state)
    return kinds


APPLIED = about(application("Offer"), "new_candidate_application")
SENT, ACCEPTED = offer("Created"), offer("Accepted", resolved_at=NOW.isoformat())
HIRED = about(application(None, status="hired"), "hire_candidate")


@pytest.mark.parametrize(
    ("arrivals", "order"),
    [
        ((APPLIED, SENT, HIRED), ["new_candidate_application", "offer_updated", "hire_candidate"]),
        ((SENT, APPLIED, HIRED), ["new_candidate_application", "offer_updated", "hire_candidate"]),
        ((SENT, ACCEPTED, APPLIED), ["new_candidate_application", "offer_updated", "offer_updated"]),
        ((SENT, HIRED), ["hire_candidate", "offer_updated"]),  # nothing else brings the application
    ],
    ids=["as it happened", "the offer overtook", "both offers overtook", "no application was ever told"],
)
def test_an_offer_is_told_after_the_application_and_before_the_hire(
    tmp_path: Path, arrivals: tuple[Request, ...], order: list[str]
) -> None:
    desk = Desk(tmp_path, Greenhouse([SECRET]))
    arrive(desk, *arrivals)
    assert sweep(desk) == order and desk.ledger.inbox.depth().waiting == 0
    desk.ledger.close()


def test_an_offer_to_somebody_here_is_in_their_own_order(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Greenhouse([SECRET]))
    desk.here(desk.read(APPLIED).tells)
    arrive(desk, SENT, signed("update_candidate", {"candidate": {"id": 4711}}))
    assert [row["about"] for row in desk.ledger.inbox.listing()] == ["greenhouse:4711"] * 2
    assert [row.kind for row in desk.ledger.inbox.due(NOW, 9)] == ["offer_updated"]
    desk.ledger.close()


def ashby(action: str, data: dict[str, Any], click: str = "click") -> Request:
    body = json.dumps({"action": action, "webhookActionId": click, "data": data}).encode()
    return request(body, {"ashby-signature": f"sha256={hmac.new(b's', body, hashlib.sha256).hexdigest()}"})


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("offerCreate", {"offer": {"id": "o", "applicationId": "app"}}),
        ("offerUpdate", {"offer": {"id": "o", "applicationId": "app"}}),
        ("offerDelete", {"offer": {"id": "o", "applicationId": "app"}}),
        ("interviewScheduleCreate", {"interviewSchedule": {"id": "s", "applicationId": "app"}}),
        ("interviewScheduleUpdate", {"interviewSchedule": {"id": "s", "applicationId": "app", "candidateId": "ann"}}),
    ],
)
def test_all_that_ashby_says_of_an_application_is_in_its_person_s_order(
    tmp_path: Path, action: str, data: dict[str, Any]
) -> None:
    desk = Desk(tmp_path, Ashby(["s"]))
    arrive(desk, ashby("applicationSubmit", {"application": {"id": "app", "candidate": {"id": "ann"}}}))
    arrive(desk, ashby(action, data))
    assert [row["about"] for row in desk.ledger.inbox.listing()] == ["ashby:ann"] * 2
    desk.ledger.close()


def test_one_click_about_several_people_is_as_many_events(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Ashby(["s"]))
    one, two = ({"application": {"id": f"app-{n}", "candidate": {"id": f"p-{n}"}}} for n in (1, 2))
    arrive(desk, ashby("candidateStageChange", one), ashby("candidateStageChange", two))
    arrive(desk, ashby("candidateStageChange", one))  # sent again
    assert desk.ledger.inbox.depth().waiting == 2
    desk.ledger.close()
