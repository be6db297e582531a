"""kill -9 of server, worker and everything at once: every touch once, none twice, none lost (docs/architecture.md,
"Delivery").

Counted at the candidate's end: a real SMTP server in this process, which nobody kills.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.forked import begin
from tests.house import QUICK, House, build, connected, until

TOUCHES = 6  # a hello and five updates, a second apart


class Sink:
    """The far end: takes every mail, and writes down which touch it was."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        journal.write_text("")

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        headers = envelope.content.decode().replace("\r\n ", " ").splitlines()
        key = next(line.partition(":")[2].strip() for line in headers if line.startswith("X-Followup-Touch:"))
        with self.journal.open("a") as file:
            file.write(f"{key}\n")
        return "250 taken"

    def received(self) -> Counter[str]:
        return Counter(self.journal.read_text().split())


class Machine:
    """Server and worker as processes of their own, started again whenever they are dead."""

    def __init__(self, home: Path, smtp_port: int, seed: int) -> None:
        self.home, self.dice = home, random.Random(seed)
        self.server = LocalServer(port=free_port(), database=home / "temporal.db")
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.kills: Counter[str] = Counter()
        self.env = {
            "FOLLOWUP_HOME": str(home),
            "FOLLOWUP_PLAYBOOK": str(QUICK),
            "TEMPORAL_ADDRESS": self.server.address,
            "SMTP_SINK": f"smtp://127.0.0.1:{smtp_port}",
            "SINK": str(home / "journal"),
        }
        self.deadly: dict[str, str] = {}

    def start(self, name: str) -> None:
        if name == "server":
            self.children[name] = spawn(self.server.command(), log=self.home / "server.log")
            wait_until_listening(self.server.port, self.children[name])
        else:
            env = self.env | self.deadly | {"DIE_SEED": str(self.dice.random())[2:8]}
            self.children[name] = begin("tests.e2e.doomed_worker", log=self.home / "worker.log", env=env)

    def revive(self) -> None:
        for name in ("server", "worker"):
            if name not in self.children or self.children[name].poll() is not None:
                if name in self.children:
                    self.kills[f"{name} by its own hand"] += 1
                self.start(name)

    def kill(self, *names: str) -> None:
        self.kills["+".join(names)] += 1
        for name in names:
            self.children[name].kill()
        for name in names:
            self.children.pop(name).wait()

    def end(self) -> None:
        for name in ("worker", "server"):
            if name in self.children:
                end(self.children[name], patience=12)


@pytest.mark.nightly
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("seed", "candidates", "seconds"),
    [(seed, 30, 25) for seed in (1, 2, 3)],
)
async def test_kill_minus_9_at_any_moment_sends_every_touch_once_and_loses_none(
    tmp_path: Path, seed: int, candidates: int, seconds: float
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    sink = Sink(home / "journal")
    smtp = Controller(sink, hostname="127.0.0.1", port=free_port())
    smtp.start()
    machine = Machine(home, smtp.port, seed)
    try:
        machine.revive()
        house = build(await connected(machine.server.address), home)
        people = [await house.applies(f"p{i}") for i in range(candidates)]
        machine.deadly = {"DIE_BEFORE_POST": "0.04", "DIE_AFTER_POST": "0.04", "DIE_AFTER_COMMIT": "0.02"}
        stop_killing = time.monotonic() + seconds
        while time.monotonic() < stop_killing:
            await asyncio.sleep(machine.dice.uniform(0.5, 2.5))
            if machine.dice.random() < 0.6:
                machine.kill(*machine.dice.choice([("worker",), ("server",), ("server", "worker")]))
            machine.revive()
        machine.deadly = {}
        machine.kill("worker")
        machine.revive()
        await until(lambda: all_done(house, people, sink), patience=150, what="the end of every follow-up")
    finally:
        machine.end()
        smtp.stop()
    received = sink.received()
    twice = {key: n for key, n in received.items() if n > 1}
    deaths = f"{sum(machine.kills.values())} deaths {dict(machine.kills)}"
    print(f"\nseed {seed}: {len(received)} touches at the sink, {deaths}")
    assert twice == {}
    assert len(received) == candidates * TOUCHES
    assert sum(machine.kills.values()) >= 4, "hardly anything was killed, so nothing was shown"
    for person in people:
        assert house.ledger.verify(person) == []
    house.ledger.close()


def all_done(house: House, people: list[str], sink: Sink) -> bool:
    """Has everything been received, and does the ledger know it, what was asked about included?"""
    received = sink.received()
    if len(received) < len(people) * TOUCHES:
        return False
    known = {
        row["touch_key"]
        for person in people
        for row in house.ledger.timeline(person)
        if row["type"] in ("sent", "delivery_reported")
    }
    return set(received) <= known
