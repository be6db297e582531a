"""Who of several processes on one ledger does what only one need do. Lost with the process, whatever ends it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, exc, text

from ledger.engine import Database, lock_key


@contextmanager
def only_one(database: Database, what: str) -> Iterator[Callable[[], bool]]:
    """Asks, and asks again, whether this process is the one; gives it up at the end of the block."""
    holder = _File(database.file, what) if database.is_sqlite else _Session(database, what)
    try:
        yield holder.is_mine
    finally:
        holder.give_up()


class _File:
    """A lock on a file beside the database, which the system takes back from a process that died."""

    def __init__(self, database: Path | None, what: str) -> None:
        self._path = database.with_name(f"{database.name}.{what}") if database else None
        self._held: IO[bytes] | None = None

    def is_mine(self) -> bool:
        if self._held is not None or self._path is None or sys.platform == "win32":
            return True
        import fcntl

        try:
            file = self._path.open("ab")
        except OSError:  # a folder that cannot be written: then nothing else works, either
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._held = file
        return True

    def give_up(self) -> None:
        if self._held is not None:
            self._held.close()


class _Session:
    """A lock of a session of PostgreSQL, which ends with its connection."""

    def __init__(self, database: Database, what: str) -> None:
        self._engine, self._key = database.engine, lock_key(f"only one: {what}")
        self._held: Connection | None = None

    def is_mine(self) -> bool:
        try:
            if self._held is not None:
                self._held.execute(text("SELECT 1"))
                return True
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}).scalar():
                self._held = connection
                return True
            connection.close()
        except exc.SQLAlchemyError:
            self.give_up()
        return False

    def give_up(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            with contextlib.suppress(exc.SQLAlchemyError):
                # Said aloud, for the server may notice only later that a session has ended.
                held.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
            with contextlib.suppress(exc.SQLAlchemyError):
                held.invalidate()  # a pooled connection would keep the lock
                held.close()
