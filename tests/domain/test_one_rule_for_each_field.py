"""Two records of one person become one by tables: no field may be forgotten there, nor named that is none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from domain.compact import Compact
from domain.events import EVENT_TYPES, Event, Hired, InterviewScheduled, OfferExtended
from domain.reducers import doubts, evolve, merged_applications, merged_history
from domain.reducers.handlers import HANDLERS
from domain.state.model import HELD_BESIDE_FACTS, Application, CandidateState, Doubt, Stop

THE_ONE_THAT_GOES_ON = (
    "application_id",
    "job_id",
    "catch_up",
    "silent_since",
    "known_since",
    "entries",
    "before",
    "placed_at",
    "placed_by",
    "promise_by_us",
    "promise_undone",
    "promise_before",
    "noted_at",
    "reason",
    "feedback",
    "contact_before",
    "last_message",
    "message_before",
    "breached_at",
    "keyed_as",
    "unnumbered",
    "known_as",
    "closed_silently",
    "unplaced",
    "job_closed_at",
)
"""Fields of an application that stay as they are in the one that goes on."""

FACTS_THAT_CHANGE_NOTHING_ELSE = ("opted_out", "opted_in", "replan", "rated", "taken_back", "erased", "put_apart")
"""The fold of every fact does it all: consent, the tail, the end of all. What is taken back is told by `undone`."""


@pytest.mark.parametrize(
    ("model", "by_rule", "by_hand"),
    [
        (
            Application,
            (*merged_applications._ONE_APPLICATION, *merged_applications._IN_THE_SAME_STAGE),
            (
                *THE_ONE_THAT_GOES_ON,
                "recruiter",
                "recruiter_told",
                "assigned_at",
                "cover",
                "also",
                "entry",
                "interviews",
                "promise_by",
                "promise_told_at",
            ),
        ),
        (
            CandidateState,
            merged_history._ONE_STATE,
            (
                *{*HELD_BESIDE_FACTS} - {"seen"},
                "schema_number",
                "candidate",
                "applications",
                "contacts",
                "surveys_asked",
                "restarted_at",
                "paused_since",
                "paused_until",
                "bad_channels",
                "undelivered",
                "tries",
                "tasks",
                "owed",
                "merging",
                "joined",
                "leaving_to",
                "merged_into",
                "undo",
                "skipped",
            ),
        ),
        (Doubt, doubts._ONE_DOUBT, ("since", "event_id", "channel", "asks", "asked_at")),
        (Stop, doubts._ONE_STOP, ("at",)),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_r17_every_field_of_a_record_has_its_rule(
    model: type[Compact], by_rule: Iterable[str], by_hand: Iterable[str]
) -> None:
    assert sorted([*by_rule, *by_hand]) == sorted(model.model_fields), "each once: in a table, or by hand"


def test_every_fact_has_its_handler() -> None:
    assert evolve  # which sees to it that all are known
    handled = {kind for kind, of in EVENT_TYPES.items() if of in HANDLERS.types}

    assert handled | {*FACTS_THAT_CHANGE_NOTHING_ELSE} == {*EVENT_TYPES}
    assert not handled & {*FACTS_THAT_CHANGE_NOTHING_ELSE}
    assert all(issubclass(of, Event) for of in HANDLERS.types)


@pytest.mark.parametrize(
    ("part", "fact"),
    [("interviews", InterviewScheduled), ("offer", OfferExtended), ("hire", Hired)],
    ids=["interview", "offer", "hire"],
)
def test_r23_what_is_personal_in_a_fact_is_personal_in_what_is_kept_of_it(part: str, fact: type[Event]) -> None:
    """Else a merge or a recovery would put it on record in plain, and no erasure could take it out."""
    names, model = merged_history._PERSONAL_PARTS[part]
    assert set(names) == fact.personal & model.model_fields.keys()
