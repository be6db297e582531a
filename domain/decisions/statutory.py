"""Which legal deadlines an application has, and whether they are kept (R24).

A duty is owed where the work is: as the job's place says, else where the candidate lives, else where the company is.
Where several of these are known and differ, each that has a duty counts: a date too many costs a look, one too few
breaks the law. It is met once word on the decision has reached them: of an offer, a hire or a rejection, by a message
or by a colleague. Whoever withdrew is owed none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.decisions.context import DecisionContext
from domain.decisions.peace import in_peace, is_held
from domain.decisions.tasks import Duty, Question, ask
from domain.events import Reason
from domain.names import CALL_OFF_STEP, DECIDED_STAGES, Stage
from domain.places import names
from domain.playbook.model import Playbook
from domain.playbook.statutory import Statutory
from domain.state.model import Application, Candidate, CandidateState
from domain.state.task_kinds import LAW
from domain.time.business_hours import local_date
from domain.time.their_time import long_day

WARNED_AHEAD: Final = 10
"""Business days before the date on which a colleague is told (R24)."""


@dataclass(frozen=True, slots=True)
class LegalDate:
    """One date by which somebody has to have word."""

    duty: str
    place: str
    since: datetime  # the end of their last interview
    due_on: date
    told_at: datetime | None = None  # when they had word on the decision, as far as the present stay says


def legal_dates(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[LegalDate]:
    """The dates of one application, kept or not."""
    since = last_interview(app)
    if since is None or app.stage is Stage.WITHDRAWN or app.closed_silently or state.is_duplicate(app):
        return
    for place, one in context.playbook.duties.items():
        if place in places_of(app, state.candidate, context.playbook) and counts_for(one, since, context.playbook):
            yield LegalDate(one.name, place, since, due_on(one, since, context.playbook), _told_at(app))


def open_dates(state: CandidateState, context: DecisionContext) -> Iterator[tuple[Application, LegalDate]]:
    """Those of all applications of theirs that are not kept yet."""
    if state.merged_into:
        return
    for app in state.applications:
        for one in legal_dates(app, state, context):
            if one.told_at is None:
                yield app, one


def last_interview(app: Application) -> datetime | None:
    """When the last one that took place ended; of those before they applied anew none counts."""
    begins = app.known_since if app.known_since != app.came_in_at else None
    held = [i.held_at for i in app.interviews if i.held_at is not None and i.cancelled_at is None]
    return max((at for at in held if begins is None or at >= begins), default=None)


def counts_for(one: Statutory, since: datetime, playbook: Playbook) -> bool:
    """Was it in force on the day of the interview?"""
    return one.in_force is None or local_date(since, playbook.office().tz) >= one.in_force


def due_on(one: Statutory, since: datetime, playbook: Playbook) -> date:
    """The last day on which they may have word, by the company's calendar."""
    office = playbook.office()
    if one.decision_due.business_days:
        return office.add_business_days(local_date(since, office.tz), one.decision_due.business_days)
    return local_date(office.add(since, one.decision_due), office.tz)


def places_of(app: Application, person: Candidate, playbook: Playbook) -> frozenset[str]:
    """The countries and regions whose law may be the one of this job."""
    company = playbook.company
    found = {company.country, person.country}
    found |= {f"{company.country}-{company.subdivision}"} if company.subdivision else set()
    found |= {f"{person.country}-{person.region}"} if person.country and person.region else set()
    countries = frozenset({company.country, person.country} - {""})
    found |= {place for place in playbook.duties if app.location and names(app.location, place, countries)}
    return frozenset(found - {""})


def _told_at(app: Application) -> datetime | None:
    """When the first word since it was decided reached them; None while none has."""
    if app.stage not in DECIDED_STAGES or app.decision_told_at is not None:
        return app.decision_told_at
    entered, last, logs = app.entry.entered_at, app.last_contact_at, app.entry.steps.items()
    if last is None or last < entered:
        return None
    reached = [log.sent_at for step, log in logs if log.sent_at is not None and step != CALL_OFF_STEP]
    return min((at for at in reached if at >= entered), default=None)  # of before it was kept


# ---------------------------------------------------------------- on the clock


def warnings(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """The recruiter is warned ten business days before the date. Of somebody who wants to hear nothing, or may, another
    task asks what becomes of the application (R3, R7).
    """
    owed = [one for one in legal_dates(app, state, context) if one.told_at is None]
    quiet = bool(owed) and (in_peace(state, context) or is_held(state, context))
    questions = [_question(one, app, context) for one in owed] if not quiet else []
    yield from ask(LAW, questions, state, context, "they have had word on the decision, or none is owed", only=app)


def _question(one: LegalDate, app: Application, context: DecisionContext) -> Question:
    office = context.office
    last = one.due_on if office.is_open_day(one.due_on) else office.add_business_days(one.due_on, -1)
    at = max(office.opening_of(office.add_business_days(one.due_on, -WARNED_AHEAD)), one.since)
    name = one.duty.replace("-", " ").title() if one.duty != one.place.lower() else one.place
    what = "decide" if app.stage not in DECIDED_STAGES else "tell them the decision"
    return Question(
        about=f"law:{one.place}:{app.application_id}:{one.due_on.isoformat()}",
        title=f"By the law of {name} they must hear by {long_day(one.due_on)} whether a decision was made: {what}",
        why=Reason(rule="R24", text=f"their last interview was on {long_day(one.since.astimezone(office.tz))}"),
        at=at,
        due_at=max(office.opening_of(last), at),
        app=app,
    )
