"""The inbox: each thing once, in order per person, until it is done with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW
from tests.ledgers import forget

LATER = NOW + timedelta(minutes=5)


def arrival(key: str, about: str = ANN, *, source: str = "greenhouse", body: str = "{}", **more: Any) -> Arrival:
    return Arrival(source, key, more.pop("kind", "stage"), about, body, more.pop("at", NOW))


def due(ledger: Ledger, at: Any = NOW, limit: int = 50) -> list[str]:
    return [row.key for row in ledger.inbox.due(at, limit)]


def test_what_is_here_already_is_kept_once(ledger: Ledger) -> None:
    assert ledger.inbox.put([arrival("1"), arrival("2"), arrival("1", body="other words")]) == 2
    assert ledger.inbox.put([arrival("2"), arrival("3"), arrival("1", source="ashby")]) == 2
    assert ledger.inbox.depth().waiting == 4
    assert ledger.inbox.one(1)["body"] == "{}"  # type: ignore[index]


def test_the_same_thing_from_many_threads_at_once_is_one_row(ledger: Ledger) -> None:
    kept: list[int] = []
    threads = [threading.Thread(target=lambda: kept.append(ledger.inbox.put([arrival("1")]))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept) == [0] * 9 + [1]


def test_one_person_waits_for_their_first_and_the_others_go_on(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1"), arrival("b1", "manual:bo"), arrival("a2"), arrival("x1", ""), arrival("x2", "")])
    assert due(ledger) == ["a1", "b1", "x1", "x2"]
    assert due(ledger, limit=2) == ["a1", "b1"]
    ledger.inbox.postpone(1, LATER, error="Lever does not answer.")
    assert due(ledger) == ["b1", "x1", "x2"]
    assert ledger.inbox.next_try() == LATER
    assert due(ledger, LATER) == ["b1", "x1", "x2", "a1"]  # what has been tried already comes last
    ledger.inbox.settle(1, "told", LATER)
    assert due(ledger) == ["b1", "a2", "x1", "x2"]
    assert ledger.inbox.next_try() is None


def test_a_source_can_be_left_out(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1", source="lever"), arrival("b1", "manual:bo"), arrival("a2")])
    assert [row.key for row in ledger.inbox.due(NOW, 9, without=["lever"])] == [
        "b1"
    ]  # Ann's second waits for her first


def test_what_was_not_understood_holds_nobody_up_and_is_seen(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1"), arrival("a2")])
    ledger.inbox.settle(1, "not_understood", NOW, error="It names no candidate.")
    assert due(ledger) == ["a2"]
    assert [(row["number"], row["state"], row["error"]) for row in ledger.inbox.listing()] == [
        (1, "not_understood", "It names no candidate."),
        (2, "waiting", ""),
    ]
    depth = ledger.inbox.depth()
    assert (depth.waiting, depth.not_understood, depth.oldest_waiting_at) == (1, 1, NOW)


def test_a_retry_brings_it_back_to_its_place(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1"), arrival("a2"), arrival("a3")])
    ledger.inbox.settle(1, "not_understood", NOW, error="no")
    ledger.inbox.settle(2, "told", NOW)
    ledger.inbox.postpone(3, LATER, error="later")
    assert ledger.inbox.retry() == 2
    assert due(ledger) == ["a1"]
    ledger.inbox.settle(1, "told", NOW)
    assert due(ledger) == ["a3"]
    assert ledger.inbox.retry(2) == 1  # one that was told may be told again: the clock hears it once
    assert due(ledger) == ["a2"]
    assert ledger.inbox.retry(99) == 0


def test_a_row_that_another_gateway_has_told_is_not_put_off(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1")])
    ledger.inbox.settle(1, "told", NOW)
    ledger.inbox.postpone(1, LATER, error="Temporal does not answer.")
    assert ledger.inbox.one(1)["state"] == "told"  # type: ignore[index]
    assert ledger.inbox.next_try() is None


def test_bodies_are_forgotten_in_time_and_what_waits_keeps_its_own(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("old"), arrival("waits", "manual:bo"), arrival("new", "", at=LATER)])
    ledger.inbox.settle(1, "told", NOW)
    ledger.inbox.settle(3, "nothing", LATER, error="a ping")
    assert ledger.inbox.forget_bodies(LATER) == 1
    assert [ledger.inbox.one(n)["body"] for n in (1, 2, 3)] == ["", "{}", "{}"]  # type: ignore[index]
    assert ledger.inbox.put([arrival("old")]) == 0  # it is known still
    assert ledger.inbox.retry(1) == 0  # and cannot be told again


def test_an_erasure_empties_what_was_told_about_them(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1"), arrival("a2", "greenhouse:7"), arrival("b1", "manual:bo"), arrival("a3")])
    for told in (1, 2, 3):
        ledger.inbox.settle(told, "told", NOW)
    ledger.claim(ANN, at=NOW, email="ann@example.com")
    assert ledger.claim("greenhouse:7", at=NOW, email="ann@example.com") == ANN
    forget(ledger, ANN, NOW)
    assert [ledger.inbox.one(n)["body"] for n in (1, 2, 3, 4)] == ["", "", "{}", ""]  # type: ignore[index]
    assert ledger.inbox.put([arrival("a1")]) == 0  # said again, it is known still


@pytest.mark.parametrize("text", ["\x00", "half a \ud800 letter", "x" * 5000, "", "💐", "'; DROP TABLE inbox; --"])
def test_anything_can_be_kept(ledger: Ledger, text: str) -> None:
    assert ledger.inbox.put([Arrival("ats", text, text, text, text, NOW)]) == 1
    assert ledger.inbox.put([Arrival("ats", text, text, text, text, NOW)]) == 0
    assert len(due(ledger)) == 1


def test_long_keys_that_differ_at_their_end_stay_two(ledger: Ledger) -> None:
    assert ledger.inbox.put([arrival("x" * 5000 + "1"), arrival("x" * 5000 + "2")]) == 2


def test_the_numbers_are_in_the_order_of_arrival(ledger: Ledger) -> None:
    ledger.inbox.put([arrival(str(n)) for n in range(300)])
    assert [row["number"] for row in ledger.inbox.listing(limit=5)] == [296, 297, 298, 299, 300]
    assert ledger.inbox.one(300)["key"] == "299"  # type: ignore[index]


# ---------------------------------------------------------------- what a delivery asks (R3)


def unheard(ledger: Ledger, candidate_id: str = ANN) -> bool:
    with ledger.book(candidate_id) as book:
        return book.unheard(NOW)


def test_a_row_that_waits_is_unheard_until_it_is_done_with(ledger: Ledger) -> None:
    assert not unheard(ledger)
    ledger.inbox.put([arrival("a1")])
    assert unheard(ledger)
    assert not unheard(ledger, "manual:bo")
    ledger.inbox.settle(1, "nothing", LATER)
    assert not unheard(ledger)


def test_what_was_told_after_the_snapshot_is_unheard_too(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a1"), arrival("a2")])
    ledger.inbox.settle(1, "told", NOW - timedelta(minutes=1))
    ledger.inbox.settle(2, "not_understood", LATER)
    assert not unheard(ledger)
    ledger.inbox.settle(2, "told", LATER)
    assert unheard(ledger)


def test_what_is_about_an_id_that_was_joined_is_about_them(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    for one, owner in (("greenhouse:7", "lever:x"), ("lever:x", ANN)):
        execute("INSERT INTO aliases (candidate_id, owner_id) VALUES (:one, :owner)", one=one, owner=owner)
    ledger.inbox.put([arrival("a1", "greenhouse:7")])
    assert unheard(ledger)
    assert unheard(ledger, "greenhouse:7")
    assert not unheard(ledger, "manual:bo")


def test_it_can_be_asked_whether_the_ledger_takes_writes(ledger: Ledger) -> None:
    ledger.inbox.check_writing()
    assert ledger.inbox.depth().waiting == 0
