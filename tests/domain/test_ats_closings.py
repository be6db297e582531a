"""What an ATS closes is no wish of theirs: a colleague reaches them, and nothing says that they asked (R1, R7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import events as e
from domain.decisions.channel_choice import choose_channel
from domain.decisions.context import DecisionContext
from domain.decisions.decide import _why_gone, decide
from domain.names import Channel
from domain.reducers.evolve import begin, evolve_all
from domain.state.consent import ATS_DELETED, ATS_SAYS, Closings, change_of
from domain.state.model import CandidateState
from tests.domain.lives import MONDAY, PLAYBOOK, D, H, application, fact, live

INTERVIEW = fact(e.InterviewScheduled, MONDAY + H, interview_id="1", at=MONDAY + 3 * D)


def after(*facts: e.Event, days: float = 0.2, suppressed: Closings | None = None) -> CandidateState:
    state = evolve_all(begin("manual:ann"), facts)
    context = DecisionContext(PLAYBOOK, state.candidate, MONDAY + timedelta(days=days), suppressed or Closings())
    return decide(state, context).state


def test_r1_the_details_of_an_interview_that_may_not_be_mailed_are_a_task_at_once() -> None:
    state = after(application("interview", can_email=False), INTERVIEW)
    (title,) = [task.title for task in state.tasks if task.kind == "reach"]
    assert title == "Contact them yourself: the interview details can't be sent"


def test_r1_so_is_the_acknowledgement() -> None:
    (title,) = [task.title for task in after(application("applied", can_email=False)).tasks if task.kind == "reach"]
    assert title == "Contact them yourself: the application confirmation can't be sent"


def test_s15_so_is_the_word_that_they_were_not_selected_and_no_survey() -> None:
    rejected = fact(e.Rejected, MONDAY + H, application_id="eng")
    story = live([application("interview", can_email=False), rejected], days=30)
    asked = [task.title for task in story.of("task_opened") if task.occurred_at > MONDAY + H]
    assert asked == ["Contact them yourself: the rejection message can't be sent"]


def test_r7_what_only_asks_them_is_left_undone_where_their_ats_closed_the_mail() -> None:
    """A colleague does for us what we owe; nobody is to nudge by telephone whom the ATS says not to write to."""
    story = live([application("interview", can_email=False)], days=40)
    asked = [task.title for task in story.of("task_opened")]
    assert any("invitation" in title for title in asked) and not any("reminder" in title for title in asked)


def test_r7_a_prospect_who_is_not_to_be_mailed_is_left_in_peace() -> None:
    story = live([application("prospect", can_email=False)], days=40)
    assert not story.of("task_opened") and not story.sent


def test_r7_their_own_stop_counts_before_and_after_what_the_ats_says() -> None:
    stop, flag = fact(e.OptedOut, MONDAY + H), fact(e.CandidateUpdated, MONDAY + 2 * H, can_email=False)
    for told in ((stop, flag), (flag, stop.model_copy(update={"occurred_at": MONDAY + 3 * H}))):
        state = after(application("screening"), *told)
        assert [task.kind for task in state.tasks] == ["stopped"]
        assert state.tasks[0].title.startswith("They asked us to stop")


@pytest.mark.parametrize("older", [False, True], ids=["as it is told now", "as older releases told it"])
def test_r7_of_somebody_deleted_nothing_is_said_and_nothing_asked(older: bool) -> None:
    more = {} if older else {"deleted": True}
    gone = fact(
        e.OptedOut,
        MONDAY + H,
        event_id="greenhouse:deleted:greenhouse:1",
        source="greenhouse",
        reason="deleted",
        **more,
    )
    reply = fact(e.ReplyReceived, MONDAY + H / 2, text="When will I hear?")
    closed = fact(e.Withdrawn, MONDAY + H, application_id="eng", silently=True, reason="deleted in Greenhouse")
    story = live([application("interview"), INTERVIEW, reply, gone, closed], days=60)
    assert not [s for s in story.sent if s.occurred_at > MONDAY + H] and not story.state.tasks
    late = [f for f in story.facts if f.occurred_at >= MONDAY + H and f.type in ("task_opened", "silence_breached")]
    assert not late
    assert not [
        r.text for f in story.facts for r in getattr(f, "why", ()) if "asked us" in r.text or "own wish" in r.text
    ]


def test_r7_somebody_deleted_who_applies_again_is_reached_by_a_colleague() -> None:
    gone = fact(e.OptedOut, MONDAY + H, deleted=True)
    closed = fact(e.Withdrawn, MONDAY + H, application_id="eng", silently=True)
    again = application("applied", ident="ops", at=MONDAY + D)
    state = after(application("screening"), gone, closed, again, days=1.2)
    (task,) = [task for task in state.tasks if task.kind == "reach"]
    assert "Contact them yourself" in task.title and task.application_id == "ops"


@pytest.mark.parametrize(
    ("by_ats", "says", "task"),
    [
        (True, "because the ATS says so of a record with the same number", "reach"),
        (False, "because someone with the same number asked for it", "stopped"),
    ],
)
def test_r7_what_closed_a_number_that_is_shared_is_said_as_it_is(by_ats: bool, says: str, task: str) -> None:
    texts = {"email": None, "phone": "+12125550123", "sms_consent_at": MONDAY, "channel": Channel.SMS}
    closed = Closings.of({Channel.SMS}, {Channel.SMS} if by_ats else ())
    state = after(application("applied", **texts), suppressed=closed)
    assert task in [one.kind for one in state.tasks]
    step = PLAYBOOK.step("applied", "acknowledge")  # type: ignore[arg-type]
    assert step is not None
    assert says in str([r.text for r in choose_channel(step, state, PLAYBOOK, suppressed=closed).why])


def test_r7_a_deletion_is_another_reason_than_a_flag_and_neither_is_a_wish() -> None:
    deleted, flagged = fact(e.OptedOut, MONDAY, deleted=True), fact(e.CandidateUpdated, MONDAY, can_email=False)
    assert [change.reason for change in (*change_of(deleted), *change_of(flagged))] == [ATS_DELETED, ATS_SAYS]
    assert [change.reason for change in change_of(fact(e.OptedOut, MONDAY))] == ["opted out"]


DELETED = fact(e.OptedOut, MONDAY + H, source="greenhouse", reason="deleted in Greenhouse", deleted=True)
CLOSED = fact(e.Withdrawn, MONDAY + H, application_id="eng", silently=True)


def anew(stage: str = "applied", *, hours: float = 30, known_as: str = "greenhouse:42", **more: object) -> e.Event:
    at = MONDAY + hours * H
    return application(stage, max(at, MONDAY + 30 * H), ident="ops", applied_at=at, known_as=known_as, **more)


def test_r7_who_was_deleted_and_applies_anew_hears_again() -> None:
    story = live([application("interview"), DELETED, CLOSED, anew()], days=9)
    assert [s.step for s in story.sent if s.application_id == "ops"] == ["acknowledge"], story.told_briefly()
    assert not story.state.stopped and story.state.stop is None and not story.state.closed_channels


def test_r7_texts_need_their_consent_anew_after_a_deletion() -> None:
    first = application("interview", phone="+12125550100", sms_consent_at=MONDAY)
    assert after(first, DELETED, CLOSED, anew(), days=2).candidate.sms_consent_at is None


@pytest.mark.parametrize(
    "told",
    [
        (DELETED, anew(hours=0.5)),
        (DELETED, anew("prospect")),
        (DELETED, anew(known_as="")),
        (fact(e.OptedOut, MONDAY + H / 2), DELETED, anew()),
        (DELETED, fact(e.OptedOut, MONDAY + 2 * H), anew()),
        (fact(e.OptedOut, MONDAY + H / 2, channel=Channel.EMAIL), DELETED, anew()),
    ],
    ids=["applied before", "sourced by us", "of no record", "a wish before", "a wish after", "a wish about mail"],
)
def test_r7_nothing_else_opens_what_a_deletion_closed_and_nothing_what_they_wished(told: tuple[e.Event, ...]) -> None:
    story = live([application("interview"), *told], days=9)
    assert not [s for s in story.sent if s.application_id == "ops"], story.told_briefly()
    assert story.state.stopped


def test_r23_why_something_was_skipped_says_nothing_that_is_personal() -> None:
    said = "must care for her mother in Graz"
    closed = fact(e.Withdrawn, MONDAY + H, application_id="eng", silently=True, reason=said)
    state = after(application("screening"), closed)
    context = DecisionContext(PLAYBOOK, state.candidate, MONDAY + D)
    key = f"{state.candidate.candidate_id}/eng/screening.1/update/1"
    assert _why_gone(key, state, context).text == "their application was closed without a message, so it isn't sent"
    assert said in state.model_dump_json()  # it is known, and stays in what can be taken out
