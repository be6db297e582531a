"""A touch costs two short transactions (docs/architecture.md, "Numbers"); another statement is a thing to think
over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from domain.names import Channel
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW, append, noted, person, sent
from tests.ledger.test_ledger_playbooks import CONTENT, put
from tests.ledger.test_ledger_reading import state, view

KEY = f"{ANN}/a-j1/applied.1/acknowledge/1"


@contextmanager
def counted(ledger: Ledger) -> Iterator[list[str]]:
    """The statements, transaction control included."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(" ".join(statement.split()))

    def commit(_connection: Any) -> None:
        statements.append("COMMIT")

    engine = ledger._database.engine
    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", commit)
    yield statements
    event.remove(engine, "before_cursor_execute", note)
    event.remove(engine, "commit", commit)


def beginnings(statements: list[str]) -> list[str]:
    tables = ("timeline", "attempts", "candidates", "suppressions", "applications")
    return [
        " ".join([s.split()[0], *([] if s.startswith(("BEGIN", "COMMIT")) else [t for t in tables if t in s][:1])])
        for s in statements
    ]


@pytest.fixture
def known(ledger: Ledger) -> Ledger:
    """A ledger in its steady state: the candidate is there, and the playbook is parsed."""
    put(ledger, CONTENT)
    append(ledger, noted(1))
    with ledger.book(ANN) as book:
        book.playbook()
        book.project(state(), view(state()))
    return ledger


def test_a_touch_takes_two_short_transactions(known: Ledger) -> None:
    with known.book(ANN) as book:
        position = book.position()
    first = "BEGIN" if known._database.is_sqlite else "SELECT"  # on PostgreSQL: the candidate's lock
    with counted(known) as reserving, known.book(ANN) as book:
        assert book.compare(position) == "same"
        assert book.suppressed(person()) == frozenset()
        book.playbook()
        assert book.attempts(KEY) == []
        book.reserve(
            touch_key=KEY,
            attempt=1,
            application_id="a-j1",
            step="acknowledge",
            channel=Channel.EMAIL,
            address="ann@example.com",
            subject="s",
            body="b",
            message_id="<1@followup>",
            at=NOW,
            playbook="v1",
        )
    with counted(known) as confirming, known.book(ANN) as book:
        assert book.compare(position) == "same"
        book.append([sent(KEY)], person(), NOW)
        book.project(state(), view(state(), days=8))
    print(*reserving, "", *confirming, sep="\n")
    assert beginnings(reserving) == [
        first,
        "SELECT timeline",
        "SELECT suppressions",
        "SELECT attempts",
        "INSERT attempts",
        "COMMIT",
    ]
    assert beginnings(confirming) == [
        first,
        "SELECT timeline",
        "INSERT timeline",
        "UPDATE attempts",
        "INSERT candidates",
        "COMMIT",
    ]


def test_a_decision_that_is_run_again_writes_no_fact_twice(known: Ledger) -> None:
    append(known, *(noted(k) for k in range(2, 5)))
    with counted(known) as statements, known.book(ANN) as book:
        book.append([noted(k) for k in range(3, 7)], person(), NOW)
    assert [s for s in beginnings(statements) if "timeline" in s] == [
        "SELECT timeline",
        "INSERT timeline",
        "DELETE timeline",
        "SELECT timeline",
        "INSERT timeline",
    ]
    assert [fact["type"] for fact in known.timeline(ANN)] == ["noted"] * 6
    assert known.verify(ANN) == []


def test_many_new_facts_are_one_insert(known: Ledger) -> None:
    with counted(known) as statements, known.book(ANN) as book:
        book.append([noted(k) for k in range(2, 40)], person(), NOW)
    assert beginnings(statements).count("INSERT timeline") == 1
    assert "DELETE timeline" not in beginnings(statements)
