"""A home with a real SQLite ledger, people in it, and the command line run in this process."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy.util import LRUCache

from activities.transaction import CandidateTransaction
from clock import Clock
from domain.delivery.sent_fact import sent
from domain.events import ApplicationReceived, Contactable, Event, Person
from domain.reducers.evolve import accept, begin
from domain.state.model import CandidateState, DecisionRequest
from ledger.store import Ledger
from settings import Settings
from starter.cli.main import run
from tests.clocks import WEDNESDAY, wednesday
from tests.ledgers import ledger_of


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home, no Temporal, and a reader in New York."""
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:9")
    monkeypatch.setenv("TZ", "America/New_York")
    for name in ("FOLLOWUP_LEDGER_URL", "FOLLOWUP_PLAYBOOK", "FOLLOWUP_EMAIL", "FOLLOWUP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    yield tmp_path / "home"
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    """A ledger with the default playbook in force, under one key for all tests: what one has settled is another's."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / "secret-key").touch(mode=0o600)
    (home / "secret-key").write_text("a key of tests, of which no address is\n")
    settings = Settings(home=home)
    made = ledger_of(settings)
    yield made
    made.close()


@pytest.fixture
def cli(home: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command, on that Wednesday unless told otherwise; whatever it does, no traceback is printed."""

    def command(*arguments: str, clock: Clock = wednesday) -> Said:
        capsys.readouterr()
        code = run(list(arguments), clock=clock)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(code, out, err)

    return command


def applied(ident: str = "ann", job: str = "ENG-7", *, days_ago: float = 0, **more: Any) -> ApplicationReceived:
    """Somebody applies."""
    person = {"first_name": ident.title(), "last_name": "Lee", "email": f"{ident}@example.com"}
    person |= {"timezone": "Etc/GMT+3", "country": "DE"} | more.pop("candidate", {})
    return ApplicationReceived(
        event_id=f"applied-{ident}-{job}",
        occurred_at=WEDNESDAY - timedelta(days=days_ago),
        application_id=job,
        job_id=job,
        job_title=more.pop("job_title", "Engineer"),
        candidate=Contactable(**person),
        recruiter=Person(name="Kim Park", email="kim@example.com"),
        **more,
    )


_SETTLED: Final[LRUCache[tuple[bytes, str, tuple[str, ...]], tuple[bytes, CandidateState]]] = LRUCache(200)


def settle(ledger: Ledger, ident: str, *facts: Event) -> CandidateState:
    """Take the facts in and decide, as the candidate's clock would; what is due goes out.

    Of one file and the same facts one file comes: it is worked out once in a process of tests, and afterwards written.
    """
    before = _content(ledger)
    told = hashlib.sha256(before).digest(), ident, tuple(f"{type(fact)} {fact.model_dump_json()}" for fact in facts)
    if not before or told not in _SETTLED:
        state = _settle(ledger, ident, *facts)
        if before and (after := _content(ledger)):
            _SETTLED[told] = after, state
        return state
    content, state = _SETTLED[told]
    assert ledger._database.file is not None
    ledger._database.file.write_bytes(content)
    return state


def _content(ledger: Ledger) -> bytes:
    """All that is in the ledger's file, which nobody has open now. Empty where there is none, somebody has it open all
    the same, or keys are made along with what is told.
    """
    file = ledger._database.file
    if file is None or ledger.keys.has_store:
        return b""
    ledger._database.engine.dispose()
    return b"" if file.with_name(f"{file.name}-wal").exists() else file.read_bytes()


def _settle(ledger: Ledger, ident: str, *facts: Event) -> CandidateState:
    known = ledger.snapshot(ident)
    state = CandidateState.model_validate(known) if known else begin(ident)
    for fact in facts:
        state = accept(state, fact)
    now = WEDNESDAY
    for _ in range(5):
        with ledger.book(ident) as book:
            transaction = CandidateTransaction.open(book, DecisionRequest(state=state, now=now))
            assert isinstance(transaction, CandidateTransaction)
            world = transaction.world()
            decision = transaction.decide(world)
            if decision.action == "send" and decision.touch and decision.at and decision.at <= now:
                transaction.record(sent(decision.touch, now, decision.why, subject="A word from us"))
                decision = transaction.decide(world)
            transaction.write()
            state = transaction.state
        if decision.action != "send" or decision.at is None or decision.at > now:
            break
    return state
