"""Notes that are due in an outside system's timeline: one for each fact, in the facts' order.

A row holds no words. It is `waiting`, then `sending` from before it is handed over: found so later, nobody knows
whether it arrived, and the system is asked before it goes again. In the end it is `done`; or `refused`, for somebody to
look at; or `dropped`, because its person was erased or has no record there any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Select, and_, exists, func, or_, select, update

from ledger.engine import Database
from ledger.instants import from_text, to_text
from ledger.keys.columns import fetched
from ledger.schema import attempts, feed_cursors, system_notes, timeline
from ledger.upserts import insert_or_keep

Ending = Literal["done", "refused", "dropped"]
READER: Final = "notes-{}"
"""The name of a system's reader of the feed."""

OPEN: Final = ("waiting", "sending")

_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class DueNote:
    """A note that has not ended."""

    number: int  # of the fact
    candidate_id: str
    event_id: str
    kind: str
    due_at: datetime
    tries: int
    begun_at: datetime | None
    """When it was handed over; None where it certainly was not taken."""


@dataclass(frozen=True, slots=True)
class NotesLag:
    """What is still to be written to a system, and what it would not take."""

    waiting: int
    since: datetime | None
    refused: int
    says: str = ""
    """Why the first one of those that wait does, where somebody said so."""
    written: int = 0


class SystemNotes:
    """All methods raise LedgerUnavailable. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, reader: str, at: datetime) -> None:
        """A reader that has never read begins after what is on record now: nobody wants the notes of two years."""
        with self._database.writing(f"feed/{reader}") as connection:
            last = connection.execute(select(func.max(timeline.c.number))).scalar() or 0
            insert_or_keep(connection, feed_cursors, [{"reader": reader, "number": last, "read_at": to_text(at)}])

    def put(self, system: str, due: Sequence[DueNote]) -> int:
        """Enter what is due; how many were not here yet."""
        rows = [
            {
                "system": system,
                "number": one.number,
                "candidate_id": one.candidate_id,
                "event_id": one.event_id,
                "kind": one.kind,
                "due_at": to_text(one.due_at),
                "state": "waiting",
                "tries": 0,
                "next_try_at": None,
                "begun_at": None,
                "ended_at": None,
                "note_id": "",
                "says": "",
            }
            for one in due
        ]
        if not rows:
            return 0
        with self._database.writing(_subject(system)) as connection:
            return insert_or_keep(connection, system_notes, rows)

    def due(self, system: str, now: datetime, limit: int) -> list[DueNote]:
        """Whose turn it is: of each person the first that has not ended, in the order of the facts."""
        n, other = system_notes.c, system_notes.alias()
        earlier = exists().where(
            other.c.system == n.system,
            other.c.candidate_id == n.candidate_id,
            other.c.state.in_(OPEN),
            other.c.number < n.number,
        )
        query = select(system_notes).where(n.system == system, n.state.in_(OPEN), ~earlier)
        query = query.where(or_(n.next_try_at.is_(None), n.next_try_at <= to_text(now)))
        return [_due(row) for row in self._database.rows(query.order_by(n.number).limit(limit))]

    def next_try(self, system: str) -> datetime | None:
        """When the next one that waits is to be tried; None where none waits for a time."""
        n = system_notes.c
        query = select(func.min(n.next_try_at)).where(n.system == system, n.state.in_(OPEN))
        at = self._database.scalar(query)
        return from_text(at) if at else None

    def sending(self, system: str, number: int, at: datetime) -> None:
        """It is about to be handed over."""
        self._change(system, number, state="sending", begun_at=to_text(at), next_try_at=None)

    def end(self, system: str, number: int, how: Ending, at: datetime, *, note_id: str = "", says: str = "") -> None:
        """It has ended."""
        ended = {
            "state": how,
            "ended_at": to_text(at),
            "next_try_at": None,
            "note_id": note_id,
            "says": says[:_LONGEST],
        }
        self._change(system, number, **ended)

    def postpone(self, system: str, number: int, until: datetime, *, says: str, unknown: bool = False) -> None:
        """Try it again then. `unknown`: it may have been taken, so the system is asked first."""
        t = system_notes.c.tries + 1
        found: dict[str, Any] = {"next_try_at": to_text(until), "says": says[:_LONGEST], "tries": t}
        self._change(system, number, **found, **({} if unknown else {"state": "waiting", "begun_at": None}))

    def _change(self, system: str, number: int, **values: Any) -> None:
        n = system_notes.c
        which = n.system == system, n.number == number, n.state.in_(OPEN)  # an erasure may have dropped it meanwhile
        with self._database.writing(_subject(system)) as connection:
            connection.execute(update(system_notes).where(*which).values(**values))

    def fact(self, number: int) -> dict[str, Any] | None:
        """The row of the timeline, opened, with `body`: what was sent, where it is about a message; None where a
        recovery has put the fact in another place.
        """
        with self._database.reading() as connection:
            rows = fetched(connection, select(timeline).where(timeline.c.number == number))
        return rows[0] if rows else None

    def words_of(self, touch_key: str, attempt: int) -> str:
        """The words of a message of ours; empty where they are gone."""
        a = attempts.c
        query = select(a.body).where(and_(a.touch_key == touch_key, a.attempt == attempt))
        with self._database.reading() as connection:
            rows = fetched(connection, query)
        return str(rows[0]["body"]) if rows else ""

    def lag(self, system: str) -> NotesLag:
        """What is still to be written, what was refused, and how many are written."""
        n = system_notes.c
        waits = n.system == system, n.state.in_(OPEN)
        with self._database.reading() as connection:
            count, since = connection.execute(select(func.count(), func.min(n.due_at)).where(*waits)).one()
            says = connection.execute(select(n.says).where(*waits, n.says != "").order_by(n.number).limit(1)).scalar()
            ended = {
                how: connection.execute(select(func.count()).where(n.system == system, n.state == how)).scalar_one()
                for how in ("refused", "done")
            }
        return NotesLag(count, from_text(since) if since else None, ended["refused"], says or "", ended["done"])

    def refused(self, system: str, limit: int) -> list[dict[str, Any]]:
        """{number, candidate_id, kind, at, says} of the last ones that the system would not take."""
        n = system_notes.c
        query = select(n.number, n.candidate_id, n.kind, n.ended_at, n.says)
        query = query.where(n.system == system, n.state == "refused").order_by(n.number.desc()).limit(limit)
        return [dict(row) for row in self._database.rows(query)]

    def try_again(self, system: str) -> int:
        """What was refused is tried once more; how many those are."""
        n = system_notes.c
        values = {"state": "waiting", "ended_at": None, "next_try_at": None, "begun_at": None, "tries": 0, "says": ""}
        with self._database.writing(_subject(system)) as connection:
            which = n.system == system, n.state == "refused"
            return connection.execute(update(system_notes).where(*which).values(**values)).rowcount

    def written_about(self, ids: Sequence[str]) -> dict[str, int]:
        """How many notes about these people each system holds: what an erasure here cannot take back."""
        n = system_notes.c
        query: Select[Any] = select(n.system, func.count().label("notes")).where(n.candidate_id.in_(ids))
        query = query.where(n.state == "done").group_by(n.system)
        return {row["system"]: row["notes"] for row in self._database.rows(query)}


def _subject(system: str) -> str:
    return f"notes/{system}"


def _due(row: Any) -> DueNote:
    return DueNote(
        number=row["number"],
        candidate_id=row["candidate_id"],
        event_id=row["event_id"],
        kind=row["kind"],
        due_at=from_text(row["due_at"]),
        tries=row["tries"],
        begun_at=from_text(row["begun_at"]) if row["begun_at"] and row["state"] == "sending" else None,
    )
