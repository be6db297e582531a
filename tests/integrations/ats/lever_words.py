"""What Lever says in the tests, rightly signed, and what its API shows: Tam Nguyen as an account executive."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from integrations.arrivals import Request
from integrations.lever.client import LeverApi
from integrations.lever.events import Lever
from tests.integrations.ats.ats_desk import NOW, Desk, request
from tests.integrations.ats.lever_server import LeverServer

SECRET = "a-signature-token"
OPP, CONTACT, POSTING, REASON = "opp-1", "contact-1", "posting-1", "reason-1"


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def signed(event: str, data: Any, *, token: str = "t-1", at: datetime = NOW, now: datetime = NOW) -> Request:
    triggered_at = ms(at)
    signature = hmac.new(SECRET.encode(), f"{token}{triggered_at}".encode(), hashlib.sha256).hexdigest()
    body = {"event": event, "triggeredAt": triggered_at, "token": token, "signature": signature, "data": data}
    return request(body, {}, now)


def about(event: str, **more: Any) -> Request:
    data = {"opportunityId": OPP, "contactId": CONTACT, "candidateId": OPP}
    return signed(event, data, **more)


def opportunity(stage: str = "New applicant", **more: Any) -> dict[str, Any]:
    moved = ms(NOW - timedelta(minutes=10))
    return {
        "id": OPP,
        "name": "Tam Nguyen",
        "contact": CONTACT,
        "emails": ["tam@mail.example"],
        "phones": [{"type": "home", "value": "416 555 0100"}, {"type": "mobile", "value": "+1 416 555 0123"}],
        "stage": {"id": f"stage-{stage}".replace(" ", "-"), "text": stage},
        "stageChanges": [
            {"toStageId": "elsewhere", "updatedAt": moved + 1},
            {"toStageId": f"stage-{stage}".replace(" ", "-"), "updatedAt": moved},
        ],
        "archived": None,
        "origin": "applied",
        "sources": ["LinkedIn", "Recruiting agency"],
        "owner": {"id": "u3", "name": "Rita Okafor", "email": "rita@acme.example", "jobTitle": "Talent Partner"},
        "applications": [
            {"id": "app-1", "posting": POSTING, "type": "posting", "createdAt": ms(NOW - timedelta(days=4))}
        ],
        "createdAt": ms(NOW - timedelta(days=4)),
        "lastAdvancedAt": moved,
        "dataProtection": None,
        "isAnonymized": False,
    } | more


ARCHIVED = {"archived": {"reason": REASON, "archivedAt": ms(NOW - timedelta(minutes=3))}}


def slots(*hours: int, panel: str = "panel-1", **more: Any) -> list[dict[str, Any]]:
    start = NOW + timedelta(days=2)
    return [
        {
            "id": f"i-{hour}",
            "panel": panel,
            "subject": "Screen with the slow one",
            "note": "she is weak on pricing",
            "date": ms(start + timedelta(hours=hour)),
            "duration": 45,
            "location": "Room 4",
            "timezone": "America/Toronto",
            "interviewers": [{"id": "u", "name": f"Mei {hour}", "email": "mei@acme.example"}],
            "canceledAt": None,
        }
        | more
        for hour in hours
    ]


@contextmanager
def lever_server() -> Iterator[LeverServer]:
    """A server that shows Tam, a job and a reason."""
    with LeverServer() as made:
        made.put(f"opportunities/{OPP}", opportunity())
        made.put(
            f"postings/{POSTING}",
            {
                "id": POSTING,
                "text": "Account Executive",
                "categories": {
                    "team": "Sales",
                    "department": "Commercial",
                    "location": "Toronto",
                    "commitment": "Full-time",
                    "level": "Senior",
                },
                "salaryRange": {"min": 1, "max": 2, "currency": "CAD"},
                "owner": {"id": "u1", "name": "Olu Ade", "email": "olu@acme.example", "jobTitle": "Recruiter"},
                "hiringManager": {"id": "u2", "name": "Mei Lin", "email": "mei@acme.example"},
            },
        )
        made.put(f"archive_reasons/{REASON}", {"id": REASON, "text": "Underqualified", "type": "non-hired"})
        made.put(f"contacts/{CONTACT}", {"id": CONTACT, "name": "Tam Nguyen", "emails": ["tam@mail.example"]})
        made.put("contacts/another", {"id": "another", "name": "Tam Nguyen", "emails": ["tam@mail.example"]})
        yield made


@contextmanager
def lever_desk(folder: Path, lever: LeverServer) -> Iterator[Desk]:
    """A ledger, and Lever's door with two tokens."""
    api = LeverApi(lever.key, lever.url, budget=timedelta(seconds=2))
    made = Desk(folder, Lever(["the-next-token", SECRET], api))
    yield made
    made.ledger.close()
