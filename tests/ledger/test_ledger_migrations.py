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

from ledger import migrating
from ledger.schema import metadata
from ledger.store import Ledger, LedgerUnavailable
from tests.ledger.conftest import KEYS, append, noted

MIGRATE = "import sys; from ledger.store import Ledger; Ledger(sys.argv[1], ['k']).migrate()"


def test_from_nothing_to_the_tables_of_the_schema(ledger: Ledger) -> None:
    with ledger._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == migrating.HEAD
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(ledger: Ledger) -> None:
    append(ledger, noted(1))
    ledger.migrate()
    assert len(ledger.timeline("manual:ann")) == 1


def test_the_head_that_the_quick_check_knows_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.HEAD


def test_the_usual_start_does_not_load_alembic(ledger: Ledger, ledger_url: str) -> None:
    code = MIGRATE + "; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, ledger_url], check=False).returncode == 0


def test_processes_that_migrate_at_once_do_not_get_in_each_others_way(ledger_url: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, ledger_url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    failures = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0], failures
    ledger = Ledger(ledger_url, KEYS)
    append(ledger, noted(1))
    ledger.close()


def test_a_newer_ledger_is_left_alone(ledger: Ledger) -> None:
    with ledger._database.writing("a test") as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerUnavailable, match="newer version"):
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
