"""What may be taken back and what may not, and what comes of it (R21)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, reply

from domain import events as e
from domain.commands import Untellable, update_fact
from domain.decisions.context import DecisionContext
from domain.decisions.twin import Fact
from domain.decisions.undo import COLLEAGUES, OWN_STOP, weigh, why_never
from domain.decisions.undo import Story as WholeStory
from domain.names import Channel, Stage
from domain.playbook.step_words import the_step
from domain.state.model import CandidateState
from tests.tables import each

M = timedelta(minutes=1)


def told(cls: type[e.Event], at: datetime, /, **fields: Any) -> Any:
    """By a colleague at the command line."""
    return fact(cls, at, **({"source": "cli", "author": "Rita", "event_id": cls.__name__} | fields))


def undo(at: datetime, about: str = "") -> e.TakenBack:
    made: e.TakenBack = told(e.TakenBack, at, event_id=f"undo {about or 'last'}", about=about, application_id=None)
    return made


def undone(story: Story) -> e.Undone:
    found: e.Undone = story.of("undone")[-1]
    return found


def next_of(story: Story) -> tuple[Any, Any]:
    touch = story.decision.touch
    return (touch.step if touch else None, story.decision.send_at)


# ---------------------------------------------------------------- what nobody takes back


@pytest.mark.parametrize("source", ["mail", "text", "page", "sendgrid", "twilio", "unknown", "another-system"])
def test_r21_r7_a_candidates_own_stop_is_undone_by_nobody(source: str) -> None:
    assert why_never(told(e.OptedOut, MONDAY, source=source)) == OWN_STOP


@pytest.mark.parametrize(
    "said",
    [
        told(e.ReplyReceived, MONDAY, text="STOP", source="text"),
        told(e.ReplyReceived, MONDAY, text="Please stop emailing me."),  # typed by a colleague, and their words
        told(e.DeliveryReported, MONDAY, touch_key="k", outcome="spam_report", channel="email", source="sendgrid"),
    ],
)
def test_r21_r7_however_they_said_it(said: e.Event) -> None:
    assert why_never(said) == OWN_STOP


@pytest.mark.parametrize("source", COLLEAGUES)
def test_r21_a_stop_by_a_colleague_or_the_ats_may_be_taken_back(source: str) -> None:
    assert why_never(told(e.OptedOut, MONDAY, source=source)) is None


@each(
    ("said", "why"),
    [
        (told(e.SurveyAnswered, MONDAY, score=2, source="page"), "themselves"),
        (told(e.ReplyReceived, MONDAY, text="When do we talk?", source="mail"), "They wrote that themselves"),
        (told(e.OptedIn, MONDAY, source="page"), "They chose that themselves"),
        (told(e.PreferencesSet, MONDAY, channel="sms", source="page"), "They chose that themselves"),
        (told(e.OfferAnswered, MONDAY, answer="accepted", source="page"), "They did that themselves"),
        (told(e.CandidateMerged, MONDAY, merged_id="manual:bob"), "can't be separated again"),
        (told(e.Replan, MONDAY), "nothing about the candidate"),
        (fact(e.WentQuiet, MONDAY), "Only what a colleague or the ATS recorded"),
        (fact(e.InterviewHeld, MONDAY), "Only what a colleague or the ATS recorded"),  # taken to have been held
        (undo(MONDAY), "record it again"),
    ],
    ids=lambda value: getattr(value, "type", ""),
)
def test_r21_what_is_not_taken_back_says_why(said: e.Event, why: str) -> None:
    assert why in (why_never(said) or "")


def test_r21_an_application_is_not_taken_back() -> None:
    came = application().model_copy(update={"source": "greenhouse"})
    assert "withdraw" in (why_never(came) or "")


# ---------------------------------------------------------------- until something went out because of it


def story_of(*said: e.Event, stage: str = "interview", days: float = 20, **more: Any) -> Story:
    first = application(stage, phone="+12125550123", sms_consent_at=MONDAY)
    return live([first, *said], days=days, **more)


TWO_WEEKS = MONDAY + 14 * D + 6 * H

NIGHT = MONDAY + D + 10 * H
"""01:00 in New York: nothing goes before the morning."""

WENT_OUT = {
    "a rejection, and its letter": told(e.Rejected, NIGHT),
    "a hire, and its welcome": told(e.Hired, NIGHT, start_date="2026-12-01"),
    "an interview, and its details": told(e.InterviewScheduled, NIGHT, at=MONDAY + 9 * D),
    "an offer, and its note": told(e.OfferExtended, NIGHT, pay="90,000", title="Engineer"),
    "a preference, and the text that went": told(e.PreferencesSet, NIGHT, channel="sms"),
    "a wish to send it now": told(e.SendRequested, NIGHT, step="nudge"),
    "a promise, and word on the day": told(e.Promised, NIGHT, by="2026-11-06"),
    "another recruiter, and their name under a message": told(e.Assigned, NIGHT, recruiter=e.Person(name="Sam Lee")),
    "another name, and a message with it": told(e.CandidateUpdated, NIGHT, candidate=e.Contactable(first_name="Anne")),
}


@each("what", WENT_OUT)
def test_r21_what_something_went_out_for_is_refused_with_the_message_and_its_time(what: str) -> None:
    mistake = WENT_OUT[what]
    story = story_of(mistake, undo(TWO_WEEKS, mistake.event_id), days=16)
    [sent, *_] = [s for s in story.sent if s.occurred_at > mistake.occurred_at]
    answer = undone(story)
    assert answer.becomes == "refused" and answer.about == mistake.event_id
    assert the_step(sent.step) in answer.why[0].text.lower() and "can't be undone" in answer.why[0].text
    assert story.state.undo is not None and story.state.undo.refused == answer.why[0].text
    without = story_of(mistake, days=16)
    assert next_of(story) == next_of(without), "what is refused changes nothing"


@each("what", WENT_OUT)
def test_r21_before_that_it_is_as_if_it_had_not_been_said(what: str) -> None:
    mistake = WENT_OUT[what]
    at = mistake.occurred_at + M
    story = story_of(mistake, undo(at), days=(at - MONDAY) / D)
    twin = story_of(told(e.Replan, at), days=(at - MONDAY) / D)
    assert [s for s in story.sent if s.occurred_at >= mistake.occurred_at] == []
    assert undone(story).becomes == "done" and next_of(story) == next_of(twin)
    assert story.state.applications[0].entry.stage is Stage.INTERVIEW
    rest = story_of(mistake, undo(at), days=16)
    assert [(s.step, s.occurred_at) for s in rest.sent] == [
        (s.step, s.occurred_at) for s in story_of(told(e.Replan, at), days=16).sent
    ]


NOT_FOR_IT = {
    "a pause that had ended": told(e.Paused, MONDAY + D, until=MONDAY + 3 * D),
    "a snooze that had ended": told(e.Snoozed, MONDAY + D, until=MONDAY + 3 * D),
    "a note that no message used": told(e.Noted, MONDAY + D, text="She likes rowing."),
    "a rating": told(e.Rated, MONDAY + D, rating=4),
}


@pytest.mark.parametrize("what", NOT_FOR_IT)
def test_r21_what_went_out_anyway_stands_in_the_way_of_nothing(what: str) -> None:
    mistake = NOT_FOR_IT[what]
    story = story_of(mistake, undo(TWO_WEEKS, mistake.event_id), stage="applied", days=30)
    assert story.sent and undone(story).becomes == "done"
    assert [s.step for s in story.sent] == [s.step for s in story_of(mistake, stage="applied", days=30).sent]


def test_r21_r25_an_assignment_taken_back_gives_recruiter_and_tasks_back() -> None:
    to_sam = told(e.Assigned, MONDAY + D + H, recruiter=e.Person(name="Sam Lee", email="sam@acme.example"))
    asked = told(e.ReplyReceived, MONDAY + D, text="When do we talk?", source="mail")
    story = story_of(asked, to_sam, undo(MONDAY + D + 2 * H), days=1.2)
    assert undone(story).becomes == "done" and "the assignment to Sam Lee" in undone(story).why[0].text
    (app,) = story.state.applications
    assert (app.recruiter.name, app.recruiter_told, app.assigned_at) == ("Rita", None, None)
    assert [task.assignee for task in story.state.tasks if task.kind == "answer"] == ["Rita"]


def test_r21_a_note_that_a_message_used_has_gone_out() -> None:
    held = told(e.InterviewHeld, MONDAY + D, event_id="held")
    note = told(e.Noted, MONDAY + D + H / 2, text="She likes rowing.")
    story = story_of(held, note, undo(MONDAY + 3 * D, note.event_id), days=4)
    thanks = story.one("thank-you")
    assert undone(story).becomes == "refused" and "the interview thank-you" in undone(story).why[0].text.lower()
    early = story_of(held, note, undo(thanks.occurred_at - M, note.event_id), days=4)
    assert undone(early).becomes == "done" and early.state.applications[0].note == ""


def test_r21_what_may_have_gone_out_is_refused_too() -> None:
    letter = told(e.Rejected, MONDAY + D)
    story = story_of(letter, undo(MONDAY + D + 5 * H), days=2, outcomes=("unknown_never",), stage="offer")
    assert "We don't know whether" in undone(story).why[0].text


def test_r21_what_is_found_out_later_about_a_message_before_it_stands_in_no_way() -> None:
    mistake = told(e.Withdrawn, MONDAY + M)
    story = live([application(), mistake, undo(MONDAY + 40 * M)], days=1, outcomes=("unknown_never",))
    assert [f.occurred_at > mistake.occurred_at for f in story.of("delivery_unknown")][:3] == [False, False, True]
    assert undone(story).becomes == "done"


def test_r21_a_call_because_of_it_is_refused() -> None:
    def done(state: CandidateState, at: datetime) -> e.Event | None:
        call = next((t for t in state.tasks if t.kind == "call"), None)
        return told(e.TaskCompleted, at, task_id=call.task_id, application_id=None) if call else None

    offer = told(e.OfferExtended, MONDAY + D, title="Engineer")
    paused = told(e.Paused, MONDAY + D + H, event_id="hold")  # so that no message goes first
    first = application("screening", email=None)  # nor can
    story = live([first, offer, (MONDAY + 4 * D, done), undo(MONDAY + 5 * D, offer.event_id), paused], days=6)
    if story.of("task_completed"):
        assert "has spoken to them because of it" in undone(story).why[0].text


# ---------------------------------------------------------------- which, and what is left on record


def test_r21_without_an_event_it_is_the_last_thing_told_and_then_the_one_before() -> None:
    story = story_of(
        told(e.Noted, MONDAY + D, text="A word."),
        told(e.Paused, MONDAY + D + M),
        reply(MONDAY + D + 2 * M, source="mail", event_id="theirs"),
        undo(MONDAY + D + 3 * M),
        told(e.TakenBack, MONDAY + D + 4 * M, event_id="again", about="", application_id=None),
        told(e.TakenBack, MONDAY + D + 5 * M, event_id="and again", about="", application_id=None),
        days=2,
    )
    assert [(u.about, u.becomes) for u in story.of("undone")] == [
        ("Paused", "done"),
        ("Noted", "done"),
        ("", "refused"),
    ]
    assert story.state.paused_since is None and story.state.applications[0].note == ""
    assert story.state.last_reply_at is not None


def test_r21_where_the_last_thing_told_stays_nothing_older_is_taken_back_in_its_place() -> None:
    """The ATS moved them, and then a colleague enrolled them by mistake."""
    moved = told(e.StageChanged, MONDAY + D, stage="offer", source="greenhouse")
    enrolled = application("applied", MONDAY + D + H, ident="other").model_copy(update={"source": "cli"})
    story = story_of(moved, enrolled, undo(MONDAY + D + 2 * H), days=1.5)
    answer = undone(story)
    assert (answer.becomes, answer.about) == ("refused", enrolled.event_id)
    assert "The last thing recorded is the application" in answer.why[0].text and "--list" in answer.why[0].text
    assert story.state.applications[0].stage is Stage.OFFER


@pytest.mark.parametrize("under_the_other_id", [MONDAY + D, MONDAY + 3 * D])
def test_r21_the_last_thing_told_goes_by_time_whichever_id_it_stands_under(under_the_other_id: datetime) -> None:
    own = Fact(told(e.Noted, MONDAY + 2 * D, text="A word."), MONDAY + 2 * D)
    other = Fact(told(e.OptedOut, under_the_other_id), under_the_other_id)
    first = Fact(application("interview"), MONDAY)

    def world_of(person: Any, at: datetime) -> DecisionContext:
        return DecisionContext(PLAYBOOK, person, at)

    records = {"manual:ann-too": [other]}
    now = MONDAY + 4 * D
    weighed = weigh(WholeStory("manual:ann", [first, own], now, world_of, records.__getitem__, tuple(records)), "")
    assert weighed.about is max(own, other, key=lambda one: one.at).event


def test_r21_what_was_taken_back_is_not_taken_back_twice_and_may_be_said_again() -> None:
    story = story_of(
        told(e.Promised, MONDAY + D, by="2026-11-20"),
        undo(MONDAY + D + M, "Promised"),
        told(e.Paused, MONDAY + D + 2 * M),
        told(e.TakenBack, MONDAY + D + 3 * M, event_id="of the pause"),
        told(e.TakenBack, MONDAY + D + 4 * M, event_id="twice", about="Promised"),
        told(e.Promised, MONDAY + D + 5 * M, by="2026-11-20", event_id="again"),
        days=19,
    )
    assert [u.becomes for u in story.of("undone")] == ["done", "done", "refused"]
    assert "already been undone" in undone(story).why[0].text
    assert [s.occurrence for s in story.sent if s.step == "promise-due"] == ["2026-11-20"]


def test_r21_the_clock_refuses_at_once_what_it_knows_to_be_taken_back() -> None:
    story = story_of(told(e.Paused, NIGHT), undo(NIGHT + M, "Paused"), days=2)
    for about in ("Paused", "undo Paused"):
        again = {"event_id": "again", "about": about, "source": "cli"}
        with pytest.raises(Untellable, match="already been undone"):
            update_fact("undo", again, story.state, now=NIGHT + 2 * M)


def test_r21_no_such_thing() -> None:
    story = story_of(undo(MONDAY + D, "never-said"), days=2)
    assert "Nothing about them is on record under 'never-said'" in undone(story).why[0].text


def test_r21_the_record_keeps_both_with_their_authors() -> None:
    story = story_of(told(e.Rejected, MONDAY + D), undo(MONDAY + D + M), days=2)
    assert [(f.type, f.author) for f in story.facts if f.type in ("rejected", "taken_back", "undone")] == [
        ("rejected", "Rita"), ("taken_back", "Rita"), ("undone", "Rita"),
    ]  # fmt: skip
    assert undone(story).why == (
        e.Reason(rule="R21", text="the rejection was undone, as if it had never been recorded"),
    )
    assert [(f.step, f.why[0].rule) for f in story.of("skipped") if f.step == "closure"] == [("closure", "R21")]


# ---------------------------------------------------------------- with other facts around it


def test_r21_what_the_ats_told_goes_with_later_facts_on_top() -> None:
    moved = told(e.StageChanged, MONDAY + D, stage="screening", source="greenhouse")
    later = told(e.InterviewScheduled, NIGHT, at=MONDAY + 9 * D, source="greenhouse")
    story = live([application(), moved, later, undo(NIGHT + M, moved.event_id)], days=1.45)
    app = story.state.applications[0]
    assert undone(story).becomes == "done"
    assert (app.stage, app.entry.entered_at, [i.at for i in app.interviews]) == (
        Stage.INTERVIEW, NIGHT, [MONDAY + 9 * D],
    )  # fmt: skip
    assert app.entry.number > 2, "the number of a stay is never given twice"


def test_r21_of_several_applications_the_others_stay_as_they_are() -> None:
    other = application("interview", MONDAY + H, ident="ops")
    mistake = told(e.Rejected, MONDAY + 2 * D, application_id="ops")
    moved = told(e.StageChanged, MONDAY + 2 * D + M, application_id="eng", stage="screening")
    story = live([application(), other, mistake, moved, undo(MONDAY + 2 * D + 2 * M, mistake.event_id)], days=2.01)
    twin = live([application(), other, moved, told(e.Replan, MONDAY + 2 * D + 2 * M)], days=2.01)
    assert {a.application_id: a.stage for a in story.state.applications} == {"eng": "screening", "ops": "interview"}
    assert next_of(story) == next_of(twin)


def test_r21_a_doubt_that_was_answered_by_mistake_holds_again() -> None:
    doubtful = reply(MONDAY + D, "Could you take me off this list?", source="mail")

    def answer(state: CandidateState, at: datetime) -> e.Event | None:
        task = next(t for t in state.tasks if t.kind == "doubt")
        return told(e.Approved, at, task_id=task.task_id, answer="stop", application_id=None)

    story = live([application("interview"), doubtful, (MONDAY + D + H, answer), undo(MONDAY + D + 2 * H)], days=3)
    assert undone(story).becomes == "done" and undone(story).closed == ()
    assert story.state.doubt is not None and not story.state.stopped and story.state.closed_channels == ()
    assert [t.kind for t in story.state.tasks if t.kind in ("doubt", "stopped")] == ["doubt"]
    assert [s for s in story.sent if s.occurred_at > MONDAY + D] == []


def test_r21_words_that_a_colleague_wrote_by_mistake_do_not_go() -> None:
    said = told(e.SayRequested, MONDAY + D + 12 * H, text="Hello", subject="Hello", channel=Channel.EMAIL)
    story = story_of(said, undo(said.occurred_at + M), days=4)
    assert undone(story).becomes == "done" and story.state.said == {}
    assert [s for s in story.sent if s.step == "say"] == []


def test_r21_consent_that_was_put_on_record_by_mistake_goes() -> None:
    allowed = told(e.OptedIn, MONDAY + H, channel=Channel.SMS)
    story = live([application(phone="+12125550123"), allowed, undo(MONDAY + 2 * H)], days=1)
    assert undone(story).becomes == "done" and story.state.candidate.sms_consent_at is None
