"""Everybody's own key: made by whoever first seals something about them, wrapped by the key of the month.

A key is used for at most a minute without a look whether it was shredded since. That look is one statement a minute and
process, whoever wakes up, so that a message costs no statement more than it did.
"""

from __future__ import annotations

import base64
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, exists, func, select, update

from domain.names import NOBODY, workflow_id
from ledger.engine import CommitInDoubt, Database, LedgerUnavailable, no_such_table
from ledger.instants import to_text
from ledger.keys.columns import MARK, SealedText, StillSealed, carry
from ledger.keys.key_mirror import KeyMirror, Row
from ledger.keys.key_store import KeyLost, KeyShredded, KeysUnavailable
from ledger.keys.month_keys import KeyPlace, MonthKeys
from ledger.keys.sealing import NotSealedHere, cipher, new_key, opened, seal
from ledger.keys.turning_over import ARRIVALS, LEDGER, MonthlyTurn, TurnedOver, whole_row
from ledger.schema import key_epochs, person_keys, sealing
from ledger.upserts import insert_or_keep

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = ["ARRIVALS", "INSTALLATION", "LEDGER", "LIFE", "Bulk", "KeyPlace", "PersonKey", "PersonKeys", "TurnedOver"]

LIFE: Final = 60.0
"""Seconds that a process uses keys without asking whether they were shredded."""

_KEPT: Final = 20_000
"""Keys in memory: more than a worker has candidates in its cache."""

_CLOCKS_DIFFER: Final = timedelta(hours=1)
"""How far the clock of the host that shredded a key may be behind ours."""

_AT_ONCE: Final = 400

_AGAIN: Final = 10.0
"""Seconds for which the gateway asks no key store that was away: it may take seconds to say nothing."""

INSTALLATION: Final = "installation"
"""Under whose key lies what is about no one person: digests, broadcasts, mails to colleagues."""


@dataclass(frozen=True, slots=True)
class PersonKey:
    """One person's key, ready to seal and to open."""

    key_id: str
    workflow_id: str
    cipher: AESGCM


class PersonKeys:
    """The keys of one ledger. Safe to share between threads."""

    def __init__(self, database: Database, place: KeyPlace | None = None, secret_keys: Sequence[str] = ()) -> None:
        """Without a `place` nothing can be sealed or opened; an installation that is not encrypted needs none.

        `secret_keys`, newest first, are those under which people are found (`ledger.queries.search`).
        """
        self._database = database
        self.secret_keys: Final = tuple(secret_keys)
        carry(database.engine.dialect, self)
        self._place = place
        self._ticks = place.ticks if place else time.monotonic
        self._by_id: OrderedDict[str, PersonKey] = OrderedDict()
        self._of_workflow: dict[str, PersonKey] = {}
        self._months = MonthKeys(database, lambda: self._where)
        self._turn = MonthlyTurn(database, self, self._months, lambda: self._where)
        self._lock = threading.Lock()
        self._good_until = 0.0
        self._checked_at: datetime | None = None
        self._parts: dict[str, tuple[bool, float]] = {}  # is it on, and until when that is known
        self._bulk = threading.local()
        self._arrivals: PersonKey | None = None  # under which lies what comes in now, where it could be had
        self._arrivals_again = 0.0  # when to try to get at it again

    @property
    def has_store(self) -> bool:
        """Can it seal and open?"""
        return self._place is not None

    # ------------------------------------------------------------ is this installation encrypted?

    @property
    def encrypts(self) -> bool:
        """Is what is said about people sealed? Once it is it stays so. Raises LedgerUnavailable where nobody knows."""
        return self._on(_ENCRYPTION)

    @property
    def encrypts_as_known(self) -> bool | None:
        """The same, where it is known from the last minute; None where the ledger has to be asked."""
        return self._as_known(_ENCRYPTION)

    @property
    def seals_ledger(self) -> bool:
        """Are personal columns of the ledger sealed, too? Raises LedgerUnavailable where nobody knows yet."""
        return self._place is not None and self._on(LEDGER)

    def _as_known(self, part: str) -> bool | None:
        on, until = self._parts.get(part, (False, -math.inf))
        return on if on or self._ticks() < until else None

    def _on(self, part: str) -> bool:
        if (known := self._as_known(part)) is not None:
            return known
        try:
            with self._database.reading() as connection:
                found = bool(connection.execute(_ASKED[part]).scalar())
        except LedgerUnavailable as error:
            if part not in self._parts and not no_such_table(error):
                raise
            found = False  # as it was a minute ago; or it is not set up yet, or by an older release
        self._parts[part] = found, self._ticks() + LIFE
        return found

    def begin_ledger(self) -> bool:
        """Seal what is written into personal columns from now on; was it not yet? Raises LedgerUnavailable."""
        self.begin()
        row = {"part": LEDGER, "begun_at": to_text(self._where.now()), "done_at": None, "done_up_to": ""}
        if self._mirror is not None:
            self._mirror.keep_part(row)
        with self._database.writing("keys") as connection:
            new = insert_or_keep(connection, sealing, [row])
        self._parts[LEDGER] = True, 0.0
        return bool(new)

    def begin(self) -> bool:
        """Encrypt from now on; was it not yet? Raises LedgerUnavailable."""
        if self.encrypts:
            return False
        self._months.of(self._where.now())
        self._parts[_ENCRYPTION] = True, 0.0
        return True

    @property
    def _mirror(self) -> KeyMirror | None:
        return self._where.mirror

    @property
    def _where(self) -> KeyPlace:
        if self._place is None:
            raise KeysUnavailable("This ledger is encrypted, and no key store was given; set FOLLOWUP_KEYS.")
        return self._place

    # ------------------------------------------------------------ columns of the ledger

    def ready(self, candidate_id: str) -> None:
        """Have the key at hand before a transaction that may seal something: within it none can be made.

        Raises KeysUnavailable and LedgerUnavailable.
        """
        if self.seals_ledger:
            with suppress(KeyShredded):  # what was erased can still be emptied
                self.of_workflow(whose_key(candidate_id))

    def sealed_text(self, candidate_id: str, text: str) -> str:
        """As it goes into a column. Raises KeyShredded, KeysUnavailable and LedgerUnavailable."""
        if not self.seals_ledger:
            return text
        return _sealed_text(self.of_workflow(whose_key(candidate_id), make=False), text)

    def ready_for_arrivals(self, *, may_be_away: bool = True) -> None:
        """Have the key at hand for what came in. Raises LedgerUnavailable, and KeysUnavailable if not `may_be_away`."""
        if not self.seals_ledger or (may_be_away and self._ticks() < self._arrivals_again):
            return
        try:
            self._arrivals = self.of_workflow(f"{ARRIVALS}{self._where.now():%Y-%m}")
        except KeysUnavailable:
            self._arrivals, self._arrivals_again = None, self._ticks() + _AGAIN
            if not may_be_away:
                raise

    def sealed_arrival(self, connection: Connection, text: str) -> str:
        """What came in, as it goes into the inbox.

        In plain while the keys are away, for an opt-out by text comes in once and must not be lost; the ledger then
        notes that there is something to seal. Raises LedgerUnavailable, for want of a key not.
        """
        if not self.seals_ledger:
            return text
        if (key := self._arrivals) is not None:
            return _sealed_text(key, text)
        again = update(sealing).where(sealing.c.part == LEDGER).values(done_at=None, done_up_to="")
        connection.execute(again)
        return text

    def opened_text(self, value: str, erased: str | None) -> str | None:
        """What stands in a column. Raises KeysUnavailable and LedgerUnavailable."""
        if getattr(self._bulk, "found", None) is not None:
            still = StillSealed(value)
            still.erased = erased
            self._bulk.found.append(still)
            return still
        try:
            return _opened_text(self.by_id(_key_id(value)), value)
        except KeyShredded:
            return erased

    @contextmanager
    def in_bulk(self) -> Iterator[Bulk]:
        """For as long as the block runs nothing is opened that this thread reads; `Bulk.opened` does so at once."""
        bulk = Bulk(self)
        self._bulk.found = bulk.found
        try:
            yield bulk
        finally:
            self._bulk.found = None

    def opened_rows(self, rows: list[dict[str, Any]], *, pass_over_lost: bool = False) -> list[dict[str, Any]]:
        """What was read and not opened, opened with all keys read together.

        `pass_over_lost`: what lies under a key that nobody has stays as it is.
        Raises KeysUnavailable and LedgerUnavailable.
        """
        found = {_key_id(value) for row in rows for value in row.values() if isinstance(value, StillSealed)}
        lost: set[str] = set()
        keys = self.readable(found, lost if pass_over_lost else None) if found else {}
        for row in rows:
            for name, value in row.items():
                if isinstance(value, StillSealed) and _key_id(value) not in lost:
                    key = keys[_key_id(value)]
                    row[name] = value.erased if key is None else _opened_text(key, value)
        return rows

    # ------------------------------------------------------------ one person's key

    def of_workflow(self, workflow_id: str, *, make: bool = True) -> PersonKey:
        """The key under which to seal what is about this workflow's person, made if there is none yet.

        Raises KeyShredded once they were erased, KeysUnavailable and LedgerUnavailable.
        """
        if (known := self.known_of(workflow_id)) is not None:
            return known
        self._look()
        if (known := self.known_of(workflow_id)) is not None:
            return known
        query = select(person_keys).where(person_keys.c.current == workflow_id)
        with self._reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None and not make:
            raise KeysUnavailable("A key was not made in time; try again.")
        if row is None:
            made = self._made(workflow_id)
            try:
                with self._database.writing(f"key/{workflow_id}") as connection:
                    insert_or_keep(connection, person_keys, [made])
                    row = connection.execute(query).mappings().first()
                    if row is None:  # it is in the ledger, and was not its person's for a while
                        own = update(person_keys).where(person_keys.c.key_id == made["key_id"])
                        connection.execute(own.values(current=workflow_id))
                        row = connection.execute(query).mappings().one()
            except CommitInDoubt:  # nothing hangs on it: the next try reads it, or makes another
                raise LedgerUnavailable("A person's key could not be kept in the ledger; try again.") from None
        return self._remembered(row)

    def known_of(self, workflow_id: str) -> PersonKey | None:
        """The same, where it is in memory: asks nobody."""
        return self._of_workflow.get(workflow_id) if self._ticks() < self._good_until else None

    def by_id(self, key_id: str) -> PersonKey:
        """The key that stands beside something sealed. Raises KeyShredded, KeysUnavailable and LedgerUnavailable."""
        if (known := self.known(key_id)) is not None:
            return known
        return self.by_ids([key_id])[key_id]

    def known(self, key_id: str) -> PersonKey | None:
        """The same, where it is in memory: asks nobody."""
        return self._by_id.get(key_id) if self._ticks() < self._good_until else None

    def by_ids(self, key_ids: Iterable[str]) -> dict[str, PersonKey]:
        """Many at once, in one statement per 400. Raises as `by_id` where one of them cannot be had."""
        found = self.readable(key_ids)
        if None in found.values():
            raise KeyShredded
        return {ident: key for ident, key in found.items() if key is not None}

    def readable(self, key_ids: Iterable[str], lost: set[str] | None = None) -> dict[str, PersonKey | None]:
        """Many at once; None for those that were shredded, and for those that are lost and go into `lost`.

        Raises KeysUnavailable, where there is no `lost` also for those, and LedgerUnavailable.
        """
        self._look()
        found: dict[str, PersonKey | None] = {ident: self._by_id.get(ident) for ident in key_ids}
        wanted = [ident for ident, key in found.items() if key is None]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            with self._reading() as connection:
                rows: dict[str, Any] = {row["key_id"]: row for row in connection.execute(_by_ids(some)).mappings()}
            if self._mirror is not None and (lacking := set(some) - rows.keys()):
                rows |= (there := self._mirror.keys(lacking))
                self._turn.mirrored = "" if there else self._turn.mirrored
            for ident in some:
                try:
                    found[ident] = self._remembered_or_gone(rows.get(ident))
                except KeyLost:
                    if lost is None:
                        raise
                    lost.add(ident)
        return found

    def _remembered_or_gone(self, row: Any) -> PersonKey | None:
        if row is None:
            raise KeyLost(
                "The ledger lacks the key of something that is sealed; it was restored from an older copy, or "
                "FOLLOWUP_LEDGER_URL points at another one."
            )
        return self._remembered(row) if row["wrapped"] else None

    def _reading(self) -> Any:
        return self._database.reading()

    def _remembered(self, row: Any) -> PersonKey:
        if not row["wrapped"]:
            raise KeyShredded
        plain = self._months.unwrapped(row)
        key = PersonKey(row["key_id"], row["workflow_id"], cipher(plain))
        with self._lock:
            self._by_id[key.key_id] = key
            if row["current"] is not None:
                self._of_workflow[key.workflow_id] = key
            while len(self._by_id) > _KEPT:
                _, oldest = self._by_id.popitem(last=False)
                self._of_workflow.pop(oldest.workflow_id, None)
        return key

    def _look(self) -> None:
        """Forget what was shredded since the last look, where that is a minute ago. Raises LedgerUnavailable."""
        if self._ticks() < self._good_until:
            return
        began, at = self._ticks(), self._where.now()
        gone: Sequence[str] = ()
        if self._checked_at is not None:
            since = to_text(self._checked_at - _CLOCKS_DIFFER)
            with self._reading() as connection:
                gone = connection.execute(
                    select(person_keys.c.key_id).where(person_keys.c.shredded_at >= since)
                ).scalars().all()  # fmt: skip
        with self._lock:
            self._months.forget()
            for ident in gone:
                self._drop(ident)
            self._checked_at, self._good_until = at, began + LIFE

    def _drop(self, key_id: str) -> None:
        key = self._by_id.pop(key_id, None)
        if key is not None and self._of_workflow.get(key.workflow_id) is key:
            del self._of_workflow[key.workflow_id]

    # ------------------------------------------------------------ making, wrapping, shredding

    def _made(self, workflow_id: str) -> dict[str, Any]:
        at = self._where.now()
        epoch = self._months.newest()
        if epoch is None:  # nobody calls this where nothing is encrypted; or the ledger is an older one by now
            raise KeysUnavailable("This ledger is not encrypted; run `followup setup --encrypt`.")
        key_id = secrets.token_urlsafe(12)
        row = {
            "key_id": key_id,
            "workflow_id": workflow_id,
            "current": workflow_id,
            "epoch": epoch,
            "wrapped": self._months.wrapped(new_key(), epoch, key_id, workflow_id),
            "made_at": to_text(at),
        }
        # First there, and then in the ledger: whatever is sealed under it, a lost ledger does not make it unreadable.
        if self._mirror is not None:
            row = self._mirror.keep(row)
        return whole_row(row, to_text(at))

    def turn_over(self, keep_copies: timedelta) -> TurnedOver | None:
        """Wrap every key with the key of the month, and destroy those of months whose copies are older than that: what
        was erased since cannot be read from such a copy either (R23). None where nothing is encrypted.

        To be called often; most times it only looks. Raises KeysUnavailable and LedgerUnavailable.
        """
        return self._turn.turn_over(keep_copies)

    def take_back(self) -> int:
        """Have the ledger hold again what the second copy holds alone, as after a loss; how many keys those were.

        Raises KeysUnavailable and LedgerUnavailable.
        """
        return self._turn.take_back()

    def shred(self, workflow_ids: Sequence[str]) -> int:
        """Overwrite the keys of these workflows, and see to it that none is made again; how many were there.

        Other processes go on with what they have in memory for at most a minute. Raises KeysUnavailable and
        LedgerUnavailable; then it is to be done again.
        """
        at, count, c = to_text(self._where.now()), 0, person_keys.c
        notes: list[Row] = []
        with self._database.writing("keys") as connection:
            for ident in workflow_ids:
                which = c.workflow_id == ident, c.shredded_at.is_(None)
                gone = connection.execute(update(person_keys).where(*which).values(wrapped="", shredded_at=at))
                count += gone.rowcount
                nothing = {
                    "key_id": secrets.token_urlsafe(12), "workflow_id": ident, "current": ident, "epoch": "",
                    "wrapped": "", "made_at": at, "shredded_at": at,
                }  # fmt: skip
                insert_or_keep(connection, person_keys, [nothing])
                notes.append(nothing)
        if self._mirror is not None:  # after the ledger, from which it may be written anew meanwhile
            self._mirror.shred(notes)
        with self._lock:
            for key in [key for key in self._by_id.values() if key.workflow_id in set(workflow_ids)]:
                self._drop(key.key_id)
        return count

    def shredded(self, workflow_ids: Sequence[str]) -> int:
        """How many keys of these were overwritten. Raises LedgerUnavailable."""
        c = person_keys.c
        which = (
            c.workflow_id.in_(list(workflow_ids)),
            c.shredded_at.is_not(None),
            c.epoch != "",
        )  # without: a note alone
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(person_keys).where(*which)).scalar() or 0

    def reopen(self, workflow_ids: Sequence[str]) -> int:
        """Have a new key made for these, which were shredded: somebody new comes in under that id. How many those were.

        What was sealed under the old key stays unreadable. Raises KeysUnavailable and LedgerUnavailable.
        """
        c = person_keys.c
        if self._mirror is not None:
            self._mirror.reopen(workflow_ids)
        with self._database.writing("keys") as connection:
            which = c.current.in_(list(workflow_ids)), c.shredded_at.is_not(None)
            return connection.execute(update(person_keys).where(*which).values(current=None)).rowcount

    # ------------------------------------------------------------ for people

    def standing(self) -> dict[str, Any]:
        """{epochs: [{epoch, made_at, retired_at, destroyed_at}], people, shredded}. Raises LedgerUnavailable."""
        c = person_keys.c
        with self._reading() as connection:
            epochs = [dict(row) for row in connection.execute(_EPOCHS).mappings()]
            there = select(func.count()).select_from(person_keys)
            people = connection.execute(there.where(c.wrapped != "")).scalar_one()
            shredded = connection.execute(there.where(c.shredded_at.is_not(None))).scalar_one()
        return {"epochs": epochs, "keys": people, "shredded": shredded}

    def check(self) -> None:
        """Nothing, where the key of the month can be had, and anybody's can be kept a second time.

        Raises KeysUnavailable and LedgerUnavailable.
        """
        epoch = self._months.newest()
        if epoch is not None:
            self._months.forget(epoch)
            self._months.key(epoch)
            if self._mirror is not None:
                self._mirror.check()


class Bulk:
    """What was read and waits to be opened together."""

    def __init__(self, keys: PersonKeys) -> None:
        self._keys = keys
        self.found: list[StillSealed] = []

    def opened(self, rows: list[dict[str, Any]], *, pass_over_lost: bool = False) -> list[dict[str, Any]]:
        """The rows, opened. Raises KeysUnavailable and LedgerUnavailable."""
        return self._keys.opened_rows(rows, pass_over_lost=pass_over_lost) if self.found else rows


def whose_key(candidate_id: str) -> str:
    """The workflow under whose key a candidate's rows lie; the installation's for rows about no candidate."""
    return INSTALLATION if candidate_id == NOBODY else workflow_id(candidate_id)


def _key_id(value: str) -> str:
    return value[len(MARK) :].partition(".")[0]


def _sealed_text(key: PersonKey, text: str) -> SealedText:
    data = seal(key.cipher, text.replace("\x00", "").encode(), _of_ledger(key))
    return SealedText(f"{MARK}{key.key_id}.{base64.b64encode(data).decode()}")


def _opened_text(key: PersonKey, value: str) -> str:
    try:
        return opened(key.cipher, base64.b64decode(value.rpartition(".")[2]), _of_ledger(key)).decode()
    except NotSealedHere:
        raise KeysUnavailable(
            "A sealed entry of the ledger was changed; restore the ledger from a backup, then try again."
        ) from None


def _of_ledger(key: PersonKey) -> bytes:
    return f"followup ledger\n{key.workflow_id}".encode()


_ENCRYPTION: Final = "encryption"
_ASKED: Final = {
    _ENCRYPTION: select(exists().where(key_epochs.c.epoch != "")),
    LEDGER: select(exists().where(sealing.c.part == LEDGER)),
}
_EPOCHS: Final = select(
    key_epochs.c.epoch, key_epochs.c.made_at, key_epochs.c.retired_at, key_epochs.c.destroyed_at
).order_by(key_epochs.c.epoch)


def _by_ids(key_ids: Sequence[str]) -> Any:
    return select(person_keys).where(person_keys.c.key_id.in_(key_ids))
