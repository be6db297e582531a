"""Interviews as an ATS has them, in slots, and as a candidate has them: one visit, with all whom they will meet.

Five slots of one afternoon are one interview: one message with the details, one reminder, one thank-you (S6, S8).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.events.inbound import MOST_INTERVIEWERS
from domain.names import digest
from integrations.arrivals import Known, OutgoingSignal, Reading
from integrations.ats.applications import NOBODY_HERE, application_of, told
from integrations.ats.payload import filled

INTERVIEWS_LISTED = "interviews_listed"
"""The kind of what a list of an ATS shows of the interviews of an application."""

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


def one_visit_a_day(source: str, slots: Sequence[ScheduleEntry]) -> list[InterviewSlot]:
    """Interviews that belong to no schedule, each with an id of its own as its group: those of one day as one visit.

    It goes by the lowest of their ids, so that a visit that is moved keeps its own.
    """
    days: list[list[ScheduleEntry]] = []
    for slot in sorted(slots, key=lambda s: (s.at, s.ends_at)):
        if days and slot.at - days[-1][0].at <= _ONE_VISIT:
            days[-1].append(slot)
        else:
            days.append([slot])
    found = []
    for day in days:
        group = min((slot.group for slot in day), key=lambda ident: (len(ident), ident))
        found += visits(source, [replace(slot, group=group) for slot in day])
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


def interviews_listed(
    known: Known,
    source: str,
    candidate_id: str,
    application_id: str,
    at: datetime,
    now_planned: Sequence[InterviewSlot],
    over: Collection[str],
) -> Reading:
    """What follows from all interviews of an application as a list shows them; `over` are those that were held."""
    app = application_of(known, candidate_id, application_id)
    if app is None:
        return Reading(note=NOBODY_HERE)
    here = {one.interview_id: one for one in app.interviews}
    # What took place before we knew of it is told to nobody, and needs no thanks from us.
    planned = [one for one in now_planned if one.interview_id in here or one.interview_id not in over]
    tells = interviews_told(known, source, candidate_id, application_id, at, planned)
    gone = {ident for ident, one in here.items() if one.ends_at <= at}  # it was held, or nobody can tell
    tells = [one for one in tells if one.signal != "interview_cancelled" or one.fact["interview_id"] not in gone]
    for visit in now_planned:
        mine = here.get(visit.interview_id)
        if visit.interview_id in over and mine is not None and mine.held_at is None and mine.cancelled_at is None:
            ended_at = min(visit.ends_at, at)
            name = f"held:{visit.interview_id}:{digest(ended_at.isoformat())}"
            fields = {"interview_id": visit.interview_id, "ended_at": ended_at.isoformat()}
            tells.append(
                told(source, candidate_id, "interview_held", name, at, application_id=application_id, **fields)
            )
    return Reading(tells=tuple(tells), note="" if tells else "the interviews are as they are on record")
