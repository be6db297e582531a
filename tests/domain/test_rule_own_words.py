"""A colleague's own words (R3, R5, R6, R7, R9): when they go, what stops them, and what they settle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain import events as e
from domain.commands import Untellable, update_fact
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.own_words import MOST
from domain.names import Channel
from domain.reducers.evolve import accept, evolve_all
from domain.reducers.merged_history import joined_fact
from domain.reducers.own_words import is_own_words
from domain.reducers.touches import parse_touch_key
from domain.state.model import SAID_LIMIT, CandidateState, Position
from domain.views.decision_inputs import inputs_view
from tests.domain.lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, reply
from tests.tables import each

EVENING = MONDAY + 8 * H  # 18:00 in New York, after the window and before 20:00
NIGHT = MONDAY + 13 * H  # 23:00
SATURDAY = MONDAY + 5 * D


def said(at: Any, text: str = "We will call you on Friday.", **more: Any) -> e.SayRequested:
    found: e.SayRequested = fact(e.SayRequested, at, text=text, **{"subject": "About Friday"} | more)
    return found


def answer(at: Any, **more: Any) -> e.SayRequested:
    return said(at, **{"subject": "", "answer": True} | more)


def own(story: Story, kind: str = "sent") -> list[Any]:
    return [f for f in story.of(kind) if f.touch_key and is_own_words(f.touch_key)]


# ---------------------------------------------------------------- when they go


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        (MONDAY + 2 * H, MONDAY + 2 * H),  # in the window: at once
        (EVENING, EVENING),  # after it, and before 20:00
        (NIGHT, MONDAY + 22 * H),  # 08:00 the next day
        (SATURDAY, SATURDAY),  # on any day
    ],
)
def test_r5_r9_an_answer_goes_between_eight_and_eight_on_any_day_and_is_held_by_no_cap(at: Any, goes: Any) -> None:
    story = live([application(), reply(at - H), answer(at)], days=7)
    [sent] = own(story)
    assert sent.occurred_at == goes, story.told_briefly()
    assert (sent.step, sent.channel, sent.message) == ("say", Channel.EMAIL, "own words")


def test_r4_r5_what_is_no_answer_keeps_decent_hours_and_the_caps() -> None:
    story = live([application(), said(SATURDAY)], days=10)
    [sent] = own(story)
    assert timedelta() <= sent.occurred_at - (MONDAY + 7 * D - H) <= H  # in the first hour
    close = live([application(), said(MONDAY + H)], days=10)
    [first, later] = [f.occurred_at for f in close.sent[:2]]
    assert later - first >= timedelta(hours=20), "the acknowledgement went an hour before"


def test_r4_answers_count_in_the_day_and_not_in_the_week() -> None:
    """Three answers within a week leave room for what the candidate is owed; on the day itself nothing else goes."""
    days = [MONDAY + n * D + 2 * H for n in (1, 2, 3)]
    talk = [one for at in days for one in (reply(at - H), answer(at))]
    scheduled = fact(e.SendRequested, MONDAY + 3 * D + 3 * H, step="update")
    story = live([application("screening"), *talk, scheduled], days=6)
    assert [f.occurred_at for f in own(story)] == days
    [update] = [f for f in story.sent if f.step == "update"]
    assert update.occurred_at - days[-1] >= 20 * H and update.occurred_at < MONDAY + 5 * D, story.told_briefly()
    inputs = inputs_view(story.state, DecisionContext(PLAYBOOK, story.state.candidate, MONDAY + 5 * D))
    assert inputs["caps"]["last_7_days"] == 1


def test_r5_a_text_never_goes_at_night() -> None:
    phone = {"phone": "+12125550123", "sms_consent_at": MONDAY}
    story = live([application(**phone), reply(NIGHT, channel=Channel.SMS), answer(NIGHT + H)], days=3)
    [sent] = own(story)
    assert (sent.channel, sent.occurred_at) == (Channel.SMS, MONDAY + 22 * H)


def test_r9_an_answer_counts_as_contact_and_settles_the_reply() -> None:
    story = live([application(), reply(SATURDAY), answer(SATURDAY + H)], days=6)
    [sent] = own(story)
    assert story.state.owed is None and not story.state.tasks
    assert story.state.last_contact_at == sent.occurred_at
    assert not own(live([application(), reply(SATURDAY)], days=6))


def test_r9_an_answer_that_waits_for_the_morning_closes_the_task_at_once_and_no_receipt_goes() -> None:
    story = live([application(), reply(NIGHT - H), answer(NIGHT)], days=30)
    [opened] = story.tasks("answer")
    [dropped] = [f for f in story.of("task_dropped") if f.task_id == opened.task_id]
    assert dropped.occurred_at < own(story)[0].occurred_at
    assert "receipt" not in story.steps()


def test_r9_no_receipt_overtakes_an_answer_that_a_pause_held_back() -> None:
    pause = fact(e.Paused, NIGHT + H, until=MONDAY + 5 * D)
    story = live([application(), reply(NIGHT - H), answer(NIGHT), pause], days=12)
    assert len(own(story)) == 1 and "receipt" not in story.steps()


def test_r9_what_they_write_after_the_answer_is_another_reply() -> None:
    story = live([application(), reply(NIGHT - H), answer(NIGHT), reply(NIGHT + H, "One more thing")], days=1)
    assert len(own(story)) == 1
    assert story.state.owed is not None and story.state.owed.since == NIGHT + H
    assert len([t for t in story.state.tasks if t.kind == "answer"]) == 1


def test_r18_the_stage_may_move_on_while_they_wait() -> None:
    moved = fact(e.StageChanged, NIGHT + H, stage="interview")
    story = live([application(), reply(NIGHT - H), answer(NIGHT), moved], days=3)
    [sent] = own(story)
    assert parse_touch_key(sent.touch_key).stage == "applied" and sent.stage == "interview"


# ---------------------------------------------------------------- what stops them


@pytest.mark.parametrize(
    "news",
    [
        fact(e.OptedOut, NIGHT + H),
        fact(e.OptedOut, NIGHT + H, channel=Channel.EMAIL),
        fact(e.Rejected, NIGHT + H),
        fact(e.Withdrawn, NIGHT + H),
    ],
)
def test_r3_r7_a_stop_or_a_rejection_between_the_words_and_their_hour_wins_with_a_line(news: e.Event) -> None:
    story = live([application(), reply(NIGHT - H), answer(NIGHT), news], days=20)
    assert not own(story)
    [skipped] = own(story, "skipped")
    assert skipped.why[-1].rule in ("R3", "R7") and skipped.why[-1].text


def test_r3_words_that_wait_behind_another_message_are_stopped_with_a_line_of_their_own() -> None:
    story = live([application(), said(MONDAY + H), fact(e.Rejected, MONDAY + 2 * H)], days=20)
    assert not own(story) and len(own(story, "skipped")) == 1


def test_r3_words_and_a_rejection_heard_in_one_breath_leave_a_line() -> None:
    story = live([application(), said(SATURDAY), fact(e.Rejected, SATURDAY)], days=20)
    assert not own(story) and len(own(story, "skipped")) == 1


def test_r21_a_rejection_that_is_undone_lets_them_go_once() -> None:
    undone = [fact(e.Rejected, NIGHT + H), fact(e.RejectionWithdrawn, NIGHT + 2 * H)]
    story = live([application(), reply(NIGHT - H), answer(NIGHT), *undone], days=5)
    [sent] = own(story)
    assert sent.occurred_at == MONDAY + 22 * H


def test_r3_a_pause_holds_what_was_said_before_it_and_not_what_is_said_in_it() -> None:
    pause = fact(e.Paused, NIGHT + H, until=MONDAY + 3 * D)
    before = live([application(), reply(NIGHT - H), answer(NIGHT), pause], days=6)
    assert own(before)[0].occurred_at >= MONDAY + 3 * D
    within = live([application(), reply(NIGHT - H), pause, answer(NIGHT + 2 * H)], days=6)
    assert own(within)[0].occurred_at == MONDAY + 22 * H


def test_r26_a_cancellation_in_temporal_holds_them_whenever_they_are_said() -> None:
    pause = fact(e.Paused, NIGHT - 2 * H, source="temporal")
    assert not own(live([application(), reply(NIGHT - 3 * H), pause, answer(NIGHT)], days=3))


@pytest.mark.parametrize("outcome", ["bounced", "blocked", "refused"])
def test_r6_what_did_not_arrive_is_a_task_and_no_text(outcome: str) -> None:
    phone = {"phone": "+12125550123", "sms_consent_at": MONDAY}
    story = live(
        [application(**phone), reply(SATURDAY), answer(SATURDAY + H)], days=8, outcomes=("sent", outcome, "sent")
    )
    assert all(f.channel is Channel.EMAIL for f in own(story))
    [task] = [t for t in story.tasks("reach") if is_own_words(t.touch_key or "")]
    assert task.title == "Contact them yourself: your message couldn't be sent"
    assert not story.state.said and not [k for k in story.state.tries if is_own_words(k)]


def test_r16_words_that_could_not_go_for_a_week_are_a_task() -> None:
    pause = fact(e.Paused, NIGHT + H, until=MONDAY + 12 * D)
    story = live([application(), reply(NIGHT - H), answer(NIGHT), pause], days=14)
    assert not own(story)
    assert [t for t in story.tasks("reach") if is_own_words(t.touch_key or "")]
    assert [t for t in story.state.tasks if t.kind == "answer"], "the reply still waits for an answer"


def test_r26_what_an_older_release_could_not_place_goes_once_the_newer_one_runs_again() -> None:
    story = live([application(), reply(NIGHT - H), answer(NIGHT)], days=0.6)
    [key] = story.state.said
    name = parse_touch_key(key)
    gone = e.Skipped(
        event_id="s", occurred_at=NIGHT + H, application_id="eng", touch_key=key, stage=name.stage, step=name.step,
        occurrence=name.occurrence, why=(e.Reason(rule="R18", text="the playbook in force no longer has this step"),),
    )  # fmt: skip
    assert key in evolve_all(story.state, [gone]).said


def test_a_late_word_about_words_that_have_gone_changes_nothing() -> None:
    story = live([application(), reply(SATURDAY - H), answer(SATURDAY)], days=6)
    sent = own(story)[0]
    late = e.NotAcceptedYet(
        **{name: getattr(sent, name) for name in ("application_id", "touch_key", "stage", "step", "occurrence")},
        event_id="late", occurred_at=SATURDAY + H, attempt=1, channel=Channel.EMAIL, retry_at=SATURDAY + 2 * H,
    )  # fmt: skip
    assert evolve_all(story.state, [late]).tries == story.state.tries


def test_r14_the_task_that_was_answered_is_done_once_the_words_have_gone() -> None:
    told = [application("hired"), fact(e.SurveyAnswered, MONDAY + H, score=2, comment="Slow.")]
    [task] = [t for t in live(told, days=0.1).state.tasks if t.kind == "feedback"]
    story = live([*told, answer(MONDAY + 2 * H, task_id=task.task_id)], days=1)
    assert len(own(story)) == 1 and not [t for t in story.state.tasks if t.kind == "feedback"]
    [dropped] = [f for f in story.of("task_dropped") if f.task_id == task.task_id]
    assert dropped.why[0].text == "they have been written to"


def test_r17_words_that_wait_go_on_under_the_id_of_the_same_person() -> None:
    other = live([application(), reply(NIGHT - H), answer(NIGHT)], days=0.6, candidate="manual:bob").state
    mine = live([application("screening", ident="ops", at=MONDAY)], days=0.6).state
    both = evolve_all(mine, [joined_fact(other, NIGHT + H)])
    assert both.said == other.said
    decision = decide(both, DecisionContext(PLAYBOOK, both.candidate, MONDAY + 22 * H)).next
    assert decision.touch is not None and [decision.touch.key] == list(other.said)


def test_told_twice_they_go_once() -> None:
    again = [answer(SATURDAY, event_id="one"), answer(SATURDAY + H, event_id="one")]
    assert len(own(live([application(), reply(SATURDAY - H), *again], days=8))) == 1


def test_the_state_keeps_the_id_and_never_the_words() -> None:
    state = live([application(), reply(NIGHT - H), answer(NIGHT, text="Secret words")], days=0.6).state
    assert state.said and "Secret" not in state.model_dump_json()


# ---------------------------------------------------------------- what is refused at once


def state_with(*facts: e.Event, **more: Any) -> CandidateState:
    state = live([application(**more), *facts], days=2).state
    return state.model_copy(update={"position": Position(seq=9, head="x")})


REFUSED = [
    ({"text": "  "}, (), "There is nothing to send: the text is empty."),
    ({"text": "ä" * MOST}, (), "The text is too long to send: 40 KB"),
    ({"subject": ""}, (), "An email needs a subject"),
    ({"channel": "phone"}, (), "Nothing can be sent by phone"),
    ({"answer": True}, (), "They haven't written, so there is nothing to answer"),
    ({}, (fact(e.OptedOut, MONDAY + H),), "They asked us to stop, so nothing can be sent to them"),
    ({}, (fact(e.OptedOut, MONDAY + H, channel=Channel.EMAIL),), "They asked us not to write to them by email"),
    ({}, (fact(e.Rejected, MONDAY + H),), "Their application for Engineer is closed (rejected)"),
    ({}, (fact(e.Withdrawn, MONDAY + H),), "Their application for Engineer is closed (withdrawn)"),
    ({"channel": "sms"}, (), "There is no way to reach them by text"),
    ({"application_id": "nothing"}, (), "They have no application for 'nothing'"),
]


@each(("given", "before", "sentence"), REFUSED)
def test_r7_what_makes_no_sense_is_refused_at_once_with_a_sentence(
    given: dict[str, Any], before: tuple[e.Event, ...], sentence: str
) -> None:
    data = {"event_id": "x", "text": "Hello", "subject": "Hello", "application_id": "eng"} | given
    with pytest.raises(Untellable) as refused:
        update_fact("say", data, state_with(*before), now=MONDAY + 2 * D)
    assert str(refused.value).startswith(sentence) and str(refused.value).endswith(".")


def test_a_task_that_words_do_not_do_is_not_done_by_words() -> None:
    state = live([application("offer"), fact(e.Hired, MONDAY)], days=1).state
    [task] = [t.task_id for t in state.tasks if t.kind == "startdate"]
    with pytest.raises(Untellable, match=f"Task {task} can't be completed with a message; `followup tasks` says what"):
        update_fact("say", {"event_id": "x", "text": "Hi", "subject": "Hi", "task_id": task}, state, now=MONDAY + D)


def test_r7_a_text_needs_consent() -> None:
    data = {"event_id": "x", "text": "Hello", "channel": "sms"}
    with pytest.raises(Untellable, match="No consent to texts is on record"):
        update_fact("say", data, state_with(phone="+12125550123"), now=MONDAY + 2 * D)


def test_a_rejected_candidate_who_writes_is_answered() -> None:
    rejected = fact(e.Rejected, MONDAY + H)
    story = live([application(), rejected, reply(SATURDAY, "Why?"), answer(SATURDAY + H)], days=8)
    assert len(own(story)) == 1


def test_r3_what_is_no_answer_never_goes_about_a_closed_application_whoever_let_it_in() -> None:
    story = live([application(), fact(e.Rejected, MONDAY + H)], days=9)
    late = evolve_all(story.state, [said(SATURDAY + 9 * D)])  # told to a clock that had just been opened again
    decided = decide(late, DecisionContext(PLAYBOOK, late.candidate, SATURDAY + 9 * D))
    assert [f.type for f in decided.events if is_own_words(getattr(f, "touch_key", "") or "")] == ["skipped"]
    assert decided.next.touch is None or decided.next.touch.step != "say"


def test_somebody_whose_record_is_not_read_yet_is_not_refused() -> None:
    empty = CandidateState.model_validate({"candidate": {"candidate_id": "manual:ann"}})
    data = {"event_id": "x", "text": "Hello", "subject": "Hi", "application_id": "eng"}
    assert update_fact("say", data, empty, now=MONDAY).event_id == "x"


def test_no_more_than_ten_wait_at_a_time() -> None:
    state = state_with()
    for number in range(SAID_LIMIT):
        state = accept(state, said(NIGHT, event_id=f"n{number}"))
    with pytest.raises(Untellable, match="10 of your messages to them are already waiting"):
        update_fact("say", {"event_id": "x", "text": "Hello", "subject": "Hi"}, state, now=NIGHT)
    assert len(decide(state, DecisionContext(PLAYBOOK, state.candidate, NIGHT)).state.model_dump_json()) < 12_000
