"""A doubtful stop holds everything until a person has said what was meant (R3, R7, R8)."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, Told, application, fact, live, reply

from domain import events as e
from domain.commands import Untellable, update_fact
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.events.inbound import ReadAs
from domain.names import Channel, task_id
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.reducers.merged_history import joined_fact
from domain.state.consent import change_of
from domain.state.model import CandidateState, Position
from domain.views.status import status_view
from tests.tables import each

DOUBTFUL = ReadAs(kind="stop", certain=False)
WORDS = "Could you take me off this?"


def doubt(at: datetime, closes: tuple[Channel, ...] = (), **more: Any) -> e.ReplyReceived:
    taken = ReadAs(kind="stop", certain=False, closes=closes, withdraws=more.pop("withdraws", False))
    return reply(at, more.pop("text", WORDS), read_as=taken, **more)


def says(answer: str, at: datetime, kind: str = "doubt", **more: Any) -> tuple[datetime, Told]:
    """A colleague answers the open task of that kind."""

    def told(state: CandidateState, now: datetime) -> e.Event | None:
        task = next(t for t in state.tasks if t.kind == kind)
        fields = {"task_id": task.task_id, "answer": answer, "author": "Rita", "application_id": None}
        return fact(e.Approved, now, **fields | more)

    return at, told


def after(story: Story, at: datetime) -> list[str]:
    return [s.step for s in story.sent if s.occurred_at >= at]


# ---------------------------------------------------------------- the hold


@each(
    "told",
    [
        [application("screening")],
        [application("interview"), fact(e.InterviewScheduled, MONDAY + D, at=MONDAY + 6 * D)],
        [application("offer"), fact(e.OfferExtended, MONDAY + 3 * D, expires_on="2026-11-20")],
        [application("screening"), fact(e.Rejected, MONDAY + 3 * D)],
        [application("screening"), application("applied", MONDAY + 2 * D, ident="ops")],
        [application("screening"), fact(e.SendRequested, MONDAY + 2 * D, step="update")],
        [application("screening"), fact(e.Promised, MONDAY + H, by="2026-11-09")],
        [application("hired"), fact(e.Hired, MONDAY + 2 * D, start_date="2026-11-12")],
        [application("screening", phone="+12125550123", sms_consent_at=MONDAY)],
        [application("screening"), fact(e.Withdrawn, MONDAY + 3 * D)],
        [application("prospect")],
    ],
    ids=[
        "update", "interview", "offer", "rejection", "another-application", "asked-by-a-colleague", "promise", "hire",
        "texts", "farewell", "prospect",
    ],
)  # fmt: skip
def test_r3_a_doubt_holds_everything_to_that_person(told: list[Told]) -> None:
    at = MONDAY + D
    story = live([*told, doubt(at)], days=45)
    assert after(story, at) == [], story.told_briefly()
    assert story.state.doubt is not None and story.decision.touch is None
    assert not story.of("silence_breached") and not story.tasks("silence") and not story.tasks("reach")


def test_r3_what_was_next_is_held_on_record_with_the_reason() -> None:
    story = live([application("screening"), doubt(MONDAY + D)], days=3)
    (held,) = story.of("held")
    assert held.step == "update" and held.occurred_at == MONDAY + D and held.until is None
    assert held.why[-1].rule == "R3" and "may be asking us to stop" in held.why[-1].text
    assert "may be asking us to stop" in status_view(story.state)["why"]
    assert status_view(story.state)["state"] == "attention" and status_view(story.state)["doubted_since"]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        (datetime(2026, 11, 3, 15, 0, tzinfo=UTC), datetime(2026, 11, 3, 19, 0, tzinfo=UTC)),  # 10:00 → 14:00
        (datetime(2026, 11, 3, 20, 30, tzinfo=UTC), datetime(2026, 11, 4, 16, 0, tzinfo=UTC)),  # 15:30 → 11:00
        (datetime(2026, 11, 6, 21, 30, tzinfo=UTC), datetime(2026, 11, 9, 17, 0, tzinfo=UTC)),  # Friday 16:30 → Monday
        (datetime(2026, 11, 7, 12, 0, tzinfo=UTC), datetime(2026, 11, 9, 18, 0, tzinfo=UTC)),  # Saturday → Monday 13:00
        (datetime(2026, 11, 10, 21, 30, tzinfo=UTC), datetime(2026, 11, 12, 17, 0, tzinfo=UTC)),  # over Veterans Day
    ],
)
def test_r3_the_task_is_due_in_four_business_hours(written: datetime, due: datetime) -> None:
    (task,) = live([application("screening"), doubt(written)], days=12).tasks("doubt")
    assert (task.occurred_at, task.due_at) == (written, due)


def test_r3_a_doubt_does_not_last_in_silence() -> None:
    story = live([application("screening"), doubt(MONDAY + D)], days=5)
    kinds = [f.type for f in story.facts if getattr(f, "task_id", "").startswith("doubt-")]
    assert kinds == ["task_opened", "task_reminded", "task_escalated"]


def test_r3_a_second_doubtful_message_adds_to_the_first() -> None:
    text_only = doubt(MONDAY + D, (Channel.SMS,))
    story = live([application("screening"), text_only, doubt(MONDAY + 2 * D, event_id="second")], days=4)
    assert story.state.doubt is not None and story.state.doubt.closes == (), "everything, as the second one says"
    (task,) = [t for t in story.state.tasks if t.kind == "doubt"]
    assert story.state.doubt.since == MONDAY + D and task.opened_at == MONDAY + 2 * D, "asked anew, about both"


def test_r3_an_answer_given_before_their_second_message_was_known_lifts_no_hold() -> None:
    first, second = doubt(MONDAY + D), doubt(MONDAY + D + 2 * H, event_id="second", text="Stop it already!")
    told = [application("screening"), first, second]
    shown = live(told[:2], days=1.01).state
    (old,) = shown.tasks
    heard = evolve(shown, second)
    late = {"task_id": old.task_id, "answer": "go-on", "source": "cli"}
    with pytest.raises(Untellable, match="written again") as refused:  # their message is in, and no decision taken yet
        update_fact("approve", late, heard, now=MONDAY + D + 2 * H)
    after_it = decide(heard, DecisionContext(PLAYBOOK, heard.candidate, MONDAY + D + 2 * H)).state
    (new,) = after_it.tasks
    assert new.task_id != old.task_id and new.due_at == MONDAY + D + 6 * H, "four hours of the office, from then on"
    assert new.task_id in str(refused.value)
    with pytest.raises(Untellable, match="no open question") as refused:
        update_fact("approve", late, after_it, now=MONDAY + D + 3 * H)
    assert f"`followup approve {new.task_id} --show`" in str(refused.value)
    answered = live([*told, says("go-on", MONDAY + D + 3 * H)], days=3)
    assert answered.state.doubt is None and len(answered.tasks("answer")) == 1
    assert [f.type for f in answered.facts if getattr(f, "task_id", "") == old.task_id] == [
        "task_opened",
        "task_dropped",
    ]


def test_r3_an_answer_on_record_by_an_older_release_lifts_the_hold_as_it_did_then() -> None:
    """One task was kept for both messages then."""
    state = live([application("screening"), doubt(MONDAY + D)], days=1.01).state
    about = {"task_id": state.tasks[0].task_id, "answer": "go-on", "application_id": None}
    state = evolve(state, doubt(MONDAY + D + H, event_id="second"))
    assert evolve(state, fact(e.Approved, MONDAY + D + 2 * H, **about)).doubt is None


def test_r3_work_by_which_nobody_is_reached_goes_on() -> None:
    told = [application("interview"), fact(e.InterviewHeld, MONDAY + 2 * H), doubt(MONDAY + 3 * H)]
    assert [t.kind for t in live(told, days=5).of("task_opened")] == ["doubt", "todo"]


def test_r3_under_a_doubt_nobody_is_told_to_call() -> None:
    told = [application("offer"), fact(e.OfferExtended, MONDAY + D, expires_on="2026-11-20"), doubt(MONDAY + H)]
    story = live(told, days=10)
    assert not story.tasks("call"), story.told_briefly()


@pytest.mark.parametrize("at", [MONDAY + 3 * H, MONDAY + 5 * D], ids=["soon", "later"])
@pytest.mark.parametrize(
    ("told", "kind", "outcomes"),
    [
        ([application("applied")], "reach", ("bounced",)),
        ([application("offer"), fact(e.OfferExtended, MONDAY, expires_on="2026-11-30")], "call", ("sent",)),
    ],
    ids=["reach", "call"],
)
def test_r7_who_asked_us_to_stop_is_no_longer_to_be_reached_or_called(
    told: list[Told], kind: str, outcomes: Any, at: datetime
) -> None:
    before = live(told, days=(at - MONDAY) / D, outcomes=outcomes)
    assert kind in [t.kind for t in before.state.tasks] or at < MONDAY + D, "or this shows nothing"
    for stop in ([reply(at, "STOP")], [doubt(at), says("stop", at + H)]):
        story = live([*told, *stop], days=20, outcomes=outcomes)
        assert kind not in [t.kind for t in story.state.tasks], story.told_briefly()
        later = [f for f in story.of("task_reminded", "task_escalated") if f.occurred_at > at]
        assert not [f for f in later if f.task_id.startswith(kind)], story.told_briefly()


def test_r7_who_wants_no_calls_is_not_to_be_called_any_more() -> None:
    told = [application("offer"), fact(e.OfferExtended, MONDAY, expires_on="2026-11-30")]
    assert "call" in [t.kind for t in live(told, days=2).state.tasks]
    no_calls = reply(MONDAY + D, "No calls, please.", read_as=ReadAs(kind="stop", closes=(Channel.PHONE,)))
    story = live([*told, no_calls], days=9)
    assert "call" not in [t.kind for t in story.state.tasks] and "covering-note" in story.steps()


def test_r3_under_a_doubt_a_call_waits_and_after_go_on_it_is_due_and_reminded_of_as_ever() -> None:
    told = [application("offer"), fact(e.OfferExtended, MONDAY, expires_on="2026-11-30"), doubt(MONDAY + D)]
    story = live(told, days=6)
    (task,) = [t for t in story.state.tasks if t.kind == "call"]
    assert task.due_at < MONDAY + 3 * D and not (task.reminded or task.escalated), story.told_briefly()
    (shown,) = [t for t in status_view(story.state)["tasks"] if t["kind"] == "call"]
    assert shown["title"].startswith("Not now; they may not want messages: ")
    after_all = live([*told, says("go-on", MONDAY + 7 * D)], days=12)
    later = [f for f in after_all.of("task_reminded", "task_escalated") if f.task_id == task.task_id]
    due = MONDAY + 7 * D + 4 * H
    assert [(f.type, f.occurred_at) for f in later] == [("task_reminded", due), ("task_escalated", due + D)]
    (shown,) = [t for t in status_view(after_all.state)["tasks"] if t["kind"] == "call"]
    assert shown["title"] == task.title


def test_r3_under_a_doubt_nobody_is_reminded_to_reach_them() -> None:
    story = live([application("applied"), doubt(MONDAY + 3 * H)], days=8, outcomes=("bounced",))
    (task,) = [t for t in story.state.tasks if t.kind == "reach"]
    assert not (task.reminded or task.escalated) and task.due_at < MONDAY + 3 * D, story.told_briefly()


# ---------------------------------------------------------------- the answers


def test_r3_r7_answered_stop_it_closes_for_good_as_a_certain_stop_would() -> None:
    story = live([application("screening"), doubt(MONDAY + D), says("stop", MONDAY + 2 * D)], days=60)
    assert story.state.stopped and story.state.doubt is None and story.state.settling == ()
    (out,) = story.of("opted_out")
    assert (out.author, out.channel) == ("Rita", None) and [c.channel for c in change_of(out)] == [None]
    assert after(story, MONDAY + D) == [] and [t.kind for t in story.of("task_opened")] == ["doubt", "stopped"]


def test_r7_answered_stop_it_closes_what_it_was_about_and_nothing_else() -> None:
    ann = application("screening", phone="+12125550123", sms_consent_at=MONDAY)
    story = live([ann, doubt(MONDAY + D, (Channel.SMS,)), says("stop", MONDAY + 2 * D)], days=60)
    assert story.state.closed_channels == (Channel.SMS,) and not story.state.stopped
    assert {s.channel for s in story.sent if s.occurred_at > MONDAY + 2 * D} == {Channel.EMAIL}
    assert not story.tasks("stopped"), "they did not refuse to hear from us"


def test_r3_r9_answered_go_on_it_is_a_reply_like_any_other() -> None:
    story = live([application("screening"), doubt(MONDAY + D), says("go-on", MONDAY + D + 2 * H)], days=20)
    (answer,) = story.tasks("answer")
    assert answer.title == "Reply to their message" and answer.due_at == MONDAY + 2 * D, "as if it had been one at once"
    assert answer.occurred_at == MONDAY + D + 2 * H
    assert after(story, MONDAY + D), "and what is due goes on"
    assert not story.state.closed_channels


def test_r9_after_a_long_doubt_there_is_time_to_answer_before_it_is_escalated() -> None:
    answered = MONDAY + 3 * D
    story = live([application("screening"), doubt(MONDAY + D), says("go-on", answered)], days=4)
    (answer,) = story.tasks("answer")
    assert (answer.occurred_at, answer.due_at) == (answered, answered + 4 * H)
    assert "receipt" in story.steps(), "they have waited for two days"


def test_r16_after_go_on_nothing_bursts_out_and_no_silence_is_counted() -> None:
    answered = MONDAY + 40 * D
    told = [application("interview"), application("applied", MONDAY + H / 2, ident="ops"), doubt(MONDAY + D)]
    story = live([*told, says("go-on", answered)], days=60)
    went = [s.occurred_at for s in story.sent if s.occurred_at > answered]
    assert went and all(b - a >= 20 * H for a, b in itertools.pairwise(went))
    breaches = story.of("silence_breached")
    assert not [b for b in breaches if b.occurred_at < answered + 14 * D], "it was a hold, and nobody's silence"


def test_r3_nudges_stop_at_a_doubt_whatever_it_comes_to() -> None:
    told = [application("prospect"), doubt(MONDAY + 2 * D), says("go-on", MONDAY + 3 * D)]
    assert "nudge" not in live(told, days=40).steps()


def test_r8_answered_withdrawn_it_is_the_withdrawal_and_lifts_the_hold() -> None:
    told = [application("screening"), application("screening", MONDAY + H, ident="ops")]
    story = live([*told, doubt(MONDAY + D, application_id="ops"), says("withdrawn", MONDAY + 2 * D)], days=10)
    assert {a.application_id: str(a.stage) for a in story.state.applications} == {
        "eng": "screening",
        "ops": "withdrawn",
    }
    (withdrawn,) = story.of("withdrawn")
    assert withdrawn.author == "Rita" and "thanks" in story.steps() and not story.state.stopped
    assert not story.tasks("answer")


def test_r8_withdrawn_is_no_answer_where_nothing_is_open_to_withdraw_from() -> None:
    told = [application("screening"), fact(e.Rejected, MONDAY + D), doubt(MONDAY + 2 * D)]
    state = live(told, days=3).state
    (task,) = status_view(state)["tasks"]
    assert task["answers"] == ["stop", "go-on"]
    with pytest.raises(Untellable, match="isn't an answer to this task"):
        update_fact("approve", {"task_id": task["task"], "answer": "withdrawn", "source": "cli"}, state, now=MONDAY)
    with pytest.raises(Untellable, match=r"--answer stop` or `followup approve .* --answer go-on`"):
        update_fact("approve", {"task_id": task["task"], "source": "cli"}, state, now=MONDAY)
    about = {"task_id": task["task"], "answer": "withdrawn", "application_id": None}
    before = evolve(state, fact(e.Approved, MONDAY + 3 * D, **about))
    assert before.owed is not None and before.doubt is None, "said all the same: nothing lost, an answer is owed"


@pytest.mark.parametrize("other", [[], [application("screening", MONDAY + H, ident="ops")]], ids=["one", "another"])
def test_r8_a_wish_to_withdraw_that_finds_nothing_open_is_answered_like_any_reply(other: list[Told]) -> None:
    wish = reply(MONDAY + 2 * D, "I withdraw.", read_as=ReadAs(kind="withdraw", withdraws=True), application_id="eng")
    state = live([application("screening"), fact(e.Rejected, MONDAY + D), *other, wish], days=3).state
    (task,) = [t for t in status_view(state)["tasks"] if t["kind"] == "answer"]
    assert "withdrawn" not in task["answers"], task
    about = {"task_id": task["task"], "answer": "withdrawn", "application_id": None}
    after_it = evolve(state, fact(e.Approved, MONDAY + 3 * D, **about))
    assert after_it.owed is not None and not after_it.owed.withdraws and not after_it.settling


def test_r9_a_colleague_who_has_reached_them_since_owes_no_answer_after_go_on() -> None:
    told = [application("screening"), doubt(MONDAY + D), fact(e.Contacted, MONDAY + D + H)]
    story = live([*told, says("go-on", MONDAY + D + 2 * H)], days=5)
    assert not story.tasks("answer") and story.state.owed is None


@pytest.mark.parametrize(
    "wins",
    [
        reply(MONDAY + 2 * D, "STOP"),
        fact(e.OptedOut, MONDAY + 2 * D),
        fact(e.DeliveryReported, MONDAY + 2 * D, touch_key="x", outcome="spam_report", channel="email"),
    ],
    ids=["certain-stop", "link", "complaint-about-their-only-address"],
)
def test_r7_a_certain_stop_meanwhile_wins_and_drops_the_task(wins: e.Event) -> None:
    story = live([application("screening"), doubt(MONDAY + D), wins], days=40)
    assert story.state.doubt is None and not [t for t in story.state.tasks if t.kind == "doubt"]
    assert [t.kind for t in story.of("task_opened")] == ["doubt", "stopped"]
    assert story.state.stop is not None and story.state.stop.since == MONDAY + D, "the task shows those words, too"


def test_r7_a_rejection_meanwhile_does_not_lift_the_hold() -> None:
    story = live([application("screening"), doubt(MONDAY + D), fact(e.Rejected, MONDAY + 2 * D)], days=20)
    assert story.state.doubt is not None and after(story, MONDAY + D) == []
    story = live(
        [application("screening"), doubt(MONDAY + D), fact(e.Rejected, MONDAY + 2 * D), says("go-on", MONDAY + 3 * D)],
        days=20,
    )
    assert "closure" in after(story, MONDAY + 3 * D)


@pytest.mark.parametrize(
    ("opens", "closes", "left"),
    [
        (None, (), None),
        (Channel.SMS, (Channel.SMS,), None),
        (Channel.SMS, (), (Channel.EMAIL,)),
        (Channel.EMAIL, (Channel.SMS,), (Channel.SMS,)),
    ],
)
def test_r7_their_own_consent_lifts_what_it_is_about(opens: Any, closes: Any, left: Any) -> None:
    told = [application("screening"), doubt(MONDAY + D, closes), fact(e.OptedIn, MONDAY + 2 * D, channel=opens)]
    found = evolve_all(begin("manual:ann"), told).doubt
    assert (found and found.closes) == left


def test_r7_neither_a_new_application_nor_a_pause_that_ends_lifts_it() -> None:
    told = [application("screening"), doubt(MONDAY + D), application("applied", MONDAY + 2 * D, ident="ops")]
    story = live([*told, fact(e.Paused, MONDAY + 2 * D, until=MONDAY + 3 * D)], days=9)
    assert after(story, MONDAY + D) == []


# ---------------------------------------------------------------- withdrawals (R8)


@pytest.mark.parametrize(("certain", "title"), [(True, "They want to withdraw"), (False, "They may want to withdraw")])
def test_r8_a_wish_to_withdraw_is_asked_about_and_may_be_a_stop(certain: bool, title: str) -> None:
    wish = reply(MONDAY + D, "Another firm.", read_as=ReadAs(kind="withdraw", certain=certain, withdraws=True))
    story = live([application("screening"), wish], days=2)
    (task,) = status_view(story.state)["tasks"]
    assert task["answers"] == ["withdrawn", "go-on", "stop"] and task["title"].startswith(title)
    withdrawn = live([application("screening"), wish, says("withdrawn", MONDAY + D + H, "answer")], days=5)
    assert str(withdrawn.state.applications[0].stage) == "withdrawn" and withdrawn.state.owed is None
    stays = live([application("screening"), wish, says("go-on", MONDAY + D + H, "answer")], days=2)
    assert [t.title for t in stays.state.tasks] == ["Reply to their message"]
    stopped = live([application("screening"), wish, says("stop", MONDAY + D + H, "answer")], days=9)
    assert stopped.state.stopped and stopped.state.owed is None


def test_r8_a_wish_to_withdraw_is_not_lost_behind_a_reply_that_waits() -> None:
    wish = reply(MONDAY + D + H, "I withdraw.", read_as=ReadAs(kind="withdraw", withdraws=True), event_id="wish")
    story = live([application("screening"), reply(MONDAY + D), wish], days=2)
    assert story.state.owed is not None and story.state.owed.since == MONDAY + D, "both are answered, since the first"
    (task,) = [t for t in story.state.tasks if t.kind == "answer"]
    assert "withdraw" in task.title


def test_r8_a_withdrawal_told_by_the_ats_settles_what_they_wrote() -> None:
    wish = reply(MONDAY + D, "I withdraw.", read_as=ReadAs(kind="withdraw", withdraws=True))
    story = live([application("screening"), wish, fact(e.Withdrawn, MONDAY + D + H)], days=3)
    assert story.state.owed is None and not story.state.tasks


# ---------------------------------------------------------------- peace (R7)


def test_r7_a_stop_of_texts_alone_leaves_the_mail_going() -> None:
    ann = application("screening", phone="+12125550123", sms_consent_at=MONDAY, channel=Channel.SMS)
    stop = reply(MONDAY + D, "Don't text me, email is fine", read_as=ReadAs(kind="stop", closes=(Channel.SMS,)))
    story = live([ann, stop], days=40)
    sent = {s.channel for s in story.sent if s.occurred_at > MONDAY + D}
    assert sent == {Channel.EMAIL} and not story.tasks("stopped") and not story.state.stopped


def test_r7_who_wants_no_texts_and_has_nothing_else_is_to_be_called() -> None:
    """They refused texts and nothing else: silence is still ours."""
    ann = application("screening", email=None, phone="+12125550123", sms_consent_at=MONDAY)
    stop = reply(MONDAY + D, "No texts please, call me.", read_as=ReadAs(kind="stop", closes=(Channel.SMS,)))
    story = live([ann, stop], days=20)
    assert story.tasks("silence") and not story.tasks("stopped")
    answered = live([ann, doubt(MONDAY + D, (Channel.SMS,)), says("stop", MONDAY + 2 * D)], days=20)
    assert answered.tasks("silence") and not answered.tasks("stopped")


def test_r7_somebody_who_was_stopped_under_an_older_release_is_left_in_peace_too() -> None:
    story = live([application("screening"), fact(e.OptedOut, MONDAY + H)], days=13.5)
    old = story.state.model_copy(update={"stop": None, "tasks": ()})
    decided = decide(old, DecisionContext(PLAYBOOK, old.candidate, MONDAY + 14 * D))
    assert [t.kind for t in decided.state.tasks] == ["stopped"]
    later = decide(decided.state, DecisionContext(PLAYBOOK, old.candidate, MONDAY + 30 * D))
    assert not [f for f in later.events if f.type in ("task_opened", "silence_breached")]


def test_r7_a_stop_of_two_ways_closes_those_and_a_call_is_not_asked_for() -> None:
    stop = reply(MONDAY, "No texts, no calls.", read_as=ReadAs(kind="stop", closes=(Channel.SMS, Channel.PHONE)))
    assert [c.channel for c in change_of(stop)] == [Channel.SMS, Channel.PHONE]
    told = [application("offer"), stop, fact(e.OfferExtended, MONDAY + H, expires_on="2026-11-20")]
    story = live(told, days=3)
    assert not story.tasks("call") and story.one("offer-call", "skipped").why[-1].rule == "R7"
    assert "covering-note" in story.steps(), "mail goes on"


def test_r7_a_stop_that_says_why_proposes_the_withdrawal_in_one_task() -> None:
    found_a_job = reply(MONDAY + D, "I have found a job, stop.", read_as=ReadAs(kind="stop", withdraws=True))
    story = live([application("screening"), found_a_job], days=40)
    (task,) = story.of("task_opened")
    assert task.kind == "stopped" and "no longer want the job" in task.title
    closed = live([application("screening"), found_a_job, says("withdrawn", MONDAY + 2 * D, "stopped")], days=40)
    assert str(closed.state.applications[0].stage) == "withdrawn" and after(closed, MONDAY + D) == []
    confirmed = live([application("screening"), found_a_job, says("go-on", MONDAY + 2 * D, "stopped")], days=80)
    assert [t.kind for t in confirmed.of("task_opened")] == ["stopped"], "asked once, and nobody is chased"
    assert not confirmed.of("silence_breached") and confirmed.state.stopped


def test_r7_what_the_ats_says_is_not_what_they_said() -> None:
    """So it is no wish for peace: while we owe them word, a colleague is to reach them (R1)."""
    story = live([application("screening"), fact(e.CandidateUpdated, MONDAY + D, can_email=False)], days=40)
    opened = story.of("task_opened")
    assert {task.kind for task in opened} == {"reach", "silence"}
    (reach,) = {task.title for task in opened if task.kind == "reach"}
    assert reach == "Contact them yourself: the status update can't be sent"
    assert "ATS record says not to write" in " ".join(r.text for t in opened for r in t.why)
    told = [*(r.text for f in story.facts for r in getattr(f, "why", ())), *(t.title for t in story.of("task_opened"))]
    assert not [text for text in told if "asked us to stop" in text]


def test_r7_a_prospect_who_says_stop_is_left_in_peace_without_a_task() -> None:
    for words in ("STOP", "Please stop emailing me."):
        stop = reply(MONDAY + D, words, read_as=ReadAs(kind="stop"))
        story = live([application("prospect"), stop], days=40)
        assert not story.of("task_opened") and story.of("went_quiet"), words


def test_r7_whoever_wrote_more_than_a_stop_has_a_task_that_shows_it() -> None:
    """Also where no application of theirs is open any more."""
    stop = reply(MONDAY + 5 * D, "You can stop now. My documents?", read_as=ReadAs(kind="stop"))
    story = live([application("screening"), fact(e.Rejected, MONDAY + D), stop], days=20)
    (task,) = story.of("task_opened")
    assert task.kind == "stopped" and "wrote more" in task.title
    done = (MONDAY + 6 * D, lambda state, now: fact(e.TaskCompleted, now, task_id=state.tasks[0].task_id))
    assert (
        len(live([application("screening"), fact(e.Rejected, MONDAY + D), stop, done], days=30).of("task_opened")) == 1
    )


@pytest.mark.parametrize(
    "words",
    [
        "Wrong number, stop",
        "You have the wrong person, please remove this number",
        "I have accepted another offer, please stop writing to me.",
        "Ich habe eine neue Stelle, bitte schreiben Sie mir nicht mehr",
    ],
)
def test_r7_whoever_says_why_they_stop_is_shown_also_where_nothing_else_is_asked(words: str) -> None:
    """Of a prospect no application is to be closed, so but for this task nobody would see it."""
    stop = reply(MONDAY + D, words, read_as=ReadAs(kind="stop"))
    story = live([application("prospect"), stop], days=40)
    (task,) = story.of("task_opened")
    assert task.kind == "stopped" and "wrote more" in task.title


def test_r7_a_reply_that_waits_is_shown_with_the_stop_that_follows_it() -> None:
    story = live([application("screening"), reply(MONDAY + D), reply(MONDAY + 2 * D, "STOP")], days=9)
    assert [t.kind for t in story.state.tasks] == ["stopped"]
    assert story.state.stop is not None and story.state.stop.since == MONDAY + D


def test_r7_the_same_address_of_somebody_who_said_stop_has_nobody_called() -> None:
    story = live([application("screening")], days=40, suppressed=frozenset(Channel))
    (task,) = story.of("task_opened")
    assert task.kind == "stopped" and "omeone with their address" in task.title
    assert not story.of("silence_breached")


# ---------------------------------------------------------------- what is said to colleagues


def test_r3_an_answer_that_does_not_fit_is_refused_with_the_choices() -> None:
    state = live([application("screening"), doubt(MONDAY + D)], days=2).state
    (task,) = state.tasks
    now = MONDAY + 2 * D

    def told(name: str, **data: Any) -> str:
        with pytest.raises(Untellable) as refused:
            update_fact(name, {"task_id": task.task_id, "source": "cli"} | data, state, now=now)
        return str(refused.value)

    for said in (told("approve"), told("approve", yes=False), told("approve", yes=False, answer="stop")):
        assert "what they meant" in said and all(f"--answer {word}" in said for word in ("stop", "go-on", "withdrawn"))
    assert "--answer stop" in told("complete_task")
    assert "approve: answer is wrong" in told("approve", answer="maybe")
    assert "no open question" in told("approve", task_id="doubt-none", answer="stop")
    answered = live([application("screening"), reply(MONDAY + D)], days=1.2).state
    with pytest.raises(Untellable, match="asks nothing that 'stop' answers"):
        update_fact("approve", {"task_id": answered.tasks[0].task_id, "answer": "stop"}, answered, now=now)


def test_r3_an_answer_that_comes_after_a_certain_stop_is_refused() -> None:
    state = live([application("screening"), doubt(MONDAY + D)], days=2).state
    stopped = evolve(state, reply(MONDAY + 2 * D, "STOP"))
    with pytest.raises(Untellable, match="settled since"):
        update_fact("approve", {"task_id": state.tasks[0].task_id, "answer": "go-on"}, stopped, now=MONDAY + 2 * D)


# ---------------------------------------------------------------- the state


def test_r17_a_doubt_holds_for_the_person_under_whichever_id_it_was_said() -> None:
    me = live([application("screening")], days=2).state
    other = live([application("applied", ident="eng"), doubt(MONDAY + D)], days=2, candidate="lever:7").state
    both = evolve(me, joined_fact(other, MONDAY + 2 * D))
    assert both.doubt is not None and both.doubt.since == MONDAY + D
    again = doubt(MONDAY + 2 * D, event_id="again")
    twice = evolve(evolve(me, again), joined_fact(other, MONDAY + 2 * D)).doubt
    assert twice is not None and twice.since == MONDAY + D and twice.asks == "again", (
        "the latest of both is asked about"
    )
    decided = decide(both, DecisionContext(PLAYBOOK, both.candidate, MONDAY + 2 * D))
    wanted = task_id("doubt", "manual:ann", both.doubt.event_id)
    assert [t.task_id for t in decided.state.tasks if t.kind == "doubt"] == [wanted]
    assert decided.next.touch is None


def test_r17_a_doubt_under_an_id_that_is_still_to_be_joined_holds_too() -> None:
    state = live([application("screening")], days=1).state
    decided = decide(state, DecisionContext(PLAYBOOK, state.candidate, MONDAY + D, doubted=True))
    assert decided.next.touch is None and decided.next.why[0].rule == "R3"


def test_a_doubt_folded_again_from_the_record_is_the_same() -> None:
    told = [application("screening"), doubt(MONDAY + D), says("stop", MONDAY + 2 * D)]
    for days in (1.5, 3):
        story = live(told, days=days)
        again = evolve_all(begin("manual:ann"), story.facts)
        names = ("doubt", "stop", "settling", "stopped", "closed_channels", "tasks", "owed", "silence_from")
        assert all(getattr(again, name) == getattr(story.state, name) for name in names)


def test_the_state_stays_small_however_often_they_write() -> None:
    state = evolve(begin("manual:ann"), application("screening"))
    for n in range(200):
        about = {"event_id": f"m{n}", "application_id": f"a{n % 40}", "text": "x" * 5000}
        state = evolve(state, doubt(MONDAY + n * H, (), **about))
    assert len(state.model_copy(update={"position": Position()}).model_dump_json()) < 3000
