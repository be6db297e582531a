"""Sealing what a ledger holds in plain from before, person by person, while it is in use; it may be broken off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select, update

from domain.names import NOBODY
from domain.people.search_words import words_of_snapshot
from ledger.delivery.attempts import address_mark
from ledger.engine import Database
from ledger.instants import from_text, to_text
from ledger.keys.columns import is_plain, sealed, sealed_arrival
from ledger.keys.person_keys import LEDGER, PersonKeys
from ledger.people.left_in_plain import Sign, put_away
from ledger.queries import search
from ledger.schema import (
    aliases,
    attempts,
    candidates,
    claims,
    erased_ids,
    inbox,
    sealing,
    search_words,
    tasks,
    timeline,
)

PAGE: Final = 50

_COLUMNS: Final[dict[Table, tuple[str, ...]]] = {
    timeline: ("personal", "salts"),
    candidates: ("name", "view", "snapshot"),
    attempts: ("address", "subject", "body"),
    tasks: ("title", "result"),
    claims: ("told",),
}
_OF_NOBODY: Final = ("body", "error")
"""Of the inbox, which is sealed under the month's key."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is."""

    begun_at: datetime
    done_at: datetime | None
    people: int
    left: int
    """People some of whose rows are in plain still."""


def progress(database: Database) -> Progress | None:
    """None where the ledger is not sealed. Raises LedgerUnavailable."""
    with database.reading() as connection:
        row = connection.execute(select(sealing).where(sealing.c.part == LEDGER)).mappings().first()
        if row is None:
            return None
        people = connection.execute(select(func.count()).select_from(candidates)).scalar_one()
        left = 0 if row["done_at"] else connection.execute(_count_left(but=NOBODY)).scalar_one()
    done = from_text(row["done_at"]) if row["done_at"] else None
    return Progress(from_text(row["begun_at"]), done, people, left)


def sealed_since(database: Database) -> tuple[bool, datetime | None]:
    """Is all of it sealed; and since when, where it began in plain. Raises LedgerUnavailable."""
    with database.reading() as connection:
        row = connection.execute(select(sealing).where(sealing.c.part == LEDGER)).mappings().first()
        if row is None:
            return False, None
        if not row["done_at"] and (connection.execute(_count_left()).scalar_one() or _arrivals_left(connection)):
            return False, None
        before = exists().where(timeline.c.recorded_at < row["begun_at"])
        began_in_plain = bool(connection.execute(select(before)).scalar())
    return True, from_text(row["done_at"] or row["begun_at"]) if began_in_plain else None


def seal_page(database: Database, keys: PersonKeys, at: datetime, sign: Sign | None = None) -> bool:
    """Seal what some more people have in plain; is there more to do? `sign`: by the key of the checkpoints, where an
    entry has to be changed that an earlier release wrote.

    Raises KeysUnavailable and LedgerUnavailable; the next call goes on from there.
    """
    with database.reading() as connection:
        row = connection.execute(select(sealing).where(sealing.c.part == LEDGER)).mappings().first()
        if row is None or row["done_at"]:
            return False
        page = _next(connection, row["done_up_to"])
    keys.ready_for_arrivals(may_be_away=False)
    with database.writing("inbox") as connection:
        _seal_arrivals(connection)
    for whose in page:
        keys.ready(whose)
        with database.writing(whose) as connection:
            gone = bool(connection.execute(select(exists().where(_was_emptied(whose)))).scalar())
            put_away(connection, whose, at, keep=not gone, sign=sign)
            _seal_one(connection, whose)
    with database.writing("keys") as connection:
        last = page[-1] if page else ""
        connection.execute(select(sealing).where(sealing.c.part == LEDGER).with_for_update())
        # Processes that had not heard yet may have written in plain behind us: then once more from the beginning.
        done = not page and not connection.execute(_count_left()).scalar_one() and not _arrivals_left(connection)
        values = {"done_up_to": last, "done_at": to_text(at) if done else None}
        connection.execute(update(sealing).where(sealing.c.part == LEDGER).values(**values))
    if done and database.is_sqlite:
        _truncate_log(database)
    return not done


def _was_emptied(whose: str) -> ColumnElement[bool]:
    return and_(erased_ids.c.candidate_id == whose, erased_ids.c.emptied_at.is_not(None))


def _next(connection: Connection, after: str) -> list[str]:
    """The next people, in the order of their ids; first of all rows that are about nobody."""
    found: set[str] = set()
    for table in (timeline, candidates, claims):
        ids = select(table.c.candidate_id).where(table.c.candidate_id > after).distinct()
        found.update(connection.execute(ids.order_by(table.c.candidate_id).limit(PAGE)).scalars())
    if after < NOBODY:
        found.add(NOBODY)
    return sorted(found)[:PAGE]


def _seal_one(connection: Connection, whose: str) -> None:
    for table, names in _COLUMNS.items():
        query = select(table).where(table.c.candidate_id == whose, _in_plain(table))
        for row in connection.execute(query).mappings().all():
            values: dict[str, Any] = {name: sealed(connection, whose, row[name]) for name in names}
            if table is attempts:
                values["address_mark"] = address_mark(connection, row["address"])
            same = [column == row[column.name] for column in table.primary_key]
            connection.execute(update(table).where(and_(*same)).values(**values))
    is_found = search_words.c.candidate_id == candidates.c.candidate_id
    snapshot = select(candidates.c.snapshot).join(search_words, is_found).where(candidates.c.candidate_id == whose)
    found = connection.execute(snapshot).scalar()
    if found is not None:
        joined = connection.execute(select(aliases.c.owner_id).where(aliases.c.candidate_id == whose)).first()
        search.write(connection, whose, "" if joined else words_of_snapshot(json.loads(found)))


def _seal_arrivals(connection: Connection) -> None:
    """Some of what came in."""
    some = select(inbox.c.number, *(inbox.c[name] for name in _OF_NOBODY)).where(_in_plain(inbox, _OF_NOBODY))
    for row in connection.execute(some.limit(PAGE)).mappings().all():
        values = {name: sealed_arrival(connection, row[name]) for name in _OF_NOBODY}
        connection.execute(update(inbox).where(inbox.c.number == row["number"]).values(**values))


def _arrivals_left(connection: Connection) -> bool:
    return bool(connection.execute(select(exists().where(_in_plain(inbox, _OF_NOBODY)))).scalar())


def _in_plain(table: Table, names: Sequence[str] = ()) -> ColumnElement[bool]:
    return or_(*(is_plain(table.c[name]) for name in names or _COLUMNS[table]))


def _count_left(but: str = "") -> Any:
    some = [select(table.c.candidate_id).where(_in_plain(table), table.c.candidate_id != but) for table in _COLUMNS]
    return select(func.count()).select_from(some[0].union(*some[1:]).subquery())


def _truncate_log(database: Database) -> None:
    """What was in plain stands in the log, too, until it is cut: as soon as nobody reads from it."""
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
