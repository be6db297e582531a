"""A ledger on each database, and the facts and people that the tests put into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Connection, text

from domain.events import Event, Noted, ReplyReceived, Sent
from domain.names import Channel, Stage
from domain.state.model import Candidate
from ledger.store import Ledger
from tests.ledger.keys_for_tests import Keys
from tests.ledgers import put

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
ANN = "manual:ann"
KEYS = ["a-secret-for-tests"]
SEALED = not os.environ.get("FOLLOWUP_PLAIN_TESTS")
"""The ledgers of these tests are sealed, as new ones are; plain with `FOLLOWUP_PLAIN_TESTS=1 pytest tests/ledger`."""


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An empty ledger with its tables."""
    with opened(ledger_url) as made:
        yield made


@contextmanager
def opened(url: str, *, sealed: bool = SEALED) -> Iterator[Ledger]:
    """A ledger with its tables, closed at the end; sealed, as a new one is."""
    if url.startswith("sqlite") and not (file := Path(url.removeprefix("sqlite:///"))).exists():
        put(file)
    with TemporaryDirectory() as keys:
        made = Ledger(url, KEYS, Keys(Path(keys)).place if sealed else None)
        made.migrate()
        if sealed:
            made.keys.begin_ledger()
        yield made
        made.close()


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Ledger]:
    with opened(f"sqlite:///{tmp_path / 'ledger.db'}") as made:
        yield made


@pytest.fixture
def execute(ledger: Ledger) -> Callable[..., list[Any]]:
    """Run SQL on the ledger's database behind its back."""

    def run(statement: str, **values: Any) -> list[Any]:
        with ledger._database.writing("a test") as connection:
            return _rows(connection, statement, values)

    return run


def _rows(connection: Connection, statement: str, values: dict[str, Any]) -> list[Any]:
    result = connection.execute(text(statement), values)
    return list(result.all()) if result.returns_rows else []


def person(candidate_id: str = ANN, **fields: Any) -> Candidate:
    return Candidate(**{"candidate_id": candidate_id, "email": "ann@example.com", "phone": "+12125550123"} | fields)


def noted(number: int, words: str = "liked the compiler talk") -> Noted:
    return Noted(event_id=f"note-{number}", occurred_at=NOW + timedelta(minutes=number), author="kim", text=words)


def replied(event_id: str = "reply-1", words: str = "Thursday suits me") -> ReplyReceived:
    return ReplyReceived(event_id=event_id, occurred_at=NOW, text=words, channel=Channel.EMAIL)


def sent(key: str, attempt: int = 1, **fields: Any) -> Sent:
    values: dict[str, Any] = {
        "event_id": f"sent/{key}/{attempt}",
        "occurred_at": NOW,
        "application_id": "a1",
        "touch_key": key,
        "stage": Stage.APPLIED,
        "step": "acknowledge",
        "occurrence": "1",
        "attempt": attempt,
        "channel": Channel.EMAIL,
        "subject": "Thank you, Ann",
        "provider_message_id": "provider-1",
    }
    return Sent(**values | fields)


def append(ledger: Ledger, *events: Event, candidate_id: str = ANN, candidate: Candidate | None = None) -> None:
    """Put facts on record in a transaction of their own."""
    with ledger.book(candidate_id) as book:
        book.append(events, candidate or person(candidate_id), NOW)


def reserve(ledger: Ledger, key: str, attempt: int = 1, *, candidate_id: str = ANN, **fields: Any) -> None:
    """Reserve an attempt in a transaction of its own."""
    values: dict[str, Any] = {
        "touch_key": key,
        "attempt": attempt,
        "application_id": "a1",
        "step": "acknowledge",
        "channel": Channel.EMAIL,
        "address": "ann@example.com",
        "subject": "Thank you, Ann",
        "body": "Dear Ann",
        "message_id": "<1@followup>",
        "at": NOW,
        "playbook": "v1",
    }
    with ledger.book(candidate_id) as book:
        book.reserve(**values | fields)
