"""The one decision function: live sending, preview, `next` and `why` all ask it (docs/architecture.md, "Ways of
working").

It reads the state and a moment, and answers with the facts to put on record now and with what happens next, when, and
why. Pure: the same snapshot gives the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from domain.decisions import calling_off, catch_up, erasing, merge_steps, replaced_prospects
from domain.decisions.colleague_steps import ColleagueStep, colleague_steps, expired_facts, first_to_send
from domain.decisions.context import DecisionContext
from domain.decisions.deadlines import duties
from domain.decisions.due_step import DueStep
from domain.decisions.due_steps import find_due_steps
from domain.decisions.peace import (
    ANSWER_A_DOUBT_WITHIN,
    business_hours_later,
    in_peace,
    is_held,
    why_in_peace,
)
from domain.decisions.promised_dates import date_to_tell, is_answered_by
from domain.decisions.scheduling import HELD, ScheduledStep, schedule_steps
from domain.decisions.staff_tasks import ASK_TIMES
from domain.decisions.tasks import ONE_BUSINESS_DAY, Duty, open_task
from domain.delivery.retries import next_look, pending_words
from domain.delivery.send_queue import is_urgent
from domain.events import (
    Event,
    Expired,
    Held,
    Reason,
    SilenceBreached,
    Skipped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
)
from domain.names import CALL_OFF_STEP, RECEIPT_STEP, FollowUpState, Stage, task_id
from domain.playbook.model import StageRules
from domain.playbook.rule_history import step_key
from domain.playbook.step_words import the_step
from domain.reducers import doubts, own_words
from domain.reducers import merge_handshake as merging
from domain.reducers import out_of_order as early
from domain.reducers.evolve import evolve
from domain.reducers.touches import TouchName, held_reason, parse_touch_key
from domain.state.model import CandidateState, Decision, Touch
from domain.state.task_kinds import DOUBT
from domain.time.their_time import their_time

_ON_TIME = timedelta(hours=1)
"""So late may a clock be, and its facts are still dated as they fell due."""

_ROUNDS = 60
"""A guard: no snapshot has that many facts due one after the other."""

_NEEDLESS = Reason(rule="R3", text="they've already replied")

_ATTENTION_TASKS = ("unknown", "reach", "silence", "refused", DOUBT)


class Decided(NamedTuple):
    events: tuple[Event, ...]
    next: Decision
    state: CandidateState  # with the events folded in


class Undecidable(RuntimeError):
    """The rules found facts due without an end: a defect, told instead of looping."""


def decide(state: CandidateState, context: DecisionContext, *, settled: Collection[str] = ()) -> Decided:
    """What is on record now and what comes next for this person.

    `settled` are the keys of touches that ended since the last decision, so that they do not count as given up.
    """
    if state.erased_at is not None:
        return Decided((), erasing.at_rest(), state)
    if state.merged_into:
        events, rest = merge_steps.at_rest(state, context, settled)
        return Decided(tuple(events), rest, state)
    events = []
    suffix = f"@{state.position.seq}"
    gone = set(settled)
    for _ in range(_ROUNDS):
        due_steps = find_due_steps(state, context)
        placed = schedule_steps(due_steps, state, context)
        asking = colleague_steps(state, context)
        todo = list(duties(state, context, placed, asking))
        facts = _now_due(state, context, due_steps, placed, todo, gone) or expired_facts(asking, context)
        if not facts:
            chosen = _choose(state, context, placed, todo)
            return Decided(tuple(events), _with_colleague(chosen, asking, state), state)
        for fact in facts:
            fact = fact.replace(event_id=fact.event_id + suffix)
            state = evolve(state, fact)
            events.append(fact)
            if key := getattr(fact, "touch_key", None):
                gone.add(key)
    stages = [app.stage for app in state.applications]
    raise Undecidable(f"no end of facts due for a candidate in stage {stages}: {events[-1].type}")


def _now_due(
    state: CandidateState,
    context: DecisionContext,
    due_steps: Sequence[DueStep],
    placed: Sequence[ScheduledStep],
    todo: Sequence[Duty],
    gone: Collection[str],
) -> list[Event]:
    """The facts to put on record now; those about touches first, then the earliest duty alone."""
    if told := list(early.facts(state, context.now)):
        return [*told]  # first of all: they may take away everything else (R3)
    if applied := list(replaced_prospects.facts(state, context.now)):
        return [*applied]
    if answered := list(doubts.facts(state, context.now)):
        return answered
    facts: list[Event] = [*_given_up(state, context, due_steps, gone)]
    facts += [fact for one in placed if (fact := _fate(one, state, context))]
    if facts:
        return facts
    past = [duty for duty in todo if duty.at <= context.now]
    return [_dated(min(past, key=lambda duty: duty.at).fact, state, context)] if past else []


def _dated(fact: Event, state: CandidateState, context: DecisionContext) -> Event:
    """The fact as it goes on record. What is asked of colleagues, and a silence, is never dated earlier than it was put
    there (R15): of what was told late, or fell due while nobody was at work, nobody had seen a task. Such a task has
    some hours from now on.
    """
    is_ours = isinstance(fact, TaskOpened | TaskReminded | TaskEscalated | SilenceBreached)
    known_at = [app.came_in_at for app in state.applications if app.came_in_at]
    if not is_ours or fact.occurred_at >= max(context.now - _ON_TIME, min(known_at, default=fact.occurred_at)):
        return fact
    if isinstance(fact, TaskOpened):
        soonest = business_hours_later(context.office, context.now, ANSWER_A_DOUBT_WITHIN)
        fact = fact.replace(due_at=max(fact.due_at, soonest))
    return fact.replace(occurred_at=context.now)


def _given_up(
    state: CandidateState, context: DecisionContext, due_steps: Sequence[DueStep], gone: Collection[str]
) -> list[Event]:
    """What had been decided or tried and will not go any more: on record, never dropped in silence (R15)."""
    live = {due.key for due in due_steps} | {key for key, attempt in state.tries.items() if attempt.unknown_since}
    lost = [key for key in state.tries if key not in live]  # of what is in doubt nobody knows that it did not go
    decided = state.decision.touch.key if state.decision and state.decision.touch else None
    if decided is not None and decided not in live and decided not in gone and decided not in lost:
        lost.append(decided)
    lost += [key for key in own_words.overtaken(state) if key not in (*gone, *lost)]
    return [skipped(key, context.now, _why_gone(key, state, context)) for key in lost]


def _why_gone(key: str, state: CandidateState, context: DecisionContext) -> Reason:
    if joined := merging.why_gone(key, state):
        return joined
    name = parse_touch_key(key)
    app = state.application(name.application_id)
    if key in state.said and app is not None and app.is_closed:
        return Reason(rule="R3", text=f"they were {app.stage} before this message went out, so it isn't sent")
    if app is not None and app.closed_silently:
        # Without what was said of it: that is personal, and a reason stands on record in plain.
        return Reason(rule="R3", text="their application was closed without a message, so it isn't sent")
    if app is None or app.entry.number != name.entry or app.stage is not name.stage:
        stage = app.stage if app else "another"
        return Reason(rule="R3", text=f"they're no longer at the {name.stage} stage (now {stage})")
    if state.stopped:
        return Reason(rule="R7", text=why_in_peace(state))
    if name.step == RECEIPT_STEP:
        return Reason(rule="R9", text="a colleague has answered them")
    if name.step == CALL_OFF_STEP:
        return Reason(rule="S6", text="the interview is on again, or its time has passed")
    context = context.about(app)
    step = context.playbook.step(name.stage, name.step)
    if step is None:
        return _why_no_step(name, context)
    if catch_up.is_catch_up(step) and app.had_word:
        return catch_up.HAD_WORD
    if state.decision and _edited_since(state.decision.playbook, name, context):
        return Reason(rule="R18", text="the rules for this step changed, and under the new ones it isn't sent")
    if step.before == "promise" and str(app.promise_by or name.occurrence) != name.occurrence:
        return Reason(rule="R2", text=f"the promised date is now {app.promise_by}")
    if step.before == "interview" or step.after == "interview_scheduled":
        meant = next((i for i in app.interviews if i.occurrence == name.occurrence), None)
        if meant is None:
            told_of = next((i for i in app.interviews if i.interview_id == name.occurrence.rpartition(".")[0]), None)
            moved = told_of is None or told_of.told_for != told_of.at
            return Reason(rule="S6", text=f"the interview has {'been moved' if moved else 'changed'}")
        if meant.cancelled_at is not None:
            return Reason(rule="S6", text="the interview is canceled")
    if app.last_reply_at is not None and app.last_reply_at >= app.entry.entered_at:
        return Reason(rule="R8", text="they've already replied")
    return Reason(rule="R3", text="it's no longer needed")


def _why_no_step(name: TouchName, context: DecisionContext) -> Reason:
    """Is the step gone, or there for others only (R22)?"""
    whole = context.whole[0] if context.whole else context.playbook
    if any(step.step == name.step for step in whole.stages.get(name.stage, StageRules()).steps):
        return Reason(rule="R22", text="the playbook has this step for other applications only")
    return Reason(rule="R18", text="the playbook in force no longer has this step")


def _edited_since(version: str, name: TouchName, context: DecisionContext) -> bool:
    """Did the step's own rules change between that decision and this one?"""
    since = context.standing.steps.get(step_key(name.stage, name.step))
    return since is not None and since.changed_at is not None and version not in ("", context.version)


def skipped(key: str, at: datetime, *why: Reason, mark: str = "") -> Skipped:
    """That a touch will not go; `mark` where it is said outside a decision, whose facts get a mark of their own."""
    name = parse_touch_key(key)
    return Skipped(
        event_id=f"skipped:{key}{mark}",
        occurred_at=at,
        application_id=name.application_id,
        touch_key=key,
        stage=name.stage,
        step=name.step,
        occurrence=name.occurrence,
        why=why,
    )


def _fate(one: ScheduledStep, state: CandidateState, context: DecisionContext) -> Event | None:
    """The fact that a placed touch puts on record at this moment, if any."""
    due = one.due
    about: dict[str, Any] = {
        "occurred_at": context.now,
        "application_id": due.app.application_id,
        "why": one.why,
        **_touch_fields(due),
    }
    if due.before_us:
        return skipped(due.key, context.now, catch_up.BEFORE_US)
    if catch_up.is_catch_up(due.step) and one.outcome in ("unreachable", "forbidden") and not in_peace(state, context):
        return _task_of(one, state, context)  # at once: every day that it waits is a day of silence (S20)
    answered_at = max((t for t in (due.app.last_reply_at, state.last_reply_at) if t), default=None)
    if _asks_for_answer(due) and answered_at is not None and answered_at > due.anchor_at:
        return skipped(due.key, context.now, _NEEDLESS)
    if one.outcome == "forbidden" and calling_off.is_said_by(due.step):  # it may stand in their calendar for good
        return _task_of(one, state, context) if due.due_at <= context.now else None
    if one.outcome == "forbidden" and _is_over(state):
        return Skipped(event_id=f"skipped:{due.key}", **about)  # nothing else is to come: it need not wait for its time
    if one.outcome == "declined" and due.approval is not None and due.approval.once:
        return Skipped(event_id=f"skipped:{due.key}", **about)  # at once, so that the no outlives what it was asked for
    if due.due_at > context.now:
        if one.why[-1:] == (HELD,) and _was_next(one, state) and not _told(one, state):
            return Held(event_id=f"held:{due.key}:doubt", until=None, **about)
        return None
    match one.outcome:
        case "expired" if due.is_own_words or calling_off.is_still_ahead(due, context):
            return _task_of(one, state, context)  # somebody wrote it and believes that it has gone
        case "expired":
            return Expired(event_id=f"expired:{due.key}", **about)
        case "forbidden" | "declined":
            return Skipped(event_id=f"skipped:{due.key}", **about)
        case "task" | "unapproved" if due.expires_at < context.now:
            late = Reason(rule="R16", text="it's too late to be useful")
            return Expired(event_id=f"expired:{due.key}", **{**about, "why": (*one.why, late)})
        case "task" | "unreachable" if one.at <= context.now:
            return _task_of(one, state, context)
        case "send" | "task" | "unreachable" if one.at > context.now and not _told(one, state):
            ident = f"held:{due.key}:{one.at.isoformat()}:{held_reason(one.why, one.at)}"
            return Held(event_id=ident, until=one.at, **about)
        case "paused" | "unapproved" if not _told(one, state):
            return Held(event_id=f"held:{due.key}:{one.outcome}", until=None, **about)
    return None


def _asks_for_answer(due: DueStep) -> bool:
    """Do they owe us an answer, and nothing else: so that it stops the moment they write? Nudges do; and to a prospect
    whatever asks, for we write first (S1, S2). A catch-up says where they stand, too (S20).
    """
    asks_prospect = due.stage is Stage.PROSPECT and due.step.asks and not catch_up.is_catch_up(due.step)
    return due.step.kind == "nudge" or asks_prospect


def _was_next(one: ScheduledStep, state: CandidateState) -> bool:
    """Is it what the clock was waiting for?"""
    return bool(state.decision and state.decision.touch and state.decision.touch.key == one.due.key)


def _is_over(state: CandidateState) -> bool:
    """Is nothing to be decided any more about any of their applications?"""
    return all(app.is_closed or app.quiet for app in state.applications)


def _told(one: ScheduledStep, state: CandidateState) -> bool:
    """Is this reason to wait on record already, or told by the attempt before?"""
    attempt = state.tries.get(one.due.key)
    if attempt is None:
        return False
    if attempt.not_before is not None and attempt.not_before == one.at:
        return True
    until = None if one.outcome in ("paused", "unapproved") else one.at
    return attempt.held == held_reason(one.why, until)


def _task_of(one: ScheduledStep, state: CandidateState, context: DecisionContext) -> Event:
    due = one.due
    manual = one.outcome == "task"
    ident = task_id("call" if manual else "reach", due.key, str(one.attempt))
    title = due.step.title if manual else f"Contact them yourself: {the_step(due.step.step)} can't be sent"
    if due.is_own_words:
        title = "Contact them yourself: your message couldn't be sent"
    quiet = calling_off.is_said_by(due.step) and in_peace(state, context)
    if quiet and not manual:  # nobody is asked to reach them (R7)
        title = calling_off.words_for_colleague(due, context)
    due_at = due.by_at
    if due_at is None or due_at <= context.now:
        due_at = context.office.add(context.now, ONE_BUSINESS_DAY)
    kind = "call" if due.step.channel in ("phone", "linkedin") else "todo"
    kind = kind if manual or quiet else "reach"
    return open_task(ident, kind, title, context.now, due_at, due.app, *one.why, **_touch_fields(due)).fact


def _touch_fields(due: DueStep) -> dict[str, Any]:
    return {"touch_key": due.key, "stage": due.stage, "step": due.step.step, "occurrence": due.occurrence}


def _choose(
    state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep], todo: Sequence[Duty]
) -> Decision:
    """The first thing to happen: a touch, a question to the provider, or a duty to wake for."""
    sends = sorted((p for p in placed if p.outcome == "send"), key=lambda p: (p.at, p.due.rank.order, p.due.key))
    doubts = [t for t in state.tries.values() if t.unknown_since and t.pending_until is None]
    asks = [t.ask_at for t in doubts if t.ask_at and t.asked <= ASK_TIMES]
    look = _next_look(state, context)
    unsent = [p for p in placed if p.outcome not in ("send", "parked")]
    wakes = [duty.at for duty in todo] + [p.at for p in unsent if p.at > context.now] + ([look] if look else [])
    why = sends[0].why if sends else ()
    if look is not None:  # nothing overtakes a message that is being handed over
        why = (Reason(rule="delivery", text=pending_words(look, context.tz)), *why)
    base = Decision(
        touch=touch_of(sends[0], state, context, others=len(sends) - 1) if sends else None,
        send_at=max(sends[0].at, look or sends[0].at) if sends else None,
        why=why or _why_waiting(state, context, placed, todo),
        state=_mood(state),
        playbook=context.version,
    )
    first_other = min([*wakes, *asks], default=None)
    if sends and look is None and (first_other is None or sends[0].at <= first_other):
        return base.replace(at=sends[0].at, action="send")
    if first_other is not None:
        return base.replace(at=first_other, action="ask" if asks and min(asks) == first_other else "wake")
    waits = state.tasks or placed or state.owed or state.tries or state.paused_since or state.attention or state.doubt
    if waits or not state.applications or not _is_over(state):
        return base
    return base.replace(state=FollowUpState.CLOSED, closed=True)


def _with_colleague(decision: Decision, asking: Sequence[ColleagueStep], state: CandidateState) -> Decision:
    """The decision with the mail to a colleague that goes before anything else; their clock runs until it has gone."""
    if not any(one.outcome in ("send", "paused") for one in asking):
        return decision
    if decision.closed:
        decision = decision.replace(closed=False, state=_mood(state))
    first = first_to_send(asking)
    if first is None or (decision.at is not None and decision.at <= first.at):
        return decision
    why = decision.why if decision.touch is not None else first.why
    return decision.replace(at=first.at, action="wake", colleague=first, why=why)


def _next_look(state: CandidateState, context: DecisionContext) -> datetime | None:
    """When the clock looks again how a message ends that is being handed over; None where none is."""
    looks = [
        next_look(t.unknown_since, t.pending_until, context.now)
        for t in state.tries.values()
        if t.unknown_since is not None and t.pending_until is not None
    ]
    return min(looks, default=None)


def touch_of(one: ScheduledStep, state: CandidateState, context: DecisionContext, *, others: int = 0) -> Touch:
    """What goes out when a placed touch is sent."""
    touch = _undated(one)
    if one.due.step.promises is None:
        return touch
    return touch.replace(promise_by=date_to_tell(one, touch, state, context, others=others))


def _undated(one: ScheduledStep) -> Touch:
    due = one.due
    assert one.channel is not None
    return Touch(
        key=due.key,
        application_id=due.app.application_id,
        stage=due.stage,
        step=due.step.step,
        occurrence=due.occurrence,
        channel=one.channel,
        attempt=one.attempt,
        message=due.step.message or "",
        kind=due.step.kind,
        rank=due.rank,
        asks=due.step.asks,
        due_at=due.due_at,
        by_at=due.by_at,
        resend_unknown=due.step.on_unknown == "resend",
        off_week=due.step.hours == "extended",
        answers=is_answered_by(due.step, due.app),
        urgent=is_urgent(due.rank, promised=due.step.before == "promise"),
    )


def _mood(state: CandidateState) -> FollowUpState:
    if state.attention or any(t.kind in _ATTENTION_TASKS for t in state.tasks):
        return FollowUpState.ATTENTION
    return FollowUpState.PAUSED if state.paused_since is not None else FollowUpState.ACTIVE


def _why_waiting(
    state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep], todo: Sequence[Duty]
) -> tuple[Reason, ...]:
    """Why there is no message ahead, in words for a recruiter."""
    if not state.applications:
        text = "no application is on record yet"
        if state.early:
            text += "; what has come in so far is kept and will count once there is one"
        return (Reason(rule="R17", text=text),)
    if is_held(state, context):
        return (HELD,)
    if state.paused_since is not None:
        if state.paused_by_ops:
            return (Reason(rule="R26", text="someone canceled the follow-up in Temporal, so it's paused"),)
        return (Reason(rule="R3", text="the follow-up is paused"),)
    if in_peace(state, context):
        return (Reason(rule="R7", text=f"{why_in_peace(state)}, so nothing is sent"),)
    if any(p.outcome == "parked" for p in placed):
        return (Reason(rule="delivery", text="we don't know whether the last message went out"),)
    if state.tasks:
        return (Reason(rule="R1", text=f"waiting for a colleague: {state.tasks[0].title}"),)
    if todo:
        first = their_time(min(duty.at for duty in todo), context.tz)
        text = f"nothing is due before {first}, when the clock checks again"
        return (Reason(rule="R1", text=text),)
    return (Reason(rule="R1", text="nothing more is due; a reply or a new application reopens it"),)
