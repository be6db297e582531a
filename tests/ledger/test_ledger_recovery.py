"""A chain that was written again verifies, says so, and shows what was changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.events import Event, Noted
from domain.names import AttemptState, Channel, Stage
from domain.reducers.evolve import begin
from domain.reducers.recovered import Story
from domain.state.model import CandidateState, DecisionResult, Position, Touch
from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, person

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def story_of(ledger: Ledger, facts: list[Event], *, since: int = 0) -> Story:
    """The clock's own, of facts that stand in the ledger."""
    with ledger.book(ANN) as book:
        _, begins = book.since(0, since) if since else ([], Position())
        ends = book.position()
    start = begin(ANN).model_copy(update={"position": begins})
    told = Story.begin(start)
    after = start.model_copy(update={"position": ends})
    told.hear(start, DecisionResult(events=tuple(facts[since:]), position=ends), after)
    return told


def facts(count: int) -> list[Event]:
    return [noted(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("left", [0, 2])
@pytest.mark.parametrize("since", [0, 2, 3])
def test_what_was_lost_is_written_again_and_the_chain_passes_through_the_clocks_position(
    ledger: Ledger, execute: Callable[..., list[Any]], left: int, since: int
) -> None:
    said = facts(5)
    append(ledger, *said)
    told = story_of(ledger, said, since=since)
    execute(f"DELETE FROM timeline WHERE seq > {left}")
    filled = ledger.recovery.fill(told, AT)
    assert filled is not None
    assert filled.lost == max(0, since - left)
    assert ledger.verify(ANN) == []
    with ledger.book(ANN) as book:
        assert book.compare(told.end.position) == "ahead"
        missing, _ = book.since(told.end.position.seq, 10)
    assert [event.type for event in missing] == ["recovered"]
    assert ledger.recovery.fill(told, AT) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE timeline SET payload = replace(payload, 'kim', 'bob') WHERE seq = 4",
        "UPDATE timeline SET payload = replace(payload, 'kim', 'bob') WHERE seq = 5",
        "UPDATE timeline SET payload = replace(payload, 'until', 'untold') WHERE seq = 6",
        "DELETE FROM timeline WHERE seq = 3",
    ],
)
def test_tampering_with_what_was_written_again_is_found(
    ledger: Ledger, execute: Callable[..., list[Any]], change: str
) -> None:
    said = facts(5)
    append(ledger, *said)
    told = story_of(ledger, said)
    execute("DELETE FROM timeline WHERE seq > 2")
    ledger.recovery.fill(told, AT)
    assert ledger.verify(ANN) == []
    execute(change)
    assert ledger.verify(ANN) != []


def test_a_gap_without_its_word_is_still_found(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    said = facts(5)
    append(ledger, *said)
    told = story_of(ledger, said, since=3)
    execute("DELETE FROM timeline")
    ledger.recovery.fill(told, AT)
    execute("UPDATE timeline SET payload = replace(payload, 'lost', 'loot') WHERE seq = 3")
    assert ledger.verify(ANN) != []


def test_what_came_in_since_the_restore_stands_behind_it(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    said = facts(5)
    append(ledger, *said)
    told = story_of(ledger, said)
    execute("DELETE FROM timeline WHERE seq > 2")
    late = Noted(event_id="behind@5", occurred_at=AT, application_id="eng", text="since")
    append(ledger, late)
    ledger.recovery.fill(told, AT)
    texts = [row.get("text", row["type"]) for row in ledger.timeline(ANN)]
    assert texts == [*(event.text for event in said if isinstance(event, Noted)), "recovered", "since"]
    assert ledger.verify(ANN) == []


def test_r3_a_message_that_may_have_gone_out_is_reserved_once(ledger: Ledger) -> None:
    touch = Touch(
        key=f"{ANN}/eng/applied.1/hello/1",
        application_id="eng",
        stage=Stage.APPLIED,
        step="hello",
        occurrence="1",
        channel=Channel.EMAIL,
        attempt=1,
        message="applied/hello",
        due_at=AT,
    )
    state = CandidateState(candidate=begin(ANN).candidate)
    assert ledger.recovery.doubt(Story.begin(state), touch, AT)
    assert not ledger.recovery.doubt(Story.begin(state), touch, AT)
    assert [row["state"] for row in ledger.deliveries()] == [AttemptState.ATTEMPTING]


def test_what_a_clock_was_told_after_its_last_decision_is_told_again(ledger: Ledger) -> None:
    append(ledger, *facts(3))  # decided upon at NOW
    for number, minutes in enumerate((-10, 10, 20), start=1):
        at = NOW + timedelta(minutes=minutes)
        ledger.inbox.put([Arrival("ats", str(number), "reply_received", ANN, "{}", at)])
        ledger.inbox.settle(number, "told", at)
    assert ledger.recovery.tell_again([ANN]) == 2
    assert [row["number"] for row in ledger.inbox.listing("waiting")] == [2, 3]
    assert ledger.recovery.tell_again(["manual:bob"]) == 0


def test_r7_what_a_clock_knows_as_closed_is_closed_for_all_with_that_address(ledger: Ledger) -> None:
    stopped = CandidateState(candidate=person(), stopped=True)
    assert ledger.recovery.close_again([stopped, CandidateState(candidate=begin("manual:bob").candidate)], AT) == 1
    another = person().model_copy(update={"candidate_id": "manual:other"})
    assert ledger.suppressed(another) == frozenset(Channel)
    assert ledger.recovery.close_again([stopped], AT) == 0


def test_somebody_of_whom_only_the_address_is_known_is_named(ledger: Ledger) -> None:
    append(ledger, *facts(1))
    assert ledger.claim("manual:eve", at=NOW, email="eve@example.com") == "manual:eve"
    assert ledger.recovery.never_decided() == ["manual:eve"]


def test_one_of_two_processes_is_the_one(ledger: Ledger) -> None:
    other = Ledger(ledger._database.url.render_as_string(hide_password=False), KEYS)
    with ledger.only_one("promise") as mine, other.only_one("promise") as theirs:
        assert (mine(), theirs(), mine()) == (True, False, True)
    with other.only_one("promise") as theirs:
        assert theirs()
    other.close()
