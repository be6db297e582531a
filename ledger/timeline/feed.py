"""The feed: every fact of every candidate in one order, for readers who each keep to a place of their own.

A reader sees each fact at least once, and each in the order of its number. Reading is no part of a message: it costs
the clocks nothing. The database hands the numbers out, on PostgreSQL before a transaction commits: there, a number may
come to be seen after a higher one, so nobody reads past a number before all transactions have ended that may hold a
lower one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from ledger.engine import Database
from ledger.instants import from_text, to_text
from ledger.keys.columns import unopened
from ledger.schema import feed_cursors, timeline
from ledger.upserts import insert_or_replace

PAGE: Final = 500
"""How many facts are read at once."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a reader has not read yet."""

    facts: int
    since: datetime | None
    """When the oldest of them was put on record; by a recovery, that may be long before it was written."""


class Feed:
    """The ledger's facts in order. Safe to share between threads. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settling: tuple[int, int] | None = None  # a number, and the transaction before which all must have ended

    def read(self, reader: str, limit: int = PAGE) -> list[dict[str, Any]]:
        """The rows of the timeline that come next for the reader, with their `number`; they come again until it has
        said by `advance` that it is done with them. What is sealed in them is not opened: one lost key stops nobody.
        """
        with self._database.reading() as connection:
            after = _cursor(connection, reader)
            until = connection.execute(select(func.max(timeline.c.number))).scalar() or 0
            if until <= after:
                return []
        until = until if self._database.is_sqlite else self._settled()
        if until <= after:
            return []
        query = select(timeline).where(timeline.c.number > after, timeline.c.number <= until)
        with self._database.reading() as connection:
            return unopened(connection, query.order_by(timeline.c.number).limit(limit))

    def advance(self, reader: str, number: int, at: datetime) -> None:
        """The reader is done with everything up to this number. It never goes back."""
        with self._database.writing(f"feed/{reader}") as connection:
            if number > _cursor(connection, reader):
                row = {"reader": reader, "number": number, "read_at": to_text(at)}
                insert_or_replace(connection, feed_cursors, [row])

    def cursor(self, reader: str) -> int:
        """The number up to which the reader is done."""
        with self._database.reading() as connection:
            return _cursor(connection, reader)

    def last_number(self) -> int:
        """The highest number that can be seen; lower ones may still come."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(timeline.c.number))).scalar() or 0

    def behind(self, reader: str) -> Behind:
        """How much the reader has yet to read."""
        t = timeline.c
        with self._database.reading() as connection:
            left = t.number > _cursor(connection, reader)
            facts, since = connection.execute(select(func.count(), func.min(t.recorded_at)).where(left)).one()
        return Behind(facts, from_text(since) if since else None)

    def _settled(self) -> int:
        """On PostgreSQL: up to which number every fact can be seen that there will ever be; 0 where that is unknown.

        A transaction takes its id before a number. So whoever holds a number below one that can be seen already has an
        older id than one that is taken now, and once all of those have ended, nothing below that number is missing.
        """
        with self._database.reading() as connection:
            settling = self._settling
            if settling is None:
                number = connection.execute(select(func.max(timeline.c.number))).scalar() or 0
                settling = number, connection.execute(_OWN_ID).scalar_one()
                connection.rollback()  # else it would wait for itself
            is_open = connection.execute(_OLDEST_OPEN).scalar_one() < settling[1]
        self._settling = settling if is_open else None
        return 0 if is_open else settling[0]


_OWN_ID: Final = text("SELECT pg_current_xact_id()::text::bigint")
_OLDEST_OPEN: Final = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


def _cursor(connection: Connection, reader: str) -> int:
    query = select(feed_cursors.c.number).where(feed_cursors.c.reader == reader)
    return connection.execute(query).scalar() or 0
