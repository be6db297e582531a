"""Stop at once (R3), we answer (R9), and the pauses in between."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Told, application, fact, live, playbook, reply

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.names import Channel, Stage
from domain.state.model import CandidateState

NEW_YORK = ZoneInfo("America/New_York")
PROSPECT = application("prospect", notes="They spoke at a meet-up.")


def here(at: datetime) -> datetime:
    return at.astimezone(NEW_YORK)


def test_r3_r8_after_a_reply_nudges_are_skipped_with_a_reason() -> None:
    answer = reply(MONDAY + 3 * D)
    story = live([PROSPECT, answer], days=40)
    assert story.steps()[:1] == ["outreach"] and not {"nudge", "last-nudge"} & set(story.steps())
    skipped = story.one("nudge", "skipped")
    assert skipped.occurred_at == answer.occurred_at and "replied" in skipped.why[0].text


EVENING = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
"""18:30 in New York: what falls due now waits for the morning."""


@pytest.mark.parametrize("is_answered", [True, False], ids=["a colleague answered", "nobody answered yet"])
def test_r3_a_prospect_who_writes_first_is_not_written_to_as_a_stranger(*, is_answered: bool) -> None:
    """They owe us no answer any more, and we owe them one: the outreach that waits for its hour would ignore theirs."""
    wrote = reply(EVENING + H, "I have just seen your opening. May I ask who would lead the team?")
    told: list[Told] = [application("prospect", EVENING, notes="They spoke at a meet-up."), wrote]
    if is_answered:
        told.append(fact(e.Contacted, EVENING + 2 * H))
    story = live(told, start=EVENING, days=45)
    assert not {"outreach", "nudge", "last-nudge"} & {*story.steps()}
    skipped = story.one("outreach", "skipped")
    assert skipped.occurred_at == wrote.occurred_at and "replied" in skipped.why[0].text
    assert story.tasks("answer") and ("receipt" in story.steps()) is not is_answered


def test_r3_what_a_prospect_wrote_before_they_were_one_stops_no_outreach() -> None:
    told = [application("rejected", MONDAY - 200 * D), reply(MONDAY - 100 * D), application("prospect", ident="sales")]
    assert "outreach" in live(told, start=MONDAY - 200 * D, days=210).steps()


def test_r3_a_question_about_the_offer_is_needless_once_they_have_written() -> None:
    """Its condition still holds, but it is a nudge: a reply stops it, whatever the playbook says."""
    told = [application("interview", MONDAY - D), fact(e.OfferExtended, MONDAY), reply(MONDAY + D)]
    story = live(told, start=MONDAY - D, days=6)
    assert "questions" not in story.steps()
    assert story.one("questions", "skipped").why[0].text.startswith("they've already replied")


def test_r9_a_reply_gives_a_task_a_reminder_an_escalation_and_a_receipt() -> None:
    answer = reply(MONDAY + D)  # Tuesday 10:00
    story = live([application(), answer], days=6)
    (task,) = story.tasks("answer")
    assert task.occurred_at == answer.occurred_at and task.due_at == MONDAY + 2 * D and task.assignee == "Rita"
    (reminded,) = [f for f in story.of("task_reminded") if f.task_id == task.task_id]
    (escalated,) = [f for f in story.of("task_escalated") if f.task_id == task.task_id]
    assert (reminded.occurred_at, escalated.occurred_at) == (MONDAY + 2 * D, MONDAY + 3 * D)
    assert escalated.to == "Hanna"
    assert story.one("receipt").occurred_at == MONDAY + 3 * D


@pytest.mark.parametrize("how", ["contacted", "done"])
def test_r9_an_answer_in_time_leaves_no_receipt_and_no_reminder(how: str) -> None:
    def answered(state: CandidateState, now: datetime) -> e.Event:
        if how == "contacted":
            return fact(e.Contacted, now)
        return fact(e.TaskCompleted, now, task_id=state.tasks[0].task_id)

    story = live([application(), reply(MONDAY + D), (MONDAY + D + 2 * H, answered)], days=6)
    assert "receipt" not in story.steps() and not story.of("task_reminded") and not story.state.tasks
    assert story.state.owed is None


def test_r9_two_replies_are_one_task_with_the_deadline_of_the_first() -> None:
    story = live([application(), reply(MONDAY + D), reply(MONDAY + D + H, "And one more thing.")], days=2)
    (task,) = story.tasks("answer")
    assert task.due_at == MONDAY + 2 * D


def test_r3_a_rejection_stops_everything_else_at_once() -> None:
    told = [
        application("interview"),
        fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 4 * D),
        fact(e.Rejected, MONDAY + 2 * D),
    ]
    story = live(told, days=14)
    after = [s for s in story.sent if s.occurred_at >= MONDAY + 2 * D]
    assert {s.stage for s in after} == {Stage.REJECTED} and [s.step for s in after] == ["closure", "survey"]
    assert any(s.step == "reminder" and s.why for s in story.of("skipped"))


def test_r3_a_rejection_stops_the_receipt_for_what_they_wrote_before() -> None:
    told = [application(), reply(MONDAY + D), fact(e.Rejected, MONDAY + 3 * D - H / 4)]
    story = live(told, days=5)
    assert story.steps() == ["acknowledge", "closure"] and story.tasks("answer")


def test_r3_a_rejection_waits_its_grace_hour() -> None:
    story = live([application("interview", MONDAY - D), fact(e.Rejected, MONDAY)], start=MONDAY - D, days=4)
    assert story.one("closure").occurred_at == MONDAY + H


def test_r3_a_rejection_at_closing_time_waits_its_hour_too() -> None:
    """Friday 17:00, 48 hours end on Sunday: its deadline must not pull it before the hour is over."""
    friday = datetime(2026, 11, 6, 17, 0, tzinfo=NEW_YORK).astimezone(UTC)
    story = live([application("interview"), fact(e.Rejected, friday)], days=8)
    closure = story.one("closure")
    assert here(closure.occurred_at) == datetime(2026, 11, 9, 9, 0, tzinfo=NEW_YORK)
    assert any("past its deadline" in r.text for r in closure.why)


def test_r3_undone_within_the_hour_nobody_hears_of_it() -> None:
    undone = fact(e.RejectionWithdrawn, MONDAY + D + H / 2)
    story = live([application("interview"), fact(e.Rejected, MONDAY + D), undone], days=10)
    assert not [s for s in story.sent if s.stage is Stage.REJECTED]
    assert story.of("skipped"), "the closure that was decided is on record as skipped"
    assert "invite" in story.steps()


def test_r3_a_pause_without_an_end_holds_everything_and_says_so() -> None:
    story = live([application("screening"), fact(e.Paused, MONDAY + H)], days=20)
    assert not story.sent and str(story.moments[2].decision.state) in ("paused", "attention")
    assert story.tasks("silence") and story.of("silence_breached"), "R1 goes on: a colleague paused it, not the silence"


def test_r3_no_task_to_call_them_while_paused() -> None:
    paused = fact(e.Paused, MONDAY + H, until=MONDAY + 4 * D)
    told = [application("interview"), paused, fact(e.OfferExtended, MONDAY + D)]
    story = live(told, days=8)
    (call,) = story.tasks("call")
    assert call.occurred_at >= MONDAY + 4 * D
    assert story.one("offer-call", "held").until == MONDAY + 4 * D


@pytest.mark.parametrize("kind", [e.Paused, e.Snoozed])
def test_r26_a_day_told_in_their_own_zone_holds_a_call_once_and_stops_no_clock(kind: type[e.Event]) -> None:
    """A colleague's day begins at midnight there, and the desk and commands tell the instant with that offset."""
    until = datetime(2026, 11, 6, tzinfo=ZoneInfo("America/New_York"))
    told = [
        application("interview"),
        fact(kind, MONDAY + H, until=until.isoformat()),
        fact(e.OfferExtended, MONDAY + D),
    ]
    story = live(told, days=8)
    assert story.one("offer-call", "held").until == until
    (call,) = story.tasks("call")
    assert call.occurred_at >= until
    undone = fact(e.TakenBack, MONDAY + D + H, about=told[1].event_id, application_id=None, source="desk")
    snooze = fact(kind, MONDAY + H, until=until.isoformat(), source="desk", event_id=told[1].event_id)
    assert live([told[0], snooze, told[2], undone], days=8).of("undone")[-1].becomes == "done"


def test_r3_no_deadline_makes_it_go_during_a_pause() -> None:
    """Paused until Saturday; the update is due on Saturday at the latest, and Friday is still in the pause."""
    told = [application("screening"), fact(e.Paused, MONDAY + H, until=MONDAY + 12 * D)]
    story = live(told, days=20)
    assert all(s.occurred_at >= MONDAY + 12 * D for s in story.sent)


def test_r3_a_pause_that_they_asked_for_themselves_is_not_put_down_to_a_colleague() -> None:
    paused = fact(e.Paused, MONDAY + H, until=MONDAY + 4 * D, source="page", author="candidate")
    story = live([application("interview"), paused, fact(e.OfferExtended, MONDAY + D)], days=8)
    said = [reason.text for reason in story.one("offer-call", "held").why]
    assert any(text.startswith("the follow-up is paused until") for text in said)


def test_r3_resuming_goes_on_where_it_was() -> None:
    told = [application("screening"), fact(e.Paused, MONDAY + H), fact(e.Resumed, MONDAY + 3 * D)]
    story = live(told, days=20)
    assert story.state.paused_since is None and "update" in story.steps()


def test_r16_after_a_pause_nothing_bursts_out_and_what_is_too_late_expires() -> None:
    told: list[Told | tuple[datetime, Told]] = [
        application("interview"),
        application("applied", MONDAY + H / 2, ident="ops"),
        fact(e.Paused, MONDAY + H, until=MONDAY + 30 * D),
    ]
    told += [
        fact(e.InterviewScheduled, MONDAY + n * D, interview_id=str(n), at=MONDAY + (n + 2) * D, event_id=f"i{n}")
        for n in range(2, 20, 4)
    ]
    story = live(told, days=45)
    after = [s for s in story.sent if s.occurred_at > MONDAY + H]
    assert all(s.occurred_at >= MONDAY + 30 * D for s in after) and after
    assert all(b.occurred_at - a.occurred_at >= 20 * H for a, b in itertools.pairwise(after))
    expired = story.of("expired")
    assert {f.step for f in expired} >= {"details", "reminder", "thank-you"}
    assert all(any(r.rule == "R16" for r in f.why) for f in expired)


def test_r16_an_import_of_old_stories_sends_no_backlog() -> None:
    old = application("applied", applied_at=MONDAY - 60 * D, last_contact_at=MONDAY - 30 * D)
    story = live([old], days=4)
    assert "acknowledge" not in story.steps(), "an acknowledgement after two months is worse than none"
    assert story.one("acknowledge", "skipped").why
    assert len(story.sent) <= 1


def test_r16_after_an_outage_overdue_steps_are_decided_anew() -> None:
    before = live([application("interview"), fact(e.InterviewScheduled, MONDAY, at=MONDAY + 2 * D)], days=0.5)
    waiting = before.state
    context = DecisionContext(PLAYBOOK, waiting.candidate, MONDAY + 10 * D)
    decided = decide(waiting, context)
    assert {f.step for f in decided.events if f.type in ("expired", "skipped")} >= {"reminder", "thank-you"}  # type: ignore[attr-defined]
    assert decided.next.at is not None and decided.next.at > context.now - H


def test_a_snooze_puts_everything_off() -> None:
    told = [application("screening"), fact(e.Snoozed, MONDAY + H, until=MONDAY + 20 * D)]
    story = live(told, days=30)
    assert story.sent[0].occurred_at >= MONDAY + 20 * D
    assert any("put it off" in r.text for r in story.sent[0].why)


def test_the_end_of_a_pause_does_not_end_a_snooze_but_a_colleague_does() -> None:
    told = [
        application("screening"),
        fact(e.Snoozed, MONDAY + H, until=MONDAY + 20 * D),
        fact(e.Paused, MONDAY + 2 * H, until=MONDAY + 5 * D),
    ]
    assert live(told, days=30).sent[0].occurred_at >= MONDAY + 20 * D
    story = live([*told, fact(e.Resumed, MONDAY + 15 * D)], days=30)
    assert story.sent[0].occurred_at < MONDAY + 20 * D


def test_r18_an_edited_playbook_takes_effect_at_the_next_decision() -> None:
    state = live([application("screening")], days=1).state
    weekly = playbook(max_silence="P7D")
    content: Any = weekly.model_dump(mode="json")
    steps = content["stages"]["screening"]["steps"]
    content["stages"]["screening"]["steps"] = [s for s in steps if s["step"] != "update"]
    without = type(weekly).model_validate(content)
    now = MONDAY + D
    gone = decide(state, DecisionContext(without, state.candidate, now))
    assert gone.events[0].type == "skipped" and gone.events[0].why[0].rule == "R18"  # type: ignore[attr-defined]
    assert gone.next.playbook == without.version != PLAYBOOK.version
    assert decide(state, DecisionContext(weekly, state.candidate, now)).next.playbook == weekly.version


def test_r7_a_prospect_who_stops_and_opens_again_is_in_the_conversation_again() -> None:
    told = [
        application("prospect"),
        reply(MONDAY + 2 * D, "Please stop writing to me."),
        fact(e.OptedIn, MONDAY + 5 * D, channel=Channel.EMAIL),
    ]
    story = live(told, days=40)
    assert not story.state.stopped
    assert [f for f in story.facts if f.occurred_at > MONDAY + 5 * D and f.type in ("sent", "task_opened")]


@pytest.mark.parametrize("after", ["entered", "last_contact"])
@pytest.mark.parametrize("answers_on", [1, 8])
def test_r3_nudges_that_come_again_and_again_stop_the_moment_they_answer(after: str, answers_on: int) -> None:
    content: Any = PLAYBOOK.model_dump(mode="json")
    step = {"step": "slot", "after": "entered", "kind": "nudge", "message": "interview/check-in", "times": 6}
    content["stages"]["interview"]["steps"] = [step | {"every": "P3D", "delay": "P2D"}]
    if after == "last_contact":
        content["stages"]["interview"]["steps"][0] |= {"after": after, "delay": "PT0S"}
    rules = type(PLAYBOOK).model_validate(content)
    answered_at = MONDAY + answers_on * D
    story = live([application("interview"), reply(answered_at)], days=40, rules=rules)
    asked = [s for s in story.sent if s.step == "slot"]
    assert [s for s in asked if s.occurred_at >= answered_at] == []
    assert bool(asked) == (answers_on > 5)
    assert live([application("interview")], days=40, rules=rules).steps().count("slot") == 6
