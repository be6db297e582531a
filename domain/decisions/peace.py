"""What is asked of colleagues when somebody may have asked us to stop (R3), or has (R7), and is left in peace.

A doubt is a task with a short deadline. After a stop one question is asked about each application that is open: close
it, or confirm it. Nobody is told to ring them, and no silence is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.decisions.context import DecisionContext
from domain.decisions.tasks import Duty, Question, ask, drop_task
from domain.events.envelope import Reason
from domain.names import Channel, Stage, task_id
from domain.reducers.evolve import about
from domain.reducers.touches import parse_touch_key
from domain.state.model import Application, CandidateState, Doubt, Stop, Task
from domain.state.reachability import is_closed_by_ats, wants_peace, why_by_ats
from domain.state.task_kinds import CALL, CALLS, DOUBT, STOPPED
from domain.time.business_hours import Calendar

ANSWER_A_DOUBT_WITHIN = timedelta(hours=4)
"""Of the company's business hours (R3): until then they hear nothing, whatever they meant."""

_DOUBT_TITLE = "They may be asking us to stop: nothing is sent until you say what they meant"
_DOUBT_WHY = "what they wrote may be a stop, so a person reads it before anything else goes out"


def in_peace(state: CandidateState, context: DecisionContext) -> bool:
    """Have they refused every way by which we may write to them (R7)?"""
    return wants_peace(state, context.suppressed)


def is_held(state: CandidateState, context: DecisionContext) -> bool:
    """Does a doubt hold everything (R3): their own, or one under another id of theirs that is still to be joined?"""
    return state.doubt is not None or context.doubted


def after_what_they_wrote(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """The task of a doubt, and the one after a stop."""
    yield from _doubt(state, context)
    yield from ask(STOPPED, _stopped(state, context), state, context, "it is settled")
    yield from _calls(state, context)


def is_put_off(task: Task, state: CandidateState, context: DecisionContext) -> bool:
    """Is it to wait, because it asks a colleague to speak to somebody who may have asked for peace (R3)?"""
    return task.kind in CALLS and is_held(state, context)


def due_again(task: Task, state: CandidateState, office: Calendar) -> datetime:
    """When it is due: what a hold has put off has some hours again from when the hold ended."""
    ended = state.silence_from
    if task.kind not in CALLS or ended is None or ended < task.opened_at:
        return task.due_at
    return max(task.due_at, business_hours_later(office, ended, ANSWER_A_DOUBT_WITHIN))


def business_hours_later(office: Calendar, at: datetime, hours: timedelta) -> datetime:
    """The instant so many hours of the company's window later."""
    for opens, closes in office.spans(at.astimezone(office.tz).date()):
        start = max(opens, at)
        if start >= closes:
            continue
        if start + hours <= closes:
            return start + hours
        hours -= closes - start
    raise AssertionError("spans() ends by raising")


def doubt_task_id(doubt: Doubt, state: CandidateState) -> str:
    """The task that asks what they meant. It hangs on their latest message, so that no answer passes one over."""
    return task_id(DOUBT, state.candidate.candidate_id, doubt.asks_about)


def _doubt(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    question, needless = None, "what they want is now known"
    if (doubt := state.doubt) is not None:
        needless = "they have written again: another task asks"
        question = Question(
            about=doubt.asks_about,
            title=_DOUBT_TITLE,
            why=Reason(rule="R3", text=_DOUBT_WHY),
            at=doubt.asks_since,
            due_at=business_hours_later(context.office, doubt.asks_since, ANSWER_A_DOUBT_WITHIN),
            app=about(state, next(reversed(doubt.applications), None)) or about(state, None),
            again=True,
        )
    yield from ask(DOUBT, [question], state, context, needless)


def _stopped(state: CandidateState, context: DecisionContext) -> Iterator[Question]:
    """One question for each open application of theirs. Somebody whom we approached, and who says stop, is just left
    in peace; whatever they wrote beyond a stop is put before a colleague in any case.
    """
    stop = state.stop
    is_gone = stop is not None and stop.deleted  # what was open ends without a word, and nobody is asked
    if not in_peace(state, context) or state.doubt is not None or state.settling or is_gone:
        return
    asked = [app for app in state.applications if is_asked_about(app, stop)]
    for app in asked:
        what = f"{app.application_id}:{stop.at.isoformat() if stop else 'stop'}"
        yield _after_a_stop(state, context, app, what, _title(state))
    if stop is not None and stop.wrote and not stop.seen and not asked:
        words = "They asked us to stop, and wrote more: read it"
        question = _after_a_stop(state, context, about(state, None), f"words:{stop.at.isoformat()}", words)
        if not stop.asked or question.is_settled(STOPPED, state):
            yield question


def _after_a_stop(
    state: CandidateState, context: DecisionContext, app: Application | None, what: str, title: str
) -> Question:
    since = state.stop.at if state.stop else context.now
    return Question(
        about=what,
        title=title,
        why=Reason(rule="R7", text=f"{why_in_peace(state)}, so nothing more is sent, and a person decides"),
        at=max(since, app.known_since) if app else since,
        app=app,
        again=True,
    )


def _calls(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """Whoever is left in peace is not to be reached in another way, nor called who wants no calls (R7)."""
    peace, no_calls = in_peace(state, context), Channel.PHONE in state.closed_channels
    for task in state.tasks if peace or no_calls else ():
        if task.kind in CALLS and (peace or _is_by_phone(task, state, context)):
            yield drop_task(task, f"{why_in_peace(state)}, so nobody should call them", context.now)


def _is_by_phone(task: Task, state: CandidateState, context: DecisionContext) -> bool:
    if task.kind != CALL or task.touch_key is None:
        return False
    name = parse_touch_key(task.touch_key)
    there = context.about(state.meant(name.application_id))
    step = there.playbook.step(name.stage, name.step)
    return step is not None and step.channel == "phone"


def is_asked_about(app: Application, stop: Stop | None) -> bool:
    """Is a colleague to say what becomes of this application, now that they want no messages?"""
    if not app.is_open or app.quiet or app.stage is Stage.PROSPECT:
        return False
    return app.stop_seen_at is None or (stop is not None and app.stop_seen_at < stop.at)


def why_in_peace(state: CandidateState) -> str:
    """Why they are left in peace. What their ATS says, or somebody with their address, is not what they said (R7)."""
    if is_closed_by_ats(state):
        return why_by_ats(state)
    if not state.closed_channels:
        return "someone with their address asked us to stop"
    return "they asked us to stop"


def _title(state: CandidateState) -> str:
    if state.stop is not None and state.stop.withdraws:
        return "They asked us to stop and no longer want the job: close the application, or confirm that it stays open"
    words = why_in_peace(state)
    return f"{words[0].upper()}{words[1:]}: close the application, or confirm that it stays open without messages"
