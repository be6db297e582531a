"""What ops do to a clock in Temporal is a word by them, and ends nobody's follow-up (R26)."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain import events as e
from domain.decisions.interruptions import cancellation, restart_id, restarted
from domain.names import FollowUpState
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState, Decision
from domain.views.workload import About, closes
from tests.domain.lives import MONDAY, D, H, application, fact, live


def cancelled(at: datetime, reason: str = "") -> e.Event:
    told = cancellation(begin("manual:ann"), reason, at)
    assert told is not None
    return told


def test_r26_a_cancellation_pauses_and_a_colleague_is_asked_within_a_business_day() -> None:
    story = live([application("screening"), cancelled(MONDAY + D)], days=3)
    (task,) = story.tasks("cancelled")
    assert task.occurred_at == MONDAY + D and task.due_at.date() == (MONDAY + 2 * D).date()
    assert "canceled in Temporal" in task.title
    assert [s for s in story.sent if s.occurred_at > MONDAY + D] == []
    assert story.state.paused_by_ops and story.decision.state is FollowUpState.PAUSED
    assert "canceled" in story.decision.why[-1].text


def test_r26_resuming_ends_the_pause_and_its_task() -> None:
    told = [application("screening"), cancelled(MONDAY + H), fact(e.Resumed, MONDAY + 2 * D)]
    story = live(told, days=20)
    assert not story.state.paused_by_ops and story.state.paused_since is None
    assert [task.kind for task in story.state.tasks if task.kind == "cancelled"] == []
    assert [s for s in story.sent if s.occurred_at > MONDAY + 2 * D]


def test_r26_a_pause_by_a_colleague_after_it_is_the_colleagues_own() -> None:
    told = [application("screening"), cancelled(MONDAY + H), fact(e.Paused, MONDAY + D, until=MONDAY + 3 * D)]
    story = live(told, days=20)
    assert not story.state.paused_by_ops and story.state.paused_since is None


def test_r26_a_pause_that_they_had_asked_for_goes_on_after_it() -> None:
    """They asked for peace until Friday; what ops did and undid in between does not shorten it."""
    theirs = fact(e.Paused, MONDAY + H, until=MONDAY + 10 * D, source="page", author="candidate")
    told = [application("screening"), theirs, cancelled(MONDAY + D), fact(e.Resumed, MONDAY + 2 * D)]
    story = live(told, days=20)
    assert all(s.occurred_at >= MONDAY + 10 * D for s in story.sent if s.occurred_at > MONDAY + H)
    assert [s for s in story.sent if s.occurred_at >= MONDAY + 10 * D], "and no longer"
    assert story.state.paused_since is None and story.state.paused_before_until is None


def test_r26_a_task_that_was_done_is_not_opened_again_while_the_pause_lasts() -> None:
    opened = live([application("screening"), cancelled(MONDAY + H)], days=1).tasks("cancelled")[0]
    done = fact(e.TaskCompleted, MONDAY + D, task_id=opened.task_id)
    story = live([application("screening"), cancelled(MONDAY + H), done], days=10)
    assert len(story.tasks("cancelled")) == 1 and story.state.paused_by_ops


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(begin("manual:ann").model_copy(update={"merged_into": "manual:bob"}), id="handed over"),
        pytest.param(begin("manual:ann").model_copy(update={"decision": Decision(closed=True)}), id="at its end"),
    ],
)
def test_r26_there_is_nothing_to_pause_where_nothing_is_to_come(state: CandidateState) -> None:
    assert cancellation(state, "", MONDAY) is None


def test_r26_a_long_reason_is_cut_and_kept() -> None:
    told = cancellation(begin("manual:ann"), "x" * 1000, MONDAY)
    assert isinstance(told, e.Paused) and told.reason == "x" * 300


def test_r26_a_restart_says_how_it_ended_and_asks_a_colleague_once() -> None:
    line = restarted("run-1", "terminated", MONDAY + D, MONDAY + D + H)
    story = live([application("screening"), line], days=20)
    (task,) = story.tasks("restarted")
    assert task.occurred_at == MONDAY + D + H and "started again" in task.title
    assert "terminated in Temporal at" in line.why[0].text
    assert story.state.restarted_at is None and not story.state.paused_since
    assert [s for s in story.sent if s.occurred_at > MONDAY + D]


def test_r26_two_restarts_are_two_lines_and_one_restart_is_one() -> None:
    first, again = (restarted("run-1", "terminated", MONDAY, MONDAY + n * H) for n in (1, 2))
    assert first.event_id == again.event_id == restart_id("run-1") != restart_id("run-2")


def test_r26_one_task_asks_a_colleague_however_often_it_was_ended() -> None:
    lines = [restarted(f"run-{n}", "terminated", MONDAY + D, MONDAY + D + n * H) for n in (1, 2, 3)]
    story = live([application("screening"), *lines], days=20)
    last = story.tasks("restarted")[-1]
    assert [task.task_id for task in story.state.tasks if task.kind == "restarted"] == [last.task_id]


def test_r26_the_task_names_the_command_that_goes_on() -> None:
    assert closes("cancelled", "cancelled-1", About("manual:ann", "Ann", "", "", False)) == "followup resume ann"


def test_r26_a_cancellation_is_folded_as_a_pause_without_an_end() -> None:
    after = evolve(begin("manual:ann"), cancelled(MONDAY, "by mistake"))
    assert (after.paused_since, after.paused_until) == (MONDAY, None)
