"""The processes of a run: killed by the harness or at an instant of their own, and started again a moment later.

Only children of this process are ever ended, each by its own handle.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sandbox.signing import EventKey
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.chaos.doom import INSTANTS
from tests.gateway.gate import SECRET

ROOT: Final = Path(__file__).parents[2]
TOKEN: Final = "test-token"
START: Final = ("server", "gateway", "worker", "control")


@dataclass
class Machine:
    """Temporal, worker, gateway and the naive control. `control` False leaves the last one out."""

    home: Path
    seed: int
    ledger_url: str
    provider_url: str = ""
    control_url: str = ""
    event_key: EventKey = field(default_factory=EventKey)
    mutant: str = ""
    linger: float = 0.05
    per_second: tuple[float, float] = (200, 50)  # mails and texts that may begin in a second
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)  # by themselves, with an error, as when the ledger is away
    revived: list[tuple[float, str]] = field(default_factory=list)  # wall seconds, and what

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.server = LocalServer(port=free_port(), database=self.home / "temporal.db")
        self.gateway_port = free_port()
        self.lock = threading.RLock()
        for role in ("worker", "gateway", "control"):
            (self.home / role / "fired").mkdir(parents=True, exist_ok=True)
        self._counted: set[str] = set()

    @property
    def gateway_url(self) -> str:
        return f"http://127.0.0.1:{self.gateway_port}"

    def start(self, name: str) -> None:
        """Start one of them; whether it is up is for others to see."""
        log = self.home / f"{name}.log"
        module = ["tests.chaos.control"] if name == "control" else ["tests.chaos.doomed", name]
        with self.lock:
            if name == "server":
                self.children[name] = spawn(self.server.command(), log=log)
            else:
                self.children[name] = spawn([sys.executable, "-m", *module], log=log, env=self._env(name))
            self.tell("starts", name)

    def wait_for_server(self) -> None:
        """Until it serves. Raises CannotStart."""
        wait_until_listening(self.server.port, self.children["server"])

    def tell(self, what: str, name: str = "") -> None:
        """Into the run's own log: what was done to whom, and when."""
        with (self.home / "events.log").open("a") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='milliseconds')} {what} {name}\n")

    def kill(self, name: str, why: str = "at random") -> bool:
        """kill -9, now; False where it is dead already."""
        with self.lock:
            child = self.children.get(name)
            if child is None or child.poll() is not None:
                return False
            child.kill()
            child.wait()
            self.kills[f"{name} {why}"] += 1
            self.tell("kill -9", f"{name} {why}")
            return True

    def arm(self, name: str, instant: str) -> None:
        """It dies when it comes to this instant next."""
        (self.home / name / instant).touch()

    def disarm(self) -> None:
        for role, instants in INSTANTS.items():
            for instant in instants:
                (self.home / role / instant).unlink(missing_ok=True)

    def dead(self) -> list[str]:
        """Who is dead, in the order of starting."""
        with self.lock:
            return [name for name in START if name in self.children and self.children[name].poll() is not None]

    def revive(self, name: str) -> None:
        """Start it again where it is dead; what killed it is counted first."""
        with self.lock:
            self.count_fired()
            code = self.children[name].poll()
            if code is None:
                return
            if code != -9:
                self.ended[f"{name} with code {code}"] += 1
                self.tell(f"ended with code {code}", name)
            self.start(name)
            self.revived.append((time.time(), name))

    def count_fired(self) -> None:
        """Deaths at a chosen instant, as the dying wrote them down."""
        for role in ("worker", "gateway", "control"):
            for file in (self.home / role / "fired").iterdir():
                ident = f"{role}/{file.name}"
                if ident not in self._counted:
                    self._counted.add(ident)
                    instant, _, at = file.name.partition(".")
                    self.kills[f"{role} {instant}"] += 1
                    self.tell(f"was killed {instant} at {at}", role)

    def end(self) -> None:
        """All of them, in good order; none is left."""
        with self.lock:
            self.disarm()
            self.count_fired()
            for name in reversed(START):
                if child := self.children.get(name):
                    end(child, patience=12)

    def _env(self, name: str) -> dict[str, str]:
        clean = {k: "" for k in os.environ if k.startswith(("FOLLOWUP_", "TEMPORAL_", "SENDGRID_", "TWILIO_"))}
        return clean | {
            "PYTHONPATH": str(ROOT),
            "FOLLOWUP_HOME": str(self.home),
            "FOLLOWUP_LEDGER_URL": self.ledger_url,
            "FOLLOWUP_PLAYBOOK": str(self.home / "playbook"),
            "FOLLOWUP_SECRET_KEY": "a secret key of the harness, long enough",
            "FOLLOWUP_EMAIL": "sendgrid",
            "FOLLOWUP_SMS": "twilio",
            "FOLLOWUP_SENDGRID_URL": self.provider_url,
            "FOLLOWUP_TWILIO_URL": self.provider_url,
            "SENDGRID_API_KEY": "SG.test-key",
            "TWILIO_ACCOUNT_SID": "ACtest",
            "TWILIO_AUTH_TOKEN": TOKEN,
            "FOLLOWUP_SMS_FROM": "+12125550199",
            "FOLLOWUP_EMAIL_PER_SECOND": f"{self.per_second[0]:g}",
            "FOLLOWUP_SMS_PER_SECOND": f"{self.per_second[1]:g}",
            "FOLLOWUP_PUBLIC_URL": self.gateway_url,
            "FOLLOWUP_WEBHOOK_SECRET": SECRET,
            "FOLLOWUP_SENDGRID_EVENT_KEY": self.event_key.public,
            "TEMPORAL_ADDRESS": self.server.address,
            "TEMPORAL_NAMESPACE": "default",
            "CHAOS_DOOM": str(self.home / name),
            "CHAOS_PORT": str(self.gateway_port),
            "CHAOS_LINGER": str(self.linger),
            "CHAOS_MUTANT": self.mutant,
            "CHAOS_CONTROL_URL": self.control_url,
        }
