"""Who goes first in the inbox where some rows name an application and nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from ledger.inbox.rows import Arrival, Settled
from ledger.schema import applications
from ledger.store import Ledger
from tests.ledger.conftest import NOW

SOON, LATER = NOW + timedelta(seconds=2), NOW + timedelta(hours=3)
NOOR = "greenhouse:4711"


def whole(key: str, about: str = NOOR, application: str = "88001") -> Arrival:
    """A row that says whose the application is."""
    return Arrival("greenhouse", key, "stage", about, "{}", NOW, application)


def offer(key: str, application: str = "88001", source: str = "greenhouse") -> Arrival:
    """A row that names an application and nobody."""
    return Arrival(source, key, "offer_updated", "", "{}", NOW, application)


def due(ledger: Ledger, at: Any = NOW) -> list[str]:
    return [row.key for row in ledger.inbox.due(at, 50)]


def told(ledger: Ledger, *numbers: int, at: Any = NOW) -> None:
    for number in numbers:
        ledger.inbox.settle(number, "told", at)


def about(ledger: Ledger, number: int) -> str:
    return str(ledger.inbox.one(number)["about"])  # type: ignore[index]


def not_here_yet(ledger: Ledger, number: int, application: str = "88001", until: Any = SOON) -> None:
    ledger.inbox.settle_all([Settled(number, "waiting", until, "Nobody here has it yet.", application)])


def holds(ledger: Ledger, candidate: str, application: str = "88001") -> None:
    """The ledger knows that the candidate has the application."""
    with ledger._database.writing("a test") as connection:
        texts = {column.name: "" for column in applications.columns if not column.nullable}
        connection.execute(
            insert(applications).values(texts | {"candidate_id": candidate, "application_id": application})
        )


def test_an_offer_waits_for_the_application_and_the_hire_for_the_offer(ledger: Ledger) -> None:
    for arrival in (whole("applied"), offer("offer"), whole("hired")):
        ledger.inbox.put([arrival])
    order = []
    for _ in range(3):
        (key,) = due(ledger)
        order.append(key)
        told(ledger, len(order))
    assert order == ["applied", "offer", "hired"]


def test_it_is_so_when_all_come_in_one_transaction(ledger: Ledger) -> None:
    ledger.inbox.put([whole("applied"), offer("offer"), whole("hired")])
    assert [about(ledger, n) for n in (1, 2, 3)] == [NOOR] * 3 and due(ledger) == ["applied"]


def test_an_offer_is_about_them_so_that_nothing_is_sent_to_them_meanwhile(ledger: Ledger) -> None:
    ledger.inbox.put([whole("applied")])
    told(ledger, 1, at=NOW - timedelta(days=30))
    ledger.inbox.put([offer("offer")])
    with ledger.book(NOOR) as book:
        assert book.unheard(NOW)


def test_it_is_found_by_what_the_ledger_knows_where_the_inbox_has_forgotten(ledger: Ledger) -> None:
    holds(ledger, NOOR)
    ledger.inbox.put([offer("offer"), offer("other", source="ashby")])
    assert [about(ledger, n) for n in (1, 2)] == [NOOR, NOOR]


def test_somebody_who_was_joined_is_found_under_the_ats_s_own_id(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    """The rows that name them name them so, and the two chains must be one."""
    holds(ledger, "manual:noor")
    execute("INSERT INTO aliases (candidate_id, owner_id) VALUES (:c, 'manual:noor')", c=NOOR)
    ledger.inbox.put([offer("offer")])
    assert about(ledger, 1) == NOOR


def test_of_two_who_have_it_nobody_is_picked(ledger: Ledger) -> None:
    holds(ledger, NOOR)
    holds(ledger, "greenhouse:5000")
    ledger.inbox.put([offer("offer")])
    assert about(ledger, 1) == "greenhouse application 88001"


def test_what_is_about_an_application_of_nobody_knows_whom_is_in_order_of_arrival(ledger: Ledger) -> None:
    ledger.inbox.put([offer("sent"), offer("accepted"), offer("elsewhere", "88002")])
    assert due(ledger) == ["sent", "elsewhere"]
    told(ledger, 1)
    assert due(ledger) == ["accepted", "elsewhere"]


def test_an_offer_that_came_first_lets_its_application_go_before_it_and_nothing_else(ledger: Ledger) -> None:
    ledger.inbox.put([offer("sent"), offer("accepted")])
    ledger.inbox.put([whole("applied")])
    ledger.inbox.put([whole("hired")])
    assert [about(ledger, n) for n in (1, 2, 3, 4)] == [NOOR] * 4
    not_here_yet(ledger, 1)
    assert due(ledger) == ["accepted"]
    not_here_yet(ledger, 2)
    order = []
    for number in (3, 1, 2, 4):
        (key,) = due(ledger, SOON)
        order.append(key)
        told(ledger, number)
    assert order == ["applied", "sent", "accepted", "hired"]


def test_what_was_told_a_moment_ago_is_on_record_soon_so_nothing_overtakes(ledger: Ledger) -> None:
    ledger.inbox.put([whole("applied"), offer("sent"), whole("hired")])
    told(ledger, 1)
    not_here_yet(ledger, 2)
    assert due(ledger) == [] and due(ledger, SOON) == ["sent"]


def test_an_offer_whose_application_was_not_understood_holds_up_nobody_who_brings_it(ledger: Ledger) -> None:
    ledger.inbox.put([whole("without a job"), offer("sent"), whole("other", application="7"), whole("with-a-job")])
    ledger.inbox.settle(1, "not_understood", NOW, error="It names no job.")
    not_here_yet(ledger, 2)
    assert due(ledger, SOON) == ["other"]
    told(ledger, 3)
    assert due(ledger, SOON) == ["with-a-job"]
    told(ledger, 4)
    assert due(ledger, SOON) == ["sent"]


def test_where_nothing_brings_it_the_rest_of_what_is_about_them_goes_on(ledger: Ledger) -> None:
    ledger.inbox.put([whole("closed prospect")])
    ledger.inbox.settle(1, "nothing", NOW)
    ledger.inbox.put(
        [offer("sent"), whole("other", application="7"), Arrival("greenhouse", "mail", "x", NOOR, "", NOW)]
    )
    not_here_yet(ledger, 2, until=LATER)
    assert due(ledger) == ["other"]
    told(ledger, 3)
    assert due(ledger) == ["mail"]
    told(ledger, 4)
    assert due(ledger, LATER) == ["sent"]


def test_an_offer_about_whom_nobody_knows_steps_behind_nobody(ledger: Ledger) -> None:
    ledger.inbox.put([offer("sent")])
    not_here_yet(ledger, 1)
    assert (due(ledger), due(ledger, SOON)) == ([], ["sent"])


@pytest.mark.parametrize("application", ["x" * 5000, "\x00", "ü", "'; DROP TABLE inbox; --"])
def test_any_application_can_be_named(ledger: Ledger, application: str) -> None:
    assert ledger.inbox.put([whole("a", application=application), offer("b", application)]) == 2
    assert about(ledger, 2) == NOOR
