"""The keys of the months, which wrap everybody's own, and where they are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from ledger.engine import Database
from ledger.instants import to_text
from ledger.keys.key_mirror import KeyMirror
from ledger.keys.key_store import KeyLost, KeyStore, KeysUnavailable
from ledger.keys.sealing import NotSealedHere, cipher, opened, seal
from ledger.schema import key_epochs
from ledger.upserts import insert_or_keep

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the keys of the months are, and the clock by which keys are dated."""

    store: KeyStore
    now: Callable[[], datetime]
    ticks: Callable[[], float] = time.monotonic
    """Seconds that only ever grow, by which a minute is measured."""
    lasts: bool = True
    """Was it chosen, or does it stand where the ledger does? A folder that goes with its container must hold no key."""
    mirror: KeyMirror | None = None
    """Where people's wrapped keys are a second time, for a ledger that is lost."""


class MonthKeys:
    """Those of one ledger, looked up at most once a minute. All methods raise KeysUnavailable and LedgerUnavailable."""

    def __init__(self, database: Database, where: Callable[[], KeyPlace]) -> None:
        """`where` raises KeysUnavailable where there is no place for keys."""
        self._database, self._where = database, where
        self._known: dict[str, AESGCM] = {}

    @property
    def _mirror(self) -> KeyMirror | None:
        return self._where().mirror

    def forget(self, epoch: str | None = None) -> None:
        """Ask again for this one's, or for every one's."""
        if epoch is None:
            self._known.clear()
        else:
            self._known.pop(epoch, None)

    def newest(self) -> str | None:
        """The epoch under which keys are wrapped now; None where nothing is encrypted."""
        with self._database.reading() as connection:
            epoch: str | None = connection.execute(_NEWEST).scalar()
        return epoch

    def wrapped(self, plain: bytes, epoch: str, key_id: str, workflow_id: str) -> str:
        """A person's key as it is kept, under that month's."""
        return base64.b64encode(seal(self.key(epoch), plain, _about(key_id, workflow_id))).decode()

    def unwrapped(self, row: Any) -> bytes:
        """As it stands in the ledger; where it is damaged there, as it stands in the second copy."""
        try:
            return self._opened_key(row)
        except NotSealedHere:
            there = self._mirror.keys([row["key_id"]]).get(row["key_id"]) if self._mirror is not None else None
        with suppress(NotSealedHere):
            if there is not None and there["wrapped"]:
                return self._opened_key(there)
        raise KeyLost(
            "A person's key in the ledger is damaged; restore the ledger from a backup, then try again."
        ) from None

    def _opened_key(self, row: Any) -> bytes:
        about = _about(row["key_id"], row["workflow_id"])
        try:
            return opened(self.key(row["epoch"]), base64.b64decode(row["wrapped"]), about)
        except ValueError:  # no base64
            raise NotSealedHere from None

    def key(self, epoch: str) -> AESGCM:
        """The month's key, looked up at most once a minute."""
        if (known := self._known.get(epoch)) is not None:
            return known
        with self._database.reading() as connection:
            row: Any = connection.execute(select(key_epochs).where(key_epochs.c.epoch == epoch)).mappings().first()
        if row is None and self._mirror is not None and (known_there := self._mirror.month(epoch)) is not None:
            row = known_there | {"destroyed_at": None}
        if row is None or row["destroyed_at"]:
            raise KeysUnavailable(
                f"The key of {epoch} was destroyed, as FOLLOWUP_KEEP_COPIES says: a copy of the ledger that old can't "
                "be read any more."
            )
        plain = self._where().store.read(epoch, row["kept"])
        if not hmac.compare_digest(_mark(plain, epoch), row["mark"]):
            raise KeysUnavailable(
                f"The key of {epoch} in the key store isn't this ledger's; point FOLLOWUP_KEYS at the right store."
            )
        self._known[epoch] = cipher(plain)
        return self._known[epoch]

    def of(self, at: datetime) -> str:
        """The epoch of that month, made where there is none; the newest, where that is a later one.

        Of several processes that make it at once the first one's stands in the ledger, and is read from there.
        """
        epoch = at.strftime("%Y-%m")
        with self._database.reading() as connection:
            newest = connection.execute(select(func.max(key_epochs.c.epoch))).scalar()
        if newest is not None and newest >= epoch:
            return str(newest)
        row = self._mirror.month(epoch) if self._mirror is not None else None
        if row is None:
            plain, kept = self._where().store.make(epoch)
            row = {"epoch": epoch, "kept": kept, "mark": _mark(plain, epoch), "made_at": to_text(at)}
            if self._mirror is not None:
                row = self._mirror.keep_month(row)
        row = row | {"retired_at": None, "destroyed_at": None}
        with self._database.writing("keys") as connection:
            insert_or_keep(connection, key_epochs, [row])
        return epoch


_NEWEST: Final = select(func.max(key_epochs.c.epoch)).where(key_epochs.c.retired_at.is_(None))


def _about(key_id: str, workflow_id: str) -> bytes:
    return f"followup key\n{key_id}\n{workflow_id}".encode()


def _mark(plain: bytes, epoch: str) -> str:
    return hmac.new(plain, f"followup epoch {epoch}".encode(), hashlib.sha256).hexdigest()[:32]
