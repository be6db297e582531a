"""Those who write to SQLite at the same time share a commit, and nobody is told what did not come true (R3)."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from ledger.delivery import group_commit as sharing
from ledger.store import Book, CommitInDoubt, Ledger, LedgerUnavailable
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, opened, person
from tests.ledger.test_ledger_unavailable import HOLD, raise_lost


class Bother(Exception):
    """What goes wrong in one's own part."""


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Ledger]:
    """In plain: a key that is made has a commit of its own, and here commits are counted."""
    with opened(f"sqlite:///{tmp_path / 'ledger.db'}", sealed=False) as made:
        yield made


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is: all who come are taken in."""
    monkeypatch.setattr(sharing, "LONGEST", 60.0)


def writes(number: int) -> Callable[[Book], int]:
    def body(book: Book) -> int:
        book.append([noted(number)], person(f"manual:p{number}"), NOW)
        return number

    return body


def fails(number: int) -> Callable[[Book], int]:
    def body(book: Book) -> int:
        writes(number)(book)
        raise Bother(f"number {number}")

    return body


def until_in_queue(ledger: Ledger, number: int) -> None:
    """Until so many wait for whoever leads."""
    until = time.monotonic() + 20
    while len(ledger._shared._waiting) + len(ledger._shared._ending) < number:
        assert time.monotonic() < until, "they do not come"
        time.sleep(0.001)


def together(ledger: Ledger, bodies: Sequence[Callable[[Book], int]], whose: str = "manual:p") -> list[Future[int]]:
    """All of them at once: the first leads, and waits in its own part until all the others are in the queue."""

    def leading(book: Book) -> int:
        until_in_queue(ledger, len(bodies) - 1)
        return bodies[0](book)

    with ThreadPoolExecutor(len(bodies)) as threads:
        first = threads.submit(ledger.enter, f"{whose}0", leading)
        while not first.done() and not ledger._shared._is_led:
            time.sleep(0.001)
        others = [threads.submit(ledger.enter, f"{whose}{n}", body) for n, body in enumerate(bodies) if n]
        wait([first, *others], timeout=60)
    return [first, *others]


@contextmanager
def traced(ledger: Ledger) -> Iterator[list[str]]:
    """All that SQLite is told, transaction control included."""
    told: list[str] = []

    def begin(connection: Connection, _record: object, _proxy: object) -> None:
        connection.set_trace_callback(told.append)  # type: ignore[attr-defined]

    event.listen(ledger._database.engine, "checkout", begin)
    yield told
    event.remove(ledger._database.engine, "checkout", begin)


def kinds(told: Sequence[str]) -> list[str]:
    return [one.split()[0] for one in told if one.split()[0] in ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")]


def there(ledger: Ledger) -> set[int]:
    return {number for number in range(60) if ledger.known(f"manual:p{number}")}


def test_on_each_database_a_body_gives_its_result_once_it_is_committed(ledger: Ledger) -> None:
    def body(book: Book) -> str:
        book.append([noted(1)], person(), NOW)
        return "done"

    seen: list[str] = []
    ledger.watch(lambda facts: seen.extend(fact.event_id for fact in facts))
    assert ledger.enter(ANN, body) == "done"
    assert [fact["type"] for fact in ledger.timeline(ANN)] == ["noted"]
    assert seen == ["note-1"]


def test_on_each_database_a_body_that_fails_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(Bother):
        ledger.enter(ANN, fails(1))
    assert not ledger.known(ANN)
    append(ledger, noted(2))  # and holds up nobody


def test_whoever_is_alone_needs_no_savepoint(on_sqlite: Ledger) -> None:
    with traced(on_sqlite) as told:
        on_sqlite.enter("manual:p1", writes(1))
    assert kinds(told) == ["BEGIN", "COMMIT"]


@pytest.mark.usefixtures("no_limit")
def test_those_who_write_at_once_share_one_commit(on_sqlite: Ledger) -> None:
    with traced(on_sqlite) as told:
        done = together(on_sqlite, [writes(n) for n in range(20)])
    assert [one.result() for one in done] == list(range(20))
    assert there(on_sqlite) == set(range(20))
    assert (kinds(told).count("BEGIN"), kinds(told).count("COMMIT")) == (1, 1)
    assert all(on_sqlite.verify(f"manual:p{n}") == [] for n in range(20))


@pytest.mark.usefixtures("no_limit")
def test_a_transaction_takes_in_so_many_and_the_others_have_the_next(on_sqlite: Ledger) -> None:
    with traced(on_sqlite) as told:
        together(on_sqlite, [writes(n) for n in range(sharing.MOST + 5)])
    assert there(on_sqlite) == set(range(sharing.MOST + 5))
    assert kinds(told).count("COMMIT") == 2


@pytest.mark.usefixtures("no_limit")
@pytest.mark.parametrize("most", [1, 2, 50])
def test_what_ends_something_goes_before_what_begins_something(
    on_sqlite: Ledger, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(sharing, "MOST", most)
    order: list[str] = []

    def told(name: str) -> Callable[[Book], None]:
        return lambda _book: order.append(name)

    all_are_here = threading.Event()
    with ThreadPoolExecutor(5) as threads:
        first = threads.submit(on_sqlite.enter, ANN, lambda _book: all_are_here.wait(60))
        while not first.done() and not on_sqlite._shared._is_led:
            time.sleep(0.001)
        for come, (name, ends) in enumerate((("b1", False), ("e1", True), ("b2", False), ("e2", True)), 1):
            threads.submit(on_sqlite.enter, ANN, told(name), ends=ends)
            until_in_queue(on_sqlite, come)
        all_are_here.set()
        assert first.result(timeout=60)
    assert order == ["e1", "e2", "b1", "b2"]


@pytest.mark.usefixtures("no_limit")
def test_nobody_goes_on_before_the_commit_that_they_share(on_sqlite: Ledger) -> None:
    gone_on: list[int] = []
    on_sqlite.watch(lambda _facts: gone_on.append(1))
    early: list[int] = []

    def looks(book: Book) -> int:
        early.append(len(gone_on))
        return writes(2)(book)

    together(on_sqlite, [writes(0), writes(1), looks])
    assert early == [0]
    assert len(gone_on) == 3


@pytest.mark.usefixtures("no_limit")
def test_a_part_that_fails_takes_back_its_own_and_no_more(on_sqlite: Ledger) -> None:
    done = together(on_sqlite, [writes(0), fails(1), writes(2), fails(3)])
    assert [type(one.exception()) for one in done] == [type(None), Bother, type(None), Bother]
    assert there(on_sqlite) == {0, 2}


def test_whoever_leads_and_fails_leaves_the_others_their_turn(on_sqlite: Ledger) -> None:
    done = together(on_sqlite, [fails(0), writes(1), writes(2)])
    assert [type(one.exception()) for one in done] == [Bother, type(None), type(None)]
    assert there(on_sqlite) == {1, 2}


@pytest.fixture(scope="module")
def for_laws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One ledger for all examples, each with people of its own: setting one up takes longer than any of them."""
    with opened(f"sqlite:///{tmp_path_factory.mktemp('laws') / 'ledger.db'}", sealed=False) as ledger:
        yield ledger


_example = itertools.count()


@settings(deadline=None, max_examples=40)
@given(outcomes=st.lists(st.booleans(), min_size=1, max_size=8))
def test_whatever_fails_on_record_is_what_was_said_to_be(for_laws: Ledger, outcomes: list[bool]) -> None:
    whose = f"manual:{next(_example)}-"
    done = together(for_laws, [writes(n) if good else fails(n) for n, good in enumerate(outcomes)], whose)
    assert [one.exception() is None for one in done] == outcomes
    assert [for_laws.known(f"{whose}{n}") for n in range(len(outcomes))] == outcomes


@pytest.mark.usefixtures("no_limit")
def test_a_commit_that_fails_is_in_doubt_for_all_who_are_in_it(on_sqlite: Ledger) -> None:
    def lost(_connection: Connection) -> None:
        raise_lost()

    event.listen(on_sqlite._database.engine, "commit", lost)
    done = together(on_sqlite, [writes(0), fails(1), writes(2)])
    event.remove(on_sqlite._database.engine, "commit", lost)
    assert [type(one.exception()) for one in done] == [CommitInDoubt, Bother, CommitInDoubt]
    assert there(on_sqlite) == set()
    assert on_sqlite.enter("manual:p4", writes(4)) == 4


@pytest.mark.usefixtures("no_limit")
def test_what_sqlite_takes_back_by_itself_is_nobodys_success(on_sqlite: Ledger) -> None:
    def loses(book: Book) -> int:
        book._connection.connection.dbapi_connection.execute("ROLLBACK")  # type: ignore[union-attr]
        return writes(1)(book)  # of which nobody knows what it is worth

    done = together(on_sqlite, [writes(0), loses, writes(2)])
    assert [type(one.exception()) for one in done] == [LedgerUnavailable, CommitInDoubt, type(None)]
    assert there(on_sqlite) - {1} == {2}


def test_a_thread_that_is_ended_in_the_midst_leaves_nobody_waiting(on_sqlite: Ledger) -> None:
    def ended(_book: Book) -> int:
        raise KeyboardInterrupt

    done = together(on_sqlite, [writes(0), ended, writes(2)])
    outcomes = [type(one.exception()) for one in done]
    assert KeyboardInterrupt in outcomes
    assert all(one.done() for one in done)
    assert there(on_sqlite) == {n for n, one in enumerate(outcomes) if one is type(None)}
    assert on_sqlite.enter("manual:p4", writes(4)) == 4


def test_a_thread_that_is_ended_as_it_comes_to_lead_leaves_the_lead_to_others(on_sqlite: Ledger) -> None:
    shared = on_sqlite._shared
    ended = sharing._Part(lambda _connection: 0, ends=False)

    class EndedAsItWakes(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            super().wait(timeout)
            raise KeyboardInterrupt

    ended.__dict__["woken"] = EndedAsItWakes()
    with shared._mutex:
        shared._is_led = True
        shared._waiting.append(ended)
    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(on_sqlite.enter, "manual:p1", writes(1))
        until_in_queue(on_sqlite, 2)
        shared._pass_on()
        with pytest.raises(KeyboardInterrupt):
            shared._waits_in_vain(ended)
        assert other.result(timeout=60) == 1


def test_a_commit_in_whose_midst_the_thread_is_ended_is_in_doubt(on_sqlite: Ledger) -> None:
    def ended(connection: Connection) -> None:
        connection.exec_driver_sql("COMMIT")
        raise KeyboardInterrupt

    event.listen(on_sqlite._database.engine, "commit", ended)
    done = together(on_sqlite, [writes(0), writes(1)])
    event.remove(on_sqlite._database.engine, "commit", ended)
    assert {type(one.exception()) for one in done} <= {KeyboardInterrupt, CommitInDoubt}
    assert on_sqlite.enter("manual:p4", writes(4)) == 4


def test_time_spent_waiting_for_another_process_does_not_end_the_sharing(
    on_sqlite: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "LONGEST", 1.0)
    file = on_sqlite._database.file
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    with traced(on_sqlite) as told, ThreadPoolExecutor(10) as threads:
        done = [threads.submit(on_sqlite.enter, f"manual:p{n}", writes(n)) for n in range(10)]
        until_in_queue(on_sqlite, 9)  # and the leader, who waits to begin
        time.sleep(1.1)
        holder.communicate(b"", timeout=60)
        holder.stdout.close()
        assert [one.result(timeout=60) for one in done] == list(range(10))
    assert kinds(told).count("COMMIT") == 1


def test_a_connection_that_was_closed_is_one_sentence_and_the_next_is_a_new_one(on_sqlite: Ledger) -> None:
    def closes(connection: Connection, _record: object, _proxy: object) -> None:
        connection.close()

    event.listen(on_sqlite._database.engine, "checkout", closes)
    with pytest.raises(LedgerUnavailable, match="try again"):
        on_sqlite.enter("manual:p1", writes(1))
    event.remove(on_sqlite._database.engine, "checkout", closes)
    assert on_sqlite.enter("manual:p1", writes(1)) == 1


def test_held_by_another_process_all_hear_it_at_once(on_sqlite: Ledger) -> None:
    file = on_sqlite._database.file
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    begun = time.monotonic()
    try:
        with ThreadPoolExecutor(20) as threads:
            done = [threads.submit(on_sqlite.enter, f"manual:p{n}", writes(n)) for n in range(20)]
            errors = [one.exception(timeout=60) for one in done]
    finally:
        holder.communicate(b"", timeout=60)
        holder.stdout.close()
    assert {type(one) for one in errors} <= {LedgerUnavailable, *LedgerUnavailable.__subclasses__()} - {CommitInDoubt}
    assert all("held by another process" in str(one) for one in errors)
    # two seconds for those who were there, two for those who came meanwhile, and not two for each of the twenty
    assert time.monotonic() - begun < 20
    assert on_sqlite.enter("manual:p4", writes(4)) == 4


def test_who_waits_too_long_for_their_turn_is_told_that_nothing_was_changed(
    on_sqlite: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "STATEMENT_SECONDS", 0.2)
    released = threading.Event()

    def hangs(book: Book) -> int:
        released.wait(60)
        return writes(0)(book)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(on_sqlite.enter, "manual:p0", hangs)
        while not first.done() and not on_sqlite._shared._is_led:
            time.sleep(0.001)
        second = threads.submit(on_sqlite.enter, "manual:p1", writes(1))
        with pytest.raises(LedgerUnavailable, match="overloaded"):
            second.result(timeout=60)
        released.set()
        assert first.result(timeout=60) == 0
    assert there(on_sqlite) == {0}


def test_another_process_has_its_turn_beside_one_that_never_rests(on_sqlite: Ledger) -> None:
    """As the gateway beside a worker with thousands of messages due: a stop must not wait for their end."""
    enough = threading.Event()

    def never_rests(thread: int) -> None:
        while not enough.is_set():
            on_sqlite.enter(f"manual:p{thread}", writes(thread))

    other = Ledger(f"sqlite:///{on_sqlite._database.file}", KEYS)
    with ThreadPoolExecutor(12) as threads:
        busy = [threads.submit(never_rests, n) for n in range(12)]
        try:
            for number in range(40, 50):
                append(other, noted(number), candidate_id=f"manual:p{number}")
        finally:
            enough.set()
        wait(busy, timeout=60)
    other.close()
    assert set(range(40, 50)) <= there(on_sqlite)


_WHO: ContextVar[str] = ContextVar("who", default="nobody")


@pytest.mark.usefixtures("no_limit")
def test_a_body_runs_in_the_context_of_whoever_wants_it(on_sqlite: Ledger) -> None:
    seen: dict[int, str] = {}

    def one(number: int) -> int:
        _WHO.set(f"thread {number}")

        def body(_book: Book) -> int:
            seen[number] = _WHO.get()
            return number

        return on_sqlite.enter(f"manual:p{number}", body)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(8)))
    assert seen == {n: f"thread {n}" for n in range(8)}
