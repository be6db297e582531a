"""Several workers and gateways at one installation: fault after fault, each in a burst of its own.

In each round new candidates apply at the same instant. While their first messages go out the fault strikes; it lasts
some seconds; then nothing is killed any more until all that was due is accounted for, and the round is judged.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.chaos.doom import INSTANTS, LINGERS
from tests.chaos.ledgers import PostgresLedger, SqliteLedger, Troubled
from tests.chaos.machine import Machine
from tests.chaos.people import Candidate, Speaker
from tests.chaos.report import Round
from tests.chaos.verdict import Verdict

KILLED: Final = "workers killed"
"""All workers but one, at the same instant."""

_BURST: Final = 1.0  # seconds in which so many messages begin
_NO_BURST: Final = 25.0  # seconds after which the fault strikes all the same, and the round says that none was seen


ALL: Final = tuple(dict.fromkeys((KILLED, *PostgresLedger.all_troubles, *SqliteLedger.troubles)))


def faults(ledger: Troubled, only: Sequence[str] = ()) -> list[str]:
    """What strikes, in turn: with the ledger's troubles those that this ledger knows and this machine allows."""
    found = [name for name in (KILLED, *ledger.troubles) if not only or name in only]
    if not found:
        raise ValueError(f"None of the faults {', '.join(only)} is possible with {ledger.kind} on this machine.")
    return found


@dataclass
class Journals:
    """What the workers and gateways write down, as it grows."""

    home: Path
    begun: deque[float] = field(default_factory=deque)  # when messages were begun
    refused: Counter[str] = field(default_factory=Counter)  # by the ledger's database, and how
    _under_way: dict[tuple[int, str], float] = field(default_factory=dict)  # by process and touch: until when at most
    _read: dict[Path, int] = field(default_factory=dict)

    def look(self) -> None:
        """Read what is new; only whole lines."""
        for file in self.home.glob("*/journal.*"):
            with file.open("rb") as lines:
                lines.seek(self._read.get(file, 0))
                whole, newline, _ = lines.read().rpartition(b"\n")
            self._read[file] = self._read.get(file, 0) + len(whole) + len(newline)
            for line in whole.splitlines():
                self._take(json.loads(line))

    def _take(self, line: dict[str, Any]) -> None:
        match line["what"]:
            case "reserved" | "sending":
                self._under_way[line["pid"], line["key"]] = float("inf")
                if line["what"] == "sending":
                    self.begun.append(line["at"])
            case "sent":
                self._under_way.pop((line["pid"], line["key"]), None)
            case "lingers":  # the provider has it, and the ledger does not know yet
                self._under_way[line["pid"], line["key"]] = line["at"] + LINGERS
            case "refused":
                self.refused[line["why"]] += 1

    def began_since(self, at: float) -> int:
        """How many messages were begun since then."""
        while self.begun and self.begun[0] < at:
            self.begun.popleft()
        return len(self.begun)

    def under_way(self, pid: int, at: float) -> int:
        """How many messages a process has reserved and not settled."""
        return sum(one == pid and until > at for (one, _), until in self._under_way.items())


@dataclass
class Rounds:
    """The rounds of a run, one after the other."""

    machine: Machine
    ledger: Troubled
    speaker: Speaker
    dice: Random
    waves: list[tuple[str, list[Candidate]]]  # each fault, and who applies in its round
    settle: Callable[[], Coroutine[Any, Any, tuple[float, Verdict]]] | None  # and judge; None: the faults alone
    journals: Journals
    done: list[Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._instants: dict[str, list[str]] = {what: [] for what in INSTANTS}

    async def run(self) -> None:
        """All of them."""
        for fault, people in self.waves:
            await self._round(fault, people)

    async def _round(self, fault: str, people: list[Candidate]) -> None:
        self.machine.tell(f"{fault}: begins")
        applying = asyncio.gather(*(self.speaker.applies(who) for who in people))
        try:
            began = await self._burst(max(3, len(people) // 3))
            found = Round(fault, began)
            self.done.append(found)
            before = Counter(self.journals.refused)
            since = time.monotonic()
            if fault == KILLED:
                found.cut = await self._kill_all_but_one()
            else:
                await self._trouble(fault)
            found.seconds = time.monotonic() - since
            self.machine.arm("control", "after-post")
            if self.settle is not None:
                await self._arm()
            await asyncio.wait_for(applying, 60)
            self.journals.look()
            found.refused = dict(self.journals.refused - before)
        finally:
            applying.cancel()
            await asyncio.gather(applying, return_exceptions=True)
        if self.settle is not None:
            found.settled, found.verdict = await self.settle()
        self.machine.tell(found.in_words())
        print(f"  {found.in_words()}", flush=True)

    async def _burst(self, least: int) -> int:
        """Until so many messages begin within a second; how many those are."""
        until = time.monotonic() + _NO_BURST
        while True:
            self.journals.look()
            if (began := self.journals.began_since(time.time() - _BURST)) >= least or time.monotonic() > until:
                return began
            await asyncio.sleep(0.02)

    async def _kill_all_but_one(self) -> int:
        """Those who have most under way; how many messages that cuts off."""
        pids = {name: self.machine.children[name].pid for name in self.machine.names("worker")}
        until = time.monotonic() + _NO_BURST
        while True:  # a message takes milliseconds, so the moment for it is looked for
            self.journals.look()
            at = time.time()
            if any(self.journals.under_way(pid, at) for pid in pids.values()) or time.monotonic() > until:
                break
            await asyncio.sleep(0.005)
        busy = sorted(pids, key=lambda name: self.journals.under_way(pids[name], at), reverse=True)
        dead = await asyncio.to_thread(self.machine.kill_together, busy[: max(1, len(busy) - 1)], "in a burst")
        await asyncio.to_thread(self.machine.kill, "control", "in a burst")
        self.journals.look()
        return sum(self.journals.under_way(pid, at) for pid in dead)

    async def _trouble(self, name: str) -> None:
        """The ledger is troubled for some seconds; in half of the rounds a worker and a gateway die in it."""
        held = self.ledger.trouble(name)
        self.machine.tell(f"the ledger is troubled: {name}")
        await asyncio.to_thread(held.__enter__)
        try:
            await asyncio.sleep(self.dice.uniform(0.5, 1.5))
            if self.settle is not None and self.dice.random() < 0.5:
                for what in ("worker", "gateway"):
                    one = self.dice.choice(self.machine.names(what))
                    await asyncio.to_thread(self.machine.kill, one, f"with the ledger: {name}")
            await asyncio.sleep(self.dice.uniform(1.5, 3.5))
        finally:
            await asyncio.to_thread(held.__exit__, None, None, None)
            self.machine.tell("the ledger is well again")

    async def _arm(self) -> None:
        """A worker and a gateway die at an instant of their own, at each in turn."""
        for what, instants in INSTANTS.items():
            if not self._instants[what]:
                self._instants[what] = self.dice.sample(instants, len(instants))
            self.machine.arm(what, self._instants[what].pop())
        await asyncio.sleep(self.dice.uniform(1, 2))
