"""A whole installation to measure: dev server on disk, worker and client, each a process of its own, on this machine.

Two cadences live in one playbook, so that some can be at work while many sleep: who is in `applied` hears every second,
who is in `screening` not for two weeks.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench import machine
from domain.names import Stage
from ledger.store import LedgerUnavailable
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from starter.log_words import WORKER_RUNS
from tests.house import QUICK, House, build, connected

AT_ONCE: Final = 16
"""People who are enrolled at the same time; more only make the server's queue longer."""

_RULES: Final = """\
company: {{name: Acme, timezone: UTC, country: US, postal_address: "1 Main Street"}}
sender: {{name: Acme Talent, email: talent@acme.example}}
window: {{days: [mon, tue, wed, thu, fri, sat, sun], open: "00:00", close: "23:59", holidays: false}}
limits: {{per_day: 100000, per_week: 500000, min_gap: PT0S}}
max_silence: P90D
stages:
  applied:
    steps:
      - {{step: hello, after: application_received, expires: P1D, message: applied/hello, hours: window,
         rank: interview}}
      - {{step: update, after: last_contact, every: PT1S, times: {times}, expires: P1D, message: applied/hello,
         rank: interview, when: contacted}}
  screening:
    steps:
      - {{step: update, after: last_contact, every: P60D, expires: P7D, message: applied/hello, rank: interview}}
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU."""

    server: float
    worker: float

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.server - other.server, self.worker - other.worker)


@dataclass
class Installation:
    """What a benchmark talks to."""

    folder: Path
    server: LocalServer
    temporal: subprocess.Popen[bytes]
    house: House
    touches: int
    """How many messages somebody in `applied` gets, one a second."""
    worker: subprocess.Popen[bytes] | None = None
    worker_is: tuple[str, ...] = ("bench.one_worker",)
    """The module that runs as the worker, and its first arguments."""
    env: dict[str, str] = field(default_factory=dict)
    _starts: int = 0

    # ------------------------------------------------------------ processes

    async def start_worker(self, **options: Any) -> None:
        """A worker with the product's settings, but for `options` of the SDK; returns when it takes work."""
        self._starts += 1
        log = self.folder / f"worker-{self._starts}.log"
        self.worker = spawn([sys.executable, "-m", *self.worker_is, json.dumps(options)], log=log, env=self.env)
        while WORKER_RUNS not in log.read_text():
            if self.worker.poll() is not None:
                raise RuntimeError(f"the worker ended at once: {log.read_text()[-400:]}")
            await asyncio.sleep(0.02)

    def end_worker(self) -> None:
        if self.worker is not None:
            end(self.worker, patience=20)
        self.worker = None

    def end_server(self) -> None:
        end(self.temporal, patience=20)

    def start_server(self) -> None:
        """The server again, on the same port and what is left of its database."""
        self.temporal = spawn(self.server.command(), log=self.folder / "temporal.log")
        wait_until_listening(self.server.port, self.temporal)

    def spent(self) -> Spent:
        """CPU seconds of server and worker so far."""
        return Spent(machine.cpu(self.temporal.pid), machine.cpu(self.worker.pid) if self.worker else 0.0)

    def memory(self) -> dict[str, int]:
        """Bytes that server and worker hold."""
        return {
            "server": machine.memory(self.temporal.pid),
            "worker": machine.memory(self.worker.pid) if self.worker else 0,
        }

    def disk(self) -> dict[str, int]:
        """Bytes of the two databases, what is still in their logs counted where it belongs."""
        return {"temporal": _size(self.folder / "temporal.db"), "ledger": _size(self.house.settings.home / "ledger.db")}

    # ------------------------------------------------------------ people

    async def enrol(self, names: Iterable[str], stage: Stage) -> list[str]:
        """Tell of people who apply; their ids. Returns when their clocks have been started, not when they decided."""
        waiting = list(names)[::-1]
        idents: list[str] = []

        async def some() -> None:
            while waiting:
                name = waiting.pop()
                try:
                    idents.append(await self.house.applies(name, stage=str(stage)))
                except LedgerUnavailable:  # SQLite, which the worker writes just as busily: as `enroll` does, again
                    waiting.append(name)

        await asyncio.gather(*(some() for _ in range(AT_ONCE)))
        return idents

    async def sleeping(self, number: int, patience: float) -> None:
        """Until so many candidates have their next contact on the clock."""
        await self._count("SELECT count(*) FROM candidates WHERE next_at IS NOT NULL", number, patience, "sleepers")

    async def sent(self, prefix: str, number: int, patience: float = 300) -> None:
        """Until so many messages to people whose names begin so are on record."""
        query = f"SELECT count(*) FROM attempts WHERE state = 'accepted' AND candidate_id LIKE 'manual:{prefix}%'"
        await self._count(query, number, patience, "messages")

    async def _count(self, query: str, number: int, patience: float, what: str) -> None:
        """Read past SQLAlchemy, on a connection of its own, so that waiting costs next to nothing."""
        until = time.monotonic() + patience
        with sqlite3.connect(f"file:{self.house.settings.home / 'ledger.db'}?mode=ro", uri=True) as ledger:
            while (there := ledger.execute(query).fetchone()[0]) < number:
                if time.monotonic() > until:
                    raise RuntimeError(f"only {there} of {number} {what} after {patience:.0f} s")
                await asyncio.sleep(0.1)

    def asked(self, *command: str) -> float:
        """Seconds that a command takes from the shell."""
        argv = [sys.executable, "-m", "starter.cli.main", *command]
        begun = time.perf_counter()
        done = subprocess.run(argv, env=os.environ | self.env, capture_output=True, text=True, check=False)
        took = time.perf_counter() - begun
        if done.returncode not in (0, 1):
            raise RuntimeError(f"followup {' '.join(command)}: {done.stderr.strip()[-300:]}")
        return took


@asynccontextmanager
async def installed(
    touches: int, *, playbook: Path | None = None, encrypted: bool = False
) -> AsyncIterator[Installation]:
    """An installation for as long as the block runs, its worker not started yet. `playbook`: instead of ours."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as name:
        folder = Path(name)
        rules = playbook or _playbook(folder / "playbook", touches)
        server = LocalServer(port=free_port(), database=folder / "temporal.db")
        process = spawn(server.command(), log=folder / "temporal.log")
        try:
            wait_until_listening(server.port, process)
            house = build(await connected(server.address), folder / "home", playbook=rules, encrypted=encrypted)
            made = Installation(folder, server, process, house, touches)
            made.env = {
                "TEMPORAL_ADDRESS": server.address,
                "FOLLOWUP_HOME": str(house.settings.home),
                "FOLLOWUP_PLAYBOOK": str(rules),
            }
            try:
                yield made
            finally:
                made.end_worker()
                made.house.ledger.close()
                made.end_server()
        finally:
            end(process, patience=20)


def _playbook(folder: Path, touches: int) -> Path:
    shutil.copytree(QUICK, folder)
    (folder / "playbook.yaml").write_text(_RULES.format(times=max(1, touches - 1)))
    return folder


def _size(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA busy_timeout = 20000")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(path.stat().st_size for path in (database, Path(f"{database}-wal")) if path.exists())
