"""The reservation book: what stands between a decision to send and a second message (DESIGN, "Delivery")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from domain.names import AttemptState, Channel
from ledger.instants import from_text
from ledger.schema import attempts


class AlreadyReserved(Exception):
    """There is such an attempt already: somebody else sends it, or has; nothing may be sent on this call."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send a touch through a channel. Personal: address and subject."""

    touch_key: str
    attempt: int
    application_id: str
    step: str
    channel: Channel
    state: AttemptState
    attempted_at: datetime
    address: str
    subject: str
    message_id: str
    provider_message_id: str
    playbook: str
    reported: str
    """What the provider said later (`bounced`, `spam_report`, ...); empty where it said nothing."""


_COLUMNS = [attempts.c[name] for name in Attempt.__dataclass_fields__]


def of_touch(connection: Connection, touch_key: str) -> list[Attempt]:
    """The touch's attempts, the first one first."""
    return _read(connection, attempts.c.touch_key == touch_key)


def of_candidate(connection: Connection, candidate_id: str, state: AttemptState) -> list[Attempt]:
    """The candidate's attempts that stand so, those of a touch in their order."""
    return _read(connection, attempts.c.candidate_id == candidate_id, attempts.c.state == state)


def _read(connection: Connection, *which: ColumnElement[bool]) -> list[Attempt]:
    rows = connection.execute(select(*_COLUMNS).where(*which).order_by(attempts.c.touch_key, attempts.c.attempt))
    return [
        Attempt(
            **row
            | {
                "channel": Channel(row["channel"]),
                "state": AttemptState(row["state"]),
                "attempted_at": from_text(row["attempted_at"]),
            }
        )
        for row in map(dict, rows.mappings())
    ]


def settle(connection: Connection, touch_key: str, attempt: int, state: AttemptState, provider_id: str = "") -> None:
    """Write down how an attempt ended that belongs to no candidate's timeline. What is settled for sure stays."""
    unsettled = (AttemptState.ATTEMPTING, AttemptState.UNKNOWN)
    connection.execute(
        update(attempts)
        .where(attempts.c.touch_key == touch_key, attempts.c.attempt == attempt, attempts.c.state.in_(unsettled))
        .values(state=state, provider_message_id=provider_id)
    )


def give_up(connection: Connection, touch_key: str, attempt: int) -> None:
    """Turn an attempt that was certainly not sent into `not_accepted`, if its reservation is there at all."""
    connection.execute(
        update(attempts)
        .where(
            attempts.c.touch_key == touch_key,
            attempts.c.attempt == attempt,
            attempts.c.state == AttemptState.ATTEMPTING,
        )
        .values(state=AttemptState.NOT_ACCEPTED)
    )
