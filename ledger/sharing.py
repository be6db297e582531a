"""One commit for many: on SQLite those who write at the same time share a transaction, and its one sync.

SQLite has one writer at a time, and what a writer waits for is mostly the disk. So whoever comes first leads: it takes
the turn, carries out its own part and the parts that have come meanwhile, each behind a savepoint of its own, commits
once, and tells everybody how it ended. Nobody goes on before the commit that holds their part has been confirmed (R3:
a reservation is on disk before its message goes out).

A part that fails takes back its own and no more. A commit that fails is in doubt for all who are in it. Whoever is
alone pays nothing for it: one BEGIN, one COMMIT, no savepoint.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection

from ledger.engine import STATEMENT_SECONDS, CommitInDoubt, Database, LedgerUnavailable

MOST: Final = 50
"""Parts that may share a commit."""
LONGEST: Final = 0.05
"""Seconds after which a transaction takes in nobody else: the first in it waits as long for its commit, and so does
another process for its turn."""

_NOTHING_CHANGED: Final = "The ledger took back a transaction that several shared, and changed nothing; try again."
_IN_DOUBT: Final = "The ledger's commit was not confirmed; it will be looked up before anything else is done."

T = TypeVar("T")


class SharedCommits:
    """Writing transactions over one database, shared where that saves a sync. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mutex = threading.Lock()  # over the two below, and over who leads
        self._waiting: deque[_Part] = deque()
        self._is_led = False

    def write(self, subject: str, body: Callable[[Connection], T]) -> T:
        """What `body` gives, once its transaction is committed; its exception, once its part is taken back.

        `body` may run in another thread that writes at the same time, in this one's context, and within one
        transaction with other bodies: so it waits for nothing, and does not write to the ledger by any other way.
        Raises CommitInDoubt where the commit fails, LedgerUnavailable where anything before it does.
        """
        if not self._database.is_sqlite:  # there every candidate has a lock of their own, and the server shares syncs
            with self._database.writing(subject) as connection:
                return body(connection)
        part = _Part(cast(Callable[[Connection], Any], body))
        with self._mutex:
            self._waiting.append(part)
            leads, self._is_led = not self._is_led, True
        if leads or self._waits_in_vain(part):
            self._lead(part.came_at + STATEMENT_SECONDS)
        with self._database.explained():
            return cast(T, part.outcome())

    def _waits_in_vain(self, part: _Part) -> bool:
        """Wait until the part is settled, or until it is this one's turn to lead, which is True."""
        try:
            if not part.woken.wait(STATEMENT_SECONDS) and not self._gives_up(part):
                part.woken.wait()  # somebody has it in hand, and nobody knows how it ends before they do
        except BaseException:  # this thread is wanted elsewhere
            if not self._gives_up(part) and part.leads:
                self._pass_on(instead_of=part)
            raise
        return part.leads

    def _gives_up(self, part: _Part) -> bool:
        """Leave the queue. False where somebody has taken the part up, or has left it the lead."""
        with self._mutex:
            if part.leads or part not in self._waiting:
                return False
            self._waiting.remove(part)
        part.failed(LedgerUnavailable("The ledger is overloaded by this process; try again, or move it to PostgreSQL."))
        return True

    # ------------------------------------------------------------ the one who leads

    def _lead(self, until: float) -> None:
        """Carry out what waits, commit it, let the next one lead, and tell everybody."""
        parts: list[_Part] = []
        try:
            with self._database.turn(max(0.0, until - time.monotonic())):
                self._carry_out(parts)
        except Exception as error:
            # Before anything was written: all who wait hear it now, for each of them would wait for it as long.
            parts += self._all_who_wait()
            for part in parts:
                part.failed(error)
        finally:
            self._pass_on()
            for part in parts:
                part.failed(LedgerUnavailable(_NOTHING_CHANGED))  # unless it knows better already
                part.woken.set()

    def _carry_out(self, parts: list[_Part]) -> None:
        """One transaction; raises where it cannot be begun. `parts` is filled with those who are in it."""
        connection = self._database.begun("")
        until = time.monotonic() + LONGEST  # from here on: the wait for another process is nobody's fault here
        try:
            while len(parts) < MOST and (not parts or time.monotonic() < until) and (part := self._next()):
                parts.append(part)
                part.carry_out(connection, alone=len(parts) == 1)
                if not _is_open(connection):
                    # SQLite took all of it back by itself, as with a disk that fails. What the last part did after
                    # that is nobody's transaction.
                    part.failed(CommitInDoubt(_IN_DOUBT))
                    return
                if part.has_failed and len(parts) == 1:
                    return  # without a savepoint everything goes back, which is its own part only
            try:
                self._database.commit(connection)
            except CommitInDoubt as error:
                for part in parts:
                    part.failed(error)
            except BaseException:  # this thread is wanted elsewhere, and the commit may hold
                for part in parts:
                    part.failed(CommitInDoubt(_IN_DOUBT))
                raise
            else:
                for part in parts:
                    part.is_committed = True
        finally:
            connection.close()  # rolls back what is not committed

    def _next(self) -> _Part | None:
        with self._mutex:
            return self._waiting.popleft() if self._waiting else None

    def _all_who_wait(self) -> list[_Part]:
        with self._mutex:
            waiting = list(self._waiting)
            self._waiting.clear()
            return waiting

    def _pass_on(self, instead_of: _Part | None = None) -> None:
        """Whoever waits longest leads from now on."""
        with self._mutex:
            if instead_of is not None and instead_of in self._waiting:
                self._waiting.remove(instead_of)
            self._is_led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].woken.set()


class _Part:
    """What one of them wants to have written, and how that ended."""

    def __init__(self, body: Callable[[Connection], Any]) -> None:
        self._body = body
        self._context = copy_context()
        self._result: Any = None
        self._error: Exception | None = None
        self.is_committed = False
        self.leads = False
        self.came_at: Final = time.monotonic()
        self.woken: Final = threading.Event()  # it is settled, or leads

    @property
    def has_failed(self) -> bool:
        return self._error is not None

    def failed(self, error: Exception) -> None:
        """What is known already stays."""
        if not self.is_committed and self._error is None:
            self._error = error

    def carry_out(self, connection: Connection, *, alone: bool) -> None:
        """Its own writing. Raises LedgerUnavailable where the others' cannot be told from it any more."""
        raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        if not alone:
            _control(raw, "SAVEPOINT part")
        try:
            self._result = self._context.run(self._body, connection)
        except Exception as error:
            self.failed(error)
            if not alone and _is_open(connection):
                _control(raw, "ROLLBACK TO part")
        if not alone and _is_open(connection):
            _control(raw, "RELEASE part")

    def outcome(self) -> Any:
        """The body's result. Raises what went wrong."""
        if self.is_committed and self._error is None:
            return self._result
        error = self._error or LedgerUnavailable(_NOTHING_CHANGED)
        # The error of a transaction is everybody's in it: each raises one of their own.
        raise (type(error)(str(error)) if isinstance(error, LedgerUnavailable) else error) from error.__cause__


def _is_open(connection: Connection) -> bool:
    if connection.invalidated:
        return False
    return bool(cast(sqlite3.Connection, connection.connection.dbapi_connection).in_transaction)


def _control(raw: sqlite3.Connection, statement: str) -> None:
    """Not by way of SQLAlchemy, which takes ten times as long for it."""
    try:
        raw.execute(statement)
    except sqlite3.Error as error:
        raise LedgerUnavailable(_NOTHING_CHANGED) from error
