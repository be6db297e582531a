"""A reply is a reply (R8), a stop is a stop (R7)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from lives import MONDAY, D, H, application, fact, live, reply

from domain import events as e
from domain.names import Channel
from domain.reducers.evolve import begin, evolve
from domain.replies.recorded_reply import read
from domain.state.consent import change_of
from tests.tables import each

STOPS = [
    "STOP", "stop", "Stop.", " stop!! ", "STOPALL", "Unsubscribe", "unsubscribe please", "Quit", "opt out", "Opt-out",
    "please stop emailing me", "Pls stop texting", "Stop sending me these", "Please remove me from your list",
    "take me off this list", "do not contact me", "don't email me again", "Never write to me again",
    "I want to opt out", "leave me alone", "no more emails", "no more messages, thanks", "Please stop.", "Arrêter",
    "STOPP", "BAJA", "Parar", "Don’t contact me again", "Stop contacting me.", "Please don't text me.",
]  # fmt: skip
ANSWERS = [
    "Thank you, is there any news?", "I can't stop thinking about this role!", "Tuesday at 10 works.", "yes", "ok",
    "The bus stop is next to your office, right?", "I would never stop learning.", "Please call me at noon.",
    "Is it a full stop?", "Let me know when to end my notice period.", "Please send me the details.",
]  # fmt: skip
AUTOMATIC = [
    "I am out of the office until 2026-12-01.", "Automatic reply: thank you for your message", "Auto-reply: away",
    "I am currently on vacation.", "Ich bin in der Abwesenheit", "Absence du bureau", "Fuera de la oficina",
    "I am on parental leave. Please contact Bob.",
]  # fmt: skip
WITHDRAWALS = [
    "I'd like to withdraw my application.", "I am no longer interested", "I have accepted another offer",
    "Sorry, I've taken a different job.", "Please remove my application", "I am withdrawing from the process",
]  # fmt: skip


@each("text", STOPS)
def test_r7_a_stop_in_any_wording(text: str) -> None:
    assert read(reply(MONDAY, text, channel=Channel.SMS)).kind == "stop"


@each("text", ANSWERS)
def test_r8_an_answer_is_no_stop(text: str) -> None:
    assert read(reply(MONDAY, text)).kind == "answer"


@pytest.mark.parametrize("text", ["end", "cancel"])
def test_r7_words_that_stop_a_text_and_in_a_mail_are_put_to_a_person(text: str) -> None:
    found = read(reply(MONDAY, text, channel=Channel.SMS))
    assert found.kind == "stop"
    found = read(reply(MONDAY, text))
    assert (found.kind, found.certain) == ("stop", False)


def test_r3_a_mail_that_says_remove_and_nothing_else_is_put_to_a_person() -> None:
    found = read(reply(MONDAY, "Remove."))
    assert (found.kind, found.certain) == ("stop", False)


@each("text", AUTOMATIC)
def test_r8_out_of_office_is_no_reply(text: str) -> None:
    assert read(reply(MONDAY, text)).kind == "automatic"


def test_r8_what_the_sender_knows_counts_more_than_the_words() -> None:
    assert read(reply(MONDAY, "Thanks!", automatic=True)).kind == "automatic"
    assert read(reply(MONDAY, "I was out of the office, sorry. Tuesday works.", automatic=False)).kind == "answer"


def test_r7_what_they_quote_of_ours_is_no_stop() -> None:
    text = "Yes, Tuesday works.\n\n> If you want no more mail from us, unsubscribe here."
    assert read(reply(MONDAY, text)).kind == "answer"


def test_r7_r8_a_withdrawal_with_a_stop_is_both() -> None:
    text = "I would like to withdraw my application. Please stop emailing me."
    assert read(reply(MONDAY, text)).kind == "stop"
    story = live([application(), reply(MONDAY + D, text)], days=20)
    assert story.steps() == ["acknowledge"] and story.state.stopped
    (task,) = story.of("task_opened")
    assert task.kind == "stopped" and "no longer want the job" in task.title, "one task, which proposes the withdrawal"


def test_r8_a_signature_in_automatic_mail_that_says_unsubscribe_is_no_stop() -> None:
    text = "Out of office. To stop these messages, click unsubscribe."
    assert read(reply(MONDAY, text)).kind == "automatic"


@pytest.mark.parametrize("text", WITHDRAWALS)
def test_r8_a_wish_to_withdraw_is_put_to_the_recruiter(text: str) -> None:
    assert read(reply(MONDAY, text)).kind == "withdraw"
    story = live([application(), reply(MONDAY + D, text)], days=3)
    (task,) = story.tasks("answer")
    assert "withdraw" in task.title
    assert str(story.state.applications[0].stage) == "applied", "a colleague confirms it first"


@pytest.mark.parametrize(
    ("text", "returns"),
    [
        ("I am out of the office until 2026-12-01.", date(2026, 12, 1)),
        ("I am out of the office until 2026-99-01.", None),
        ("I am out of the office.", None),
    ],
)
def test_r8_the_date_of_return(text: str, returns: date | None) -> None:
    assert read(reply(MONDAY, text)).returns_on == returns


def test_r8_automatic_mail_pauses_nudges_until_they_are_back_and_counts_as_no_reply() -> None:
    away = reply(MONDAY + 3 * D, "I am out of the office until 2026-12-01.")
    story = live([application("prospect"), away], days=40)
    nudge = story.one("nudge")
    assert nudge.occurred_at >= datetime(2026, 12, 1, tzinfo=UTC)
    assert story.state.last_reply_at is None and not story.tasks("answer")
    assert any(r.rule == "R8" for r in nudge.why)


def test_r8_without_a_date_nudges_wait_two_weeks() -> None:
    away = reply(MONDAY + 3 * D, "I am out of the office.")
    story = live([application("prospect"), away], days=40)
    assert story.one("nudge").occurred_at >= away.occurred_at + 14 * D


def test_r8_no_deadline_makes_a_nudge_go_while_they_are_away() -> None:
    """`questions` of the offer has a service level of 72 hours; they are back after it."""
    away = reply(MONDAY + H, "I am out of the office until 2026-11-10.")
    story = live([application("offer"), fact(e.OfferExtended, MONDAY), away], days=20)
    assert all(s.occurred_at >= datetime(2026, 11, 10, tzinfo=UTC) for s in story.sent if s.step == "questions")


def test_r8_a_real_reply_ends_the_absence() -> None:
    state = evolve(begin("manual:ann"), application("prospect"))
    state = evolve(state, reply(MONDAY + H, "Automatic reply"))
    assert state.away_until == MONDAY + H + 14 * D
    assert evolve(state, reply(MONDAY + D)).away_until is None


@pytest.mark.parametrize(
    ("event", "action", "channel"),
    [
        (reply(MONDAY, "STOP"), "close", None),
        (fact(e.OptedOut, MONDAY), "close", None),
        (fact(e.OptedOut, MONDAY, channel="sms"), "close", Channel.SMS),
        (fact(e.OptedIn, MONDAY, channel="sms"), "open", Channel.SMS),
        (fact(e.CandidateUpdated, MONDAY, can_email=False), "close", Channel.EMAIL),
        (
            fact(e.DeliveryReported, MONDAY, touch_key="x", outcome="spam_report", channel="email"),
            "close",
            Channel.EMAIL,
        ),
        (
            fact(e.DeliveryReported, MONDAY, touch_key="x", outcome="unsubscribed", channel="email"),
            "close",
            Channel.EMAIL,
        ),
    ],
    ids=["stop-reply", "opt-out", "opt-out-of-texts", "opt-in", "ats-do-not-contact", "spam-report", "unsubscribed"],
)
def test_r7_what_closes_and_opens_a_channel(event: e.Event, action: str, channel: Channel | None) -> None:
    assert [(change.action, change.channel) for change in change_of(event)] == [(action, channel)]


@pytest.mark.parametrize(
    "event",
    [
        reply(MONDAY, "Tuesday works"),
        fact(e.CandidateUpdated, MONDAY, can_email=True),
        fact(e.DeliveryReported, MONDAY, touch_key="x", outcome="bounced", channel="email"),
        fact(e.Paused, MONDAY),
    ],
    ids=["answer", "can-email", "bounce", "pause"],
)
def test_r7_what_changes_no_consent(event: e.Event) -> None:
    assert change_of(event) == ()


@pytest.mark.parametrize(
    ("steps", "stopped", "closed"),
    [
        ([("out", None)], True, {"email", "sms"}),
        ([("out", "sms")], False, {"sms"}),
        ([("out", None), ("in", "sms")], False, {"email"}),
        ([("out", None), ("in", None)], False, set()),
        ([("out", "sms"), ("out", "email")], False, {"email", "sms"}),
        ([("out", "sms"), ("in", "sms")], False, set()),
    ],
)
def test_r7_only_they_themselves_open_it_again(steps: Any, stopped: bool, closed: set[str]) -> None:
    state = evolve(begin("manual:ann"), application(phone="+12125550123"))
    for n, (what, channel) in enumerate(steps):
        cls = e.OptedOut if what == "out" else e.OptedIn
        state = evolve(state, fact(cls, MONDAY + n * H, channel=channel))
    assert (state.stopped, set(state.closed_channels)) == (stopped, closed)
    again = evolve(state, application(ident="ops", at=MONDAY + D, phone="+12125550123"))
    assert set(again.closed_channels) == closed, "a new application or address opens nothing"
    moved = evolve(again, fact(e.CandidateUpdated, MONDAY + D, candidate=e.Contactable(email="new@example.com")))
    assert set(moved.closed_channels) == closed


def test_r7_stop_means_nothing_but_tasks_ever_after() -> None:
    stop = reply(MONDAY + D, "please stop emailing me")
    later = application("applied", MONDAY + 20 * D, ident="ops")
    interview = fact(e.InterviewScheduled, MONDAY + 22 * D, application_id="ops", at=MONDAY + 25 * D)
    story = live([application(), stop, later, interview], days=80)
    assert [s for s in story.sent if s.occurred_at > stop.occurred_at] == []
    (skipped,) = [f for f in story.of("skipped") if f.occurred_at == stop.occurred_at]
    assert skipped.why[0].rule == "R7"
    assert [t.kind for t in story.of("task_opened")] == ["stopped", "stopped", "todo"], (
        "of each application: close or confirm?"
    )
    assert not story.of("silence_breached"), "no silence is counted against a stop"


def test_r7_a_stop_of_both_channels_one_by_one_gives_no_reach_tasks() -> None:
    """They closed every way: to call them instead would not respect it."""
    outs = [fact(e.OptedOut, MONDAY + H + n * H, channel=c) for n, c in enumerate(("email", "sms"))]
    story = live([application(phone="+12125550123", sms_consent_at=MONDAY), *outs], days=40)
    assert story.steps() == ["acknowledge"] and [t.kind for t in story.of("task_opened")] == ["stopped"]
