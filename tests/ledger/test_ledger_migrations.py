"""The tables are made, and brought up to date, by whoever comes first."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from ledger.operations import migrating
from ledger.schema import metadata
from ledger.store import Ledger, LedgerUnavailable
from tests.ledger.conftest import KEYS, append, noted

MIGRATE = "import sys; from ledger.store import Ledger; Ledger(sys.argv[1], ['k']).migrate()"


def test_from_nothing_to_the_tables_of_the_schema(bare_url: str) -> None:
    ledger = Ledger(bare_url, KEYS)
    ledger.migrate()
    with ledger._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        if ledger._database.is_sqlite:  # a key that counts by itself may be left out, and says so to older releases
            assert [change[:4] for change in differences.pop(0)] == [("modify_nullable", None, "timeline", "number")]
        assert differences == []
        assert context.get_current_revision() == migrating.HEAD
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    ledger.close()


def test_migrating_again_changes_nothing(ledger: Ledger) -> None:
    append(ledger, noted(1))
    ledger.migrate()
    assert len(ledger.timeline("manual:ann")) == 1


def test_the_head_that_the_quick_check_knows_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.HEAD


@pytest.mark.parametrize("ledger_url", ["sqlite"], indirect=True)  # what is imported hangs on no database
def test_the_usual_start_does_not_load_alembic(ledger: Ledger, ledger_url: str) -> None:
    code = MIGRATE + "; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, ledger_url], check=False).returncode == 0


# By day a first `up` has worker and gateway migrate a file at once (tests/e2e/test_up.py).
@pytest.mark.parametrize("bare_url", [pytest.param("sqlite", marks=pytest.mark.nightly), "postgresql"], indirect=True)
def test_processes_that_migrate_at_once_do_not_get_in_each_others_way(bare_url: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, bare_url], stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    failures = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], failures
    ledger = Ledger(bare_url, KEYS)
    append(ledger, noted(1))
    ledger.close()


def newer(ledger: Ledger, *changes: str) -> None:
    """As a newer release leaves the tables."""
    with ledger._database.writing("a test") as connection:
        for change in (*changes, "UPDATE alembic_version SET version_num = '9999'"):
            connection.execute(text(change))


def test_r26_a_ledger_to_which_a_newer_release_has_only_added_still_serves(ledger: Ledger) -> None:
    newer(
        ledger,
        "CREATE TABLE followups_of_the_future (id INTEGER PRIMARY KEY)",
        "ALTER TABLE candidates ADD COLUMN mood TEXT",
        "ALTER TABLE timeline ADD COLUMN weight INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX timeline_of_the_future ON timeline (weight)",
    )
    ledger.migrate()
    assert ledger.up_to_date()
    append(ledger, noted(1))
    assert len(ledger.timeline("manual:ann")) == 1 and ledger.verify("manual:ann") == []


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE tasks RENAME TO chores",
        "ALTER TABLE tasks RENAME COLUMN title TO headline",
        "DROP TABLE link_revocations",
    ],
)
def test_a_ledger_of_a_newer_release_with_which_this_one_cannot_work_is_left_alone(ledger: Ledger, change: str) -> None:
    newer(ledger, change)
    assert not ledger.up_to_date()
    with pytest.raises(LedgerUnavailable, match="newer release"):
        ledger.migrate()


def test_a_column_that_must_be_filled_in_and_is_not_known_here_is_found(ledger: Ledger) -> None:
    newer(
        ledger,
        "DROP TABLE link_revocations",
        "CREATE TABLE link_revocations (candidate_id TEXT PRIMARY KEY, revoked_at TEXT NOT NULL, whose TEXT NOT NULL)",
    )
    with pytest.raises(LedgerUnavailable, match="newer release"):
        ledger.migrate()


def test_the_file_is_for_its_owner_alone_and_survives_power_cuts(tmp_path: Path) -> None:
    file = tmp_path / "home" / "ledger.db"
    ledger = Ledger(f"sqlite:///{file}", KEYS)
    ledger.migrate()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with ledger._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 2000
    ledger.close()
