"""The servers that peers stand on, each on a port of its own, with the durability that its documentation asks for."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg

from bench.peers import processes
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening

_START_TIMEOUT = 60.0


class Server(Protocol):
    """A server with its data. `stop` ends it for good, after `kill` it starts again on the same data."""

    def start(self) -> None: ...
    def kill(self) -> None: ...
    def stop(self) -> None: ...
    def pids(self) -> list[int]: ...


class _Process:
    """One child process that can be started again."""

    process: subprocess.Popen[bytes] | None = None

    def pids(self) -> list[int]:
        return [self.process.pid] if self.process and self.process.poll() is None else []

    def kill(self) -> None:
        processes.kill(self.pids())
        if self.process:
            self.process.wait()

    def stop(self) -> None:
        if self.process:
            end(self.process, patience=10)


class Temporal(_Process):
    """The dev server as `followup up` runs it: SQLite on disk, with its write-ahead log."""

    def __init__(self, folder: Path) -> None:
        self._server = LocalServer(port=free_port(), database=folder / "temporal.db")
        self._log = folder / "temporal.log"
        self.address = self._server.address

    def start(self) -> None:
        self.process = spawn(self._server.command(), log=self._log)
        wait_until_listening(self._server.port, self.process, patience=_START_TIMEOUT)


class Redis(_Process):
    """Redis with its append-only file, synced each second: what its documentation advises for data one cares for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "redis"
        self._port = free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        import redis

        self._folder.mkdir(exist_ok=True)
        argv = [program("redis-server"), "--port", str(self._port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        argv += ["--appendonly", "yes", "--appendfsync", "everysec"]
        self.process = spawn(argv, log=self._folder / "server.log")
        client = redis.Redis.from_url(self.url)
        _until(lambda: bool(client.ping()), redis.RedisError, "Redis", self._folder / "server.log")
        client.close()


class PostgreSQL(_Process):
    """PostgreSQL with its own defaults: every commit is on the disk before it is answered."""

    def __init__(self) -> None:
        self._port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="followup-bench-postgres-"))
        self._as: dict[str, Any] = {"cwd": self._folder, "env": os.environ | {"LC_ALL": "C"}}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(self._folder, account.pw_uid, account.pw_gid)
            self._as |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self.url = f"postgresql://followup@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        data, log = self._folder / "data", self._folder / "server.log"
        if not data.exists():
            make = [program("initdb"), "-D", str(data), "-U", "followup", "-A", "trust", "-E", "UTF8", "--locale=C"]
            subprocess.run(make, capture_output=True, check=True, **self._as)
        argv = [program("postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(self._port), "-k", ""]
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*argv, "-c", "max_connections=200"], stdout=out, stderr=out, start_new_session=True, **self._as
            )
        _until(self._answers, psycopg.OperationalError, "PostgreSQL", log)

    def _answers(self) -> bool:
        with psycopg.connect(self.url) as connection:
            return connection.execute("SELECT 1").fetchone() is not None

    def stop(self) -> None:
        self.kill()  # its data goes anyway
        shutil.rmtree(self._folder, ignore_errors=True)


def program(name: str) -> str:
    """Where a server's program is; PostgreSQL's are often not on the PATH. Raises FileNotFoundError."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    where = str(found[-1]) if found else shutil.which(name)
    if where is None:
        raise FileNotFoundError(f"{name} is not here; run .ci/prerequisites, which installs PostgreSQL and Redis.")
    return where


def _until(answers: Callable[[], bool], not_yet: type[Exception], name: str, log: Path) -> None:
    until = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < until:
        with suppress(not_yet):
            if answers():
                return
        time.sleep(0.05)
    raise TimeoutError(f"{name} did not answer within {_START_TIMEOUT:.0f} s; see {log}.")
