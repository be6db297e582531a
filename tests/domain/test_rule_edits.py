"""R18 and R16: an edited playbook takes effect at the next decision, and nobody is messaged because of the edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Moment, Story, application, fact, live

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.due_steps import rank_of
from domain.delivery.sent_fact import sent
from domain.forecast.playbook_diff import move_of, next_contact, rule_changes
from domain.names import Stage
from domain.playbook.model import Playbook
from domain.playbook.rule_history import (
    FROM_THE_BEGINNING,
    RECEIPT,
    RuleHistory,
    Rules,
    Since,
    may_wait,
    standing_after,
)
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState
from tests.tables import each

M = timedelta(minutes=1)
Content = dict[str, Any]


def edited(change: Callable[[Content], None], base: Playbook = PLAYBOOK) -> Playbook:
    content = base.model_dump(mode="json")
    change(content)
    return Playbook.model_validate(content)


def step(content: Content, stage: str, name: str) -> Content:
    found: Content = next(s for s in content["stages"][stage]["steps"] if s["step"] == name)
    return found


def setting(stage: str, name: str, **keys: Any) -> Callable[[Content], None]:
    return lambda content: step(content, stage, name).update(keys)


def adding(stage: str, **keys: Any) -> Callable[[Content], None]:
    return lambda content: content["stages"][stage]["steps"].append({"message": "applied/update"} | keys)


def removing(stage: str, name: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        steps = content["stages"][stage]["steps"]
        content["stages"][stage]["steps"] = [s for s in steps if s["step"] != name]

    return change


def top(**keys: Any) -> Callable[[Content], None]:
    return lambda content: content.update(keys)


def waits(stage: str, days: float, *told: e.Event) -> CandidateState:
    """Somebody who entered the stage on a Monday at ten, so many days later."""
    return live([*entered(stage), *told], days=days).state


def entered(stage: str) -> list[e.Event]:
    """They come in in the stage; a closed one is told as a decision, for whoever comes in closed is written nothing."""
    closing = {"rejected": e.Rejected, "withdrawn": e.Withdrawn, "hired": e.Hired}.get(stage)
    return [application(stage)] if closing is None else [application("interview"), fact(closing, MONDAY)]


def then(
    state: CandidateState, new: Playbook, edit_at: datetime, *, days: float = 30, start: datetime | None = None
) -> Story:
    """What becomes of them once the new rules are in force."""
    standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, edit_at)
    story, now = Story(), start or edit_at
    for _ in range(60):
        decided = decide(state, DecisionContext(new, state.candidate, now, standing=standing))
        state, decision = decided.state, decided.next
        done: tuple[e.Event, ...] = ()
        if decision.action == "send" and decision.touch and decision.at and decision.at <= now:
            done = (sent(decision.touch, now, decision.why),)
            state = evolve(state, done[0])
        state = state.model_copy(update={"decision": decision})
        story.moments.append(
            Moment(
                now,
                state,
                decided.events,
                decision,
                state,
                DecisionContext(new, state.candidate, now),
                frozenset(),
                done,
            )
        )
        story.state = state
        if not done and (decision.at is None or decision.at > edit_at + days * D):
            return story
        if not done:
            assert decision.at is not None
            now = max(decision.at, now + timedelta(microseconds=1))
    return story


# ---------------------------------------------------------------- since when a rule stands

EDIT = MONDAY + 5 * D
OLD = RuleHistory({"prospect/nudge": Since(MONDAY, MONDAY)}, MONDAY)


@each(
    ("change", "key", "expected", "pace"),
    [
        (setting("prospect", "nudge", message="prospect/outreach"), "prospect/nudge", Since(MONDAY, MONDAY), MONDAY),
        (setting("prospect", "nudge", promises="P2D"), "prospect/nudge", Since(MONDAY, MONDAY), MONDAY),
        (setting("prospect", "nudge", delay="P3D"), "prospect/nudge", Since(MONDAY, EDIT), EDIT),
        (setting("prospect", "nudge", when=""), "prospect/nudge", Since(MONDAY, EDIT), EDIT),
        (setting("prospect", "last-nudge", delay="P20D"), "prospect/nudge", Since(MONDAY, MONDAY), EDIT),
        (adding("applied", step="hello", after="entered"), "applied/hello", Since(EDIT, EDIT), EDIT),
        (removing("applied", "update"), "applied/update", Since(), EDIT),
        (top(max_silence="P7D"), "applied/update", Since(None, EDIT), EDIT),
        (top(max_silence="P7D"), "applied/acknowledge", Since(), EDIT),
        (top(rejection_grace="PT5M"), "rejected/closure", Since(None, EDIT), EDIT),
        (top(receipt_after="1bd"), RECEIPT, Since(None, EDIT), EDIT),
        (top(limits={"per_day": 2, "per_week": 5}), "applied/update", Since(), EDIT),
        (top(window={"close": "19:00:00"}), "applied/update", Since(), EDIT),
        (top(answer_within="2bd"), "applied/update", Since(), MONDAY),
    ],
)
def test_r18_since_when_a_rule_stands(
    change: Callable[[Content], None], key: str, expected: Since, pace: datetime
) -> None:
    standing = standing_after(OLD, PLAYBOOK, edited(change), EDIT)
    assert (standing.steps.get(key, Since()), standing.pace_at) == (expected, pace)


def test_r18_a_step_that_comes_back_is_new_again() -> None:
    without = edited(removing("applied", "update"))
    gone = standing_after(FROM_THE_BEGINNING, PLAYBOOK, without, EDIT)
    back = standing_after(gone, without, PLAYBOOK, EDIT + D)
    assert back.steps["applied/update"] == Since(EDIT + D, EDIT + D)


# ---------------------------------------------------------------- nobody is messaged because of the edit


def test_r18_a_new_step_counts_from_when_it_came_into_force_and_what_was_before_is_on_record_as_expired() -> None:
    new = edited(adding("applied", step="hello", after="application_received", delay="P2D", expires="P30D"))
    state = waits("applied", 5)
    story = then(state, new, EDIT)
    lost = story.one("hello", "expired")
    assert lost.occurred_at == EDIT and lost.why[-1].rule == "R18"
    assert "the playbook has this step since Saturday 7 November" in lost.why[-1].text
    assert "hello" not in story.steps()


def test_r18_a_new_step_that_is_due_after_the_edit_goes_to_those_who_wait() -> None:
    new = edited(adding("applied", step="hello", after="application_received", delay="P8D"))
    assert then(waits("applied", 5), new, EDIT).one("hello").occurred_at >= MONDAY + 8 * D


def test_r18_who_comes_after_the_edit_gets_the_new_step_at_its_time() -> None:
    new = edited(adding("prospect", step="hello", after="entered", delay="PT0S", hours="extended"))
    standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, MONDAY - M)
    state = live([application("prospect")], days=0).state.model_copy(update={"decision": None})
    fresh = decide(state, DecisionContext(new, state.candidate, MONDAY, standing=standing))
    assert fresh.next.touch is not None and fresh.next.touch.step == "hello" and fresh.next.at == MONDAY


def test_r18_a_new_update_that_breaks_a_silence_does_not_expire_but_waits_for_the_next_working_day() -> None:
    without = edited(removing("screening", "update"))
    began = MONDAY - 20 * D
    state = live([application("screening", began)], start=began, days=21, rules=without).state
    edit_at = MONDAY + D  # a Tuesday
    standing = standing_after(FROM_THE_BEGINNING, without, PLAYBOOK, edit_at)
    decision = decide(state, DecisionContext(PLAYBOOK, state.candidate, edit_at, standing=standing)).next
    assert decision.touch is not None and decision.touch.step == "update"
    assert decision.send_at is not None and decision.send_at.date() == (edit_at + D).date()


NUDGED = setting("prospect", "nudge", delay="P3D")


def test_r18_what_a_shorter_delay_makes_overdue_goes_with_the_next_working_days_messages() -> None:
    state = waits("prospect", 7)  # the outreach went out on Wednesday; the nudge would go a week later
    sent_at = state.applications[0].entry.steps["outreach"].sent_at
    assert sent_at is not None
    edit_at = sent_at + 5 * D
    story = then(state, edited(NUDGED), edit_at)
    nudge = story.one("nudge")
    assert (nudge.occurred_at - edit_at) > 12 * H
    opening = nudge.occurred_at.astimezone(story.moments[-1].world.tz)
    assert (opening.weekday() < 5) and opening.hour == 9 and nudge.occurred_at.date() > edit_at.date()
    held = story.one("nudge", "held")
    assert held.occurred_at == edit_at and "waits for the next working day" in held.why[1].text


def test_r18_too_late_under_the_new_rules_expires_and_is_not_sent_because_it_was_put_off() -> None:
    new = edited(setting("prospect", "nudge", delay="PT1H", expires="P1D"))
    state = waits("prospect", 7)
    assert then(state, new, MONDAY + 7 * D).one("nudge", "expired").occurred_at == MONDAY + 7 * D


def test_r18_what_falls_due_within_the_hour_of_the_edit_waits_for_the_hour() -> None:
    state = waits("prospect", 7)
    sent_at = state.applications[0].entry.steps["outreach"].sent_at
    assert sent_at is not None
    edit_at = sent_at + 5 * D - 20 * M
    nudge = then(state, edited(setting("prospect", "nudge", delay="P5D")), edit_at).one("nudge")
    assert nudge.occurred_at >= edit_at + H


def test_r18_a_wider_window_opens_no_gate_for_what_was_held_back() -> None:
    state = waits("prospect", 9.4)  # the nudge fell due and is held until the morning
    evening = (state.decision.send_at if state.decision else None) or MONDAY
    narrow = PLAYBOOK
    edit_at = MONDAY + 9.4 * D
    wide = edited(top(window={"days": ["mon", "tue", "wed", "thu", "fri"], "open": "08:00", "close": "20:00"}), narrow)
    story = then(state, wide, edit_at)
    assert all(s.occurred_at >= edit_at + H for s in story.sent)
    assert evening >= edit_at


ALWAYS_OPEN = top(
    window={
        "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "open": "00:01:00",
        "close": "23:58:00",
        "holidays": False,
        "weekends": False,
    }
)


def test_r18_a_welcome_that_was_held_until_the_morning_does_not_go_because_the_window_was_widened() -> None:
    """It is urgent, and yet answers nothing that they did: it waits for the hour like all the rest."""
    came = MONDAY + 13 * H  # at eleven at night
    state = live([application("offer", came), fact(e.Hired, came)], start=came, days=0).state
    assert state.decision is not None and state.decision.send_at is not None
    assert state.decision.send_at > came + 8 * H
    edit_at = came + 30 * M
    story = then(state, edited(ALWAYS_OPEN), edit_at, days=1)
    assert story.one("welcome").occurred_at >= edit_at + H
    assert story.one("welcome", "held").why[-1].rule == "R18"


@each(
    ("stage", "name", "waits_too"),
    [
        ("hired", "welcome", True),
        ("hired", "paperwork", True),
        ("offer", "questions", True),
        ("offer", "check-in", True),
        ("offer", "covering-note", False),
        ("offer", "expiring", False),
        ("offer", "promise-due", False),
        ("applied", "acknowledge", False),
        ("interview", "details", False),
        ("interview", "reminder", False),
    ],
)
def test_r18_only_what_answers_or_is_about_a_date_of_theirs_does_not_wait_for_the_hour(
    stage: str, name: str, waits_too: bool
) -> None:
    found = PLAYBOOK.step(Stage(stage), name)
    assert found is not None
    assert may_wait(found, rank_of(found, Stage(stage))) is waits_too


def test_r18_answers_to_what_they_just_did_and_what_is_urgent_go_on_whatever_else_is_edited() -> None:
    """An edit of window, caps or other steps holds back neither an acknowledgement nor interview details."""
    new = edited(top(limits={"per_day": 2, "per_week": 9}))
    standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, MONDAY + M)
    state = evolve(begin("manual:ann"), application("applied"))
    decision = decide(state, DecisionContext(new, state.candidate, MONDAY + 2 * M, standing=standing)).next
    assert decision.touch is not None and decision.touch.step == "acknowledge" and decision.at == MONDAY + 2 * M


def test_r18_what_a_colleague_asks_for_is_not_held_back_by_an_edit() -> None:
    state = waits("prospect", 7)
    state = evolve(state, fact(e.SendRequested, MONDAY + 7 * D, step="nudge"))
    new = edited(NUDGED)
    standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, MONDAY + 7 * D)
    decision = decide(state, DecisionContext(new, state.candidate, MONDAY + 7 * D, standing=standing)).next
    assert decision.touch is not None and decision.touch.step == "nudge" and decision.at == MONDAY + 7 * D


def test_r18_a_deadline_makes_it_go_sooner_but_not_within_the_hour() -> None:
    """The longest silence is shortened so that it ends today: the update goes today, an hour after the edit."""
    state = live([application("screening", MONDAY - 5 * D)], start=MONDAY - 5 * D, days=5).state
    new = edited(top(max_silence="P5D"))
    story = then(state, new, MONDAY - 10 * M, start=MONDAY)
    update = story.sent[0]
    assert update.step == "update"
    assert update.occurred_at >= MONDAY - 10 * M + H


def test_r18_an_edit_that_is_undone_gives_back_what_it_took_away() -> None:
    state = waits("prospect", 5)
    before = state.decision
    without = edited(removing("prospect", "nudge"))
    at = MONDAY + 5 * D
    gone = standing_after(FROM_THE_BEGINNING, PLAYBOOK, without, at)
    took = decide(state, DecisionContext(without, state.candidate, at, standing=gone))
    assert [f.type for f in took.events][:1] == ["skipped"] and took.next.touch.step == "last-nudge"  # type: ignore[union-attr]
    state = took.state.model_copy(update={"decision": took.next})
    back = standing_after(gone, without, PLAYBOOK, at + 10 * M)
    again = decide(state, DecisionContext(PLAYBOOK, state.candidate, at + 10 * M, standing=back))
    assert before is not None and before.touch is not None and again.next.touch is not None
    assert (again.next.touch.key, again.next.send_at) == (before.touch.key, before.send_at)


# ---------------------------------------------------------------- what moves, and why

NOW = MONDAY + 5 * D


def test_r18_the_rules_that_changed_are_said_one_by_one() -> None:
    def change(content: Content) -> None:
        setting("interview", "thank-you", delay="P1D", wait_for_note=None)(content)
        adding("applied", step="hello", after="entered")(content)
        removing("offer", "questions")(content)
        content["limits"]["per_day"] = 2
        content["stages"]["screening"]["max_silence"] = "P9D"
        content["messages"]["applied/update.md"]["body"] += "Bye."
        content["messages"]["applied/update.b.md"] = {"subject": "x", "body": "y"}

    assert [str(c) for c in rule_changes(PLAYBOOK, edited(change))] == [
        "limits: per_day is 2, was 1",
        "applied/hello: is new",
        "screening: max_silence is P9D, was not set",
        "interview/thank-you: delay is P1D, was PT2H",
        "interview/thank-you: wait_for_note is not set, was PT12H",
        "offer/questions: is gone",
        "messages/applied/update.b.md: is new",
        "messages/applied/update.md: its words changed",
    ]
    assert rule_changes(PLAYBOOK, PLAYBOOK) == ()


def moved(state: CandidateState, new: Playbook, now: datetime = NOW) -> Any:
    standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, now)
    return move_of(state, Rules(PLAYBOOK), Rules(new, standing), now, changes=rule_changes(PLAYBOOK, new))


def test_r18_a_next_contact_moves_from_when_to_when_and_why() -> None:
    move = moved(waits("prospect", 5), edited(setting("prospect", "nudge", delay="P9D")))
    row = move.as_json()
    assert (row["id"], row["from"]["step"], row["to"]["step"]) == ("manual:ann", "nudge", "nudge")
    assert move.after.at - move.before.at >= D
    assert row["why"].startswith(
        "prospect/nudge: delay is P9D, was P7D; step nudge of prospect: P9D after the outreach message"
    )


def twofold(*changes: Callable[[Content], None]) -> Playbook:
    def change(content: Content) -> None:
        for one in changes:
            one(content)

    return edited(change)


WORDS_TOO = setting("prospect", "nudge", variants={"a": 1}, asks=False)
SUNDAYS = top(window={"days": ["sun"], "weekends": False})


@pytest.mark.parametrize(
    ("changes", "said", "not_said"),
    [
        # The window moved it; the step's own edit is about words.
        ((SUNDAYS, WORDS_TOO), "window: days is sun", "prospect/nudge"),
        # Its delay moved it; the digest goes to colleagues.
        (
            (top(digest={"at": "07:00:00"}), setting("prospect", "nudge", delay="P9D"), WORDS_TOO),
            "delay is P9D",
            "digest",
        ),
        ((setting("prospect", "nudge", delay="P9D"), WORDS_TOO), "delay is P9D", "variants"),
        # A window that is wider in the evening moves nobody who goes in the morning.
        ((top(window={"close": "18:30:00"}), setting("prospect", "nudge", delay="P9D")), "delay is P9D", "window"),
        # Something about the step was changed that moves nothing, and the window was.
        ((SUNDAYS, setting("prospect", "nudge", expires="P8D")), "window: days is sun", "expires"),
    ],
)
def test_r18_why_it_moves_names_what_moved_it_and_nothing_else(
    changes: tuple[Callable[[Content], None], ...], said: str, not_said: str
) -> None:
    edits = "; ".join(moved(waits("prospect", 5), twofold(*changes)).edits)
    assert said in edits and not_said not in edits, edits


def test_r18_a_step_that_a_colleague_must_approve_now_is_said_to_wait_for_that() -> None:
    state = waits("prospect", 5)
    move = moved(state, edited(setting("prospect", "nudge", approve=True)))
    assert (move.before.step, move.before.approval) == ("nudge", False)
    assert (move.after.step, move.after.approval) == ("nudge", True)
    assert move.edits == ("prospect/nudge: approve is yes, was no",)
    assert move.as_json()["to"]["waits_for_approval"] and "waits_for_approval" not in move.as_json()["from"]
    assert "it waits for a colleague's approval" in move.why


def test_r18_what_was_approved_waits_for_nothing_and_what_was_declined_is_not_next() -> None:
    rules = edited(setting("prospect", "nudge", approve=True))
    state = live([application("prospect")], days=9, rules=rules).state
    (task,) = [t for t in state.tasks if t.kind == "approve"]
    for yes in (True, False):
        answered = evolve(state, fact(e.Approved, MONDAY + 9 * D, task_id=task.task_id, yes=yes))
        found, _ = next_contact(answered, Rules(rules), MONDAY + 9 * D)
        assert found is not None
        assert (found.step, found.approval) == (("nudge" if yes else "last-nudge"), False)
    found, _ = next_contact(state, Rules(rules), MONDAY + 9 * D)
    assert found is not None and (found.step, found.approval) == ("nudge", True)


def test_r18_who_does_not_move_is_left_out() -> None:
    state = waits("applied", 5)
    assert moved(state, edited(setting("prospect", "nudge", delay="P9D"))) is None
    assert moved(state, PLAYBOOK) is None


def test_r18_a_contact_that_is_gone_and_one_that_is_new() -> None:
    state = waits("withdrawn", 5)
    gone = moved(state, edited(removing("withdrawn", "survey")))
    assert gone.before.step == "survey" and gone.after is None and "withdrawn/survey: is gone" in gone.why
    ended = waits("withdrawn", 20)
    assert next_contact(ended, Rules(PLAYBOOK), MONDAY + 20 * D)[0] is None
    later = adding("withdrawn", step="hello", after="entered", delay="P40D")
    new = moved(ended, edited(later), MONDAY + 20 * D)
    assert new.before is None and new.after.step == "hello"


def test_r18_a_contact_that_comes_after_a_task_or_the_end_of_an_interview_moves_too() -> None:
    scheduled = fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 6 * D)
    state = waits("interview", 5.9, scheduled)
    move = moved(state, edited(setting("interview", "thank-you", delay="PT23H", by="PT48H")), MONDAY + 5.9 * D)
    assert (move.before.step, move.after.step) == ("thank-you", "thank-you")
    assert move.after.at > move.before.at


@each("stage", list(Stage))
def test_r18_what_is_said_beforehand_is_what_the_clock_then_decides(stage: Stage) -> None:
    """The next contact under the new rules, taken before the edit, is that of the decision after it."""

    def change(content: Content) -> None:
        NUDGED(content)
        top(max_silence="P9D")(content)

    new = edited(change)
    for days in (1, 4, 8, 15):
        now = MONDAY + days * D + 10 * M
        state = waits(str(stage), days)
        standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, now)
        said, _ = next_contact(state, Rules(new, standing), now)
        minutes_later = now + 3 * M
        real = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, now + M)
        then_said, _ = next_contact(state, Rules(new, real), minutes_later)
        assert said == then_said
