"""Strict at the doors, tolerant in memory: what a newer release wrote is kept as it is, at every depth (R26)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, D, application, live, reply
from lives import fact as make
from pydantic import ValidationError
from random_lives import life_of, lived

from connection import DATA_CONVERTER
from domain import events as e
from domain.commands import Untellable, accepted_update, signal_fact, update_fact, well_formed
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.events.releases import SCHEMA_NUMBER, NewerRelease, Unknown
from domain.reducers.evolve import accept, begin, evolve, fold, refold
from domain.reducers.merged_history import joined_fact, put_together, taken_apart
from domain.reducers.recovered import can_be_read, taken_from
from domain.state.model import CandidateState, Decision, DecisionResult, Position, Start
from tests.tables import each

MORE = "invented_later"
"""A field that no release has."""

PACE = settings(
    deadline=None, max_examples=60, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def full_state() -> CandidateState:
    """Of somebody with something in every part of the state."""
    told = [
        application("interview", notes="likes compilers"),
        make(e.InterviewScheduled, MONDAY + D / 24, at=MONDAY + 3 * D),
        make(e.Promised, MONDAY + D / 12, by=(MONDAY + 5 * D).date()),
        reply(MONDAY + 4 * D),
        make(e.OfferExtended, MONDAY + 5 * D, title="Engineer", pay="100"),
    ]
    state = live(told, days=6, outcomes=("sent", "not_accepted", "unknown_never")).state
    waiting = make(e.CandidateUpdated, MONDAY + 7 * D, candidate=e.Contactable(last_name="Lee"))
    early = make(e.Hired, MONDAY + 7 * D, application_id="another", start_date=(MONDAY + 30 * D).date())
    return accept(accept(state, waiting), early)


STATE = full_state()


@cache
def facts_of_many_types() -> list[e.Event]:
    return [fact for number in range(30) for fact in lived(life_of(number)).facts]


NAMED = ("anchors", "approvals", "requested", "shown", "first_told", "variants")


def objects(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all models in a state's JSON; what stands under a name of somebody's own is none."""
    if isinstance(data, dict):
        if not path or path[-1] not in (*NAMED, "steps", "tries"):
            yield path
        for key, value in data.items():
            if key not in NAMED:
                yield from objects(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from objects(value, (*path, number))


PLACES = list(objects(STATE.model_dump(mode="json")))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def test_the_places_that_are_tried_lie_at_five_depths() -> None:
    assert {len(path) for path in PLACES} >= {0, 1, 2, 3, 5}, PLACES
    named = {path[0] for path in PLACES if path}
    assert named >= {"candidate", "applications", "pending", "early", "decision", "contacts", "tail", "position"}


@PACE
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True), VALUES)
def test_r26_an_unknown_field_survives_at_every_depth(places: list[tuple[Any, ...]], value: Any) -> None:
    data = STATE.model_dump(mode="json")
    for path in places:
        at(data, path)[MORE] = value
    read = CandidateState.model_validate_json(json.dumps(data))
    assert read.model_dump(mode="json") == data
    assert json.loads(read.model_dump_json()) == data
    # As Temporal carries it: the input of the next run, and a snapshot for an activity.
    (payload,) = DATA_CONVERTER.payload_converter.to_payloads([Start(candidate_id="manual:ann", state=read)])
    again: Start = DATA_CONVERTER.payload_converter.from_payloads([payload], [Start])[0]
    assert again.state == read


def test_r26_unknown_fields_survive_a_fold_and_a_decision() -> None:
    data = STATE.model_dump(mode="json")
    for path in ((), ("candidate",), ("applications", 0), ("applications", 0, "entry"), ("applications", 0, "offer")):
        at(data, path)[MORE] = "kept"
    read = CandidateState.model_validate(data)
    for event in (reply(MONDAY + 8 * D), make(e.Noted, MONDAY + 8 * D, text="call"), make(e.Rated, MONDAY, rating=4)):
        read = accept(read, event)
    decided = decide(read, DecisionContext(playbook=PLAYBOOK, candidate=read.candidate, now=MONDAY + 8 * D))
    result = DecisionResult(events=decided.events, next=decided.next, position=Position(seq=9, head="x"))
    written = fold(read, result).model_dump(mode="json")
    for path in ((), ("candidate",), ("applications", 0), ("applications", 0, "entry"), ("applications", 0, "offer")):
        assert at(written, path)[MORE] == "kept", path


def test_r26_what_a_newer_worker_decided_is_read_back_whole() -> None:
    touch = STATE.decision.touch if STATE.decision else None
    data = DecisionResult(next=STATE.decision or Decision(), events=(reply(MONDAY),)).model_dump(mode="json")
    for path in (
        (),
        ("next",),
        ("next", "why", 0),
        ("events", 0),
        ("position",),
        *([("next", "touch")] if touch else []),
    ):
        if path == ("position",):
            data["position"] = {}
        at(data, path)[MORE] = [1]
    assert DecisionResult.model_validate_json(json.dumps(data)).model_dump(mode="json") == data


UNKNOWN = {
    "type": "praised",
    "event_id": "p1",
    "occurred_at": "2026-11-02T15:00:00Z",
    "source": "greenhouse",
    "application_id": "eng",
    "why": "in words",
    "stage": "trial",
    "touch_key": "no key",
    "deep": {"a": [{"b": None}]},
}


@pytest.mark.parametrize(
    "data",
    [
        UNKNOWN,
        {**UNKNOWN, "type": "stage_changed"},  # a stage that this release does not have
        {**UNKNOWN, "type": "opted_out", "channel": "fax"},
        {**UNKNOWN, "type": "task_opened"},
    ],
    ids=lambda data: data["type"],
)
def test_r26_a_fact_that_this_release_cannot_read_is_kept_whole_and_changes_nothing(data: dict[str, Any]) -> None:
    fact = e.load_event(data)
    assert isinstance(fact, Unknown)
    assert e.dump_event(fact) == data
    after = evolve(STATE, fact)
    assert after.model_copy(update={"skipped": STATE.skipped}) == STATE
    assert [(one.event_id, one.type) for one in after.skipped] == [("p1", data["type"])]
    assert evolve(after, fact) == after
    assert CandidateState.model_validate_json(after.model_dump_json()) == after
    waiting = accept(STATE, fact)
    assert CandidateState.model_validate_json(waiting.model_dump_json()).pending[-1] == fact


def test_r26_of_a_fact_that_is_read_in_part_what_is_known_counts_and_the_rest_is_noted() -> None:
    data = e.dump_event(make(e.CandidateUpdated, MONDAY, candidate=e.Contactable(last_name="Roe")))
    data["candidate"]["pronoun"] = "she"
    fact = e.load_event(data)
    after = evolve(STATE, fact)
    assert e.dump_event(fact) == data and not can_be_read(fact)
    assert after.candidate.last_name == "Roe"
    assert [one.type for one in after.skipped] == ["candidate_updated"]


def test_a_field_that_other_types_of_fact_have_is_not_taken_for_theirs() -> None:
    """A newer release may give a type of fact a `why`, a `stage` or a `number`, and in a form of its own."""
    more = {
        "why": [{"in": "another form"}],
        "stage": ["trial"],
        "title": 3,
        "touch_key": {},
        "number": "x",
        "answer": [],
    }
    for cls in e.EVENT_TYPES.values():
        kind = cls.model_fields["type"].default
        story = [f for f in facts_of_many_types() if f.type == kind]
        for fact in story[:1]:
            extra = {name: value for name, value in more.items() if name not in cls.model_fields}
            read = e.load_event(e.dump_event(fact) | extra)
            assert not isinstance(read, Unknown)
            after, as_ever = evolve(STATE, read), evolve(STATE, fact)
            apart = {"skipped": (), "early": ()}  # what waits for its application is kept as it was told
            assert after.model_copy(update=apart) == as_ever.model_copy(update=apart)


def test_notes_of_what_was_skipped_stay_few() -> None:
    state = STATE
    for number in range(300):
        kind = f"kind_{number % 30}"
        state = evolve(state, e.load_event(UNKNOWN | {"event_id": f"u{number}", "type": kind}))
    assert len(state.skipped) == 20


def test_a_stage_that_this_release_does_not_have_fails_where_a_state_is_read() -> None:
    data = STATE.model_dump(mode="json")
    data["applications"][0]["entry"]["stage"] = "trial"
    with pytest.raises(ValidationError):
        CandidateState.model_validate(data)


@pytest.mark.parametrize("model", [CandidateState, DecisionResult])
def test_a_state_of_a_release_without_a_way_back_is_refused_before_anything_else(model: Any) -> None:
    for data in ({"schema_number": 99}, {"schema_number": 99, "candidate": 3, "next": "trial"}):
        with pytest.raises(NewerRelease, match="start the newer release again"):
            model.model_validate(data)
        with pytest.raises(NewerRelease):
            model.model_validate_json(json.dumps(data))
    with pytest.raises(NewerRelease):
        Start.model_validate({"candidate_id": "manual:ann", "state": {"schema_number": 99}})
    assert begin("manual:ann").model_dump()["schema_number"] == SCHEMA_NUMBER


# ---------------------------------------------------------------- doors


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("praised", {"text": "well done"}, "There is no signal 'praised'"),
        ("contacted", {"panel": "two"}, "contacted: panel is wrong"),
        ("candidate_updated", {"candidate": {"pronoun": "she"}}, "candidate.pronoun is wrong"),
        (
            "application_received",
            {"application_id": "a", "job_id": "b", "recruiter": {"name": "Rita", "desk": 4}},
            "recruiter.desk is wrong",
        ),
        ("stage_changed", {"stage": "trial"}, "There is no stage 'trial'"),
    ],
)
def test_r26_doors_stay_strict_at_every_depth(name: str, data: dict[str, Any], says: str) -> None:
    with pytest.raises(Untellable, match=says):
        signal_fact(name, data, now=MONDAY)


def test_r26_updates_stay_strict() -> None:
    with pytest.raises(Untellable, match="mood is wrong"):
        update_fact("note", {"text": "hello", "mood": "good"}, STATE, now=MONDAY)
    with pytest.raises(Untellable, match="There is no update 'praise'"):
        well_formed("praise", {}, now=MONDAY)


def test_r26_what_a_newer_door_has_checked_is_taken_in_whole() -> None:
    novel = signal_fact("praised", {"text": "well done", "event_id": "p"}, now=MONDAY, checked=True)
    assert isinstance(novel, Unknown)
    assert e.dump_event(novel)["text"] == "well done"
    more = {"application_id": "a", "job_id": "b", "candidate": {"first_name": "Ann", "pronoun": "she"}, "floor": 3}
    known = signal_fact("application_received", more, now=MONDAY, checked=True)
    assert isinstance(known, e.ApplicationReceived) and known.candidate.first_name == "Ann"
    assert e.dump_event(known)["floor"] == 3 and e.dump_event(known)["candidate"]["pronoun"] == "she"
    trial = signal_fact("stage_changed", {"stage": "trial"}, now=MONDAY, checked=True)
    assert isinstance(trial, Unknown) and trial.type == "stage_changed"


def test_r26_an_update_that_a_newer_worker_accepted_is_replayed_whole() -> None:
    said = {"event_id": "u", "task_id": "call-1", "minutes": 7}
    known = accepted_update("complete_task", said, now=MONDAY)
    assert isinstance(known, e.TaskCompleted) and e.dump_event(known)["minutes"] == 7
    with pytest.MonkeyPatch.context() as older:
        older.delitem(e.UPDATE_EVENTS, "rate")
        older.delitem(e.EVENT_TYPES, "rated")
        novel = accepted_update("rate", {"event_id": "r", "rating": 4}, now=MONDAY)
        assert isinstance(novel, Unknown) and novel.event_id == "r"
        kept = e.dump_event(novel)
    again = e.load_event(kept)
    assert isinstance(again, e.Rated) and (again.event_id, again.rating) == ("r", 4)


@each("checked", [True, False])
@each("more", [{"panel": "two"}, {"reason": "x" * 5000}, {"panel": {"of": [3]}, "reason": "x" * 5000}])
@each("name", ["rejected", "withdrawn", "opted_out"])
def test_r3_a_stop_of_a_newer_release_is_heard(name: str, more: dict[str, Any], checked: bool) -> None:
    fact = signal_fact(name, {"application_id": "eng", **more}, now=MONDAY, checked=checked)
    assert fact.type == name and not isinstance(fact, Unknown)


def test_something_told_that_only_a_newer_release_reads_becomes_a_task() -> None:
    state = accept(STATE, signal_fact("praised", {"event_id": "p"}, now=MONDAY, checked=True))
    decided = decide(state, DecisionContext(playbook=PLAYBOOK, candidate=state.candidate, now=MONDAY + 8 * D))
    titles = [f.title for f in decided.events if isinstance(f, e.TaskOpened) and f.kind == "refused"]
    assert titles == [
        "Something was recorded that needs a newer release of followup (praised): see `followup timeline`"
    ]


# ---------------------------------------------------------------- folded anew


@each("number", range(40))
def test_a_person_folded_anew_is_the_same_person(number: int) -> None:
    """Refolding is safe: it gives what the clock knew, so that nothing is sent again and nothing is forgotten."""
    story = lived(life_of(number))
    anew = refold(story.state, story.facts)
    by_the_clock = {name: getattr(story.state, name) for name in ("position", "seen")}
    assert anew.model_copy(update=by_the_clock) == story.state


def test_a_page_at_a_time_it_is_the_same_and_what_waits_comes_last() -> None:
    story = lived(life_of(7))
    waiting = make(e.Noted, MONDAY + 90 * D, text="told meanwhile", source="cli")
    state = accept(story.state, waiting)
    pages = [story.facts[i : i + 20] for i in range(0, len(story.facts), 20)]
    again = state
    for number, page in enumerate(pages):
        more = number < len(pages) - 1
        position = Position(seq=20 * (number + 1), head="x")
        again = fold(again, DecisionResult(missing=tuple(page), more=more, refolds=number == 0, position=position))
    assert again.pending == (waiting,) and not again.catching_up
    assert again.applications == evolve(story.state, waiting).applications


# ---------------------------------------------------------------- one person, two histories


def newer_state() -> CandidateState:
    data = STATE.model_dump(mode="json") | {MORE: "on top"}
    for path in (
        ("candidate",),
        ("applications", 0),
        ("applications", 0, "entry"),
        ("applications", 0, "interviews", 0),
    ):
        at(data, path)[MORE] = "within"
    return CandidateState.model_validate(data)


def test_a_record_taken_apart_holds_nothing_unknown_in_what_no_erasure_empties() -> None:
    state = newer_state()
    record, details = taken_apart(state)
    assert put_together("manual:ann", record, details) == state
    public = record["applications"][0]
    assert MORE not in record and MORE not in public and MORE not in public["interviews"][0]


def test_r26_unknown_fields_go_through_a_merge() -> None:
    other = newer_state().model_copy(update={"pending": ()})
    mine = begin("manual:mia")
    after = evolve(mine, e.load_event(e.dump_event(joined_fact(other, MONDAY + 9 * D))))
    written = after.model_dump(mode="json")
    assert written[MORE] == "on top"
    assert written["candidate"][MORE] == "within"
    assert written["applications"][0][MORE] == "within"
    assert written["applications"][0]["entry"][MORE] == "within"


def test_a_record_that_this_release_cannot_read_is_noted_for_the_newer_one() -> None:
    joined = joined_fact(STATE.model_copy(update={"pending": ()}), MONDAY + 9 * D)
    record = json.loads(json.dumps(joined.record))
    record["applications"][0]["entry"]["stage"] = "trial"
    unreadable = joined.model_copy(update={"record": record})
    after = evolve(begin("manual:mia"), unreadable)
    assert [one.type for one in after.skipped] == ["history_joined"] and after.refused
    assert can_be_read(joined) and not can_be_read(unreadable)
    lost = e.Recovered(event_id="r", occurred_at=MONDAY, since=1, until=2, record=record)
    assert [one.type for one in taken_from(begin("manual:mia"), lost).skipped] == ["recovered"]


def test_an_interview_that_is_moved_keeps_what_a_newer_release_knows_of_it() -> None:
    state = newer_state()
    moved = make(e.InterviewScheduled, MONDAY + 8 * D, at=MONDAY + 9 * D + timedelta(hours=1))
    interview = evolve(state, moved).applications[0].interviews[-1]
    assert interview.model_dump()[MORE] == "within"
