"""The feed: every fact once and in order for each reader, whatever commits when, and whoever dies in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from ledger.operations import migrating
from ledger.store import Book, Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, opened, person
from tests.postgres import PostgresServer

BOB, CAT = "manual:bob", "manual:cat"


def read(ledger: Ledger, reader: str = "report", limit: int = 500) -> list[tuple[str, int]]:
    return [(row["candidate_id"], row["seq"]) for row in ledger.feed.read(reader, limit)]


def done(ledger: Ledger, reader: str = "report", limit: int = 500) -> list[tuple[str, int]]:
    """Read on, and say so."""
    rows = ledger.feed.read(reader, limit)
    if rows:
        ledger.feed.advance(reader, rows[-1]["number"], NOW)
    return [(row["candidate_id"], row["seq"]) for row in rows]


@pytest.fixture
def on_postgresql(postgres_server: PostgresServer) -> Iterator[Ledger]:
    with postgres_server.ledger() as url, opened(url) as made:
        yield made


def test_facts_of_all_candidates_come_in_the_order_in_which_they_were_put_on_record(ledger: Ledger) -> None:
    append(ledger, noted(1), noted(2))
    append(ledger, noted(1), candidate_id=BOB)
    append(ledger, noted(3))
    assert read(ledger) == [(ANN, 1), (ANN, 2), (BOB, 1), (ANN, 3)]
    assert [row["type"] for row in ledger.feed.read("report")] == ["noted"] * 4


def test_each_reader_keeps_its_own_place(ledger: Ledger) -> None:
    append(ledger, *(noted(k) for k in range(1, 6)))
    assert done(ledger, "report", 2) == [(ANN, 1), (ANN, 2)]
    assert done(ledger, "checkpoint", 4) == [(ANN, k) for k in range(1, 5)]
    assert done(ledger, "report") == [(ANN, 3), (ANN, 4), (ANN, 5)]
    assert done(ledger, "report") == []
    append(ledger, noted(6))
    assert done(ledger, "report") == [(ANN, 6)]
    assert done(ledger, "checkpoint") == [(ANN, 5), (ANN, 6)]


def test_what_a_reader_died_with_in_hand_comes_again(ledger: Ledger, ledger_url: str) -> None:
    append(ledger, noted(1), noted(2))
    assert read(ledger) == [(ANN, 1), (ANN, 2)]  # and was killed before it said that it was done
    with opened(ledger_url) as again:
        assert done(again) == [(ANN, 1), (ANN, 2)]
        assert read(again) == []


def test_a_reader_never_goes_back(ledger: Ledger) -> None:
    append(ledger, noted(1), noted(2))
    first, second = (row["number"] for row in ledger.feed.read("report"))
    ledger.feed.advance("report", second, NOW)
    ledger.feed.advance("report", first, NOW)  # one that hung, and comes late
    assert read(ledger) == []


def test_how_far_a_reader_is_behind_is_told(ledger: Ledger) -> None:
    assert ledger.feed.behind("report").facts == 0 and ledger.feed.behind("report").since is None
    append(ledger, noted(1), noted(2))
    assert (ledger.feed.behind("report").facts, ledger.feed.behind("report").since) == (2, NOW)
    done(ledger)
    assert ledger.feed.behind("report").facts == 0


def test_facts_that_were_written_again_have_numbers_of_their_own(ledger: Ledger, execute: Callable[..., Any]) -> None:
    append(ledger, noted(1), noted(2))
    done(ledger)
    execute("DELETE FROM timeline WHERE seq = 2")  # as a recovery does with what it puts in another place
    append(ledger, noted(3))
    assert read(ledger) == [(ANN, 2)]


def test_a_fact_that_is_there_already_holds_up_nobody(ledger: Ledger) -> None:
    append(ledger, noted(1), noted(2))
    append(ledger, noted(2), noted(3))
    assert read(ledger) == [(ANN, 1), (ANN, 2), (ANN, 3)]


# ------------------------------------------------------------ PostgreSQL: numbers before commits


@contextmanager
def still_open(ledger: Ledger, candidate_id: str) -> Iterator[Book]:
    """A transaction that commits when the block ends."""
    with ledger.book(candidate_id) as book:
        yield book


def test_of_two_transactions_that_commit_in_the_other_order_none_is_missed(on_postgresql: Ledger) -> None:
    with still_open(on_postgresql, ANN) as first:
        first.append([noted(1)], person(), NOW)
        append(on_postgresql, noted(1), candidate_id=BOB)  # a higher number, on record sooner
        assert read(on_postgresql) == []
    assert done(on_postgresql) == [(ANN, 1), (BOB, 1)]
    assert read(on_postgresql) == []


def test_a_younger_transaction_with_the_lower_number_is_waited_for(on_postgresql: Ledger) -> None:
    """So that it is not enough to look for transactions that are older than the one whose fact is read."""
    older, younger = ExitStack(), ExitStack()
    first = older.enter_context(still_open(on_postgresql, ANN))
    first._connection.execute(text("SELECT pg_current_xact_id()"))  # it has written something else
    second = younger.enter_context(still_open(on_postgresql, BOB))
    second.append([noted(1)], person(BOB), NOW)
    first.append([noted(1)], person(), NOW)
    older.close()
    assert [read(on_postgresql) for _ in range(3)] == [[], [], []]
    younger.close()
    assert done(on_postgresql) == [(BOB, 1), (ANN, 1)]


def test_whoever_is_rolled_back_leaves_a_gap_that_is_not_waited_for(on_postgresql: Ledger) -> None:
    with still_open(on_postgresql, ANN) as book:
        book.append([noted(1)], person(), NOW)
        append(on_postgresql, noted(1), candidate_id=BOB)
        assert read(on_postgresql) == []
        book._connection.rollback()
    assert done(on_postgresql) == [(BOB, 1)]
    append(on_postgresql, noted(2))
    assert done(on_postgresql) == [(ANN, 1)]


def test_what_began_after_a_number_was_seen_does_not_hold_it_up(on_postgresql: Ledger) -> None:
    with still_open(on_postgresql, ANN) as slow:
        slow.append([noted(1)], person(), NOW)
        append(on_postgresql, noted(1), candidate_id=BOB)
        assert read(on_postgresql) == []
        later = ExitStack()
        book = later.enter_context(still_open(on_postgresql, CAT))
        book.append([noted(1)], person(CAT), NOW)
    assert done(on_postgresql) == [(ANN, 1), (BOB, 1)]
    assert read(on_postgresql) == []
    later.close()
    assert done(on_postgresql) == [(CAT, 1)]


def test_the_log_is_brought_up_to_date_as_far_as_it_can_be(on_postgresql: Ledger) -> None:
    append(on_postgresql, noted(1))
    assert on_postgresql.log.catch_up(NOW) and on_postgresql.log.size() == 1
    with still_open(on_postgresql, ANN) as slow:
        slow.append([noted(2)], person(), NOW)
        append(on_postgresql, noted(1), candidate_id=BOB)
        assert not on_postgresql.log.catch_up(NOW, patience=0.3)
        assert on_postgresql.log.size() == 1
    assert on_postgresql.log.catch_up(NOW) and on_postgresql.log.size() == 3


def test_while_many_write_each_fact_is_read_once_and_each_candidates_in_order(on_postgresql: Ledger) -> None:
    people = [f"manual:p{number}" for number in range(6)]

    def write(ident: str) -> None:
        for number in range(1, 11):
            append(on_postgresql, noted(number), candidate_id=ident)

    writers = [threading.Thread(target=write, args=[ident]) for ident in people]
    for writer in writers:
        writer.start()
    found: list[tuple[str, int]] = []
    numbers: list[int] = []
    while any(writer.is_alive() for writer in writers):
        rows = on_postgresql.feed.read("report", 7)
        found += [(row["candidate_id"], row["seq"]) for row in rows]
        numbers += [row["number"] for row in rows]
        if rows:
            on_postgresql.feed.advance("report", numbers[-1], NOW)
    while more := done(on_postgresql):
        found += more
    assert numbers == sorted(numbers)
    assert len(found) == len(set(found)) == 60
    assert all([seq for ident, seq in found if ident == one] == list(range(1, 11)) for one in people)


# ------------------------------------------------------------ ledgers from before


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


_FACT = """
    INSERT INTO timeline (candidate_id, seq, event_id, type, occurred_at, recorded_at, payload, commitments, hash)
    VALUES (:c, :s, :e, 'noted', :o, :r, '{}', '{}', :e)
"""


def test_facts_from_before_are_numbered_as_they_were_put_on_record(bare_url: str, tmp_path: Path) -> None:
    ledger = Ledger(bare_url, KEYS)
    if ledger._database.is_sqlite:
        migrating._prepare_file(ledger._database)
    at = [(NOW + timedelta(minutes=k)).isoformat(timespec="microseconds") for k in range(5)]
    with ledger._database.writing("a test") as connection:
        _upgrade(connection, "0011")
        rows = [(BOB, 1, at[1]), (ANN, 2, at[3]), (ANN, 1, at[0]), (BOB, 2, at[3]), (ANN, 3, at[2])]
        for ident, seq, recorded in rows:  # the last one was written again, and bears an older time
            values = {"c": ident, "s": seq, "e": f"{ident}/{seq}", "o": at[0], "r": recorded}
            connection.execute(text(_FACT), values)
    ledger.migrate()
    assert read(ledger) == [(ANN, 1), (BOB, 1), (ANN, 2), (ANN, 3), (BOB, 2)]
    append(ledger, noted(9))
    assert done(ledger)[-1] == (ANN, 4)
    ledger.close()


def test_r26_an_older_release_goes_on_writing_facts_which_are_numbered(ledger: Ledger) -> None:
    values = {"c": ANN, "s": 1, "e": "told", "o": "2026-03-02", "r": "2026-03-02"}
    with ledger._database.writing("a test") as connection:
        connection.execute(text(f"{_FACT.strip()} ON CONFLICT DO NOTHING"), values)
    assert read(ledger) == [(ANN, 1)]


def test_r26_the_release_before_finds_tables_with_which_it_can_work(ledger: Ledger) -> None:
    """It asks whether a column that it does not know may be left out."""
    from sqlalchemy import inspect

    with ledger._database.reading() as connection:
        (number,) = (one for one in inspect(connection).get_columns("timeline") if one["name"] == "number")
    assert number["nullable"] or number.get("default") is not None
