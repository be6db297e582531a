"""The date that a message tells: one that can be kept (R2).

A message never tells a date that the very next decision already knows to be impossible, because caps or closed days
leave no room for word on it. Then it tells the nearest one that can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.decisions.context import DecisionContext
from domain.decisions.due_step import DueStep
from domain.decisions.due_steps import longest_silence
from domain.decisions.scheduling import ScheduledStep, scheduled
from domain.decisions.wordings import promise_ahead
from domain.delivery.sent_fact import sent
from domain.playbook.model import LAST_CONTACT, Step
from domain.reducers.evolve import evolve
from domain.state.model import Application, CandidateState, Touch
from domain.time.business_hours import local_date, to_utc

_NEARLY = 3
"""Business days before a promised date in which an update is the word that was promised."""

_LATER_DAYS = 10
"""How many business days after the wanted date are looked at."""


def date_to_tell(
    one: ScheduledStep, touch: Touch, state: CandidateState, context: DecisionContext, *, others: int
) -> date | None:
    """The new date that a touch with `promises:` tells, or None where the one that they were told stands.

    `others`: how many more messages are planned for them.
    """
    due, office = one.due, context.office
    at = max(one.at, context.now)
    today = local_date(at, office.tz)
    told = due.app.promise_by  # a date that has passed is not told again
    stands = told is not None and told >= today and not _renews(due, told, today, context)
    wanted = told if stands and told is not None else _ahead(due, at, today, context)
    # A message that only waits for its time is looked at again when it goes, and then by what is known by then.
    if at > context.now or _room_is_certain(wanted, at, state, context.about(due.app), others):
        return None if stands else wanted
    days = _near(wanted, at, due, today, context, stands=stands)
    best = next((day for day in days if _is_kept(day, touch, at, state, context)), wanted)
    return None if stands and best == wanted else best


def is_answered_by(step: Step, app: Application) -> bool:
    """Is the step the news that they were promised by a message of a stage before (R2)? So is what a stage begins with,
    where that tells no date of its own. What merely follows the last contact is not, and a date that a colleague gave
    stays.
    """
    told_at = app.promise_told_at
    if app.promise_by is None or not app.promise_by_us or told_at is None or told_at >= app.entry.entered_at:
        return False
    begins = step.after in ("entered", "offer_extended")
    return app.is_open and begins and step.kind == "update" and not step.manual and step.promises is None


def _ahead(due: DueStep, at: datetime, today: date, context: DecisionContext) -> date:
    """So far ahead as the occurrence promises; a date in the place of another never beyond the longest silence (R1)."""
    office = context.office
    own = context.about(due.app).playbook.step(due.stage, due.step.step) or due.step
    length = promise_ahead(own, due.app) or due.step.promises
    assert length is not None
    if length.business_days:
        day = office.add_business_days(today, length.business_days)
    else:
        day = local_date(office.add(at, length), office.tz)
    if due.app.promise_by is None:
        return day  # the first date that they are told
    return min(day, max(_latest(at, due, context), office.add_business_days(today, 1)))


def _latest(at: datetime, due: DueStep, context: DecisionContext) -> date:
    """The last working day on which the longest silence after this message is not over yet."""
    office = context.office
    if not due.app.is_open:
        return date.max
    end = local_date(context.calendar.add(at, longest_silence(due.app, context)), office.tz)
    return end if office.is_open_day(end) else office.add_business_days(end, -1)


def _renews(due: DueStep, told: date, today: date, context: DecisionContext) -> bool:
    """Does it put a new date in the place of the one that was told?

    Word on the promised day does (R2). So does an update that goes out for another reason within a few days before it:
    it is the word that was promised, and a second one on the day would say the same (R4). A date that a colleague gave
    stays.
    """
    if due.step.before == "promise":
        return True
    soon = context.office.add_business_days(today, _NEARLY)
    return due.app.promise_by_us and due.step.after == LAST_CONTACT and due.step.kind == "update" and told <= soon


def _near(
    wanted: date, at: datetime, due: DueStep, today: date, context: DecisionContext, *, stands: bool
) -> Iterator[date]:
    """The wanted date, then later ones as far as the longest silence allows, then earlier ones; and where none of them
    will do, those beyond it: a long wait that is told is better than a shorter one that is not kept.
    """
    office = context.office
    yield wanted
    latest, later = _latest(at, due, context), []
    day = wanted
    for _ in range(_LATER_DAYS):
        later.append(day := office.add_business_days(day, 1))
    yield from (day for day in later if day <= latest)
    day = wanted
    while not stands and (day := office.add_business_days(day, -1)) > today:
        yield day
    yield from (day for day in later if day > latest)


def _room_is_certain(day: date, at: datetime, state: CandidateState, context: DecisionContext, others: int) -> bool:
    """Can nothing take the room for word on that day? So it is nearly always, and then nothing need be tried."""
    limits, calendar = context.playbook.limits, context.calendar
    goes = calendar.last_open(to_utc(day, calendar.closes, context.tz))
    opens = to_utc(local_date(goes, context.tz), calendar.opens, context.tz)
    near = [c for c in (*(contact.at for contact in state.contacts), at) if c > opens - timedelta(days=10)]
    return len(near) + others < limits.per_week and opens - at > 2 * limits.min_gap.rough + timedelta(days=1)


def _is_kept(day: date, touch: Touch, at: datetime, state: CandidateState, context: DecisionContext) -> bool:
    """Would word go by that day, as things stand once this message is out? True where nothing is to send it."""
    fact = sent(touch.replace(promise_by=day), at, ())
    then, later = evolve(state, fact), replace(context, now=at)
    for one in scheduled(then, later):
        if one.due.step.before == "promise" and one.due.app.application_id == touch.application_id:
            in_time = one.outcome == "send" and local_date(one.at, later.tz) <= day
            return in_time or one.outcome not in ("send", "expired")
    return True
