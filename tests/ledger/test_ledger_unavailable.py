"""A ledger that cannot be had is one sentence, soon; and a commit in doubt is told apart from one that failed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from ledger.engine import LedgerBusy
from ledger.store import CommitInDoubt, Ledger, LedgerUnavailable
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, opened, person, reserve
from tests.postgres import PostgresServer

KEY = f"{ANN}/a1/applied.1/acknowledge/1"
HOLD = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def on_postgres(postgres_server: PostgresServer) -> Iterator[Ledger]:
    with postgres_server.ledger() as url:
        ledger = Ledger(url, KEYS)
        yield ledger
        ledger.close()


@contextmanager
def timed(at_least: float, at_most: float) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert at_least <= time.monotonic() - started <= at_most


def test_held_by_another_process_it_gives_up_after_two_seconds(on_sqlite: Ledger, sqlite_file: Path) -> None:
    append(on_sqlite, noted(1))
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(sqlite_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    holder.stdout.readline()
    try:
        with timed(1.9, 8), pytest.raises(LedgerUnavailable, match="held by another process"):
            append(on_sqlite, noted(2))
        assert len(on_sqlite.timeline(ANN)) == 1  # readers are not in its way
    finally:
        holder.communicate(b"", timeout=60)
        holder.stdout.close()
    append(on_sqlite, noted(2))


def test_a_ledger_that_was_never_set_up_says_so(bare_url: str) -> None:
    ledger = Ledger(bare_url, KEYS)
    with pytest.raises(LedgerUnavailable, match="followup setup"):
        ledger.status(ANN)
    with pytest.raises(LedgerUnavailable, match="followup setup"):
        append(ledger, noted(1))
    ledger.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/db", ""])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(LedgerUnavailable, match="FOLLOWUP_LEDGER_URL"):
        Ledger(url, KEYS)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann, " * 500)
    ledger = Ledger(f"sqlite:///{tmp_path / 'letter.txt'}", KEYS)
    with pytest.raises(LedgerUnavailable, match="not an SQLite database"):
        ledger.migrate()
    ledger.close()


def test_a_look_at_a_wrong_path_leaves_nothing_behind(sqlite_file: Path) -> None:
    ledger = Ledger(f"sqlite:///{sqlite_file}", KEYS)
    with pytest.raises(LedgerUnavailable, match="cannot be opened"):
        ledger.status(ANN)
    ledger.close()
    assert not sqlite_file.exists()


def test_a_full_disk_is_named(on_sqlite: Ledger) -> None:
    full = pytest.raises(LedgerUnavailable, match="disk that holds the ledger is full")
    with full, on_sqlite.book(ANN) as book:
        pages = book._connection.exec_driver_sql("PRAGMA page_count").scalar()
        book._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        book.append([noted(k, "long " * 300) for k in range(100)], person(), NOW)
    assert not on_sqlite.known(ANN)


def test_a_database_that_is_down_is_said_at_once() -> None:
    ledger = Ledger("postgresql+psycopg://followup@127.0.0.1:1/ledger", KEYS)
    with timed(0, 9), pytest.raises(LedgerUnavailable, match="cannot be reached"):
        ledger.status(ANN)
    with timed(0, 9), pytest.raises(LedgerUnavailable, match="cannot be reached"):
        append(ledger, noted(1))
    with pytest.raises(LedgerUnavailable, match="cannot be reached"):
        ledger.migrate()
    ledger.settle_doubt(KEY, 1, NOW)  # best effort: swallowed
    ledger.close()


def test_a_database_that_does_not_exist_is_one_sentence_too(postgres_server: PostgresServer) -> None:
    ledger = Ledger(postgres_server.url("nowhere"), KEYS)
    with pytest.raises(LedgerUnavailable, match="cannot be reached"):
        ledger.status(ANN)
    ledger.close()


def test_a_database_without_a_free_connection_says_so(postgres_server: PostgresServer) -> None:
    name = postgres_server.new_database()
    postgres_server.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
    ledger = Ledger(postgres_server.url(name).replace("followup@", "crowded@"), KEYS)
    with pytest.raises(LedgerUnavailable, match="takes no more connections; let it take more, or run fewer workers"):
        ledger.status(ANN)
    ledger.close()
    postgres_server.execute("DROP ROLE crowded")
    postgres_server.drop_database(name)


def test_after_a_restart_of_the_database_old_connections_do_no_harm(
    on_postgres: Ledger, postgres_server: PostgresServer
) -> None:
    append(on_postgres, noted(1))
    cut(postgres_server)
    append(on_postgres, noted(2))
    assert len(on_postgres.timeline(ANN)) == 2


def test_a_candidate_who_is_locked_for_long_is_given_up(on_postgres: Ledger) -> None:
    append(on_postgres, noted(1))
    with on_postgres.book(ANN), timed(3.5, 12), pytest.raises(LedgerUnavailable, match="took over 4 s"):
        append(on_postgres, noted(2))
    with on_postgres.book(ANN):
        append(on_postgres, noted(1), candidate_id="manual:bob")  # others are not held up


def test_a_commit_that_fails_is_in_doubt(on_postgres: Ledger, postgres_server: PostgresServer) -> None:
    with pytest.raises(CommitInDoubt), on_postgres.book(ANN) as book:  # noqa: PT012  the end of the block fails
        book.append([noted(1)], person(), NOW)
        cut(postgres_server)
    on_postgres.settle_doubt(KEY, 1, NOW)
    assert not on_postgres.known(ANN)


def test_a_failure_before_the_commit_is_not_in_doubt(on_postgres: Ledger, postgres_server: PostgresServer) -> None:
    with pytest.raises(LedgerUnavailable) as failure, on_postgres.book(ANN) as book:  # noqa: PT012  as above
        book.append([noted(1)], person(), NOW)
        cut(postgres_server)
        book.append([noted(2)], person(), NOW)
    assert not isinstance(failure.value, CommitInDoubt)
    assert not on_postgres.known(ANN)


def test_a_commit_in_doubt_that_held_is_settled(on_sqlite: Ledger) -> None:
    def lost(connection: Connection) -> None:
        connection.exec_driver_sql("COMMIT")
        raise_lost()

    with on_sqlite.book(ANN):
        pass  # their key is there
    engine = on_sqlite._database.engine
    event.listen(engine, "commit", lost)
    with pytest.raises(CommitInDoubt):
        reserve(on_sqlite, KEY)
    event.remove(engine, "commit", lost)
    assert [d["state"] for d in on_sqlite.deliveries()] == ["attempting"]
    on_sqlite.settle_doubt(KEY, 1, NOW)
    assert [d["state"] for d in on_sqlite.deliveries()] == ["not_accepted"]


def raise_lost() -> None:
    from sqlalchemy.exc import OperationalError

    raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))


def test_errors_tell_nothing_personal(on_sqlite: Ledger) -> None:
    with on_sqlite._database.writing("a test") as connection:
        connection.execute(text("DROP TABLE attempts"))
    with pytest.raises(LedgerUnavailable) as failure:
        reserve(on_sqlite, KEY)
    told = f"{failure.value} {failure.value.__cause__}"
    assert "ann@example.com" not in told
    assert "Dear Ann" not in told


def cut(server: PostgresServer) -> None:
    """End all connections to the tests' ledgers, as a restart of the server does."""
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'followup'")
    while server.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = 'followup'"):
        time.sleep(0.01)


def test_tables_of_an_older_release_are_told_as_such(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    execute("ALTER TABLE candidates DROP COLUMN marks")
    with pytest.raises(LedgerUnavailable, match="those of an older release; run `followup setup`"):
        ledger.listing()
    execute("ALTER TABLE candidates ADD COLUMN marks TEXT NOT NULL DEFAULT ''")


def test_a_turn_that_others_in_this_process_keep_is_a_lock_not_had_and_is_tried_again(tmp_path: Path) -> None:
    """So a file of thousands does not stop because the machine stood still for a moment."""
    with (
        opened(f"sqlite:///{tmp_path / 'ledger.db'}") as made,
        ThreadPoolExecutor(1) as pool,
        made._database.turn(),
    ):
        waits = pool.submit(lambda: made._database.turn(0.01).__enter__())
        with pytest.raises(LedgerBusy):
            waits.result()
