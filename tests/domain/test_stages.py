"""How an application moves: entering, undoing, interviews, offers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from lives import MONDAY, D, H, Story, application, fact, live, reply

from domain import events as e
from domain.names import Stage
from domain.reducers.evolve import begin, evolve_all
from domain.state.model import Application, CandidateState


def app(*told: e.Event) -> Application:
    state = evolve_all(begin("manual:ann"), told)
    return state.applications[0]


def scheduled(when: timedelta, at: timedelta, **more: object) -> e.Event:
    made: e.Event = fact(e.InterviewScheduled, MONDAY + when, at=MONDAY + at, **more)
    return made


def test_r3_an_undone_rejection_restores_the_stage_entry_and_so_the_touch_keys() -> None:
    first = application("interview")
    before = app(first, scheduled(H, 5 * D))
    after = app(
        first, scheduled(H, 5 * D), fact(e.Rejected, MONDAY + 2 * D), fact(e.RejectionWithdrawn, MONDAY + 2 * D + H / 2)
    )
    assert after.entry == before.entry and after.stage is Stage.INTERVIEW
    story = live(
        [first, scheduled(H, 5 * D), fact(e.Rejected, MONDAY + 2 * D),
         fact(e.RejectionWithdrawn, MONDAY + 2 * D + H / 2)],
        days=8,
    )  # fmt: skip
    assert story.steps().count("details") == 1, "what went out before is not sent again"
    assert "reminder" in story.steps() and "closure" not in story.steps()


def test_r3_a_second_rejection_gets_a_new_entry() -> None:
    told = [fact(e.Rejected, MONDAY + D), fact(e.RejectionWithdrawn, MONDAY + 2 * D), fact(e.Rejected, MONDAY + 3 * D)]
    entry = app(application("interview"), *told).entry
    assert (entry.stage, entry.number) == (Stage.REJECTED, 3)


def test_an_undone_rejection_of_somebody_not_rejected_changes_nothing() -> None:
    undone = app(application(), fact(e.RejectionWithdrawn, MONDAY + D))
    assert undone == app(application()).model_copy(update={"placed_at": MONDAY + D, "placed_by": "system"})


def test_rejected_twice_is_rejected_once_with_the_later_words() -> None:
    found = app(application(), fact(e.Rejected, MONDAY + D), fact(e.Rejected, MONDAY + 2 * D, feedback="Good talk."))
    assert (found.entry.number, found.entry.entered_at, found.feedback) == (2, MONDAY + D, "Good talk.")


def test_hired_and_withdrawn_back_to_the_offer() -> None:
    offer = fact(e.OfferExtended, MONDAY + D, start_date="2026-12-01")
    hired = app(application("interview"), offer, fact(e.Hired, MONDAY + 2 * D))
    assert hired.stage is Stage.HIRED and str(hired.hire.start_date) == "2026-12-01"  # type: ignore[union-attr]
    back = app(application("interview"), offer, fact(e.Hired, MONDAY + 2 * D), fact(e.HireWithdrawn, MONDAY + 3 * D))
    assert back.stage is Stage.OFFER and back.hire is None and back.entry.number == 2


def test_a_rescheduled_interview_is_a_new_occurrence() -> None:
    first, moved = scheduled(H, 5 * D), scheduled(D, 6 * D)
    assert [i.occurrence for i in app(application("interview"), first).interviews] == ["1.1"]
    assert [i.occurrence for i in app(application("interview"), first, moved).interviews] == ["1.2"]


def test_the_same_interview_told_again_is_no_new_occurrence() -> None:
    first, again = scheduled(H, 5 * D, with_whom="Bo and Al", link="x"), scheduled(D, 5 * D, with_whom="Al, bo")
    found = app(application("interview"), first, again).interviews
    assert [(i.occurrence, i.with_whom, i.told_at) for i in found] == [("1.1", "Al, bo", MONDAY + H)]


def test_a_cancelled_interview_that_is_scheduled_again_is_announced_again() -> None:
    cancelled = fact(e.InterviewCancelled, MONDAY + D)
    found = app(application("interview"), scheduled(H, 5 * D), cancelled, scheduled(2 * D, 5 * D)).interviews
    assert [(i.occurrence, i.cancelled_at) for i in found] == [("1.2", None)]


def test_an_interview_held_that_nobody_told_of_counts() -> None:
    found = app(application("interview"), fact(e.InterviewHeld, MONDAY + D))
    assert found.interviews[0].held_at == MONDAY + D and "interview_held" in found.entry.anchors


def _held(*told: e.Event, at: timedelta, **said: Any) -> dict[str, Any]:
    """Which interviews are held, after somebody says that one was."""
    found = app(application("interview"), *told, fact(e.InterviewHeld, MONDAY + at, **said))
    return {i.interview_id: i.held_at for i in found.interviews if i.held_at is not None}


@pytest.mark.parametrize(
    ("begin", "said", "held"),
    [
        ({"1": D, "2": 6 * D}, 2 * D, ["1"]),  # the one in the past, not the one that is to come
        ({"1": D, "2": 2 * D}, 3 * D, ["2"]),  # of two in the past, the last one
        ({"1": 6 * D}, 2 * D, ["told-2"]),  # days ahead: another one, of which nobody had told
        ({"1": 2 * D + 3 * H}, 2 * D, ["1"]),  # it began earlier that day than was planned
    ],
)
def test_what_was_held_is_the_last_in_the_past_and_none_that_lies_days_ahead(
    begin: dict[str, timedelta], said: timedelta, held: list[str]
) -> None:
    told = [scheduled(H, start, interview_id=ident) for ident, start in begin.items()]
    assert list(_held(*told, at=said)) == held


def test_one_that_was_taken_to_have_been_held_is_not_held_a_second_time() -> None:
    first = [scheduled(H, D, interview_id="1"), scheduled(H, 6 * D, interview_id="2")]
    taken = fact(e.InterviewHeld, MONDAY + D + H, event_id="by rule", interview_id="1", ended_at=MONDAY + D + H)
    assert _held(*first, taken, at=2 * D) == {"1": MONDAY + D + H}
    assert list(_held(*first, taken, at=5 * D)) == ["1", "told-3"], "days later it is about another one"


def _told_by_a_colleague(state: CandidateState, now: datetime) -> e.Event:
    task = [t for t in state.tasks if t.kind == "reach"][-1]
    done: e.Event = fact(e.TaskCompleted, now, task_id=task.task_id)
    return done


@pytest.mark.parametrize("done", [True, False], ids=["told", "perhaps told"])
def test_s6_the_end_of_an_interview_that_a_colleague_was_to_tell_is_for_a_colleague_to_tell(done: bool) -> None:
    """They may not be mailed. Nobody is to come to an interview that is off, and nobody to chase its details."""
    came = application("interview", applied_at=MONDAY - 3 * D, email=None)
    told: list[Any] = [came, scheduled(H, 6 * D)]
    told += [(MONDAY + 2 * H, _told_by_a_colleague)] if done else []
    story = live([*told, fact(e.InterviewCancelled, MONDAY + 5 * H)], days=1)
    (task,) = story.state.tasks
    assert task.kind == "reach" and "interview cancellation" in task.title, story.told_briefly()
    moved = live([*told, scheduled(5 * H, 7 * D), fact(e.InterviewCancelled, MONDAY + 9 * H)], days=1)
    assert ["interview cancellation" in t.title for t in moved.state.tasks] == [True]


def test_s6_an_interview_that_nobody_was_told_of_ends_without_a_word() -> None:
    told = [application("interview"), scheduled(11 * H, 6 * D), fact(e.InterviewCancelled, MONDAY + 11.5 * H)]
    assert "cancelled" not in live(told, days=1).steps()


def _screened(*told: e.Event) -> Story:
    moved = fact(e.StageChanged, MONDAY + D, stage=Stage.INTERVIEW)
    return live([application("screening"), scheduled(H, 6 * D), moved, *told], days=5.5)


def test_s6_details_are_told_once_although_they_are_moved_on_to_the_interviews() -> None:
    assert [s for s in _screened().steps() if s in ("details", "reminder")] == ["details", "reminder"]
    assert _screened(scheduled(2 * D, 7 * D)).steps().count("details") == 2, "another time is news"
    assert "cancelled" in _screened(fact(e.InterviewCancelled, MONDAY + 2 * D)).steps()


def test_s6_who_is_taken_back_after_a_closing_hears_the_details_again() -> None:
    closed = fact(e.Rejected, MONDAY + 3 * H)
    back = fact(e.StageChanged, MONDAY + 5 * H, stage=Stage.INTERVIEW)
    story = live([application("screening"), scheduled(H, 6 * D), closed, back], days=3)
    assert story.steps().count("details") == 2, story.told_briefly()


def test_a_held_interview_is_not_cancelled_afterwards() -> None:
    told = [scheduled(H, D), fact(e.InterviewHeld, MONDAY + D + H), fact(e.InterviewCancelled, MONDAY + 2 * D)]
    assert app(application("interview"), *told).interviews[0].cancelled_at is None


def test_an_interview_moves_an_applicant_on_but_leaves_a_screening_where_it_is() -> None:
    assert app(application("applied"), scheduled(H, D)).stage is Stage.INTERVIEW
    assert app(application("screening"), scheduled(H, D)).stage is Stage.SCREENING


def test_a_decision_keeps_every_promise_to_decide() -> None:
    promised = fact(e.Promised, MONDAY, by="2026-11-20")
    for closing in (e.Rejected, e.Hired, e.Withdrawn, e.OfferExtended):
        assert app(application("interview"), promised, fact(closing, MONDAY + D)).promise_by is None


def test_r2_a_date_stands_while_the_offer_lacks_its_terms_and_nothing_of_it_is_sent() -> None:
    promised = fact(e.Promised, MONDAY, by="2026-11-06")
    bare = fact(e.OfferExtended, MONDAY + D, pay="")
    held = app(application("interview"), promised, bare)
    assert str(held.promise_by) == "2026-11-06"
    assert app(application("interview"), promised, bare, fact(e.OfferExtended, MONDAY + 2 * D)).promise_by is None
    story = live([application("interview"), promised, bare], days=12)
    (due, *_) = [s for s in story.sent if s.step == "promise-due"]
    assert due.occurred_at < MONDAY + 4 * D and due.stage is Stage.OFFER


def test_r17_a_re_application_after_the_end_is_a_new_stay_in_the_same_history() -> None:
    again = application("applied", MONDAY + 30 * D)
    found = app(application(), fact(e.Rejected, MONDAY + D), again)
    assert (found.stage, found.entry.number) == (Stage.APPLIED, 3)
    story = live([application(), fact(e.Rejected, MONDAY + D), again], days=33)
    assert [s.step for s in story.sent] == ["acknowledge", "closure", "survey", "acknowledge"]


def test_an_application_told_twice_changes_nothing_but_details() -> None:
    more = application("applied", MONDAY + H).model_copy(update={"job_title": "Senior Engineer"})
    found = app(application(), more)
    assert found.job_title == "Senior Engineer" and found.entry == app(application()).entry


def test_a_new_offer_gets_a_new_number() -> None:
    told = [fact(e.OfferExtended, MONDAY), fact(e.OfferExtended, MONDAY + D, pay="more")]
    found = app(application("interview"), *told)
    assert found.offer is not None and (found.offer.number, found.offer.pay) == (2, "more")


def test_a_better_offer_gets_a_covering_note_of_its_own() -> None:
    """S11: when extended; the one before was about other terms."""
    told = [fact(e.OfferExtended, MONDAY), fact(e.OfferExtended, MONDAY + 3 * D, pay="more")]
    story = live([application("interview", MONDAY - D), *told], start=MONDAY - D, days=8)
    assert story.steps().count("covering-note") == 2


def test_the_same_offer_told_again_is_announced_once() -> None:
    told = [fact(e.OfferExtended, MONDAY), fact(e.OfferExtended, MONDAY + 3 * D)]
    story = live([application("interview", MONDAY - D), *told], start=MONDAY - D, days=8)
    assert story.steps().count("covering-note") == 1


def test_an_undone_rejection_restores_the_date_that_they_were_told() -> None:
    told = [
        application("applied"),
        fact(e.Promised, MONDAY + H, by="2026-11-20"),
        fact(e.Rejected, MONDAY + D),
        fact(e.RejectionWithdrawn, MONDAY + D + timedelta(minutes=10)),
    ]
    (app,) = live(told, days=2).state.applications
    assert app.promise_by is not None
    assert app.promise_by.isoformat() == "2026-11-20"


def test_a_moved_interview_keeps_what_is_not_said_again() -> None:
    ends = MONDAY + 4 * D + timedelta(minutes=45)
    told = [
        application("interview"),
        fact(
            e.InterviewScheduled, MONDAY, at=MONDAY + 4 * D, ends_at=ends, link="https://meet.example/x", title="Talk"
        ),
        fact(e.InterviewScheduled, MONDAY + D, at=MONDAY + 5 * D),
    ]
    (app,) = live(told, days=2).state.applications
    (interview,) = app.interviews
    assert (interview.link, interview.title) == ("https://meet.example/x", "Talk")
    assert interview.ends_at - interview.at == timedelta(minutes=45)


def test_what_a_colleague_asked_for_does_not_go_once_it_makes_no_sense() -> None:
    night = MONDAY.replace(hour=3)
    told = [
        application("offer", night),
        fact(e.OfferExtended, night, pay="$1"),
        fact(e.SendRequested, night + timedelta(minutes=5), step="covering-note"),
        fact(e.OfferAnswered, night + timedelta(minutes=10), answer="declined"),
    ]
    assert "covering-note" not in live(told, start=night, days=2).steps()


# ---------------------------------------------------------------- what arrives late


def ats(cls: type[e.Event], when: datetime, /, **fields: Any) -> Any:
    """A fact that an ATS tells, by its own clock."""
    return fact(cls, when, source="greenhouse", **fields)


def test_an_older_stage_that_arrives_late_moves_nobody_back() -> None:
    newer = ats(e.StageChanged, MONDAY + 2 * D, stage="interview")
    older = ats(e.StageChanged, MONDAY + D, stage="screening")
    assert app(application(), newer, older) == app(application(), newer)


def test_an_older_stage_does_not_undo_what_an_interview_has_moved_on() -> None:
    older = ats(e.StageChanged, MONDAY + H, stage="screening")
    assert app(application(), scheduled(D, 5 * D), older).stage is Stage.INTERVIEW


def test_a_rejection_that_arrives_after_its_own_undoing_reaches_nobody() -> None:
    undone, late = ats(e.RejectionWithdrawn, MONDAY + 2 * H), ats(e.Rejected, MONDAY + H)
    assert app(application(), undone, late).stage is Stage.APPLIED
    story = live([application(), (MONDAY + 2 * H, undone), (MONDAY + 3 * H, late)], days=5)
    assert "closure" not in story.steps()


def test_an_undoing_that_arrives_late_leaves_the_newer_rejection() -> None:
    told = [ats(e.Rejected, MONDAY + 3 * H), ats(e.RejectionWithdrawn, MONDAY + 2 * H)]
    assert app(application(), *told).stage is Stage.REJECTED


def test_r3_a_stop_by_another_clock_counts_although_it_seems_older() -> None:
    """The ATS's clock may go minutes ahead of ours; a colleague's rejection is not lost over that."""
    ahead = ats(e.StageChanged, MONDAY + 4 * H, stage="screening")
    rejected = fact(e.Rejected, MONDAY + 3 * H, source="cli")
    assert app(application(), ahead, rejected).stage is Stage.REJECTED


def test_an_offer_that_arrives_after_the_rejection_opens_nothing() -> None:
    told = [ats(e.Rejected, MONDAY + 2 * D), ats(e.OfferExtended, MONDAY + D)]
    assert app(application(), *told).stage is Stage.REJECTED


def test_an_application_told_once_more_long_after_its_end_is_no_re_application() -> None:
    again = application("applied", MONDAY + 30 * D, applied_at=MONDAY)
    assert app(application(), fact(e.Rejected, MONDAY + D), again).stage is Stage.REJECTED


@pytest.mark.parametrize("closing", [e.Rejected, e.Withdrawn])
def test_s2_a_prospect_who_never_answered_is_left_in_peace_when_they_are_closed(closing: type[e.Event]) -> None:
    story = live([application("prospect"), fact(closing, MONDAY + 10 * D)], days=60)
    assert not {"closure", "thanks", "survey"} & set(story.steps()) and story.decision.closed


def test_s15_a_prospect_who_answered_hears_how_it_ended() -> None:
    story = live([application("prospect"), reply(MONDAY + 5 * D), fact(e.Rejected, MONDAY + 10 * D)], days=30)
    assert "closure" in story.steps()
