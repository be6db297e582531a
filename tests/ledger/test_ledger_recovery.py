"""A chain that was written again verifies, says so, and shows what was changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.events import Event, Noted
from domain.evolve import begin
from domain.names import AttemptState
from domain.recovering import Story
from domain.state import CandidateState, Position, Verdict
from ledger.store import Ledger
from tests.ledger.test_ledger_chain import ANN, append, noted

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def story_of(ledger: Ledger, facts: list[Event], *, since: int = 0) -> Story:
    """The clock's own, of facts that stand in the ledger."""
    with ledger.book(ANN) as book:
        _, begins = book.since(0, since) if since else ([], Position())
        ends = book.position()
    start = begin(ANN).model_copy(update={"position": begins})
    told = Story.begin(start)
    after = start.model_copy(update={"position": ends})
    told.hear(start, Verdict(events=tuple(facts[since:]), position=ends), after)
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
    from domain.names import Channel, Stage
    from domain.state import Touch

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
