"""The rows of a report, out of the ledger: a million messages in seconds, and in little memory."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from sys import intern
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, or_, select

from domain.events import Event
from domain.reporting.figures import Period, Rows
from domain.reporting.records import CASES, BareCases, Cases, Touch
from domain.reporting.rows import EMPLOYED_FOR
from domain.reporting.segments import values_of
from ledger.engine import Database
from ledger.reporting import answers
from ledger.reporting.numbers import groups_in, kinds_in
from ledger.schema import applications, team, touch_cases, touches

_AT_ONCE: Final = 50_000


class ReportRows:
    """The rows of one ledger, to read. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, period: Period, *, parted: bool = True) -> Rows:
        """All that a report of the period needs, and of the one before it. `parted`: it asks for parts, by job or by
        colleague, say; without that, less is read.
        """
        with self._database.reading() as connection, _no_cycles():
            return Rows(self._touches(connection, period), self._cases(connection, period, parted=parted))

    def names(self) -> dict[str, str]:
        """Colleagues' names by their marks, as far as they are known."""
        from domain.people.team import colleague_mark

        with self._database.reading() as connection:
            query = select(applications.c.recruiter, applications.c.recruiter_email).distinct()
            found = [*connection.execute(query), *connection.execute(select(team.c.name, team.c.email))]
        return {mark: name or email for name, email in found if (mark := colleague_mark(name, email))}

    def values(self, by: str) -> list[str]:
        """What there is on record to choose from."""
        with self._database.reading() as connection:
            return values_of(by, kinds_in(connection).values(), groups_in(connection).values())

    def interviewed(self, since: int, until: int) -> Iterator[tuple[str, list[Event]]]:
        """Everybody with an interview between two instants, with their whole record."""
        from ledger.reporting.interviewed import records

        return records(self._database, since, until)

    @staticmethod
    def _touches(connection: Connection, period: Period) -> list[Touch]:
        kinds, groups = kinds_in(connection), groups_in(connection)
        t = touches.c
        wanted = t.sent_at >= period.before.since, t.sent_at < period.until
        columns = t.person, t.application, t.kind, t.grp, t.sent_at, t.slot, t.bounced_at, t.replied_at, t.moved_at
        found: list[Touch] = []
        same: dict[int, int] = {}  # a person's number is one object, however many messages they had
        of = same.setdefault
        for part in _spans(connection, t.number, wanted):
            query = select(*(_together(connection, column) for column in columns)).where(part, *wanted)
            person, application, kind, group, *rest = (_list(one) for one in connection.execute(query).one())
            rows = zip(
                repeat(0), map(of, person, person), map(of, application, application), map(kinds.__getitem__, kind),
                map(groups.__getitem__, group), *rest, strict=False,
            )  # fmt: skip
            found.extend(map(Touch._make, rows))
        return found

    @staticmethod
    def _cases(connection: Connection, period: Period, *, parted: bool) -> dict[str, Cases]:
        kinds, groups = kinds_in(connection), groups_in(connection)
        c, since = touch_cases.c, period.before.since
        hires = (c.case == "hire") & (c.began_at >= since - EMPLOYED_FOR)
        lasts = or_(c.began_at >= since, c.met_at >= since, c.due_at >= since, hires)
        lately = c.began_at < period.until, lasts
        ever = (c.began_at <= period.known_until,)  # answers count together with those before (domain.reporting)
        instants = c.application, c.began_at, c.due_at, c.met_at, c.value
        whole = c.person, *instants, c.kind, c.grp, c.about
        found: dict[str, Cases] = {}
        for case in CASES:
            is_bare, wanted = case in _BARE and not parted, ever if case == "survey" else lately
            found[case] = mine = BareCases(case) if is_bare else Cases(case)
            for part in _spans(connection, c.person, (c.case == case, *wanted)):
                columns = instants if is_bare else whole
                query = select(*(_together(connection, column) for column in columns))
                row = [_list(one) for one in connection.execute(query.where(c.case == case, part, *wanted)).one()]
                if isinstance(mine, BareCases):
                    mine.extend_bare(*row)
                    continue
                person, application, *rest, kind, group, about = row
                if case == answers.SURVEY:
                    said = [answers.opened_case(connection, *one) for one in zip(rest[-1], about, strict=True)]
                    rest[-1], about = [value for value, _ in said], [words for _, words in said]
                numbers = (person, application, [0] * len(person), *rest)
                mine.extend(numbers, map(kinds.__getitem__, kind), map(groups.__getitem__, group), map(intern, about))
        return found


_BARE: Final = ("acknowledged", "thanked", "promise", "answer", "owed", "silence", "word", "reached", "interaction")
"""Cases of which the figures ask for nothing but instants, unless a part of them is asked for."""


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Python doesn't look for cycles meanwhile: there are none in rows, and looking took half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _spans(
    connection: Connection, column: ColumnElement[int], wanted: Sequence[ColumnElement[bool]]
) -> Iterator[ColumnElement[bool]]:
    """The rows in parts of about so many, by spans of a column."""
    query = select(func.min(column), func.max(column), func.count()).where(*wanted)
    first, last, count = connection.execute(query).one()
    if not count:
        return
    width = max(1, (last - first + 1) * _AT_ONCE // count)
    for start in range(first, last + 1, width):
        yield column.between(start, start + width - 1)


def _together(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of many rows as one value: a row at a time, a million of them take most of a report's time."""
    is_sqlite = connection.dialect.name == "sqlite"
    return func.json_group_array(column) if is_sqlite else func.array_agg(column)


def _list(value: Any) -> list[Any]:
    """The values of such a column, in the order of the rows."""
    found: list[Any] = json.loads(value) if isinstance(value, str) else value or []
    return found
