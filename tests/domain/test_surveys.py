"""Surveys that count: the playbook's own questions (S16), who is asked and who isn't, and what a comment leads to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, application, fact, live, playbook
from pydantic import ValidationError

from domain import events as e
from domain.checks.soundness import flaws
from domain.commands import Untellable, signal_fact
from domain.lint.surveys import survey_complaints
from domain.messages.drafts import answer_to_feedback
from domain.names import Channel, Stage
from domain.playbook.surveys import Question, labels
from domain.reducers import merged_history
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.state.model import CandidateState, Contact
from tests.clocks import WEDNESDAY
from tests.tables import each

OVER = [application("interview"), fact(e.Rejected, MONDAY + H)]


def asked(story: Any) -> list[str]:
    return [one.application_id for one in story.sent if one.step == "survey"]


def reasons(story: Any, application_id: str = "eng") -> str:
    skipped = [one for one in story.of("skipped") if one.step == "survey" and one.application_id == application_id]
    return " ".join(reason.text for one in skipped for reason in one.why)


# ---------------------------------------------------------------- who is asked


def test_s16_somebody_whose_application_is_over_is_asked_once() -> None:
    assert asked(live(OVER, days=40)) == ["eng"]


@pytest.mark.parametrize(("days", "both"), [(60, False), (150, False), (200, True)])
def test_s16_nobody_is_asked_twice_in_180_days(days: int, both: bool) -> None:
    again = [application("interview", MONDAY + days * D, ident="ops"), fact(e.Rejected, MONDAY + (days + 1) * D)]
    again[1] = again[1].replace(application_id="ops")
    story = live([*OVER, *again], days=days + 40)
    assert asked(story) == (["eng", "ops"] if both else ["eng"])
    assert ("180 days" in reasons(story, "ops")) is not both, "and why stands on record"


def test_s16_a_bounced_survey_asked_nobody() -> None:
    state = live(OVER, days=20).state
    (contact,) = state.surveys_asked
    (sent,) = [one for one in live(OVER, days=20).sent if one.step == "survey"]
    bounce = fact(
        e.DeliveryReported, MONDAY + 20 * D, touch_key=sent.touch_key, outcome="bounced", channel=Channel.EMAIL
    )
    assert contact.rank == "survey" and evolve(state, bounce).surveys_asked == ()


def test_s16_nobody_is_asked_while_they_wait_for_us_elsewhere() -> None:
    story = live([*OVER, application("applied", MONDAY + 2 * D, ident="ops")], days=30)
    assert asked(story) == []
    assert "still in the running for Engineer" in reasons(story)


def test_s16_a_prospect_who_never_answered_waits_for_nothing() -> None:
    story = live([*OVER, application("prospect", MONDAY + 2 * D, ident="ops")], days=30)
    assert asked(story) == ["eng"]


@pytest.mark.parametrize("channel", [None, Channel.EMAIL])
def test_r7_nobody_is_asked_who_asked_us_to_stop(channel: Channel | None) -> None:
    texts = {"phone": "+12125550142", "sms_consent_at": MONDAY}
    told = [application("interview", **texts), fact(e.Rejected, MONDAY + H)]
    stop = fact(e.OptedOut, MONDAY + 5 * D, channel=channel)
    story = live([*told, stop], days=30)
    assert asked(story) == [], "not by another way either"


def test_s16_r17_who_was_asked_under_another_id_is_not_asked_again() -> None:
    mine, theirs = (evolve_all(begin(ident), [application(ident=ident[-3:])]) for ident in ("manual:ann", "manual:bob"))
    asked_at = Contact(at=MONDAY, rank="survey", touch="12345678")
    other = theirs.replace(surveys_asked=(asked_at,))
    both = evolve(mine, merged_history.joined_fact(other, MONDAY + D))
    assert [one.at for one in both.surveys_asked] == [MONDAY]


def test_what_was_asked_before_surveys_were_kept_counts() -> None:
    """A state of an older release has the step's log alone."""
    state = live(OVER, days=20).state.replace(surveys_asked=())
    again = application("interview", MONDAY + 30 * D, ident="ops")
    rejected = fact(e.Rejected, MONDAY + 31 * D).replace(application_id="ops")
    assert asked(live([*OVER, again, rejected], days=70)) == ["eng"]
    assert CandidateState.model_validate_json(state.model_dump_json()).surveys_asked == ()


# ---------------------------------------------------------------- what a comment leads to


@pytest.mark.parametrize(
    ("answers", "comment", "tasks"),
    [
        ([{"question": "score", "kind": "score", "value": 1}], "", 0),  # it would tell what they chose
        ([{"question": "nps", "kind": "nps", "value": 9}], "You kept me waiting.", 1),
        ([], "You kept me waiting.", 1),
    ],
)
def test_r14_a_comment_opens_a_task_and_a_low_number_alone_does_not(
    answers: list[dict[str, Any]], comment: str, tasks: int
) -> None:
    said = fact(e.SurveyCompleted, MONDAY + 9 * D, survey="closed/survey", answers=answers, comment=comment)
    story = live([*OVER, said], days=30)
    assert len(story.tasks("feedback")) == tasks
    assert story.state.applications[0].survey_answered


def test_r14_the_drafted_answer_acknowledges_what_they_wrote() -> None:
    text = answer_to_feedback("Ann", "Engineer", "I waited\nfor weeks.")
    assert text.startswith("Hi Ann,") and "> I waited for weeks." in text and "Engineer" in text
    assert answer_to_feedback("", "", "x" * 5000).startswith("Hello,")
    assert len(answer_to_feedback("", "", "word " * 5000)) < 1200


# ---------------------------------------------------------------- the questions


@each(
    ("question", "wrong"),
    [
        ({"kind": "choice", "ask": "Which?"}, "two `options:` at least"),
        ({"kind": "choice", "options": ["a", "b"]}, "needs its question"),
        ({"kind": "choice", "ask": "Which?", "options": ["a", "A "]}, "are the same"),
        ({"kind": "score", "options": ["a", "b"]}, "only a choice has"),
        ({"kind": "score", "ask": {"xx": "Hm?"}}, "don't speak 'xx'"),
        ({"kind": "words", "ask": " "}, "is empty"),
        ({"kind": "stars"}, "Input should be"),
        ({"kind": "score", "colour": "red"}, "Extra inputs"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_what_to_do(question: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        Question.model_validate(question)


def test_more_words_than_fit_into_one_comment_are_not_asked_for() -> None:
    words = [{"kind": "words", "ask": f"And number {n}?"} for n in range(5)]
    with pytest.raises(ValidationError, match="more than 4 questions ask for words"):
        playbook(surveys={"closed/survey": words})


def test_two_questions_of_one_name_are_refused() -> None:
    with pytest.raises(ValidationError, match="two questions are called 'score'"):
        playbook(surveys={"closed/survey": [{"kind": "score"}, {"kind": "score"}]})


@pytest.mark.parametrize(
    ("surveys", "id", "said"),
    [
        ({"closed/surwey": [{"kind": "score"}]}, "no-survey-link", "did you mean closed/survey?"),
        ({"rejected/closure": [{"kind": "score"}]}, "no-survey-link", "rank: survey"),
        ({"closed/survey": [{"kind": "score", "ask": "Please circle back to us"}]}, "jargon", "circle back"),
        ({"closed/survey": [{"kind": "words", "ask": "Tell us! Now!"}]}, "exclamation-marks", "plainly"),
        ({"closed/survey": [{"kind": "nps", "ask": "Fast? And fair?"}]}, "several-questions", "several things"),
        ({"closed/survey": [{"kind": "nps", "ask": {"de": "Toll 😀"}}]}, "emoji", "careless"),
    ],
)
def test_check_and_lint_find_what_is_wrong_with_a_survey(surveys: dict[str, Any], id: str, said: str) -> None:
    found = [one for one in survey_complaints(playbook(surveys=surveys)) if one.id == id]
    assert found and said in found[0].message
    assert any(said.rstrip("?") in flaw.text for flaw in flaws(playbook(surveys=surveys), WEDNESDAY.date()))


def test_the_default_surveys_are_in_order_and_each_stage_has_its_own() -> None:
    assert [*survey_complaints(PLAYBOOK)] == []
    assert [PLAYBOOK.survey(one)[0] for one in (Stage.REJECTED, Stage.HIRED, Stage.APPLIED)] == [
        "closed/survey", "closed/survey-hired", "",
    ]  # fmt: skip


def test_an_answer_keeps_its_place_when_the_words_are_mended() -> None:
    before = Question.model_validate({"kind": "score", "name": "speed", "ask": "Were we quick?"})
    after = Question.model_validate({"kind": "score", "name": "speed", "ask": "How quick were we?"})
    assert before.key == after.key == "speed"
    assert labels({"closed/survey": (after,)})["speed"] == "How quick were we?"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, "no answer"),
        ({"answers": [{"question": "nps", "kind": "nps", "value": 11}]}, "value is wrong|number from 0 to 10"),
        ({"answers": [{"question": "s", "kind": "score", "value": 0}]}, "number from 1 to 5"),
        ({"answers": [{"question": "c", "kind": "choice"}]}, "names no choice"),
        ({"comment": "x", "mood": 1}, "mood"),
        ({"answers": [{"question": "a b=c", "kind": "nps", "value": 1}]}, "question is wrong"),
    ],
)
def test_answers_that_nobody_can_have_given_are_refused_at_the_door(said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Untellable, match=wrong):
        signal_fact("survey_completed", said, now=MONDAY)


def test_the_old_answer_is_read_as_it_was() -> None:
    old = signal_fact("survey_answered", {"score": 2, "comment": "Slow."}, now=MONDAY + timedelta(days=1))
    assert isinstance(old, e.SurveyAnswered) and old.score == 2
