"""Colleagues who are asked about somebody (R14): to whom a mail went, and whose word is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from domain.events import (
    ColleagueAsked,
    DeliveryPending,
    DeliveryReported,
    DeliveryUnknown,
    Event,
    Expired,
    FeedbackReceived,
    Held,
    Left,
    NotAcceptedYet,
    Person,
    RefusedForGood,
    Skipped,
)
from domain.events.envelope import field_of
from domain.names import is_for_colleague
from domain.people.team import colleague_mark
from domain.reducers.handlers import MOVES
from domain.reducers.touches import parse_touch_key
from domain.state.model import ASKED_LIMIT, Application, Asked, CandidateState, Interview

FEEDBACK = "feedback"
STILL_EMPLOYED = "still_employed"


class Mail(NamedTuple):
    """What the occurrence in the key of a mail to a colleague says."""

    what: str
    who: str
    number: int

    @property
    def occurrence(self) -> str:
        return f"{self.what}~{self.who}~{self.number}"


def mail_of(key: str) -> Mail:
    """What the key of a mail to a colleague says. Raises ValueError where it is none."""
    what, who, number = parse_touch_key(key).occurrence.rsplit("~", 2)
    return Mail(what, who, int(number))


def about_interview(interview: Interview) -> str:
    """What feedback on that interview is known by."""
    return f"{FEEDBACK}:{interview.occurrence}"


def record_of(app: Application, what: str, who: str) -> Asked:
    """What became of asking that colleague about it."""
    return next((one for one in app.asked if (one.what, one.who) == (what, who)), Asked(what=what, who=who))


def is_answered(app: Application, what: str, who: str) -> bool:
    """Is their word in, or that of somebody whom nobody named?"""
    return any(one.what == what and one.who in ("", who) and one.answered_at is not None for one in app.asked)


def with_record(app: Application, record: Asked) -> Application:
    """The application with that record in the place of the one before it."""
    others = tuple(one for one in app.asked if (one.what, one.who) != (record.what, record.who))
    return app.replace(asked=(*others, record)[-ASKED_LIMIT:])


def of_both(mine: Sequence[Asked], theirs: Sequence[Asked]) -> tuple[Asked, ...]:
    """What is known from two applications for one job: whoever was asked in one is not asked again (R17)."""
    found = {(one.what, one.who): one for one in mine}
    for one in theirs:
        old = found.get((one.what, one.who))
        if old is None or (old.answered_at is None and (one.answered_at is not None or one.count > old.count)):
            found[one.what, one.who] = one
    return tuple(found.values())[-ASKED_LIMIT:]


# ---------------------------------------------------------------- what became of a mail


def key_for_colleague(event: Event) -> str:
    """The key of the mail to a colleague that a fact is about; empty where it is about none."""
    key = field_of(event, "touch_key")
    return key if isinstance(key, str) and is_for_colleague(key) else ""


def asked(state: CandidateState, event: ColleagueAsked) -> CandidateState:
    """A mail went out."""
    return delivered(state, event, event.touch_key)


def delivered(state: CandidateState, event: Event, key: str) -> CandidateState:
    """The state after a fact about such a mail. It is no contact, closes nothing and counts in no cap."""
    try:
        mail = mail_of(key)
    except ValueError:
        return state
    app = state.meant(parse_touch_key(key).application_id)
    if app is None:
        return state
    return state.with_application(with_record(app, _after(record_of(app, mail.what, mail.who), event, mail.number)))


def _after(record: Asked, event: Event, number: int) -> Asked:
    match event:
        case (
            ColleagueAsked() | DeliveryUnknown() | DeliveryPending()
        ):  # in doubt it counts: nobody is asked twice at once
            last_at = record.last_at if record.count >= number and record.last_at else event.occurred_at
            return record.replace(count=max(record.count, number), last_at=last_at, attempt=0, not_before=None)
        case NotAcceptedYet(attempt=attempt, retry_at=retry_at):
            return record.replace(count=number - 1, attempt=attempt, not_before=retry_at)
        case DeliveryReported(outcome="not_accepted", attempt=attempt) if record.count == number:
            return record.replace(count=number - 1, attempt=attempt or record.attempt)
        case DeliveryReported(outcome="bounced" | "dropped" | "blocked" | "spam_report" | "unsubscribed"):
            return record.replace(ended="undelivered")
        case RefusedForGood():
            return record.replace(ended="undelivered", attempt=event.attempt)
        case Held(until=until):
            return record.replace(not_before=until)
        case Expired() | Skipped():
            return record.replace(ended="expired")
    return record


# ---------------------------------------------------------------- what they say


@MOVES.of(FeedbackReceived)
def _feedback(app: Application, event: FeedbackReceived) -> Application:
    what = _meant(app, event)
    if not what:
        return app
    who = event.asked or _mark(event.by)
    record = record_of(app, what, who)
    if record.answered_at is not None and record.answered_at > event.occurred_at:
        return app  # they have changed their mind since, and this arrives late
    return with_record(app, record.replace(answered_at=event.occurred_at, answer=event.answer or ""))


@MOVES.of(Left)
def _left(app: Application, event: Left) -> Application:
    return app.replace(left_at=app.left_at or event.occurred_at)


def _meant(app: Application, event: FeedbackReceived) -> str:
    """What it is about: the interview of that id, else the last one held; or the employment that was asked about."""
    if event.about == "employment":
        return employment(app)
    interview = next((i for i in app.interviews if i.interview_id == event.interview_id), None)
    if event.interview_id is None:
        interview = max((i for i in app.interviews if i.cancelled_at is None), key=_over, default=None)
    return about_interview(interview) if interview is not None else ""


def employment(app: Application) -> str:
    """What the question whether they are still here is known by: of each hire its own."""
    return f"{STILL_EMPLOYED}:{app.entry.number}"


def _over(interview: Interview) -> tuple[bool, datetime]:
    return interview.held_at is not None, interview.held_at or interview.at


def _mark(by: Person) -> str:
    return colleague_mark(by.name, by.email)
