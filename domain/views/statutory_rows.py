"""How the law's dates were kept, from the record of each person: who, when told, when due, and what shows it (R24).

For `report --duty`. A row names nobody: ids alone, so that whoever shows it decides whether a name stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from domain.decisions.statutory import counts_for, due_on, last_interview, places_of
from domain.events import ApplicationReceived, CandidateUpdated, DeliveryReported, Event, Sent
from domain.names import Stage
from domain.playbook.model import Playbook
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState
from domain.time.business_hours import local_date


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact of the record."""

    event_id: str
    type: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One date of one application."""

    candidate_id: str
    application_id: str
    job_id: str
    duty: str
    place: str
    last_interview_at: datetime
    due_on: date
    told_at: datetime | None
    told_by: Literal["message", "colleague", ""]
    outcome: Literal["kept", "late", "missed", "open", "withdrawn"]
    """`missed`: the day is over and they have had no word; `withdrawn`: nothing is owed to whoever withdrew."""
    evidence: tuple[Evidence, ...]  # of the interview, and of the word


def duty_rows(candidate_id: str, record: Iterable[Event], playbook: Playbook, now: datetime) -> Iterator[DutyRow]:
    """The dates of one person, by their record in its order and the duties of this playbook. That they have had word is
    what the record itself says (`Application.decision_told_at`), as for a task and for `list --duty`.
    """
    record = list(record)
    if not _may_be_owed(candidate_id, record, playbook):
        return
    state, held, told = begin(candidate_id), dict[str, tuple[datetime, Evidence]](), dict[str, Event]()
    for event in record:
        state = evolve(state, event)
        for app in state.applications:
            since, ident = last_interview(app), app.application_id
            if since is not None and since != held.get(ident, (None,))[0] and ident not in told:
                held[ident] = since, _evidence(event)
            if app.decision_told_at is None:
                told.pop(ident, None)
            else:
                told.setdefault(ident, event)
    if not state.merged_into:
        yield from _rows(state, held, told, playbook, now)


def _may_be_owed(candidate_id: str, record: Iterable[Event], playbook: Playbook) -> bool:
    """Was any of their applications ever in a place with a duty? Quick, since few facts say where anything is."""
    state = begin(candidate_id)
    for event in record:
        if isinstance(event, ApplicationReceived | CandidateUpdated):
            state = evolve(state, event)
            there = (places_of(app, state.candidate, playbook) for app in state.applications)
            if any(not places.isdisjoint(playbook.duties) for places in there):
                return True
    return False


def _rows(
    state: CandidateState,
    held: dict[str, tuple[datetime, Evidence]],
    told: dict[str, Event],
    playbook: Playbook,
    now: datetime,
) -> Iterator[DutyRow]:
    office = playbook.office()
    for app in state.applications:
        if app.application_id not in held or state.is_duplicate(app):
            continue
        since, interview = held[app.application_id]
        word = told.get(app.application_id)
        for place, one in playbook.duties.items():
            if place not in places_of(app, state.candidate, playbook) or not counts_for(one, since, playbook):
                continue
            due = due_on(one, since, playbook)
            at = app.decision_told_at
            if at is not None:
                outcome: Literal["kept", "late", "missed", "open", "withdrawn"]
                outcome = "kept" if local_date(at, office.tz) <= due else "late"
            elif app.stage is Stage.WITHDRAWN:
                outcome = "withdrawn"
            else:
                outcome = "missed" if local_date(now, office.tz) > due else "open"
            yield DutyRow(
                candidate_id=state.candidate.candidate_id,
                application_id=app.application_id,
                job_id=app.job_id,
                duty=one.name,
                place=place,
                last_interview_at=since,
                due_on=due,
                told_at=at,
                told_by="" if word is None else "message" if isinstance(word, Sent | DeliveryReported) else "colleague",
                outcome=outcome,
                evidence=(interview, *((_evidence(word),) if word else ())),
            )


def _evidence(event: Event) -> Evidence:
    return Evidence(event.event_id, event.type, event.occurred_at)
