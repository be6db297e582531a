"""An office in one process: the inbox, the gateway's telling and the clocks over a real ledger, with the worker away
whenever a test says so.

Everything of ours is real: doors, inbox, sweeper, intake, decisions, joining. A model is what is not ours: Temporal, of
which no more is needed than that it keeps signals in order, and the loop that its worker runs
(`workflows/candidate.py`). A message counts as sent where nothing waits in the inbox about its person (R3).
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any, cast

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.decisions import Decisions
from activities.joining import Joining
from domain.commands import Untellable, refusal, signal_fact
from domain.forecast.preview import sent
from domain.reducers.evolve import accept, begin, fold, is_repeat
from domain.reducers.merge_handshake import passed_on
from domain.state.model import Candidate, CandidateState, Decision, DecisionRequest
from gateway.dispatch.dispatcher import InboxDispatcher
from integrations.arrivals import STILL_SETTLING, Request, RowReader, WebhookSource
from ledger.inbox.rows import STATES, Arrival
from ledger.store import Ledger
from starter.client import Followup
from tests.ledgers import put


@dataclass
class Temporal:
    """Keeps signals, in order, per workflow."""

    waiting: dict[str, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    workflow_service: Any = None
    namespace: str = "default"

    def __post_init__(self) -> None:
        self.workflow_service = self

    async def start_workflow(
        self, _kind: str, start: Any, *, start_signal: str, start_signal_args: Any, **_: Any
    ) -> None:
        self.waiting[start.candidate_id].append((start_signal, start_signal_args[0]))

    async def update_workflow_execution_options(self, *_: Any, **__: Any) -> None:
        raise RPCError("nobody's clock runs here", RPCStatusCode.NOT_FOUND, b"")

    def get_workflow_handle(self, ident: str) -> _Handle:
        return _Handle(self, ident)


@dataclass
class _Handle:
    temporal: Temporal
    ident: str

    async def signal(self, name: str, told: Any) -> None:
        whose = self.ident.removeprefix("candidate-").replace("-", ":", 1)
        self.temporal.waiting[whose].append((name, told))


class Office:
    """One installation on a ledger of its own; close it."""

    def __init__(self, folder: Path, doors: Iterable[WebhookSource], now: datetime) -> None:
        put(folder / "ledger.db", with_playbook=True)
        self.ledger = Ledger(f"sqlite:///{folder / 'ledger.db'}", ["a-secret-for-tests"])
        self.now = now
        self.temporal = Temporal()
        self.clocks: dict[str, CandidateState] = {}
        self.sent: list[tuple[str, str]] = []  # whose, touch key
        self.doors: Mapping[str, WebhookSource] = {door.source: door for door in doors}
        client = cast(Client, self.temporal)
        self.followup = Followup(client, self.ledger, clock=lambda: self.now)
        self._decisions, self._joining = Decisions(self.ledger), Joining(self.ledger, client)
        self._reading = ThreadPoolExecutor(1)

    def close(self) -> None:
        self._reading.shutdown()
        self.ledger.close()

    # ------------------------------------------------------------ what happens

    def arrives(self, source: str, request: Request) -> None:
        """A hook comes in, and is kept."""
        door = self.doors[source]
        door.verify(request)
        self.ledger.inbox.put(
            [
                Arrival(source, e.key, e.kind, e.about, e.body, request.received_at, e.application, e.wishes)
                for e in door.entries(request)
            ]
        )

    async def gateway(self) -> None:
        """The dispatcher tells all whose turn it is, once."""

        async def connecting() -> Followup:
            return self.followup

        doors = cast("Mapping[str, RowReader]", self.doors)
        keep = timedelta(days=30)
        dispatcher = InboxDispatcher(self.ledger, doors, connecting, self._reading, keep, clock=lambda: self.now)
        tried: set[tuple[int, int]] = set()
        while rows := [r for r in self.ledger.inbox.due(self.now, 50) if (r.number, r.tries) not in tried]:
            tried.update((row.number, row.tries) for row in rows)
            for row in rows:
                await dispatcher._take(row)
        await dispatcher._settling.close()

    async def worker(self) -> None:
        """Every clock hears what waits for it, and decides, until nothing is left to do now."""
        while busy := [ident for ident, waiting in self.temporal.waiting.items() if waiting]:
            for ident in busy:
                await self._hears(ident)

    async def settles(self) -> None:
        """Gateway and worker go on until nothing waits but for an application of which nobody has heard yet."""
        before: list[Any] = []
        for _ in range(60):
            await self.gateway()
            await self.worker()
            waiting = self.ledger.inbox.listing("waiting")
            left = [row["number"] for row in waiting]
            if left == before and all(row["error"] != STILL_SETTLING for row in waiting):
                return
            before = left
            tries = [datetime.fromisoformat(row["next_try_at"]) for row in waiting if row["next_try_at"]]
            self.now = max([self.now, *tries])
        raise AssertionError(f"it does not settle: {self.ledger.inbox.listing()}")

    async def passes(self, until: datetime) -> None:
        """Time goes by, and every clock acts when its instant has come."""

        def next_of(ident: str) -> datetime | None:
            return (self.clocks[ident].decision or Decision()).at

        turns = [(at, ident) for ident in self.clocks if (at := next_of(ident)) is not None]
        heapify(turns)
        while turns and turns[0][0] <= until:
            at, ident = heappop(turns)
            if at != next_of(ident):
                continue  # they have decided otherwise meanwhile
            self.now = max(self.now, at)
            await self._hears(ident)
            again = next_of(ident)
            assert again is None or again > self.now, f"{ident} spins at {self.now}"
            if again is not None:
                heappush(turns, (again, ident))
        self.now = until

    # ------------------------------------------------------------ one clock

    async def _hears(self, ident: str) -> None:
        told, self.temporal.waiting[ident] = self.temporal.waiting[ident], []
        state = self.clocks.get(ident) or begin(ident)
        for name, content in told:
            data = json.loads(content.payload.data) if hasattr(content, "payload") else content
            try:
                fact = signal_fact(name, data, now=self.now, checked=hasattr(content, "payload"))
            except Untellable as error:
                fact = refusal(name, data, str(error), now=self.now)
            if not is_repeat(state, fact):
                state = accept(state, fact)
        self.clocks[ident] = state
        for _ in range(12):
            self._decide(ident)
            decision = self.clocks[ident].decision or Decision()
            if decision.at is None or decision.at > self.now:
                return
            match decision.action:
                case "send":
                    if not self._sends(ident, decision):
                        return
                case "join":
                    answers = await self._while_others_work(ident)
                    state = self.clocks[ident]
                    for fact in answers.events:
                        state = accept(state, fact)
                    self.clocks[ident] = state
                case "pass_on":
                    answers = await self._joining.pass_on(DecisionRequest(state=self.clocks[ident], now=self.now))
                    self.clocks[ident] = passed_on(self.clocks[ident], answers.passed)
                case _:
                    return

    def _decide(self, ident: str) -> None:
        verdict = self._decisions.decide(DecisionRequest(state=self.clocks[ident], now=self.now))
        self.clocks[ident] = fold(self.clocks[ident], verdict)

    def _sends(self, ident: str, decision: Decision) -> bool:
        touch = decision.touch
        assert touch is not None
        with self.ledger.book(ident) as book:
            if book.unheard(since=self.now + timedelta(seconds=3)):
                return False
        self.sent.append((ident, touch.key))
        self.clocks[ident] = accept(self.clocks[ident], sent(touch, self.now, decision.why, subject="x"))
        return True

    async def _while_others_work(self, ident: str) -> Any:
        asking = asyncio.create_task(self._joining.join(DecisionRequest(state=self.clocks[ident], now=self.now)))
        while not asking.done():
            for other in [one for one, waiting in self.temporal.waiting.items() if waiting and one != ident]:
                await self._hears(other)
            await asyncio.sleep(0.005)
        return await asking

    # ------------------------------------------------------------ where everybody stands

    def standing(self, probes: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
        """What counts of how everybody stands in the end; `probes` are addresses (email, phone)."""
        people = {}
        for ident in sorted(self.clocks):
            snapshot = self.ledger.snapshot(ident)
            assert snapshot is not None, f"{ident} has no record"
            state = CandidateState.model_validate(snapshot)
            assert not state.pending and not state.merging, (ident, state.pending, state.merging)
            if state.merged_into:
                continue  # all of it stands under the other id
            # By what they applied for: of two records either may be the one that is told first.
            people[min((app.application_id for app in state.applications), default=ident)] = {
                "applications": {
                    app.application_id: (
                        str(app.stage),
                        app.job_id,
                        app.closed_silently,
                        app.offer_now.answer if app.offer_now else None,
                        sorted(str(i.at) for i in app.interviews if i.cancelled_at is None),
                    )
                    for app in sorted(state.applications, key=lambda app: app.application_id)
                },
                "stopped": (state.stopped, sorted(map(str, state.closed_channels))),
                "by the ATS": (state.stop.by_ats, state.stop.deleted) if state.stop else None,
                "person": (state.candidate.first_name, state.candidate.email, state.candidate.phone),
                "tags": state.candidate.tags_now,
            }
        closed = {}
        for email, phone in probes:
            whoever = Candidate(candidate_id="manual:whoever", email=email, phone=phone)
            closed[f"{email}{phone}"] = sorted(map(str, self.ledger.suppressed(whoever)))
        rows = sorted((row["kind"], row["state"]) for row in self.all_rows() if not row["kind"].startswith("job"))
        return {"people": people, "closed": closed, "rows": rows}

    def all_rows(self) -> list[dict[str, Any]]:
        return [row for state in STATES for row in self.ledger.inbox.listing(state)]
