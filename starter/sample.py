"""A sample person at each stage, for looking at what a playbook would send."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.names import CLOSED_STAGES, Stage
from domain.time.zones import zone

if TYPE_CHECKING:
    from domain.events import Event
    from domain.state.model import CandidateState


PREMISES = {
    Stage.PROSPECT: "Someone we write to first, who doesn't answer:",
    Stage.APPLIED: "Someone who has applied, if nothing else happens:",
    Stage.SCREENING: "Someone in screening, if nothing else happens:",
    Stage.INTERVIEW: "Someone with an interview in three days, if nothing else happens after it:",
    Stage.OFFER: "Someone with an offer open for two weeks, who doesn't answer:",
    Stage.HIRED: "Someone hired, who starts in four weeks:",
    Stage.REJECTED: "Someone rejected:",
    Stage.WITHDRAWN: "Someone who has withdrawn:",
    Stage.NETWORK: "Someone kept for later:",
}


def sample(
    stage: Stage, timezone: str, at: datetime, *, tags: tuple[str, ...] = (), **application: str
) -> tuple[CandidateState, tuple[Event, ...]]:
    """A person entering the stage at that instant, and what is told of them afterwards."""
    from domain import events
    from domain.reducers.evolve import begin, evolve

    about: dict[str, Any] = {"application_id": "sample", "occurred_at": at}
    job: dict[str, Any] = {"job_id": "sample", **application}
    person = events.Contactable(first_name="Sam", last_name="Sample", email="sam@example.com", timezone=timezone)
    begins = Stage.INTERVIEW if stage in CLOSED_STAGES else stage  # whoever comes in closed is written nothing (R20)
    state = evolve(
        begin("manual:sample"),
        events.ApplicationReceived(
            event_id="sample",
            candidate=person,
            job_title="Engineer",
            stage=begins,
            hiring_manager=events.Person(name="Mo Manager", email="manager@example.com"),
            tags=tags,
            **job,
            **about,
        ),
    )
    day = at.date()
    told: tuple[Event, ...] = ()
    match stage:
        case Stage.INTERVIEW:
            who = (events.Person(name="Ida Interviewer", email="interviewer@example.com"),)
            interview_at = _afternoon(at, 3, timezone)
            told = (events.InterviewScheduled(event_id="interview", at=interview_at, interviewers=who, **about),)
        case Stage.OFFER:
            told = (events.OfferExtended(event_id="offer", expires_on=day + timedelta(days=14), **about),)
        case Stage.HIRED:
            told = (events.Hired(event_id="hired", start_date=day + timedelta(days=28), **about),)
        case Stage.REJECTED:
            told = (events.Rejected(event_id="rejected", **about),)
        case Stage.WITHDRAWN:
            told = (events.Withdrawn(event_id="withdrawn", **about),)
    return state, told


def _afternoon(at: datetime, days: int, timezone: str) -> datetime:
    """A weekday's afternoon there, so that the sample interview is at a plausible hour."""
    there = at.astimezone(zone(timezone)) + timedelta(days=days)
    there = there.replace(hour=15, minute=0, second=0, microsecond=0)
    return there + timedelta(days=max(0, 7 - there.weekday()) if there.weekday() > 4 else 0)
