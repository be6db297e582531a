"""What is asked of colleagues: tasks, their reminders and escalation, and when they are no longer needed.

Answers (R9), approvals (R13), what only people can find out, and what a stage lacks so that it can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from domain.decisions import retention
from domain.decisions.approvals import ANSWER_WITHIN
from domain.decisions.context import DecisionContext
from domain.decisions.interruptions import asked_after_interruptions
from domain.decisions.peace import (
    ANSWER_A_DOUBT_WITHIN,
    after_what_they_wrote,
    business_hours_later,
    due_again,
    in_peace,
    is_held,
    is_put_off,
)
from domain.decisions.scheduling import ScheduledStep
from domain.decisions.signing import acting_manager
from domain.decisions.tasks import ONE_BUSINESS_DAY, Duty, drop_task, open_task
from domain.events import MessageRefused, Reason, TaskEscalated, TaskOpened, TaskReminded, Unknown
from domain.names import Stage, task_id
from domain.reducers import own_words
from domain.reducers.applications import NO_MORE
from domain.reducers.doubts import may_withdraw
from domain.reducers.evolve import about
from domain.reducers.touches import parse_touch_key
from domain.state.model import Application, CandidateState, Task
from domain.state.task_kinds import OR_WRITE, UNPLACED
from domain.time.business_hours import local_date
from domain.time.durations import Duration
from domain.time.their_time import long_day

ERASE_WITHIN = Duration(business_days=5)
"""The law gives a month; who asks and hears nothing for weeks complains long before."""

_SEEN_AFTER = timedelta(hours=1)
"""So long after it was opened nobody is reminded of a task: one that is late from the first is seen before (R15)."""

ASK_TIMES = 3
"""How often a provider is asked about an unknown delivery before it becomes a colleague's task."""


def asked_of_colleagues(
    state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep]
) -> Iterator[Duty]:
    """Every task that falls due, with its reminder and escalation, and every task that is needless by now."""
    yield from _answer(state, context)
    yield from after_what_they_wrote(state, context)
    yield from _tasks(state, context)
    for app in state.applications:
        yield from _unplaced(app, state, context)
        yield from _missing(app, state, context)
        yield from _lapsed_offer(app, state, context)
        yield from _offer_gone(app, state, context)
        yield from _job_closed(app, state, context)
        yield from _feedback(app, state, context)
    yield from _hired_elsewhere(state, context)
    yield from _erasure(state, context)
    yield from _approvals(state, context, placed)
    yield from _unknown(state, context)
    yield from _refused(state, context)
    yield from _zone_unclear(state, context)
    yield from asked_after_interruptions(state, context)


def _answer(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """After a real reply a colleague has a day (R9)."""
    wanted = None
    on_its_way = own_words.is_answered(state)
    if state.owed is not None and not on_its_way:
        app = about(state, state.owed.application_id)
        title = "Answer their reply"
        if state.owed.withdraws and may_withdraw("answer", state):
            title = f"They {'' if state.owed.certain else 'may '}want to withdraw: confirm it, or answer them"
        elif in_peace(state, context):
            title = "They asked us to stop and have written again: read it, and answer only if they want you to"
        at, due_at = state.owed.since, context.office.add(state.owed.since, context.playbook.answer_within)
        if (known_at := state.owed.known_at) is not None:
            at, due_at = known_at, max(due_at, business_hours_later(context.office, known_at, ANSWER_A_DOUBT_WITHIN))
        why = Reason(rule="R9", text=f"they wrote, and are owed an answer within {context.playbook.answer_within}")
        duty = open_task(
            "answer",
            state,
            app,
            at=at,
            due_at=due_at,
            title=title,
            about_what=state.owed.asks or state.owed.event_id,
            why=why,
        )
        wanted = task_id("answer", state.candidate.candidate_id, state.owed.asks or state.owed.event_id)
        if state.task(wanted) is None:
            yield duty
    for task in state.tasks:
        if task.kind == "answer" and task.task_id != wanted:
            needless = (
                "they have been answered, or don't want an answer" if wanted is None else "another task asks about it"
            )
            done = "a colleague's answer is on its way" if on_its_way else needless
            yield drop_task(task, done, context.now)


def _tasks(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """A reminder when a task is due, then word to the hiring manager a business day later (R6, R9)."""
    for task in state.tasks:
        if _stage_is_over(task, state):
            yield drop_task(task, "the stage it was about is over", context.now)
        elif _has_newer(task, state):
            yield drop_task(task, "a newer task asks for the same", context.now)
        elif is_put_off(task, state, context):
            continue
        elif not task.reminded:
            why = (Reason(rule="R9", text="it is due and not done"),)
            due_at = max(due_again(task, state, context.office), task.opened_at + _SEEN_AFTER)
            yield Duty.of(
                due_at,
                TaskReminded,
                event_id=f"reminded:{task.task_id}",
                occurred_at=due_at,
                application_id=task.application_id,
                task_id=task.task_id,
                why=why,
            )
        elif not task.escalated:
            app = about(state, task.application_id)
            at = context.office.add(max(due_again(task, state, context.office), task.opened_at), ONE_BUSINESS_DAY)
            why = (Reason(rule="R9", text="it is still not done a business day after it was due"),)
            yield Duty.of(
                at,
                TaskEscalated,
                event_id=f"escalated:{task.task_id}",
                occurred_at=at,
                application_id=task.application_id,
                task_id=task.task_id,
                to=acting_manager(app, context) if app else "",
                why=why,
            )


def _has_newer(task: Task, state: CandidateState) -> bool:
    """Is a later message waiting for a colleague too? One call to reach them says it all, of a stage or of a step; one
    look at what is late does, too, however often their clock was ended.
    """
    if task.kind == "restarted":
        return [t.task_id for t in state.tasks if t.kind == "restarted"][-1] != task.task_id
    if task.kind not in ("reach", "unknown") or task.touch_key is None:
        return False
    parts = 3 if task.kind == "reach" else 4  # in doubt is each step by itself
    what = (task.kind, *parse_touch_key(task.touch_key)[:parts])
    same = [t for t in state.tasks if t.touch_key and (t.kind, *parse_touch_key(t.touch_key)[:parts]) == what]
    return same[-1].task_id != task.task_id


def _stage_is_over(task: Task, state: CandidateState) -> bool:
    """Was the task about a step of a stage that they have left?"""
    if task.touch_key is None or task.kind == "unknown" or own_words.is_own_words(task.touch_key):
        return False
    name = parse_touch_key(task.touch_key)
    app = state.application(name.application_id)
    return app is None or app.entry.number != name.entry


def _unplaced(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Nobody can read where they stand: nothing is sent until a colleague has said it (R20)."""
    wanted = None
    if app.unplaced and app.is_open:
        what = f"{app.application_id}:{app.unplaced}"
        wanted = task_id(UNPLACED, state.candidate.candidate_id, what)
        if state.task(wanted) is None and not state.was_done(wanted):
            at = app.known_since
            title = f"Say where they stand: they came in as {app.unplaced!r}, which isn't one of our stages"
            why = Reason(rule="R20", text=f"{app.unplaced!r} isn't one of our stages, so nothing is sent to them")
            due_at = context.office.add(at, ONE_BUSINESS_DAY)
            yield open_task(UNPLACED, state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == UNPLACED and task.application_id == app.application_id and task.task_id != wanted:
            yield drop_task(task, "where they stand is now known", context.now)


def _missing(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """What a stage cannot do without and nobody has told: the offer (S11), the first working day (S13, S14)."""
    # Whoever was hired before we knew them is on record, and nothing is asked about it (R20).
    no_start = app.stage is Stage.HIRED and not (app.hire and app.hire.start_date) and not app.entry.midway
    no_offer = app.stage is Stage.OFFER and app.offer_now is None
    what, since = f"{app.application_id}:{app.entry.number}", app.entry.entered_at
    offer = (no_offer, _OFFER, Reason(rule="S11", text=_NO_OFFER), what, since)
    if app.stage is Stage.OFFER and (told := app.offer_now) is not None and told.answer in ("", "discuss"):
        told_at = told.extended_at
        offer = (not told.has_terms, _TERMS, Reason(rule="R13", text=_NO_TERMS), f"{what}:{told.number}", told_at)
    start = (no_start, _START_DATE, Reason(rule="S13", text=_NO_START_DATE), what, since)
    for kind, (missing, title, why, what, at) in (("startdate", start), ("offer", offer)):
        wanted = task_id(kind, state.candidate.candidate_id, what) if missing else None
        if wanted is not None and state.task(wanted) is None and not state.was_done(wanted):
            due_at = context.office.add(at, ONE_BUSINESS_DAY)
            yield open_task(kind, state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
        for task in state.tasks:
            if task.kind == kind and task.application_id == app.application_id and task.task_id != wanted:
                yield drop_task(task, "it is now known, or no longer needed", context.now)


_START_DATE = "Enter the start date: `followup hire ID --start DATE`"
_NO_START_DATE = "the start date is not known, so nothing can be timed before it"
_OFFER = "Enter the offer with its terms (the pay above all), so that its covering note can go out"
_NO_OFFER = "the offer is not on record, so they are only told that it is being prepared"


_TERMS = "Add the terms of the offer (the pay above all): nothing about it is sent without them"
_NO_TERMS = "the offer came without its pay, so it is not sent, and they hear only that it is being prepared"


_QUIETLY = ":quietly"


def asked_in(what: str, quiet: bool) -> str:
    """What a task is about. Once they are left in peace it is another task: the one from before would still say to talk
    to them (R7).
    """
    return f"{what}{_QUIETLY}" if quiet else what


def was_done_in(kind: str, state: CandidateState, what: str, plain: str) -> bool:
    """Did a colleague do it, in whatever words it was asked?"""
    ident = state.candidate.candidate_id
    return any(state.was_done(task_id(kind, ident, one)) for one in (what, plain, f"{plain}{_QUIETLY}"))


def _lapsed_offer(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """An offer whose last day has passed without an answer is for a person to talk about (S12)."""
    offer = app.offer_now
    wanted = None
    if app.stage is Stage.OFFER and offer is not None and offer.expires_on and offer.answer in ("", "discuss"):
        quiet = in_peace(state, context) or is_held(state, context)
        plain = f"{app.application_id}:{app.entry.number}:{offer.number}"
        what = asked_in(plain, quiet)
        wanted = task_id("lapsed", state.candidate.candidate_id, what)
        if state.task(wanted) is None and not was_done_in("lapsed", state, what, plain):
            at = max(context.office.opening_of(offer.expires_on + timedelta(days=1)), offer.extended_at)
            due_at = context.office.add(at, ONE_BUSINESS_DAY)
            talk = "" if quiet else "talk to them, then "
            title = f"The offer was open until {long_day(offer.expires_on)}: {talk}extend it or close"
            why = Reason(rule="S12", text="the last day of the offer has passed without an answer")
            yield open_task("lapsed", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "lapsed" and task.application_id == app.application_id and task.task_id != wanted:
            yield drop_task(task, "it is answered, or there is another offer", context.now)


def _offer_gone(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """The offer that they have stands no more, and nobody but a colleague can tell them (S11)."""
    offer, wanted = app.offer_now, None
    if app.stage is Stage.OFFER and offer is not None and offer.answer in NO_MORE:
        what = f"{app.application_id}:{app.entry.number}:{offer.number}:{offer.answer}"
        wanted = task_id("offergone", state.candidate.candidate_id, what)
        if state.task(wanted) is None and not state.was_done(wanted):
            why = Reason(rule="S11", text="the offer they have is no longer valid, so nothing is sent about it")
            due_at = context.office.add(context.now, ONE_BUSINESS_DAY)
            title = _OFFER_GONE[offer.answer]
            yield open_task(
                "offergone", state, app, at=context.now, due_at=due_at, title=title, about_what=what, why=why
            )
    for task in state.tasks:
        if task.kind == "offergone" and task.application_id == app.application_id and task.task_id != wanted:
            yield drop_task(task, "there is another offer, or none is needed", context.now)


_OFFER_GONE = {
    "replaced": "The offer they have was replaced and the new one is not sent yet: tell them, and send it",
    "called_off": "The offer they have was withdrawn: tell them yourself, then move them with `followup stage`",
}


def _job_closed(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """The ATS says that the job is closed: a colleague decides who is told what (S19)."""
    wanted = None
    if app.job_closed_at is not None and app.is_open:
        what = f"{app.application_id}:{app.job_closed_at.isoformat()}"
        wanted = task_id("jobclosed", state.candidate.candidate_id, what)
        if state.task(wanted) is None and not state.was_done(wanted):
            at = max(app.job_closed_at, app.known_since)
            fill = f"followup job fill {app.job_id}"
            title = f"The job was closed in the ATS: run `{fill}` to close it for everyone still in the running"
            why = Reason(rule="S19", text="their job is closed, and they are still in the running for it")
            due_at = context.office.add(at, ONE_BUSINESS_DAY)
            yield open_task("jobclosed", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "jobclosed" and task.application_id == app.application_id and task.task_id != wanted:
            yield drop_task(task, "they are no longer in the running, or the job is open again", context.now)


def _hired_elsewhere(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Somebody who was hired still waits for word about another job: a colleague decides on that, too (R17)."""
    wanted: set[str] = set()
    hired = next((app for app in state.applications if app.stage is Stage.HIRED and not app.entry.midway), None)
    for app in state.applications if hired is not None else ():
        if not app.is_open or hired is None or app.known_since > hired.entry.entered_at:
            continue  # what they applied for after they were hired is another matter
        what = f"{app.application_id}:{hired.application_id}:{hired.entry.number}"
        ident = task_id("elsewhere", state.candidate.candidate_id, what)
        wanted.add(ident)
        if state.task(ident) is None and not state.was_done(ident):
            at = max(hired.entry.entered_at, app.known_since)
            title = f"They were hired for {hired.job_title or hired.job_id}: close {app.job_title or app.job_id} too?"
            why = Reason(rule="R17", text="they were hired, and they have another open application")
            due_at = context.office.add(at, ONE_BUSINESS_DAY)
            yield open_task("elsewhere", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "elsewhere" and task.task_id not in wanted:
            yield drop_task(task, "it is decided", context.now)


def _feedback(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """What they say about how we did is answered by a person (R14)."""
    if app.feedback_at is None:
        return
    plain = f"{app.application_id}:{app.feedback_at.isoformat()}"
    what = asked_in(plain, in_peace(state, context))
    wanted = task_id("feedback", state.candidate.candidate_id, what)
    for task in state.tasks:
        if task.kind == "feedback" and task.application_id == app.application_id and task.task_id != wanted:
            yield drop_task(task, "another task asks about it", context.now)
    if state.task(wanted) is None and not was_done_in("feedback", state, what, plain):
        due_at = context.office.add(app.feedback_at, context.playbook.answer_within)
        title = "They gave us feedback: read it with `followup timeline`, and answer them"
        if in_peace(state, context):
            title = "They gave us feedback and want no messages: read it with `followup timeline`"
        why = Reason(rule="R14", text="what candidates say about us is answered")
        at = app.feedback_at
        yield open_task("feedback", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)


def _erasure(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """They asked us to erase their data (R7): a person looks whether a law forbids it; a yes carries it out (R23)."""
    yield from _erasure_by_ats(state, context)
    if state.erasure_asked_at is None:
        return
    at = state.erasure_asked_at
    wanted = task_id("erasure", state.candidate.candidate_id, at.isoformat())
    if state.task(wanted) is None and not state.was_done(wanted):
        due_at = context.office.add(at, ERASE_WITHIN)
        title = "They asked us to erase their data: approve it unless a law forbids it; then tell them why"
        why = Reason(
            rule="R7", text="they asked for it themselves, through a link we emailed to their address on record"
        )
        app = about(state, None)
        what = at.isoformat()
        yield open_task("erasure", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)


def _erasure_by_ats(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Their ATS has no record of them any more: a person decides, or a worker erases them, as the rules say (R23)."""
    runs = retention.is_asked_by_ats(state, context.playbook, "run")
    if state.stop is None or not (runs or retention.is_asked_by_ats(state, context.playbook, "ask")):
        return
    what = f"ats:{state.stop.at.isoformat()}"
    wanted = task_id("erasure", state.candidate.candidate_id, what)
    if state.task(wanted) is None and not state.was_done(wanted):
        at = context.now
        due_at = context.office.add(at, ERASE_WITHIN)
        asks = "approve to erase them here too"
        title = f"Their ATS has deleted them: {'they are being erased here too' if runs else asks}"
        why = Reason(rule="R23", text="the ATS has no record of them any more, and the playbook says to erase or ask")
        app = about(state, None)
        yield open_task("erasure", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)


def _approvals(state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep]) -> Iterator[Duty]:
    """A colleague is asked a business day before the touch is due, once for all touches that hang on the answer."""
    asked: set[str] = set()
    for due in sorted((p.due for p in placed if p.due.approval is not None), key=lambda due: due.due_at):
        approval = due.approval
        assert approval is not None
        if approval.task_id in state.approvals or approval.task_id in asked:
            continue
        asked.add(approval.task_id)
        if state.task(approval.task_id) is not None:
            continue
        day_before = context.office.add_business_days(local_date(due.due_at, context.office.tz), -1)
        at = max(context.office.opening_of(day_before), due.anchor_at)
        within = context.office.add(at, ANSWER_WITHIN)
        due_at = within if due.by_at is None or due.by_at <= at else min(within, due.by_at)
        yield Duty.of(
            at,
            TaskOpened,
            event_id=f"opened:{approval.task_id}",
            occurred_at=at,
            application_id=due.app.application_id,
            task_id=approval.task_id,
            kind="approve",
            title=approval.title,
            due_at=due_at,
            assignee=due.app.recruiter.name,
            why=(approval.why,),
        )
    for task in state.tasks:
        if task.kind == "approve" and task.task_id not in asked:
            yield drop_task(task, "there is nothing left to approve", context.now)


def _unknown(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """An unknown delivery that nobody can tell about becomes a colleague's task, never a blind resend."""
    for task in state.tasks:
        if task.resolved:
            done = (
                "the provider has reported what happened to it"
                if task.kind == "unknown"
                else "they have been written to"
            )
            yield drop_task(task, done, context.now)
    for key, attempt in state.tries.items():
        if attempt.unknown_since is None or attempt.ask_at is None or attempt.asked <= ASK_TIMES:
            continue
        peace = in_peace(state, context) or is_held(state, context)
        ident = task_id("unknown", key, str(attempt.attempt))
        app = about(state, attempt.application_id)
        yield Duty.of(
            attempt.ask_at,
            TaskOpened,
            event_id=f"opened:{ident}",
            occurred_at=attempt.ask_at,
            application_id=attempt.application_id,
            task_id=ident,
            kind="unknown",
            title=_in_doubt(key, attempt.step, peace=peace),
            due_at=context.office.add(attempt.ask_at, ONE_BUSINESS_DAY),
            assignee=app.recruiter.name if app else "",
            touch_key=key,
            stage=attempt.stage,
            step=attempt.step,
            occurrence=attempt.occurrence,
            why=(
                Reason(
                    rule="delivery", text="the connection to the provider broke, and it can't say whether it was sent"
                ),
            ),
        )


def _in_doubt(key: str, step: str, *, peace: bool) -> str:
    what = "your message" if own_words.is_own_words(key) else f"the message of step {step}"
    otherwise = " (they may want no messages)" if peace else OR_WRITE
    return f"Find out whether {what} reached them{otherwise}"


def _refused(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Something was said that could not be understood: a colleague looks, for it may have been a stop (R3)."""
    if not state.refused:
        return
    what = state.refused[0]
    title = "Something recorded about them was not understood: see `followup timeline`, and send it again"
    for fact in state.pending:
        if isinstance(fact, MessageRefused) and fact.event_id == what and fact.name == "stage_changed":
            title = fact.error  # it says which line the playbook lacks
        if isinstance(fact, Unknown) and fact.event_id == what:
            kind = fact.type.replace("_", " ")[:60]
            title = f"Something was recorded that needs a newer release of followup ({kind}): see `followup timeline`"
    why = Reason(rule="R15", text="something that came in could not be understood, and nothing is dropped silently")
    due_at = context.office.add(context.now, ONE_BUSINESS_DAY)
    app = about(state, None)
    yield open_task("refused", state, app, at=context.now, due_at=due_at, title=title, about_what=what, why=why)


def _zone_unclear(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """A zone that nobody understands is asked about (R5): the one that stands in may be hours off."""
    wanted = None
    if (
        context.zone_is_unclear
        and not in_peace(state, context)
        and any(not app.is_closed for app in state.applications)
    ):
        what = f"zone:{context.candidate.timezone}"
        wanted = task_id("zone", state.candidate.candidate_id, what)
        if state.task(wanted) is None and not state.was_done(wanted):
            title = "Their time zone isn't clear: ask them, and set it with `followup prefer`"
            stands_in = "their number's country" if context.tz_from == "phone" else "the company"
            text = f"the time zone on record isn't clear; that of {stands_in} is used instead"
            why = Reason(rule="R5", text=text)
            due_at = context.office.add(context.now, ONE_BUSINESS_DAY)
            app = about(state, None)
            yield open_task("zone", state, app, at=context.now, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "zone" and task.task_id != wanted:
            yield drop_task(task, "their time zone is now known, or nothing more is sent to them", context.now)
