"""Whatever is told, a clock goes on: it becomes a fact or a message refused, and never a defect
(docs/architecture.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, D, application

from domain import events as e
from domain.commands import Untellable, refusal, signal_fact
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.names import SIGNALS, Stage, touch_key
from domain.reducers.evolve import accept, begin, is_repeat
from domain.reducers.touches import parse_touch_key
from domain.state.model import CandidateState
from tests.pace import pace
from tests.tables import each

EXTREMES = ["0001-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
INSTANTS = st.sampled_from([*EXTREMES, "2026-11-05T12:00:00Z", "2199-12-31T23:59:59Z", "2000-01-01T00:00:00Z", "never"])
DAYS = st.sampled_from(["0001-01-01", "9999-12-31", "2026-12-01", "2199-12-31", "soon"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False) | INSTANTS | DAYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def told(state: CandidateState, name: str, data: Any, now: datetime = MONDAY) -> CandidateState:
    """As the clock takes it in."""
    try:
        fact: e.Event = signal_fact(name, data, now=now)
    except Untellable as error:
        fact = refusal(name, data, str(error), now=now)
    return state if is_repeat(state, fact) else accept(state, fact)


def somebody(stage: str = "interview") -> CandidateState:
    return accept(begin("manual:ann"), application(stage))


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A signal with some fields that it may carry, and values that it may not."""
    name = draw(st.sampled_from(SIGNALS))
    fields = e.SIGNAL_EVENTS[name].model_fields
    data = {}
    for field in draw(st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=6)):
        if field.endswith("_at") or field in ("at", "until"):
            data[field] = draw(INSTANTS)
        elif field in ("by", "expires_on", "start_date", "returns_on"):
            data[field] = draw(DAYS)
        elif field in ("application_id", "job_id"):
            data[field] = draw(st.sampled_from(["eng", "ops", "a/b"]))
        else:
            data[field] = draw(JSON)
    return name, data


@pace(75)
@given(said=st.lists(messages(), min_size=1, max_size=4))
def test_whatever_is_told_a_decision_can_be_taken_afterwards(said: list[tuple[str, dict[str, Any]]]) -> None:
    state = somebody()
    for name, data in said:
        state = told(state, name, data)
    for now in (MONDAY, MONDAY + 30 * D):
        decided = decide(state, DecisionContext(playbook=PLAYBOOK, candidate=state.candidate, now=now))
        state = decided.state
    assert CandidateState.model_validate_json(state.model_dump_json()) == state


@pace(50)
@given(name=st.text(max_size=30) | st.sampled_from(SIGNALS), data=JSON)
def test_any_json_under_any_name_is_a_fact_or_a_message_refused(name: str, data: Any) -> None:
    assert len(told(somebody(), name, data).pending) == 2


@each("field", ["occurred_at", "applied_at", "last_contact_at"])
@each("instant", EXTREMES)
def test_an_instant_beyond_reason_is_refused_with_a_sentence(field: str, instant: str) -> None:
    data = {"application_id": "eng", "job_id": "eng", field: instant}
    with pytest.raises(Untellable, match="give one between 2000 and 2199"):
        signal_fact("application_received", data, now=MONDAY)


def test_nothing_has_happened_in_the_future() -> None:
    ahead = (MONDAY + 365 * D).isoformat()
    assert signal_fact("contacted", {"occurred_at": ahead}, now=MONDAY).occurred_at == MONDAY
    near = MONDAY + timedelta(minutes=1)  # another machine's clock
    assert signal_fact("contacted", {"occurred_at": near.isoformat()}, now=MONDAY).occurred_at == near


@pytest.mark.parametrize("name", ["opted_out", "rejected", "withdrawn"])
@pytest.mark.parametrize("more", [{"colour": "red"}, {"reason": "x" * 5000}], ids=["a field too many", "too long"])
def test_r3_a_stop_counts_though_it_is_told_badly(name: str, more: dict[str, Any]) -> None:
    state = told(somebody(), name, {"event_id": "stop"} | more)
    assert state.stopped or state.applications[0].stage in (Stage.REJECTED, Stage.WITHDRAWN)
    assert not state.refused


def test_what_is_not_understood_is_kept_and_a_colleague_is_asked_to_look() -> None:
    state = told(somebody(), "stage_changed", {"event_id": "x", "stage": "promoted"})
    assert isinstance(state.pending[-1], e.MessageRefused)
    assert '"promoted"' in state.pending[-1].payload
    decided = decide(state, DecisionContext(playbook=PLAYBOOK, candidate=state.candidate, now=MONDAY))
    assert [t.kind for t in decided.state.tasks] == ["refused"]
    assert decided.state.refused == ()


@pace(100)
@given(application_id=st.text(min_size=1, max_size=12), occurrence=st.text(min_size=1, max_size=12))
def test_a_touch_key_gives_back_its_parts_whatever_ids_others_choose(application_id: str, occurrence: str) -> None:
    name = parse_touch_key(touch_key("manual:ann", application_id, "interview", 3, "details", occurrence))
    assert (name.application_id, name.stage, name.entry) == (application_id, Stage.INTERVIEW, 3)
    assert (name.step, name.occurrence) == ("details", occurrence)


def test_history_comes_before_what_was_told_meanwhile_page_by_page() -> None:
    from domain.reducers.evolve import catch_up

    history = [
        application("applied"),
        e.StageChanged(event_id="s", occurred_at=MONDAY + D, application_id="eng", stage=Stage.INTERVIEW),
    ]
    late = e.Rejected(event_id="r", occurred_at=MONDAY + 2 * D, application_id="eng")
    state = accept(begin("manual:ann"), late)
    state = catch_up(state, history[:1], more=True).model_copy(
        update={"position": state.position.model_copy(update={"seq": 1})}
    )
    noted = e.Noted(event_id="n", occurred_at=MONDAY + 3 * D, application_id="eng", text="said meanwhile")
    state = catch_up(accept(state, noted), history[1:])
    assert state.applications[0].stage is Stage.REJECTED
    assert state.applications[0].note == "said meanwhile"
    assert state.pending == (late, noted)
