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
from domain.decisions.tasks import ONE_BUSINESS_DAY, Duty, Question, ask, attempt_fields, drop_task, of_task, open_task
from domain.events import MessageRefused, Reason, TaskEscalated, TaskReminded, Unknown
from domain.names import Stage, task_id
from domain.playbook.step_words import the_step
from domain.reducers import own_words
from domain.reducers.applications import NO_MORE
from domain.reducers.doubts import may_withdraw
from domain.reducers.evolve import about
from domain.reducers.touches import parse_touch_key
from domain.state.model import Application, CandidateState, Task
from domain.state.task_kinds import APPROVE, FEEDBACK, OR_WRITE, REPLY, UNPLACED
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
    open_kinds = {task.kind for task in state.tasks}
    for app in state.applications:
        for kind, question, needless in _ABOUT_AN_APPLICATION:
            asked = question(app, state, context)
            if asked is not None or kind in open_kinds:
                yield from ask(kind, [asked], state, context, needless, only=app)
    yield from ask("elsewhere", _hired_elsewhere(state), state, context, "it is decided")
    yield from _erasure(state, context)
    yield from _approvals(state, context, placed)
    yield from _unknown(state, context)
    yield from _refused(state, context)
    needless = "their time zone is now known, or nothing more is sent to them"
    yield from ask("zone", [_zone_unclear(state, context)], state, context, needless)
    yield from asked_after_interruptions(state, context)


def _answer(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """After a real reply a colleague has a day (R9)."""
    owed, office, question = state.owed, context.office, None
    needless = "they have been answered, or don't want an answer"
    if own_words.is_answered(state):
        needless = "a colleague's answer is on its way"
    elif owed is not None:
        needless, title = "another task asks about it", REPLY
        if owed.withdraws and may_withdraw("answer", state):
            title = f"They {'' if owed.certain else 'may '}want to withdraw: confirm it, or reply to them"
        elif in_peace(state, context):
            title = "They asked us to stop and have written again: read it, and answer only if they want you to"
        within = context.playbook.answer_within
        at, due_at = owed.since, office.add(owed.since, within)
        if (known_at := owed.known_at) is not None:
            at, due_at = known_at, max(due_at, business_hours_later(office, known_at, ANSWER_A_DOUBT_WITHIN))
        why = Reason(rule="R9", text=f"they wrote, and we owe them an answer within {within}")
        app = about(state, owed.application_id)
        question = Question(owed.asks or owed.event_id, title, why, at, due_at, app, again=True)
    yield from ask("answer", [question], state, context, needless)


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
            due_at = max(due_again(task, state, context.office), task.opened_at + _SEEN_AFTER)
            yield of_task(TaskReminded, task, due_at, "R9", "it is due and not done")
        elif not task.escalated:
            app = about(state, task.application_id)
            at = context.office.add(max(due_again(task, state, context.office), task.opened_at), ONE_BUSINESS_DAY)
            to = acting_manager(app, context) if app else ""
            yield of_task(TaskEscalated, task, at, "R9", "it still isn't done a business day after it was due", to=to)


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


def _unplaced(app: Application, _state: CandidateState, _context: DecisionContext) -> Question | None:
    """Nobody can read where they stand: nothing is sent until a colleague has said it (R20)."""
    if not app.unplaced or not app.is_open:
        return None
    return Question(
        about=f"{app.application_id}:{app.unplaced}",
        title=f"Choose their stage: they were added as {app.unplaced!r}, which isn't one of our stages",
        why=Reason(rule="R20", text=f"{app.unplaced!r} isn't one of our stages, so nothing is sent to them"),
        at=app.known_since,
        app=app,
    )


def _start_date(app: Application, _state: CandidateState, _context: DecisionContext) -> Question | None:
    """The first working day, without which no welcome can be timed (S13, S14)."""
    # Whoever was hired before we knew them is on record, and nothing is asked about it (R20).
    if app.stage is not Stage.HIRED or (app.hire and app.hire.start_date) or app.entry.midway:
        return None
    return Question(
        about=f"{app.application_id}:{app.entry.number}",
        title="Enter the start date: `followup hire ID --start DATE`",
        why=Reason(rule="S13", text="the start date is not known, so nothing can be timed before it"),
        at=app.entry.entered_at,
        app=app,
    )


def _terms(app: Application, _state: CandidateState, _context: DecisionContext) -> Question | None:
    """The offer (S11), or its terms (R13), where nobody has told them."""
    offer, stay = app.offer_now, f"{app.application_id}:{app.entry.number}"
    if app.stage is not Stage.OFFER:
        return None
    if offer is None:
        title = "Enter the offer's terms, starting with pay, so the offer summary can go out"
        text = "the offer isn't on record yet, so they only hear that it's being prepared"
        return Question(stay, title, Reason(rule="S11", text=text), app.entry.entered_at, app=app)
    if offer.answer not in ("", "discuss") or offer.has_terms:
        return None
    title = "Add the offer's terms, starting with pay: nothing about it can go out without them"
    text = "the offer came without pay, so it isn't sent, and they only hear that it's being prepared"
    return Question(f"{stay}:{offer.number}", title, Reason(rule="R13", text=text), offer.extended_at, app=app)


def _lapsed_offer(app: Application, state: CandidateState, context: DecisionContext) -> Question | None:
    """An offer whose last day has passed without an answer is for a person to talk about (S12)."""
    offer = app.offer_now
    if app.stage is not Stage.OFFER or offer is None or not offer.expires_on or offer.answer not in ("", "discuss"):
        return None
    quietly = in_peace(state, context) or is_held(state, context)
    talk = "" if quietly else "talk to them, then "
    return Question(
        about=f"{app.application_id}:{app.entry.number}:{offer.number}",
        title=f"The offer was open until {long_day(offer.expires_on)}: {talk}extend it, or close the application",
        why=Reason(rule="S12", text="the last day of the offer has passed without an answer"),
        at=max(context.office.opening_of(offer.expires_on + timedelta(days=1)), offer.extended_at),
        app=app,
        quietly=quietly,
    )


def _offer_gone(app: Application, _state: CandidateState, context: DecisionContext) -> Question | None:
    """The offer that they have stands no more, and nobody but a colleague can tell them (S11)."""
    offer = app.offer_now
    if app.stage is not Stage.OFFER or offer is None or offer.answer not in NO_MORE:
        return None
    return Question(
        about=f"{app.application_id}:{app.entry.number}:{offer.number}:{offer.answer}",
        title=_OFFER_GONE[offer.answer],
        why=Reason(rule="S11", text="the offer they have is no longer valid, so nothing is sent about it"),
        at=context.now,
        app=app,
    )


_OFFER_GONE = {
    "replaced": "Their offer was replaced, and the new one hasn't been sent yet: let them know, and send it",
    "called_off": "Their offer was withdrawn: tell them yourself, then move them with `followup stage`",
}


def _job_closed(app: Application, _state: CandidateState, _context: DecisionContext) -> Question | None:
    """The ATS says that the job is closed: a colleague decides who is told what (S19)."""
    if app.job_closed_at is None or not app.is_open:
        return None
    fill = f"followup job fill {app.job_id}"
    return Question(
        about=f"{app.application_id}:{app.job_closed_at.isoformat()}",
        title=f"The job was closed in the ATS: run `{fill}` to close it for everyone still in the running",
        why=Reason(rule="S19", text="their job is closed, and they are still in the running for it"),
        at=max(app.job_closed_at, app.known_since),
        app=app,
    )


def _feedback(app: Application, state: CandidateState, context: DecisionContext) -> Question | None:
    """What they say about how we did is answered by a person (R14)."""
    if app.feedback_at is None:
        return None
    quietly = in_peace(state, context)
    title = "They gave us feedback: read it with `followup timeline`, and reply to them"
    if quietly:
        title = "They gave us feedback and don't want messages: read it with `followup timeline`"
    return Question(
        about=f"{app.application_id}:{app.feedback_at.isoformat()}",
        title=title,
        why=Reason(rule="R14", text="candidates' feedback gets an answer"),
        at=app.feedback_at,
        due_at=context.office.add(app.feedback_at, context.playbook.answer_within),
        app=app,
        quietly=quietly,
    )


_KNOWN = "it is now known, or no longer needed"
_ABOUT_AN_APPLICATION = (
    (UNPLACED, _unplaced, "where they stand is now known"),
    ("startdate", _start_date, _KNOWN),
    ("offer", _terms, _KNOWN),
    ("lapsed", _lapsed_offer, "it is answered, or there is another offer"),
    ("offergone", _offer_gone, "there is another offer, or none is needed"),
    ("jobclosed", _job_closed, "they are no longer in the running, or the job is open again"),
    (FEEDBACK, _feedback, "another task asks about it"),
)
"""What a colleague may be asked about an application: the kind of task, when it is asked, and why no more."""


def _hired_elsewhere(state: CandidateState) -> Iterator[Question]:
    """Somebody who was hired still waits for word about another job: a colleague decides on that, too (R17)."""
    hired = next((app for app in state.applications if app.stage is Stage.HIRED and not app.entry.midway), None)
    if hired is None:
        return
    for app in state.applications:
        if not app.is_open or app.known_since > hired.entry.entered_at:
            continue  # what they applied for after they were hired is another matter
        yield Question(
            about=f"{app.application_id}:{hired.application_id}:{hired.entry.number}",
            title=f"They were hired for {hired.job_title or hired.job_id}: close {app.job_title or app.job_id} too?",
            why=Reason(rule="R17", text="they were hired, and they have another open application"),
            at=max(hired.entry.entered_at, app.known_since),
            app=app,
        )


def _erasure(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """They asked us to erase their data (R7): a person looks whether a law forbids it; a yes carries it out (R23)."""
    yield from _erasure_by_ats(state, context)
    if (at := state.erasure_asked_at) is None:
        return
    question = Question(
        about=at.isoformat(),
        title="They asked us to delete their data: approve it unless a law forbids it; if one does, tell them why",
        why=Reason(
            rule="R7", text="they asked for it themselves, through a link we emailed to their address on record"
        ),
        at=at,
        due_at=context.office.add(at, ERASE_WITHIN),
        app=about(state, None),
    )
    if not question.is_settled("erasure", state):
        yield question.opened("erasure", state, context.office)


def _erasure_by_ats(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Their ATS has no record of them any more: a person decides, or a worker erases them, as the rules say (R23)."""
    runs = retention.is_asked_by_ats(state, context.playbook, "run")
    if state.stop is None or not (runs or retention.is_asked_by_ats(state, context.playbook, "ask")):
        return
    asks = "approve to erase them here too"
    question = Question(
        about=f"ats:{state.stop.at.isoformat()}",
        title=f"Their ATS has deleted them: {'they are being erased here too' if runs else asks}",
        why=Reason(rule="R23", text="the ATS has no record of them any more, and the playbook says to erase or ask"),
        at=context.now,
        due_at=context.office.add(context.now, ERASE_WITHIN),
        app=about(state, None),
    )
    if not question.is_settled("erasure", state):
        yield question.opened("erasure", state, context.office)


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
        yield open_task(approval.task_id, APPROVE, approval.title, at, due_at, due.app, approval.why)
    for task in state.tasks:
        if task.kind == APPROVE and task.task_id not in asked:
            yield drop_task(task, "there is nothing left to approve", context.now)


def _unknown(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """An unknown delivery that nobody can tell about becomes a colleague's task, never a blind resend."""
    for task in state.tasks:
        if task.resolved:
            reported = "the provider has reported what happened to it"
            yield drop_task(task, reported if task.kind == "unknown" else "they have been written to", context.now)
    for key, attempt in state.tries.items():
        if attempt.unknown_since is None or attempt.ask_at is None or attempt.asked <= ASK_TIMES:
            continue
        peace = in_peace(state, context) or is_held(state, context)
        text = "the connection to the provider broke, so we can't tell whether it was sent"
        yield open_task(
            task_id("unknown", key, str(attempt.attempt)),
            "unknown",
            _in_doubt(key, attempt.step, peace=peace),
            attempt.ask_at,
            context.office.add(attempt.ask_at, ONE_BUSINESS_DAY),
            about(state, attempt.application_id),
            Reason(rule="delivery", text=text),
            **attempt_fields(key, attempt),
        )


def _in_doubt(key: str, step: str, *, peace: bool) -> str:
    what = "your message" if own_words.is_own_words(key) else the_step(step)
    otherwise = " (they may not want messages)" if peace else OR_WRITE
    return f"Find out whether {what} reached them{otherwise}"


def _refused(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Something was said that could not be understood: a colleague looks, for it may have been a stop (R3)."""
    if not state.refused:
        return
    what = state.refused[0]
    title = "Something recorded about them couldn't be read: see `followup timeline`, and send it again"
    for fact in state.pending:
        if isinstance(fact, MessageRefused) and fact.event_id == what and fact.name == "stage_changed":
            title = fact.error  # it says which line the playbook lacks
        if isinstance(fact, Unknown) and fact.event_id == what:
            kind = fact.type.replace("_", " ")[:60]
            title = f"Something was recorded that needs a newer release of followup ({kind}): see `followup timeline`"
    why = Reason(rule="R15", text="something that came in couldn't be read, and nothing is dropped silently")
    question = Question(what, title, why, context.now, app=about(state, None))
    yield question.opened("refused", state, context.office)


def _zone_unclear(state: CandidateState, context: DecisionContext) -> Question | None:
    """A zone that nobody understands is asked about (R5): the one that stands in may be hours off."""
    is_over = all(app.is_closed for app in state.applications)
    if is_over or not context.zone_is_unclear or in_peace(state, context):
        return None
    stands_in = "that of their number's country" if context.tz_from == "phone" else "the company's"
    return Question(
        about=f"zone:{context.candidate.timezone}",
        title="Their time zone isn't clear: ask them, and set it with `followup prefer`",
        why=Reason(rule="R5", text=f"the time zone on record isn't clear, so {stands_in} is used instead"),
        at=context.now,
        app=about(state, None),
    )
