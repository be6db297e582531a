"""Two ids of one person in the ledger (R17): who is followed up, whose addresses they are, what is closed for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest

from domain.events import HistoryJoined, OptedOut, TaskOpened
from domain.names import AttemptState, Channel
from domain.state.consent import ConsentChange
from domain.state.model import CandidateState
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW, append, person, reserve, sent

BOB, CID = "manual:bob", "manual:cid"
KEY = f"{BOB}/a1/applied.1/acknowledge/1"


def hands_over(ledger: Ledger, ident: str, into: str) -> bool:
    with ledger.book(ident) as book:
        return book.merges.hand_over(into)


def joins(ledger: Ledger, other: str, into: str = ANN) -> None:
    append(ledger, HistoryJoined(event_id=f"joined:{other}", occurred_at=NOW, merged_id=other), candidate_id=into)


def bob(**more: Any) -> Any:
    return person(BOB, **({"email": "bob@example.com", "phone": "+12125550199"} | more))


def test_an_id_leads_to_whom_it_was_joined_into_however_long_the_way(ledger: Ledger) -> None:
    assert ledger.way_to_owner(CID) == [CID]
    assert hands_over(ledger, CID, BOB)
    assert hands_over(ledger, BOB, ANN)
    assert ledger.way_to_owner(CID) == [CID, BOB, ANN]
    assert (ledger.owner_of(CID), ledger.owner_of(BOB), ledger.owner_of(ANN)) == (ANN, ANN, ANN)
    with ledger.book(ANN) as book:
        assert book.merges.way_to_owner(CID) == [CID, BOB, ANN]


def test_handing_over_never_goes_in_a_circle_and_is_done_once(ledger: Ledger) -> None:
    assert hands_over(ledger, CID, BOB)
    assert hands_over(ledger, BOB, ANN)
    assert not hands_over(ledger, ANN, CID)
    assert not hands_over(ledger, ANN, ANN)
    assert hands_over(ledger, CID, ANN)
    assert ledger.way_to_owner(CID) == [CID, BOB, ANN]


@pytest.mark.parametrize("people", [(ANN, BOB), (ANN, BOB, CID)], ids=["each other", "in a circle"])
def test_of_all_who_hand_over_in_a_circle_at_once_one_stays(ledger: Ledger, people: tuple[str, ...]) -> None:
    for round_ in range(8):
        ids = [f"{p}{round_}" for p in people]
        pairs = [*pairwise(ids), (ids[-1], ids[0])]
        with ThreadPoolExecutor(len(ids)) as pool:
            done = list(pool.map(lambda pair: hands_over(ledger, *pair), pairs))
        assert done.count(False) == 1
        assert len({ledger.owner_of(ident) for ident in ids}) == 1


def test_who_is_joined_is_found_by_their_addresses_as_the_one_who_is_followed_up(ledger: Ledger) -> None:
    assert ledger.claim(BOB, at=NOW, email="bob@example.com") == BOB
    assert ledger.claim(ANN, at=NOW, email="ann@example.com") == ANN
    hands_over(ledger, BOB, ANN)
    assert ledger.find_by_address(email="bob@example.com") == [ANN]  # from the handing over on
    assert ledger.owners([("bob@example.com", "", "")]) == [ANN]
    assert ledger.claim("manual:new", at=NOW, email="bob@example.com") == ANN
    joins(ledger, BOB)
    assert ledger.find_by_address(email="bob@example.com") == [ANN]
    assert ledger.claim("manual:newer", at=NOW, email="bob@example.com") == ANN
    assert ledger.owner_of("manual:newer") == ANN


def test_what_is_closed_for_either_is_closed_for_every_address_of_both(ledger: Ledger) -> None:
    append(ledger, OptedOut(event_id="o", occurred_at=NOW, channel=Channel.EMAIL), candidate_id=BOB, candidate=bob())
    with ledger.book(ANN) as book:
        assert book.merges.closed_for(bob()) == {Channel.EMAIL}
        state = CandidateState(candidate=person(), closed_channels=(Channel.EMAIL,))
        book.merges.close_for_all(state, bob(), NOW)
    assert ledger.suppressed(person()) == {Channel.EMAIL}
    assert ledger.suppressed(bob()) == {Channel.EMAIL}
    with ledger.book(ANN) as book:
        book.merges.close_for_all(CandidateState(candidate=person(), stopped=True), bob(), NOW)
    assert ledger.suppressed(person("manual:stranger", phone="")) == frozenset(Channel)
    assert ledger.suppressed(bob(email="")) == {Channel.SMS, Channel.PHONE}


def test_r3_a_stop_told_under_a_joined_id_holds_from_that_commit_on(ledger: Ledger) -> None:
    state = CandidateState(candidate=person())
    with ledger.book(ANN) as book:
        book.project(state, {"name": "Ann", "stage": "applied", "state": "active"})
    with ledger.book(BOB) as book:
        book.merges.close_at_once(bob(), ANN, ConsentChange("close", Channel.EMAIL, "unsubscribed"), NOW)
    assert ledger.suppressed(bob()) == ledger.suppressed(person()) == {Channel.EMAIL}


def test_why_a_channel_was_closed_first_stays_on_record(ledger: Ledger, execute: Any) -> None:
    append(ledger, OptedOut(event_id="o", occurred_at=NOW), candidate_id=BOB, candidate=bob())
    with ledger.book(ANN) as book:
        book.merges.close_for_all(CandidateState(candidate=person(), stopped=True), bob(), NOW)
    reasons = sorted(row.reason for row in execute("SELECT reason FROM suppressions"))
    assert reasons == [f"joined with {BOB}"] * 2 + ["opted out"] * 2


def test_an_attempt_that_nobody_confirmed_is_known_to_the_one_who_takes_over(ledger: Ledger) -> None:
    reserve(ledger, KEY, candidate_id=BOB)
    reserve(ledger, f"{KEY}b", candidate_id=BOB)
    append(ledger, sent(f"{KEY}b"), candidate_id=BOB, candidate=bob())
    with ledger.book(ANN) as book:
        (attempt,) = book.merges.unconfirmed(BOB)
        assert (attempt.touch_key, attempt.attempt, attempt.state) == (KEY, 1, AttemptState.ATTEMPTING)
        assert book.merges.unconfirmed(ANN) == []


def test_a_doubt_about_a_touch_with_the_others_key_is_settled_under_the_owners_lock(ledger: Ledger) -> None:
    reserve(ledger, KEY, candidate_id=ANN)
    ledger.settle_doubt(KEY, 1, NOW, ANN)
    with ledger.book(ANN) as book:
        assert [a.state for a in book.attempts(KEY)] == [AttemptState.NOT_ACCEPTED]


def test_what_colleagues_were_asked_under_the_other_id_is_theirs_or_closed(ledger: Ledger) -> None:
    def task(ident: str) -> TaskOpened:
        return TaskOpened(
            event_id=f"opened:{ident}", occurred_at=NOW, task_id=ident, kind="call", title="Call them", due_at=NOW
        )

    append(ledger, task("call-1"), task("silence-1"), candidate_id=BOB, candidate=bob())
    joins(ledger, BOB)
    append(ledger, task("call-1"), candidate_id=ANN)
    assert [(t["task"], t["candidate_id"]) for t in ledger.tasks()] == [("call-1", ANN)]
    closed = ledger.task("silence-1")
    assert closed is not None and closed["outcome"] == "dropped"


def test_who_was_joined_is_in_no_list_and_stands_for_the_other_among_people(ledger: Ledger) -> None:
    for ident in (ANN, BOB):
        with ledger.book(ident) as book:
            state = CandidateState(candidate=person(ident, first_name=ident[7:].title()))
            book.project(state, {"name": state.candidate.full_name})
    assert [row["id"] for row in ledger.listing()] == [ANN, BOB]
    hands_over(ledger, BOB, ANN)
    assert [row["id"] for row in ledger.listing()] == [ANN]
    assert {ident: one["name"] for ident, one in ledger.people([ANN, BOB, CID]).items()} == {ANN: "Ann", BOB: "Ann"}


def test_an_id_that_is_about_to_come_in_is_not_made_another_name(ledger: Ledger) -> None:
    assert ledger.claim(BOB, at=NOW, email="bob@example.com") == BOB
    assert not ledger.join_strangers(BOB, ANN)
    assert ledger.owner_of(BOB) == BOB
    append(ledger, OptedOut(event_id="o", occurred_at=NOW), candidate_id=CID, candidate=person(CID))
    assert not ledger.join_strangers(CID, ANN)


def test_who_has_become_another_name_meanwhile_claims_nothing_of_their_own(ledger: Ledger) -> None:
    assert ledger.join_strangers(BOB, ANN) and ledger.join_strangers(BOB, ANN)
    assert ledger.claim(BOB, at=NOW, email="bob@example.com") == ANN
    assert ledger.find_by_address(email="bob@example.com") == [ANN]
    assert ledger.join_strangers(ANN, BOB)  # the same again, the other way round: nothing to do
    assert ledger.owner_of(ANN) == ANN
