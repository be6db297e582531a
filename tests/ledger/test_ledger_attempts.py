"""The reservation book: at most one send per attempt, and never in doubt unnoticed (docs/architecture.md,
"Delivery").
"""

from __future__ import annotations

import threading
from typing import Any

import pytest

from domain.delivery.attempts import RESOLUTIONS
from domain.events import DeliveryReported, DeliveryUnknown, Event, NotAcceptedYet, RefusedForGood
from domain.names import AttemptState, Channel, Stage
from ledger.store import AlreadyReserved, Attempt, Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, reserve, sent

KEY = f"{ANN}/a1/applied.1/acknowledge/1"
TOUCH: dict[str, Any] = {
    "occurred_at": NOW,
    "application_id": "a1",
    "touch_key": KEY,
    "stage": Stage.APPLIED,
    "step": "acknowledge",
    "occurrence": "1",
    "attempt": 1,
    "channel": Channel.EMAIL,
}


def states(ledger: Ledger) -> list[str]:
    with ledger.book(ANN) as book:
        return [attempt.state for attempt in book.attempts(KEY)]


def reported(outcome: str, *, attempt: int | None = 1, **fields: Any) -> DeliveryReported:
    values: dict[str, Any] = {"event_id": f"report-{outcome}-{attempt}", "occurred_at": NOW, "touch_key": KEY}
    return DeliveryReported(**values | {"attempt": attempt, "outcome": outcome, "channel": Channel.EMAIL} | fields)


def test_an_attempt_can_be_reserved_only_once(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    with pytest.raises(AlreadyReserved):
        reserve(ledger, KEY, subject="another")
    reserve(ledger, KEY, 2, channel=Channel.SMS)
    with ledger.book(ANN) as book:
        first, second = book.attempts(KEY)
        assert book.attempts("another") == []
    assert first == Attempt(
        touch_key=KEY,
        attempt=1,
        application_id="a1",
        step="acknowledge",
        channel=Channel.EMAIL,
        state=AttemptState.ATTEMPTING,
        attempted_at=NOW,
        address="ann@example.com",
        subject="Thank you, Ann",
        message_id="<1@followup>",
        provider_message_id="",
        playbook="v1",
        reported="",
        candidate_id=ANN,
    )
    assert (second.attempt, second.channel) == (2, Channel.SMS)


def test_an_attempt_found_reserved_leaves_the_book_usable(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    with ledger.book(ANN) as book:
        with pytest.raises(AlreadyReserved):
            book.reserve(
                touch_key=KEY,
                attempt=1,
                application_id="a1",
                step="acknowledge",
                channel=Channel.EMAIL,
                address="",
                subject="",
                body="",
                message_id="",
                at=NOW,
                playbook="",
            )
        book.append([sent(KEY)], None, NOW)
    assert states(ledger) == ["accepted"]


def test_of_two_that_race_for_an_attempt_one_gets_it(ledger: Ledger, ledger_url: str) -> None:
    other = Ledger(ledger_url, KEYS)
    for attempt in range(1, 11):
        start = threading.Barrier(2)
        got: list[str] = []

        def race(mine: Ledger, attempt: int = attempt, start: threading.Barrier = start, got: list[str] = got) -> None:
            start.wait()
            try:
                reserve(mine, KEY, attempt)
                got.append("reserved")
            except AlreadyReserved:
                got.append("too late")

        threads = [threading.Thread(target=race, args=(mine,)) for mine in (ledger, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(got) == ["reserved", "too late"]
    other.close()


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (sent(KEY), "accepted"),
        (NotAcceptedYet(event_id="e", retry_at=NOW, **TOUCH), "not_accepted"),
        (RefusedForGood(event_id="e", **TOUCH), "refused"),
        (DeliveryUnknown(event_id="e", ask_at=NOW, **TOUCH), "unknown"),
    ],
)
def test_what_became_of_an_attempt_is_recorded_with_the_fact(ledger: Ledger, event: Event, state: str) -> None:
    reserve(ledger, KEY)
    reserve(ledger, KEY, 2)
    append(ledger, event)
    assert states(ledger) == [state, "attempting"]


def test_an_accepted_attempt_keeps_the_providers_id(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    append(ledger, sent(KEY))
    assert [d["provider_message_id"] for d in ledger.deliveries()] == ["provider-1"]


@pytest.mark.parametrize("outcome", ["accepted", "not_accepted"])
@pytest.mark.parametrize("attempt", [1, None])
def test_a_late_word_settles_what_was_unknown(ledger: Ledger, outcome: str, attempt: int | None) -> None:
    reserve(ledger, KEY)
    append(ledger, DeliveryUnknown(event_id="e", ask_at=NOW, **TOUCH))
    append(ledger, reported(outcome, attempt=attempt, provider_message_id="late-1"))
    assert states(ledger) == [outcome]
    assert ledger.deliveries()[0]["provider_message_id"] == "late-1"


def test_a_late_word_does_not_undo_what_is_settled(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    append(ledger, sent(KEY), reported("not_accepted"))
    assert states(ledger) == ["accepted"]


DOUBT = DeliveryUnknown(event_id="doubt", ask_at=NOW, **TOUCH)
ENDS: dict[str, Event] = {
    "sent": sent(KEY),
    "not accepted": NotAcceptedYet(event_id="e", retry_at=NOW, **TOUCH),
    "refused": RefusedForGood(event_id="e", **TOUCH),
    **{word: reported(word) for word in sorted(RESOLUTIONS)},
}
"""Whatever says for sure how an attempt ended."""


@pytest.mark.parametrize("at_once", [True, False], ids=["in one commit", "in two"])
@pytest.mark.parametrize("end", ENDS)
def test_no_doubt_is_put_on_record_behind_the_end_of_its_attempt(ledger: Ledger, end: str, at_once: bool) -> None:
    def on_record() -> list[str]:
        return [row["event_id"] for row in ledger.timeline(ANN)]

    reserve(ledger, KEY)
    for some in [(ENDS[end], DOUBT)] if at_once else [(ENDS[end],), (DOUBT,)]:
        append(ledger, *some)
    settled = states(ledger)
    assert on_record() == [ENDS[end].event_id] and settled != ["unknown"]
    assert ledger.verify(ANN) == []
    reserve(ledger, KEY, 2)
    append(ledger, DOUBT.model_copy(update={"attempt": 2}))
    assert on_record()[1:] == ["doubt"] and states(ledger) == [*settled, "unknown"]


@pytest.mark.parametrize("end", ENDS)
def test_a_doubt_stays_on_record_before_the_end_of_its_attempt(ledger: Ledger, end: str) -> None:
    reserve(ledger, KEY)
    append(ledger, DOUBT, ENDS[end])
    append(ledger, DOUBT, ENDS[end])
    assert [row["event_id"] for row in ledger.timeline(ANN)] == ["doubt", ENDS[end].event_id]


@pytest.mark.parametrize("late", ["accepted", "not_accepted"])
def test_that_a_message_was_taken_takes_back_no_bounce(ledger: Ledger, late: str) -> None:
    reserve(ledger, KEY)
    append(ledger, sent(KEY), reported("bounced"), reported(late, event_id="late"))
    assert ledger.deliveries()[0]["reported"] == "bounced"
    append(ledger, reported("spam_report", event_id="spam"))
    assert ledger.deliveries()[0]["reported"] == "spam_report"


def test_a_bounce_is_kept_beside_the_state(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    append(ledger, sent(KEY), reported("bounced", attempt=None))
    (delivery,) = ledger.deliveries(candidate_id=ANN, state="accepted")
    assert (delivery["reported"], delivery["reported_at"]) == ("bounced", "2026-03-02T14:30:00+00:00")


def test_a_reservation_in_doubt_that_was_not_sent_is_given_up(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    ledger.settle_doubt(KEY, 1, NOW)
    ledger.settle_doubt(KEY, 7, NOW)
    assert states(ledger) == ["not_accepted"]
    reserve(ledger, KEY, 2)
    append(ledger, sent(KEY, 2))
    ledger.settle_doubt(KEY, 2, NOW)
    assert states(ledger) == ["not_accepted", "accepted"]


def test_deliveries_are_found_by_person_and_state(ledger: Ledger) -> None:
    reserve(ledger, KEY)
    reserve(ledger, "manual:bob/a1/applied.1/acknowledge/1", candidate_id="manual:bob", body="Dear Bob\u0000")
    append(ledger, sent(KEY))
    assert [d["candidate_id"] for d in ledger.deliveries(state="attempting")] == ["manual:bob"]
    assert [d["body"] for d in ledger.deliveries(candidate_id="manual:bob")] == ["Dear Bob"]
    assert len(ledger.deliveries()) == 2
