"""A PostgreSQL ledger is handed from test to test: empty, and as it was migrated."""

from __future__ import annotations

import psycopg
import pytest

from ledger.store import Ledger
from tests.ledger.conftest import KEYS, append, noted
from tests.postgres import PostgresServer


def test_what_one_test_wrote_the_next_does_not_find(postgres_server: PostgresServer) -> None:
    with postgres_server.ledger() as url:
        ledger = Ledger(url, KEYS)
        append(ledger, noted(1))
        ledger.close()
        left_open = psycopg.connect(url.replace("+psycopg", ""))
        assert left_open.execute("SELECT nextval('inbox_number_seq') FROM timeline").fetchone() == (1,)
    with postgres_server.ledger() as again:
        assert again == url
        ledger = Ledger(again, KEYS)
        assert ledger.timeline("manual:ann") == []
        ledger.close()
        numbers = postgres_server.execute("SELECT nextval('inbox_number_seq')", database=again.rpartition("/")[2])
        assert numbers == [(1,)]
    left_open.close()


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE tasks ADD COLUMN more text",
        "DROP TABLE conditions",
        "CREATE TABLE more (one int)",
        "CREATE INDEX more ON tasks (task_id)",
        "UPDATE alembic_version SET version_num = '9999'",
    ],
)
def test_tables_that_a_test_has_changed_are_not_handed_on(postgres_server: PostgresServer, change: str) -> None:
    with postgres_server.ledger() as url:
        postgres_server.execute(change, database=url.rpartition("/")[2])
    with postgres_server.ledger() as another:
        assert another != url
