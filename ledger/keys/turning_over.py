"""What is due with the keys each month: all are wrapped anew, and the months' keys that opened old copies destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Exists, Text, exists, or_, select, type_coerce, update

from ledger.engine import Database, batches
from ledger.instants import to_text
from ledger.keys.columns import MARK
from ledger.keys.key_mirror import KeyMirror, Mirrored, Row
from ledger.keys.key_store import KeyLost
from ledger.keys.month_keys import KeyPlace, MonthKeys
from ledger.schema import inbox, key_epochs, person_keys, sealing
from ledger.upserts import insert_or_keep

if TYPE_CHECKING:
    from ledger.keys.person_keys import PersonKeys

_AT_ONCE = 400
ARRIVALS = "inbox-"
"""Begins the name under whose key lies what came in during a month. One key a month, for a key that lasted would open
what copies of the ledger hold of people who were erased since.
"""

LEDGER = "ledger"
"""The part of an installation whose sealing `sealing` tells of."""


@dataclass(frozen=True, slots=True)
class TurnedOver:
    """What the monthly change of keys did."""

    epoch: str
    wrapped_again: int
    destroyed: tuple[str, ...]


class MonthlyTurn:
    """Of one ledger's keys."""

    def __init__(self, database: Database, keys: PersonKeys, months: MonthKeys, place: Callable[[], KeyPlace]) -> None:
        self._database, self._keys, self._months, self._place = database, keys, months, place
        self.mirrored = ""  # the month in which this process made ledger and second copy alike

    @property
    def _mirror(self) -> KeyMirror | None:
        return self._place().mirror

    def turn_over(self, keep_copies: timedelta) -> TurnedOver | None:
        """Wrap every key with the key of the month, and destroy those of months whose copies are older than that: what
        was erased since cannot be read from such a copy either (R23). None where nothing is encrypted.

        To be called often; most times it only looks. Raises KeysUnavailable and LedgerUnavailable.
        """
        at = self._place().now()
        month = at.strftime("%Y-%m")
        if self.mirrored != month or self._to_destroy(at, keep_copies):
            self.take_back()
        if not self._keys.encrypts:
            return None
        self._place().store.keep()
        epoch = self._months.of(at)
        lost: set[str] = set()
        count = sum(iter(lambda: self._wrap_some(epoch, at, lost), 0))
        old = key_epochs.c.epoch < epoch, key_epochs.c.retired_at.is_(None)
        with self._database.reading() as connection:
            retires = bool(connection.execute(select(exists().where(*old))).scalar())
        if retires:
            with self._database.writing("keys") as connection:
                connection.execute(update(key_epochs).where(*old).values(retired_at=to_text(at)))
        if count or retires or self.mirrored != month:
            if self._mirror is not None:
                self._mirror.rewrite(self._now_known)
            self.mirrored = month
        self._keys.ready_for_arrivals(may_be_away=False)  # for gateways that may not write to the folder
        self._shred_arrivals(at)
        return TurnedOver(epoch, count, tuple(self._destroy_old(at, keep_copies)))

    def take_back(self) -> int:
        """Have the ledger hold again what the second copy holds alone, as after a loss; how many keys those were.

        Raises KeysUnavailable and LedgerUnavailable.
        """
        if not self._keys.has_store or self._mirror is None:
            return 0
        there, at = self._mirror.everything(), to_text(self._place().now())
        if not there.months:
            return 0
        self._keys.begin()
        if any(part["part"] == LEDGER for part in there.parts) and not self._keys.seals_ledger:
            self._keys.begin_ledger()
        c, count = person_keys.c, 0
        with self._database.reading() as connection:
            known = set(connection.execute(select(c.key_id)).scalars())
            taken = set(connection.execute(select(c.current).where(c.current.is_not(None))).scalars())
        months = [row | {"retired_at": None, "destroyed_at": None} for row in there.months]
        lacking = [whole_row(row, at) for row in there.keys if row["key_id"] not in known]
        for row in lacking:
            row["current"] = None if row["current"] in taken else row["current"]
            taken.add(row["current"])
        for some in batches(lacking):
            with self._database.writing("keys") as connection:
                insert_or_keep(connection, key_epochs, months)
                count += insert_or_keep(connection, person_keys, some)
        return count

    def _now_known(self) -> Mirrored:
        c = person_keys.c
        keys = select(person_keys).order_by(c.made_at, c.key_id)
        months = select(key_epochs).where(key_epochs.c.destroyed_at.is_(None)).order_by(key_epochs.c.epoch)
        with self._database.reading() as connection:
            found = [
                [dict(row) for row in connection.execute(query).mappings()] for query in (keys, months, select(sealing))
            ]
        return Mirrored(*found)

    def _wrap_some(self, epoch: str, at: datetime, lost: set[str]) -> int:
        """How many were looked at; one that is damaged goes into `lost`, and holds up nobody else's."""
        c = person_keys.c
        query = select(person_keys).where(c.epoch != epoch, c.wrapped != "", c.key_id.not_in(lost)).limit(_AT_ONCE)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        again = []
        for row in rows:
            try:
                plain = self._months.unwrapped(row)
                again.append((row, self._months.wrapped(plain, epoch, row["key_id"], row["workflow_id"])))
            except KeyLost:
                lost.add(row["key_id"])
        if not again:
            return len(rows)
        with self._database.writing("keys") as connection:
            for row, wrapped in again:  # what was shredded meanwhile stays so
                same = c.key_id == row["key_id"], c.wrapped == row["wrapped"]
                connection.execute(update(person_keys).where(*same).values(epoch=epoch, wrapped=wrapped))
            until_now = key_epochs.c.epoch.in_({row["epoch"] for row in rows}), key_epochs.c.epoch != epoch
            connection.execute(update(key_epochs).where(*until_now).values(retired_at=to_text(at)))
        return len(rows)

    def _shred_arrivals(self, at: datetime) -> None:
        """The keys of months of which no word that came in is left; not the last month's, whose end others may be in
        still.
        """
        c, last = person_keys.c, f"{ARRIVALS}{at.replace(day=1) - timedelta(days=1):%Y-%m}"
        theirs = c.workflow_id.startswith(ARRIVALS, autoescape=True), c.workflow_id < last, c.shredded_at.is_(None)
        query = select(c.key_id, c.workflow_id).where(*theirs)
        with self._database.reading() as connection:
            known = {row.key_id: row.workflow_id for row in connection.execute(query)}
            left = {ident for ident in known if connection.execute(select(_holds_sealed(ident))).scalar()}
        if gone := sorted({whose for ident, whose in known.items() if ident not in left}):
            self._keys.shred(gone)

    def _to_destroy(self, at: datetime, keep_copies: timedelta) -> list[str]:
        c = key_epochs.c
        in_use = exists().where(person_keys.c.epoch == c.epoch, person_keys.c.wrapped != "")
        query = select(c.epoch).where(c.retired_at <= to_text(at - keep_copies), c.destroyed_at.is_(None), ~in_use)
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(c.epoch)).scalars())

    def _destroy_old(self, at: datetime, keep_copies: timedelta) -> Iterable[str]:
        c = key_epochs.c
        for epoch in self._to_destroy(at, keep_copies):
            self._place().store.destroy(epoch)
            with self._database.writing("keys") as connection:
                connection.execute(update(key_epochs).where(c.epoch == epoch).values(destroyed_at=to_text(at)))
            self._months.forget(epoch)
            yield epoch


def whole_row(row: Row, at: str) -> Row:
    """Of the second copy, as the ledger keeps it."""
    return {"shredded_at": None if row["wrapped"] else at} | row


def _holds_sealed(key_id: str) -> Exists:
    """Is anything in the inbox sealed under that key?"""
    words = (type_coerce(column, Text()) for column in (inbox.c.body, inbox.c.error))
    return exists().where(or_(*(one.startswith(f"{MARK}{key_id}.", autoescape=True) for one in words)))
