"""The whole record of those who were interviewed: what the law's dates are shown to have been kept by (R24)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, select

from domain.events import Event
from domain.reporting.keeping import REFOLDING
from domain.reporting.records import DAY
from ledger.engine import Database
from ledger.reporting.keeper import all_opened
from ledger.schema import timeline, touch_people
from ledger.timeline import facts

_AT_ONCE: Final = 50
"""People whose record is in memory at a time."""

_OF_TWO_RECORDS: Final = frozenset({*REFOLDING, "handed_over"})
"""What says how records were joined and taken back, which is carried out here already."""


def records(database: Database, since: int, until: int) -> Iterator[tuple[str, list[Event]]]:
    """Everybody with an interview between two instants, and all that is on record of them in its order: under all of
    their ids, and without what was taken back (R17, R21). It takes the rows of reports as they are: bring them up to
    date first.
    """
    with database.reading() as connection:
        wanted = sorted(_whose(connection, since - DAY, until + DAY))
        others: dict[str, list[str]] = {}
        joined = select(touch_people.c.candidate_id, touch_people.c.merged_into).where(touch_people.c.merged_into != "")
        for row in connection.execute(joined):
            others.setdefault(row.merged_into, []).append(row.candidate_id)
    for start in range(0, len(wanted), _AT_ONCE):
        with database.reading() as connection:
            for ident in wanted[start : start + _AT_ONCE]:
                yield ident, _record(connection, [ident, *_all_of(others, ident)])


def _whose(connection: Connection, since: int, until: int) -> Iterator[str]:
    people = touch_people.c
    query = select(people.candidate_id, people.record).where(people.record.contains("interviews"))
    for row in connection.execution_options(yield_per=500).execute(query):
        for app in json.loads(row.record).get("applications", ()):
            interviews = [one for one in app.get("interviews", {}).values() if one.get("cancelled_at") is None]
            if any(since <= one.get("held_at", one["ends_at"]) < until for one in interviews):
                yield row.candidate_id
                break


def _all_of(others: dict[str, list[str]], ident: str) -> Iterator[str]:
    """The ids that were joined into this one, and into those."""
    for one in others.get(ident, ()):
        yield one
        yield from _all_of(others, one)


def _record(connection: Connection, ids: list[str]) -> list[Event]:
    query = select(timeline).where(timeline.c.candidate_id.in_(ids)).order_by(timeline.c.number)
    rows: list[dict[str, Any]] = all_opened(connection, query)
    undone = [json.loads(row["payload"]) for row in rows if row["type"] == "undone"]
    gone = {ident for one in undone if one["becomes"] == "done" for ident in one.get("without", ())}
    return [facts.restored(row) for row in rows if row["event_id"] not in gone and row["type"] not in _OF_TWO_RECORDS]
