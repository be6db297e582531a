"""Which interviews a colleague took part in, and on which of them their word isn't in yet (R14)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.events.envelope import Person
from domain.people.team import colleague_mark
from domain.reducers.colleagues import about_interview, is_answered, record_of
from domain.state.model import Application, CandidateState, Interview


@dataclass(frozen=True, slots=True)
class InterviewOfColleague:
    """One interview that took place, with whose word is wanted."""

    app: Application
    interview: Interview
    person: Person
    answer: str  # theirs; empty where it is words alone, or none is in
    answered_at: datetime | None  # when their word came in, or that of somebody whom nobody named
    is_theirs: bool  # was the answer theirs?

    @property
    def mark(self) -> str:
        return colleague_mark(self.person.name, self.person.email)


def marks_in(app: Application) -> frozenset[str]:
    """The marks of its hiring manager and of everybody who takes part in one of its interviews."""
    known = [app.hiring_manager, *(one for interview in app.interviews for one in interview.interviewers)]
    return frozenset(mark for one in known if (mark := colleague_mark(one.name, one.email)))


def interviews_of(state: CandidateState, marks: Collection[str], now: datetime) -> Iterator[InterviewOfColleague]:
    """Those that have taken place, of applications that are open. `marks`: by which the colleague may be on record.

    Whoever is asked of an interview is asked here too: those who take part, or the hiring manager where nobody with an
    address does (`domain.decisions.asked_people`).
    """
    if state.erased_at is not None or state.merged_into or state.leaving_to:
        return
    for app in state.applications:
        if not app.is_open or state.is_duplicate(app):
            continue
        for interview in app.interviews:
            if interview.cancelled_at is not None or (interview.held_at is None and interview.ends_at > now):
                continue
            person = _whose_word(app, interview, marks)
            if person is None:
                continue
            what, who = about_interview(interview), colleague_mark(person.name, person.email)
            mine = record_of(app, what, who)
            answered = mine.answered_at or next(
                (one.answered_at for one in app.asked if one.what == what and is_answered(app, what, who)), None
            )
            yield InterviewOfColleague(app, interview, person, mine.answer, answered, mine.answered_at is not None)


def _whose_word(app: Application, interview: Interview, marks: Collection[str]) -> Person | None:
    """The colleague, as somebody whose word on it is wanted; None where it isn't theirs."""
    named = [one for one in interview.interviewers if colleague_mark(one.name, one.email)]
    if not any(one.email.strip() for one in named):
        named.append(app.hiring_manager)
    return next((one for one in named if colleague_mark(one.name, one.email) in marks), None)
