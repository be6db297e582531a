"""One run of the harness: an installation under fire for a while, then left in peace, then judged."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Coroutine
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from temporalio.client import Client
from temporalio.service import RPCError

from domain.names import workflow_id
from keystore import key_place
from ledger.engine import LedgerUnavailable
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.chaos import rounds
from tests.chaos.accepted import accepted_at
from tests.chaos.cadence import Cadence
from tests.chaos.control import QUEUE, Journey, NaiveFollowUp
from tests.chaos.doom import INSTANTS
from tests.chaos.ledgers import SEEN, PostgresLedger, SqliteLedger, Troubled
from tests.chaos.machine import TOKEN, Machine
from tests.chaos.machine import role as role_of
from tests.chaos.people import Candidate, Speaker, Stop, invite
from tests.chaos.provider import Balanced, faults, provider
from tests.chaos.report import Plan, Report, as_json, killed
from tests.chaos.verdict import Verdict, arrived, in_plain, judge, missing, read_journal, told
from tests.house import connected, fact, with_keys
from tests.providers.server import ProviderServer

ROUND = 12.0
"""About as long as a round burns, in seconds; how long it settles hangs on what it broke."""

KEY = "a secret key of the harness, long enough"


async def run(plan: Plan, home: Path) -> Report:
    """Live through it. Whatever happens, nothing of it is left running."""
    home.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    report = Report(plan)
    with ExitStack() as stack:
        ledger: Troubled
        if plan.ledger == "postgresql":
            ledger = PostgresLedger(on_small_disk=plan.in_rounds)
        else:
            ledger = SqliteLedger(home, on_small_disk=plan.in_rounds)
        stack.callback(ledger.close)
        for name, why in ledger.left_out.items():
            print(f"Left out of seed {plan.seed}: {name}, because {why}.")
        machine = Machine(
            home,
            plan.seed,
            ledger.url,
            mutant=plan.mutant,
            linger=0.2 if plan.in_rounds else 0.05,
            workers=plan.workers,
            gateways=plan.gateways,
            per_second=plan.per_second,
        )
        stack.callback(machine.end)
        at = Balanced(machine.gateway_urls, machine.event_key, TOKEN)
        theirs = stack.enter_context(provider(plan.seed, plan.faults, at))
        beside = stack.enter_context(provider(plan.seed + 1000, plan.faults))
        machine.provider_url, machine.control_url = theirs.url, beside.url
        fire = Fire(plan, home, theirs, machine, ledger, report)
        await fire.begin()
        reviving = asyncio.create_task(fire.revive())
        try:
            await fire.burn()
            await fire.settle()
        finally:
            reviving.cancel()
            await asyncio.gather(reviving, return_exceptions=True)
            await fire.leave()
        report.verdict = fire.judge()
        report.kills = dict(sorted(machine.kills.items()))
        report.ended = dict(sorted(machine.ended.items()))
        report.faults = dict(sorted(theirs.fault_counts().items()))
        report.hooks = dict(sorted(theirs.webhooks.counts.items())) if theirs.webhooks else {}
        counts = Counter(mail.touch_key for mail in beside.mails)
        report.control_sent = sum(counts.values())
        report.control_duplicates = sum(count - 1 for count in counts.values())
        report.left_out, report.shown = ledger.left_out, dict(ledger.shown)
        report.troubles |= struck(report)
        report.told_to_all = fire.speaker.told_to_all
        report.recoveries = recoveries(machine, [one.at for one in arrived(theirs, fire.people, fire.cadence)])
    report.seconds = time.monotonic() - began
    (home / "report.json").write_text(json.dumps(as_json(report), indent=2) + "\n")
    return report


@dataclass
class Fire:
    """What goes on while it burns."""

    plan: Plan
    home: Path
    provider: ProviderServer
    machine: Machine
    ledger: Troubled
    report: Report
    people: list[Candidate] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.plan.seed)
        self.over = asyncio.Event()
        self.faults = rounds.faults(self.ledger, self.plan.only) if self.plan.in_rounds else []
        waves = len(self.faults) or 1
        self.length = ROUND * waves if self.faults else self.plan.fire  # seconds; of rounds about that
        turn = datetime.now(UTC) + timedelta(seconds=8 + self.length * 0.4)
        self.cadence = Cadence.of(self.plan.updates, self.plan.every, turn.replace(microsecond=0))
        self.people = invite(self.plan.candidates * waves, self.cadence, self.dice)
        self.began = self.looked_at = time.time()
        self.to_come = 0  # touches and doubts that are not accounted for yet
        self.cadence.write(self.home / "playbook")

    async def begin(self) -> None:
        """Everything up, nobody there yet."""
        names = ["server", *self.machine.names("gateway"), *self.machine.names("worker")]
        names += ["control"] if self.plan.control else []
        for name in names:
            await asyncio.to_thread(self.machine.start, name)
            if name == "server":
                await asyncio.to_thread(self.machine.wait_for_server)
        self.client = await connected(self.machine.server.address)
        made = Settings(home=self.home, key_store=str(self.home / "keys"))
        self.book = Ledger(self.ledger.url, (KEY,), key_place(made))
        async with httpx.AsyncClient(timeout=3, verify=False) as web:
            await _until(lambda: self._is_up(web), 120, "the start of workers and gateways")
        own = with_keys(self.client, self.book.keys)
        self.speaker = Speaker(self.client, own, self.machine.gateway_urls, self.provider, self.dice)
        self.began = time.time()
        self.machine.tell("the fire begins")
        for who in self.people:
            if who.stop_how and not self.faults:
                who.stop_at = self.began + self.dice.uniform(0.1, 0.9) * self.plan.fire

    async def _is_up(self, web: httpx.AsyncClient) -> bool:
        for name in self.machine.dead():
            log = (self.home / f"{name}.log").read_text()
            raise AssertionError(f"the {name} ended while it started; its log ends with: {log[-600:]}")
        with suppress(httpx.HTTPError):
            for url in self.machine.gateway_urls:
                if (await web.get(f"{url}/readyz")).status_code != 200:
                    return False
            logs = [self.home / f"{name}.log" for name in self.machine.names("worker")]
            return all("worker runs" in log.read_text() for log in logs)
        return False

    async def burn(self) -> None:
        """All at once, until the time is over."""
        parts: list[Coroutine[Any, Any, None]] = [self._stop(), self._chatter(), self._edit()]
        if not self.faults:
            parts += [self._enrol(), self._kill(), self._trouble()]
        tasks = [asyncio.create_task(part) for part in parts]
        if self.plan.control:
            tasks.append(asyncio.create_task(self._control()))
        timer = asyncio.create_task(self._rounds() if self.faults else self._time())
        try:
            while not timer.done():
                await asyncio.wait([timer, *tasks], return_when=asyncio.FIRST_COMPLETED)
                for task in [task for task in tasks if task.done()]:
                    task.result()
                    tasks.remove(task)
            timer.result()
            self.over.set()
            self.machine.disarm()
            # A stop that was begun is told to its end; it may be that the gateway is dead just now.
            await asyncio.wait_for(asyncio.gather(*tasks), 60)
        finally:
            self.over.set()
            for task in (timer, *tasks):  # also after Ctrl-C, when its time is not over
                task.cancel()
            await asyncio.gather(timer, *tasks, return_exceptions=True)

    async def _time(self) -> None:
        """As long as planned; on a busy machine as long again, half a minute at least, until enough has been killed."""
        await asyncio.sleep(self.plan.fire)
        until = time.monotonic() + max(self.plan.fire, 30)  # a busy machine takes its time
        while time.monotonic() < until and killed(self.machine.kills) < self.plan.least_kills:
            self.machine.count_fired()
            await asyncio.sleep(0.3)

    async def _rounds(self) -> None:
        """Fault after fault, and new candidates with each."""
        size, lasts = self.plan.candidates, self.plan.updates * self.plan.every
        waves = [(fault, self.people[at * size : (at + 1) * size]) for at, fault in enumerate(self.faults)]
        for who in self.people:
            if who.stop_how:
                who.stop_after = self.dice.uniform(0.5, 0.9 * lasts)
        under = rounds.Rounds(
            self.machine,
            self.ledger,
            self.speaker,
            self.dice,
            waves,
            None if self.plan.brief else self._settle_and_judge,
            rounds.Journals(self.home),
            self.report.rounds,
        )
        await under.run()

    async def _settle_and_judge(self) -> tuple[float, Verdict]:
        """Nothing fails any more, until all that was due by now is accounted for; then it goes on."""
        self.machine.disarm()
        burning, self.provider._faults = self.provider._faults, faults(0, 0)
        since = time.monotonic()
        try:
            while time.monotonic() < since + self.plan.settle:
                with suppress(LedgerUnavailable):
                    if await asyncio.to_thread(self._is_settled, so_far=True):
                        break
                await asyncio.sleep(0.5)
            else:
                self.looked_at = time.time()  # whatever is missing is missing
            took = time.monotonic() - since
            await self._ask_histories()
            return took, await asyncio.to_thread(self._judged, self.looked_at, is_end=False)
        finally:
            self.provider._faults = burning

    async def _pause(self, least: float, most: float) -> bool:
        """Wait by the dice; False when it is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), self.dice.uniform(least, most))
        return not self.over.is_set()

    async def _enrol(self) -> None:
        within = self.plan.fire * 0.25

        async def one(who: Candidate) -> None:
            await asyncio.sleep(within * who.number / len(self.people))
            await self.speaker.applies(who)
            if who.stopped_early:
                how = f"{who.stop_how}, before the application"
                self.report.stops[how] = self.report.stops.get(how, 0) + 1

        await asyncio.gather(*(one(who) for who in self.people))

    async def _kill(self) -> None:
        """At random, and at every chosen instant in turn."""
        order: list[tuple[str, str]] = []
        while await self._pause(0.5 * self.plan.kill_every, 1.5 * self.plan.kill_every):
            if not order:
                order = [(role, instant) for role, instants in INSTANTS.items() for instant in instants]
                order += [("worker", "")] * 3 + [("gateway", "")] * 2 + [("server", "")] * 2
                order = [one for one in order if not self.plan.instants or one[1] in self.plan.instants]
                self.dice.shuffle(order)
            # Killed over and over while they start, they would do nothing that could go wrong.
            ready = next((one for one in reversed(order) if self._has_recovered(one[0])), None)
            if ready is None:
                continue
            order.remove(ready)
            role, instant = ready
            if self.plan.control and role == "worker":
                if instant in ("before-post", "after-post"):
                    self.machine.arm("control", instant)
                elif not instant:
                    await asyncio.to_thread(self.machine.kill, "control")
            if instant:
                self.machine.arm(role, instant)
            else:
                await asyncio.to_thread(self.machine.kill, role)

    def _has_recovered(self, role: str) -> bool:
        """Does it do its work again since it was last started, or had it long enough for that?"""
        now = time.time()
        if role == "gateway":
            started = max((at for at, name in self.machine.revived if role_of(name) == role), default=0.0)
            return self.speaker.taken_at > started or now - started > 15
        started = max(self._revivals(), default=0.0)
        since = [
            one
            for part in (self.provider.mails, self.provider.texts)
            for one in part[-self.plan.between :]
            if one.wall > started
        ]
        return len(since) >= self.plan.between or now - started > 15

    async def revive(self) -> None:
        """Whoever is dead is started again within a second, for as long as the run lasts."""

        async def one(name: str) -> None:
            while True:
                if name in self.machine.dead():
                    await asyncio.sleep(random.uniform(0.1, 1))
                    await asyncio.to_thread(self.machine.revive, name)
                await asyncio.sleep(0.1)

        await asyncio.gather(*(one(name) for name in self.machine.children))

    async def _trouble(self) -> None:
        troubles = list(self.ledger.troubles)
        while await self._pause(self.plan.fire / 12, self.plan.fire / 5):
            name = troubles.pop(0)
            troubles.append(name)
            self.report.troubles[name] = self.report.troubles.get(name, 0) + 1
            self.machine.tell(f"the ledger is troubled: {name}")
            held = self.ledger.trouble(name)
            await asyncio.to_thread(held.__enter__)
            try:
                if name == "down" and self.dice.random() < 0.5:
                    await asyncio.to_thread(self.machine.kill, "worker", "with the ledger down")
                await self._pause(1.5, 5)
            finally:
                await asyncio.to_thread(held.__exit__, None, None, None)
                self.machine.tell("the ledger is well again")

    async def _stop(self) -> None:
        """Each in their time, or while a message to them is under way."""
        running: list[asyncio.Task[None]] = []
        read = _Lingering(self.home / "worker")
        while not self.over.is_set():
            now, lingering = time.time(), read.new()
            for who in self.people:
                if not who.taken_at or not who.stop_how:
                    continue
                is_time = now > self._stops_at(who) or (who.ident in lingering and self.dice.random() < 0.3)
                if is_time and not who.begun:
                    who.begun = True
                    running.append(asyncio.create_task(self._stop_one(who)))
                elif who.stops and lingering.get(who.ident, "") in ("closure", "goodbye"):
                    # The last message is under way and their follow-up about to close: they say something.
                    running.append(asyncio.create_task(self._thanks(who)))
            await asyncio.sleep(0.05)
        for task in running:
            await task

    def _stops_at(self, who: Candidate) -> float:
        return who.taken_at + who.stop_after if self.faults else who.stop_at

    async def _stop_one(self, who: Candidate) -> None:
        await self.speaker.stop(who)
        if who.stops:
            self.report.stops[who.stop_how] = self.report.stops.get(who.stop_how, 0) + 1

    async def _thanks(self, who: Candidate) -> None:
        await self.speaker.signal(who, "reply_received", fact(text="Thank you for letting me know."))

    async def _chatter(self) -> None:
        while await self._pause(0.3, 1.2):
            await self.speaker.chatter(self.people)

    async def _edit(self) -> None:
        """Other words and another cadence, put in force in the middle, and everybody told."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), self.length * 0.6)
            return
        content = read_playbook(self.cadence.write(self.home / "edited", edited=True))
        while not self.over.is_set():
            try:
                now = datetime.now(UTC)
                await asyncio.to_thread(
                    self.book.playbooks.apply, content.model_dump(mode="json"), content.version, "harness", now
                )
                self.report.edits += 1
                break
            except LedgerUnavailable:
                await asyncio.sleep(0.5)
        for who in self.people:
            if who.applied_at and not self.over.is_set():
                await self.speaker.signal(who, "replan", fact())

    async def _control(self) -> None:
        touches = int(self.length / self.plan.every)
        for number in range(self.plan.candidates // 2):
            journey = Journey(f"naive{number}", touches, self.plan.every)
            while not self.over.is_set():
                try:
                    call = self.client.start_workflow(
                        NaiveFollowUp.run, journey, id=journey.candidate, task_queue=QUEUE
                    )
                    await asyncio.wait_for(call, 5)
                    break
                except RPCError as error:
                    if "already" in str(error):
                        break
                except TimeoutError:
                    pass
                await asyncio.sleep(0.3)

    # ------------------------------------------------------------ afterwards

    async def leave(self) -> None:
        """Hang up, however far it came."""
        if hasattr(self, "speaker"):
            await self.speaker.web.aclose()

    async def settle(self) -> None:
        """Nothing is killed any more: until everything that is due is accounted for, or the time for it is over."""
        self.machine.disarm()
        self.machine.tell("the fire is over")
        self.provider._faults = faults(0, 0)
        ended = time.monotonic()
        still: int | None = None
        deadline = ended + self.plan.settle
        while time.monotonic() < deadline:
            with suppress(LedgerUnavailable):
                if await asyncio.to_thread(self._is_settled):
                    break
                if still is None or self.to_come < still:  # a slow machine that gets on is waited for
                    still, deadline = self.to_come, time.monotonic() + self.plan.settle
            await asyncio.sleep(1.5)
        self.report.settled = time.monotonic() - ended
        await self._ask_histories()

    def _is_settled(self, *, so_far: bool = False) -> bool:
        """Is all accounted for that was due by now, and unless `so_far` nothing still to come?"""
        now = self.looked_at = time.time()
        on_record = {who.ident: told(self.book, who) for who in self.people}
        messages = arrived(self.provider, self.people, self.cadence)
        lost, _ = missing(self.people, self.cadence, {one.key for one in messages}, on_record, now)
        ahead = [
            owed.due_at
            for who in self.people
            for owed in self.cadence.owed(who.ident, who.applied_at or now)
            if owed.due_at > now - 1
        ]
        doubts = sum(len(record.open_doubts) for record in on_record.values())
        self.to_come = len(lost) + len(ahead) + doubts
        self.machine.tell(f"to come {len(lost)}, ahead {len(ahead)}, in doubt {doubts}")
        return not lost and not doubts and (so_far or not ahead)

    async def _ask_histories(self) -> None:
        """A bare signal is accepted when the workflow task in flight has ended: look up when that was."""
        for who in self.people:
            for stop in who.stops:
                if stop.how.endswith("by signal"):
                    stop.at = max(stop.at, await _heard(self.client, who, stop))

    def judge(self) -> Verdict:
        try:
            found = self._judged(time.time())
            found.in_plain = in_plain(self.book)
            return found
        finally:
            self.book.close()

    def _judged(self, now: float, *, is_end: bool = True) -> Verdict:
        journal, revivals = read_journal(self.home / "worker"), self._revivals()
        count = partial(judge, self.provider, self.people, self.cadence, self.book, journal, now, revivals)
        try:
            return count(is_end=is_end)
        except LedgerUnavailable:  # a connection from before the trouble; the others have gone with it
            return count(is_end=is_end)

    def _revivals(self) -> list[float]:
        """When a worker or the server was started again."""
        return [at for at, name in self.machine.revived if role_of(name) in ("worker", "server")]


class _Lingering:
    """Whose messages take their time just now, from the worker's journal as it grows."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._read = folder, dict[Path, int]()

    def new(self) -> dict[str, str]:
        """Candidates and steps that came since the last look."""
        found = {}
        for file in self._folder.glob("journal.*"):
            with file.open() as lines:
                lines.seek(self._read.get(file, 0))
                for line in lines.read().splitlines():
                    if '"lingers"' in line and line.endswith("}"):
                        key = json.loads(line)["key"].split("/")
                        found[key[0]] = key[3]
                self._read[file] = lines.tell()
        return found


async def _heard(client: Client, who: Candidate, stop: Stop) -> float:
    """When a signal was accepted by the history of the run that has it; 0 where none has."""
    ident = workflow_id(who.ident)
    async for one in client.list_workflows(f"WorkflowId = '{ident}'"):
        history = await client.get_workflow_handle(ident, run_id=one.run_id).fetch_history()
        if at := accepted_at(history.events, stop.event_id):
            return at
    return 0.0


def recoveries(machine: Machine, at: list[float]) -> list[float]:
    """Seconds from each worker's or server's revival to the next message that arrived."""
    waits = []
    for revived, name in machine.revived:
        if role_of(name) in ("worker", "server") and (following := next((one for one in at if one > revived), None)):
            waits.append(following - revived)
    return waits


def struck(report: Report) -> dict[str, int]:
    """The ledger's troubles that really were, in the rounds of a run."""
    found = Counter(one.fault for one in report.rounds if one.fault != rounds.KILLED)
    real = {name: min(count, report.shown.get(name, 0)) if name in SEEN else count for name, count in found.items()}
    return {name: count for name, count in real.items() if count}


async def _until(holds: Any, seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if await holds():
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{what} took more than {seconds:.0f} s")
