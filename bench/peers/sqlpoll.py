"""A cron-like poll over SQL: one row per person, and once a second a few threads send all that is due.

A row is locked while its touch is sent, and what was sent is committed with the time of the next one, touch by touch.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from bench.peers.installation import Installation, ready_mark
from bench.peers.servers import PostgreSQL
from bench.work import Sink, Work

THREADS = 8
TABLE = """
CREATE TABLE follow_up (
    person text PRIMARY KEY, touch integer NOT NULL DEFAULT 1, due_at timestamptz, replied_at timestamptz
);
CREATE INDEX ON follow_up (due_at) WHERE replied_at IS NULL
"""
DUE = """
SELECT person, touch FROM follow_up WHERE due_at <= now() AND replied_at IS NULL
ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
"""
DONE = """
UPDATE follow_up SET touch = touch + 1,
    due_at = CASE WHEN touch < %(touches)s THEN clock_timestamp() + %(cadence)s * interval '1 second' END
WHERE person = %(person)s
"""


class SqlPoll(Installation):
    name = "sqlpoll"
    is_what = "a poll over PostgreSQL, once a second"
    _server: PostgreSQL

    def __init__(self, work: Work, folder: Path) -> None:
        super().__init__(work, folder, PostgreSQL())
        self._mine = threading.local()  # a connection for each caller
        self._opened: list[psycopg.Connection] = []

    def open(self) -> None:
        (self.folder / "url").write_text(self._server.url)
        with psycopg.connect(self._server.url, autocommit=True) as connection:
            connection.execute(TABLE)

    def close(self) -> None:
        for connection in self._opened:
            connection.close()

    def _execute(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        connection = getattr(self._mine, "connection", None)
        if connection is None or connection.closed:
            connection = self._mine.connection = psycopg.connect(self._server.url, autocommit=True)
            self._opened.append(connection)
        cursor = connection.execute(statement.encode(), parameters)
        return cursor.fetchall() if cursor.description else []

    def enrol_one(self, person: str) -> None:
        due = "INSERT INTO follow_up (person, due_at) VALUES (%s, now() + %s * interval '1 second')"
        self._execute(due, person, self.work.first)

    def reply(self, person: str) -> None:
        self._execute("UPDATE follow_up SET replied_at = now() WHERE person = %s", person)

    def story(self, person: str) -> list[str]:
        found = self._execute("SELECT touch - 1, due_at, replied_at FROM follow_up WHERE person = %s", person)
        return [f"{sent} sent, next at {due}, replied at {replied}" for sent, due, replied in found]


def run_worker(folder: Path) -> None:
    work, url = Work.read(folder), (folder / "url").read_text()
    sink = Sink(folder, work.answer)
    for _ in range(THREADS):
        threading.Thread(target=_poll, args=(work, sink, url), daemon=True).start()
    ready_mark(folder).touch()
    threading.Event().wait()


def _poll(work: Work, sink: Sink, url: str) -> None:
    while True:
        with suppress(psycopg.OperationalError), psycopg.connect(url) as connection:
            while True:
                while _send_one(connection, work, sink):
                    pass
                time.sleep(1)


def _send_one(connection: psycopg.Connection, work: Work, sink: Sink) -> bool:
    """Send what has been due the longest; False where nothing is due."""
    with connection.transaction():
        found = connection.execute(DUE).fetchone()
        if found is None:
            return False
        person, number = found
        sink.send(person, number)
        connection.execute(DONE, {"person": person, "touches": work.touches, "cadence": work.cadence})
        return True
