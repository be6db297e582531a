"""An interview as calendars take it in (S6, RFC 5545 and 5546): an invitation, its update, or its cancellation.

A calendar replaces what it has where the id is the same, the organizer too, and the sequence higher. So none of them
hangs on what changes meanwhile: the recruiter, the message's channel, or under which id a person is followed up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.decisions import calling_off
from domain.decisions.context import DecisionContext
from domain.names import CALL_OFF_STEP
from domain.reducers.interviews import calendar_id
from domain.state.model import Application, CandidateState, Interview, Touch
from domain.time.spoken_dates import Spoken, spoken_date, spoken_time

SHORTEST: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Invitation:
    """All that the calendar file says."""

    uid: str
    sequence: int
    told_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    organizer_name: str
    organizer: str  # address; answers to the invitation go there
    attendee_name: str
    attendee: str
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False


def invitation_of(state: CandidateState, touch: Touch, context: DecisionContext, language: str) -> Invitation | None:
    """What goes along with the details of an interview, with its cancellation, and with the word that all is over while
    an interview lies ahead; nothing with other messages. `language` is that of the message, as `de`.
    """
    app = state.application(touch.application_id)
    if app is None:
        return None
    context = context.about(app)
    step = context.playbook.step(touch.stage, touch.step)
    after = step.after if step is not None else "interview_cancelled" if touch.step == CALL_OFF_STEP else ""
    over = calling_off.is_over(app, state)
    if after in ("interview_scheduled", "interview_cancelled"):
        interview = next((one for one in app.interviews if one.occurrence == touch.occurrence), None)
    else:
        interview = calling_off.taken_out_with(app, state, context) if after == "entered" and over else None
    if interview is None:
        return None
    cancelled_at = interview.cancelled_at or (app.entry.entered_at if over else None)
    sender, person = context.playbook.sender, state.candidate
    return Invitation(
        uid=f"{_ident(state, app, interview)}@{sender.email.rpartition('@')[2]}",
        sequence=2 * (interview.revision - 1) + (1 if cancelled_at else 0),
        told_at=cancelled_at or interview.told_at,
        starts_at=interview.at,
        ends_at=max(interview.ends_at, interview.at + SHORTEST),
        summary=f"{interview.title or 'Interview'}: {app.job_title or app.job_id}, {context.playbook.company.name}",
        organizer_name=sender.name,
        organizer=sender.email,
        attendee_name=person.full_name if person.full_name != person.candidate_id else "",
        attendee=person.email,
        location=interview.location or interview.link or interview.format,
        description=_description(interview, context, language),
        url=interview.link,
        cancelled=cancelled_at is not None,
    )


def _ident(state: CandidateState, app: Application, interview: Interview) -> str:
    """Stays when the person is joined with another of their ids, and the application gets another name (R17)."""
    whose, named = state.keyed_as(app), app.application_id
    base, _, other = named.rpartition("@")
    if base and other in state.joined:
        whose, named = other, base
    return calendar_id(interview, whose, named)


def _description(interview: Interview, context: DecisionContext, language: str) -> str:
    """When, in the very words of the message, with whom, the link, and what to prepare."""
    local = interview.at.astimezone(context.tz)
    when = (spoken_date(local.date(), context.reader), spoken_time(local, context.reader))
    said = ", ".join(one.in_language(language) if isinstance(one, Spoken) else one for one in when)
    lines = "\n".join(filter(None, (said, interview.with_whom, interview.link)))
    return "\n\n".join(filter(None, (lines, interview.notes)))
