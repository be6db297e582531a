"""What a message may say about this person: the template names of the playbook contract, filled from the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain import person_names
from domain.state import Application, CandidateState, Interview, Touch
from domain.time.spoken_dates import spoken_date, spoken_length, spoken_time
from domain.world import World


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that we build ourselves; empty where there is none."""

    unsubscribe: str
    status: str = ""
    survey: str = ""


def message_context(state: CandidateState, touch: Touch, world: World, links: Links) -> Mapping[str, Any]:
    """Every name that a template may use. All are strings; what is not known is empty.

    Dates, times and lengths are in English as this reader writes it, and say themselves in the language of the file
    that prints them.
    """
    app = state.application(touch.application_id)
    if app is None:
        raise LookupError("the application of this touch is not on record")
    candidate, company = state.candidate, world.playbook.company
    promise_by = touch.promise_by or app.promise_by
    if promise_by is not None and promise_by < world.now.astimezone(world.company_tz).date():
        promise_by = None  # a date that has passed is not told again
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
        "recruiter": app.recruiter.model_dump(),
        "hiring_manager": {"name": app.hiring_manager.name},
        "note": app.note,
        "promise": {"by": spoken_date(promise_by, world.reader)},
        "interview": _interview(_meant(app, touch), world),
        "offer": _offer(app, world.reader),
        "hire": _hire(app, world.reader),
        "rejection": {"feedback": app.feedback},
        "links": {"status": links.status, "unsubscribe": links.unsubscribe, "survey": links.survey},
    }


def _meant(app: Application, touch: Touch) -> Interview | None:
    """The interview that the touch is about, else the next or the last one."""
    by_occurrence = next((i for i in app.interviews if i.occurrence == touch.occurrence), None)
    return by_occurrence or max(app.interviews, key=lambda i: i.at, default=None)


def _interview(interview: Interview | None, world: World) -> dict[str, str]:
    if interview is None:
        return {}
    local = interview.at.astimezone(world.tz)
    return {
        "title": interview.title,
        "date": spoken_date(local.date(), world.reader),
        "time": spoken_time(local, world.reader),
        "duration": spoken_length(interview.ends_at - interview.at, world.reader),
        "format": interview.format,
        "location": interview.location,
        "with_whom": interview.with_whom,
        "link": interview.link,
        "notes": interview.notes,
    }


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
