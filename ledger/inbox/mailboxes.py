"""How far a mailbox of answers has been read, and which mails are known.

The cursor is moved after its mails are in the inbox, never before: a crash in between reads them again, and they are
known by their keys.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, select

from ledger.engine import Database, batches
from ledger.instants import from_text, to_text
from ledger.schema import inbox, mailboxes
from ledger.upserts import insert_or_replace


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mailbox has been read. Numbers hold as long as the server keeps its `uid_validity`."""

    uid_validity: int
    last_uid: int
    first_read_at: datetime
    read_at: datetime
    last_stored_at: datetime | None = None
    stored: int = 0


class Mailboxes:
    """Where reading goes on. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cursor(self, mailbox: str) -> Cursor | None:
        """How far it has been read; None where it never was. `mailbox` is its mark."""
        with self._database.reading() as connection:
            row = connection.execute(select(mailboxes).where(mailboxes.c.mailbox == mailbox)).mappings().first()
        return _cursor(row) if row else None

    def read_up_to(
        self, mailbox: str, uid_validity: int, last_uid: int, at: datetime, stored: int = 0, *, anew: bool = False
    ) -> Cursor:
        """Everything up to `last_uid` is in the inbox, of which `stored` are new there. Never goes back, but where the
        server has numbered its mails `anew`, or says so by another `uid_validity`.
        """
        with self._database.writing(f"mailbox {mailbox}") as connection:
            row = connection.execute(select(mailboxes).where(mailboxes.c.mailbox == mailbox)).mappings().first()
            before = _cursor(row) if row else None
            if before and before.uid_validity == uid_validity and not anew:
                last_uid = max(last_uid, before.last_uid)
            found = Cursor(
                uid_validity,
                last_uid,
                before.first_read_at if before else at,
                at,
                at if stored else before.last_stored_at if before else None,
                (before.stored if before else 0) + stored,
            )
            insert_or_replace(connection, mailboxes, [_row(mailbox, found)])
        return found

    def last_arrival(self, source: str) -> datetime | None:
        """When something last came into the inbox from that source, by whatever way."""
        at = self._database.scalar(select(func.max(inbox.c.received_at)).where(inbox.c.source == source))
        return from_text(at) if at else None

    def known(self, source: str, keys: Collection[str]) -> set[str]:
        """Which of these keys the inbox has from that source already."""
        found: set[str] = set()
        for some in batches(sorted(keys)):
            found.update(
                self._database.scalars(select(inbox.c.key).where(inbox.c.source == source, inbox.c.key.in_(some)))
            )
        return found


def _cursor(row: RowMapping) -> Cursor:
    stored_at = row["last_stored_at"]
    return Cursor(
        row["uid_validity"],
        row["last_uid"],
        from_text(row["first_read_at"]),
        from_text(row["read_at"]),
        from_text(stored_at) if stored_at else None,
        row["stored"],
    )


def _row(mailbox: str, cursor: Cursor) -> dict[str, Any]:
    return {
        "mailbox": mailbox,
        "uid_validity": cursor.uid_validity,
        "last_uid": cursor.last_uid,
        "first_read_at": to_text(cursor.first_read_at),
        "read_at": to_text(cursor.read_at),
        "last_stored_at": to_text(cursor.last_stored_at) if cursor.last_stored_at else None,
        "stored": cursor.stored,
    }
