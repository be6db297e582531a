"""Interviews as an ATS has them, in slots, and as a candidate has them: one visit, with all whom they will meet.

Five slots of one afternoon are one interview: one message with the details, one reminder, one thank-you (S6, S8).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.events.inbound import MOST_INTERVIEWERS
from domain.names import digest
from integrations.arrivals import Known, OutgoingSignal
from integrations.ats.applications import application_of, told
from integrations.ats.payload import filled

_ONE_VISIT = timedelta(hours=16)
"""What begins later than this after the first slot is another day's."""


class Interviewer(NamedTuple):
    """Somebody who takes part for us; they are asked for feedback where there is an address."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """One meeting of a schedule."""

    group: str  # the schedule or panel that it belongs to
    at: datetime
    ends_at: datetime
    location: str = ""
    link: str = ""
    with_whom: tuple[Interviewer, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewSlot:
    """What a candidate comes for, once."""

    interview_id: str
    at: datetime
    ends_at: datetime
    location: str
    link: str
    with_whom: str
    interviewers: tuple[Interviewer, ...] = ()


def visits(source: str, slots: Sequence[ScheduleEntry]) -> list[InterviewSlot]:
    """The slots of each schedule as visits; the second day of one has an id of its own."""
    found: list[InterviewSlot] = []
    for group in dict.fromkeys(slot.group for slot in slots):
        days: list[list[ScheduleEntry]] = []
        for slot in sorted((s for s in slots if s.group == group), key=lambda s: (s.at, s.ends_at)):
            if days and slot.at - days[-1][0].at <= _ONE_VISIT:
                days[-1].append(slot)
            else:
                days.append([slot])
        for number, day in enumerate(days, 1):
            ident = f"{source}.{group}" + (f".{number}" if number > 1 else "")
            people = {one.name: one for slot in day for one in slot.with_whom}
            found.append(
                InterviewSlot(
                    interview_id=ident,
                    at=day[0].at,
                    ends_at=max(slot.ends_at for slot in day),
                    location=_same(slot.location for slot in day),
                    link=_same(slot.link for slot in day),
                    with_whom=", ".join(people)[:300],
                    interviewers=tuple(people.values())[:MOST_INTERVIEWERS],
                )
            )
    return found


def _same(values: Iterable[str]) -> str:
    """What all of them have in common: two rooms or links in one line would send somebody to the wrong one."""
    several = set(values)
    return several.pop() if len(several) == 1 else ""


def interviews_told(
    known: Known,
    source: str,
    candidate_id: str,
    application_id: str,
    at: datetime,
    now_planned: Sequence[InterviewSlot],
    *,
    group: str = "",
) -> list[OutgoingSignal]:
    """What is planned now, and that what was planned before and is not there any more is called off.

    `now_planned` is all there is of the schedule `group`, or all of the application where none is named.
    """
    app = application_of(known, candidate_id, application_id)
    before = {i.interview_id: i for i in (app.interviews if app else ()) if i.cancelled_at is None}
    tells = []
    for visit in now_planned:
        old = before.get(visit.interview_id)
        if old is not None and (old.at, old.ends_at, old.link) == (visit.at, visit.ends_at, visit.link):
            continue
        fields = filled(
            interview_id=visit.interview_id,
            at=visit.at.isoformat(),
            ends_at=visit.ends_at.isoformat(),
            location=visit.location,
            link=visit.link,
            with_whom=visit.with_whom,
            interviewers=[filled(**one._asdict()) for one in visit.interviewers if one.email],
        )
        ident = f"interview:{visit.interview_id}:{digest(at.isoformat(), visit.at.isoformat())}"
        tells.append(
            told(source, candidate_id, "interview_scheduled", ident, at, application_id=application_id, **fields)
        )
    mine = f"{source}.{group}"
    planned = {visit.interview_id for visit in now_planned}
    for ident, old in before.items():
        ours = ident.startswith(mine) if not group else ident == mine or ident.startswith(f"{mine}.")
        if ours and ident not in planned and old.held_at is None:
            cancelled = f"called-off:{ident}:{digest(at.isoformat())}"
            fields = {"interview_id": ident, "application_id": application_id}
            tells.append(told(source, candidate_id, "interview_cancelled", cancelled, at, **fields))
    return tells
