"""The ledger of a run on either database, and how it is taken away for a while."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg

from starter.embedded import free_port
from tests.chaos.doom import FULL
from tests.postgres import _program, _unprivileged


class Troubled(Protocol):
    """A ledger that can be troubled. Each trouble lasts for as long as its block, and is over after it."""

    kind: str
    url: str
    troubles: tuple[str, ...]

    def trouble(self, name: str) -> contextlib.AbstractContextManager[None]: ...

    def close(self) -> None: ...


class SqliteLedger:
    """A file in the run's home."""

    kind: str = "sqlite"
    troubles: tuple[str, ...] = ("locked", "down", "disk full")

    def __init__(self, home: Path) -> None:
        self._home, self._folder = home, home / "ledger"
        (home / "ledger.here").mkdir()
        self._folder.symlink_to("ledger.here")
        self._file = self._folder / "ledger.db"
        self.url = f"sqlite:///{self._file}"

    @contextmanager
    def trouble(self, name: str) -> Iterator[None]:
        match name:
            case "locked":
                lock = sqlite3.connect(self._file, isolation_level=None, timeout=5, check_same_thread=False)
                with contextlib.closing(lock) as other:
                    with contextlib.suppress(
                        sqlite3.OperationalError
                    ):  # somebody writes all the time: try the next time
                        other.execute("BEGIN IMMEDIATE")
                    yield
                    with contextlib.suppress(sqlite3.OperationalError):
                        other.execute("ROLLBACK")
            case "down":
                # Whoever has it open goes on; nobody can open it anew, nor make an empty one in its place. Moving the
                # files would not do: SQLite's database is damaged where somebody meets the file without its log.
                self._lead_to("nowhere/at/all")
                try:
                    yield
                finally:
                    self._lead_to("ledger.here")
            case "disk full":
                flags = [self._home / role / FULL for role in ("worker", "gateway")]
                for flag in flags:
                    flag.touch()
                try:
                    yield
                finally:
                    for flag in flags:
                        flag.unlink(missing_ok=True)

    def _lead_to(self, target: str) -> None:
        fresh = self._home / "ledger.fresh"
        fresh.symlink_to(target)
        fresh.replace(self._folder)  # at one stroke

    def close(self) -> None:
        """The file stays, to be counted in."""


class PostgresLedger:
    """A server of the run's own. Its commits are synchronous, as docs/operations.md asks for."""

    kind: str = "postgresql"
    troubles: tuple[str, ...] = ("locked", "down", "crashed")

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="followup-chaos-", ignore_cleanup_errors=True)
        self._data = Path(self._folder.name) / "data"
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            account = _unprivileged()
            os.chown(self._folder.name, account.pw_uid, account.pw_gid)
            self._as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._as |= {"cwd": self._folder.name, "env": os.environ | {"LC_ALL": "C", "HOME": self._folder.name}}
        subprocess.run(
            [_program("initdb"), "-D", self._data, "-U", "followup", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            **self._as,
        )
        self._port = free_port()
        self._process = self._started()
        self._execute("CREATE DATABASE ledger", "postgres")
        self.url = f"postgresql+psycopg://followup@127.0.0.1:{self._port}/ledger"

    @contextmanager
    def trouble(self, name: str) -> Iterator[None]:
        match name:
            case "locked":
                with psycopg.connect(self._dsn("ledger"), autocommit=False) as other:
                    with contextlib.suppress(psycopg.Error):
                        other.execute("SET lock_timeout = '3s'")
                        other.execute("LOCK TABLE attempts, timeline, inbox IN EXCLUSIVE MODE")
                    yield
                    other.rollback()
            case "down" | "crashed":
                self._stop(signal.SIGINT if name == "down" else signal.SIGQUIT)
                yield
                self._process = self._started()

    def close(self) -> None:
        self._stop(signal.SIGINT)
        self._folder.cleanup()

    def _started(self) -> subprocess.Popen[bytes]:
        log = Path(self._folder.name) / "server.log"
        # A kill of its processes loses nothing that the kernel has; only a power cut needs fsync.
        options = [part for one in ("fsync=off", "max_connections=200") for part in ("-c", one)]
        argv = [
            _program("postgres"),
            "-D",
            str(self._data),
            "-h",
            "127.0.0.1",
            "-p",
            str(self._port),
            "-k",
            "",
            *options,
        ]
        with log.open("ab") as out:
            process = subprocess.Popen(argv, stdout=out, stderr=out, **self._as)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError):
                self._execute("SELECT 1", "postgres")
                return process
            if process.poll() is not None:
                raise RuntimeError(f"PostgreSQL ended at once: {log.read_text()[-500:]}")
            time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not answer within 30 s")

    def _stop(self, how: int) -> None:
        if self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(20)

    def _dsn(self, database: str) -> str:
        return f"host=127.0.0.1 port={self._port} user=followup dbname={database} connect_timeout=3"

    def _execute(self, statement: str, database: str) -> None:
        with psycopg.connect(self._dsn(database), autocommit=True) as connection:
            connection.execute(statement.encode())
