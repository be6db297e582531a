"""The database behind the ledger: connections, reading, the writing transaction, and errors as one sentence each."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, RowMapping, Select, create_engine, event, exc, make_url, text

_Asks = ParamSpec("_Asks")
_Answer = TypeVar("_Answer")

BUSY_SECONDS: Final = 2
"""How long a writer waits for another process (SQLite), and a connection for its answer (PostgreSQL)."""
STATEMENT_SECONDS: Final = 4
"""How long one statement may take on PostgreSQL, waiting for the candidate's lock included; on SQLite how long a
writer waits for its turn among this process's threads. Below the 8 s that a local activity has."""


IN_DOUBT: Final = "The ledger's commit was not confirmed; it will be looked up before anything else is done."
OVERLOADED: Final = "The ledger is overloaded by this process; try again, or move it to PostgreSQL."


class LedgerUnavailable(Exception):
    """The ledger cannot be read or written now; the message is one sentence that says what to do."""


class LedgerBusy(LedgerUnavailable):
    """Somebody else holds the lock for too long; nothing was changed."""


class CommitInDoubt(LedgerUnavailable):
    """The commit itself failed, so that nobody knows whether it holds: look it up, and send nothing on it (R3)."""


class Database:
    """One engine with its manner of writing. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        """`url`: `sqlite:///path` or `postgresql+psycopg://...`. Raises LedgerUnavailable where it is neither."""
        try:
            self.url: Final = make_url(url)
        except (exc.ArgumentError, ValueError):  # a port that is no number is one of the latter
            raise LedgerUnavailable(_BAD_URL) from None
        if self.url.get_backend_name() not in ("sqlite", "postgresql"):
            raise LedgerUnavailable(_BAD_URL)
        self.is_sqlite: Final = self.url.get_backend_name() == "sqlite"
        self.engine: Final = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        # SQLite's own waiting is a lottery in which one of many threads may lose for seconds: so within the
        # process they queue here, and its busy time-out is left for other processes.
        self._turn = threading.Lock()

    @property
    def file(self) -> Path | None:
        """The database's file; None for PostgreSQL and for a database in memory."""
        name = self.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; each statement sees what is committed. Raises LedgerUnavailable."""
        with self.explained(), self.engine.connect() as connection:
            yield connection

    def asked(
        self, question: Callable[Concatenate[Connection, _Asks], _Answer], *given: _Asks.args, **more: _Asks.kwargs
    ) -> _Answer:
        """What a function answers that reads with a connection. Raises LedgerUnavailable."""
        with self.reading() as connection:
            return question(connection, *given, **more)

    def rows(self, query: Select[Any]) -> Sequence[RowMapping]:
        """All that a query finds. Raises LedgerUnavailable."""
        with self.reading() as connection:
            return connection.execute(query).mappings().all()

    def scalars(self, query: Select[_Answer]) -> list[_Answer]:
        """The first column of all that a query finds. Raises LedgerUnavailable."""
        with self.reading() as connection:
            return list(connection.execute(query).scalars())

    def scalar(self, query: Select[_Answer]) -> _Answer | None:
        """The first value that a query finds. Raises LedgerUnavailable."""
        with self.reading() as connection:
            return connection.execute(query).scalar()

    @contextmanager
    def writing(self, subject: str, patience: float = STATEMENT_SECONDS) -> Iterator[Connection]:
        """One writing transaction, alone on its subject; commits at the end, rolls back on an exception. Its turn is
        waited for as long as `patience` (seconds).

        Raises CommitInDoubt where the commit fails, LedgerUnavailable where anything before it does.
        """
        with self.explained(), self.turn(patience):
            connection = self.begun(subject)
            try:
                yield connection
                self.commit(connection)
            finally:
                connection.close()  # rolls back what is not committed

    def commit(self, connection: Connection) -> None:
        """Raises CommitInDoubt."""
        try:
            connection.commit()
        except exc.SQLAlchemyError as error:
            connection.invalidate()  # its transaction is in no known state: nobody may inherit it
            raise CommitInDoubt(IN_DOUBT) from error

    def begun(self, subject: str) -> Connection:
        """A connection with a writing transaction begun, which the caller commits and closes, in their `turn`."""
        try:
            return self._locked(subject)
        except exc.DBAPIError as error:
            # A pooled connection to a server that was restarted: nothing has been written, so once more.
            if not error.connection_invalidated:
                raise
            return self._locked(subject)

    def _locked(self, subject: str) -> Connection:
        connection = self.engine.connect()
        try:
            if self.is_sqlite:
                _begin_immediate(connection)
            else:
                connection.execute(_LOCK, {"key": lock_key(subject)})
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def turn(self, patience: float = STATEMENT_SECONDS) -> Iterator[None]:
        """For as long as the block runs nobody else in this process writes on SQLite. Raises LedgerBusy where it is not
        had within `patience` (seconds).
        """
        if not self.is_sqlite:
            yield
        elif self._turn.acquire(timeout=patience):
            try:
                yield
            finally:
                self._turn.release()
        else:
            raise LedgerBusy(OVERLOADED)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """The driver's errors become one sentence each."""
        try:
            yield
        except exc.TimeoutError as error:
            raise LedgerUnavailable("All connections to the ledger's database are in use; try again.") from error
        except exc.DBAPIError as error:
            sentence = _sqlite_sentence(error) if self.is_sqlite else _postgresql_sentence(error)
            if sentence is None:
                raise
            raise (LedgerBusy if _busy(error) else LedgerUnavailable)(sentence) from error


def batches(many: Sequence[_Answer], size: int = 400) -> Iterator[Sequence[_Answer]]:
    """In parts that fit into one statement of either database."""
    return (many[start : start + size] for start in range(0, len(many), size))


def _begin_immediate(connection: Connection) -> None:
    """SQLite's own waiting looks ever more seldom, and a process that writes all the time leaves it short gaps between
    its transactions: so it is asked to wait a little, over and over.
    """
    until = time.monotonic() + BUSY_SECONDS
    raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    try:
        raw.execute("PRAGMA busy_timeout=20")
    except sqlite3.Error as error:
        connection.invalidate()  # it is of no use to anybody
        raise LedgerUnavailable("A connection to the ledger had been closed; try again.") from error
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except exc.DBAPIError as error:
                if not _busy(error) or time.monotonic() > until:
                    raise
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def lock_key(subject: str) -> int:
    """The 64-bit number under which PostgreSQL locks a subject."""
    return int.from_bytes(hashlib.sha256(f"followup/{subject}".encode()).digest()[:8], signed=True)


_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_BAD_URL = (
    "FOLLOWUP_LEDGER_URL is not an address of a ledger; write sqlite:///path/to/ledger.db or "
    "postgresql+psycopg://user:password@host/database."
)


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        # "rw" opens only what is there: a mere look at a wrong path must not leave an empty ledger behind.
        url = url.set(database=Path(url.database).absolute().as_uri()).update_query_dict({"mode": "rw", "uri": "true"})
    engine = create_engine(
        url,
        hide_parameters=True,  # they are personal
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=5,
        max_overflow=20,
        pool_timeout=BUSY_SECONDS,
        pool_use_lifo=True,  # the connection that wrote last has the pages in its cache that the next one needs
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself: `writing` says BEGIN IMMEDIATE
        connection.execute("PRAGMA synchronous=FULL")  # less loses reservations at a power cut
        connection.execute("PRAGMA secure_delete=ON")  # builds differ; what is erased must not stay in the file

    return engine


def _postgresql_engine(url: URL) -> Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        hide_parameters=True,  # they are personal
        isolation_level="READ COMMITTED",
        connect_args={
            "connect_timeout": BUSY_SECONDS,
            "application_name": "followup",
            "client_encoding": "utf8",  # whatever PGCLIENTENCODING of the shell says
            # A writer that hangs, or whose host is gone, gives up the candidate's lock.
            "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c idle_in_transaction_session_timeout=10s",
            # The server's time-outs do not help where the network swallows everything: these do.
            "tcp_user_timeout": STATEMENT_SECONDS * 1000,
            "keepalives_idle": 2,
            "keepalives_interval": 1,
            "keepalives_count": 3,
        },
        pool_size=10,
        max_overflow=10,
        pool_timeout=BUSY_SECONDS,
    )

    @event.listens_for(engine, "connect")
    def takes_every_letter(connection: Any, _record: Any) -> None:
        """The server has told its encoding with its greeting, so this asks nothing, and nothing has been written."""
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise LedgerUnavailable(_ENCODING.format(encoding, url.database))

    return engine


def _busy(error: exc.DBAPIError) -> bool:
    """SQLite's lock was not had in time, or PostgreSQL's within the statement's."""
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    return name.startswith("SQLITE_BUSY") or getattr(error.orig, "sqlstate", None) == "57014"


def no_such_table(error: LedgerUnavailable) -> bool:
    """Is a table missing, as before `followup setup` and after an upgrade?"""
    cause = error.__cause__
    if not isinstance(cause, exc.DBAPIError):
        return False
    return getattr(cause.orig, "sqlstate", None) == "42P01" or "no such table" in str(cause.orig)


_ENCODING: Final = (
    "The ledger's database {1!r} has the encoding {0}, which does not hold every name; make one with "
    "`createdb --encoding UTF8 --template template0 NAME`, and point FOLLOWUP_LEDGER_URL at it."
)
_NOT_SET_UP = "The ledger has not been set up yet; run `followup setup`, or `followup up` which does it too."
_OLDER: Final = (
    "The ledger's tables are those of an older release; run `followup setup`, or start the worker or gateway."
)
_SQLITE: Final = {
    "SQLITE_BUSY": f"The ledger is held by another process for over {BUSY_SECONDS} s; end that process, or try again.",
    "SQLITE_LOCKED": "The ledger is locked by another command of this process; try again.",
    "SQLITE_FULL": "The disk that holds the ledger is full; free some space, then try again.",
    "SQLITE_IOERR": "The ledger's file cannot be read or written; check its disk, then try again.",
    "SQLITE_READONLY": "The ledger's file may not be written; give this user the right to write it and its folder.",
    "SQLITE_PERM": "The ledger's file may not be opened; give this user the right to it and its folder.",
    "SQLITE_CANTOPEN": "The ledger's file cannot be opened; check FOLLOWUP_LEDGER_URL, or run `followup setup`.",
    "SQLITE_NOTADB": "The ledger's file is not an SQLite database; check FOLLOWUP_LEDGER_URL.",
    "SQLITE_CORRUPT": "The ledger's file is damaged; restore it from a backup.",
}


def _sqlite_sentence(error: exc.DBAPIError) -> str | None:
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name == "SQLITE_ERROR" and "no such table" in str(error.orig):
        return _NOT_SET_UP
    if name == "SQLITE_ERROR" and re.search(r"no such column|has no column", str(error.orig)):
        return _OLDER
    # Extended names such as SQLITE_BUSY_SNAPSHOT begin with the plain one.
    return next((sentence for plain, sentence in _SQLITE.items() if name.startswith(plain)), None)


_POSTGRESQL: Final = {
    "42P01": _NOT_SET_UP,
    "42703": _OLDER,
    "57014": f"The ledger's database took over {STATEMENT_SECONDS} s for a statement; look at its load and locks.",
    "53100": "The disk of the ledger's database is full; free some space, then try again.",
    "53300": "The ledger's database takes no more connections; let it take more, or run fewer workers.",
    "25006": "The ledger's database takes no writes, as a standby does not; point FOLLOWUP_LEDGER_URL at the primary.",
    "42501": "The user of FOLLOWUP_LEDGER_URL lacks rights in the ledger's database; grant them.",
}

_NONE_FREE: Final = re.compile(r"FATAL: .*\b(too many (clients|connections)|connection slots)\b")
"""A server without a free connection, by its words: a connection that it refuses brings no code."""


def _postgresql_sentence(error: exc.DBAPIError) -> str | None:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    for prefix, sentence in _POSTGRESQL.items():
        if state.startswith(prefix):
            return sentence
    if _NONE_FREE.search(str(error.orig)):
        return _POSTGRESQL["53300"]
    if not state and isinstance(error, exc.ProgrammingError):
        return _BAD_URL  # libpq cannot read it, and its words quote the password
    if isinstance(error, (exc.OperationalError, exc.InterfaceError, exc.InternalError)) or error.connection_invalidated:
        # A refused connection has no code: a wrong password looks as a stopped server does.
        return "The ledger's database cannot be reached; check that it runs, and FOLLOWUP_LEDGER_URL in every part."
    return None
