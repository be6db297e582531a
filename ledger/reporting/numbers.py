"""Kinds and groups of rows by their numbers: each combination is written once, and named by a million rows."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, func, insert, select

from domain.reporting.records import Case, Group, Kind, Touch
from ledger.engine import Database
from ledger.schema import touch_groups, touch_kinds


class Numbers:
    """What stands in the two tables, remembered. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database: Final = database
        self._lock: Final = threading.Lock()
        self._kinds: dict[Kind, int] = {}
        self._groups: dict[Group, int] = {}

    def of(self, connection: Connection, rows: Sequence[Touch | Case]) -> tuple[dict[Kind, int], dict[Group, int]]:
        """The numbers of all kinds and groups of these rows, within the one transaction that gives such numbers."""
        with self._lock:
            kinds, groups = {one.kind for one in rows}, {one.group for one in rows}
            if kinds - self._kinds.keys():
                self._kinds = self._numbered(connection, touch_kinds, kinds, kinds_in(connection))
            if groups - self._groups.keys():
                self._groups = self._numbered(connection, touch_groups, groups, groups_in(connection))
            return self._kinds, self._groups

    def forget(self) -> None:
        """Read all again: what was numbered may not have been committed."""
        with self._lock:
            self._kinds, self._groups = {}, {}

    @staticmethod
    def _numbered(connection: Connection, table: Table, wanted: Iterable[Any], there: dict[int, Any]) -> dict[Any, int]:
        known = {one: number for number, one in there.items()}
        last = connection.execute(select(func.max(table.c.number))).scalar() or 0
        new = sorted(set(wanted) - known.keys())
        if new:
            rows = [{"number": number, **one._asdict()} for number, one in enumerate(new, last + 1)]
            connection.execute(insert(table), rows)
        return known | {one: number for number, one in enumerate(new, last + 1)}


def kinds_in(connection: Connection) -> dict[int, Kind]:
    """All kinds by their numbers."""
    found = connection.execute(select(touch_kinds)).all()
    return {row.number: Kind(*row[1:]) for row in found}


def groups_in(connection: Connection) -> dict[int, Group]:
    """All groups by their numbers."""
    return {row.number: Group(*row[1:]) for row in connection.execute(select(touch_groups))}
