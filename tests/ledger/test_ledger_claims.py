"""Who somebody is by what was told and is not on record yet (R17): kept sealed, and no longer than it is needed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from domain.events import ApplicationReceived, CandidateUpdated, Contactable, HistoryJoined
from domain.state.model import CandidateState
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, SEALED, append, person

BOB = "manual:bob"
NUMBER = "+12125550123"


def told(ledger: Ledger, ident: str, name: str, *, email: str = "", phone: str = NUMBER) -> str:
    return ledger.claim_told(ident, applied(f"applied:{ident}", last_name=name, phone=phone, email=email), at=NOW)


def applied(event_id: str, **details: Any) -> ApplicationReceived:
    return ApplicationReceived(
        event_id=event_id, occurred_at=NOW, application_id="a1", job_id="a1", candidate=Contactable(**details)
    )


def updated(event_id: str, **details: Any) -> CandidateUpdated:
    return CandidateUpdated(event_id=event_id, occurred_at=NOW, candidate=Contactable(**details))


def test_r17_a_number_and_a_name_are_known_from_the_telling_on(ledger: Ledger) -> None:
    assert told(ledger, ANN, "Ann Lee") == ANN
    assert told(ledger, "greenhouse:1", "LEE, Ann", email="ann@example.com") == ANN
    assert told(ledger, "manual:other", "Ann Lee", email="other@example.org") == "manual:other"
    assert told(ledger, "ashby:1", "Tom Lee") == "ashby:1"
    assert told(ledger, "ashby:2", "Tom Lee", email="ann@example.com", phone="") == ANN
    assert told(ledger, "ashby:3", "") == "ashby:3"
    assert ledger.owners([("", NUMBER, "", "Ann Lee"), ("", NUMBER, "", "Tom Lee"), ("", NUMBER, "", "Eve Lee")]) == [
        ANN,
        "ashby:1",
        None,
    ]


def test_r17_of_many_who_are_told_at_once_with_one_number_and_one_name_one_stays(
    ledger: Ledger, ledger_url: str
) -> None:
    other = Ledger(ledger_url, KEYS, ledger.keys._place)
    with ThreadPoolExecutor(6) as pool:
        owners = set(pool.map(lambda n: told((ledger, other)[n % 2], f"manual:{n}", "Ann Lee"), range(6)))
    other.close()
    assert len(owners) == 1


def test_r17_a_name_that_waits_stands_nowhere_in_plain_and_goes_once_it_is_on_record(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    for ident in (ANN, BOB):
        told(ledger, ident, "Ann Quartermaine", phone="+12125550123" if ident == ANN else "+12125550124")
    rows = execute("SELECT name_hmac FROM claims")
    assert len({row.name_hmac for row in rows}) == 2, "one name of two people is seen to be one"
    if SEALED:
        assert not any("quartermaine" in str(row).lower() for row in execute("SELECT * FROM claims"))
    append(ledger, applied(f"applied:{ANN}", first_name="Ann", last_name="Quartermaine", phone=NUMBER))
    assert [row.candidate_id for row in execute("SELECT candidate_id FROM claims")] == [BOB]
    append(ledger, HistoryJoined(event_id="joined", occurred_at=NOW, merged_id=BOB))
    assert execute("SELECT candidate_id FROM claims") == []


def test_r17_what_an_older_release_noted_counts_also_under_an_older_key(
    ledger: Ledger, ledger_url: str, execute: Callable[..., list[Any]]
) -> None:
    told(ledger, ANN, "Ann Lee")
    execute("UPDATE claims SET told = ''")  # it knew marks alone
    newer = Ledger(ledger_url, ["a-newer-secret", *KEYS], ledger.keys._place)
    assert newer.owners([("", NUMBER, "", "Ann Lee"), ("", NUMBER, "", "Tom Lee")]) == [ANN, None]
    newer.close()


def test_r17_what_a_fact_on_its_way_says_of_somebody_s_addresses_counts_and_one_on_record_says_nothing_again(
    ledger: Ledger,
) -> None:
    here = person(phone="")
    append(ledger, applied("applied", email=here.email), candidate=here)
    update = updated("updated", phone=NUMBER)
    ledger.claim_more(ANN, update, at=NOW)
    ledger.claim_more(BOB, updated("first", email="bob@example.com"), at=NOW)
    assert ledger.find_by_address(phone=NUMBER) == [ANN]
    assert ledger.find_by_address(email="bob@example.com") == [BOB], "their clock starts with it"
    gone = CandidateUpdated(event_id="gone", occurred_at=NOW, removed=("phone",))
    append(ledger, update, gone, candidate=here)
    ledger.claim_more(ANN, update, at=NOW)  # told once more
    assert ledger.find_by_address(phone=NUMBER) == []


def test_r17_an_update_that_says_nothing_new_takes_no_turn_at_the_ledger(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    """A hook names all that it knows with each event."""
    here = person(first_name="Ann", last_name="Lee")
    append(ledger, applied("applied", first_name="Ann", last_name="Lee", email=here.email, phone=here.phone))
    with ledger.book(ANN) as book:
        book.project(CandidateState(candidate=here, position=book.position()), {})
    same = updated(
        "same", first_name="ann", last_name="LEE", email="Ann@Example.com", phone="(212) 555-0123", country="US"
    )
    ledger.claim_more(ANN, same, at=NOW)
    assert execute("SELECT 1 FROM claims") == []
    ledger.claim_more(ANN, updated("renamed", last_name="Ray"), at=NOW)
    assert len(execute("SELECT 1 FROM claims")) == 1
