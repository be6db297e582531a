"""The ledger of a run on either database, and how it is taken away for a while."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import psycopg

from starter.embedded import free_port
from tests.chaos.disk import SmallDisk, why_not
from tests.chaos.doom import FULL
from tests.postgres import _program, _unprivileged

_SQLITE_MB: Final = 256
_DATA_MB, _WAL_MB = 384, 128
"""What the small disks hold: what a run of full size writes, and no more than a machine can spare in memory."""

_TOO_BIG: Final = 8 * 1024 * 1024
"""Bytes that a full disk cannot take, whatever room its files have in themselves."""

_TOO_MUCH: Final = {
    # More than the pages that are half empty take.
    "disk full": (
        "CREATE TABLE chaos AS SELECT repeat('x', 1000) AS part FROM generate_series(1, 20000)",
        "No space left on device",
    ),
    # What is left of the log's own files is written full by somebody else: then the server gives up.
    "log disk full": (
        "SELECT pg_logical_emit_message(false, 'chaos', repeat('x', 900000)) FROM generate_series(1, 100)",
        "PANIC",
    ),
}
"""What PostgreSQL cannot take on a full disk, and what it says."""

_NONE_FREE: Final = "connection slots|too many clients"

PROVED: Final = ("disk full", "log disk full", "no connections")
"""Troubles in which the harness tries to write itself, and must be refused."""

SEEN: Final = (*PROVED, "locked")
"""Troubles that may fail to come about, so that they count only where the harness saw them."""

_AGAIN: Final = 0.3
"""Seconds after which what was freed meanwhile is taken, too."""


class Troubled(Protocol):
    """A ledger that can be troubled. Each trouble lasts for as long as its block, and is over after it."""

    kind: str
    url: str
    troubles: tuple[str, ...]
    left_out: dict[str, str]  # troubles that this machine does not allow, and why
    shown: Counter[str]  # how often a trouble was seen to be real: the lock was had, a write of our own was refused

    def trouble(self, name: str) -> contextlib.AbstractContextManager[None]: ...

    def close(self) -> None: ...


class SqliteLedger:
    """A file in the run's home."""

    kind: str = "sqlite"
    troubles: tuple[str, ...] = ("locked", "down", "disk full")

    def __init__(self, home: Path, *, on_small_disk: bool = False) -> None:
        """`on_small_disk`: its disk is really full in "disk full", where this machine lets us mount one."""
        self._home, self._folder = home, home / "ledger"
        self._here = home / "ledger.here"
        self._here.mkdir()
        self.left_out, self.shown = dict[str, str](), Counter[str]()
        self._disk: SmallDisk | None = None
        if on_small_disk and not (reason := why_not()):
            self._disk = SmallDisk(self._here, _SQLITE_MB)
        elif on_small_disk:
            self.left_out["disk full"] = f"{reason}; a limit on the pages of its file stands in for it"
        self._folder.symlink_to("ledger.here")
        self._file = self._folder / "ledger.db"
        self.url = f"sqlite:///{self._file}"

    @contextmanager
    def trouble(self, name: str) -> Iterator[None]:
        match name:
            case "locked":
                lock = sqlite3.connect(self._file, isolation_level=None, timeout=5, check_same_thread=False)
                with contextlib.closing(lock) as other:
                    # Somebody may be writing all the time: then it's another time's turn.
                    with contextlib.suppress(sqlite3.OperationalError):
                        other.execute("BEGIN IMMEDIATE")
                        self.shown[name] += 1
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
            case "disk full" if self._disk:
                try:
                    with _over_and_over(self._fill):
                        self.shown[name] += _in_time(self._refuses)
                        yield
                finally:
                    self._disk.free()
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

    def _fill(self) -> None:
        """The disk to its last byte, and no room in the write-ahead log either."""
        assert self._disk is not None
        with contextlib.closing(self._opened()) as other, contextlib.suppress(sqlite3.OperationalError):
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._disk.fill()

    def _refuses(self) -> bool:
        """Is more than the disk holds refused? Nothing of it stays."""
        with contextlib.closing(self._opened()) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
                other.execute("CREATE TABLE chaos (part)")
                other.execute(f"INSERT INTO chaos VALUES (zeroblob({_TOO_BIG}))")
            except sqlite3.OperationalError as error:
                return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_FULL")
        return False

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, isolation_level=None, timeout=1, check_same_thread=False)

    def close(self) -> None:
        """The file stays, to be counted in."""
        if self._disk is not None:
            kept = self._home / "ledger.kept"
            shutil.copytree(self._here, kept, ignore=shutil.ignore_patterns("filler"))
            self._disk.close()
            self._lead_to(kept.name)


class PostgresLedger:
    """A server of the run's own. Its commits are synchronous, as docs/operations.md asks for."""

    kind: str = "postgresql"
    troubles: tuple[str, ...] = ("locked", "down", "crashed")
    all_troubles = ("crashed", "disk full", "no connections", "postmaster killed", "log disk full", "locked")

    def __init__(self, *, on_small_disk: bool = False) -> None:
        """`on_small_disk`: its data and its write-ahead log lie on disks that can be filled, where this machine lets
        us mount them; it has only as many connections as it comes with; and there are some more troubles.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="followup-chaos-", ignore_cleanup_errors=True)
        self._data, self._wal = Path(self._folder.name) / "data", Path(self._folder.name) / "wal"
        self._as: dict[str, Any] = {}
        owner = None
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            account = _unprivileged()
            owner = account.pw_uid, account.pw_gid
            os.chown(self._folder.name, *owner)
            self._as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._as |= {"cwd": self._folder.name, "env": os.environ | {"LC_ALL": "C", "HOME": self._folder.name}}
        self.left_out, self.shown, self._is_small = dict[str, str](), Counter[str](), on_small_disk
        self._disks: dict[str, SmallDisk] = {}
        if on_small_disk:
            self.troubles = self.all_troubles
            if reason := why_not():
                self.left_out |= {name: reason for name in self.troubles if name.endswith("disk full")}
                self.troubles = tuple(name for name in self.troubles if name not in self.left_out)
            else:
                self._disks["disk full"] = SmallDisk(self._data, _DATA_MB, owner=owner)
                self._disks["log disk full"] = SmallDisk(self._wal, _WAL_MB, owner=owner)
        where = ["--waldir", str(self._wal), "--wal-segsize", "1"] if self._disks else []
        subprocess.run(
            [_program("initdb"), "-D", self._data, "-U", "followup", "-A", "trust", "-E", "UTF8", "--no-sync", *where],
            check=True,
            capture_output=True,
            **self._as,
        )
        self._port = free_port()
        self._process = self._spawned()
        self._bring_up()
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
                        self.shown[name] += 1
                    yield
                    with contextlib.suppress(psycopg.Error):
                        other.rollback()
            case "down" | "crashed" | "postmaster killed":
                how = {"down": signal.SIGINT, "crashed": signal.SIGQUIT, "postmaster killed": signal.SIGKILL}
                self._stop(how[name])
                yield
                self._bring_up()
            case "disk full" | "log disk full":
                disk, (statement, said) = self._disks[name], _TOO_MUCH[name]
                try:
                    with _over_and_over(disk.fill):
                        self.shown[name] += _in_time(lambda: self._refuses(statement, said))
                        yield
                finally:
                    disk.free()
                self._bring_up()
            case "no connections":
                held: list[psycopg.Connection[Any]] = []
                try:
                    with _over_and_over(lambda: self._take_all(held)):
                        self.shown[name] += _in_time(lambda: self._refuses("SELECT 1", _NONE_FREE))
                        yield
                finally:
                    for one in held:
                        one.close()

    def close(self) -> None:
        self._stop(signal.SIGINT)
        for disk in self._disks.values():
            disk.close()
        self._folder.cleanup()

    def _take_all(self, held: list[psycopg.Connection[Any]]) -> None:
        """Whatever is free, and what others hold and do not use just now."""
        with contextlib.suppress(psycopg.Error):
            while True:
                held.append(psycopg.connect(self._dsn("postgres"), autocommit=True, application_name="chaos"))
        idle = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'ledger' AND state = 'idle'"
        with contextlib.suppress(psycopg.Error, IndexError):
            held[0].execute(idle.encode())
            while True:
                held.append(psycopg.connect(self._dsn("postgres"), autocommit=True, application_name="chaos"))

    def _refuses(self, statement: str, said: str) -> bool:
        """Is it refused for that reason, by the answer or by the server's log? Nothing of it stays."""
        since = self._log.stat().st_size
        try:
            with psycopg.connect(self._dsn("ledger"), autocommit=False) as other:
                other.execute(statement.encode())
                other.rollback()
        except psycopg.Error as error:
            with self._log.open(errors="replace") as log:
                log.seek(since)
                return re.search(said, f"{error}{log.read()}") is not None
        return False

    def _spawned(self) -> subprocess.Popen[bytes]:
        # A kill of its processes loses nothing that the kernel has; only a power cut needs fsync.
        settings = ["fsync=off", "max_connections=100" if self._is_small else "max_connections=200"]
        if self._disks:
            settings += ["min_wal_size=2MB", "max_wal_size=16MB"]
        argv = [_program("postgres"), "-D", str(self._data), "-h", "127.0.0.1", "-p", str(self._port), "-k", ""]
        argv += [part for one in settings for part in ("-c", one)]
        with self._log.open("ab") as out:
            return subprocess.Popen(argv, stdout=out, stderr=out, **self._as)

    def _bring_up(self) -> None:
        """Until it answers: started where it has ended, and again where it could not start yet."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self._process.poll() is not None:
                self._process = self._spawned()
            with contextlib.suppress(psycopg.OperationalError):
                self._execute("SELECT 1", "postgres")
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not answer within 30 s; its log ends with: {self._log.read_text()[-500:]}")

    @property
    def _log(self) -> Path:
        return Path(self._folder.name) / "server.log"

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


def _in_time(shows: Callable[[], bool]) -> bool:
    """Does it show within three seconds? Others are at the ledger, too."""
    until = time.monotonic() + 3
    while not (shown := shows()) and time.monotonic() < until:
        time.sleep(0.1)
    return shown


@contextmanager
def _over_and_over(act: Callable[[], None]) -> Iterator[None]:
    """Done once before the block, and again and again for as long as it runs."""
    over = threading.Event()

    def repeat() -> None:
        while not over.wait(_AGAIN):
            act()

    act()
    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
