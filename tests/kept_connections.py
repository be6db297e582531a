"""Connections to PostgreSQL that go from test to test: a new one takes the server 20 ms of CPU to learn the tables.

Only those to ledgers that go from test to test themselves (`PostgresServer.ledger`). Each is handed on like a new one:
outside of any transaction, with its settings as they were, without locks, cursors and channels.
"""

from __future__ import annotations

from collections import defaultdict
from select import select
from typing import Any, Final

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event

_KEPT: Final[defaultdict[tuple[str, str], list[psycopg.Connection]]] = defaultdict(list)
"""By port and database."""

_AS_NEW: Final = b"CLOSE ALL; UNLISTEN *; RESET ALL; SELECT pg_advisory_unlock_all()"


def keep(port: int, database: str) -> None:
    """From now on connections to this database are kept."""
    _KEPT[(str(port), database)] = []


def kept(port: int, database: str) -> list[int]:
    """The numbers of the server's processes that serve those that nobody has now."""
    return [connection.info.backend_pid for connection in _KEPT.get((str(port), database), ())]


def let_go(port: int, database: str) -> None:
    """Close them all, and keep none any more."""
    for connection in _KEPT.pop((str(port), database), ()):
        connection.close()


def handed_on(engine: Engine) -> None:
    """Have an engine take those that are kept, and leave its own."""
    closes = engine.dialect.do_close

    @event.listens_for(engine, "do_connect")
    def take(_dialect: Any, _record: Any, _places: Any, given: dict[str, Any]) -> psycopg.Connection | None:
        spare = _KEPT.get((str(given.get("port")), str(given.get("dbname"))))
        while spare:
            connection = spare.pop()
            if not connection.closed and not select([connection.fileno()], [], [], 0)[0]:
                return connection  # else the server has ended it meanwhile, and said so
            connection.close()
        return None

    def leave(connection: Any) -> None:
        spare = _KEPT.get((str(connection.info.port), connection.info.dbname)) if not connection.closed else None
        if spare is None or not _is_as_new(connection):
            closes(connection)
        else:
            spare.append(connection)

    engine.dialect.do_close = leave  # type: ignore[method-assign]
    engine.dialect.do_terminate = closes  # type: ignore[method-assign]


def _is_as_new(connection: psycopg.Connection) -> bool:
    if connection.info.transaction_status != TransactionStatus.IDLE:
        return False
    try:
        connection.autocommit = True
        connection.execute(_AS_NEW)
        connection.autocommit = False
    except psycopg.Error:
        return False
    return True
