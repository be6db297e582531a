"""What ops do to a clock in Temporal's web UI, as facts and tasks (R26): a button there ends nobody's follow-up.

A requested cancellation is a word by ops: it pauses, and a colleague decides. A run that was ended anyway (terminated,
failed for good) is started again by the watch, and a colleague looks at what it missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.decisions.context import DecisionContext
from domain.decisions.tasks import ONE_BUSINESS_DAY, Duty, drop_task, open_task
from domain.events import ClockRestarted, Event, Paused, Reason
from domain.names import TEMPORAL, task_id
from domain.reducers.evolve import about
from domain.state.model import CandidateState

OPS = "ops"
"""The author of such a fact: Temporal does not say who pressed the button."""


def cancellation(state: CandidateState, reason: str, now: datetime) -> Event | None:
    """The pause that a requested cancellation stands for; None where there is nothing left to pause."""
    if state.merged_into or (state.decision and state.decision.closed):
        return None
    return Paused(
        event_id=f"cancellation:{now.isoformat()}",
        occurred_at=now,
        source=TEMPORAL,
        author=OPS,
        reason=reason[:300],
    )


def restarted(run_id: str, ended_as: str, ended_at: datetime, now: datetime) -> ClockRestarted:
    """The line that says that a run was ended from outside and that their follow-up goes on."""
    text = f"their follow-up was {ended_as} in Temporal at {ended_at:%Y-%m-%d %H:%M} UTC, and has been started again"
    return ClockRestarted(
        event_id=restart_id(run_id),
        occurred_at=now,
        run_id=run_id,
        ended_as=ended_as,
        why=(Reason(rule="R26", text=text),),
    )


def started_from_ledger(now: datetime) -> ClockRestarted:
    """The line that says that nothing was left of their clock in Temporal, and that it goes on from the ledger."""
    text = "their follow-up was deleted in Temporal, and has been started again from the ledger"
    return ClockRestarted(
        event_id=restart_id(f"deleted@{now.isoformat()}"),
        occurred_at=now,
        run_id="",
        ended_as="deleted",
        why=(Reason(rule="R26", text=text),),
    )


def restart_id(run_id: str) -> str:
    """The event id of the restart after that run: one line, however often it is tried."""
    return f"clock-restarted:{run_id}"


def asked_after_interruptions(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """A colleague decides about a cancelled follow-up, and looks at one that stood still for a while."""
    yield from _cancelled(state, context)
    yield from _stood_still(state, context)


def _cancelled(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    wanted = None
    if state.paused_since is not None and state.paused_by_ops:
        at = state.paused_since
        what = at.isoformat()
        wanted = task_id("cancelled", state.candidate.candidate_id, what)
        if state.task(wanted) is None and not state.was_done(wanted):
            title = "This follow-up was canceled in Temporal, so it's paused: resume it, or close the application"
            why = Reason(rule="R26", text="a cancellation in Temporal pauses a follow-up, and a person decides")
            yield open_task(
                "cancelled",
                state,
                about(state, None),
                at=at,
                due_at=context.office.add(at, ONE_BUSINESS_DAY),
                title=title,
                about_what=what,
                why=why,
            )
    for task in state.tasks:
        if task.kind == "cancelled" and task.task_id != wanted:
            yield drop_task(task, "the follow-up goes on, or was paused again", context.now)


def _stood_still(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    if state.restarted_at is None:
        return
    at = state.restarted_at
    yield open_task(
        "restarted",
        state,
        about(state, None),
        at=at,
        due_at=context.office.add(at, ONE_BUSINESS_DAY),
        title="This follow-up was ended in Temporal and has been started again: check what is late",
        about_what=at.isoformat(),
        why=Reason(rule="R26", text="while no clock was running for them, nothing was sent or received"),
    )
