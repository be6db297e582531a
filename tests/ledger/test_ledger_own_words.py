"""A colleague's own words on record: found by their fact, with the mail that they answer, until they are erased."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.events import Event, ReplyReceived, SayRequested
from domain.messages.own_words import OwnWords
from domain.names import AttemptState, Channel
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW, append, reserve
from tests.ledgers import forget


def wrote(number: int, **more: Any) -> ReplyReceived:
    fields = {"text": "When?", "message_id": f"<{number}@mail.example>", "subject": f"Question {number}"}
    return ReplyReceived(event_id=f"r{number}", occurred_at=NOW + timedelta(hours=number), **fields | more)


def said(**more: Any) -> SayRequested:
    return SayRequested(event_id="say-1", occurred_at=NOW, **{"text": "On **Friday**.", "answer": True} | more)


CASES = [
    ("their last email", [wrote(1), wrote(2), said()], "Re: Question 2", "<2@mail.example>"),
    ("not a later one", [wrote(1), said(), wrote(2)], "Re: Question 1", "<1@mail.example>"),
    ("not an automatic one", [wrote(1), wrote(2, automatic=True), said()], "Re: Question 1", "<1@mail.example>"),
    ("not a text", [wrote(1), wrote(2, channel=Channel.SMS), said()], "Re: Question 1", "<1@mail.example>"),
    ("a subject of one's own", [wrote(1), said(subject="Friday")], "Friday", "<1@mail.example>"),
    ("without a Message-ID", [wrote(1, message_id=""), said()], "Re: Question 1", ""),
    ("nothing known", [said()], "", ""),
    ("no answer", [wrote(1), said(answer=False, subject="News")], "News", ""),
]


@pytest.mark.parametrize(("what", "facts", "subject", "answers"), CASES, ids=[case[0] for case in CASES])
def test_an_answer_is_in_the_thread_of_what_they_had_written(
    ledger: Ledger, what: str, facts: list[Event], subject: str, answers: str
) -> None:
    append(ledger, *facts)
    found = ledger.own_words((ANN,), "say-1")
    assert found == OwnWords("On **Friday**.", subject, answer=what != "no answer", in_reply_to=answers)
    with ledger.book(ANN) as book:
        assert book.own_words((ANN,), "say-1") == found


def test_without_their_subject_it_is_that_of_our_mail_which_they_answered(ledger: Ledger) -> None:
    for number, subject in ((1, "Thank you, Ann"), (2, "Your interview")):
        key = f"{ANN}/a1/applied.1/step-{number}/1"
        reserve(ledger, key, subject=subject, message_id=f"<{number}@acme>", at=NOW + timedelta(hours=number))
        with ledger.book(ANN) as book:
            book.settle(key, 1, AttemptState.ACCEPTED, "")
    append(ledger, wrote(3, subject="", in_reply_to="<1@acme>"), said())
    assert (ledger.own_words((ANN,), "say-1") or OwnWords("")).subject == "Re: Thank you, Ann"
    append(ledger, wrote(4, subject=""), said().model_copy(update={"event_id": "say-2"}))
    assert (ledger.own_words((ANN,), "say-2") or OwnWords("")).subject == "Re: Your interview"


def test_r17_words_said_under_an_id_that_was_joined_are_found_and_others_are_not(ledger: Ledger) -> None:
    append(ledger, wrote(1), said())
    assert ledger.own_words(("manual:bob", ANN), "say-1") is not None
    assert ledger.own_words(("manual:bob",), "say-1") is None
    assert ledger.own_words((ANN,), "r1") is None


def test_r23_an_erasure_takes_the_words_and_the_chain_still_holds(ledger: Ledger) -> None:
    append(ledger, wrote(1), said())
    forget(ledger, ANN, NOW)
    assert ledger.own_words((ANN,), "say-1") is None
    assert "Friday" not in str(ledger.timeline(ANN)) and "Question" not in str(ledger.timeline(ANN))
    assert ledger.verify(ANN) == []
