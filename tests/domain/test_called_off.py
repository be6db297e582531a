"""Whoever has an interview in their calendar hears of it whenever it holds no longer, and whenever it changes (S6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, playbook

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.invitations import Invitation, invitation_of
from domain.decisions.message_context import Links, message_context
from domain.messages.render import fill, path_of
from domain.reducers.evolve import evolve_all
from domain.reducers.merged_history import joined_fact
from domain.state.model import CandidateState, Touch
from tests.tables import each

LINKS = Links("mailto:talent@acme.example?subject=stop")


def scheduled(told: timedelta = H, begins: timedelta = 8 * D, **more: Any) -> e.Event:
    found: e.Event = fact(e.InterviewScheduled, MONDAY + told, at=MONDAY + begins, **{"interview_id": "1"} | more)
    return found


FIRST, SECOND = scheduled(), scheduled(2 * H, 9 * D, interview_id="2", event_id="second")


def gone(story: Story) -> list[tuple[e.Sent, Invitation, str]]:
    """All that went out with a calendar file, and its words."""
    found = []
    for moment in story.moments:
        for sent in (one for one in moment.done if isinstance(one, e.Sent)):
            touch = moment.decision.touch
            assert touch is not None and touch.key == sent.touch_key
            state = evolve_all(moment.before, moment.events)
            if (file := invitation_of(state, touch, moment.world, "en")) is not None:
                found.append((sent, file, _text(touch, state, moment.world)))
    return found


def _text(touch: Touch, state: CandidateState, context: DecisionContext) -> str:
    path = path_of(PLAYBOOK, touch.message, sms=touch.channel == "sms", locale=None, variant="a")
    return fill(PLAYBOOK, path, message_context(state, touch, context, LINKS)).body


def left(story: Story) -> dict[str, bool]:
    """Each entry of their calendar, and whether it still stands there; a file that is no later version changes none."""
    newest: dict[str, Invitation] = {}
    for _, file, _ in gone(story):
        if file.uid not in newest or file.sequence > newest[file.uid].sequence:
            newest[file.uid] = file
    return {uid: not file.cancelled for uid, file in newest.items()}


def at(cls: type[e.Event], when: timedelta = 2 * D, **fields: Any) -> e.Event:
    found: e.Event = fact(cls, MONDAY + when, **fields)
    return found


OFF: dict[str, tuple[e.Event, ...]] = {
    "rejected": (at(e.Rejected),),
    "withdrawn": (at(e.Withdrawn),),
    "hired": (at(e.Hired),),
    "kept for later": (at(e.StageChanged, stage="network"),),
    "its record replaced in the ATS": (at(e.Withdrawn, silently=True, reason="replaced"),),
    "deleted": (at(e.InterviewCancelled, interview_id="1"), at(e.InterviewCancelled, 2.1 * D, interview_id="2")),
    "moved on, then deleted": (
        at(e.StageChanged, stage="offer"),
        at(e.InterviewCancelled, 3 * D, interview_id="1"),
        at(e.InterviewCancelled, 3.1 * D, interview_id="2"),
    ),
    "moved back, then deleted": (
        at(e.StageChanged, stage="applied"),
        at(e.InterviewCancelled, 3 * D, interview_id="1"),
        at(e.InterviewCancelled, 3.1 * D, interview_id="2"),
    ),
    "deleted, then rejected": (
        at(e.InterviewCancelled, interview_id="1"),
        at(e.InterviewCancelled, interview_id="2", event_id="both"),
        at(e.Rejected, 2 * D + timedelta(minutes=1)),
    ),
}


@each("how", OFF)
def test_s6_each_of_two_interviews_leaves_the_calendar_however_it_came_to_be_off(how: str) -> None:
    story = live([application("interview"), FIRST, SECOND, *OFF[how]], days=7)
    assert list(left(story).values()) == [False, False], story.told_briefly()
    files = [file for _, file, _ in gone(story)]
    assert len(files) == 4, "each once"


def test_s6_one_of_two_that_is_off_says_that_the_other_stands() -> None:
    story = live([application("interview"), FIRST, SECOND, at(e.InterviewCancelled, interview_id="1")], days=7)
    assert list(left(story).values()) == [False, True]
    *_, (sent, file, text) = gone(story)
    assert file.cancelled and sent.step == "call-off"
    assert "Tuesday, November 10, at 10:00 AM ET has been canceled" in text
    assert "Your interview on Wednesday, November 11, at 10:00 AM ET is still on." in text


def test_s6_what_was_never_told_is_called_off_to_nobody() -> None:
    night = MONDAY + 10 * H + timedelta(hours=3)
    first = fact(e.InterviewScheduled, night, at=MONDAY + 8 * D, interview_id="1")
    over = fact(e.StageChanged, night + H, stage="network")
    assert not gone(live([application("interview"), first, over], days=5))


def test_s6_an_interview_in_the_morning_does_not_wait_for_the_rejection() -> None:
    """The word that it is over goes in business hours alone; nobody is to travel to an interview that is off."""
    first = scheduled(H, D - timedelta(hours=1, minutes=30))  # 08:30 the next morning
    story = live([application("interview"), first, at(e.Rejected, 8 * H)], days=3)
    off, *_ = [sent for sent, file, _ in gone(story) if file.cancelled]
    assert off.step == "call-off" and off.occurred_at < MONDAY + D - timedelta(hours=1, minutes=30)
    assert story.steps().count("closure") == 1


@pytest.mark.parametrize("how", ["deleted", "kept for later", "rejected"])
def test_r7_after_a_stop_nothing_goes_out_and_a_task_says_so(how: str) -> None:
    stop = at(e.OptedOut, D)
    story = live([application("interview"), FIRST, stop, *OFF[how]], days=7)
    assert not [s for s in story.sent if s.occurred_at > stop.occurred_at]
    tasks = [task.title for task in story.of("task_opened") if "calendar" in task.title]
    told = "Their interview on Tuesday 10 November is canceled, and nothing can be sent to them: "
    assert tasks == [told + "it may still be on their calendar"]


def test_s6_a_closing_that_is_taken_back_puts_the_interview_in_the_calendar_again() -> None:
    back = at(e.RejectionWithdrawn, 3 * D)
    story = live([application("interview"), FIRST, at(e.Rejected), back], days=7)
    assert list(left(story).values()) == [True], story.told_briefly()
    sequences = [file.sequence for _, file, _ in gone(story)]
    assert sequences == sorted(set(sequences)) and len(sequences) == 3
    kept, from_there = at(e.StageChanged, stage="network"), at(e.StageChanged, 3 * D, stage="interview")
    assert list(left(live([application("interview"), FIRST, kept, from_there], days=7)).values()) == [True]
    undone = live([application("interview"), FIRST, at(e.Rejected), at(e.RejectionWithdrawn, 2 * D + H / 2)], days=7)
    assert len(gone(undone)) == 1, "an undone click reaches nobody"


def test_r21_an_interview_is_taken_back_before_its_details_go_and_not_after() -> None:
    night = MONDAY + 11 * H  # 21:00 in New York: the details wait
    first = fact(e.InterviewScheduled, night, at=MONDAY + 8 * D, interview_id="1", source="cli")
    undo = fact(e.TakenBack, night + H, about=first.event_id, source="cli")
    assert not gone(live([application("interview"), first, undo], days=5))
    late = fact(e.TakenBack, night + D, about=first.event_id, source="cli")
    story = live([application("interview"), first, late], days=5)
    (said,) = story.of("undone")
    assert said.becomes == "refused" and list(left(story).values()) == [True]


def test_s6_a_playbook_without_such_words_asks_a_colleague() -> None:
    older = playbook(called_off_message="any/none", stages={"interview": _stages("interview"), "network": {}})
    over = at(e.StageChanged, stage="network")
    story = live([application("interview"), FIRST, over], days=5, rules=older)
    assert [t.title for t in story.of("task_opened") if "playbook has no message for that" in t.title]


def _stages(name: str) -> Any:
    return PLAYBOOK.model_dump(mode="json")["stages"][name]


def test_s6_who_is_reached_by_text_alone_is_told_by_text() -> None:
    texts = {"email": None, "phone": "+12125550123", "sms_consent_at": MONDAY, "channel": "sms"}
    over = at(e.InterviewCancelled, interview_id="1")
    story = live([application("interview", **texts), FIRST, SECOND, over], days=5)
    (sent,) = [s for s in story.sent if s.step == "call-off"]
    assert sent.channel == "sms"


# ---------------------------------------------------------------- the same person twice


def merged(mine: list[e.Event], theirs: list[e.Event], *then: e.Event) -> Story:
    """A life into which another record of the same person, for the same job, is joined."""
    other = live(theirs, days=2.5, candidate="manual:other").state
    joined = joined_fact(other, MONDAY + 2.5 * D)
    return live([*mine, (MONDAY + 2.5 * D, joined), *then], days=7)


def test_r17_the_interview_of_a_joined_record_keeps_its_entry_and_is_called_off_under_it() -> None:
    theirs = [application("interview"), SECOND]
    uid = gone(live(theirs, days=2))[0][1].uid.replace("manual:ann", "")
    entry = next(f.uid for _, f, _ in gone(live(theirs, days=2, candidate="manual:other")))
    story = merged([application("screening")], theirs, at(e.InterviewCancelled, 3 * D, interview_id="2"))
    assert [(f.uid, f.cancelled) for _, f, _ in gone(story)] == [(entry, True)], story.told_briefly()
    assert uid


def test_r17_what_a_closed_duplicate_had_told_is_called_off_and_what_goes_on_stands() -> None:
    """The duplicate was withdrawn without a word, so nothing had taken its interview out of the calendar."""
    theirs = [application("interview"), SECOND]
    entry = next(f.uid for _, f, _ in gone(live(theirs, days=2, candidate="manual:other")))
    closed = at(e.Withdrawn, 2.49 * D, silently=True, reason="a duplicate")
    story = merged([application("interview"), FIRST], [*theirs, closed])
    assert [(f.uid, f.cancelled) for _, f, _ in gone(story) if f.uid == entry] == [(entry, True)], story.told_briefly()
    assert list(left(story).values()) == [True, False]


def test_r17_the_interview_of_a_duplicate_that_is_turned_down_leaves_the_calendar() -> None:
    """Nothing is said about the duplicate itself, for the other application goes on."""
    good, twin = (application("interview", ident=one).model_copy(update={"job_id": "eng"}) for one in ("1080", "1081"))
    mine = scheduled(application_id="1080")
    theirs = scheduled(2 * H, 9 * D, interview_id="2", application_id="1081", event_id="theirs")
    story = live([good, twin, mine, theirs, at(e.Rejected, application_id="1081")], days=7)
    assert list(left(story).values()) == [True, False] and "closure" not in story.steps()


# ---------------------------------------------------------------- the same time, something else


CHANGES = {"link": "https://meet.example/new", "location": "5th floor", "with_whom": "Bo Li", "format": "video"}


@pytest.mark.parametrize("what", CHANGES)
def test_s6_another_link_place_or_people_at_the_same_time_is_an_update_of_the_same_entry(what: str) -> None:
    first = scheduled(link="https://meet.example/old", location="Lobby", with_whom="Al Fox", format="on site")
    again = scheduled(D, **{what: CHANGES[what]})
    for way in ({}, {"phone": "+12125550123", "sms_consent_at": MONDAY, "channel": "sms"}):
        story = live([application("interview", **way), first, again], days=3)
        (_, old, _), (sent, new, text) = gone(story)
        assert (new.uid, new.cancelled) == (old.uid, False) and new.sequence > old.sequence
        assert sent.channel == way.get("channel", "email")
        assert CHANGES[what] in text or (what in ("format", "location") and way), text
        assert "has new details" in text or "have changed" in text


def test_s6_the_very_same_told_again_sends_nothing() -> None:
    known = {"link": "https://meet.example/x", "with_whom": "Al Fox and Bo Li", "title": "Talk"}
    again = [
        scheduled(D, **known),
        scheduled(2 * D, with_whom="Bo Li, Al Fox"),  # with less, and in another order
        scheduled(3 * D, ends_at=MONDAY + 8 * D + H),
        fact(e.InterviewScheduled, MONDAY + 8 * D + 2 * H, at=MONDAY + 8 * D, interview_id="1"),  # after it was held
    ]
    story = live([application("interview"), scheduled(**known), *again], days=12)
    assert story.steps().count("details") == 1
    assert len(story.of("interview_held")) == 1 and story.steps().count("thank-you") == 1


def test_s6_a_change_before_the_details_have_gone_out_is_the_first_that_they_hear() -> None:
    night = MONDAY + 11 * H
    first = fact(e.InterviewScheduled, night, at=MONDAY + 8 * D, interview_id="1")
    again = fact(e.InterviewScheduled, night + H, at=MONDAY + 8 * D, interview_id="1", link="https://meet.example/x")
    ((_, _, text),) = gone(live([application("interview"), first, again], days=3))
    assert "have changed" not in text and "https://meet.example/x" in text


# ---------------------------------------------------------------- an interview belongs to no stage


@pytest.mark.parametrize("to", ["interview", "offer"])
def test_s6_its_reminder_comes_days_after_they_were_moved_on(to: str) -> None:
    story = live([application("screening"), FIRST, at(e.StageChanged, 4 * D, stage=to)], days=8)
    assert [s.occurred_at for s in story.sent if s.step == "reminder"] == [MONDAY + 7 * D], story.told_briefly()
    assert story.steps().count("details") == 1


def test_s6_details_that_a_pause_held_back_go_in_the_next_stage() -> None:
    pause, go_on = at(e.Paused, H / 2), at(e.Resumed, 4 * D)
    story = live([application("screening"), pause, FIRST, at(e.StageChanged, 3 * D, stage="interview"), go_on], days=8)
    assert story.steps().count("details") == 1 and story.steps().count("reminder") == 1


def test_s6_moved_on_after_the_reminder_or_the_thanks_says_neither_twice() -> None:
    moved = at(e.StageChanged, 7 * D + H, stage="interview")
    assert live([application("screening"), FIRST, moved], days=8).steps().count("reminder") == 1
    after = at(e.StageChanged, 8 * D + 5 * H, stage="interview")
    assert live([application("screening"), FIRST, after], days=12).steps().count("thank-you") == 1


def test_s6_why_says_whether_an_interview_was_moved_or_changed() -> None:
    for again, says in ((scheduled(D, link="https://meet.example/x"), "changed"), (scheduled(D, 9 * D), "been moved")):
        story = live([application("interview"), FIRST, again], days=3)
        (gone_by,) = [s for s in story.of("skipped") if s.step == "reminder"]
        assert gone_by.why[0].text == f"the interview has {says}"


def test_s6_where_the_closing_is_held_the_interview_is_called_off_the_day_before() -> None:
    """The rejection waits for a colleague's yes, since another job of theirs ended in a hire."""
    other = application("offer", ident="ops").model_copy(update={"job_title": "Operator"})
    hired = at(e.Hired, D, application_id="ops", event_id="hired")
    story = live([application("interview"), other, FIRST, hired, at(e.Rejected)], days=8)
    assert "closure" not in story.steps(), story.told_briefly()
    (off,) = [sent for sent, file, _ in gone(story) if file.cancelled]
    assert off.step == "call-off" and MONDAY + 7 * D <= off.occurred_at < MONDAY + 7 * D + H


def test_s6_what_cannot_go_before_the_interview_is_a_task_at_once() -> None:
    paused = at(e.Paused, 1.9 * D, until=MONDAY + 9 * D)
    story = live([application("interview"), FIRST, paused, at(e.StageChanged, stage="network")], days=10)
    (task,) = story.tasks("reach")
    assert "interview cancellation" in task.title and task.occurred_at < MONDAY + 2.2 * D, story.told_briefly()
    assert "call-off" not in story.steps()
