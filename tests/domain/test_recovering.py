"""What is to be written again after a loss of the ledger: a clock's story and the ledger's entries in, the plan out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.events import ApplicationReceived, Contactable, Event, Noted
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.reducers.recovered import RecordedEntry, Story, placeholder, plan
from domain.state.model import CandidateState, Decision, DecisionResult, Position
from tests.tables import each

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
ANN = "manual:ann"


def noted(number: int) -> Noted:
    return Noted(event_id=f"note-{number}", occurred_at=AT, application_id="eng", text=f"word {number}")


FACTS: list[Event] = [
    ApplicationReceived(
        event_id="applied",
        occurred_at=AT,
        application_id="eng",
        job_id="eng",
        candidate=Contactable(first_name="Ann", email="ann@example.com"),
    ),
    *(noted(number) for number in range(2, 7)),
]
"""Six facts, put on record two at a time."""


def at(seq: int) -> CandidateState:
    return evolve_all(begin(ANN), FACTS[:seq]).model_copy(update={"position": Position(seq=seq, head=f"h{seq}")})


def story(*, since: int = 0, missing: int = -1) -> Story:
    """Told from `since` on; a decision that says one fact too few from `missing` on, if given."""
    told = Story.begin(at(since) if since else begin(ANN))
    for seq in range(since, len(FACTS), 2):
        batch = FACTS[seq : seq + 2]
        said = batch[1:] if missing == seq else batch
        result = DecisionResult(events=tuple(said), position=Position(seq=seq + 2, head=f"h{seq + 2}"), next=Decision())
        told.hear(at(seq), result, at(seq + 2))
    return told


def ledger(length: int, *more: str) -> list[RecordedEntry]:
    rows = [RecordedEntry(seq, FACTS[seq - 1].event_id, f"h{seq}") for seq in range(1, length + 1)]
    return [*rows, *(RecordedEntry(length + n, ident, f"x{n}") for n, ident in enumerate(more, start=1))]


CALL = ("behind@6", "opened:ledger-1")

CASES = [
    # what, story, entries, kept, lost, written again, left behind it
    ("nothing is left", story(), ledger(0), 0, 0, FACTS, ()),
    ("an older copy", story(), ledger(2), 2, 0, FACTS[2:], ()),
    ("taken between reservation and confirmation", story(), ledger(3), 3, 0, FACTS[3:], ()),
    ("and clocks have called for help since", story(), ledger(2, *CALL), 2, 0, FACTS[2:], (3, 4)),
    ("the earlier runs are forgotten", story(since=4), ledger(0), 0, 4, FACTS[4:], ()),
    ("and an older copy has some of that", story(since=4), ledger(2), 2, 2, FACTS[4:], ()),
    ("with calls behind it", story(since=4), ledger(2, *CALL), 2, 2, FACTS[4:], (3, 4)),
    ("one decision does not add up", story(missing=2), ledger(0), 0, 4, FACTS[4:], ()),
    ("a run that has just begun", story(since=6), ledger(0), 0, 6, [], ()),
]


@each(("what", "told", "laid", "kept", "lost", "again", "behind"), CASES, ids=[c[0] for c in CASES])
def test_r15_what_is_written_again_fits_between_what_is_there_and_where_the_clock_stands(
    what: str, told: Story, laid: list[RecordedEntry], kept: int, lost: int, again: list[Event], behind: tuple[int, ...]
) -> None:
    found = plan(told, laid)
    assert found is not None
    assert (found.kept, found.lost, found.behind) == (kept, lost, behind)
    assert list(found.facts) == list(again)
    assert found.kept + found.lost + len(found.facts) == found.until.seq == len(FACTS)
    assert (found.record is None) == (lost == 0)


@pytest.mark.parametrize("laid", [ledger(6), ledger(6, "later", "later still")])
def test_a_ledger_that_has_all_or_more_is_left_alone(laid: list[RecordedEntry]) -> None:
    assert plan(story(), laid) is None


def test_a_clock_that_has_written_nothing_asks_for_nothing() -> None:
    assert plan(Story.begin(begin(ANN)), []) is None


def test_a_state_is_folded_from_what_stands_in_the_place_of_lost_facts() -> None:
    found = plan(story(since=4), [])
    assert found is not None
    stand_in = placeholder(found, AT)
    assert "ann@example.com" not in str(stand_in.record)  # what is personal can be erased
    state = evolve_all(evolve(begin(ANN), stand_in), found.facts)
    assert state.candidate == at(6).candidate
    assert state.applications == at(6).applications


def test_two_runs_are_one_story() -> None:
    assert plan(story(since=4).after(story()), []) == plan(story(), [])
