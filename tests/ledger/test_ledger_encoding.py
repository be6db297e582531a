"""A ledger on PostgreSQL takes every letter, or says in one sentence why it cannot, before anything is written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.engine import LedgerUnavailable
from ledger.store import Ledger
from tests.postgres import PostgresServer

FOLLOWUP = str(Path(sys.executable).parent / "followup")


@pytest.fixture(params=["SQL_ASCII", pytest.param("LATIN1", marks=pytest.mark.nightly)])
def narrow(request: pytest.FixtureRequest, postgres_server: PostgresServer) -> Iterator[tuple[str, str]]:
    """A database that cannot hold every name, and its encoding."""
    name = f"narrow_{request.param.lower()}"
    postgres_server.execute(f"CREATE DATABASE {name} ENCODING '{request.param}' TEMPLATE template0 LOCALE 'C'")
    yield name, request.param
    postgres_server.drop_database(name)


def _says(name: str, encoding: str) -> str:
    return (
        f"The ledger's database '{name}' has the encoding {encoding}, which does not hold every name; make one with "
        "`createdb --encoding UTF8 --template template0 NAME`, and point FOLLOWUP_LEDGER_URL at it."
    )


def test_a_narrow_encoding_is_said_and_nothing_is_written(
    narrow: tuple[str, str], postgres_server: PostgresServer
) -> None:
    ledger = Ledger(postgres_server.url(narrow[0]), ["key"])
    for ask in (ledger.migrate, ledger.up_to_date, ledger.playbooks.in_force):
        with pytest.raises(LedgerUnavailable) as said:
            ask()
        assert str(said.value) == _says(*narrow)
    ledger.close()
    assert postgres_server.execute("SELECT * FROM pg_tables WHERE schemaname = 'public'", database=narrow[0]) == []


@pytest.mark.parametrize(
    "command",
    ["setup", pytest.param("doctor", marks=pytest.mark.nightly), pytest.param("list", marks=pytest.mark.nightly)],
)
def test_every_command_says_it_in_the_same_sentence(
    command: str, narrow: tuple[str, str], postgres_server: PostgresServer, tmp_path: Path
) -> None:
    env = os.environ | {"FOLLOWUP_HOME": str(tmp_path), "FOLLOWUP_LEDGER_URL": postgres_server.url(narrow[0])}
    env |= {"TEMPORAL_ADDRESS": "127.0.0.1:9"}
    done = subprocess.run([FOLLOWUP, command], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode in (1, 4)
    assert _says(*narrow) in (done.stdout if command == "doctor" else done.stderr)
    assert "should not have happened" not in done.stdout + done.stderr
    assert postgres_server.execute("SELECT * FROM pg_tables WHERE schemaname = 'public'", database=narrow[0]) == []


@pytest.mark.parametrize("command", ["worker", pytest.param("gateway", marks=pytest.mark.nightly)])
def test_what_stays_says_it_and_waits_for_a_better_one(
    command: str, narrow: tuple[str, str], postgres_server: PostgresServer, tmp_path: Path
) -> None:
    """Somebody may make the database anew beneath it, so it tries again, as with every ledger that is away (R26)."""
    env = os.environ | {"FOLLOWUP_HOME": str(tmp_path), "FOLLOWUP_LEDGER_URL": postgres_server.url(narrow[0])}
    env |= {"TEMPORAL_ADDRESS": "127.0.0.1:9"}
    argv = [FOLLOWUP, command, *(["--port", "0"] if command == "gateway" else [])]
    with subprocess.Popen(argv, env=env, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = next(line for line in process.stderr if "waits" in line)
        process.terminate()
        assert process.wait(30) in (0, -signal.SIGTERM)
    assert _says(*narrow) in said
    assert postgres_server.execute("SELECT * FROM pg_tables WHERE schemaname = 'public'", database=narrow[0]) == []


def test_the_shells_encoding_changes_nothing(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    name = postgres_server.new_database()
    ledger = Ledger(postgres_server.url(name), ["key"])
    ledger.migrate()
    with ledger._database.reading() as connection:
        assert connection.exec_driver_sql("SELECT 'Žofie 中'").scalar() == "Žofie 中"
    ledger.close()
    postgres_server.drop_database(name)
