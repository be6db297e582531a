"""Nobody reads the same twice in a row (R2), what is told can be kept, and an offer says what it offers (R13)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from drafts import GOOD, found, mail
from laws import r2_a_date_that_is_told_can_be_kept, r2_never_the_same_twice_in_a_row, text_of
from lives import MONDAY, PLAYBOOK, D, H, Moment, Story, application, fact, live, playbook, reply

from domain import events as e
from domain.commands import signal_fact
from domain.decisions.message_context import Links, message_context
from domain.decisions.wordings import promise_ahead, wording
from domain.events import load_event
from domain.messages.render import fill
from domain.names import Stage
from domain.playbook.model import NewerPlaybook, Playbook, Step
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.state.model import CandidateState, Entry, StepLog
from domain.views.status import status_view
from tests.tables import each

NEW_YORK = ZoneInfo("America/New_York")


def ny(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def words(story: Story, step: str) -> list[str]:
    return [s.message for s in story.sent if s.step == step]


def moment_of(story: Story, sent: e.Sent) -> Moment:
    return next(m for m in story.moments if sent in m.done)


# ---------------------------------------------------------------- by occurrence


def _standing(gone: int, *, last: str = "", title: str = "Engineer", beside: str = "") -> CandidateState:
    """Somebody to whom a step `update` has gone so often, and what they last read."""
    state = evolve(begin("manual:ann"), application("screening"))
    app = state.applications[0]
    entry = Entry(stage=Stage.SCREENING, number=1, entered_at=MONDAY, steps={"update": StepLog(count=gone, sent=gone)})
    apps = [app.model_copy(update={"entry": entry, "last_message": last})]
    if beside:
        other = {"application_id": "ops", "job_title": title, "last_message": beside}
        apps.append(app.model_copy(update=other))
    return state.model_copy(update={"applications": tuple(apps)})


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (["a"], "aaaa"),
        (["a", "b"], "abab"),
        (["a", "b", "c"], "abcbcb"),
        (["a", "b", "c", "d"], "abcdcdcd"),
        (["a", "b", "c", "d", "e"], "abcdedede"),
    ],
)
def test_r2_each_wording_once_and_then_the_last_two_in_turn(listed: list[str], said: str) -> None:
    step = Step.model_validate({"step": "update", "after": "last_contact", "every": "P14D", "message": listed})
    for gone, expected in enumerate(said):
        state = _standing(gone)
        assert wording(step, state.applications[0], state) == expected


@pytest.mark.parametrize(
    ("gone", "last", "beside", "title", "expected"),
    [
        pytest.param(0, "a", "", "", "b", id="a-new-stay-does-not-begin-as-the-last-one-ended"),
        pytest.param(1, "b", "", "", "c", id="nor-goes-on-so"),
        pytest.param(0, "", "a", "Engineer", "b", id="another-job-of-the-same-title-reads-the-same"),
        pytest.param(0, "", "a", "Operator", "a", id="another-title-does-not"),
        pytest.param(0, "a", "b", "Engineer", "c", id="both"),
    ],
)
def test_r2_what_was_just_read_is_passed_over(gone: int, last: str, beside: str, title: str, expected: str) -> None:
    step = Step.model_validate({"step": "update", "after": "last_contact", "every": "P14D", "message": ["a", "b", "c"]})
    state = _standing(gone, last=last, beside=beside, title=title)
    assert wording(step, state.applications[0], state) == expected


def test_r1_the_same_words_are_no_reason_to_hold_a_message() -> None:
    stages = PLAYBOOK.model_dump(mode="json")["stages"]
    one = playbook(stages=stages | {"screening": {"steps": [_single(s) for s in stages["screening"]["steps"]]}})
    story = live([application("screening")], days=60, rules=one)
    assert len(story.sent) >= 4 and len({s.message for s in story.sent if s.step == "promise-due"}) == 1
    assert not story.of("silence_breached")
    texts = [text_of(moment_of(story, s)) for s in story.sent]
    assert any(a == b for a, b in pairwise(texts))


def _single(step: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in step.items() if name not in ("further_messages", "later_promises")}


@pytest.mark.parametrize("stage", ["applied", "screening", "interview", "offer", "prospect"])
def test_r2_months_without_a_decision_in_ever_other_words_and_with_dates_further_out(stage: str) -> None:
    told: list[Any] = [application(stage), fact(e.Promised, MONDAY, by="2026-11-10")]
    if stage in ("interview", "prospect"):
        told += [fact(e.InterviewHeld, MONDAY + H)] if stage == "interview" else [reply(MONDAY + H)]
    story = live(told, days=150)
    assert len(story.sent) >= 8
    r2_never_the_same_twice_in_a_row(story)
    r2_a_date_that_is_told_can_be_kept(story)
    due = [s for s in story.sent if s.step == "promise-due"]
    assert [s.message.rpartition("-due")[2] for s in due[:4]] == ["", "-2", "-3", "-4"], words(story, "promise-due")
    ahead = [s.promise_by - s.occurred_at.date() for s in due if s.promise_by]
    assert ahead[1] >= ahead[0] >= timedelta(days=6)
    assert all(timedelta(days=10) <= one <= timedelta(days=14) for one in ahead[1:]), ahead
    assert not story.of("silence_breached")


def test_r2_dates_by_occurrence_and_the_last_one_stays() -> None:
    step = Step.model_validate({"step": "update", "after": "entered", "message": "a", "promises": ["5bd", "10bd"]})
    lengths = [str(promise_ahead(step, _standing(gone).applications[0])) for gone in range(4)]
    assert lengths == ["5bd", "10bd", "10bd", "10bd"]


def test_r18_a_single_message_is_kept_as_ever_and_a_list_stops_an_older_release() -> None:
    """The version of a playbook in force does not change, and a release without wordings says that it cannot go on."""
    old = Step.model_validate({"step": "update", "after": "entered", "message": "a", "promises": "5bd"})
    assert old.model_dump(mode="json", exclude_defaults=True).keys() == {"step", "after", "message", "promises"}
    new = Step.model_validate({"step": "update", "after": "entered", "message": ["a", "b"], "promises": ["5bd", "9bd"]})
    assert Step.model_validate(new.model_dump(mode="json")) == new
    kept = new.model_dump(mode="json", exclude_defaults=True)
    assert (kept["message"], kept["promises"]) == ("a", "5bd"), "what an older release knows is as it was"
    assert kept.keys() - {"step", "after", "message", "promises"}, "and what it does not know is a key of its own"
    content = PLAYBOOK.model_dump(mode="json", exclude_defaults=True)
    content["stages"]["applied"]["steps"][0]["wordings_of_tomorrow"] = ["x"]
    with pytest.raises(NewerPlaybook):
        Playbook.kept(content, "0" * 12)


@pytest.mark.parametrize("given", [{"message": []}, {"message": "a", "promises": []}])
def test_an_empty_list_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="lists nothing"):
        Step.model_validate({"step": "update", "after": "entered"} | given)


# ---------------------------------------------------------------- news for the third


def _noted(at: datetime, text: str = "Robin is back on Monday and reads your work then.") -> e.Event:
    made: e.Event = fact(e.Noted, at, text=text, author="Rita")
    return made


def third(story: Story) -> e.Sent:
    return next(s for s in story.sent if s.message == "applied/promise-due-3")


def test_r2_for_the_third_a_recruiter_is_asked_a_business_day_before_for_a_sentence() -> None:
    story = live([application()], days=70)
    sent = third(story)
    asks = [t for t in story.tasks("promise") if "a note with news or a reason" in t.title]
    assert asks[0].occurred_at < sent.occurred_at <= asks[0].occurred_at + 4 * D
    before = [t for t in story.tasks("promise") if t.occurred_at < asks[0].occurred_at]
    assert len(before) >= 2, "for the first two nobody is asked"


def _text(story: Story, sent: e.Sent) -> str:
    m = moment_of(story, sent)
    touch = m.decision.touch
    assert touch is not None
    state = evolve_all(m.before, m.events)
    return fill(m.world.playbook, f"{touch.message}.md", message_context(state, touch, m.world, Links("x"))).body


def test_r2_what_the_recruiter_answers_goes_into_the_third_and_without_it_the_third_goes() -> None:
    without = live([application()], days=70)
    asked_at = next(t for t in without.tasks("promise") if "note with news" in t.title).occurred_at
    told = live([application(), _noted(asked_at + 2 * H)], days=70)
    assert third(told).occurred_at == third(without).occurred_at, "no later for it"
    assert "Robin is back on Monday" in _text(told, third(told))
    assert "Robin" not in _text(without, third(without)) and "\n\n\n" not in _text(without, third(without))


def test_r2_what_was_noted_of_a_talk_weeks_ago_is_no_reason_for_a_delay() -> None:
    """The note of the application, and one from before the question, are about something else."""
    story = live([application(notes="They row."), _noted(MONDAY + 3 * D, "We talked about rowing.")], days=70)
    assert "row" not in _text(story, third(story)).replace("grow", "")


def test_r2_a_third_update_that_keeps_no_promise_asks_too_and_the_note_answers_it() -> None:
    """Where nobody promised a date, the update of every two weeks asks by a task of its own."""
    stages = PLAYBOOK.model_dump(mode="json")["stages"]
    update = next(s for s in stages["screening"]["steps"] if s["step"] == "update") | {"promises": None}
    rules = playbook(stages=stages | {"screening": {"steps": [update]}})
    story = live([application("screening")], days=60, rules=rules)
    (first, *_) = story.tasks("news")
    went = next(s for s in story.sent if s.message == "applied/update-3")
    assert "a note with news or a reason" in first.title
    assert first.occurred_at < went.occurred_at <= first.occurred_at + 4 * D
    answered = live([application("screening"), _noted(first.occurred_at + H)], days=60, rules=rules)
    dropped = [f for f in answered.of("task_dropped") if f.task_id == first.task_id]
    assert dropped and dropped[0].occurred_at == first.occurred_at + H, "the note is what was asked for"
    assert "Robin is back" in _text(answered, next(s for s in answered.sent if s.message == "applied/update-3"))


# ---------------------------------------------------------------- dates that can be kept


def test_r2_a_date_is_told_on_which_there_is_room_for_word() -> None:
    """The week of the wanted date is full with what goes first: so the date that can be kept is told, and not that."""
    tight = playbook(limits={"per_day": 1, "per_week": 1, "min_gap": "PT20H"})
    told = [application("interview"), fact(e.InterviewHeld, ny("2026-11-03T11:00"))]
    told.append(application("offer", MONDAY + H, ident="ops", first_name="Ann").model_copy(update={"job_title": "Ops"}))
    told.append(fact(e.OfferExtended, ny("2026-11-09T09:00"), application_id="ops", expires_on=date(2026, 11, 20)))
    for moment in live(told, days=40, rules=tight).moments:
        for one in moment.done:
            if isinstance(one, e.Sent) and one.promise_by is not None:
                assert one.promise_by >= one.occurred_at.date() + timedelta(days=7), "a day in the same week is full"
    r2_a_date_that_is_told_can_be_kept(live(told, days=40, rules=tight))


def test_r2_a_new_date_is_never_beyond_the_longest_silence() -> None:
    """Ten business days over Christmas are sixteen days: the last working day within fourteen is told."""
    told = [application("screening", ny("2026-12-14T09:00")), fact(e.Promised, ny("2026-12-14T09:00"), by="2026-12-21")]
    story = live(told, start=ny("2026-12-14T09:00"), days=30)
    first, second = [s for s in story.sent if s.step == "promise-due"][:2]
    assert first.promise_by == date(2027, 1, 4) and second.occurred_at.astimezone(NEW_YORK).date() == date(2027, 1, 4)


# ---------------------------------------------------------------- an offer says what it offers (R13)


def _no_terms(at: datetime, **more: Any) -> e.Event:
    made: e.Event = fact(e.OfferExtended, at, **{"pay": "", **more})
    return made


@pytest.mark.parametrize(
    "offer",
    [
        pytest.param(_no_terms(MONDAY + D), id="R13-nothing-at-all-as-the-command-tells-it"),
        pytest.param(_no_terms(MONDAY + D, start_date="2027-01-04", expires_on="2026-11-20"), id="R13-dates-as-an-ats"),
        pytest.param(
            signal_fact("offer_extended", {"event_id": "o1", "application_id": "eng", "title": "Lead"}, now=MONDAY + D),
            id="R13-a-title-as-a-signal",
        ),
    ],
)
def test_r13_an_offer_told_without_its_terms_is_not_sent_and_they_are_asked_for(offer: e.Event) -> None:
    story = live([application("interview"), offer], days=20)
    about = {"covering-note", "questions", "expiring", "check-in"}
    assert not about & set(story.steps()), story.steps()
    assert not story.tasks("call"), "nobody walks through it together either"
    (task,) = story.tasks("offer")
    assert task.why[0].rule == "R13" and task.occurred_at == MONDAY + D and "`followup" not in task.title
    assert "update" in story.steps(), "and they are not left in silence meanwhile"


def test_r13_once_the_terms_are_added_the_offer_goes_with_the_dates_that_were_told() -> None:
    told = [
        application("interview"),
        _no_terms(MONDAY + D, expires_on="2026-11-20"),
        fact(e.OfferExtended, MONDAY + 2 * D),
    ]
    story = live(told, days=4)
    note = story.one("covering-note")
    assert note.occurred_at == MONDAY + 2 * D
    offer = moment_of(story, note).before.applications[0].offer
    assert offer is not None and (offer.pay, offer.expires_on) == ("$130,000 a year", date(2026, 11, 20))
    assert [t.task_id for t in story.of("task_dropped")].count(story.tasks("offer")[0].task_id) == 1


def test_r13_the_same_offer_told_again_by_who_knows_no_pay_changes_nothing() -> None:
    told = [application("interview"), fact(e.OfferExtended, MONDAY + D, start_date="2027-01-04")]
    story = live([*told, _no_terms(MONDAY + 2 * D, start_date="2027-01-04")], days=10)
    assert len([s for s in story.sent if s.step == "covering-note"]) == 1 and not story.tasks("offer")


def test_r13_a_changed_offer_of_which_the_pay_is_not_told_is_held_too() -> None:
    told = [application("interview"), fact(e.OfferExtended, MONDAY + D, expires_on="2026-11-20")]
    story = live([*told, _no_terms(MONDAY + 2 * D, title="Lead", expires_on="2026-11-27")], days=15)
    after = [s.step for s in story.sent if s.occurred_at > MONDAY + 2 * D]
    assert not {"covering-note", "questions", "expiring"} & set(after) and story.tasks("offer")


def test_r13_no_line_is_shown_as_if_it_were_finished() -> None:
    from domain.views.workload import About, closes

    typed = closes("offer", "offer-1", About("manual:ann", "Ann"))
    assert typed == "followup offer ann --pay AMOUNT --expires DATE", (
        "who types it as it stands is told what is missing"
    )


# ---------------------------------------------------------------- words that are true


def _said(story: Story, step: str) -> str:
    return _text(story, next(s for s in story.sent if s.step == step))


def test_s13_a_welcome_promises_what_will_come_and_nothing_else() -> None:
    far = live([application("offer"), fact(e.Hired, MONDAY + D, start_date="2026-12-14")], days=60)
    assert "Before then, we'll send you what you need" in _said(far, "welcome")
    late = live([application("offer"), fact(e.Hired, MONDAY + D, start_date="2026-11-04")], days=60)
    assert not {"paperwork", "first-days"} & set(late.steps()) and "Before then" not in _said(late, "welcome")
    unknown = live([application("offer"), fact(e.Hired, MONDAY + D)], days=60)
    assert "isn't set yet" in _said(unknown, "welcome")


def test_s13_nobody_is_thanked_for_what_they_had_no_chance_to_do() -> None:
    story = live([application("offer"), fact(e.Hired, MONDAY + D, start_date="2026-11-06")], days=60)
    for sent in story.sent:
        assert "you have prepared" not in _text(story, sent)


def test_s6_a_moved_interview_says_that_it_is_moved_and_a_first_one_does_not() -> None:
    first = fact(e.InterviewScheduled, MONDAY + H, interview_id="1", at=MONDAY + 9 * D)
    moved = fact(e.InterviewScheduled, MONDAY + 2 * D, interview_id="1", at=MONDAY + 10 * D)
    story = live([application("interview"), first, moved], days=5)
    texts = [_text(story, s) for s in story.sent if s.step == "details"]
    assert ["replaces the time" in text for text in texts] == [False, True]


def test_s6_what_nobody_told_them_is_not_replaced() -> None:
    """Moved before its details had gone out: to them it is the first time that they hear."""
    other = fact(e.InterviewScheduled, MONDAY + H, interview_id="0", at=MONDAY + 2 * D)
    first = fact(e.InterviewScheduled, ny("2026-11-07T10:00"), interview_id="1", at=ny("2026-11-12T10:00"))
    moved = fact(e.InterviewScheduled, ny("2026-11-07T15:00"), interview_id="1", at=ny("2026-11-13T10:00"))
    story = live([application("interview"), other, first, moved], days=8)
    texts = [_text(story, s) for s in story.sent if s.step == "details"]
    assert len(texts) == 2 and not [text for text in texts if "replaces the time" in text]


def test_r2_a_note_given_when_asked_counts_also_where_the_message_is_late() -> None:
    """An outage of some days makes the answer no older."""
    without = live([application()], days=70)
    asked_at = next(t for t in without.tasks("promise") if "note with news" in t.title).occurred_at
    due = third(without).occurred_at
    late = live([application(), _noted(asked_at + H)], days=70, outages=[(asked_at + 2 * H, due + 3 * D)])
    assert third(late).occurred_at >= due + 3 * D and "Robin is back on Monday" in _text(late, third(late))


def test_s15_who_is_not_to_be_kept_is_not_asked_to_keep_in_touch() -> None:
    asked = live([application("interview"), fact(e.Rejected, MONDAY + D)], days=10)
    assert "keep in touch" in _said(asked, "closure")
    told = live([application("interview"), fact(e.Rejected, MONDAY + D, keep_in_touch=False)], days=10)
    assert "keep in touch" not in _said(told, "closure")


# ---------------------------------------------------------------- peace (R7)


def test_r7_who_asked_us_to_stop_is_pursued_by_nothing_and_nobody() -> None:
    """As Femi Ade of the rehearsal: one question about the application, that proposes the withdrawal, and no more."""
    stop = reply(MONDAY + 8 * D, "Please stop emailing me, I have found a job.")
    story = live([application("screening"), stop], days=90)
    assert not [s for s in story.sent if s.occurred_at >= stop.occurred_at]
    assert not story.of("silence_breached") and not story.tasks("silence") and not story.tasks("reach")
    opened = [t for t in story.of("task_opened") if t.occurred_at >= stop.occurred_at]
    assert [t.kind for t in opened] == ["stopped"] and "no longer want the job" in opened[0].title
    assert status_view(story.state)["tasks"][0]["answers"][0] == "withdrawn"


def test_r7_a_task_from_before_the_stop_no_longer_says_to_talk_to_them() -> None:
    told = [application("offer"), fact(e.OfferExtended, MONDAY + D, expires_on="2026-11-10")]
    stop = reply(MONDAY + 10 * D, "STOP")
    story = live([*told, stop], days=30)
    lapsed = story.tasks("lapsed")
    assert "talk to them" in lapsed[0].title and lapsed[0].occurred_at < stop.occurred_at
    left = [t for t in story.state.tasks if t.kind == "lapsed"]
    assert len(left) == 1 and "talk to them" not in left[0].title
    titles = [t["title"] for t in status_view(story.state)["tasks"]]
    assert not [t for t in titles if "talk to" in t.lower() or "contact them" in t.lower() or "call" in t.lower()], (
        titles
    )


def test_r7_the_promise_of_a_prospect_who_stops_no_longer_says_that_an_update_goes_out() -> None:
    told = [application("prospect"), reply(MONDAY + H), fact(e.Promised, MONDAY + D, by="2026-11-06")]
    story = live([*told, reply(ny("2026-11-05T15:00"), "STOP")], days=5)
    (before, after) = story.tasks("promise")
    assert before.title.endswith("an update with a new date will go out") and "don't want messages" in after.title
    assert [t.task_id for t in story.state.tasks if t.kind == "promise"] == [after.task_id]


def test_r7_what_is_in_doubt_is_not_to_be_written_again_after_a_stop() -> None:
    story = live([application(), reply(MONDAY + 20 * D, "STOP")], days=40, outcomes=("unknown_never",))
    before = [t for t in story.tasks("unknown") if t.occurred_at < MONDAY + 20 * D]
    assert before and before[0].title.endswith("write to them yourself")
    left = [t["title"] for t in status_view(story.state)["tasks"] if t["kind"] == "unknown"]
    assert left and not [t for t in left if "write to them yourself" in t]


# ---------------------------------------------------------------- found when the playbook is checked


@each(
    ("step", "is_found"),
    [
        pytest.param({"after": "last_contact", "every": "P14D"}, True, id="again-and-again"),
        pytest.param({"after": "last_contact", "every": "P14D", "times": 1}, False, id="once"),
        pytest.param({"after": None, "before": "promise"}, True, id="each-promised-day"),
        pytest.param({"after": "entered"}, False, id="once-in-a-stay"),
        pytest.param({"after": "interview_held"}, True, id="after-each-interview"),
        pytest.param({"after": "last_contact", "every": "P14D", "message": ["x/hello", "x/other"]}, False, id="two"),
        pytest.param(
            {"after": "last_contact", "every": "P14D", "message": ["x/hello", "x/same"]}, True, id="two-that-are-one"
        ),
        pytest.param(
            {"after": "last_contact", "every": "P14D", "message": ["x/hello", "x/other", "x/other"]},
            True,
            id="last-two",
        ),
    ],
)
def test_r2_the_check_finds_what_would_be_said_twice(step: dict[str, Any], is_found: bool) -> None:
    other = {"subject": "Another word", "body": GOOD.replace("is in review", "is still open"), "line": 4}
    same = {"subject": mail()["x/hello.md"]["subject"], "body": GOOD, "line": 4}
    messages = {**mail(), "x/other.md": other, "x/same.md": same}
    assert ("same-words" in {f.id for f in found(messages, "interview", **step)}) is is_found


def test_r2_the_check_finds_the_same_words_in_two_steps_and_a_reason_lets_them_off() -> None:
    def rules(**waive: Any) -> list[str]:
        drafted = {**mail(**waive), "x/copy.md": mail()["x/hello.md"]}
        content = PLAYBOOK.model_dump(mode="json") | {
            "stages": {
                "applied": {"steps": [{"step": "a", "after": "entered", "message": "x/hello"}]},
                "screening": {"steps": [{"step": "b", "after": "entered", "message": "x/copy"}]},
            },
        }
        from drafts import PARTS

        from domain.lint.engine import lint

        content["messages"] = {**PARTS, **drafted}
        return [f.message for f in lint(Playbook.model_validate(content)) if f.id == "same-words"]

    (text,) = rules()
    assert "step b" in text.lower() and "step a of stage applied" in text


def test_r2_what_a_newer_release_put_on_record_is_read() -> None:
    """A fact with what counts off the week folds as it is, and one without counts as ever."""
    plain = {
        "type": "sent", "event_id": "s1", "occurred_at": MONDAY.isoformat(), "application_id": "eng", "attempt": 1,
        "touch_key": "manual:ann/eng/applied.1/acknowledge/1", "stage": "applied", "step": "acknowledge",
        "occurrence": "1", "channel": "email", "message": "applied/received",
    }  # fmt: skip
    for extra, week in (({}, True), ({"off_week": True}, False)):
        state = evolve(evolve(begin("manual:ann"), application()), load_event(plain | extra))
        assert [c.week for c in state.contacts] == [week]
        assert state.applications[0].last_message == "applied/received"
