"""The processes of a run: killed by the harness or at an instant of their own, and started again a moment later.

Only children of this process are ever ended, each by its own handle.
"""

from __future__ import annotations

import os
import random
import subprocess
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
from tests.forked import begin
from tests.gateway.gate import SECRET

TOKEN: Final = "test-token"
START: Final = ("server", "gateway", "worker", "control")
"""What a run is made of, in the order of starting. The second gateway is `gateway-2`, and so on."""


def role(name: str) -> str:
    """What a process is: the second worker is a worker."""
    return name.partition("-")[0]


def several(what: str, count: int) -> list[str]:
    """The names of so many of a kind; one alone has no number."""
    return [what] + [f"{what}-{number}" for number in range(2, count + 1)]


@dataclass
class Machine:
    """Temporal, workers, gateways and the naive control. All of a kind share a folder of instants and journals."""

    home: Path
    seed: int
    ledger_url: str
    provider_url: str = ""
    control_url: str = ""
    event_key: EventKey = field(default_factory=EventKey)
    mutant: str = ""
    linger: float = 0.05
    slow: float = 0.05  # of all messages: the answer takes long
    workers: int = 1
    gateways: int = 1
    per_second: tuple[float, float] = (200, 50)  # mails and texts that may begin in a second
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)  # by themselves, with an error, as when the ledger is away
    revived: list[tuple[float, str]] = field(default_factory=list)  # wall seconds, and what

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.server = LocalServer(port=free_port(), database=self.home / "temporal.db")
        self.ports = {name: free_port() for name in several("gateway", self.gateways)}
        self.lock = threading.RLock()
        for role in ("worker", "gateway", "control"):
            (self.home / role / "fired").mkdir(parents=True, exist_ok=True)
        self._counted: set[str] = set()

    @property
    def gateway_url(self) -> str:
        """The one that the world knows; behind it, as a balancer would, the harness goes to any of them."""
        return self.gateway_urls[0]

    @property
    def gateway_urls(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports.values()]

    def names(self, what: str) -> list[str]:
        """All processes of a kind."""
        return several(what, {"worker": self.workers, "gateway": self.gateways}.get(what, 1))

    def start(self, name: str) -> None:
        """Start one of them; whether it is up is for others to see."""
        log = self.home / f"{name}.log"
        module = ["tests.chaos.control"] if name == "control" else ["tests.chaos.doomed", role(name)]
        with self.lock:
            if name == "server":
                self.children[name] = spawn(self.server.command(), log=log)
            else:
                self.children[name] = begin(*module, log=log, env=self._env(name))
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
            self.kills[f"{role(name)} {why}"] += 1
            self.tell("kill -9", f"{name} {why}")
            return True

    def kill_together(self, names: list[str], why: str) -> list[int]:
        """kill -9 of several at the same instant; the ids of those that lived."""
        with self.lock:
            alive = [name for name in names if name in self.children and self.children[name].poll() is None]
            for name in alive:
                self.children[name].kill()
            for name in alive:
                self.children[name].wait()
                self.kills[f"{role(name)} {why}"] += 1
                self.tell("kill -9", f"{name} {why}")
            return [self.children[name].pid for name in alive]

    def arm(self, what: str, instant: str) -> None:
        """Whichever of this kind comes to this instant next dies there."""
        (self.home / what / instant).touch()

    def disarm(self) -> None:
        for role, instants in INSTANTS.items():
            for instant in instants:
                (self.home / role / instant).unlink(missing_ok=True)

    def dead(self) -> list[str]:
        """Who is dead, in the order of starting."""
        with self.lock:
            return [name for name in self._in_order() if self.children[name].poll() is not None]

    def _in_order(self) -> list[str]:
        return [name for what in START for name in self.names(what) if name in self.children]

    def revive(self, name: str) -> None:
        """Start it again where it is dead; what killed it is counted first."""
        with self.lock:
            self.count_fired()
            code = self.children[name].poll()
            if code is None:
                return
            if code != -9:
                self.ended[f"{role(name)} with code {code}"] += 1
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
            for name in reversed(self._in_order()):
                end(self.children[name], patience=12)

    def _env(self, name: str) -> dict[str, str]:
        clean = {k: "" for k in os.environ if k.startswith(("FOLLOWUP_", "TEMPORAL_", "SENDGRID_", "TWILIO_"))}
        return clean | {
            "FOLLOWUP_HOME": str(self.home),
            "FOLLOWUP_LEDGER_URL": self.ledger_url,
            "FOLLOWUP_PLAYBOOK": str(self.home / "playbook"),
            "FOLLOWUP_SECRET_KEY": "a secret key of the harness, long enough",
            "FOLLOWUP_KEYS": str(self.home / "keys"),
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
            "CHAOS_DOOM": str(self.home / role(name)),
            "CHAOS_PORT": str(self.ports.get(name, 0)),
            "CHAOS_LINGER": str(self.linger),
            "CHAOS_SLOW": str(self.slow),
            "CHAOS_MUTANT": self.mutant,
            "CHAOS_CONTROL_URL": self.control_url,
        }
