"""What an appended fact does to the tables beside the timeline, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Update, and_, bindparam, false, func, select, update

from domain.delivery.attempts import BOUNCES, OUTCOME_OF, RESOLUTIONS, before
from domain.events import (
    ApplicationReceived,
    Approved,
    CandidateUpdated,
    ColleagueAsked,
    DeliveryReported,
    DeliveryUnknown,
    Erased,
    Event,
    HistoryJoined,
    NotAcceptedYet,
    Redacted,
    RefusedForGood,
    Sent,
    TaskCompleted,
    TaskDropped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
    Undone,
)
from domain.names import AttemptState
from domain.state import consent
from domain.state.model import Candidate, Task
from ledger.delivery import suppressions
from ledger.instants import to_text
from ledger.keys import columns
from ledger.people import address_owners as owners
from ledger.people import erasures, redactions
from ledger.people.address_hash import AddressHasher
from ledger.schema import attempts, tasks
from ledger.timeline import undoing
from ledger.upserts import insert_or_replace


def carry_out(  # noqa: C901  one arm for each kind, which is easiest read in one place
    connection: Connection,
    hasher: AddressHasher,
    candidate_id: str,
    candidate: Candidate | None,
    events: Sequence[Event],
) -> None:
    """Bring attempts, tasks, addresses and suppressions up to the facts, in their order.

    Raises ValueError where a fact closes or opens channels (R7) and no candidate is given whose they are: dropping
    an opt-out silently is the one thing that must not happen.
    """

    def sealed(words: str) -> str | None:
        return columns.sealed(connection, candidate_id, words)

    for event in events:
        at = to_text(event.occurred_at)
        match event:
            case Sent() | ColleagueAsked() | NotAcceptedYet() | RefusedForGood() | DeliveryUnknown():
                _settle(connection, event)
            case DeliveryReported():
                _report(connection, event, at)
            case TaskOpened():
                insert_or_replace(
                    connection, tasks, [task_row(connection, candidate_id, event, at)]
                )  # it may be dropped and come up again
            case TaskReminded():
                _mark_task(connection, event.task_id, reminded_at=at)
            case TaskEscalated():
                _mark_task(connection, event.task_id, escalated_at=at, escalated_to=event.to)
            case TaskCompleted():
                _mark_task(connection, event.task_id, closed_at=at, outcome="completed", result=sealed(event.result))
            case Approved():
                said = event.answer or ("approved" if event.yes else "declined")
                _mark_task(connection, event.task_id, closed_at=at, outcome=said, result=sealed(event.reason))
            case TaskDropped():
                _mark_task(connection, event.task_id, closed_at=at, outcome="dropped")
            case HistoryJoined(merged_id=other_id):
                owners.take_over(connection, candidate_id, other_id)
                _close_tasks(connection, other_id, at)
            case ApplicationReceived() | CandidateUpdated():
                told = event.candidate
                owners.settle_claim(connection, candidate_id, event.event_id)
                if isinstance(event, CandidateUpdated) and event.removed:
                    owners.forget_others(connection, hasher, candidate or Candidate(candidate_id=candidate_id))
                country = told.country or (candidate.country if candidate else "")
                email, phone = hasher.email(told.email or ""), hasher.phone(told.phone or "", country)
                owners.record(connection, candidate_id, at, email, phone)
            case Erased():
                erasures.ask_for(connection, candidate_id, event)
            case Redacted():
                own = [candidate_id, *owners.joined_into(connection, candidate_id)]
                redactions.take_out(connection, own, event.about)
            case Undone(becomes="done"):
                undoing.carry_out(connection, hasher, candidate_id, candidate, event, at)
            case _:
                pass
        if candidate is not None and (applied_at := consent.applied_anew(event)):
            suppressions.open_deleted(connection, hasher, candidate, to_text(applied_at), at)
        for wanted in consent.change_of(event):
            if candidate is None:
                raise ValueError(f"a {event.type} opens or closes channels: pass the candidate whose they are")
            suppressions.change(connection, hasher, candidate, wanted, at)


def _settle(
    connection: Connection, event: Sent | ColleagueAsked | NotAcceptedYet | RefusedForGood | DeliveryUnknown
) -> None:
    """How an attempt ended; what is known for sure stays, but for the provider's id, which may come later."""
    ident = event.provider_message_id if isinstance(event, Sent | ColleagueAsked) else ""
    told = {"touch": event.touch_key, "number": event.attempt} | ({"ident": ident} if ident else {})
    connection.execute(_settling(event.type, named=bool(ident)), told)


@cache
def _settling(kind: str, *, named: bool) -> Update:
    """Built once for each kind of outcome: one of them is written down for each message."""
    state = OUTCOME_OF[kind]
    may = (*before(state), state) if kind in ("sent", "colleague_asked") else before(state)
    which = attempts.c.touch_key == bindparam("touch"), attempts.c.attempt == bindparam("number")
    values: dict[str, Any] = {"state": state} | ({"provider_message_id": bindparam("ident")} if named else {})
    return update(attempts).where(*which, attempts.c.state.in_(may)).values(**values)


def _is(touch_key: str, attempt: int) -> tuple[ColumnElement[bool], ...]:
    return attempts.c.touch_key == touch_key, attempts.c.attempt == attempt


def _report(connection: Connection, event: DeliveryReported, at: str) -> None:
    """A late word from the provider: it settles an attempt in doubt, and is kept beside one that is settled."""
    if event.attempt is not None:
        which = and_(*_is(event.touch_key, event.attempt))
    else:  # the provider does not say which attempt: the last one through that channel
        last = (
            select(func.max(attempts.c.attempt))
            .where(attempts.c.touch_key == event.touch_key, attempts.c.channel == event.channel)
            .scalar_subquery()
        )
        which = and_(attempts.c.touch_key == event.touch_key, attempts.c.attempt == last)
    # Two words of a provider may be told in either order: that it took the message takes back no bounce.
    kept = attempts.c.reported.in_(BOUNCES) if event.outcome in ("accepted", "not_accepted") else false()
    connection.execute(update(attempts).where(which, ~kept).values(reported=event.outcome, reported_at=at))
    if (state := RESOLUTIONS.get(event.outcome)) is not None:
        values = {"state": str(state)} | (
            {"provider_message_id": event.provider_message_id} if event.provider_message_id else {}
        )
        connection.execute(update(attempts).where(which, attempts.c.state.in_(before(state))).values(**values))
    if event.outcome == "accepted":  # that settles the touch: nobody waits any more for another attempt under way
        begun = attempts.c.touch_key == event.touch_key, attempts.c.state == AttemptState.ATTEMPTING
        connection.execute(update(attempts).where(*begun).values(state=AttemptState.UNKNOWN))


def task_row(connection: Connection, candidate_id: str, task: Task | TaskOpened, opened_at: str) -> dict[str, Any]:
    """The row of a task that was opened at that instant (stored form)."""
    same = ("task_id", "application_id", "kind", "assignee", "touch_key")
    return {
        "candidate_id": candidate_id,
        "title": columns.sealed(connection, candidate_id, task.title),
        **{name: getattr(task, name) for name in same},
        "opened_at": opened_at,
        "due_at": to_text(task.due_at),
        **dict.fromkeys(("reminded_at", "escalated_at", "closed_at")),
        **dict.fromkeys(("escalated_to", "outcome", "result"), ""),
    }


def _mark_task(connection: Connection, task_id: str, **values: Any) -> None:
    connection.execute(update(tasks).where(tasks.c.task_id == task_id, tasks.c.closed_at.is_(None)).values(**values))


def _close_tasks(connection: Connection, candidate_id: str, at: str) -> None:
    """What colleagues were asked under an id that was joined; what still holds is asked under the other one."""
    still = update(tasks).where(tasks.c.candidate_id == candidate_id, tasks.c.closed_at.is_(None))
    connection.execute(still.values(closed_at=at, outcome="dropped"))
