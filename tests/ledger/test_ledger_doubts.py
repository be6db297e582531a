"""What the ledger knows that helps to ask a provider what became of an attempt."""

from __future__ import annotations

from domain.names import AttemptState
from ledger.delivery.attempts import Doubt
from ledger.store import Ledger
from tests.ledger.conftest import ANN, reserve

HERE, THERE = {"address": "+14155550123", "body": "Hi"}, {"address": "+14155550199", "body": "Hi"}


def settle(ledger: Ledger, key: str, state: AttemptState, ident: str = "") -> None:
    with ledger.book(ANN) as book:
        book.settle(key, 1, state, ident)


def test_an_attempts_own_address_and_words_are_known_and_the_ids_of_others_to_there(ledger: Ledger) -> None:
    for key, fields in (("mine", HERE), ("before", HERE), ("elsewhere", THERE)):
        reserve(ledger, key, **fields)
    settle(ledger, "before", AttemptState.ACCEPTED, "SM1")
    settle(ledger, "elsewhere", AttemptState.ACCEPTED, "SM2")
    assert ledger.doubt("mine", 1) == Doubt("+14155550123", "Hi", frozenset({"SM1"}), AttemptState.ATTEMPTING)


def test_two_in_doubt_to_one_number_with_the_same_words_cannot_be_told_apart(ledger: Ledger) -> None:
    reserve(ledger, "mine", **HERE)
    reserve(ledger, "other", **HERE)
    assert ledger.doubt("mine", 1).text == ""
    settle(ledger, "other", AttemptState.NOT_ACCEPTED)
    assert ledger.doubt("mine", 1).text == "Hi"


def test_of_an_attempt_that_is_not_here_nothing_is_known(ledger: Ledger) -> None:
    assert ledger.doubt("nobody", 1) == Doubt()
