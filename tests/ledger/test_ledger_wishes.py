"""A stop by address holds from the commit that keeps it, for everybody with the address, known or not (R3, R7)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.events import OptedIn, OptedOut
from domain.names import Channel
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, person
from tests.postgres import PostgresServer

ALL = frozenset(Channel)
OF_A_NUMBER = frozenset({Channel.SMS, Channel.PHONE})
"""What a stop from a number closes for whoever shares it: their mail is theirs (R7)."""
BOB, NEW = "manual:bob", "manual:new"
NUMBER = "+12125550123"
STOP = SuppressionRequest("close", None, "asked us to stop", phone=NUMBER)
START = SuppressionRequest("open", Channel.SMS, "START", phone=NUMBER)


def arrival(key: str, *wishes: SuppressionRequest, about: str = "") -> Arrival:
    return Arrival("text", key, "inbound", about, "{}", NOW, wishes=wishes)


def closed(ledger: Ledger, ident: str = NEW, **fields: Any) -> frozenset[Channel]:
    with ledger.book(ident) as book:
        return book.suppressed(person(ident, **{"email": "new@example.com"} | fields))


def test_r7_a_stop_of_nobody_known_holds_for_whoever_comes_with_the_number(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("1", STOP)])
    assert closed(ledger) == OF_A_NUMBER
    assert closed(ledger, phone="(212) 555-0123", country="US") == OF_A_NUMBER
    assert closed(ledger, phone="+12125550199") == frozenset()


def test_r7_a_stop_holds_for_both_spellings_of_a_domain(on_sqlite: Ledger) -> None:
    on_sqlite.inbox.put(
        [arrival("1", SuppressionRequest("close", None, "asked us to stop", email="Anna@Müller.example"))]
    )
    assert closed(on_sqlite, email="anna@xn--mller-kva.example", phone="") == ALL
    assert closed(on_sqlite, email="anna@muller.example", phone="") == frozenset()


def test_r7_start_opens_what_that_number_s_stop_closed(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("1", STOP), arrival("2", START)])
    assert closed(ledger) == frozenset()
    ledger.inbox.put([arrival("3", STOP)])
    assert closed(ledger) == OF_A_NUMBER
    ledger.inbox.put([arrival("4", replace(START, phone="+12125550199"))])
    assert closed(ledger) == OF_A_NUMBER, "another number's"


def test_r7_start_opens_nothing_that_a_colleague_or_an_ats_closed(ledger: Ledger) -> None:
    append(ledger, OptedOut(event_id="out", occurred_at=NOW, channel=Channel.SMS))
    ledger.inbox.put([arrival("1", STOP), arrival("2", START)])
    assert closed(ledger) == {Channel.SMS}
    append(ledger, OptedOut(event_id="all", occurred_at=NOW))
    ledger.inbox.put([arrival("3", STOP), arrival("4", START)])
    assert closed(ledger) == OF_A_NUMBER


def test_a_stop_that_a_fact_has_taken_over_is_opened_by_a_fact(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("1", STOP)])
    append(ledger, OptedOut(event_id="out", occurred_at=NOW))
    append(ledger, OptedIn(event_id="in", occurred_at=NOW))
    assert closed(ledger) == frozenset()


def test_what_is_said_again_closes_nothing_that_was_opened_since(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("1", STOP)])
    ledger.inbox.put([arrival("2", START)])
    ledger.inbox.put([arrival("1", STOP), arrival("3"), arrival("1", STOP)])
    assert closed(ledger) == frozenset()


def test_a_stop_that_was_closed_under_an_old_key_is_opened_after_a_change_of_keys(
    ledger: Ledger, ledger_url: str
) -> None:
    ledger.inbox.put([arrival("1", STOP)])
    rotated = Ledger(ledger_url, ["the-new-key", *KEYS])
    assert closed(rotated) == OF_A_NUMBER
    rotated.inbox.put([arrival("2", START)])
    assert closed(rotated) == frozenset()
    rotated.close()


def test_no_address_closes_nothing(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    odd = [
        SuppressionRequest("close", None, "x", phone="12"),
        SuppressionRequest("close", None, "x", email="at home"),
        SuppressionRequest("open", None, "x"),
    ]
    assert ledger.inbox.put([arrival("1", *odd)]) == 1
    assert execute("SELECT * FROM suppressions") == []


def test_more_than_one_commit_s_worth_is_kept_whole(ledger: Ledger) -> None:
    many = [arrival(str(number), about=f"manual:{number}") for number in range(1101)]
    assert ledger.inbox.put(many) == 1101
    assert ledger.inbox.put(many) == 0 and ledger.inbox.put([]) == 0


@pytest.mark.parametrize("about", [ANN, "greenhouse:9"], ids=["by their id", "by an id that was joined"])
def test_r3_whoever_reserves_has_either_committed_before_the_stop_or_sees_it(
    ledger: Ledger, ledger_url: str, about: str
) -> None:
    """Ann and Bob share a number; the row is about Ann. Both have a reservation open when it comes."""
    ledger.claim(ANN, at=NOW, email="ann@example.com", phone=NUMBER)
    ledger.claim(BOB, at=NOW, email="bob@example.com", phone=NUMBER)
    ledger.claim("greenhouse:9", at=NOW, email="ann@example.com")
    other = Ledger(ledger_url, KEYS)
    order: list[str] = []
    putting = threading.Event()

    def put() -> None:
        putting.set()
        other.inbox.put([arrival("1", STOP, about=about)])
        order.append("stop")

    for ident in (ANN, BOB):
        with ThreadPoolExecutor(1) as pool:
            with ledger.book(ident) as book:
                assert book.suppressed(person(ident)) == frozenset() and not book.unheard(NOW)
                _reserved(book, ident)
                future = pool.submit(put)
                assert putting.wait(30)
                # However long it takes: the stop is not committed while somebody may still reserve without it.
                with pytest.raises(TimeoutError):
                    future.result(0.5)
                order.append("reserved")
            future.result(10)
        assert order == ["reserved", "stop"]
        order.clear()
        putting.clear()
        with ledger.book(BOB) as book:
            assert book.suppressed(person(BOB, email="bob@example.com")) == OF_A_NUMBER
        with ledger.book(ANN) as book:
            assert book.unheard(NOW + timedelta(days=1)), "Ann's clock has not been told"
        with ledger._database.writing("a test") as connection:
            connection.exec_driver_sql("DELETE FROM inbox")
            connection.exec_driver_sql("DELETE FROM suppressions")
    other.close()


def _reserved(book: Any, ident: str) -> None:
    book.reserve(
        touch_key=f"{ident}/a1/applied.1/acknowledge/1", attempt=1, application_id="a1", step="acknowledge",
        channel=Channel.SMS, address=NUMBER, subject="", body="Hi", message_id="", at=NOW, playbook="v1",
    )  # fmt: skip


def test_a_stop_does_not_wait_for_people_whom_it_is_not_about(postgres_server: PostgresServer) -> None:
    """On SQLite a writer is alone."""
    url = postgres_server.url(postgres_server.new_database())
    ledger, other = Ledger(url, KEYS), Ledger(url, KEYS)
    ledger.migrate()
    with ledger.book("manual:zoe"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(other.inbox.put, [arrival("1", STOP, about=ANN)]).result(5) == 1
    ledger.close()
    other.close()
