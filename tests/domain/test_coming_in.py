"""Coming in at any point of a process (R20, S20): from a file, from an ATS, in any order.

The small tables say each rule by itself; the law at the end brings in whole companies.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, application, fact, live, reply

from domain import events as e
from domain.commands import signal_fact
from domain.decisions.catch_up import silent_applications
from domain.names import Channel, Stage
from domain.playbook.model import Playbook
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState
from integrations.ats.applications import Shown
from tests.tables import each

SOON = MONDAY + 2 * D + 8 * H
"""The end of the second business day after a Monday morning."""

MIDWAY = ("applied", "screening", "interview", "offer")
CLOSED = ("rejected", "hired", "withdrawn")


def without_catch_up() -> Playbook:
    """A playbook as it was before there was such a step."""
    content = PLAYBOOK.model_dump(mode="json")
    for stage in content["stages"].values():
        stage["steps"] = [s for s in stage["steps"] if s["after"] != "came_in"]
        for step in stage["steps"]:
            for words in ("not midway and ", "not midway", " or midway"):
                step["when"] = step["when"].replace(words, "")
    return Playbook.model_validate(content)


def shown(stage: str, **more: Any) -> Shown:
    """An application as an ATS shows it on Monday."""
    closed = Stage(stage) if stage in CLOSED else None
    given: dict[str, Any] = {
        "source": "greenhouse",
        "candidate_id": "17",
        "application_id": "1080",
        "heard_at": MONDAY,
        "at": MONDAY,
        "job_id": "eng",
        "stage_name": stage,
        "stage": Stage(stage),
        "closed_as": closed,
        "candidate": {"first_name": "Ann", "email": "ann@example.com"},
        "job": {"job_title": "Engineer"},
        "recruiter": {"name": "Rita"},
    }
    return Shown(**(given | more))


def heard(*tells: Any, now: datetime = MONDAY) -> list[e.Event]:
    """What a clock takes in of what an ATS's door tells."""
    return [signal_fact(tell.signal, tell.fact, now=now) for tell in tells]


def silent_of(state: CandidateState) -> list[str]:
    """The applications that came in silent and have had no word yet."""
    return [app.application_id for app in silent_applications(state)]


def by_move(stage: str, applied_at: datetime) -> list[e.Event]:
    """The first webhook about somebody is that they were moved just now."""
    one = shown(stage, applied_at=applied_at)
    return heard(one.application(), one.standing())


# ---------------------------------------------------------------- what hangs on the stage


@pytest.mark.parametrize("days", [0, 2, 7, 30, 300])
def test_r20_a_first_webhook_that_moves_them_brings_the_message_of_that_stage(days: int) -> None:
    story = live(by_move("interview", MONDAY - days * D), days=4)
    assert story.one("invite").occurred_at <= SOON, story.told_briefly()
    assert "catch-up" not in story.steps() and not story.of("expired", "held", "skipped")


@each("days", [3, 10, 80, 300])
@each("stage", MIDWAY)
def test_s20_in_mid_process_they_are_told_where_they_stand_and_by_when_they_hear(stage: str, days: int) -> None:
    came = application(stage, applied_at=MONDAY - days * D)
    story = live([came], days=4)
    (word,) = story.sent
    assert (word.step, word.stage) == ("catch-up", stage) and MONDAY < word.occurred_at <= SOON
    assert word.promise_by is not None and word.promise_by > word.occurred_at.date()


@pytest.mark.parametrize("stage", MIDWAY)
def test_s20_an_application_of_a_day_that_nobody_can_read_is_none_of_now(stage: str) -> None:
    story = live([application(stage, source="cli", applied_before=True)], days=4)
    assert story.steps() == ["catch-up"] and story.sent[0].occurred_at <= SOON, story.told_briefly()
    assert not silent_of(story.state) and not story.of("silence_breached", "expired")


def test_r20_a_person_on_a_list_waits_for_nothing_whatever_day_cannot_be_read() -> None:
    story = live([application("prospect", source="cli", applied_before=True)], days=4)
    assert story.steps() == ["outreach"]


def test_s20_a_last_contact_long_ago_is_a_silence_and_a_recent_one_is_not() -> None:
    for last, silent in ((80, True), (15, True), (13, False), (1, False)):
        came = application("interview", applied_at=MONDAY - 90 * D, last_contact_at=MONDAY - last * D)
        story = live([came], days=0)
        assert bool(silent_of(story.state)) is silent, last


def test_s20_whoever_came_in_silent_is_listed_until_they_have_had_word() -> None:
    came = application("screening", applied_at=MONDAY - 80 * D)
    story = live([came], days=4)
    word = story.one("catch-up")
    before = [m for m in story.moments if m.now < word.occurred_at]
    after = [m for m in story.moments if m.now > word.occurred_at]
    assert before and all(silent_of(m.state) == ["eng"] for m in before)
    assert not any(silent_of(m.state) for m in after)
    assert story.of("came_in_silent")[0].since == MONDAY - 80 * D
    assert not story.of("silence_breached")


def test_s20_where_nothing_can_be_sent_a_colleague_is_asked_at_once() -> None:
    came = application("interview", applied_at=MONDAY - 80 * D, email="")
    story = live([came], days=0.1)
    assert [task.kind for task in story.of("task_opened")] == ["reach"]
    assert story.of("task_opened")[0].occurred_at == MONDAY
    assert silent_of(story.state) == ["eng"]


def test_s20_an_address_that_is_closed_is_a_task_too_unless_they_asked_for_peace() -> None:
    """They want no mails, and texts are not ruled out by that wish."""
    no_mail = fact(e.OptedOut, MONDAY, channel=Channel.EMAIL, application_id=None)
    text = "Please don't email me, text me instead"
    scoped = fact(e.ReplyReceived, MONDAY, text=text)
    came = application("interview", applied_at=MONDAY - 80 * D, phone="+12125550123")
    told = [came, scoped, no_mail]
    story = live(told, days=0.1)
    assert not story.sent
    asked = {task.kind for task in story.of("task_opened")}
    assert asked & {"reach", "stopped", "doubt"}, story.told_briefly()


def test_s20_other_word_that_goes_in_time_takes_its_place() -> None:
    """An interview is scheduled on the day on which they come in: its details say where they stand."""
    came = application("interview", applied_at=MONDAY - 80 * D)
    story = live([came, fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 4 * D)], days=2)
    assert story.steps() == ["details"], story.told_briefly()


def test_s20_a_call_of_a_colleague_takes_its_place() -> None:
    came = application("screening", applied_at=MONDAY - 80 * D)
    story = live([came, fact(e.Contacted, MONDAY + H)], days=4)
    assert not story.sent and not silent_of(story.state)
    reason = story.one("catch-up", "skipped").why[0]
    assert reason.rule == "S20" and "heard from us" in reason.text


@pytest.mark.parametrize("stage", MIDWAY)
def test_r1_after_a_call_in_place_of_the_catch_up_updates_go_on(stage: str) -> None:
    """Nobody told us of an interview of theirs, so neither an invitation nor thanks are to come."""
    came = application(stage, applied_at=MONDAY - 40 * D)
    story = live([came, fact(e.Contacted, MONDAY + H)], days=60)
    assert story.steps()[:1] == ["update"] and len(story.sent) >= 3, story.told_briefly()
    assert not story.of("silence_breached") and not story.tasks("silence")
    assert story.decision.at is not None


def test_s20_is_not_lost_to_a_move_before_it_went() -> None:
    came = application("applied", applied_at=MONDAY - 80 * D)
    story = live([came, fact(e.StageChanged, MONDAY + H, stage=Stage.SCREENING)], days=4)
    assert [(s.step, s.stage) for s in story.sent] == [("catch-up", Stage.SCREENING)]


def test_r20_a_move_of_a_day_before_we_knew_them_is_no_move_of_today() -> None:
    """A file had them in an earlier stage; the ATS says that they were moved ten days ago."""
    came = application("applied", applied_at=MONDAY - 40 * D)
    story = live([came, (MONDAY + H, fact(e.StageChanged, MONDAY - 10 * D, stage=Stage.INTERVIEW))], days=4)
    (app,) = story.state.applications
    assert app.entry.entered_at == MONDAY and app.entry.midway
    assert [(s.step, s.stage) for s in story.sent] == [("catch-up", Stage.INTERVIEW)]
    offered = live([came, (MONDAY + H, fact(e.OfferExtended, MONDAY - 10 * D))], days=2)
    assert "covering-note" in offered.steps()  # nobody had told us, so it is news: nothing of it has expired
    assert not offered.of("expired")


def test_r20_what_hangs_on_the_application_is_skipped_where_it_lies_before_we_knew_them() -> None:
    story = live([application("applied", applied_at=MONDAY - 5 * D)], days=4)
    reason = story.one("acknowledge", "skipped").why[-1]
    assert reason.rule == "S20" and story.steps() == ["catch-up"]


def test_r20_whoever_applied_today_is_acknowledged_and_nothing_else() -> None:
    story = live([application("applied", applied_at=MONDAY - 3 * H)], days=4)
    assert story.steps() == ["acknowledge"] and not story.of("skipped", "expired")


def test_r20_thanks_for_an_interview_before_we_knew_them_are_not_sent() -> None:
    came = application("interview", applied_at=MONDAY - 30 * D)
    held = fact(e.InterviewScheduled, MONDAY, at=MONDAY - 3 * D)
    story = live([came, held], days=4)
    assert story.steps() == ["catch-up"], story.told_briefly()
    assert story.one("thank-you", "skipped").why[-1].rule == "S20"
    assert min(f.occurred_at for f in story.facts) >= MONDAY


@pytest.mark.parametrize("stage", MIDWAY)
def test_r15_nothing_is_dated_before_they_came_in(stage: str) -> None:
    came = application(stage, applied_at=MONDAY - 200 * D, last_contact_at=MONDAY - 80 * D)
    story = live([came], days=30)
    assert min(f.occurred_at for f in story.facts) >= MONDAY, story.told_briefly()


def test_r15_nobody_is_escalated_for_a_task_that_nobody_ever_saw() -> None:
    """The offer is told a week late: the task about it is new today, and so is the time to do it."""
    came = application("interview", at=MONDAY - 20 * D)
    story = live(
        [(MONDAY, fact(e.StageChanged, MONDAY - 7 * D, stage=Stage.OFFER)), came], start=MONDAY - 20 * D, days=26
    )
    task = next(t for t in story.tasks("offer"))
    escalated = next(f for f in story.of("task_escalated") if f.task_id == task.task_id)
    assert task.occurred_at >= MONDAY and task.due_at > MONDAY
    assert escalated.occurred_at >= MONDAY + D


def test_r20_a_playbook_without_the_step_goes_on_and_counts_all_the_same() -> None:
    came = application("applied", applied_at=MONDAY - 80 * D)
    story = live([came], days=4, rules=without_catch_up())
    assert len(story.of("came_in_silent")) == 1
    assert story.steps() == ["update"] and story.sent[0].occurred_at <= SOON
    interview = application("interview", applied_at=MONDAY - 80 * D, last_contact_at=MONDAY - 80 * D)
    assert live([interview], days=2, rules=without_catch_up()).steps() == ["invite"]


def test_r20_a_playbook_that_has_nothing_to_say_in_time_gives_a_task_at_once() -> None:
    content = without_catch_up().model_dump(mode="json")
    content["stages"]["screening"]["steps"] = []
    came = application("screening", applied_at=MONDAY - 80 * D)
    story = live([came], days=4, rules=Playbook.model_validate(content))
    (task,) = story.tasks("silence")
    assert task.occurred_at == MONDAY and task.due_at > MONDAY
    breach = story.of("silence_breached")[0]
    assert breach.occurred_at > MONDAY + D and breach.since == MONDAY - 80 * D


# ---------------------------------------------------------------- who came in closed


@pytest.mark.parametrize("stage", CLOSED)
@pytest.mark.parametrize("days", [1, 300])
def test_r20_whoever_comes_in_closed_is_on_record_and_is_written_nothing(stage: str, days: int) -> None:
    story = live([application(stage, applied_at=MONDAY - days * D)], days=30)
    assert not story.sent and not story.of("task_opened", "expired", "silence_breached"), story.told_briefly()
    assert story.decision.closed


@pytest.mark.parametrize("stage", CLOSED)
def test_r20_a_closing_long_ago_that_an_ats_shows_is_written_nothing(stage: str) -> None:
    one = shown(stage, at=MONDAY - 40 * D, applied_at=MONDAY - 90 * D)
    story = live(heard(one.application(), one.standing()), days=30)
    assert not story.sent and story.decision.closed, story.told_briefly()


@pytest.mark.parametrize(("stage", "step"), [("rejected", "closure"), ("withdrawn", "thanks")])
def test_s15_a_closing_that_the_first_webhook_tells_as_it_happens_is_told_to_them(stage: str, step: str) -> None:
    one = shown(stage, applied_at=MONDAY - 90 * D)
    assert live(heard(one.application(), one.standing()), days=4).steps() == [step]


def test_s13_a_hire_whose_start_lies_ahead_is_welcomed() -> None:
    ahead, over = (MONDAY + 20 * D).date(), (MONDAY - 20 * D).date()
    came = application("hired", applied_at=MONDAY - 90 * D)
    assert "welcome" in live([came, fact(e.Hired, MONDAY, start_date=ahead)], days=20).steps()
    assert not live([came, fact(e.Hired, MONDAY - 30 * D, start_date=over)], days=20).sent


# ---------------------------------------------------------------- prospects


def test_s1_an_old_prospect_of_whom_we_hear_now_is_written_to_now() -> None:
    one = shown("prospect", applied_at=MONDAY - 60 * D, at=MONDAY - 60 * D)
    story = live(heard(one.application()), days=4)
    assert story.steps() == ["outreach"] and not story.of("went_quiet")


def test_s2_a_prospect_who_came_in_mid_way_has_a_week_and_a_month_to_answer_too() -> None:
    came = application("prospect", applied_at=MONDAY - 100 * D, last_contact_at=MONDAY - 90 * D)
    story = live([came], days=60)
    first, *further = story.sent
    assert first.step == "catch-up" and [s.message for s in further] == ["prospect/nudge", "prospect/last-nudge"]
    assert [(s.occurred_at - first.occurred_at).days // 7 for s in further] == [1, 4], story.told_briefly()
    (quiet,) = story.of("went_quiet")
    assert quiet.occurred_at >= further[-1].occurred_at
    answered = live([came, reply(MONDAY + 3 * D)], days=10)
    assert answered.steps()[0] == "catch-up" and not [s for s in answered.sent if s.kind == "nudge"]


def test_r20_nobody_to_whom_we_never_wrote_went_quiet() -> None:
    """Paused until it is too late to write: a colleague is asked instead."""
    told = [application("prospect"), fact(e.Paused, MONDAY, until=MONDAY + 40 * D)]
    story = live(told, days=60)
    assert not story.sent and not story.of("went_quiet"), story.told_briefly()
    assert story.tasks("silence")


# ---------------------------------------------------------------- from a file and from an ATS


def from_file(stage: str, applied_at: datetime, *, last: datetime | None = None, now: datetime = MONDAY) -> e.Event:
    return application(stage, now, ident="eng", applied_at=applied_at, last_contact_at=last)


@each("first", ["file", "ats"])
@each("stage", ["prospect", *MIDWAY, *CLOSED])
def test_r17_a_file_and_an_ats_tell_of_one_application(stage: str, first: str) -> None:
    """The file calls the application by its job, the ATS by a number of its own."""
    applied_at = MONDAY - 40 * D
    one = shown(stage, at=MONDAY - 30 * D, applied_at=applied_at)
    ats = heard(one.application(), one.standing())
    facts = [from_file(stage, applied_at), *ats] if first == "file" else [*ats, from_file(stage, applied_at)]
    story = live(facts, days=20)
    steps = [(s.step, s.occurrence) for s in story.sent]
    assert len(steps) == len(set(steps)), story.told_briefly()
    assert len([s for s in story.sent if s.step in ("catch-up", "outreach")]) == (stage not in CLOSED)
    if stage not in CLOSED:
        assert len(story.state.applications) == 1


@each(("stage", "step"), [("interview", "invite"), ("rejected", "closure"), ("withdrawn", "thanks"), ("offer", "")])
@each("moved", [True, False], ids=["moved", "shown"])
def test_r20_a_first_event_about_somebody_followed_up_for_weeks_is_news(stage: str, step: str, moved: bool) -> None:
    """They came in from a file and have had their catch-up; now the ATS's hook is set up, and tells the first event."""
    later = MONDAY + 21 * D
    one = shown(stage, heard_at=later, at=later - H / 60, applied_at=MONDAY - 60 * D)
    ats = [(later, fact) for fact in heard(one.application(), one.standing(moved=moved), now=later)]
    story = live([application("applied", applied_at=MONDAY - 60 * D), *ats], days=25)
    (app,) = story.state.applications
    assert app.stage == stage and app.entry.entered_at == later and not app.entry.midway
    since = [s.step for s in story.sent if s.occurred_at >= later]
    assert story.steps()[0] == "catch-up" and since[:1] == ([step] if step else []), story.told_briefly()
    assert step or "offer" in {t.kind for t in story.of("task_opened")}


@pytest.mark.parametrize(("file_job", "one_job"), [("pipe-fitter", True), ("4402", False)])
def test_r17_a_file_without_job_ids_names_the_job_by_its_title(file_job: str, one_job: bool) -> None:
    """Two jobs that are called the same have two ids."""
    one = shown(
        "screening", job_id="4401", job={"job_title": "Pipe Fitter"}, applied_at=MONDAY - 40 * D, at=MONDAY - 9 * D
    )
    file = application("screening", ident=file_job, applied_at=MONDAY - 40 * D)
    file = file.model_copy(update={"job_title": "Pipe Fitter"})
    for facts in ([file, *heard(one.application(), one.standing())], [*heard(one.application(), one.standing()), file]):
        story = live(facts, days=3)
        assert len(story.state.applications) == (1 if one_job else 2), story.told_briefly()
        assert len(story.sent) == (1 if one_job else 2)
        assert "4401" in {app.job_id for app in story.state.applications}  # the ATS is right


def test_r17_what_a_file_still_shows_as_open_is_closed_where_the_ats_has_closed_it() -> None:
    one = shown("rejected", at=MONDAY - 10 * D, applied_at=MONDAY - 40 * D)
    for facts in (
        [from_file("interview", MONDAY - 40 * D), *heard(one.application(), one.standing())],
        [*heard(one.application(), one.standing()), from_file("interview", MONDAY - 40 * D)],
    ):
        story = live(facts, days=20)
        assert not story.sent and story.decision.closed, story.told_briefly()


@pytest.mark.parametrize("file_at", [0, 1, 2], ids=["first", "between", "last"])
def test_r17_two_numbers_for_a_job_are_two_applications_also_where_a_file_tells_of_it(file_at: int) -> None:
    """The ATS has them twice; the duplicate is deleted, and the application that is worked with goes on."""
    applied_at = MONDAY - 40 * D
    good = shown("interview", applied_at=applied_at)
    double = shown("applied", application_id="1081", candidate_id="18", applied_at=applied_at)
    told = [*heard(good.application()), *heard(double.application())]
    told.insert(file_at, from_file("interview", applied_at))
    story = live([*told, fact(e.Withdrawn, MONDAY + H, application_id="1081", silently=True)], days=9)
    meant = [story.state.meant(ident) for ident in ("1080", "1081", "eng")]
    stages = [app.stage for app in meant if app]
    assert len(story.state.applications) == 2, story.told_briefly()
    assert stages[:2] == [Stage.INTERVIEW, Stage.WITHDRAWN] and "thanks" not in story.steps()


@pytest.mark.parametrize("end", ["", "rejected", "hired"])
def test_r17_a_duplicate_that_is_turned_down_brings_no_letter_while_the_other_goes_on(end: str) -> None:
    good, double = shown("interview"), shown("applied", application_id="1081", candidate_id="18")
    facts = [*heard(good.application(), double.application()), fact(e.Rejected, MONDAY + H, application_id="1081")]
    if end:
        facts.append(fact(e.Hired if end == "hired" else e.Rejected, MONDAY + 2 * D, application_id="1080"))
    story = live(facts, days=12)
    assert [s.application_id for s in story.sent if s.step == "closure"] == ["1080"] * (end == "rejected")


def test_r17_who_applies_after_a_rejection_is_still_told_of_it() -> None:
    old, new = shown("interview"), shown("applied", application_id="1081", heard_at=MONDAY + 1.5 * H, at=MONDAY + H)
    rejected = fact(e.Rejected, MONDAY + H, application_id="1080")
    story = live([*heard(old.application()), rejected, *heard(new.application(), now=MONDAY + 1.5 * H)], days=5)
    assert [s.application_id for s in story.sent if s.step == "closure"] == ["1080"]


def test_r17_a_file_is_about_the_open_one_of_two_applications_for_a_job() -> None:
    good, double = shown("interview"), shown("applied", application_id="1081", candidate_id="18")
    gone = fact(e.Withdrawn, MONDAY + H, application_id="1081", silently=True)
    file = from_file("interview", MONDAY - D, now=MONDAY + 2 * H)
    story = live([*heard(good.application(), double.application()), gone, file], days=3)
    (app,) = [app for app in story.state.applications if "eng" in app.also]
    assert app.application_id == "1080" and app.is_open


@pytest.mark.parametrize("first", ["file", "ats", "ats, then file"])
def test_r17_who_applies_again_by_a_file_has_one_application_when_the_ats_gives_it_a_number(first: str) -> None:
    """The number that was turned down stays that of the old one; a third one would be a duplicate's."""
    old, new, double = (
        shown("applied", application_id=ident, applied_at=at, heard_at=at, at=at)
        for ident, at in (("1080", MONDAY), ("1090", MONDAY + 41 * D), ("1099", MONDAY + 42 * D))
    )
    files = {"file": [from_file("applied", MONDAY)], "ats": []}.get(
        first, [from_file("applied", MONDAY, now=MONDAY + H)]
    )
    rejected = fact(e.Rejected, MONDAY + 2 * D, application_id="1080", source="greenhouse")
    again = from_file("applied", MONDAY + 39 * D, now=MONDAY + 40 * D)
    ats = [*heard(old.application())]
    before = [*files, *ats] if first == "file" else [*ats, *files]
    later = heard(new.application(), now=MONDAY + 41 * D)
    story = live([*before, rejected, again, *later], days=80)
    since = [s.step for s in story.sent if s.occurred_at >= MONDAY + 40 * D]
    (app,) = story.state.applications
    assert app.is_open and story.state.meant("1090") == app, story.told_briefly()
    assert since.count("acknowledge") == 1 and "catch-up" not in since, story.told_briefly()
    more = evolve(story.state, *heard(double.application(), now=MONDAY + 42 * D))
    assert len(more.applications) == 2


@pytest.mark.parametrize("days", [0, 0.5, 20])
def test_r17_who_applied_again_before_the_import_of_a_rejection_is_followed_up(days: float) -> None:
    """Nobody knows when they were turned down, and the new one may lie weeks back (S20)."""
    old, new = from_file("rejected", MONDAY - 200 * D), from_file("applied", MONDAY - days * D, now=MONDAY + H)
    story = live([old, new], days=4)
    (app,) = story.state.applications
    assert app.is_open and app.applied_at is not None
    assert story.steps() == ["catch-up" if days > 1 else "acknowledge"], story.told_briefly()
    assert silent_of(live([old, new], days=0.1).state) == (["eng"] if days > 14 else [])


def test_r17_the_same_application_told_again_after_a_rejection_is_no_new_one() -> None:
    for hours in (0, 17, -20):
        old, new = from_file("rejected", MONDAY - 200 * D), from_file("applied", MONDAY - 200 * D + hours * H)
        assert not live([old, new], days=4).sent


@pytest.mark.parametrize("first", ["file", "ats"])
@pytest.mark.parametrize("old", ["rejected", "withdrawn"])
def test_r17_the_ats_s_old_and_closed_application_does_not_end_the_one_of_a_file(old: str, first: str) -> None:
    """The file holds the new one; the ATS's first event is about the one of last year, or was."""
    one = shown(old, at=MONDAY - 200 * D, applied_at=MONDAY - 230 * D)
    ats, file = heard(one.application(), one.standing()), from_file("screening", MONDAY - 20 * D)
    story = live([file, *ats] if first == "file" else [*ats, file], days=4)
    assert story.steps() == ["catch-up"], story.told_briefly()
    assert any(app.is_open for app in story.state.applications)


@pytest.mark.parametrize("first", ["file", "ats"])
def test_r3_an_ats_s_rejection_counts_though_a_sheet_dates_the_application_days_later(first: str) -> None:
    one = shown("rejected", at=MONDAY - 3 * D, applied_at=MONDAY - 30 * D)
    ats, file = heard(one.application(), one.standing()), from_file("screening", MONDAY - 20 * D)
    story = live([file, *ats] if first == "file" else [*ats, file], days=9)
    assert not story.sent and story.decision.closed, story.told_briefly()


def test_r17_an_application_after_the_day_of_a_rejection_that_an_ats_shows_is_a_new_one() -> None:
    one = shown("rejected", at=MONDAY - 9 * D, applied_at=MONDAY - 30 * D)
    for days, steps in ((10, []), (8, ["catch-up"])):
        story = live([*heard(one.application(), one.standing()), from_file("applied", MONDAY - days * D)], days=4)
        assert story.steps() == steps, story.told_briefly()


def test_r17_a_new_number_of_the_ats_after_a_rejection_from_a_file_is_a_new_application() -> None:
    new = shown("applied", applied_at=MONDAY + D, heard_at=MONDAY + D, at=MONDAY + D)
    ats = [(MONDAY + D, fact) for fact in heard(new.application(), now=MONDAY + D)]
    story = live([from_file("rejected", MONDAY - 200 * D), *ats], days=4)
    assert story.steps() == ["acknowledge"] and len(story.state.applications) == 2


def test_r20_a_sender_who_dates_the_application_when_it_was_made_is_heard_now() -> None:
    """Another system's signal has no `applied_at`, and says of itself that it occurred a month ago."""
    said = e.dump_event(application("screening", MONDAY - 30 * D))
    story = live([(MONDAY, signal_fact("application_received", said, now=MONDAY))], days=4)
    assert story.steps() == ["catch-up"] and story.sent[0].occurred_at > MONDAY
    assert story.state.applications[0].came_in_at == MONDAY


def test_s8_thanks_for_a_later_talk_wait_for_a_note_as_ever() -> None:
    """Nobody has written to them yet, and the two days after they came in are long over."""
    note = PLAYBOOK.step(Stage.SCREENING, "thank-you")
    assert note is not None and note.wait_for_note is not None
    talk = MONDAY + 8 * D
    story = live([application("screening"), fact(e.InterviewHeld, talk)], days=9)
    assert story.one("thank-you").occurred_at > talk + 4 * H


@pytest.mark.parametrize("main", ["1080", "eng"])
@pytest.mark.parametrize("silently", [None, True])
def test_r17_the_end_of_a_duplicate_that_an_older_release_joined_is_not_the_end_of_the_other(
    main: str, silently: bool | None
) -> None:
    """Such a release took the second number of an ATS for another name of the first."""
    also = ("1081",) if main == "1080" else ("1080", "1081")
    state = evolve(begin("greenhouse:1"), application("interview", ident=main).model_copy(update={"job_id": "eng"}))
    (app,) = state.applications
    state = state.model_copy(update={"applications": (app.model_copy(update={"also": also}),)})

    def after(number: str) -> Stage:
        end = fact(e.Withdrawn, MONDAY + H, application_id=number, silently=True)
        if silently is None:
            end = fact(e.Rejected, MONDAY + H, application_id=number)
        return evolve(state, end).applications[0].stage

    assert after("1081") is Stage.INTERVIEW and after("1080") in (Stage.REJECTED, Stage.WITHDRAWN)
    assert after("eng") in (Stage.REJECTED, Stage.WITHDRAWN), "what a file or a colleague says is about the one"
    theirs = fact(e.Withdrawn, MONDAY + H, application_id="1081")
    assert evolve(state, theirs).applications[0].stage is Stage.WITHDRAWN, "their own word is about the job"


UNREAD = application("applied", applied_at=MONDAY - 40 * D, unplaced="Vibe check", source="cli")


def test_r20_whose_stage_nobody_can_read_is_written_nothing_and_a_colleague_is_asked() -> None:
    story = live([UNREAD], days=40)
    assert not story.sent and not story.of("silence_breached", "came_in_silent")
    (task,) = story.tasks("unplaced")
    assert task.occurred_at == MONDAY and "'Vibe check'" in task.title


@pytest.mark.parametrize("how", ["a colleague", "the file again"])
def test_s20_once_it_is_known_where_they_stand_they_are_caught_up(how: str) -> None:
    told = fact(e.StageChanged, MONDAY + 3 * D, stage="screening", source="cli")
    if how == "the file again":
        told = application("screening", MONDAY + 3 * D, applied_at=MONDAY - 40 * D, source="cli")
    story = live([UNREAD, told], days=8)
    (first, *_) = story.sent
    assert first.step == "catch-up" and MONDAY + 3 * D < first.occurred_at < MONDAY + 7.5 * D
    assert not story.state.tasks, story.told_briefly()


@pytest.mark.parametrize("stage", ["rejected", "withdrawn", "applied"])
def test_r20_who_turns_out_to_be_closed_is_written_nothing(stage: str) -> None:
    story = live([UNREAD, fact(e.StageChanged, MONDAY + 3 * D, stage=stage, source="cli")], days=20)
    assert bool(story.sent) is (stage == "applied"), story.told_briefly()
    assert "acknowledge" not in story.steps() and not story.tasks("silence")
