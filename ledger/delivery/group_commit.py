"""One commit for many: on SQLite those who write at the same time share a transaction, and its one sync.

SQLite has one writer at a time, and what a writer waits for is mostly the disk. So whoever comes first leads: it takes
the turn, carries out its own part and the parts that have come meanwhile, each behind a savepoint of its own, commits
once, and tells everybody how it ended. Nobody goes on before the commit that holds their part has been confirmed (R3:
a reservation is on disk before its message goes out). What ends something goes before what begins something: under
load few messages are on their way at once, few are in doubt if the process dies, and a channel's places are soon free.

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

from ledger.engine import IN_DOUBT, OVERLOADED, STATEMENT_SECONDS, CommitInDoubt, Database, LedgerUnavailable

MOST: Final = 50
"""Parts that may share a commit."""
LONGEST: Final = 0.05
"""Seconds after which a transaction takes in nobody else: the first in it waits as long for its commit, and so does
another process for its turn."""

_SHORTEST_TURN_TIMEOUT: Final = 0.5
"""Seconds for which even one that has waited long waits for its turn: if it gives up, so do all who wait with it."""

_NOTHING_CHANGED: Final = "The ledger took back a transaction that several shared, and changed nothing; try again."

T = TypeVar("T")


class SharedCommits:
    """Writing transactions over one database, shared where that saves a sync. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mutex = threading.Lock()  # over the three below, and over who leads
        self._ending: deque[_Part] = deque()
        self._waiting: deque[_Part] = deque()
        self._is_led = False

    def write(self, subject: str, body: Callable[[Connection], T], *, ends: bool = False) -> T:
        """What `body` gives, once its transaction is committed; its exception, once its part is taken back.

        It goes before those that wait where it `ends` what an earlier one began.

        `body` may run in another thread that writes at the same time, in this one's context, and within one
        transaction with other bodies: so it waits for nothing, and does not write to the ledger by any other way.
        Raises CommitInDoubt where the commit fails, LedgerUnavailable where anything before it does.
        """
        if not self._database.is_sqlite:  # there every candidate has a lock of their own, and the server shares syncs
            with self._database.writing(subject) as connection:
                return body(connection)
        part = _Part(cast(Callable[[Connection], Any], body), ends)
        with self._mutex:
            leads, self._is_led = not self._is_led, True
            if not leads:
                self._queue_of(part).append(part)
        if leads or self._waits_in_vain(part):
            self._lead(part)
        with self._database.explained():
            return cast(T, part.outcome())

    def _queue_of(self, part: _Part) -> deque[_Part]:
        return self._ending if part.ends else self._waiting

    def _waits_in_vain(self, part: _Part) -> bool:
        """Wait until the part is settled, or until it is this one's turn to lead, which is True."""
        try:
            if not part.woken.wait(STATEMENT_SECONDS) and not self._gives_up(part):
                part.woken.wait()  # somebody has it in hand, and nobody knows how it ends before they do
        except BaseException:  # this thread is wanted elsewhere
            if not self._gives_up(part) and part.leads:
                self._pass_on()
            raise
        return part.leads

    def _gives_up(self, part: _Part) -> bool:
        """Leave the queue. False where somebody has taken the part up, or has left it the lead."""
        with self._mutex:
            if part.leads or part not in self._queue_of(part):
                return False
            self._queue_of(part).remove(part)
        part.failed(LedgerUnavailable(OVERLOADED))
        return True

    # ------------------------------------------------------------ the one who leads

    def _lead(self, own: _Part) -> None:
        """Carry out its own part and what waits, commit it, let the next one lead, and tell everybody."""
        parts: list[_Part] = []
        try:
            with self._database.turn(max(_SHORTEST_TURN_TIMEOUT, own.came_at + STATEMENT_SECONDS - time.monotonic())):
                self._carry_out(own, parts)
        except Exception as error:
            # Before anything was written: all who wait hear it now, for each of them would wait for it as long.
            parts += [own, *self._all_who_wait()]
            for part in parts:
                part.failed(error)
        finally:
            self._pass_on()
            for part in parts:
                part.failed(LedgerUnavailable(_NOTHING_CHANGED))  # unless it knows better already
                part.woken.set()

    def _carry_out(self, own: _Part, parts: list[_Part]) -> None:
        """One transaction; raises where it cannot be begun. `parts` is filled with those who are in it."""
        connection = self._database.begun("")
        until = time.monotonic() + LONGEST  # from here on: the wait for another process is nobody's fault here
        try:
            part: _Part | None = own
            while part is not None:
                parts.append(part)
                part.carry_out(connection, alone=part is own)
                if not _is_open(connection):
                    # SQLite took all of it back by itself, as with a disk that fails. What the last part did after
                    # that is nobody's transaction.
                    part.failed(CommitInDoubt(IN_DOUBT))
                    return
                if part.has_failed and part is own:
                    return  # without a savepoint everything goes back, which is its own part only
                part = self._next() if len(parts) < MOST and time.monotonic() < until else None
            try:
                self._database.commit(connection)
                for part in parts:
                    part.is_committed = True
            except CommitInDoubt as error:
                for part in parts:
                    part.failed(error)
            except BaseException:  # this thread is wanted elsewhere, and the commit may hold
                for part in parts:
                    part.failed(CommitInDoubt(IN_DOUBT))
                raise
        finally:
            connection.close()  # rolls back what is not committed

    def _next(self) -> _Part | None:
        with self._mutex:
            return self._first()

    def _first(self) -> _Part | None:
        queue = self._ending or self._waiting
        return queue.popleft() if queue else None

    def _all_who_wait(self) -> list[_Part]:
        with self._mutex:
            waiting = [*self._ending, *self._waiting]
            self._ending.clear()
            self._waiting.clear()
            return waiting

    def _pass_on(self) -> None:
        """Whoever would be next leads from now on, with its own part in hand."""
        with self._mutex:
            following = self._first()
            self._is_led = following is not None
            if following is not None:
                following.leads = True
                following.woken.set()


class _Part:
    """What one of them wants to have written, and how that ended."""

    def __init__(self, body: Callable[[Connection], Any], ends: bool) -> None:
        self.ends: Final = ends
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
