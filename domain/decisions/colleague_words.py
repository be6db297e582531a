"""What a mail to a colleague may say: the names of the playbook's templates, filled for somebody who is no candidate.

Pay, offers, notes, feedback and the candidate's own links are not among what they get.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.addresses import readable_email
from domain.decisions.asked_people import people, what_of
from domain.decisions.colleague_steps import placed, zone_of
from domain.decisions.context import DecisionContext
from domain.decisions.signing import acting_recruiter
from domain.events.envelope import Person
from domain.people import person_names
from domain.people.team import Cover, colleague_mark
from domain.state.model import Application, CandidateState, ColleagueTouch, Interview
from domain.time.spoken_dates import reader_of, spoken_date, spoken_length, spoken_time
from domain.time.zones import zone


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a mail about a candidate, and whose word it asks for."""

    app: Application
    person: Person  # whose word is wanted
    reader: Person  # who gets the mail
    cover: Cover | None
    interview: Interview | None

    @property
    def covers_for(self) -> str:
        """Whom the reader stands in for; empty where they act for themselves."""
        return self.cover.absent.shown if self.cover is not None and self.reader != self.person else ""


def addressee(state: CandidateState, touch: ColleagueTouch, context: DecisionContext) -> Addressee:
    """Who gets it at that moment. Raises LookupError where nobody on record is meant any more."""
    app = state.application(touch.application_id)
    step = context.about(app).playbook.step(touch.stage, touch.step) if app is not None else None
    if app is None or step is None:
        raise LookupError("the step or application of this email no longer exists")
    for occurrence in (*(i.occurrence for i in reversed(app.interviews)), ""):
        if occurrence and what_of(step, app, occurrence) != touch.what:
            continue
        for person in people(step, app, occurrence):
            if colleague_mark(person.name, person.email) == touch.asked:
                _, reader, cover = placed(person, context.now, context)
                interview = next((i for i in app.interviews if i.occurrence == occurrence), None)
                return Addressee(app, person, reader, cover, interview)
    raise LookupError("the colleague this email was for is no longer on record")


def colleague_values(state: CandidateState, to: Addressee, context: DecisionContext, link: str) -> Mapping[str, Any]:
    """Every name that a template may use; what is not for colleagues is empty."""
    app, candidate, company = to.app, state.candidate, context.playbook.company
    recruiter = acting_recruiter(app, context).person
    return {
        "candidate": {
            "first_name": person_names.greeting_name(candidate.first_name, candidate.last_name),
            "last_name": person_names.family_name(candidate.first_name, candidate.last_name),
            "full_name": person_names.full_name(candidate.first_name, candidate.last_name),
        },
        "application": {name: getattr(app, name) for name in ("department", "level", "location", "employment_type")}
        | {"job_title": app.job_title or app.job_id},
        "company": {"name": company.name, "postal_address": company.postal_address},
        "recruiter": recruiter.model_dump() | {"email": readable_email(recruiter.email)},
        "hiring_manager": {"name": app.hiring_manager.name},
        "interview": _interview(to, context),
        "hire": {"start_date": spoken_date(app.hire.start_date if app.hire else None, _reader(context))},
        "colleague": {
            "first_name": first_name(to.reader),
            "name": person_names.full_name("", to.reader.name),
            "covers_for": to.covers_for,
        },
        "links": {"answer": link},
    }


def first_name(person: Person) -> str:
    """By which a colleague is greeted, where it is certain."""
    first, last = person_names.halves_of(person.name)
    return person_names.greeting_name(first, last)


def _reader(context: DecisionContext) -> str:
    return reader_of("", context.playbook.company.country)


def _interview(to: Addressee, context: DecisionContext) -> dict[str, str]:
    interview = to.interview
    if interview is None:
        return {}
    local, reader = interview.at.astimezone(zone(zone_of(to.reader, context))), _reader(context)
    return {
        "title": interview.title,
        "date": spoken_date(local.date(), reader),
        "time": spoken_time(local, reader),
        "duration": spoken_length(interview.ends_at - interview.at, reader),
        "format": interview.format,
        "with_whom": interview.with_whom,
    }
