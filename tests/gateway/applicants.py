"""People on record for the tests of the pages, put there as a clock would, without one; and what waits in the inbox."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from activities.decisions import Decisions
from domain import events as e
from domain.names import Stage
from domain.reducers.evolve import accept, begin
from domain.state.model import CandidateState, DecisionRequest
from ledger.store import Ledger
from tests.clocks import WEDNESDAY

ANN = "greenhouse:4711"
NOW = WEDNESDAY

RITA = e.Person(name="Rita Alvarez", role="Senior Recruiter", email="rita@acme.example", phone="+1 212 555 0142")


def days(number: float) -> datetime:
    """So many days from now; ago where negative."""
    return NOW + timedelta(days=number)


def applied(at: datetime | None = None, *, ident: str = "eng", **more: Any) -> e.ApplicationReceived:
    """Ann, in New York, applies for a job."""
    person = {
        "first_name": "Ann",
        "last_name": "Lee",
        "email": "ann@example.com",
        "timezone": "America/New_York",
        "country": "US",
    }
    names = set(e.Contactable.model_fields)
    person |= {k: v for k, v in more.items() if k in names}
    rest = {"job_title": "Data Engineer", "recruiter": RITA} | {k: v for k, v in more.items() if k not in names}
    return e.ApplicationReceived(
        event_id=f"app-{ident}",
        occurred_at=at or days(-20),
        application_id=ident,
        job_id=ident,
        candidate=e.Contactable(**person),
        **rest,
    )


def told(cls: type[e.Event], when: datetime, /, **fields: Any) -> Any:
    """Something that is told about Ann's first application."""
    kind = cls.model_fields["type"].default
    return cls(**{"event_id": f"{kind}-{when.isoformat()}", "application_id": "eng", "occurred_at": when} | fields)


def heard(at: datetime, **fields: Any) -> e.Contacted:
    """A colleague spoke to her: so she has heard from us."""
    found: e.Contacted = told(e.Contacted, at, **fields)
    return found


def at_stage(stage: Stage, at: datetime, **fields: Any) -> e.StageChanged:
    found: e.StageChanged = told(e.StageChanged, at, stage=stage, **fields)
    return found


def record(ledger: Ledger, *facts: e.Event, ident: str = ANN) -> CandidateState:
    """Put the facts on record and take the decision that follows; where she stands then."""
    snapshot = ledger.snapshot(ident)
    state = CandidateState.model_validate(snapshot) if snapshot else begin(ident)
    for fact in facts:
        state = accept(state, fact)
    Decisions(ledger).decide(DecisionRequest(state=state, now=WEDNESDAY))
    return CandidateState.model_validate(ledger.snapshot(ident))


def wishes(ledger: Ledger) -> list[dict[str, Any]]:
    """The facts that pages have put into the inbox, in order."""
    found = []
    for row in ledger.inbox.listing():
        one = ledger.inbox.one(row["number"])
        assert one is not None and one["source"] == "page"
        found += [tell["fact"] | {"signal": tell["signal"]} for tell in json.loads(one["body"])["tells"]]
    return found
