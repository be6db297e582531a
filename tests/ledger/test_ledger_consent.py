"""A channel that a person closed stays closed, whoever they come back as (R7), and they are found again (R17)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from domain.events import (
    ApplicationReceived,
    CandidateUpdated,
    Contactable,
    DeliveryReported,
    OptedIn,
    OptedOut,
)
from domain.names import Channel
from domain.state.model import Candidate
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, person, replied
from tests.ledgers import forget

ALL = frozenset(Channel)
BOB = "greenhouse:77"


def suppressed(ledger: Ledger, candidate: Candidate) -> frozenset[Channel]:
    with ledger.book(candidate.candidate_id) as book:
        return book.suppressed(candidate)


def opted_out(channel: Channel | None = None, event_id: str = "out") -> OptedOut:
    return OptedOut(event_id=event_id, occurred_at=NOW, channel=channel)


def opted_in(channel: Channel | None = None, event_id: str = "in") -> OptedIn:
    return OptedIn(event_id=event_id, occurred_at=NOW, channel=channel)


def test_nothing_is_closed_for_a_newcomer(ledger: Ledger) -> None:
    assert suppressed(ledger, person()) == frozenset()
    assert suppressed(ledger, person(email="", phone="")) == frozenset()


def test_an_opt_out_holds_for_everybody_with_either_address(ledger: Ledger) -> None:
    append(ledger, opted_out())
    assert suppressed(ledger, person(BOB, email="ANN@example.com ", phone="")) == ALL
    shared = suppressed(ledger, person(BOB, email="new@example.com"))
    assert shared == {Channel.SMS, Channel.PHONE}, "a number may be a family's, and their email is theirs (R7)"
    assert suppressed(ledger, person(BOB, email="new@example.com", phone="+12125550199")) == frozenset()


def test_a_stop_by_reply_closes_everything(ledger: Ledger) -> None:
    append(ledger, replied(words="Please stop emailing me"))
    assert suppressed(ledger, person()) == ALL


def test_one_closed_channel_leaves_the_other(ledger: Ledger) -> None:
    append(ledger, opted_out(Channel.SMS))
    assert suppressed(ledger, person()) == {Channel.SMS}
    assert suppressed(ledger, person(BOB, phone="")) == frozenset()
    append(ledger, CandidateUpdated(event_id="flag", occurred_at=NOW, can_email=False))
    assert suppressed(ledger, person(phone="")) == {Channel.EMAIL}
    assert suppressed(ledger, person()) == {Channel.EMAIL, Channel.SMS}


def test_a_spam_report_closes_its_channel(ledger: Ledger) -> None:
    report = DeliveryReported(
        event_id="spam", occurred_at=NOW, touch_key="k", outcome="spam_report", channel=Channel.EMAIL
    )
    append(ledger, report)
    assert suppressed(ledger, person()) == {Channel.EMAIL}


def test_suppressions_outlive_an_erasure(ledger: Ledger) -> None:
    append(ledger, opted_out())
    forget(ledger, ANN, NOW)
    assert suppressed(ledger, person(BOB)) == ALL


def test_opting_in_opens_everything_again_and_a_new_stop_closes_it(ledger: Ledger) -> None:
    append(ledger, opted_out(), opted_in())
    assert suppressed(ledger, person()) == frozenset()
    append(ledger, opted_out(event_id="again"))
    assert suppressed(ledger, person()) == ALL


def test_opting_in_to_one_channel_leaves_the_other_closed(ledger: Ledger) -> None:
    append(ledger, opted_out(), opted_in(Channel.EMAIL))
    assert suppressed(ledger, person()) == {Channel.SMS}
    assert suppressed(ledger, person(BOB, phone="")) == {Channel.SMS}
    append(ledger, opted_in(Channel.SMS, "in-too"))
    assert suppressed(ledger, person()) == frozenset()


def test_a_repeated_fact_does_not_close_what_was_opened_since(ledger: Ledger) -> None:
    append(ledger, opted_out())
    append(ledger, opted_in())
    append(ledger, opted_out())
    assert suppressed(ledger, person()) == frozenset()


def test_an_opt_out_without_a_person_is_refused_and_not_lost(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="pass the candidate"), ledger.book(ANN) as book:
        book.append([opted_out()], None, NOW)
    assert not ledger.known(ANN)


def test_after_a_change_of_keys_old_suppressions_hold_and_can_be_lifted(ledger: Ledger, ledger_url: str) -> None:
    append(ledger, opted_out(), application())
    rotated = Ledger(ledger_url, ["the-new-key", "a-secret-for-tests"])
    assert suppressed(rotated, person(BOB)) == ALL
    assert rotated.find_by_address(email="ann@example.com") == [ANN]
    append(rotated, opted_out(event_id="again"))
    append(rotated, opted_in(Channel.EMAIL))
    assert suppressed(rotated, person()) == {Channel.SMS}
    append(rotated, opted_in(event_id="in-all"))
    assert suppressed(rotated, person()) == frozenset()
    rotated.close()
    stranger = Ledger(ledger_url, ["another-key"])
    assert stranger.find_by_address(email="ann@example.com") == []
    stranger.close()


def application(**fields: str) -> ApplicationReceived:
    values: dict[str, Any] = {"email": "Ann@Example.com", "phone": "(212) 555-0123", "country": "US"}
    told = Contactable(**values | fields)
    return ApplicationReceived(
        event_id="application", occurred_at=NOW, application_id="a1", job_id="j1", candidate=told
    )


def test_a_person_is_found_by_any_address_they_ever_had(ledger: Ledger) -> None:
    append(ledger, application())
    moved = CandidateUpdated(event_id="moved", occurred_at=NOW, candidate=Contactable(email="ann@new.example"))
    append(ledger, moved)
    append(ledger, application(email="bob@example.com"), candidate_id=BOB)
    assert ledger.find_by_address(email=" ANN@example.com") == [ANN]
    assert ledger.find_by_address(email="ann@new.example") == [ANN]
    assert ledger.find_by_address(phone="+1 212 555 0123") == [BOB, ANN]
    assert ledger.find_by_address(email="bob@example.com", phone="+1 212 555 0123") == [BOB, ANN]
    assert ledger.find_by_address(email="nobody@example.com") == []
    assert ledger.find_by_address(email="no address", phone="12") == []
    assert ledger.find_by_address() == []


def test_an_address_belongs_to_who_claimed_it_first(ledger: Ledger) -> None:
    assert ledger.claim(ANN, at=NOW, email="ann@example.com") == ANN
    assert ledger.claim(BOB, at=NOW, email="bob@example.com", phone="(212) 555-0123", country="US") == BOB
    assert ledger.claim("manual:new", at=NOW, email="Ann@Example.com", phone="+12125550123") == ANN
    assert ledger.claim("manual:newer", at=NOW, phone="+12125550123") == BOB
    assert ledger.claim(BOB, at=NOW + timedelta(seconds=1), email="ann@example.com", phone="+12125550123") == BOB
    assert ledger.claim("manual:new", at=NOW, email="no address") == "manual:new"
    assert ledger.find_by_address(email="ann@example.com") == [ANN, BOB]


def test_of_many_who_claim_an_address_at_once_one_gets_it(ledger: Ledger, ledger_url: str) -> None:
    other = Ledger(ledger_url, KEYS)
    start = threading.Barrier(6)

    def race(number: int) -> str:
        start.wait()
        return (ledger, other)[number % 2].claim(f"manual:{number}", at=NOW, email="ann@example.com")

    with ThreadPoolExecutor(6) as pool:
        owners = set(pool.map(race, range(6)))
    other.close()
    assert len(owners) == 1
    assert ledger.find_by_address(email="ann@example.com") == list(owners)


def test_a_bad_address_is_on_record_and_finds_nobody(ledger: Ledger) -> None:
    append(ledger, application(email="ann at home", phone="call me"))
    assert ledger.known(ANN)
    assert ledger.find_by_address(email="ann at home", phone="call me") == []


def test_no_address_stands_in_the_keys(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="secret key"):
        Ledger("sqlite:///nowhere.db", [])
    with pytest.raises(ValueError, match="secret key"):
        Ledger("sqlite:///nowhere.db", ["new", ""])
