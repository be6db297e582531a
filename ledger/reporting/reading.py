"""The rows of a report, out of the ledger: a million messages in seconds, and in little memory."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, or_, select

from domain.reporting.figures import EMPLOYED_FOR, Period, Rows
from domain.reporting.records import Case, Cases, Touch
from ledger.engine import Database
from ledger.reporting.numbers import groups_in, kinds_in
from ledger.schema import applications, team, touch_cases, touches

_AT_ONCE: Final = 20_000


class ReportRows:
    """The rows of one ledger, to read. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, period: Period) -> Rows:
        """All that a report of the period needs, and of the one before it."""
        with self._database.reading() as connection:
            return Rows(self._touches(connection, period), self._cases(connection, period))

    def names(self) -> dict[str, str]:
        """Colleagues' names by their marks, as far as they are known."""
        from domain.people.team import colleague_mark

        with self._database.reading() as connection:
            query = select(applications.c.recruiter, applications.c.recruiter_email).distinct()
            found = [*connection.execute(query), *connection.execute(select(team.c.name, team.c.email))]
        return {mark: name or email for name, email in found if (mark := colleague_mark(name, email))}

    @staticmethod
    def _touches(connection: Connection, period: Period) -> list[Touch]:
        kinds, groups = kinds_in(connection), groups_in(connection)
        t = touches.c
        query = select(
            t.number, t.person, t.application, t.kind, t.grp, t.sent_at, t.slot, t.bounced_at, t.replied_at, t.moved_at
        ).where(t.sent_at >= period.before.since, t.sent_at < period.until)
        found: list[Touch] = []
        seen: dict[int, int] = {}  # a person's number is one object, however many messages they had
        of = seen.setdefault
        for part in connection.execution_options(stream_results=True).execute(query).partitions(_AT_ONCE):
            found += [
                Touch(n, of(who, who), of(app, app), kinds[kind], groups[group], *rest)
                for n, who, app, kind, group, *rest in part
            ]
        return found

    @staticmethod
    def _cases(connection: Connection, period: Period) -> dict[str, Cases]:
        kinds, groups = kinds_in(connection), groups_in(connection)
        c, since = touch_cases.c, period.before.since
        hires = (c.case == "hire") & (c.began_at >= since - EMPLOYED_FOR)
        query = select(
            c.case, c.person, c.application, c.number, c.kind, c.grp, c.began_at, c.due_at, c.met_at, c.value, c.about
        ).where(
            c.began_at < period.until,
            or_(c.began_at >= since, c.met_at >= since, c.due_at >= since, hires),
        )
        found: dict[str, Cases] = {}
        for part in connection.execution_options(stream_results=True).execute(query).partitions(_AT_ONCE):
            for case, who, app, number, kind, group, *rest in part:
                mine = found.get(case)
                if mine is None:
                    mine = found[case] = Cases(case)
                mine.add(Case(case, who, app, number, kinds[kind], groups[group], *rest))
        return found
