"""The rows of a report, out of the ledger: a million messages in seconds, and in little memory."""

from __future__ import annotations

import gc
import json
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Integer, and_, func, literal_column, or_, select, text

from domain.events import Event
from domain.reporting.figures import Period, Rows
from domain.reporting.records import CASES, COLUMNS, NEEDED, Cases, Touch
from domain.reporting.rows import EMPLOYED_FOR
from domain.reporting.segments import chosen, has_part, values_of
from ledger.engine import Database
from ledger.reporting import answers
from ledger.reporting.numbers import groups_in, kinds_in
from ledger.schema import applications, team, touch_cases, touches

_AT_ONCE: Final = 50_000
_MOST_NAMED: Final = 5_000
"""So many kinds or groups a query names; where more are wanted it is left to `segments.where`."""

_SLOTS: Final = range(7 * 24)
_MISSING: Final = -(1 << 62)
"""Stands for what a column doesn't have, where its values come as bytes."""


class ReportRows:
    """The rows of one ledger, to read. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(
        self,
        period: Period,
        *,
        parted: bool = True,
        where: Sequence[tuple[str, str]] = (),
        whole: bool = False,
    ) -> Rows:
        """All that a report of the period needs, and of the one before it. `parted`: it asks for parts, by job or by
        colleague, say; without that, less is read. `where`: it asks for what is in all of these parts alone, so that
        the rest need not be handed out. `whole`: with all that is on record of a case, also what no figure asks for.
        """
        with self._database.reading() as connection, no_cycles():
            if not self._database.is_sqlite:  # it takes longer to compile the statements than to run them
                connection.execute(text("SET LOCAL jit = off"))
            reader = _Reader(connection, period, where)
            return Rows(reader.touches(), reader.cases(parted=parted or bool(where), whole=whole))

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


class _Reader:
    """The rows of one report, read with one connection."""

    def __init__(self, connection: Connection, period: Period, where: Sequence[tuple[str, str]]) -> None:
        self._connection, self._period = connection, period
        self._kinds, self._groups = kinds_in(connection), groups_in(connection)
        self._only = chosen(where, self._kinds, self._groups)
        self._named = [by for by, _ in where]

    def touches(self) -> list[Touch]:
        t, only = touches.c, self._only
        wanted = [t.sent_at >= self._period.before.since, t.sent_at < self._period.until]
        wanted += _among(t.kind, only.kinds, self._kinds) + _among(t.grp, only.groups, self._groups)
        wanted += _among(t.slot, only.slots, _SLOTS)
        limits = select(func.min(t.number), func.max(t.number), func.count()).where(*wanted)
        whatever = t.person, t.application, t.kind, t.grp, t.sent_at, t.slot
        later = t.bounced_at, t.replied_at, t.moved_at
        found: list[Touch] = []
        same: dict[int, int] = {}  # a person's number is one object, however many messages they had
        of, kinds, groups = same.setdefault, self._kinds.__getitem__, self._groups.__getitem__
        for span in _spans(t.number, *self._connection.execute(limits).one()):
            person, application, kind, group, *rest = self._columns([*whatever, *later], [span, *wanted])
            rows = zip(
                repeat(0), map(of, person, person), map(of, application, application), map(kinds, kind),
                map(groups, group), *rest[:2], *(_or_none(one) for one in rest[2:]), strict=False,
            )  # fmt: skip
            found.extend(map(Touch._make, rows))
        return found

    def cases(self, *, parted: bool, whole: bool) -> dict[str, Cases]:
        c, since = touch_cases.c, self._period.before.since
        hires = (c.case == "hire") & (c.began_at >= since - EMPLOYED_FOR)
        lasts = or_(c.began_at >= since, c.met_at >= since, c.due_at >= since, hires)
        lately = [c.began_at < self._period.until, lasts, *_among(c.grp, self._only.groups, self._groups)]
        ever = [c.began_at <= self._period.known_until]  # answers count together with those before (domain.reporting)
        is_answer = c.case == answers.SURVEY
        limits = select(c.case, func.min(c.person), func.max(c.person), func.count()).group_by(c.case)
        limits = limits.where(or_(and_(is_answer, *ever), and_(~is_answer, *lately)))
        spans = {case: span for case, *span in self._connection.execute(limits)}
        found: dict[str, Cases] = {}
        for case in CASES:
            if not all(has_part(by, case) for by in self._named):
                continue  # none of them is in such a part
            wanted = [c.case == case, *(ever if case == answers.SURVEY else lately)]
            if case == "interaction":
                wanted += _among(c.kind, self._only.kinds, self._kinds)
            is_whole = whole or case not in NEEDED
            columns = COLUMNS if is_whole else NEEDED[case]
            shared = ["kind"] if is_whole or (parted and case == "interaction") else []
            shared += ["grp"] if is_whole or parted else []
            found[case] = Cases(case, columns=columns, kinds=self._kinds, groups=self._groups)
            for span in _spans(c.person, *spans.get(case, (0, 0, 0))):
                self._extend(found[case], [*columns, *shared], [span, *wanted], is_whole=is_whole)
        return found

    def _extend(
        self, found: Cases, names: Sequence[str], where: Sequence[ColumnElement[bool]], *, is_whole: bool
    ) -> None:
        c = touch_cases.c
        read = dict(zip(names, self._columns([c[name] for name in names], where), strict=True))
        about: Iterable[str] = ()
        if is_whole:
            texts = select(_together(self._connection, c.about)).where(*where)
            about = _list(self._connection.execute(texts).scalar_one())
            if found.case == answers.SURVEY:
                pairs = zip(read["value"], about, strict=True)
                said = [answers.opened_case(self._connection, value, words) for value, words in pairs]
                read["value"], about = [value for value, _ in said], [words for _, words in said]
        found.extend(read, read.get("kind", ()), read.get("grp", ()), map(sys.intern, about))

    def _columns(
        self, columns: Sequence[ColumnElement[Any]], where: Sequence[ColumnElement[bool]]
    ) -> list[Sequence[int]]:
        """Columns of many rows, each as one value: a row at a time, a million of them take most of a report's time."""
        query = select(*(_together(self._connection, column) for column in columns)).where(*where)
        return [_list(value) for value in self._connection.execute(query).one()]


def _among(
    column: ColumnElement[Any], numbers: frozenset[int] | None, there: Collection[int]
) -> list[ColumnElement[bool]]:
    """That it is one of these, where they aren't all that there are."""
    if numbers is None or len(numbers) == len(there) or len(numbers) > _MOST_NAMED:
        return []
    return [column.in_(sorted(numbers))]


@contextmanager
def no_cycles() -> Iterator[None]:
    """Python doesn't look for cycles meanwhile: there are none in rows, and looking took half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _spans(
    column: ColumnElement[int], first: int | None, last: int | None, count: int
) -> Iterator[ColumnElement[bool]]:
    """The rows in parts of about so many, by spans of a column."""
    if first is None or last is None or not count:
        return
    width = max(1, (last - first + 1) * _AT_ONCE // count)
    for start in range(first, last + 1, width):
        yield column.between(start, start + width - 1)


def _together(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of many rows as one value. PostgreSQL writes numbers as eight bytes each, which nobody has to parse."""
    if connection.dialect.name == "sqlite":
        return func.json_group_array(column)
    if not isinstance(column.type, Integer):
        return func.array_agg(column)
    given = func.coalesce(column, literal_column(str(_MISSING))) if column.nullable else column
    return func.string_agg(func.int8send(given), literal_column("''::bytea"))


def _list(value: Any) -> Any:
    """The values of such a column, in the order of the rows."""
    if isinstance(value, bytes | memoryview):
        numbers = array("q")
        numbers.frombytes(value)
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers
    return json.loads(value) if isinstance(value, str) else value or []


def _or_none(values: Sequence[int | None]) -> Iterable[int | None]:
    return [None if one == _MISSING else one for one in values] if isinstance(values, array) else values
