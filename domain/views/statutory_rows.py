"""How the law's dates were kept, from the record of each person: who, when told, when due, and what shows it (R24).

For `report --duty`. A row names nobody: ids alone, so that whoever shows it decides whether a name stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from domain.decisions.statutory import counts_for, due_on, last_interview, places_of
from domain.events import Contacted, DeliveryReported, Event, Sent
from domain.names import CALL_OFF_STEP, DECIDED_STAGES, RECEIPT_STEP, Stage
from domain.playbook.model import Playbook
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState
from domain.time.business_hours import local_date

_NO_WORD: Final = (CALL_OFF_STEP, RECEIPT_STEP)
"""Steps that say nothing about the decision."""

_CAME_BACK: Final = ("bounced", "dropped", "blocked")


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


class _Told:
    """The first word on the decision about one application."""

    def __init__(self, fact: Sent | Contacted) -> None:
        self.fact = fact

    @property
    def touch(self) -> str:
        return self.fact.touch_key if isinstance(self.fact, Sent) else ""


def duty_rows(candidate_id: str, record: Iterable[Event], playbook: Playbook, now: datetime) -> Iterator[DutyRow]:
    """The dates of one person, by their record in its order and the duties of this playbook."""
    state, held, told = begin(candidate_id), dict[str, tuple[datetime, Evidence]](), dict[str, _Told]()
    for event in record:
        state = evolve(state, event)
        for app in state.applications:
            since, ident = last_interview(app), app.application_id
            if since is not None and since != held.get(ident, (None,))[0] and ident not in told:
                held[ident] = since, _evidence(event)
            if app.stage not in DECIDED_STAGES:
                told.pop(ident, None)
            elif ident not in told and (word := _word(event, ident)) is not None:
                told[ident] = _Told(word)
        if isinstance(event, DeliveryReported) and event.outcome in _CAME_BACK:
            for ident in [ident for ident, one in told.items() if one.touch == event.touch_key]:
                del told[ident]
    if not state.merged_into:
        yield from _rows(state, held, told, playbook, now)


def _rows(
    state: CandidateState,
    held: dict[str, tuple[datetime, Evidence]],
    told: dict[str, _Told],
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
            at = word.fact.occurred_at if word else None
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
                told_by="" if word is None else "message" if word.touch else "colleague",
                outcome=outcome,
                evidence=(interview, *((_evidence(word.fact),) if word else ())),
            )


def _word(event: Event, application_id: str) -> Sent | Contacted | None:
    """Is it word to them about this application, once it is decided?"""
    if event.application_id != application_id:
        return None
    if isinstance(event, Sent):
        return event if event.stage in DECIDED_STAGES and event.step not in _NO_WORD else None
    return event if isinstance(event, Contacted) else None


def _evidence(event: Event) -> Evidence:
    return Evidence(event.event_id, event.type, event.occurred_at)
