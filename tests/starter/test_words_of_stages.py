"""Where somebody stands, in a sentence: with the preposition of each stage, and a day only where it is known."""

from __future__ import annotations

import pytest

from domain.names import FollowUpState, Stage
from domain.views.candidate_status import ApplicationStatus
from starter.wording.candidates import has_stood, stands, state_words
from starter.wording.instants import told_by, written_for
from tests.clocks import WEDNESDAY
from tests.tables import each


def application(stage: str) -> ApplicationStatus:
    return ApplicationStatus(id="eng", job="ENG-7", title="Engineer", stage=stage, since=WEDNESDAY)


@each(
    ("stage", "now", "since"),
    [
        ("prospect", "is now a prospect for {}", "has been a prospect for {} since {day}"),
        ("applied", "is now an applicant for {}", "has been an applicant for {} since {day}"),
        ("screening", "is now in screening for {}", "has been in screening for {} since {day}"),
        ("interview", "is now at the interview stage for {}", "has been at the interview stage for {} since {day}"),
        ("offer", "is now at the offer stage for {}", "has been at the offer stage for {} since {day}"),
        ("hired", "has been hired for {}", "was hired for {} on {day}"),
        ("rejected", "has been rejected for {}", "was rejected for {} on {day}"),
        ("withdrawn", "has withdrawn from {}", "withdrew from {} on {day}"),
        ("network", "is now in your network ({})", "has been in your network ({}) since {day}"),
    ],
)
def test_each_stage_is_told_in_a_sentence(stage: str, now: str, since: str) -> None:
    with told_by(lambda: WEDNESDAY):
        written_for("US")
        job, day = "Engineer (ENG-7)", f"{WEDNESDAY.astimezone():%a, %b} {WEDNESDAY.astimezone().day}"
        assert stands(application(stage)) == now.format(job)
        assert has_stood(application(stage), day_known=True) == since.format(job, day=day)


@pytest.mark.parametrize(("stage", "was"), [("rejected", "was rejected for"), ("withdrawn", "withdrew from")])
def test_r20_of_those_who_came_in_closed_no_day_is_claimed(stage: str, was: str) -> None:
    with told_by(lambda: WEDNESDAY):
        said = has_stood(application(stage), day_known=False)
    assert said.startswith(f"{was} Engineer (ENG-7) (on record since ") and " on Wed" not in said


def test_what_is_so_already_says_so() -> None:
    assert stands(application("offer"), already=True) == "is already at the offer stage for Engineer (ENG-7)"
    assert stands(application("withdrawn"), already=True) == "has already withdrawn from Engineer (ENG-7)"


def test_attention_is_needed() -> None:
    assert state_words("attention") == "needs attention" and state_words("active") == "active"


def test_no_stage_and_no_state_is_left_without_words() -> None:
    assert all(
        f" {stage} stage" not in stands(application(stage)) or stage in ("interview", "offer") for stage in Stage
    )
    assert {state_words(state) for state in FollowUpState} >= {"active", "paused", "needs attention", "closed"}
