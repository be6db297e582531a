"""R8: what did not arrive, and nothing says why, closes an address only after three over a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from lives import MONDAY, D, application, fact

from domain import events as e
from domain import names
from domain.decisions.channel_choice import choose_channel
from domain.delivery.undelivered import address_mark, of_one_person
from domain.events.inbound import ReadAs
from domain.names import Channel
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.state.model import CandidateState
from tests.domain.drafts import mail, playbook

OLD, NEW = "ann@example.org", "ann.new@example.org"


def person(email: str = OLD) -> CandidateState:
    state = begin("manual:ann")
    told = application()
    return evolve(state, told.model_copy(update={"candidate": told.candidate.model_copy(update={"email": email})}))


def touch_key(number: float) -> str:
    return names.touch_key("manual:ann", "eng", "applied", 1, "update", str(number))


def did_not_arrive(day: float, number: int = 0, **more: Any) -> e.Event:
    given = {"touch_key": touch_key(number or day), "attempt": 1, "outcome": "blocked"}
    given |= {"channel": Channel.EMAIL, "undecided": True, "address_mark": address_mark(OLD)}
    made: e.Event = fact(e.DeliveryReported, MONDAY + day * D, **(given | more))
    return made


def is_closed(*facts: e.Event, state: CandidateState | None = None) -> bool:
    return Channel.EMAIL in evolve_all(state or person(), facts).bad_channels


def test_three_over_a_week_close_the_address() -> None:
    assert is_closed(did_not_arrive(0), did_not_arrive(3), did_not_arrive(7))


@pytest.mark.parametrize(
    "days", [(0,), (0, 8), (0, 1, 2), (0, 1, 2, 3, 6.9)], ids=["one", "two", "three in two days", "five in six days"]
)
def test_fewer_or_within_less_than_a_week_close_nothing(days: tuple[float, ...]) -> None:
    assert not is_closed(*(did_not_arrive(day) for day in days))


def test_many_at_first_and_one_more_after_a_week_close_it() -> None:
    assert is_closed(*(did_not_arrive(day) for day in (0, 1, 2, 3, 7)))


def test_what_a_mail_and_the_provider_both_say_counts_once() -> None:
    twice = [did_not_arrive(day, 1) for day in (0, 0.1, 8)]
    assert not is_closed(*twice, did_not_arrive(9, 2))


def test_a_full_mailbox_or_a_policy_never_closes_it() -> None:
    assert not is_closed(*(did_not_arrive(day, undecided=False) for day in (0, 3, 7, 14, 30)))


def test_one_that_says_that_nobody_has_the_address_closes_it_at_once() -> None:
    assert is_closed(did_not_arrive(0, outcome="bounced", undecided=False))


@pytest.mark.parametrize("automatic", [False, True], ids=["an answer", "an absence"])
def test_a_reply_from_the_address_begins_the_count_again(automatic: bool) -> None:
    heard = fact(e.ReplyReceived, MONDAY + 4 * D, text="Thanks!", automatic=automatic)
    assert not is_closed(did_not_arrive(0), did_not_arrive(3), heard, did_not_arrive(7), did_not_arrive(9))


def test_a_reply_opens_again_what_the_count_alone_had_closed() -> None:
    closed = evolve_all(person(), [did_not_arrive(0), did_not_arrive(3), did_not_arrive(7)])
    assert not is_closed(fact(e.ReplyReceived, MONDAY + 9 * D, text="Any news?"), state=closed)
    by_evidence = evolve(person(), did_not_arrive(0, outcome="bounced", undecided=False))
    assert is_closed(fact(e.ReplyReceived, MONDAY + 9 * D, text="Any news?"), state=by_evidence)


@pytest.mark.parametrize(
    "who",
    [
        {"author": "sender not verified"},
        {"author": "somebody with their address", "read_as": ReadAs(kind="stop", certain=False)},
        {"address_mark": address_mark(NEW)},
    ],
    ids=["anybody could have written it", "somebody else with the address", "from another address of theirs"],
)
def test_what_may_not_come_from_the_address_says_nothing_about_it(who: dict[str, Any]) -> None:
    closed = evolve_all(person(), [did_not_arrive(0), did_not_arrive(3), did_not_arrive(7)])
    heard = fact(e.ReplyReceived, MONDAY + 9 * D, text="Any news?", **who)
    assert is_closed(heard, state=closed)
    again = heard.model_copy(update={"occurred_at": MONDAY + 4 * D})
    assert is_closed(did_not_arrive(0), did_not_arrive(3), again, did_not_arrive(7)), "the count goes on as well"
    theirs = fact(e.ReplyReceived, MONDAY + 9 * D, text="Any news?", address_mark=address_mark(OLD))
    assert not is_closed(theirs, state=closed)


def test_a_text_from_them_says_nothing_about_their_mail_address() -> None:
    heard = fact(e.ReplyReceived, MONDAY + 4 * D, text="Thanks!", channel=Channel.SMS)
    assert is_closed(did_not_arrive(0), did_not_arrive(3), heard, did_not_arrive(7))


def test_word_that_something_arrived_meanwhile_begins_the_count_again() -> None:
    last = did_not_arrive(7, arrived_at=MONDAY + 5 * D)
    assert not is_closed(did_not_arrive(0), did_not_arrive(3), last)
    assert is_closed(did_not_arrive(0), did_not_arrive(3), did_not_arrive(7, arrived_at=MONDAY - D))


def moved(at: datetime) -> e.Event:
    made: e.Event = fact(e.CandidateUpdated, at, candidate=e.Contactable(email=NEW))
    return made


def test_a_new_address_begins_the_count_again() -> None:
    new = [did_not_arrive(day, address_mark=address_mark(NEW)) for day in (7, 8, 9)]
    assert not is_closed(did_not_arrive(0), did_not_arrive(3), moved(MONDAY + 4 * D), *new)


@pytest.mark.parametrize("outcome", ["bounced", "dropped", "blocked"])
def test_r7_what_is_said_of_an_older_address_does_not_close_the_new_one(outcome: str) -> None:
    late = [did_not_arrive(day, outcome=outcome) for day in (5, 9, 20)]
    assert not is_closed(moved(MONDAY + 4 * D), *late)


def test_a_refusal_as_it_is_sent_counts_as_one_that_comes_back_does() -> None:
    def refused(day: float) -> e.Event:
        made: e.Event = fact(
            e.RefusedForGood,
            MONDAY + day * D,
            touch_key=touch_key(day + 1),
            application_id="eng",
            stage="applied",
            step="update",
            occurrence=str(day),
            attempt=1,
            channel=Channel.EMAIL,
            address_bad=False,
            undecided=True,
        )
        return made

    assert is_closed(refused(0), did_not_arrive(3), refused(7))
    assert not is_closed(refused(0), refused(1), refused(2))


def test_the_reason_says_that_it_is_the_count_that_closed_it() -> None:
    state = evolve_all(person(), [did_not_arrive(0), did_not_arrive(3), did_not_arrive(9)])
    book = playbook(mail())
    why = choose_channel(book.stages["applied"].steps[0], state, book).why
    assert any("3 messages in 9 days didn't arrive, and no server says why" in reason.text for reason in why)


def test_what_is_kept_stays_small() -> None:
    state = evolve_all(person(), [did_not_arrive(day / 10, number=day + 1) for day in range(60)])
    assert len(state.model_dump_json(include={"undelivered"})) < 400


def test_older_facts_and_states_are_read_as_they_were() -> None:
    old = {"type": "delivery_reported", "event_id": "x", "occurred_at": MONDAY.isoformat(), "outcome": "blocked"}
    old |= {"touch_key": touch_key(1), "attempt": 1, "channel": "email", "reason": "blocked"}
    read = e.DeliveryReported.model_validate(old)
    assert not read.undecided and not read.address_mark and "undecided" not in read.model_dump()
    assert not is_closed(read)
    assert is_closed(read.model_copy(update={"outcome": "bounced"})), "without a mark it is about the address they have"
    assert "undelivered" not in person().model_dump(), "state of before is written as it was"


def test_two_records_of_one_person_keep_the_count_of_the_address_that_is_kept() -> None:
    one = evolve_all(person(), [did_not_arrive(0), did_not_arrive(3)])
    other = evolve_all(person(NEW), [did_not_arrive(0, address_mark=address_mark(NEW))])
    assert of_one_person(one.candidate, one, other)["email"].count == 2
    assert of_one_person(other.candidate, one, other)["email"].count == 1


def test_a_week_is_seven_days_to_the_second() -> None:
    nearly = did_not_arrive(7).model_copy(update={"occurred_at": MONDAY + 7 * D - timedelta(seconds=1)})
    assert not is_closed(did_not_arrive(0), did_not_arrive(3), nearly)
