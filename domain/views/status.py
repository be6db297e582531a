"""The state as others see it: the `status` contract, the one-line summaries for ops, the search attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.decisions.asked_people import names_of
from domain.decisions.catch_up import silent_applications
from domain.delivery.retries import PENDING_WORDS
from domain.events import Reason, Why
from domain.forecast.preview import in_words
from domain.names import FollowUpState, Stage
from domain.people.team import colleague_mark
from domain.reducers import doubts
from domain.reducers.colleagues import FEEDBACK, STILL_EMPLOYED
from domain.state.model import Application, CandidateState, Decision, Task
from domain.state.reachability import is_closed_by_ats, wants_peace, why_by_ats
from domain.views.candidate_status import (
    ApplicationStatus,
    AskedStatus,
    CandidateStatus,
    NextStatus,
    PositionStatus,
    TaskStatus,
    UndoStatus,
)
from domain.views.workload import answers_of, title_now

_PRECEDENCE = (
    Stage.OFFER,
    Stage.INTERVIEW,
    Stage.SCREENING,
    Stage.APPLIED,
    Stage.PROSPECT,
    Stage.HIRED,
    Stage.NETWORK,
    Stage.REJECTED,
    Stage.WITHDRAWN,
)


def leading(state: CandidateState) -> Application | None:
    """The application that stands for the person where only one can be shown: the furthest open one."""
    return min(state.applications, key=lambda a: _PRECEDENCE.index(a.stage), default=None)


def reasons(why: Why) -> list[dict[str, str]]:
    return [{"rule": reason.rule, "text": reason.text} for reason in why]


def why_of(state: CandidateState) -> Why:
    """Why the next contact is what it is; and where none is to come because it waits for a colleague's yes, just that.

    Other tasks may be open beside it, but none of them is what holds the message.
    """
    decision = state.decision or Decision()
    asked = next((task for task in state.tasks if task.kind == "approve"), None)
    if decision.touch is not None or asked is None or state.stopped or state.paused_since is not None or state.doubt:
        return decision.why
    return (Reason(rule="approval", text=f"waiting for a colleague's approval: {asked.title}"),)


def answers_to(task: Task, state: CandidateState) -> tuple[str, ...]:
    """What may be answered to the task (`Approved.answer`); none where it asks for something else."""
    owed, job = state.owed, doubts.may_withdraw(task.kind, state)
    return answers_of(task.kind, withdraws=bool(owed and owed.withdraws), certain=bool(owed and owed.certain), job=job)


def status_view(state: CandidateState) -> dict[str, Any]:
    """What `status` prints, as JSON: from the ledger's projection and from the query alike."""
    return candidate_status(state).as_json()


def candidate_status(state: CandidateState) -> CandidateStatus:
    """Where the candidate stands."""
    if state.merged_into:  # all of it stands under the other id, and must not be seen twice
        state = state.replace(applications=(), tasks=())
    lead = leading(state)
    decision, why = state.decision or Decision(), why_of(state)
    promises = [a.promise_by for a in state.applications if a.promise_by and a.is_open]
    silent = [a.silent_since for a in silent_applications(state) if a.silent_since is not None]
    return CandidateStatus(
        id=state.candidate.candidate_id,
        name=state.candidate.full_name,
        state=decision.state,
        stage=lead.stage if lead else "",
        recruiter=lead.recruiter.name if lead else "",
        tags=() if state.merged_into else state.candidate.tags_now,
        applications=tuple(_application(app) for app in state.applications),
        last_contact_at=state.last_contact_at,
        last_reply_at=state.last_reply_at,
        next=_next(decision),
        why=in_words(why),
        reasons=tuple(reasons(why)),
        wake_at=decision.at,
        promise=min(promises, default=None),
        silent_since=min(silent, default=None),
        paused_until=state.paused_until,
        paused=state.paused_since is not None,
        paused_by_ops=state.paused_by_ops,
        stopped=state.stopped,
        peace=wants_peace(state),
        closed_by_ats=why_by_ats(state) if is_closed_by_ats(state) else None,
        closed=state.closed_channels,
        doubted_since=state.doubt.since if state.doubt else None,
        attention=state.attention,
        joined=state.joined,
        merged_into=state.merged_into or None,
        undo=_undo(state),
        timezone=state.candidate.timezone,
        playbook=decision.playbook,
        tasks=tuple(_task(task, state) for task in state.tasks),
        position=PositionStatus(seq=state.position.seq, head=state.position.head),
    )


def _application(app: Application) -> ApplicationStatus:
    offer = app.offer_now if app.stage is Stage.OFFER else None
    return ApplicationStatus(
        id=app.application_id,
        job=app.job_id,
        title=app.job_title,
        stage=app.stage,
        recruiter=app.recruiter.name,
        since=app.entry.entered_at,
        last_contact_at=app.last_contact_at,
        interview_at=min((i.at for i in app.interviews if i.held_at is None and i.cancelled_at is None), default=None),
        offer_expires_on=offer.expires_on if offer and offer.answer in ("", "discuss") else None,
        start_date=app.hire.start_date if app.hire else None,
        colleagues=tuple(_asked(app)),
    )


def _asked(app: Application) -> Iterator[AskedStatus]:
    names = names_of(app)
    for one in app.asked:
        question = one.what.partition(":")[0]
        if question in (FEEDBACK, STILL_EMPLOYED) and one.ended != "expired":
            name, at = names.get(one.who, ""), one.answered_at
            yield AskedStatus(name=name, question=question, asked=one.count, answer=one.answer, answered_at=at)


def _task(task: Task, state: CandidateState) -> TaskStatus:
    return TaskStatus(
        task=task.task_id,
        kind=task.kind,
        title=title_now(task.kind, task.title, held=state.doubt is not None, peace=wants_peace(state)),
        due_at=task.due_at,
        assignee=task.assignee,
        application_id=task.application_id,
        escalated=task.escalated,
        answers=answers_to(task, state),
    )


def _undo(state: CandidateState) -> UndoStatus | None:
    """What came of the last thing that a colleague took back: the answer to their update (R21)."""
    last = state.undo
    if last is None:
        return None
    return UndoStatus(event_id=last.by, about=last.about, taken_back=not last.refused, why=last.refused)


def _next(decision: Decision) -> NextStatus | None:
    """The next contact: a duty that only wakes the clock before it is no contact."""
    touch = decision.touch
    if touch is None or decision.at is None:
        return None
    return NextStatus(
        at=decision.send_at or decision.at,
        step=touch.step,
        stage=touch.stage,
        channel=touch.channel,
        message=touch.message,
        application_id=touch.application_id,
        why=in_words(decision.why),
    )


def newly_shown(state: CandidateState) -> dict[str, Any]:
    """The search attributes that differ from what ops see now; computed where it is recorded, never in a workflow."""
    shown: dict[str, Any] = state.shown
    return {name: value for name, value in search_attributes(state).items() if shown.get(name) != value}


def search_attributes(state: CandidateState) -> dict[str, Any]:
    """What ops can search for in the web UI; nothing personal, for it is stored in plain text
    (docs/architecture.md).
    """
    lead = leading(state)
    decision = state.decision or Decision()
    return {
        "FollowUpStage": str(lead.stage) if lead else None,
        "FollowUpState": str(decision.state),
        "FollowUpJob": sorted({a.job_id for a in state.applications}),
        "FollowUpRecruiter": colleague_mark(lead.recruiter.name, lead.recruiter.email) or None if lead else None,
        "NextFollowUpAt": decision.send_at.isoformat() if decision.touch and decision.send_at else None,
    }


def timer_summary(decision: Decision) -> str:
    """What the timer waits for, for ops in the web UI."""
    if decision.action == "send" and decision.touch:
        return f"{decision.touch.stage}/{decision.touch.step} by {decision.touch.channel}"
    if decision.action == "wake" and decision.colleague:
        return f"{decision.colleague.stage}/{decision.colleague.step} to a colleague"
    if decision.action == "ask":
        return "ask the provider about an unknown delivery"
    if decision.action == "join":
        return "join with another id of the same person"
    if decision.action == "pass_on":
        return "pass on what came in to the id they are followed up under"
    if decision.why and decision.why[0].text.startswith(PENDING_WORDS):
        return "check whether the last message went out"
    return "next duty: a task, a reminder or a report"


def details(state: CandidateState) -> str:
    """What waits for what, as Markdown for the web UI; ids and reasons only, no names or addresses."""
    decision = state.decision or Decision()
    lines = [f"**{decision.state}**"]
    lines += [f"- {a.job_id}: {a.stage} since {a.entry.entered_at:%Y-%m-%d}" for a in state.applications]
    if decision.touch and decision.send_at:
        lines.append(
            f"- next: `{decision.touch.step}` by {decision.touch.channel} at {decision.send_at:%Y-%m-%d %H:%M}Z"
        )
    if asks := decision.colleague:
        lines.append(f"- to a colleague: `{asks.step}` at {asks.at:%Y-%m-%d %H:%M}Z")
    if decision.why:
        lines.append(f"- why: {in_words(decision.why)}")
    lines += [f"- task `{t.task_id}` ({t.kind}) due {t.due_at:%Y-%m-%d %H:%M}Z" for t in state.tasks]
    if state.pending:
        lines.append(f"- {len(state.pending)} facts wait for the ledger")
    if decision.state is FollowUpState.ATTENTION and state.attention:
        lines.append(f"- attention: {state.attention}")
    return "\n".join(lines)
