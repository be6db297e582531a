"""What makes a real worker or gateway die at a chosen instant, and what it writes down before (tests/chaos).

The harness arms an instant by putting a file of its name into the process's folder; whoever comes to it first takes the
file away and dies by kill -9. So the harness chooses what dies where, and counts it.

What a worker reserved and posted stands in a journal of its own, written at the instant itself and never by the ledger:
`{"what": "reserved", "key", "attempt", "before", "after", "parts"}`, host times just before and just after the commit,
and how many books shared it. What the ledger's database refused stands there, too: `{"what": "refused", "why"}`.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

from ledger.engine import Database
from ledger.store import Book

INSTANTS: Final = {
    "worker": (
        "before-reservation-commit",
        "after-reservation-commit",
        "before-post",
        "during-post",
        "after-post",
        "before-confirmation-commit",
        "between-commit-and-marker",
        "before-decision-commit",
        "after-decision-commit",
    ),
    "gateway": ("before-inbox-commit", "after-inbox-commit", "before-told-commit", "after-told-commit"),
}
"""Where a process can be told to die. Between commit and marker: the confirmation stands in the ledger, and Temporal
has not heard of it."""

FULL: Final = "disk-full"
"""While a file of this name is there, the ledger's SQLite file may not grow."""

LINGERS: Final = 0.7
"""Seconds for which a share of the sends take their time between the provider's answer and their confirmation."""

_NAMES: Final = {
    "reserve": ("before-reservation-commit", "after-reservation-commit"),
    "confirm": ("before-confirmation-commit", "between-commit-and-marker"),
    "decide": ("before-decision-commit", "after-decision-commit"),
    "inbox": ("before-inbox-commit", "after-inbox-commit"),
    "told": ("before-told-commit", "after-told-commit"),
}
_STATEMENTS: Final = (
    ("INSERT INTO attempts", "reserve"),
    ("UPDATE attempts", "confirm"),
    ("INSERT INTO inbox", "inbox"),
    ("UPDATE inbox", "told"),
    ("INSERT INTO timeline", "decide"),
)
_LARGEST: Final = 1_073_741_823  # pages: SQLite's own limit


class Doom:
    """The instants and the journal of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fired = folder / "fired"
        name = folder / f"journal.{os.getpid()}"
        self._journal = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def die(self, instant: str) -> None:
        """kill -9 of this very process, if the harness wants it to die here."""
        if self.is_meant(instant):
            os.kill(os.getpid(), signal.SIGKILL)

    def is_meant(self, instant: str) -> bool:
        arm = self._folder / instant
        if not os.path.exists(arm):  # noqa: PTH110 - on the way of every message: a tenth of what Path costs
            return False
        try:
            arm.rename(self._fired / f"{instant}.{time.time():.6f}")
        except FileNotFoundError:
            return False
        return True

    def die_within(self, instant: str, seconds: float) -> None:
        """In a moment, whatever is under way then."""
        if self.is_meant(instant):
            threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()

    def write(self, what: str, **fields: Any) -> None:
        """One line, whole even if the process dies right after: one write, appended by the kernel."""
        line = json.dumps({"what": what, "at": time.time(), "pid": os.getpid(), **fields}) + "\n"
        os.write(self._journal, line.encode())

    # ------------------------------------------------------------ the ledger's commits

    def watch_commits(self) -> None:
        """From now on every ledger that is opened in this process tells of its commits. Several books may share one:
        then it is the commit of them all.
        """
        opened = Database.__init__

        def opening(database: Database, url: str) -> None:
            opened(database, url)
            self._listen(database.engine)

        setattr(Database, "__init__", opening)  # noqa: B010 - the type checker knows that it is another
        opened_book, reserve = Book.__init__, Book.reserve

        def opening_a_book(book: Book, connection: Connection, *rest: Any) -> None:
            connection.info.setdefault("doing", []).append("")
            opened_book(book, connection, *rest)

        def reserving(book: Book, **row: Any) -> None:
            reserve(book, **row)
            book._connection.info.setdefault("reserved", []).append((row["touch_key"], row["attempt"]))

        setattr(Book, "__init__", opening_a_book)  # noqa: B010
        setattr(Book, "reserve", reserving)  # noqa: B010

    def _listen(self, engine: Engine) -> None:
        full = self._folder / FULL

        @event.listens_for(engine, "before_cursor_execute")
        def looks(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            for beginning, doing in _STATEMENTS:
                if statement.startswith(beginning):
                    known = connection.info.setdefault("doing", [""])
                    if not known[-1] or doing in ("reserve", "confirm"):
                        known[-1] = doing
                    return

        @event.listens_for(engine, "commit")
        def commits(connection: Any) -> None:
            info = connection.info
            info["committing"] = time.time()
            for names in _names(info):
                self.die(names[0])

        @event.listens_for(engine, "rollback")
        def gives_up(connection: Any) -> None:
            if not connection.invalidated:  # else it has no such thing any more, and asking for it is an error
                _forget(connection.info)

        @event.listens_for(engine, "invalidate")
        def in_doubt(_connection: Any, record: Any, _error: Any) -> None:
            _forget(record.info)  # its commit failed: nothing may be sent on it, and the journal does not say it was

        @event.listens_for(engine, "handle_error")
        def is_refused(context: Any) -> None:
            self.write("refused", why=_why(context.original_exception))

        @event.listens_for(engine, "checkin")
        def is_back(_connection: Any, record: Any) -> None:
            # The connection goes back to its pool right after its commit.
            info = record.info
            if (before := info.get("committing")) is not None:
                after = time.time()
                for key, attempt in info.get("reserved", ()):
                    parts = len(info.get("doing", ()))
                    self.write("reserved", key=key, attempt=attempt, before=before, after=after, parts=parts)
                for names in _names(info):
                    self.die(names[1])
            _forget(info)

        if engine.dialect.name == "sqlite":

            @event.listens_for(engine, "checkout")
            def grows(connection: Any, record: Any, _proxy: Any) -> None:
                wanted = full.exists()
                if wanted != record.info.get("full", False):
                    record.info["full"] = wanted
                    pages = connection.execute("PRAGMA page_count").fetchone()[0] if wanted else _LARGEST
                    connection.execute(f"PRAGMA max_page_count={pages}")


def _why(error: BaseException) -> str:
    """What the database said, without anything personal: a code, or what kind of error it is."""
    for known in ("sqlite_errorname", "sqlstate"):
        if code := getattr(error, known, None):
            return str(code)
    for words in ("too many clients", "connection slots", "Connection refused", "starting up", "shutting down"):
        if words in str(error):
            return words
    return type(error).__name__


def _names(info: dict[str, Any]) -> list[tuple[str, str]]:
    """The instants of what this transaction does, each once."""
    return [_NAMES[doing] for doing in dict.fromkeys(info.get("doing", ())) if doing]


def _forget(info: dict[str, Any]) -> None:
    for name in ("doing", "committing", "reserved"):
        info.pop(name, None)
