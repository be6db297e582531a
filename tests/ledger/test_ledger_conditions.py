"""What processes say of themselves: replaced by source, read by person, quick to give way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from domain.operations.outage import Condition, Overdue
from domain.state.model import Candidate
from ledger.store import Ledger, LedgerUnavailable
from tests.ledger.conftest import NOW, append, noted

MINUTE = timedelta(minutes=1)
LOST = Condition("no_clock", about="manual:ann", since=NOW - MINUTE, says="no clock is running for them")


def seen(ledger: Ledger) -> set[tuple[str, str, str]]:
    return {(c.source, c.kind, c.about) for c in ledger.conditions.all()}


def test_what_a_source_reports_replaces_all_that_it_said_and_nothing_of_others(ledger: Ledger) -> None:
    ben = Condition("no_clock", about="manual:ben", says="no clock is running for them")
    ledger.conditions.report("watch", [LOST, ben], NOW)
    ledger.conditions.report("worker 1", [Condition("waits", says="The ledger is away.")], NOW)
    ledger.conditions.report("watch", [ben], NOW + MINUTE)
    assert seen(ledger) == {("watch", "no_clock", "manual:ben"), ("worker 1", "waits", "")}
    ledger.conditions.report("watch", [], NOW + MINUTE)
    assert seen(ledger) == {("worker 1", "waits", "")}


def test_the_findings_of_one_person_are_read_by_their_id(ledger: Ledger) -> None:
    ledger.conditions.report("watch", [LOST, Condition("no_clock", about="manual:ben")], NOW)
    (found,) = ledger.conditions.about("manual:ann")
    assert (found.kind, found.since, found.says) == ("no_clock", NOW - MINUTE, "no clock is running for them")
    assert (found.source, found.seen_at) == ("watch", NOW)
    assert ledger.conditions.about("manual:eve") == []


def test_what_still_holds_keeps_the_instant_since_when(ledger: Ledger) -> None:
    waits = Condition("waits", says="No playbook is in force.")
    ledger.conditions.report("worker 1", [waits], NOW)
    ledger.conditions.report("worker 1", [waits], NOW + 9 * MINUTE)
    (found,) = ledger.conditions.all()
    assert (found.since, found.seen_at) == (NOW, NOW + 9 * MINUTE)


def due(execute: Callable[..., Any], ledger: Ledger, ident: str, at: Any, state: str = "active") -> None:
    append(ledger, noted(1), candidate_id=ident, candidate=Candidate(candidate_id=ident))
    execute(
        "INSERT INTO candidates (candidate_id, workflow_id, name, stage, state, next_at, recruiter, view, snapshot,"
        " applications_digest, seq, head)"
        " VALUES (:ident, :ident, '', 'applied', :state, :at, '', '{}', '{}', '', 1, '')",
        ident=ident,
        state=state,
        at=at.isoformat(timespec="microseconds"),
    )


def test_overdue_counts_who_should_have_been_written_to_a_quarter_of_an_hour_ago(
    ledger: Ledger, execute: Callable[..., Any]
) -> None:
    due(execute, ledger, "manual:ann", NOW - 20 * MINUTE)
    due(execute, ledger, "manual:ben", NOW - 40 * MINUTE)
    due(execute, ledger, "manual:cleo", NOW - 5 * MINUTE)
    due(execute, ledger, "manual:dora", NOW - 90 * MINUTE, state="paused")
    assert ledger.conditions.overdue(NOW) == Overdue(2, NOW - 40 * MINUTE)


def test_a_worker_that_works_again_ends_the_outage_once_and_says_what_was_due(
    ledger: Ledger, execute: Callable[..., Any]
) -> None:
    assert ledger.conditions.works("worker 1", NOW) is None
    due(execute, ledger, "manual:ann", NOW + 5 * MINUTE)
    ledger.conditions.report("worker 2", [Condition("waits", says="The playbook folder is gone.")], NOW + 30 * MINUTE)
    ended = ledger.conditions.works("worker 2", NOW + 60 * MINUTE)
    assert ended is not None
    assert (ended.since, ended.says) == (NOW, "the playbook folder is gone; 1 message was due meanwhile")
    assert ledger.conditions.works("worker 3", NOW + 61 * MINUTE) is None  # the same outage, told once
    outages = [c for c in ledger.conditions.all() if c.kind == "outage"]
    assert [(c.since, c.seen_at) for c in outages] == [(NOW, NOW + 60 * MINUTE)]
    assert not [c for c in ledger.conditions.all() if c.kind == "waits"]


def test_a_channel_keeps_since_when_it_takes_nothing_and_is_forgotten_with_its_provider(ledger: Ledger) -> None:
    ledger.conditions.channel("email", "smtp", "the last 3 were not taken", NOW, NOW)
    ledger.conditions.channel("email", "smtp", "the last 9 were not taken", NOW + MINUTE, NOW + MINUTE)
    (found,) = ledger.conditions.all()
    assert (found.about, found.since, found.says) == ("email", NOW, "the last 9 were not taken")
    ledger.conditions.channel("email", "smtp", "", NOW + MINUTE, NOW + 2 * MINUTE)
    assert ledger.conditions.all() == []
    ledger.conditions.channel("email", "smtp", "the last 3 were not taken", NOW, NOW)
    ledger.conditions.forget_other_senders({"email": "outbox", "sms": "outbox"})
    assert ledger.conditions.all() == []


def test_a_report_gives_way_to_a_busy_ledger(on_sqlite: Ledger) -> None:
    begun, end = threading.Event(), threading.Event()

    def busy() -> None:
        with on_sqlite.book("manual:ann"):
            begun.set()
            end.wait(60)

    other = threading.Thread(target=busy)
    other.start()
    try:
        assert begun.wait(30)
        started = time.monotonic()
        with pytest.raises(LedgerUnavailable):
            on_sqlite.conditions.report("worker 1", [], NOW)
        assert time.monotonic() - started < 2
    finally:
        end.set()
        other.join()


def test_a_ledger_that_is_not_upgraded_yet_has_no_conditions_and_no_error(
    ledger: Ledger, execute: Callable[..., Any]
) -> None:
    execute("DROP TABLE conditions")
    assert ledger.conditions.all() == []


def test_who_looks_often_writes_only_where_there_is_something_to_say_or_to_take_back(ledger: Ledger) -> None:
    lost = Condition("no_clock", about="manual:ann", since=NOW, says="no clock is running for them")
    written: list[str] = []
    event.listen(ledger._database.engine, "commit", lambda _connection: written.append("commit"))
    ledger.conditions.replace("revival", [], NOW)
    assert written == []
    ledger.conditions.replace("revival", [lost], NOW)
    assert [one.about for one in ledger.conditions.about("manual:ann")] == ["manual:ann"]
    ledger.conditions.replace("revival", [], NOW)
    assert ledger.conditions.about("manual:ann") == [] and len(written) == 2
