"""What a ledger does when something is taken back (R21), on either database."""

from __future__ import annotations

from datetime import timedelta

from domain.events import CandidateUpdated, Contactable, Hired, OptedOut, StageChanged, Undone
from domain.names import Channel, Stage
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW, append, person

H = timedelta(hours=1)


def undone(*without: str, closed: tuple[str, ...] | None = None) -> Undone:
    at = NOW + 2 * H
    return Undone(
        event_id=f"undone:{without[0]}", occurred_at=at, about=without[0], by="x", becomes="done", without=without,
        closed=closed,
    )  # fmt: skip


def test_r21_a_stop_is_lifted_and_what_is_left_of_it_stays(ledger: Ledger) -> None:
    append(ledger, OptedOut(event_id="texts", occurred_at=NOW, channel=Channel.SMS))
    append(ledger, OptedOut(event_id="all", occurred_at=NOW + H))
    assert ledger.suppressed(person()) == frozenset(Channel)
    append(ledger, undone("all", closed=("sms",)))
    assert ledger.suppressed(person()) == {Channel.SMS}
    append(ledger, undone("texts", closed=()))
    assert ledger.suppressed(person()) == frozenset()


def test_r17_an_address_that_was_taken_back_finds_nobody(ledger: Ledger) -> None:
    for ident, mail in (("right", "ann@example.com"), ("wrong", "bob@example.com")):
        append(ledger, CandidateUpdated(event_id=ident, occurred_at=NOW, candidate=Contactable(email=mail)))
    append(ledger, undone("wrong"))
    assert ledger.find_by_address(email="bob@example.com") == []
    assert ledger.find_by_address(email="ann@example.com") == [ANN]


def test_whether_something_could_be_told_back_is_known_without_reading_the_record(ledger: Ledger) -> None:
    moved = [
        StageChanged(event_id="a", occurred_at=NOW, application_id="eng", stage=Stage.SCREENING),
        StageChanged(event_id="b", occurred_at=NOW - 60 * H, application_id="eng", stage=Stage.REJECTED),
    ]
    with ledger.book(ANN) as book:
        assert not book.has_moved(NOW - H) and not book.has_any(["hired"])
        book.append(moved[:1], person(), NOW)
        assert book.has_moved(NOW - H) and not book.has_moved(NOW + H)
        book.append([moved[1], Hired(event_id="c", occurred_at=NOW, application_id="eng")], person(), NOW)
        assert book.has_moved(NOW + H) and book.has_any(["hired"]), "into a stage that ends it, however long ago"
