"""Inserts that know what to do where the row is there already, which each database spells in its own dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

Row = Mapping[str, Any]


def insert_or_keep(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert the rows that are not there yet; how many those were."""
    if not rows:
        return 0
    return connection.execute(_keeping(connection.dialect.name, table), [dict(row) for row in rows]).rowcount


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; one with the same primary key takes the new values."""
    if not rows:
        return
    connection.execute(_replacing(connection.dialect.name, table, tuple(rows[0])), [dict(row) for row in rows])


@cache
def _keeping(dialect: str, table: Table) -> Any:
    """Built once, as below: building a statement costs more than running it."""
    # Without the option the count of an INSERT is gone where the driver's cursor is.
    return _insert(dialect, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _replacing(dialect: str, table: Table, names: tuple[str, ...]) -> Any:
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def _insert(dialect: str, table: Table) -> Any:
    """Only the dialect that is used is loaded: the other one costs each command a tenth of its start."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
