"""A real PostgreSQL of the tests' own, one for each process that runs tests, and the ledger's address on each database.

Making a database and its tables takes longer than most tests, so one with empty tables goes from test to test.

pytest-postgresql does the same, but not as root, who may not run PostgreSQL: here it runs as an account without rights.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ledger.schema import metadata
from ledger.store import Ledger
from starter.embedded import free_port
from tests.kept_connections import keep, kept, let_go
from tests.ledgers import put

_USER = "followup"
# The tests are about what is on record, not about power cuts; without syncing they take a tenth of the time.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@dataclass
class PostgresServer:
    """A running server; every test takes an empty database of its own."""

    port: int
    process: subprocess.Popen[bytes]
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _spare: list[str] = field(default_factory=list)
    _as_migrated: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    _janitors: dict[str, psycopg.Connection] = field(default_factory=dict)

    def url(self, database: str) -> str:
        """The address for FOLLOWUP_LEDGER_URL."""
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement outside of any transaction, as an administrator would."""
        with self._connected(database) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def leave(self) -> None:
        """Nothing of ours is connected any more."""
        for name, janitor in self._janitors.items():
            let_go(self.port, name)
            janitor.close()

    def new_database(self) -> str:
        """An empty database; its name."""
        name = f"ledger_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name}")
        return name

    def drop_database(self, name: str) -> None:
        if janitor := self._janitors.pop(name, None):
            let_go(self.port, name)
            janitor.close()
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def ledger(self) -> Iterator[str]:
        """The address of an empty ledger with its tables, for as long as the block runs."""
        name = self._spare.pop() if self._spare else self._migrated()
        yield self.url(name)
        try:
            self._empty(name)
        except (psycopg.Error, Changed):
            self.drop_database(name)
        else:
            self._spare.append(name)

    def _migrated(self) -> str:
        name = self.new_database()
        ledger = Ledger(self.url(name), ["no address is in it"])
        ledger.migrate()
        ledger.close()
        # One that stays knows the tables already: a new one takes 20 ms of the server's CPU to learn them.
        self._janitors[name] = self._connected(name)
        self._as_migrated[name] = self._janitors[name].execute(_TABLES).fetchall()
        keep(self.port, name)
        return name

    def _empty(self, name: str) -> None:
        """Raises Changed where a test has left other tables than those of a migrated ledger."""
        janitor = self._janitors[name]
        janitor.execute(_END_OTHERS, [kept(self.port, name)])
        if janitor.execute(_TABLES).fetchall() != self._as_migrated[name]:
            raise Changed
        janitor.execute(_EMPTY.encode())

    def _connected(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host="127.0.0.1", port=self.port, user=_USER, dbname=database, autocommit=True)


class Changed(Exception):
    """A test has changed the tables."""


_END_OTHERS = b"""
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL(%s::integer[])
"""

# Of few rows, in a third of the time that TRUNCATE takes; neither triggers nor the order of the tables matter.
_EMPTY = f"""
    DO $$ BEGIN
        SET LOCAL session_replication_role = replica;
        {" ".join(f"DELETE FROM {name};" for name in metadata.tables)}
        PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
           FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$
"""

# The revision, and when something about the tables was changed: each change is a transaction, which marks its rows.
_TABLES = b"""
    SELECT version_num, count(*), max(changed) FROM alembic_version CROSS JOIN (
        SELECT c.xmin::text::bigint AS changed FROM pg_class c WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT a.xmin::text::bigint FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
         WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT xmin::text::bigint FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT t.xmin::text::bigint FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
         WHERE relnamespace = 'public'::regnamespace
    ) AS tables GROUP BY version_num
"""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL from the system's programs, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="followup-postgres-", ignore_cleanup_errors=True) as folder:
        server = _started(Path(folder))
        try:
            yield server
        finally:
            server.leave()
            _stop(server.process)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty ledger with its tables: the test runs once on each database."""
    if request.param == "sqlite":
        put(tmp_path / "ledger.db")
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.ledger() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table: the test runs once on each."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.new_database()
    yield server.url(name)
    server.drop_database(name)


def _started(folder: Path) -> PostgresServer:
    data, log = folder / "data", folder / "server.log"
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        account = _unprivileged()
        os.chown(folder, account.pw_uid, account.pw_gid)
        identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    common: dict[str, Any] = {"cwd": folder, "env": os.environ | {"LC_ALL": "C", "HOME": str(folder)}} | identity
    made = subprocess.run(
        [_program("initdb"), "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        **common,
    )
    if made.returncode:
        pytest.fail(f"initdb failed: {made.stderr.strip()}", pytrace=False)
    port = free_port()
    settings = [f"{name}={value}" for name, value in _FAST.items()]
    options = [part for setting in settings for part in ("-c", setting)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [_program("postgres"), "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", *options],
            stdout=output,
            stderr=output,
            **common,
        )
    server = PostgresServer(port, process)
    give_up_at = time.monotonic() + 30
    while True:
        try:
            server.execute("SELECT 1")
            return server
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > give_up_at:
                _stop(process)
                pytest.fail(f"PostgreSQL did not start: {error}\n{log.read_text()}", pytrace=False)
            time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # "fast": clients are not waited for
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait(20)


def _program(name: str) -> str:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.insert(0, Path(said.stdout.strip()))
    found = next((path / name for path in reversed(folders) if (path / name).is_file()), None) or shutil.which(name)
    if found is None:
        pytest.fail(f"PostgreSQL's program {name} is not here; install the Debian package `postgresql`.", pytrace=False)
    return str(found)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.fail("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.", pytrace=False)
