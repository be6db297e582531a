"""What a candidate's own page may say of where they stand (R1, R2), and what it must not say before they were told.

A page can be opened at any minute, and a recruiter's click can be undone: so a rejection, a hire and an offer are shown
when the message about them is out, not when the ATS has them (R3's hour of grace would be worth nothing else).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from domain.decisions.context import DecisionContext
from domain.decisions.signing import acting_recruiter
from domain.events import Person
from domain.names import CLOSED_STAGES, Channel, Stage
from domain.state.model import Application, CandidateState, Interview
from domain.state.reachability import wants_peace

TOLD_AFTER: Final = timedelta(days=14)
"""What nobody could tell them in this time stands on their page."""

TOLD_AFTER_IF_STOPPED: Final = timedelta(days=3)
"""The same where they want no messages: then the page is the only one that can tell them."""

OVERDUE: Final = timedelta(days=1)
"""What should have gone out so long ago is not said to go out today."""

PROGRESS: Final = (Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED)
"""The way of an application, as the page draws it."""

_DECISIONS: Final = (Stage.OFFER, Stage.HIRED, Stage.REJECTED)


@dataclass(frozen=True, slots=True)
class NextUpdateEstimate:
    """By when they hear from us. `promised`: a date that we told them; `planned`: our next contact, or longest wait;
    `late`: a date that we told them has passed, and they have not heard (R2).
    """

    by: date
    kind: Literal["promised", "planned", "late"]


@dataclass(frozen=True, slots=True)
class CandidatePageStatus:
    """One application as its candidate sees it."""

    application_id: str
    title: str
    stage: Stage
    contact: Person
    hearing: NextUpdateEstimate | None
    interview: Interview | None
    details: Literal["sent", "coming", "ask"]  # of the interview: are they out, and will they be?
    survey: bool  # may they still say how we did (S16)?

    @property
    def is_open(self) -> bool:
        return self.stage in (Stage.PROSPECT, *PROGRESS[:-1])


@dataclass(frozen=True, slots=True)
class OwnPage:
    """All that the page shows."""

    standings: tuple[CandidatePageStatus, ...]
    answer_by: date | None  # they wrote, and get an answer by then (R9)
    stopped: bool
    held: bool  # they may have asked us to stop, and a colleague reads what they wrote (R3)
    paused_until: date | None
    paused: bool
    channels: tuple[Channel, ...]  # those that they may choose
    channel: Channel | None  # the one that they wished for, where it is among these


def own_page(state: CandidateState, context: DecisionContext) -> OwnPage:
    """What the candidate's page shows at `context.now`, the latest application first."""
    answer = next((task for task in state.tasks if task.kind == "answer"), None)
    answer_by = answer.due_at.astimezone(context.tz).date() if answer else None
    paused = state.paused_since is not None and not (state.paused_until and state.paused_until <= context.now)
    held = state.doubt is not None
    silent = held or wants_peace(state, context.suppressed)
    channels = _channels(state, context)
    wanted = state.candidate.channel
    standings = (_standing(app, state, context, silent=silent, paused=paused) for app in _in_order(state, context.now))
    return OwnPage(
        standings=tuple(standings),
        answer_by=answer_by if answer_by and answer_by >= _today(context) else None,
        stopped=state.stopped,
        held=held,
        paused_until=state.paused_until.astimezone(context.tz).date() if paused and state.paused_until else None,
        paused=paused,
        channels=channels,
        channel=wanted if wanted in channels else None,
    )


def shown_stage(app: Application, state: CandidateState, now: datetime) -> Stage:
    """The stage as they know it: a decision counts from when they heard from us in it."""
    entered_at = app.entry.entered_at
    if app.stage not in _DECISIONS:
        return app.stage
    heard = app.last_contact_at is not None and app.last_contact_at >= entered_at
    if heard or now - entered_at >= (TOLD_AFTER_IF_STOPPED if state.stopped else TOLD_AFTER):
        return app.stage
    if app.stage is Stage.REJECTED and app.entry.number == 1:
        return Stage.APPLIED  # the first that we hear of it: where it stood before, nobody here knows
    if app.stage is Stage.OFFER or app.before is None:
        return Stage.INTERVIEW
    return app.before.stage


def _in_order(state: CandidateState, now: datetime) -> list[Application]:
    """The closed ones last, as far as they know of it: an application that moves down gives its rejection away."""

    def place(app: Application) -> tuple[bool, float]:
        return shown_stage(app, state, now) in CLOSED_STAGES, -app.known_since.timestamp()

    return sorted(state.applications, key=place)


def _standing(
    app: Application, state: CandidateState, context: DecisionContext, *, silent: bool, paused: bool
) -> CandidatePageStatus:
    context = context.about(app)
    stage = shown_stage(app, state, context.now)
    sender, recruiter = context.playbook.sender, acting_recruiter(app, context).person
    interview = None if stage in CLOSED_STAGES else _interview(app, context)
    writes = not (silent or paused) and bool(_channels(state, context))
    contact = recruiter if recruiter.email or recruiter.phone else Person(name=recruiter.name, email=sender.email)
    return CandidatePageStatus(
        application_id=app.application_id,
        title=app.job_title or app.job_id,
        stage=stage,
        contact=contact if contact.name else contact.replace(name=sender.name),
        hearing=None if paused else _hearing(app, stage, state, context, silent=silent),
        interview=interview,
        details=_details(interview, app, stage, context, writes=writes) if interview else "ask",
        survey=not app.survey_answered and stage is app.stage and not app.is_open and stage is not Stage.NETWORK,
    )


def _hearing(
    app: Application, stage: Stage, state: CandidateState, context: DecisionContext, *, silent: bool
) -> NextUpdateEstimate | None:
    """The promise first (R2), then what is planned, then the longest silence that we allow ourselves (R1). To whom
    nothing is sent only the promise is told, which their page itself keeps (R7).
    """
    today = _today(context)
    kept_back = stage is not app.stage  # a decision that they have not been told
    promised = app.promise_by or (app.promise_undone if kept_back else None)
    if promised is not None and (app.is_open or kept_back):
        if promised >= today:
            return NextUpdateEstimate(promised, "promised")
        heard = app.last_contact_at.astimezone(context.tz).date() if app.last_contact_at else None
        if heard is None or heard < promised:
            return NextUpdateEstimate(promised, "late")
    if silent:
        return None
    decision = state.decision
    if decision is not None and decision.touch is not None and decision.touch.application_id == app.application_id:
        at = decision.send_at or decision.at or context.now
        if context.now - at < OVERDUE:
            return NextUpdateEstimate(max(at.astimezone(context.tz).date(), today), "planned")
    if stage is Stage.PROSPECT or not (app.is_open or kept_back):
        return None
    silence = context.playbook.longest_silence(stage)
    since = max(app.last_contact_at or app.known_since, app.known_since, state.silence_from or app.known_since)
    by = context.office.add(since, silence).astimezone(context.tz).date()
    return NextUpdateEstimate(by, "planned") if by >= today else None


def _interview(app: Application, context: DecisionContext) -> Interview | None:
    """The next one that is still to come."""
    coming = [i for i in app.interviews if i.cancelled_at is None and i.held_at is None and i.ends_at > context.now]
    return min(coming, key=lambda i: i.at, default=None)


def _details(
    interview: Interview, app: Application, stage: Stage, context: DecisionContext, *, writes: bool
) -> Literal["sent", "coming", "ask"]:
    """Whether they have the details as they are now (S6), and else whether a step has still to send them. A decision
    that they have not been told changes nothing in it.
    """
    if interview.announced == interview.revision:
        return "sent"
    stay = app.entry if stage is app.stage or app.before is None else app.before
    logs = (stay.steps.get(s.step) for s in context.playbook.rules(stage).steps if s.after == "interview_scheduled")
    ahead = any(log is None or interview.occurrence not in log.done for log in logs)
    return "coming" if ahead and writes else "ask"


def _channels(state: CandidateState, context: DecisionContext) -> tuple[Channel, ...]:
    """Those that reach them and that are not closed; texts with consent on record only (R7)."""
    person, closed = state.candidate, {*state.closed_channels, *context.suppressed}
    able = {
        Channel.EMAIL: bool(person.email),
        Channel.SMS: bool(person.phone) and person.sms_consent_at is not None,
    }
    return tuple(channel for channel, can in able.items() if can and channel not in closed)


def _today(context: DecisionContext) -> date:
    return context.now.astimezone(context.tz).date()
