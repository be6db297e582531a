"""What processes say of themselves, and what the watch finds about single people: the present, not the record.

Each source reports all that holds now and so replaces what it said before. Small writes of their own, never part of a
message, and skipped where the ledger is busy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, exists, func, select

from domain.names import FollowUpState
from domain.operations.outage import (
    ANY_WORKER,
    CHANNEL,
    OUTAGE_ENDED,
    TOLERANCE,
    WAITS,
    WORKED,
    Condition,
    Overdue,
    outage_after,
)
from ledger.engine import Database, LedgerUnavailable, no_such_table
from ledger.instants import from_text, to_text
from ledger.schema import aliases, candidates
from ledger.schema import conditions as table
from ledger.upserts import insert_or_replace

_SUBJECT: Final = "conditions"
_TURN_TIMEOUT: Final = 0.5
"""Seconds that a report waits for its turn among this process's writers on SQLite: they go first."""

_FORGET_WORKERS: Final = timedelta(days=1)
_FORGET_OUTAGES: Final = timedelta(days=30)


class Conditions:
    """Reports and readings. All methods raise LedgerUnavailable; a caller with something better to do ignores it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ------------------------------------------------------------ reporting

    def report(self, source: str, found: Sequence[Condition], now: datetime) -> None:
        """Replace all that `source` said by `found`; an empty list takes everything back.

        A finding about one person: `Condition("no_clock", about=candidate_id, since=..., says="no clock runs for
        them")`. Where `since` is left out, the one of the same finding before is kept, else it is `now`. `status` and
        `list` show them, `about` reads them by person. One transaction, however many.
        """
        with self._database.writing(_SUBJECT, _TURN_TIMEOUT) as connection:
            self._replace(connection, source, found, now)

    def replace(self, source: str, found: Sequence[Condition], now: datetime) -> None:
        """As `report`, and writes nothing where nothing is on record and nothing is found: for who looks often."""
        if found or any(one.source == source for one in self.all()):
            self.report(source, found, now)

    def works(self, source: str, now: datetime, reason: str = "") -> Condition | None:
        """A worker's sign of life: `source` works, and waits for nothing. Returns the outage that this ends, if it
        does; `reason` is what the worker knows of why. What other workers said goes after a day.
        """
        with self._database.writing(_SUBJECT, _TURN_TIMEOUT) as connection:
            known = _read(connection)
            ended = outage_after(known, _due_before(connection, now).count, now, reason)
            if ended is not None and ended.since is not None:
                self._replace(connection, f"outage {to_text(ended.since)}", [ended], now)
            self._replace(connection, source, [], now)
            worked = Condition(WORKED, since=now)
            self._replace(connection, ANY_WORKER, [worked], now)
            old_worker = (table.c.kind == WAITS) & (table.c.seen_at < to_text(now - _FORGET_WORKERS))
            old_outage = (table.c.kind == OUTAGE_ENDED) & (table.c.seen_at < to_text(now - _FORGET_OUTAGES))
            connection.execute(delete(table).where(old_worker | old_outage))
            return ended

    def channel(self, channel: str, sender: str, says: str, since: datetime, now: datetime) -> None:
        """A way out takes nothing since `since`, or since it was first said; an empty `says`: it takes messages.

        What was said of it with another provider is forgotten.
        """
        source = f"{CHANNEL} {channel} {sender}"
        with self._database.writing(_SUBJECT, _TURN_TIMEOUT) as connection:
            other = (table.c.kind == CHANNEL) & (table.c.about == channel) & (table.c.source != source)
            connection.execute(delete(table).where(other))
            found = [Condition(CHANNEL, about=channel, says=says, since=since)] if says else []
            before = self._since(connection, source).get((CHANNEL, channel))
            if found and before is not None:
                found = [Condition(CHANNEL, about=channel, says=says, since=min(since, from_text(before)))]
            self._replace(connection, source, found, now)

    def forget_other_senders(self, senders: dict[str, str]) -> None:
        """What was said of ways out that are not set up any more: `senders` are those that are, by channel."""
        kept = [f"{CHANNEL} {channel} {sender}" for channel, sender in senders.items()]
        with self._database.reading() as connection:
            stale = connection.execute(
                select(func.count()).where(table.c.kind == CHANNEL, table.c.source.not_in(kept))
            ).scalar()
        if stale:
            with self._database.writing(_SUBJECT, _TURN_TIMEOUT) as connection:
                connection.execute(delete(table).where(table.c.kind == CHANNEL, table.c.source.not_in(kept)))

    def _replace(self, connection: Connection, source: str, found: Sequence[Condition], now: datetime) -> None:
        before = self._since(connection, source)
        rows = {
            (one.kind, one.about): {
                "source": source,
                "kind": one.kind,
                "about": one.about,
                "since": to_text(one.since) if one.since else before.get((one.kind, one.about), to_text(now)),
                "says": one.says,
                "seen_at": to_text(now),
            }
            for one in found
        }
        for kind, about in before.keys() - rows.keys():
            which = (table.c.source == source, table.c.kind == kind, table.c.about == about)
            connection.execute(delete(table).where(*which))
        insert_or_replace(connection, table, list(rows.values()))

    def _since(self, connection: Connection, source: str) -> dict[tuple[str, str], str]:
        found = connection.execute(select(table.c.kind, table.c.about, table.c.since).where(table.c.source == source))
        return {(row.kind, row.about): row.since for row in found}

    # ------------------------------------------------------------ reading

    def all(self) -> list[Condition]:
        """Everything that holds, and the outages that ended lately; empty where the ledger's tables are older."""
        try:
            return self._database.asked(_read)
        except LedgerUnavailable as error:
            if no_such_table(error):
                return []
            raise

    def about(self, candidate_id: str) -> list[Condition]:
        """The findings about one person, the oldest first."""
        return [c for c in self.all() if c.about == candidate_id]

    def overdue(self, now: datetime) -> Overdue:
        """Next contacts that should have gone out, of those who are followed up and not paused."""
        return self._database.asked(_due_before, now - TOLERANCE)


_RESTING: Final = (str(FollowUpState.CLOSED), str(FollowUpState.PAUSED))


def _due_before(connection: Connection, before: datetime) -> Overdue:
    c = candidates.c
    query = select(func.count(), func.min(c.next_at)).where(c.next_at < to_text(before), c.state.not_in(_RESTING))
    count, first = connection.execute(query.where(~exists().where(aliases.c.candidate_id == c.candidate_id))).one()
    return Overdue(count, from_text(first) if first else None)


def _read(connection: Connection) -> list[Condition]:
    query = select(table).order_by(table.c.since, table.c.source, table.c.kind, table.c.about)
    return [
        Condition(
            kind=row.kind,
            about=row.about,
            since=from_text(row.since),
            says=row.says,
            source=row.source,
            seen_at=from_text(row.seen_at),
        )
        for row in connection.execute(query)
    ]
