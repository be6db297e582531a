"""The playbook's steps to colleagues: who is written to about somebody, when, and what follows from silence (R14, R25).

The candidate knows nothing of them. They keep to the colleague's hours and to who covers for whom, and to no cap,
channel or stop of the candidate's; a pause holds them, and nothing goes once somebody is erased.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from domain.addresses import folded_email
from domain.decisions.asked_people import people, what_of
from domain.decisions.catch_up import belongs_before_us
from domain.decisions.context import DecisionContext
from domain.decisions.due_steps import anchor_words, facts_of, occurrences
from domain.decisions.tasks import ONE_BUSINESS_DAY, Duty, Question, ask, drop_task
from domain.events import ColleagueAsked, Expired, Reason, Why
from domain.events.envelope import Person
from domain.names import Channel, Stage, colleague_key
from domain.people.person_names import full_name
from domain.people.team import Cover, colleague_mark
from domain.playbook import conditions
from domain.playbook.model import Rank, Step
from domain.playbook.rule_history import Overtaken, overtaken, step_key
from domain.reducers.colleagues import STILL_EMPLOYED, Mail, is_answered, record_of
from domain.reducers.coming_in import FRESH
from domain.reducers.touches import parse_touch_key
from domain.state.model import Application, CandidateState, ColleagueTouch
from domain.state.task_kinds import COLLEAGUE
from domain.time.business_hours import Calendar
from domain.time.their_time import long_day
from domain.time.zones import zone, zone_named


@dataclass(frozen=True, slots=True)
class ColleagueStep:
    """One mail to one colleague that is open, or what takes its place."""

    key: str
    app: Application
    step: Step
    occurrence: str
    what: str
    person: Person  # whose word is wanted
    reader: Person  # who gets the mail: they, or whoever covers for them
    cover: Cover | None
    number: int
    due_at: datetime
    at: datetime
    attempt: int
    outcome: Literal["send", "paused", "expired", "unreachable", "silent"]
    why: Why

    @property
    def who(self) -> str:
        return colleague_mark(self.person.name, self.person.email)


def colleague_steps(state: CandidateState, context: DecisionContext) -> list[ColleagueStep]:
    """Every open one of every application, in the playbook's order."""
    if state.erased_at is not None or state.merged_into or state.leaving_to:
        return []
    return [
        one
        for app in state.applications
        if not (app.closed_silently or app.unplaced or state.is_duplicate(app))
        for one in _of_application(app, state, context.about(app))
    ]


def _of_application(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[ColleagueStep]:
    steps = [step for step in context.playbook.rules(app.stage).steps if step.to is not None]
    if not steps:
        return
    facts = facts_of(app, state, context)
    for step in steps:
        if not conditions.holds(step.when, facts) or (step.question == STILL_EMPLOYED and not _is_ours(app)):
            continue
        log = app.entry.steps.get(step.step)
        for name, anchor_at, due_at, limit in occurrences(step, app, state, context):
            if log is not None and name in log.done:
                continue  # it was the recruiter's to do
            if belongs_before_us(step, app, anchor_at, context) or _is_long_before(anchor_at, app):
                continue  # R20: whoever took part was asked elsewhere
            found = people(step, app, name)
            if any(one.email.strip() for one in found):  # else the recruiter is asked (`due_steps`)
                for person in found:
                    times = _Times(anchor_at, due_at, limit)
                    one = _of_colleague(step, app, name, person, times, state, context)
                    if one is not None:
                        yield one


def _is_long_before(at: datetime, app: Application) -> bool:
    """Did it happen before the application came in, and not just so that it was told in the same breath?"""
    return app.came_in_at is not None and at < app.came_in_at - FRESH


def _is_ours(app: Application) -> bool:
    """Were they hired with us, and are they here as far as is known?"""
    return app.stage is Stage.HIRED and not app.entry.midway and app.left_at is None


class _Times(NamedTuple):
    """When a step hangs on what, and falls due."""

    anchor_at: datetime
    due_at: datetime
    limit: datetime | None  # after this it makes no sense


def _of_colleague(
    step: Step,
    app: Application,
    name: str,
    person: Person,
    times: _Times,
    state: CandidateState,
    context: DecisionContext,
) -> ColleagueStep | None:
    """What is open with one of them about one thing; nothing once they have answered, or all has been sent."""
    what, who = what_of(step, app, name), colleague_mark(person.name, person.email)
    record = record_of(app, what, who)
    most = step.times or 1
    if is_answered(app, what, who) or record.ended == "expired":
        return None
    if step.question is None and (record.count >= most or record.ended):
        return None
    number, again, due_at = record.count + 1, step.every or ONE_BUSINESS_DAY, times.due_at
    if record.count and record.last_at is not None:
        due_at = context.office.add(record.last_at, again)
    text = _because(step, app, number)
    key = colleague_key(
        state.keyed_as(app),
        app.application_id,
        app.stage,
        app.entry.number,
        step.step,
        Mail(what, who, number).occurrence,
    )

    def found(
        outcome: Literal["send", "paused", "expired", "unreachable", "silent"],
        at: datetime,
        *why: Reason,
        reader: Person = person,
        cover: Cover | None = None,
    ) -> ColleagueStep:
        reasons = (Reason(rule="playbook", text=text), *why)
        attempt = record.attempt + 1
        return ColleagueStep(
            key, app, step, name, what, person, reader, cover, number, due_at, at, attempt, outcome, reasons
        )

    if record.ended or not person.email.strip():
        return found("unreachable", context.now if record.ended else context.office.next_open(due_at), _NO_WAY)
    if record.count >= most:
        return found("silent", due_at, Reason(rule="R14", text=_unanswered(record.count)))
    edited = _edited(step, app, times, context) if not record.count and not record.attempt else None
    if edited is not None and edited.too_late:
        return found("expired", context.now, edited.why)
    wanted = max(due_at, context.now, record.not_before or due_at, (edited and edited.until) or due_at)
    if state.paused_since is not None:
        if state.paused_until is None:
            return found("paused", wanted, _PAUSED)
        wanted = max(wanted, state.paused_until)
    at, reader, cover = placed(person, wanted, context)
    why: Why = (edited.why,) if edited is not None else ()
    why += (Reason(rule="R25", text=cover.words),) if cover is not None else ()
    expires_at = context.office.add(due_at, step.expires)
    if at > min(expires_at, times.limit or expires_at):
        late = Reason(rule="R16", text="the earliest it can go out is too late to be useful")
        return found("expired", at, late)
    if not reader.email.strip() or _is_the_candidate(reader, context):
        return found("unreachable", at, *why, _NO_WAY)
    return found("send", at, *why, reader=reader, cover=cover)


def _is_the_candidate(reader: Person, context: DecisionContext) -> bool:
    """Does the candidate have that address, as where somebody of ours applies? Nobody is asked about themselves."""
    return bool(context.candidate.email) and folded_email(reader.email) == folded_email(context.candidate.email)


def _edited(step: Step, app: Application, times: _Times, context: DecisionContext) -> Overtaken | None:
    """What an edit of the playbook means for a first mail that something had begun before it (R18)."""
    return overtaken(
        context.standing,
        step_key(app.stage, step.step),
        step,
        Rank.UPDATE,
        anchor_at=times.anchor_at,
        due_at=times.due_at,
        breaks_silence=False,
        calendar=context.office,
        offset=context.offset,
    )


_NO_WAY: Final = Reason(rule="R6", text="no email reaches them")
_PAUSED: Final = Reason(rule="R3", text="the follow-up is paused")


def placed(person: Person, wanted: datetime, context: DecisionContext) -> tuple[datetime, Person, Cover | None]:
    """When it goes and to whom: in the decent hours of whoever acts for them at that moment."""
    at, reader, cover = wanted, person, None
    for _ in range(_HANDED_ON):  # the hours of the one may lie in the absence of the other
        cover = context.team.cover_for(person.name, person.email, at)
        reader = person if cover is None else _acting(cover)
        opens = calendar_of(reader, context).next_open(at)
        if opens == at:
            break
        at = opens
    return at, reader, cover


_HANDED_ON: Final = 5


def _acting(cover: Cover) -> Person:
    who = cover.acts
    return Person(name=who.name, email=who.email, role=who.title, phone=who.phone) if who is not None else Person()


def zone_of(person: Person, context: DecisionContext) -> str:
    """The zone in which a colleague works: the team's file says so; else the company's."""
    member = context.team.find(person.name, person.email)
    return (zone_named(member.timezone) if member is not None else "") or context.playbook.company.timezone


def calendar_of(person: Person, context: DecisionContext) -> Calendar:
    """A colleague's decent hours: the playbook's, by their own clock, with the company's holidays."""
    company = context.playbook.company
    tz = zone(zone_of(person, context))
    return Calendar.of(context.playbook.window, tz=tz, country=company.country, subdivision=company.subdivision)


def _because(step: Step, app: Application, number: int) -> str:
    whom = {"hiring_manager": "the hiring manager", "interviewers": "whoever interviewed them"}
    when = anchor_words(step, app) if number == 1 else f"reminder {number - 1}, no answer for {step.every}"
    return f"step {step.step} of {app.stage}: to {whom.get(step.to or '', 'the recruiter')}, {when}"


def _unanswered(count: int) -> str:
    return f"they haven't answered {'an email' if count == 1 else f'{count} emails'}"


# ---------------------------------------------------------------- what is decided about them


def expired_facts(steps: Sequence[ColleagueStep], context: DecisionContext) -> list[Expired]:
    """What goes on record because it is too late, and was never sent."""
    return [
        Expired(event_id=f"expired:{one.key}", occurred_at=context.now, why=one.why, **_about(one))
        for one in steps
        if one.outcome == "expired" and one.due_at <= context.now
    ]


def _about(one: ColleagueStep) -> dict[str, Any]:
    return {
        "application_id": one.app.application_id,
        "touch_key": one.key,
        "stage": one.app.stage,
        "step": one.step.step,
        "occurrence": parse_touch_key(one.key).occurrence,
    }


def first_to_send(steps: Sequence[ColleagueStep]) -> ColleagueTouch | None:
    """The mail to a colleague that goes first."""
    sends = [one for one in steps if one.outcome == "send"]
    return touch_of(min(sends, key=lambda one: (one.at, one.key))) if sends else None


def touch_of(one: ColleagueStep) -> ColleagueTouch:
    """What goes out when it is sent."""
    messages = one.step.messages
    return ColleagueTouch(
        key=one.key,
        application_id=one.app.application_id,
        stage=one.app.stage,
        step=one.step.step,
        occurrence=parse_touch_key(one.key).occurrence,
        channel=Channel.EMAIL,
        attempt=one.attempt,
        message=messages[min(one.number, len(messages)) - 1],
        due_at=one.due_at,
        at=one.at,
        asked=one.who,
        what=one.what,
        question=one.step.question or "",
        number=one.number,
        why=one.why,
    )


def asked_fact(touch: ColleagueTouch, at: datetime, *, playbook: str = "", **more: Any) -> ColleagueAsked:
    """That this mail went out at that instant."""
    return ColleagueAsked(
        event_id=f"asked:{touch.key}:{touch.attempt}",
        occurred_at=at,
        application_id=touch.application_id,
        touch_key=touch.key,
        stage=touch.stage,
        step=touch.step,
        occurrence=touch.occurrence,
        why=touch.why,
        attempt=touch.attempt,
        asked=touch.asked,
        question=touch.question,
        number=touch.number,
        message=touch.message,
        due_at=touch.due_at,
        playbook=playbook,
        **more,
    )


def shown_name(person: Person) -> str:
    """A colleague as others read it."""
    return full_name("", person.name) or person.email


# ---------------------------------------------------------------- what the recruiter is asked instead


_GET: Final = {
    "feedback": "Get the feedback on the interview on {day}, and record it with `followup feedback`",
    "still_employed": "Find out whether they're still with you, and if not, record it with `followup left`",
}
_ANYTHING: Final = "Speak to a colleague yourself: step {step} can't reach them"


def colleague_tasks(steps: Sequence[ColleagueStep], state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """The recruiter's task where colleagues stay silent or can't be reached, one for each thing they are asked."""
    for app in state.applications:
        open_ones = [one for one in steps if one.app.application_id == app.application_id]
        grouped: dict[str, list[ColleagueStep]] = {}
        for one in open_ones:
            if one.outcome in ("silent", "unreachable"):
                grouped.setdefault(one.what, []).append(one)
        questions = [_question(many, context) for many in grouped.values()]
        yield from ask(COLLEAGUE, questions, state, context, _NO_LONGER, only=app)
        yield from _answered_elsewhere(app, state, context)


_NO_LONGER: Final = "the answer is in, or no longer needed"


def _question(many: list[ColleagueStep], context: DecisionContext) -> Question:
    first = min(many, key=lambda one: one.at)
    there = [one for one in many if one.at <= max(first.at, context.now)]
    names = _listed([shown_name(one.person) for one in there])
    silent = all(one.outcome == "silent" for one in there)
    because = "no answer" if silent else "email doesn't reach them"
    if not silent and any(one.outcome == "silent" for one in there):
        because = "no answer, or email doesn't reach them"
    title = first.step.title or _title(first, context)
    return Question(
        about=f"{first.app.application_id}:{first.what}",
        title=f"{title} ({names}: {because})",
        why=first.why[-1],
        at=first.at,
        app=first.app,
    )


def _title(one: ColleagueStep, context: DecisionContext) -> str:
    template = _GET.get(one.step.question or "", _ANYTHING)
    interview = next((i for i in one.app.interviews if i.occurrence == one.occurrence), None)
    day = long_day(interview.at.astimezone(context.company_tz).date()) if interview is not None else ""
    return template.format(day=day, step=one.step.step)


def _listed(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _answered_elsewhere(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """A task that the recruiter was given because nobody could be asked, and somebody's word is in after all."""
    answered = {one.what for one in app.asked if one.answered_at is not None}
    if not answered:
        return
    for task in state.tasks:
        if task.touch_key is None or task.kind != "todo" or task.application_id != app.application_id:
            continue
        name = parse_touch_key(task.touch_key)
        step = context.about(app).playbook.step(name.stage, name.step)
        if step is not None and step.to is not None and what_of(step, app, name.occurrence) in answered:
            yield drop_task(task, _NO_LONGER, context.now)
