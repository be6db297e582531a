"""What a message may say about this person: the template names of the playbook contract, filled from the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.addresses import readable_email
from domain.decisions import calling_off
from domain.decisions.context import DecisionContext, profile_of
from domain.decisions.due_step import key_of_touch
from domain.decisions.scheduling import scheduled
from domain.decisions.signing import acting_recruiter
from domain.decisions.wordings import FROM_THE_THIRD, news_from
from domain.delivery.sent_fact import sent
from domain.messages.openings import for_person
from domain.names import Stage, digest
from domain.people import person_names
from domain.reducers.evolve import evolve
from domain.state.model import Application, CandidateState, Interview, Touch
from domain.time.business_hours import local_date
from domain.time.spoken_dates import spoken_date, spoken_length, spoken_time


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that we build ourselves; empty where there is none."""

    unsubscribe: str
    status: str = ""
    survey: str = ""


def message_context(state: CandidateState, touch: Touch, context: DecisionContext, links: Links) -> Mapping[str, Any]:
    """Every name that a template may use. All are strings; what is not known is empty.

    Dates, times and lengths are in English as this reader writes it, and say themselves in the language of the file
    that prints them.
    """
    app = state.application(touch.application_id)
    if app is None:
        raise LookupError("the application of this touch is not on record")
    context = context.about(app)
    candidate, company = state.candidate, context.playbook.company
    promise_by = touch.promise_by or app.promise_by
    if promise_by is not None and promise_by < context.now.astimezone(context.company_tz).date():
        promise_by = None  # a date that has passed is not told again
    recruiter = acting_recruiter(app, context).person
    return {
        "candidate": {
            "first_name": person_names.greeting_name(candidate.first_name, candidate.last_name),
            "last_name": person_names.family_name(candidate.first_name, candidate.last_name),
            "full_name": person_names.full_name(candidate.first_name, candidate.last_name),
        },
        "application": {
            name: getattr(app, name) for name in ("department", "level", "location", "employment_type", "pay_range")
        }
        | {"job_title": app.job_title or app.job_id},
        "company": {"name": company.name, "postal_address": company.postal_address},
        "recruiter": recruiter.model_dump() | {"email": readable_email(recruiter.email)},
        "hiring_manager": {"name": app.hiring_manager.name},
        "note": _note(app, touch, context),
        "promise": {"by": spoken_date(promise_by, context.reader)},
        "interview": _interview(_meant(app, touch), app, state, context),
        "offer": _offer(app, context.reader),
        "hire": _hire(app, context.reader) | {"to_come": _yes(_more_to_come(app, touch, state, context))},
        "rejection": {"feedback": app.feedback, "keep_in_touch": _yes(app.keep_in_touch is not False)},
        "links": {"status": links.status, "unsubscribe": links.unsubscribe, "survey": links.survey},
        "openings": _openings(state, context),
    }


def _openings(state: CandidateState, context: DecisionContext) -> list[dict[str, str]]:
    """What is open and may be right for them (S18); one position is named once, whatever it is called elsewhere."""
    if not context.openings:
        return []
    known = [profile_of(one, state.candidate) for one in state.applications]
    applied_for = {one.job_id for one in state.applications}
    return [one.as_value() for one in for_person(context.openings, known, applied_for)]


def _note(app: Application, touch: Touch, context: DecisionContext) -> str:
    """The recruiter's note. Where it is to be news or a reason for another delay, one that was given as such (R2): what
    they noted of a talk weeks ago does not explain why there is no decision.
    """
    step = context.playbook.step(touch.stage, touch.step)
    if step is None or touch.message not in step.messages[FROM_THE_THIRD:]:
        return app.note
    asked_at = news_from(min(context.now, touch.due_at), context)
    return app.note if app.noted_at is not None and app.noted_at >= asked_at else ""


def _meant(app: Application, touch: Touch) -> Interview | None:
    """The interview that the touch is about, else the next or the last one."""
    by_occurrence = next((i for i in app.interviews if i.occurrence == touch.occurrence), None)
    return by_occurrence or max(app.interviews, key=lambda i: i.at, default=None)


def _interview(
    interview: Interview | None, app: Application, state: CandidateState, context: DecisionContext
) -> dict[str, str]:
    if interview is None:
        return {}
    local, moved = interview.at.astimezone(context.tz), _was_moved(interview, app, state, context)
    following = _next_after(interview, app, state, context)
    return {
        "title": interview.title,
        "date": spoken_date(local.date(), context.reader),
        "time": spoken_time(local, context.reader),
        "duration": spoken_length(interview.ends_at - interview.at, context.reader),
        "format": interview.format,
        "location": interview.location,
        "with_whom": interview.with_whom,
        "link": interview.link,
        "notes": interview.notes,
        "moved": _yes(moved),
        "changed": _yes(0 < interview.announced < interview.revision and not moved),
        "next_date": spoken_date(following.date() if following else None, context.reader),
        "next_time": spoken_time(following, context.reader) if following else "",
    }


def _next_after(
    interview: Interview, app: Application, state: CandidateState, context: DecisionContext
) -> datetime | None:
    """When the next other interview for that job begins, by the candidate's clock: that one stands."""
    if calling_off.is_over(app, state):
        return None
    ahead = (i.at for i in app.interviews if i is not interview and i.held_at is None and i.cancelled_at is None)
    following = min((at for at in ahead if at > context.now), default=None)
    return following.astimezone(context.tz) if following else None


def _was_moved(interview: Interview, app: Application, state: CandidateState, context: DecisionContext) -> bool:
    """Did a message of ours reach them, not long ago, with another time for it?"""
    if interview.told_for is not None:
        return 0 < interview.announced < interview.revision and interview.told_for != interview.at
    reached = {contact.touch for contact in state.contacts}
    for step in context.playbook.rules(app.stage).steps:
        if step.after != "interview_scheduled" or step.manual or (log := app.entry.steps.get(step.step)) is None:
            continue
        for occurrence in log.done:
            before = occurrence.rpartition(".")[0] == interview.interview_id and occurrence != interview.occurrence
            if before and digest(key_of_touch(step.step, occurrence, app, state), size=8) in reached:
                return True
    return False


def _more_to_come(app: Application, touch: Touch, state: CandidateState, context: DecisionContext) -> bool:
    """Will they hear from us again before their first day, once this message is out?"""
    day = app.hire.start_date if app.hire else None
    if day is None or touch.stage is not Stage.HIRED:
        return False
    then = evolve(state, sent(touch, context.now, ()))
    return any(
        one.outcome == "send" and one.due.step.before == "start_date" and local_date(one.at, context.tz) < day
        for one in scheduled(then, context)
        if one.due.app.application_id == app.application_id
    )


def _yes(holds: bool) -> str:
    """For `{% if %}`: templates know nothing but text."""
    return "yes" if holds else ""


def _offer(app: Application, reader: str) -> dict[str, str]:
    offer = app.offer
    if offer is None:
        return {}
    return {
        "title": offer.title or app.job_title,
        "pay": offer.pay,
        "benefits": offer.benefits,
        "expires": spoken_date(offer.expires_on, reader),
        "next_step": offer.next_step,
        "notes": offer.notes,
    }


def _hire(app: Application, reader: str) -> dict[str, str]:
    hire = app.hire
    if hire is None:
        return {}
    named = {name: getattr(hire, name) for name in ("first_day", "paperwork", "introductions", "plan")}
    return {**named, "start_date": spoken_date(hire.start_date, reader)}
