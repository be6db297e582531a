"""Whose candidate it is: a colleague's word, what the ATS repeats, and what is changed there later (R25)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from domain import events as e
from domain.commands import Untellable, update_fact
from domain.people.team import colleague_mark
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.reducers.merged_applications import one_application
from domain.state.model import CandidateState
from domain.views.status import search_attributes, status_view
from tests.domain.lives import MONDAY, D, H, application, fact, live, reply
from tests.tables import each

KIM = e.Person(name="Kim Park", email="kim@acme.example")
SAM = e.Person(name="Sam Lee", email="sam@acme.example", role="Talent Partner")
LOU = e.Person(name="Lou Bell", email="lou@acme.example")


def told(who: e.Person, at: datetime, number: int = 1) -> e.Event:
    """The ATS says the application once more, with this recruiter."""
    return application(at=at).model_copy(update={"recruiter": who, "event_id": f"told-{number}", "occurred_at": at})


def assigned(to: e.Person, at: datetime, **more: Any) -> e.Assigned:
    found: e.Assigned = fact(e.Assigned, at, recruiter=to, **more)
    return found


def after(*events: e.Event) -> CandidateState:
    return evolve_all(begin("manual:ann"), events)


@each(
    ("later", "whose", "because"),
    [
        ([], SAM, "a colleague's word counts at once"),
        ([told(KIM, MONDAY + 2 * D)], SAM, "the ATS only repeats whom it named before"),
        ([told(e.Person(name="Kim Park"), MONDAY + 2 * D)], SAM, "the same one, said without the address"),
        ([told(e.Person(), MONDAY + 2 * D)], SAM, "a telling that names nobody changes nobody"),
        ([told(LOU, MONDAY + 2 * D)], LOU, "somebody changed it there, and later"),
        ([told(LOU, MONDAY + H)], SAM, "changed there before the colleague spoke, and heard late"),
        ([told(LOU, MONDAY + H), told(LOU, MONDAY + 3 * D, 2)], SAM, "and then repeated"),
        ([told(SAM, MONDAY + 2 * D), told(KIM, MONDAY + 3 * D, 2)], KIM, "it agreed, and was changed back there"),
        ([assigned(LOU, MONDAY + 2 * D), told(KIM, MONDAY + 3 * D)], LOU, "assigned again: Kim is still the old value"),
    ],
)
def test_r25_a_later_change_in_the_ats_wins_and_a_repetition_does_not(
    later: list[e.Event], whose: e.Person, because: str
) -> None:
    (app,) = after(told(KIM, MONDAY), assigned(SAM, MONDAY + D), *later).applications
    assert app.recruiter.name == whose.name, because


def test_r25_what_was_asked_of_the_one_is_asked_of_the_other() -> None:
    story = live([told(KIM, MONDAY), reply(MONDAY + D), assigned(SAM, MONDAY + D + H)], days=2)
    (task,) = [task for task in story.state.tasks if task.kind == "answer"]
    assert task.assignee == "Sam Lee"
    view = status_view(story.state)
    assert view["applications"][0]["recruiter"] == view["recruiter"] == "Sam Lee"
    assert search_attributes(story.state)["FollowUpRecruiter"] == colleague_mark("Sam Lee", "sam@acme.example")


def test_r25_of_two_applications_only_the_one_that_is_meant_changes() -> None:
    both = [application(), application(ident="ops"), assigned(SAM, MONDAY + D, application_id="ops")]
    assert [app.recruiter.name for app in after(*both).applications] == ["Rita", "Sam Lee"]


def test_r17_of_two_that_become_one_the_later_word_of_a_colleague_holds() -> None:
    (early,) = after(told(KIM, MONDAY), assigned(SAM, MONDAY + D)).applications
    (late,) = after(told(KIM, MONDAY), assigned(LOU, MONDAY + 2 * D)).applications
    (plain,) = after(told(KIM, MONDAY)).applications
    for mine, theirs, whose in ((early, late, "Lou Bell"), (late, early, "Lou Bell"), (plain, early, "Sam Lee")):
        assert one_application(mine, theirs, {}).recruiter.name == whose


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Say who to assign them to"),
        ({"recruiter": {"name": " "}}, "Say who to assign them to"),
        ({"recruiter": {"nme": "Kim"}}, "recruiter.nme is wrong"),
        ({"recruiter": {"name": "Kim"}, "application_id": "ops"}, "no application for 'ops'"),
    ],
)
def test_a_word_that_says_nothing_is_refused_in_a_sentence(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Untellable, match=sentence):
        update_fact("assign", given, after(application()), now=MONDAY + D)


def test_a_cover_alone_leaves_the_recruiter() -> None:
    (app,) = after(told(KIM, MONDAY), fact(e.Assigned, MONDAY + D, cover=LOU)).applications
    assert (app.recruiter, app.cover.name, app.recruiter_told) == (KIM, "Lou Bell", None)
    state = evolve(after(told(KIM, MONDAY)), assigned(SAM, MONDAY + D, application_id=None))
    assert state.applications[0].recruiter == SAM
