"""What an ATS closes, by address: a number stands for texts alone, and nobody's own wish is forgotten for it (R7)."""

from __future__ import annotations

from domain.events import CandidateUpdated, OptedOut
from domain.names import Channel
from ledger.delivery.suppressions import SuppressionRequest
from ledger.store import Ledger
from tests.ledger.conftest import NOW, append, person

BOB = "greenhouse:77"
DELETED = OptedOut(event_id="gone", occurred_at=NOW, deleted=True)


def test_r7_a_deletion_closes_the_address_for_everything_and_the_number_for_texts(ledger: Ledger) -> None:
    append(ledger, DELETED)
    assert ledger.suppressed(person(BOB, phone="")).by_ats == frozenset(Channel)
    shared = ledger.suppressed(person(BOB, email="bob@example.com"))
    assert shared == shared.by_ats == {Channel.SMS, Channel.PHONE}


def test_r7_a_wish_stays_a_wish_whatever_the_ats_says_after_it(ledger: Ledger) -> None:
    append(ledger, OptedOut(event_id="out", occurred_at=NOW))
    append(ledger, DELETED, CandidateUpdated(event_id="flag", occurred_at=NOW, can_email=False))
    assert not ledger.suppressed(person()).by_ats
    shared = ledger.suppressed(person(BOB, email="bob@example.com"))
    assert shared == {Channel.SMS, Channel.PHONE} and not shared.by_ats


def test_r7_a_wish_that_comes_after_it_counts(ledger: Ledger) -> None:
    append(ledger, DELETED)
    append(ledger, OptedOut(event_id="out", occurred_at=NOW))
    assert not ledger.suppressed(person()).by_ats


def test_r7_an_address_of_a_stranger_is_closed_and_one_of_somebody_here_is_not(ledger: Ledger) -> None:
    append(ledger, CandidateUpdated(event_id="1", occurred_at=NOW, candidate={"email": "ann@example.com"}))  # type: ignore[arg-type]
    for email in ("ann@example.com", "gone@example.com"):
        ledger.close_for_strangers(
            SuppressionRequest("close", None, "deleted in the ATS", email=email, candidate_id=BOB), NOW
        )
    assert not ledger.suppressed(person(phone=""))
    assert ledger.suppressed(person(BOB, email="gone@example.com", phone="")) == frozenset(Channel)


def test_r17_an_address_that_was_removed_leads_to_nobody(ledger: Ledger) -> None:
    append(ledger, CandidateUpdated(event_id="1", occurred_at=NOW, candidate={"email": "ann@example.com"}))  # type: ignore[arg-type]
    assert ledger.find_by_address(email="ann@example.com")
    removed = CandidateUpdated(event_id="2", occurred_at=NOW, removed=("email",))
    append(ledger, removed, candidate=person(email="", phone=""))
    assert ledger.find_by_address(email="ann@example.com") == []
