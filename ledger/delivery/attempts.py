"""The reservation book: what stands between a decision to send and a second message (docs/architecture.md,
"Delivery").
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, CursorResult, Select, and_, bindparam, not_, or_, select, update

from domain.delivery.attempts import IN_DOUBT, By, before
from domain.names import AttemptState, Channel, digest, is_for_colleague
from ledger.instants import from_text, to_text
from ledger.keys.columns import keys_of, sealed
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
    candidate_id: str = ""
    """Under whose id it was sent; `-` where it was a mail to a colleague."""


_COLUMNS = [attempts.c[name] for name in Attempt.__dataclass_fields__]


def _reading(*which: ColumnElement[bool]) -> Select[Any]:
    return select(*_COLUMNS).where(*which).order_by(attempts.c.touch_key, attempts.c.attempt)


_OF_TOUCH: Final = _reading(attempts.c.touch_key == bindparam("touch_key"))
"""Asked before each message; built once, which is the larger part of what it costs."""


def begun(
    touch_key: str, attempt: int, candidate_id: str, channel: Channel, state: AttemptState, at: datetime, **known: str
) -> dict[str, Any]:
    """The row of an attempt that was begun; what is not `known` is empty until somebody says so."""
    return {
        **dict.fromkeys(_EMPTY_AT_FIRST, ""),
        "touch_key": touch_key,
        "attempt": attempt,
        "candidate_id": candidate_id,
        "channel": str(channel),
        "state": str(state),
        "attempted_at": to_text(at),
        "reported_at": None,
        "reference": digest(touch_key),
        "delivered_at": None,
        **known,
    }


_EMPTY_AT_FIRST: Final = (
    "application_id", "step", "address", "subject", "body", "message_id", "provider_message_id", "playbook", "reported",
    "address_mark",
)  # fmt: skip


def as_row(connection: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    """As it goes into the table: sealed where the ledger is, and known again by its address."""
    private = {name: sealed(connection, row["candidate_id"], row[name]) for name in ("address", "subject", "body")}
    return {**row, **private, "address_mark": address_mark(connection, row["address"])}


def of_touch(connection: Connection, touch_key: str) -> list[Attempt]:
    """The touch's attempts, the first one first."""
    return _attempts(connection.execute(_OF_TOUCH, {"touch_key": touch_key}))


def by_reference(connection: Connection, reference: str) -> list[Attempt]:
    """The attempts of the touch that this opaque reference stands for (`domain.names.digest` of its key)."""
    return _read(connection, attempts.c.reference == reference) if reference else []


def by_message_ids(connection: Connection, message_ids: Sequence[str]) -> list[Attempt]:
    """The attempts that went out as mails with one of these Message-IDs, with their brackets."""
    wanted = [ident for ident in message_ids if ident]
    return _read(connection, attempts.c.message_id.in_(wanted)) if wanted else []


def latest_to(connection: Connection, candidate_ids: Sequence[str], channel: Channel) -> Attempt | None:
    """The last attempt through a channel to one of these candidates."""
    which = attempts.c.candidate_id.in_(candidate_ids), attempts.c.channel == channel
    found = [one for one in _read(connection, *which) if not is_for_colleague(one.touch_key)]
    return max(found, key=lambda attempt: attempt.attempted_at, default=None)


def last_arrival(connection: Connection, attempt: Attempt) -> datetime | None:
    """When another message to the same person at the same address is last known to have arrived."""
    c = attempts.c
    same = c.candidate_id == attempt.candidate_id, c.channel == attempt.channel, c.delivered_at.is_not(None)
    rows = connection.execute(select(c.address, c.delivered_at).where(*same, c.touch_key != attempt.touch_key))
    at = max((row.delivered_at for row in rows if row.address == attempt.address), default=None)
    return from_text(at) if at else None


def words_to(connection: Connection, candidate_ids: Sequence[str], most: int) -> list[str]:
    """What the latest attempts to these candidates said, as it went out; personal, and gone once it was erased."""
    c = attempts.c
    query = select(c.body).where(c.candidate_id.in_(candidate_ids), c.body != "")
    return list(connection.execute(query.order_by(c.attempted_at.desc()).limit(most)).scalars())


def of_candidate(connection: Connection, candidate_id: str, state: AttemptState) -> list[Attempt]:
    """The candidate's attempts that stand so, those of a touch in their order."""
    return _read(connection, attempts.c.candidate_id == candidate_id, attempts.c.state == state)


def _read(connection: Connection, *which: ColumnElement[bool]) -> list[Attempt]:
    return _attempts(connection.execute(_reading(*which)))


def _attempts(rows: CursorResult[Any]) -> list[Attempt]:
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


@dataclass(frozen=True, slots=True)
class Doubt:
    """What helps to find out what became of an attempt. Personal: address and text."""

    address: str = ""
    """Where it was to go; empty where it is no longer known."""
    text: str = ""
    """Its words; empty where they are no longer kept, or would not tell it from another attempt in doubt."""
    others: frozenset[str] = frozenset()
    """The provider's ids of other attempts to the address."""
    state: AttemptState | None = None
    """As it stands by now: its end may have been confirmed late, under another id of the same person."""
    provider_message_id: str = ""


def doubt(connection: Connection, touch_key: str, attempt: int) -> Doubt:
    """Where an attempt was to go and what it said, and which of the provider's messages to there are others'."""
    c = attempts.c
    which = c.touch_key == touch_key, c.attempt == attempt
    asked = select(c.address, c.address_mark, c.body, c.state, c.provider_message_id)
    mine = connection.execute(asked.where(*which)).first()
    if mine is None:
        return Doubt()
    ended = AttemptState(mine.state), mine.provider_message_id
    if not mine.address:
        return Doubt("", "", frozenset(), *ended)
    marks = [mark for mark in {mine.address_mark, address_mark(connection, mine.address)} if mark]
    same = or_(c.address == mine.address, c.address_mark.in_(marks)) if marks else c.address == mine.address
    rest = connection.execute(select(c.state, c.body, c.provider_message_id).where(same, not_(and_(*which)))).all()
    alike = any(row.body == mine.body and row.state in IN_DOUBT for row in rest)
    others = frozenset(row.provider_message_id for row in rest if row.provider_message_id)
    return Doubt(mine.address, "" if alike else mine.body or "", others, *ended)


def address_mark(connection: Connection, address: str) -> str:
    """By which attempts to the same address are known where addresses are sealed; empty where they are not."""
    keys = keys_of(connection)
    if not address or not keys.seals_ledger:
        return ""
    return hmac.new(keys.secret_keys[0].encode(), f"followup attempt\n{address}".encode(), hashlib.sha256).hexdigest()


def is_settled(connection: Connection, touch_key: str, attempt: int) -> bool:
    """Is it on record how the attempt ended? Of one that was never reserved it is not."""
    which = attempts.c.touch_key == touch_key, attempts.c.attempt == attempt
    state = connection.execute(select(attempts.c.state).where(*which)).scalar()
    return state is not None and AttemptState(state) not in IN_DOUBT


def settle(connection: Connection, touch_key: str, attempt: int, state: AttemptState, provider_id: str = "") -> None:
    """Write down how an attempt ended that belongs to no candidate's timeline. What is settled for sure stays."""
    which = attempts.c.touch_key == touch_key, attempts.c.attempt == attempt, attempts.c.state.in_(before(state))
    connection.execute(update(attempts).where(*which).values(state=state, provider_message_id=provider_id))


def mark_delivered(connection: Connection, touch_key: str, attempt: int, at: str) -> None:
    """When an attempt arrived, by the provider; what is known already stays."""
    which = attempts.c.touch_key == touch_key, attempts.c.attempt == attempt, attempts.c.delivered_at.is_(None)
    connection.execute(update(attempts).where(*which).values(delivered_at=at))


def give_up(connection: Connection, touch_key: str, attempt: int, at: str) -> None:
    """Turn an attempt that was certainly not sent into `not_accepted`, if its reservation is there at all.

    `at` is when it was reserved: the commit in doubt may have failed, and another worker have reserved it since.
    """
    which = attempts.c.touch_key == touch_key, attempts.c.attempt == attempt, attempts.c.attempted_at == at
    unsent = attempts.c.state.in_(before(AttemptState.NOT_ACCEPTED, By.NEVER_SENT))
    connection.execute(update(attempts).where(*which, unsent).values(state=AttemptState.NOT_ACCEPTED))
