"""What is said about an application before the application itself is remembered, and holds when it comes (R1, R3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest
from lives import MONDAY, D, H, Story, application, fact, live

from domain import events as e
from domain.names import Stage
from domain.reducers.evolve import accept, begin, evolve
from domain.reducers.merged_history import joined_fact
from domain.reducers.out_of_order import EARLY_LIMIT, NEWS_LIMIT
from domain.state.model import CandidateState
from tests.tables import each

S = H / 3600


def heard_in_order(*told: e.Event) -> list[tuple[datetime, e.Event]]:
    """Each a second after the one before, whatever time it says itself."""
    start = max(f.occurred_at for f in told)
    return [(start + n * S, one) for n, one in enumerate(told)]


def steps_of(told: Iterable[tuple[datetime, e.Event]], days: float = 30) -> Story:
    return live(list(told), days=days)


@pytest.mark.parametrize(
    ("stop", "stage"), [(e.Rejected, Stage.REJECTED), (e.Withdrawn, Stage.WITHDRAWN), (e.Hired, Stage.HIRED)]
)
def test_a_stop_told_before_its_application_holds_when_it_comes(stop: type[e.Event], stage: Stage) -> None:
    story = steps_of(heard_in_order(fact(stop, MONDAY + H), application()))
    assert story.state.applications[0].stage is stage
    assert not [s for s in story.sent if s.stage is Stage.APPLIED]
    assert story.sent, "the last message of the stage is still owed"
    assert {s.stage for s in story.sent} <= {stage, Stage.NETWORK}


def test_nothing_goes_out_between_the_two() -> None:
    rejected = fact(e.Rejected, MONDAY)
    story = steps_of([(MONDAY, rejected), (MONDAY + 2 * D, application(at=MONDAY - H))])
    assert all(s.occurred_at >= MONDAY + 2 * D and s.stage is not Stage.APPLIED for s in story.sent)


def test_the_timeline_says_that_it_is_kept_and_that_it_counts() -> None:
    story = steps_of([(MONDAY, fact(e.Rejected, MONDAY)), (MONDAY + D, application(at=MONDAY - H))])
    kept, counts = story.of("told_early")
    assert (kept.becomes, counts.becomes) == ("kept", "counts")
    assert "before the application" in kept.why[0].text
    assert not story.state.early


def test_a_later_application_of_the_same_id_starts_anew() -> None:
    story = steps_of([(MONDAY, fact(e.Rejected, MONDAY)), (MONDAY + D, application(at=MONDAY + D))])
    assert story.state.applications[0].stage is Stage.APPLIED
    assert story.of("told_early")[-1].becomes == "old"
    assert story.sent


def test_another_application_starts_anew_and_the_word_about_the_first_waits_on() -> None:
    story = steps_of(heard_in_order(fact(e.Rejected, MONDAY + H, application_id="eng"), application(ident="ops")))
    assert story.state.applications[0].stage is Stage.APPLIED
    assert [one.fact.type for one in story.state.early] == ["rejected"]


def test_what_undoes_a_stop_undoes_it_also_when_all_are_told_before_the_application() -> None:
    told = (fact(e.RejectionWithdrawn, MONDAY + 2 * H), fact(e.Rejected, MONDAY + H), application())
    story = steps_of(heard_in_order(*told))
    assert story.state.applications[0].stage is Stage.APPLIED
    assert story.sent


def test_so_much_is_kept_and_no_more() -> None:
    state = begin("manual:ann")
    for n in range(40):
        state = accept(state, fact(e.Rejected, MONDAY, application_id=f"job-{n}", event_id=f"r{n}"))
    assert len(state.early) == EARLY_LIMIT
    assert state.early[-1].fact.application_id == "job-39"


def test_it_holds_also_for_who_turns_out_to_be_the_same_person() -> None:
    other = accept(begin("greenhouse:2"), fact(e.Rejected, MONDAY, feedback="too few years of Go"))
    joined = joined_fact(other, MONDAY + H)
    assert "too few" not in str(joined.record), "what is personal stands apart"
    state: CandidateState = evolve(begin("manual:ann"), joined)
    assert [one.fact.type for one in state.early] == ["rejected"]


def test_a_word_that_seems_a_moment_older_than_its_application_counts_for_clocks_differ() -> None:
    rejected, applied = fact(e.Rejected, MONDAY), application(at=MONDAY + S / 2)
    again = application(at=MONDAY + S / 2).model_copy(update={"event_id": "told-again"})
    story = steps_of([(MONDAY + 2 * S, rejected), (MONDAY + 3 * S, applied), (MONDAY + 4 * S, again)])
    assert story.state.applications[0].stage is Stage.REJECTED
    assert not [s for s in story.sent if s.stage is Stage.APPLIED]
    story = steps_of([(MONDAY + 2 * S, applied), (MONDAY + 3 * S, rejected)])
    assert story.state.applications[0].stage is Stage.REJECTED


def test_an_offer_told_before_its_application_is_announced_when_it_comes() -> None:
    offer = fact(e.OfferExtended, MONDAY + H, title="Engineer", pay="EUR 70,000")
    story = steps_of(heard_in_order(offer, application()))
    app = story.state.applications[0]
    assert app.stage is Stage.OFFER
    assert app.offer is not None
    assert app.offer.pay == "EUR 70,000"
    assert [s for s in story.sent if s.stage is Stage.OFFER], "they hear of it"
    assert not [s for s in story.sent if s.stage is Stage.APPLIED]


def test_an_interview_told_before_its_application_is_announced_and_reminded_of() -> None:
    at = MONDAY + 3 * D
    interview = fact(e.InterviewScheduled, MONDAY + H, interview_id="i1", at=at, link="https://meet.example/i1")
    in_order = steps_of(heard_in_order(application(), interview), days=5)
    too_early = steps_of(heard_in_order(interview, application()), days=5)
    assert [s.step for s in too_early.sent if s.stage is Stage.INTERVIEW]
    assert {s.step for s in too_early.sent} >= {s.step for s in in_order.sent if s.stage is Stage.INTERVIEW}


def test_an_interview_scheduled_and_cancelled_before_the_application_needs_nobody() -> None:
    interview = fact(e.InterviewScheduled, MONDAY + H, interview_id="i1", at=MONDAY + 3 * D)
    cancelled = fact(e.InterviewCancelled, MONDAY + 2 * H, interview_id="i1")
    story = steps_of(heard_in_order(cancelled, interview, application()), days=5)
    assert story.state.applications[0].interviews[0].cancelled_at is not None
    assert "details" not in {s.step for s in story.sent}


@each("stage", [Stage.REJECTED, Stage.WITHDRAWN, Stage.HIRED, Stage.SCREENING])
@each("kind", [e.OfferExtended, e.RejectionWithdrawn, e.StageChanged])
def test_nothing_old_reopens_an_application_that_came_in_a_stage_further_on(kind: type[e.Event], stage: Stage) -> None:
    more = {"stage": Stage.APPLIED} if kind is e.StageChanged else {}
    old = fact(kind, MONDAY, **more)
    application_fact = application(at=MONDAY + 3 * D).model_copy(update={"stage": stage, "applied_at": MONDAY - 7 * D})
    story = steps_of([(MONDAY, old), (MONDAY + 3 * D, application_fact)], days=4)
    assert story.state.applications[0].stage is stage
    assert not [s for s in story.sent if s.stage is not stage]
    if kind is not e.RejectionWithdrawn:  # which changes nothing where there was no rejection to undo
        assert story.of("told_early")[-1].becomes == "old"
        assert stage in story.of("told_early")[-1].why[0].text


def test_an_offer_told_before_an_application_that_came_in_that_stage_brings_its_details() -> None:
    offer = fact(e.OfferExtended, MONDAY, pay="EUR 70,000")
    told = application(at=MONDAY + 3 * D).model_copy(update={"stage": Stage.OFFER, "applied_at": MONDAY - 7 * D})
    story = steps_of([(MONDAY, offer), (MONDAY + 3 * D, told)], days=4)
    assert story.state.applications[0].offer is not None


def test_an_offer_is_announced_also_where_its_application_comes_days_later() -> None:
    offer = fact(e.OfferExtended, MONDAY, title="Engineer")
    told = application(at=MONDAY + 4 * D).model_copy(update={"applied_at": MONDAY - 7 * D})
    story = steps_of([(MONDAY, offer), (MONDAY + 4 * D, told)], days=7)
    in_order = steps_of(
        [(MONDAY + 4 * D, told), (MONDAY + 4 * D + S, fact(e.OfferExtended, MONDAY + 4 * D + S))], days=7
    )
    assert [s.step for s in story.sent][:1] == [s.step for s in in_order.sent][:1], "not its reminder first"
    assert not [f for f in story.of("expired") if f.stage is Stage.OFFER]


def test_a_panel_day_pushes_out_no_stop() -> None:
    panel = [
        fact(e.InterviewScheduled, MONDAY + n * S, interview_id=f"i{n}", at=MONDAY + 5 * D, event_id=f"i{n}")
        for n in range(12)
    ]
    state = begin("manual:ann")
    for one in (fact(e.Rejected, MONDAY + H), *panel):
        state = accept(state, one)
    assert [one.fact.type for one in state.early].count("interview_scheduled") == NEWS_LIMIT
    assert "rejected" in [one.fact.type for one in state.early]


@pytest.mark.parametrize("length", [150, 151, 186, 200])
def test_an_event_id_of_any_length_that_is_allowed_can_be_told_about(length: int) -> None:
    story = steps_of([(MONDAY, fact(e.Rejected, MONDAY, event_id="x" * length)), (MONDAY + D, application(at=MONDAY))])
    for told in story.of("told_early"):
        assert e.load_event(e.dump_event(told)) == told
        assert len(told.event_id) < 190, "and what a decision adds"
    assert story.state.applications[0].stage is Stage.REJECTED


@pytest.mark.parametrize(
    ("stop", "undone"), [(e.Rejected, e.RejectionWithdrawn), (e.Hired, e.HireWithdrawn)], ids=["rejected", "hired"]
)
def test_a_stop_that_was_undone_before_an_application_came_further_on_stops_nothing(
    stop: type[e.Event], undone: type[e.Event]
) -> None:
    told = application(at=MONDAY + 3 * D).model_copy(update={"stage": Stage.SCREENING, "applied_at": MONDAY - 7 * D})
    early = [(MONDAY, fact(stop, MONDAY)), (MONDAY + H, fact(undone, MONDAY + H))]
    story = steps_of([*early, (MONDAY + 3 * D, told)], days=10)
    assert story.state.applications[0].stage is Stage.SCREENING
    assert not [s for s in story.sent if s.stage is not Stage.SCREENING]
