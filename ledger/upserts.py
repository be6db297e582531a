"""Inserts that know what to do where the row is there already, which each database spells in its own dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_or_keep(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert the rows that are not there yet; how many those were."""
    if not rows:
        return 0
    # Without the option the count of an INSERT is gone where the driver's cursor is.
    statement = _insert(connection, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return connection.execute(statement, [dict(row) for row in rows]).rowcount


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; one with the same primary key takes the new values."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), [dict(row) for row in rows])
