"""The fold: repeats are harmless, a ledger ahead is caught up with, the state stays small."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from lives import MONDAY, D, H, application, fact, live, reply

from domain import events as e
from domain.names import Channel
from domain.reducers.evolve import accept, begin, catch_up, evolve, evolve_all, fold, is_repeat
from domain.state.model import SEEN_LIMIT, CandidateState, Decision, DecisionResult, Position


def test_repeats_are_known_and_the_memory_is_bounded() -> None:
    state = accept(begin("manual:ann"), application())
    assert is_repeat(state, application()) and not is_repeat(state, reply(MONDAY))
    for n in range(3 * SEEN_LIMIT):
        state = accept(state, fact(e.Replan, MONDAY, event_id=f"r{n}"))
    assert len(state.seen) == SEEN_LIMIT
    assert is_repeat(state, fact(e.Replan, MONDAY, event_id=f"r{3 * SEEN_LIMIT - 1}"))


def test_what_is_told_stays_pending_until_it_stands_in_the_ledger() -> None:
    state = accept(accept(begin("manual:ann"), application()), reply(MONDAY + H))
    ids = [event.event_id for event in state.pending]
    after = fold(
        state, DecisionResult(appended=(ids[0],), position=Position(seq=1, head="h"), next=Decision(at=MONDAY + D))
    )
    assert [event.event_id for event in after.pending] == ids[1:]
    assert after.position.seq == 1 and after.decision == Decision(at=MONDAY + D)


def test_facts_that_could_not_be_written_stay_pending() -> None:
    gone = fact(e.WentQuiet, MONDAY, event_id="quiet")
    after = fold(accept(begin("manual:ann"), application()), DecisionResult(events=(gone,), unwritten=("quiet",)))
    assert [event.type for event in after.pending] == ["application_received", "went_quiet"]
    assert after.applications[0].quiet


def test_catching_up_from_nothing_puts_the_history_first() -> None:
    """A new run was told of a withdrawal before it read that they had applied."""
    told = fact(e.Withdrawn, MONDAY + 9 * D)
    empty = accept(begin("manual:ann"), told)
    assert empty.applications == ()
    history = [application(), reply(MONDAY + D, "STOP", source="email")]
    state = catch_up(empty, history)
    assert str(state.applications[0].stage) == "withdrawn" and state.stopped
    assert [event.event_id for event in state.pending] == [told.event_id]
    assert is_repeat(state, history[1]), "what the ledger had is not taken in twice"


def test_catching_up_drops_from_pending_what_the_ledger_has() -> None:
    said = reply(MONDAY + D)
    state = accept(evolve(begin("manual:ann"), application()), said)
    state = state.model_copy(update={"position": Position(seq=3, head="h")})
    after = catch_up(state, [said, fact(e.Paused, MONDAY + D)])
    assert after.pending == () and after.paused_since == MONDAY + D
    assert after.last_reply_at == said.occurred_at


def test_catching_up_page_by_page_is_catching_up_at_once() -> None:
    story = live([application("interview"), reply(MONDAY + 3 * D)], days=30)
    facts = story.facts
    whole = catch_up(begin("manual:ann"), facts)
    half = len(facts) // 2
    paged = catch_up(begin("manual:ann"), facts[:half]).model_copy(update={"position": Position(seq=half, head="h")})
    paged = catch_up(paged, facts[half:])
    assert paged.model_copy(update={"position": Position(), "seen": ()}) == whole.model_copy(update={"seen": ()})


def test_the_ledger_alone_rebuilds_the_state() -> None:
    """What decisions hang on is in the facts, and nowhere else."""
    told = [application(phone="+12125550123", sms_consent_at=MONDAY), reply(MONDAY + 20 * D)]
    outcomes = ("sent", "bounced", "unknown_sent", "not_accepted", "unknown_never", "refused")
    story = live(told, days=60, outcomes=outcomes)
    rebuilt = evolve_all(begin("manual:ann"), story.facts)
    apart: dict[str, Any] = {"position": Position(), "seen": (), "decision": None}
    assert rebuilt.model_copy(update=apart) == story.state.model_copy(update=apart)


def test_the_state_after_a_hundred_touches_is_below_6_kb() -> None:
    def all_done(state: CandidateState, now: datetime) -> e.Event | None:
        open_ones = [t for t in state.tasks if t.kind != "promise"]
        return fact(e.TaskCompleted, now, task_id=open_ones[0].task_id) if open_ones else None

    told: list[Any] = [application("interview", phone="+12125550123", sms_consent_at=MONDAY, notes="They row.")]
    for n in range(8):
        at, link = MONDAY + (n * 20 + 3) * D, "https://meet.example.com/abc"
        told.append(fact(e.InterviewScheduled, at - 3 * D, interview_id=str(n), at=at, title="A talk", link=link))
        told.append((at + 8 * D, all_done))
    story = live(told, days=1100)
    sizes = [len(m.state.model_dump_json()) for m in story.moments]
    assert len(story.sent) > 100
    assert max(sizes) < 6 * 1024, max(sizes)


def test_state_and_facts_survive_json() -> None:
    story = live([application("offer"), fact(e.OfferExtended, MONDAY)], days=20, outcomes=("sent", "not_accepted"))
    assert CandidateState.model_validate_json(story.state.model_dump_json()) == story.state
    assert [e.load_event(e.dump_event(f)) for f in story.facts] == story.facts


@pytest.mark.parametrize("data", [{"type": "nope"}, {"type": ["sent"]}, {}, 3, None, "sent"])
def test_what_is_no_fact_at_all_is_an_error(data: Any) -> None:
    with pytest.raises(ValueError, match=r"a fact is an object with a type|event_id"):
        e.load_event(data)


def test_folding_never_fails_on_facts_about_nothing() -> None:
    about = {"application_id": "nope", "touch_key": "not a key", "attempt": 1, "channel": Channel.EMAIL}
    for event in (
        fact(e.DeliveryReported, MONDAY, outcome="bounced", **about),
        fact(e.DeliveryReported, MONDAY, outcome="accepted", **about),
        fact(e.TaskCompleted, MONDAY, task_id="none"),
        fact(e.Rejected, MONDAY, application_id="nope"),
        fact(e.InterviewHeld, MONDAY, application_id=None),
        fact(e.Noted, MONDAY, text="x", application_id=None),
        fact(e.SendRequested, MONDAY, step="x", application_id=None),
        fact(e.CandidateMerged, MONDAY, merged_id="x"),
    ):
        evolve(begin("manual:ann"), event)
        evolve(evolve(begin("manual:ann"), application()), event)


@pytest.mark.parametrize(
    ("here", "told", "after"),
    [
        pytest.param(("Hari", "Thapa"), ("Harry", "Thapa"), ("Hari", "Thapa"), id="another-spelling"),
        pytest.param(("Hari", "Thapa"), ("hari", "THAPA"), ("Hari", "Thapa"), id="other-letters"),
        pytest.param(("Hari", ""), ("Hari", "Thapa"), ("Hari", "Thapa"), id="the-missing-half-of-the-same-name"),
        pytest.param(("Hari", ""), ("Kate", "Byrne"), ("Hari", ""), id="no-half-of-another-name"),
        pytest.param(("", ""), ("Hari", "Thapa"), ("Hari", "Thapa"), id="none-was-known"),
    ],
)
def test_r17_another_application_renames_nobody_but_an_update_does(
    here: tuple[str, str], told: tuple[str, str], after: tuple[str, str]
) -> None:
    state = evolve(begin("manual:hari"), application(first_name=here[0], last_name=here[1]))
    state = evolve(state, application(ident="ops", at=MONDAY + D, first_name=told[0], last_name=told[1]))
    assert (state.candidate.first_name, state.candidate.last_name) == after
    updated = e.CandidateUpdated(
        event_id="u", occurred_at=MONDAY + 2 * D, candidate=e.Contactable(first_name="Harry", last_name="T")
    )
    assert evolve(state, updated).candidate.full_name == "Harry T"
