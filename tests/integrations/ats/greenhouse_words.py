"""What Greenhouse says in the tests, rightly signed: Noor Haddad applies as a welder, and what becomes of it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from integrations.arrivals import Request
from integrations.greenhouse.events import Greenhouse
from tests.integrations.ats.ats_desk import NOW, Desk, request

SECRET = "a-greenhouse-secret"
APPLIED = NOW - timedelta(days=3)


def signed(action: str, payload: Any, *, ident: str | None = None, at: datetime = NOW) -> Request:
    # Greenhouse writes <, > and & as escapes, and signs them so.
    body = json.dumps({"action": action, "payload": payload}).replace("<", "\\u003c").replace(">", "\\u003e").encode()
    headers = {"signature": f"sha256 {hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}"}
    return request(body, headers | ({"greenhouse-event-id": ident} if ident else {}), at)


def candidate(**more: Any) -> dict[str, Any]:
    return {
        "id": 4711,
        "first_name": "Noor",
        "last_name": "Haddad",
        "title": "Welder <TIG>",
        "external_id": None,
        "is_private": False,
        "can_email": True,
        "phone_numbers": [{"value": "+1 212 555 0177", "type": "work"}, {"value": "+1 212 555 0123", "type": "mobile"}],
        "email_addresses": [
            {"value": "noor@forge.example", "type": "work"},
            {"value": "noor.haddad@mail.example", "type": "personal"},
        ],
        "recruiter": {"id": 9, "email": "rita@acme.example", "name": "Rita Okafor", "employee_id": "7"},
        "coordinator": {"id": 10, "email": "cody@acme.example", "name": "Cody Brandt", "employee_id": None},
        "attachments": [],
        "tags": ["welding"],
    } | more


def application(stage: str | None = "Application Review", **more: Any) -> dict[str, Any]:
    return {
        "id": 88001,
        "rejected_at": None,
        "prospect": False,
        "status": "active",
        "applied_at": APPLIED.isoformat().replace("+00:00", "Z"),
        "last_activity_at": (NOW - timedelta(minutes=1)).isoformat().replace("+00:00", "Z"),
        "source": {"id": 31, "public_name": "Jobs page"},
        "rejection_reason": None,
        "current_stage": {"id": 5, "name": stage, "interviews": []} if stage else None,
        "candidate": candidate(),
        "jobs": [
            {
                "id": 300,
                "name": "Senior Welder",
                "confidential": False,
                "departments": [{"id": 1, "name": "Workshop", "external_id": None}],
                "offices": [{"id": 2, "name": "Bremen", "location": "Bremen, Germany"}],
                "hiring_team": {"hiring_managers": [{"user_id": 12, "employee_id": None}]},
                "custom_fields": {
                    "employment_type": {"name": "Employment Type", "type": "single_select", "value": "Full-time"},
                    "salary_range": {
                        "name": "Salary",
                        "type": "currency_range",
                        "value": {"min_value": "1", "unit": "EUR"},
                    },
                },
            }
        ],
    } | more


def about(app: dict[str, Any], action: str = "candidate_stage_change", **more: Any) -> Request:
    return signed(action, {"application": app}, **more)


REJECTED = {
    "status": "rejected",
    "rejected_at": NOW.isoformat(),
    "rejection_reason": {"id": 3, "name": "Skills", "type": {"id": 1, "name": "We rejected them"}},
}


def offer(status: str, **more: Any) -> Request:
    fields = {
        "id": 66,
        "application_id": 88001,
        "job_id": 300,
        "version": 1,
        "notes": "she wants more",
        "start_date": "12/01/2026",
    }
    return signed(
        "offer_updated", fields | {"offer_status": status, "sent_on": "2026-11-02", "resolved_at": None} | more
    )


@contextmanager
def greenhouse_desk(folder: Path) -> Iterator[Desk]:
    """A ledger, and Greenhouse's door with two secrets."""
    made = Desk(folder, Greenhouse(["the-next-secret", SECRET]))
    yield made
    made.ledger.close()
