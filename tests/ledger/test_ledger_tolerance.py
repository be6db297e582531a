"""Facts of a newer release in the ledger: kept whole, chained, shown, and read again by the release that knows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.events import Unknown, dump_event, load_event
from domain.events.releases import NewerRelease
from domain.reducers.recovered import Story, plan
from domain.state.model import CandidateState, DecisionResult, SkippedFact
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW, append, noted, person
from tests.ledgers import forget

NOVEL = {
    "type": "praised",
    "event_id": "p-1",
    "occurred_at": NOW.isoformat().replace("+00:00", "Z"),
    "source": "greenhouse",
    "author": "kim",
    "application_id": "eng",
    "text": "Ann is great",
    "why": [{"rule": "R1", "text": "somebody said so", "weight": 3}],
    "deep": {"b": [1, {"a": None}], "a": "ü"},
}
MORE = dump_event(noted(2)) | {"mood": "sunny", "rating": {"of": [5]}}


def test_r26_facts_of_a_newer_release_are_chained_and_read_back_as_they_were(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    append(ledger, noted(1), load_event(NOVEL), load_event(MORE))
    assert ledger.verify(ANN) == []
    with ledger.book(ANN) as book:
        found, _ = book.since(0, 10)
    assert [dump_event(fact) for fact in found[1:]] == [NOVEL, MORE]
    awful = json.dumps({"text": "Ann is awful", "deep": NOVEL["deep"]})
    execute("UPDATE timeline SET personal = :awful WHERE event_id = 'p-1'", awful=awful)
    assert ledger.verify(ANN) == ["Entry 2 (praised): its text was changed."]


def test_what_is_not_known_may_be_personal_and_goes_with_an_erasure(ledger: Ledger) -> None:
    append(ledger, load_event(NOVEL), load_event(MORE))
    forget(ledger, ANN, NOW)
    assert ledger.verify(ANN) == []
    words = json.dumps(ledger.timeline(ANN))
    assert "great" not in words and "sunny" not in words
    assert [row["type"] for row in ledger.timeline(ANN)] == ["praised", "noted", "erased"]
    with ledger.book(ANN) as book:
        found, _ = book.since(0, 10)
    assert isinstance(found[0], Unknown) and found[1].type == "noted"


def test_a_fact_of_which_an_erasure_took_what_it_cannot_be_without_is_kept_as_a_name(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    """An older release put it on record, all of it as personal; this one knows that it needs a date."""
    append(ledger, load_event(NOVEL))
    execute("UPDATE timeline SET type = 'promised', personal = NULL, salts = NULL, commitments = '{\"by\":\"x\"}'")
    with ledger.book(ANN) as book:
        (found,), _ = book.since(0, 10)
    assert isinstance(found, Unknown) and found.type == "promised"


@pytest.mark.parametrize("why", ["in words", [{"rule": "R1"}], {"a": 1}, 3])
def test_the_timeline_shows_reasons_in_whatever_form(ledger: Ledger, why: Any) -> None:
    append(ledger, load_event(NOVEL | {"why": why}))
    (row,) = ledger.timeline(ANN)
    assert row["type"] == "praised" and row["why"]


def test_what_a_newer_release_can_read_is_found_among_what_was_skipped(ledger: Ledger) -> None:
    append(ledger, noted(1), load_event(NOVEL), load_event(MORE))
    notes = [SkippedFact(event_id=ident, type="any") for ident in ("note-1", "p-1", "note-2", "gone")]
    with ledger.book(ANN) as book:
        assert [fact.event_id for fact in book.readable(notes)] == ["note-1"]


def test_a_candidate_of_a_release_without_a_way_back_is_not_touched(ledger: Ledger) -> None:
    with ledger.book(ANN) as book:
        state = CandidateState(candidate=person()).model_copy(update={"schema_number": 99})
        book.project(state, {"name": "Ann"})
    with ledger.book(ANN) as book, pytest.raises(NewerRelease, match="start the newer release again"):
        book.raise_if_newer()


def test_r26_a_lost_ledger_is_filled_again_with_facts_of_a_newer_release(ledger: Ledger) -> None:
    facts = [noted(1), load_event(NOVEL), load_event(MORE)]
    append(ledger, *facts)
    with ledger.book(ANN) as book:
        position = book.position()
    asked = CandidateState(candidate=person())
    after = asked.model_copy(update={"position": position})
    story = Story.begin(asked)
    story.hear(asked, DecisionResult(events=tuple(facts), position=position), after)
    with ledger._database.writing("a test") as connection:
        connection.exec_driver_sql("DELETE FROM timeline WHERE seq > 1")
    assert plan(story, []) is not None
    ledger.recovery.fill(story, NOW + timedelta(hours=1))
    assert ledger.verify(ANN) == []
    with ledger.book(ANN) as book:
        found, _ = book.since(0, 10)
    assert [dump_event(fact) for fact in found[1:3]] == [NOVEL, MORE]
    assert found[3].type == "recovered"
