"""What a run is to be, and what came of it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tests.chaos.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to be. Times in seconds."""

    seed: int
    ledger: Literal["sqlite", "postgresql"] = "sqlite"
    candidates: int = 60
    updates: int = 16  # beside hello, flash and a nudge for every fourth
    every: float = 3.0
    fire: float = 70
    settle: float = 120  # after the fire, at most without getting on
    kill_every: float = 2.5
    least_kills: int = 0  # of worker, gateway and server: the fire lasts twice as long for them, or half a minute more
    between: int = 20  # messages that go out between two kills of a worker or the server, where they do within 15 s
    instants: tuple[str, ...] = ()  # those at which a worker or gateway dies, and no other; all, and at random
    control: bool = True
    mutant: str = ""
    faults: float = 1.0  # scales the provider's
    slow: bool = False  # low rates, so that messages are held for their turn
    workers: int = 1
    gateways: int = 1
    in_rounds: bool = False  # fault after fault, each in a burst of its own; then `fire` and the kills' times are moot
    only: tuple[str, ...] = ()  # in rounds: these faults alone
    brief: bool = False  # in rounds: the faults and no other kills of ours, and one verdict at the end

    @property
    def per_second(self) -> tuple[float, float]:
        """Mails and texts that may begin in a second: as many as come; where slow, fewer than come after a death."""
        return (12, 3) if self.slow else (200, 50)


def killed(kills: Mapping[str, int]) -> int:
    """Of ours: the control's do not count."""
    return sum(count for name, count in kills.items() if not name.startswith("control"))


@dataclass
class Round:
    """One fault in a burst, and what came of all until then."""

    fault: str
    began: int  # messages that were begun in the second before it
    cut: int = 0  # messages that were under way at those who were killed by it
    seconds: float = 0  # how long it lasted
    refused: dict[str, int] = field(default_factory=dict)  # what the ledger's database refused our processes meanwhile
    settled: float = 0  # seconds until all was accounted for
    verdict: Verdict | None = None

    @property
    def other(self) -> int:
        """What was found beside duplicates and losses."""
        v = self.verdict or Verdict()
        found = (v.after_stop, v.wrong_hour, v.unsettled, v.unreserved, v.broken_chains, v.heard_twice)
        return sum(map(len, found))

    def in_words(self) -> str:
        """One line, for whoever waits for the next round."""
        if (v := self.verdict) is None:
            return f"{self.fault}: over"
        found = f"{len(v.duplicates)} twice, {len(v.lost)} lost, {self.other} other"
        return f"{self.fault}: settled after {self.settled:.0f} s; {v.due} due, {v.sent} sent, {found}"


@dataclass
class Report:
    """What came of it."""

    plan: Plan
    verdict: Verdict = field(default_factory=Verdict)
    kills: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)
    troubles: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    hooks: dict[str, int] = field(default_factory=dict)
    stops: dict[str, int] = field(default_factory=dict)
    recoveries: list[float] = field(default_factory=list)
    control_sent: int = 0
    control_duplicates: int = 0
    seconds: float = 0
    settled: float = 0  # seconds from the end of the fire until all was accounted for
    edits: int = 0
    rounds: list[Round] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)  # faults that this machine does not allow, and why
    shown: dict[str, int] = field(default_factory=dict)  # troubles, and how often the harness saw that they were real
    told_to_all: int = 0  # events that all gateways took at the same time

    @property
    def killed(self) -> int:
        return killed(self.kills)

    def recovery(self, share: float) -> float:
        """Seconds from a worker's revival to the next message at the provider, at this share of all revivals."""
        return sorted(self.recoveries)[int(share * (len(self.recoveries) - 1))] if self.recoveries else 0.0


def as_json(report: Report) -> dict[str, Any]:
    """The report as it stands in the run's folder."""
    return asdict(report) | {
        "killed": report.killed,
        "recovery_p50": report.recovery(0.5),
        "recovery_p95": report.recovery(0.95),
        "recovery_mean": statistics.mean(report.recoveries) if report.recoveries else 0,
        "holds": report.verdict.holds,
    }
