"""What the tests of the ATS doors share: a ledger with people in it, requests, and the fold of what is told."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.commands import Untellable, refusal, signal_fact
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.events import Event
from domain.playbook.model import Playbook
from domain.reducers.evolve import accept, begin, is_repeat
from domain.state.model import Application, CandidateState
from domain.views.status import status_view
from integrations.arrivals import Entry, Known, OutgoingSignal, Reading, Request, WebhookSource
from ledger.inbox.rows import Waiting
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from tests.ledgers import put

PLAYBOOK = read_playbook(Path(__file__).parents[3] / "playbooks" / "default")
NOW = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


class Desk:
    """A ledger, and a door that reads what comes in."""

    def __init__(self, folder: Path, door: WebhookSource, playbook: Playbook = PLAYBOOK) -> None:
        put(folder / "ledger.db")
        self.ledger = Ledger(f"sqlite:///{folder / 'ledger.db'}", ["a-secret-for-tests"])
        self.door = door
        self.playbook = playbook

    def known(self, now: datetime = NOW) -> Known:
        return Known(playbook=self.playbook, reader=self.ledger, now=now)

    def read(self, request: Request, now: datetime = NOW) -> Reading:
        """Take in a request as the gateway does, and read it at once."""
        self.door.verify(request)
        (entry,) = self.door.entries(request)
        return self.door.read(entry, self.known(now))

    def entry(self, row: Waiting) -> Entry:
        """What the door reads of a row of the inbox."""
        return Entry(key=row.key, kind=row.kind, about=row.about, body=row.body)

    def here(self, tells: Iterable[OutgoingSignal]) -> CandidateState:
        """Whoever these are told about is in the ledger from now on, as one who had been told them."""
        return self.stands(told(tells))

    def stands(self, state: CandidateState) -> CandidateState:
        """The ledger has them in this state from now on."""
        with self.ledger.book(state.candidate.candidate_id) as book:
            book.project(state, status_view(state))
        return state


def told(tells: Iterable[OutgoingSignal], state: CandidateState | None = None, now: datetime = NOW) -> CandidateState:
    """The state of the one person that all of these are told about: as their clock takes them in."""
    for tell in tells:
        state = state or begin(tell.candidate_id)
        fact = fact_of(tell, now)
        if not is_repeat(state, fact):
            state = accept(state, fact)
    assert state is not None
    return state


def decided(state: CandidateState, now: datetime = NOW, **world: Any) -> CandidateState:
    """The state after the decision that follows: with the tasks that colleagues have."""
    return decide(state, DecisionContext(PLAYBOOK, state.candidate, now, **world)).state


def fact_of(tell: OutgoingSignal, now: datetime = NOW) -> Event:
    wire = json.loads(json.dumps(tell.fact))  # as it goes to Temporal
    try:
        return signal_fact(tell.signal, wire, now=now)
    except Untellable as error:
        return refusal(tell.signal, wire, str(error), now=now)


def only(state: CandidateState) -> Application:
    (application,) = state.applications
    return application


def signals(reading: Reading) -> list[str]:
    return [tell.signal for tell in reading.tells]


def request(body: Any, headers: Mapping[str, str], at: datetime = NOW) -> Request:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Request(headers=dict(headers), body=raw, url="https://follow.acme.example/hooks", received_at=at)


def any_order(readings: list[Reading]) -> Iterable[tuple[OutgoingSignal, ...]]:
    """The tells in every order in which the requests may arrive, those of one request in theirs."""
    for order in itertools.permutations(readings):
        yield tuple(tell for reading in order for tell in reading.tells)


def never_raises_else(door: WebhookSource, entry: Entry, known: Known, *allowed: type[Exception]) -> None:
    """Reading gives tells that make facts (or are refused by the clock with a sentence), or one of these errors."""
    reading, error = None, ""
    try:
        reading = door.read(entry, known)
    except allowed as caught:
        error = str(caught)
    if reading is None:
        assert error.endswith((".", "?"))
        return
    assert reading.tells or reading.note
    for tell in reading.tells:
        fact = fact_of(tell)
        assert fact.type == tell.signal or tell.signal == "stage_changed", getattr(fact, "error", "")
