"""The inbox: what came in at the gateway, kept before anything is done with it, until the clocks have been told.

A row is `waiting` until its person's clock has it. Then it is `told`; or `nothing`, where there was nothing to tell; or
`not_understood`, for a person to look at. A row outlives its body by far (FOLLOWUP_KEEP_ARRIVALS): it is what makes the
same thing said again harmless.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from domain.names import Channel
from ledger.delivery import suppressions
from ledger.delivery.attempts import latest_to
from ledger.delivery.suppressions import SuppressionRequest
from ledger.engine import Database
from ledger.inbox import order as inbox_order
from ledger.instants import from_text, shown, to_text
from ledger.keys.columns import keys_of, sealed_arrival
from ledger.people import address_owners as owners
from ledger.people.address_hash import AddressHasher
from ledger.schema import inbox
from ledger.upserts import insert_or_keep

State = Literal["waiting", "told", "nothing", "not_understood"]
STATES: Final[tuple[State, ...]] = ("waiting", "told", "nothing", "not_understood")
WAITING: Final[State] = "waiting"

_PLAIN_NAME: Final = re.compile(r"[!-?A-~]{0,100}")
"""What is kept as it came, for it outlives the body: no words of a person, no address, nothing without an end."""

_LONGEST_ERROR: Final = 300

_AT_ONCE: Final = 500

_SUBJECT: Final = "inbox"
"""What is locked while rows are put in, so that their numbers are in the order in which they can be seen."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose number it came from could not be looked up: that is done in the commit that keeps it. Personal."""

    phone: str
    shared_as: str = ""  # the kind of the rows of the others who have the number; empty: it is about one of them alone


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that was said, to be kept."""

    source: str
    key: str
    kind: str
    about: str
    body: str
    received_at: datetime
    application: str = ""  # with `about`: whose it is; without: what it is about, for want of a person
    wishes: tuple[
        SuppressionRequest, ...
    ] = ()  # what it says about an address, heeded in the very commit that keeps it (R3, R7)
    sought: Sought | None = None  # where `about` could not be found out before
    also: str = ""  # the key under which it is kept where it came by another way; what is here under either is the same


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row whose turn it is. Personal: the body."""

    number: int
    source: str
    key: str
    kind: str
    about: str
    body: str
    received_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row that was taken up."""

    number: int
    state: State  # still `waiting` where it is to be tried again
    at: datetime  # now, or then
    error: str = ""
    for_want_of: str = ""  # an application that is not here yet: whoever brings it goes first
    facts: tuple[tuple[str, str], ...] = ()  # whom was told which fact, by candidate's and event's id


@dataclass(frozen=True, slots=True)
class Depth:
    """How full the inbox is."""

    waiting: int
    not_understood: int
    oldest_waiting_at: datetime | None
    suspended: bool = False  # does a provider say that it sends nothing for us any more?


SUSPENDED: Final = "account:"
"""Begins the key of what a provider says of our account."""


class Inbox:
    """Putting in, taking up, ticking off. Safe to share between threads. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database, hasher: AddressHasher) -> None:
        self._database = database
        self._seals = hasher

    # ------------------------------------------------------------ the gateway's part

    def put(self, arrivals: Sequence[Arrival]) -> int:
        """Keep what is new, and heed its wishes; how many those were. What is here already stays as it is.

        In one transaction, or on PostgreSQL in one per 500: that many locks it has for sure. From the commit on no
        reservation is made for those whom it is about, nor for anybody with an address that it closes, which was
        decided without it. Raises CommitInDoubt where it may have been kept: putting the same in again is harmless.
        """
        size = len(arrivals) if self._database.is_sqlite else _AT_ONCE
        return sum(self._put(arrivals[start : start + size]) for start in range(0, len(arrivals), size or 1))

    def _put(self, arrivals: Sequence[Arrival]) -> int:
        keys_of(self._database.engine).ready_for_arrivals()
        with self._database.writing(_SUBJECT) as connection:
            arrivals = [found for one in arrivals for found in self._looked_up(connection, one)]
            rows = [_row(one) for one in arrivals]
            for row, one in zip(rows, arrivals, strict=True):
                row["key"] = _known_as(connection, one)
            named = inbox_order.say_whose(connection, rows)
            wishes = self._new_wishes(connection, arrivals)
            people = {str(row["about"]) for row in rows if row["about"]}
            for wish, _ in wishes:
                people.update(suppressions.known_by(connection, self._seals, wish))
            owners.lock_people(connection, people)
            for wish, at in wishes:
                suppressions.heed(connection, self._seals, wish, to_text(at))
            for row in rows:
                row["body"] = sealed_arrival(connection, row["body"])
            new = insert_or_keep(connection, inbox, rows)
            inbox_order.join_chains(connection, named)
            return new

    def _looked_up(self, connection: Connection, one: Arrival) -> list[Arrival]:
        """It, about whom it is: whoever of those with the number was written to last; and one for each other."""
        if one.sought is None or one.about:
            return [one]
        people = owners.found(connection, self._seals, self._seals.phone(one.sought.phone))
        last = latest_to(connection, people[:50], Channel.SMS) if len(people) > 1 else None
        about = last.candidate_id if last else next(iter(people), "")
        kind = one.sought.shared_as
        rest = sorted(ident for ident in people if ident != about) if kind else []
        others = (replace(one, key=f"{one.key}/{n}", kind=kind, about=ident) for n, ident in enumerate(rest, start=1))
        return [replace(one, about=about), *(replace(other, wishes=()) for other in others)]

    def _new_wishes(
        self, connection: Connection, arrivals: Sequence[Arrival]
    ) -> list[tuple[SuppressionRequest, datetime]]:
        """In order, and each once: what is said again must not close what was opened since."""
        found: dict[tuple[str, str], list[tuple[SuppressionRequest, datetime]]] = {}
        for one in arrivals:
            which = _name(one.source), _known_as(connection, one)
            if not one.wishes or which in found:
                continue
            here = select(inbox.c.number).where(inbox.c.source == which[0], inbox.c.key == which[1])
            new = connection.execute(here).first() is None
            found[which] = [(wish, one.received_at) for wish in one.wishes] if new else []
        return [wish for wishes in found.values() for wish in wishes]

    def due(self, now: datetime, limit: int, *, without: Collection[str] = ()) -> list[Waiting]:
        """Whose turn it is: per person the first that waits, and everything that is about nobody known.

        Those that were tried less often come first, then in order of arrival. `without` are sources to leave out.
        """
        query = (
            select(*_TAKEN)
            .where(inbox.c.state == WAITING)
            .where(or_(inbox.c.next_try_at.is_(None), inbox.c.next_try_at <= to_text(now)))
            .where(or_(inbox.c.about == "", ~inbox_order.waits_for_another()))
            .where(inbox.c.source.not_in(without))
            .order_by(inbox.c.tries, *inbox_order.by_turn())
            .limit(limit)
        )
        return [Waiting(**row | {"received_at": from_text(row["received_at"])}) for row in map(dict, self._rows(query))]

    def next_try(self) -> datetime | None:
        """When the next row is to be tried again; None where none has to wait."""
        query = select(func.min(inbox.c.next_try_at)).where(inbox.c.state == WAITING)
        at = self._database.scalar(query)
        return from_text(at) if at else None

    def settle(self, number: int, state: State, at: datetime, *, error: str = "") -> None:
        """It is done with: told, nothing to tell, or not understood; `error` says why."""
        self.settle_all([Settled(number, state, at, error)])

    def postpone(self, number: int, until: datetime, *, error: str) -> None:
        """It could not be told now; those behind it that are about the same person wait with it."""
        self.settle_all([Settled(number, WAITING, until, error)])

    def settle_all(self, outcomes: Sequence[Settled]) -> None:
        """What became of many, in one transaction. What was told meanwhile by another gateway is not put off."""
        keys_of(self._database.engine).ready_for_arrivals()
        with self._database.writing(_SUBJECT) as connection:
            for one in outcomes:
                waits = one.state == WAITING
                connection.execute(
                    _POSTPONE if waits else _SETTLE,
                    {
                        "row": one.number,
                        "how": one.state,
                        "why": sealed_arrival(connection, _brief(one.error)),
                        "then": to_text(one.at),
                        **({} if waits else {"told": json.dumps(one.facts) if one.facts else None}),
                    },
                )
                if waits and one.for_want_of:
                    inbox_order.step_behind(connection, one.number, _name(one.for_want_of), one.at)

    def forget_bodies(self, before: datetime) -> int:
        """Empty the bodies of what came in before and is done with, and what was said of them; how many those were.

        With a body goes whatever else of the row may hold what somebody wrote.
        """
        old = and_(inbox.c.received_at < to_text(before), inbox.c.state != WAITING)
        wordy = or_(inbox.c.body != "", inbox.c.error != "", func.length(inbox.c.key) > _LONG_AGO)
        names = select(inbox.c.number, *(inbox.c[name] for name in _NAMES)).where(old, wordy)
        with self._database.writing(_SUBJECT) as connection:
            for row in connection.execute(names).mappings().all():
                plain = {
                    name: row[name] and _name_of_kept(row[name]) for name in _NAMES if not _is_chain(name, row[name])
                }
                if any(plain[name] != row[name] for name in plain):
                    connection.execute(update(inbox).where(inbox.c.number == row["number"]).values(**plain))
            count = connection.execute(update(inbox).where(old, inbox.c.body != "").values(body="")).rowcount
            connection.execute(update(inbox).where(old, inbox.c.error != "").values(error=""))
            connection.execute(update(inbox).where(old, inbox.c.facts.is_not(None)).values(facts=None))
            return count

    def forget_rows(self, before: datetime, limit: int) -> int:
        """Remove the oldest of what came in before, is settled and has lost its body; how many those were.

        What was not understood stays until somebody has seen to it.
        """
        settled = inbox.c.state.in_(("told", "nothing"))
        oldest = select(inbox.c.number).where(inbox.c.received_at < to_text(before), settled, inbox.c.body == "")
        oldest = oldest.order_by(inbox.c.number).limit(limit)
        with self._database.writing(_SUBJECT) as connection:
            return connection.execute(delete(inbox).where(inbox.c.number.in_(oldest))).rowcount

    def check_writing(self) -> None:
        """Nothing, where the ledger can be written. Raises LedgerUnavailable where it cannot."""
        with self._database.writing("a look") as connection:
            connection.execute(update(inbox).where(inbox.c.number == -1).values(tries=0))

    # ------------------------------------------------------------ people's part

    def depth(self) -> Depth:
        """How many wait, since when, and how many were not understood."""
        query = select(inbox.c.state, func.count(), func.min(inbox.c.received_at))
        query = query.where(inbox.c.state.in_((WAITING, "not_understood"))).group_by(inbox.c.state)
        with self._database.reading() as connection:
            found = {state: (count, oldest) for state, count, oldest in connection.execute(query)}
            account = inbox.c.key >= SUSPENDED, inbox.c.key < SUSPENDED[:-1] + ";", inbox.c.source == "sendgrid"
            last = select(inbox.c.state).where(*account).order_by(inbox.c.number.desc()).limit(1)
            suspended = connection.execute(last).scalar() == "not_understood"
        waiting, oldest = found.get(WAITING, (0, None))
        broken = found.get("not_understood", (0, None))[0]
        return Depth(waiting, broken, from_text(oldest) if oldest else None, suspended)

    def kinds_waiting(self, source: str, about: str) -> list[str]:
        """What kinds of things a source has said of somebody that their clock has not been told, in order."""
        query = select(inbox.c.kind).where(inbox.c.about == about, inbox.c.state == WAITING, inbox.c.source == source)
        return self._database.scalars(query.order_by(inbox.c.number))

    def listing(self, state: State | None = None, *, limit: int | None = None) -> list[dict[str, Any]]:
        """{number, at, source, kind, about, state, error, tries, next_try_at, told_at}, in order of arrival; without a
        state what wants looking at: what waits and what was not understood. With a limit the last ones.
        """
        which = inbox.c.state == state if state else inbox.c.state.in_((WAITING, "not_understood"))
        rows = self._rows(select(*_SHOWN).where(which).order_by(inbox.c.number.desc()).limit(limit))
        return [_shown(row) for row in reversed(rows)]

    def one(self, number: int) -> dict[str, Any] | None:
        """One row in full, with `key` and `body` (empty once it is forgotten); None where there is none."""
        rows = self._rows(select(*_SHOWN, inbox.c.key, inbox.c.body).where(inbox.c.number == number))
        return _shown(rows[0]) | {"key": rows[0]["key"], "body": rows[0]["body"]} if rows else None

    def retry(self, number: int | None = None) -> int:
        """Have it tried again, or all that was not understood and all that waits for its next try; how many those are.

        What has lost its body cannot be tried again and is left alone.
        """
        statement = update(inbox).where(inbox.c.body != "")
        if number is None:
            postponed = and_(inbox.c.state == WAITING, inbox.c.next_try_at.is_not(None))
            statement = statement.where(or_(inbox.c.state == "not_understood", postponed))
        else:
            statement = statement.where(inbox.c.number == number)
        with self._database.writing(_SUBJECT) as connection:
            return connection.execute(statement.values(state=WAITING, next_try_at=None, told_at=None)).rowcount

    # ------------------------------------------------------------ within

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        return self._database.rows(query)


def standing_of(candidate_id: str | ColumnElement[str]) -> tuple[Any, Any]:
    """Two scalar subqueries: does anything wait that is about the candidate, and when (in stored form) was their clock
    last told something?
    """
    ids = owners.ids_of(candidate_id)
    waits = exists().where(inbox.c.about.in_(ids), inbox.c.state == WAITING)
    told = select(func.max(inbox.c.told_at)).where(inbox.c.about.in_(ids), inbox.c.state == "told")
    return select(waits).scalar_subquery(), told.scalar_subquery()


def waiting_since(candidate_id: str) -> Select[Any]:
    """When the first of what waits and is about the candidate came in (in stored form), as a query."""
    theirs = inbox.c.about.in_(owners.ids_of(candidate_id)), inbox.c.state == WAITING
    return select(func.min(inbox.c.received_at)).where(*theirs)


_ROW: Final = update(inbox).where(inbox.c.number == bindparam("row"))
_TRIED: Final = {"error": bindparam("why"), "tries": inbox.c.tries + 1}
_SETTLE: Final = _ROW.values(
    state=bindparam("how"), next_try_at=None, told_at=bindparam("then"), facts=bindparam("told"), **_TRIED
)
_POSTPONE: Final = _ROW.where(inbox.c.state == bindparam("how")).values(next_try_at=bindparam("then"), **_TRIED)

_TAKEN: Final = [inbox.c[name] for name in Waiting.__dataclass_fields__]
_OUTLINE: Final = ("source", "kind", "about", "state", "error", "tries")
_SHOWN: Final = [inbox.c[name] for name in ("number", "received_at", *_OUTLINE, "next_try_at", "told_at")]


def _shown(row: Any) -> dict[str, Any]:
    return {
        "number": row["number"],
        "at": shown(row["received_at"]),
        **{name: row[name] for name in _OUTLINE},
        "next_try_at": shown(row["next_try_at"]),
        "told_at": shown(row["told_at"]),
    }


_NAMES: Final = ("key", "kind", "about", "application")
_LONG_AGO: Final = 100
"""Longer keys are from versions that kept the beginning of a long one."""


def _row(one: Arrival) -> dict[str, Any]:
    return {
        "source": _name(one.source),
        "key": _name(one.key),
        "kind": _name(one.kind),
        "about": _name(one.about),
        "body": _sound(one.body),
        "received_at": to_text(one.received_at),
        "state": WAITING,
        "error": "",
        "tries": 0,
        "next_try_at": None,
        "told_at": None,
        "application": _name(one.application) or None,
    }


def _name(text: str) -> str:
    """A short plain name as it is; a digest of any other, which stays the only one of its kind and says nothing."""
    text = _sound(text)
    return text if _PLAIN_NAME.fullmatch(text) else f"#{hashlib.sha256(text.encode()).hexdigest()}"


def _name_before(text: str) -> str:
    """How a key was kept by versions that kept the words of a short one, and the beginning of a long one."""
    text = _sound(text)
    return text if len(text) <= 200 else f"{text[:100]}#{hashlib.sha256(text.encode()).hexdigest()}"


def _name_of_kept(text: str) -> str:
    """The same for what is here already: the digest of a long one stands behind its beginning."""
    return text[100:] if re.fullmatch(r"(?s).{100}#[0-9a-f]{64}", text) else _name(text)


def _known_as(connection: Connection, one: Arrival) -> str:
    """The key under which it is here already, or is to be kept."""
    key, before = _name(one.key), _name_before(one.key)
    for other in (before, _name(one.also) if one.also else key):
        here = select(inbox.c.key).where(inbox.c.source == _name(one.source), inbox.c.key == other)
        if other != key and connection.execute(here).first():
            return other
    return key


def _is_chain(name: str, text: str | None) -> bool:
    """Is it what stands for somebody of whom nobody has said who it is? It is ours (`inbox_order.chain_of`)."""
    return name == "about" and text is not None and " application " in text


def _brief(error: str) -> str:
    """On one line, with an end: it quotes what came in."""
    line = " ".join(_sound(error).split())
    return line if len(line) <= _LONGEST_ERROR else f"{line[: _LONGEST_ERROR - 2]} …"


def _sound(text: str) -> str:
    """The text without halves of characters, which no database takes."""
    return text.encode("utf-8", "replace").decode()
