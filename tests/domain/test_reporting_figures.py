"""K1-K13 case by case: what each counts, and what it leaves out and why."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from domain import events as e
from domain.names import Channel, Stage
from domain.reporting import figures as k
from domain.reporting.figures import FIGURES, Period, Rows
from domain.reporting.records import PersonRecord
from domain.reporting.segments import SEGMENTS, by_segment, parts, where
from domain.reporting.tables import definition
from tests.domain import reported
from tests.domain.reported_lives import START, Life
from tests.tables import each

H, D = timedelta(hours=1), timedelta(days=1)
YEAR = reported.period(START, START + 365 * D)


def person(**fields: Any) -> Life:
    """Somebody who applied at the beginning, in New York."""
    life = Life("manual:ann", random.Random(1), app="a1")
    given = {"job_id": "eng", "candidate": e.Contactable(timezone="America/New_York")} | fields
    life.tell(e.ApplicationReceived, START, **given)
    return life


def rows(life: Life) -> Rows:
    return reported.rows(sorted(life.told, key=lambda one: one.fact.occurred_at))


def share(figure: str, name: str, life: Life, period: Period = YEAR) -> tuple[int, int]:
    found = FIGURES[figure](rows(life), period)[name]
    return found.n, found.of


@each("figure", FIGURES)
def test_each_definition_says_what_is_counted_and_left_out(figure: str) -> None:
    text = " ".join(definition(figure))
    assert "eft out" in text
    assert "ounted" in text or "`acknowledged`" in text


# ---------------------------------------------------------------- K1, K2, K3, K9


@pytest.mark.parametrize(
    ("kind", "certain", "counts"),
    [
        ("answer", True, 1),
        ("withdraw", True, 1),
        ("stop", False, 1),  # a doubt, until somebody says what they meant
        ("stop", True, 0),
        ("automatic", True, 0),
        ("reaction", True, 0),
    ],
)
def test_k1_r8_what_is_a_reply(kind: str, certain: bool, counts: int) -> None:
    life = person()
    life.send(START + D, "interview", "invite", asks=True)
    life.reply(START + 2 * D, kind, certain=certain)
    assert share("K1", "share", life) == (counts, 1)


def test_k1_a_doubtful_stop_that_was_one_is_no_reply() -> None:
    life = person()
    life.send(START + D, "interview", "invite", asks=True)
    life.reply(START + 2 * D, "stop", certain=False)
    life.tell(e.Approved, START + 3 * D, task_id="doubt-1", answer="stop")
    assert share("K1", "share", life) == (0, 1)


def test_k1_a_reply_belongs_to_the_last_message_that_asks_before_it() -> None:
    life = person()
    life.send(START + D, "interview", "invite", asks=True)
    life.send(START + 8 * D, "interview", "nudge", asks=True)
    life.send(START + 9 * D, "interview", "update")
    life.reply(START + 10 * D)
    found = {one.kind.step: one.replied_at for one in rows(life).touches}
    assert found["nudge"] is not None and found["invite"] is found["update"] is None
    by_message = dict(by_segment(rows(life), "message", YEAR, ["K1"]))
    assert by_message["interview/nudge"]["K1"]["share"] == (1, 1)
    assert by_message["interview/invite"]["K1"]["share"] == (0, 1)
    assert share("K1", "share", life) == (1, 1), "one candidate, however many messages"


def test_k1_messages_that_ask_for_nothing_are_left_out() -> None:
    life = person()
    life.send(START + D, "applied", "acknowledge")
    life.reply(START + 2 * D)
    assert share("K1", "share", life) == (0, 0)


def test_k1_thirty_days_are_enough_and_a_day_more_is_too_late() -> None:
    for days, n in ((30, 1), (31, 0)):
        life = person()
        life.send(START, "interview", "invite", asks=True)
        life.reply(START + days * D)
        assert share("K1", "share", life) == (n, 1)
        assert k.k2(rows(life), YEAR)["time"].n == 1, "how long it took counts in either case"


def test_k1_what_may_still_be_answered_is_told() -> None:
    life = person()
    life.send(START + D, "interview", "invite", asks=True)
    early = reported.period(START, START + 5 * D)
    assert k.k1(rows(life), early) == {"share": (0, 1), "pending": 1}
    assert k.k1(rows(life), YEAR)["pending"] == 0


def test_k1_a_survey_has_an_answer_of_its_own() -> None:
    life = person()
    life.send(START + D, "interview", "invite", asks=True)
    life.reply(START + 2 * D)
    life.send(START + 20 * D, "rejected", "survey", asks=True, rank="survey")
    assert [one["K1"]["share"] for name, one in by_segment(rows(life), "message", YEAR, ["K1"])] == [(1, 1), (0, 0)]
    life.reply(START + 25 * D)  # it belongs to the invitation, which has its answer
    assert share("K1", "share", life) == (1, 1)
    assert k.k2(rows(life), YEAR)["time"].n == 1
    alone = person()
    alone.send(START + D, "rejected", "survey", asks=True, rank="survey")
    assert share("K1", "share", alone) == (0, 0)


def test_k4_what_may_still_move_is_told() -> None:
    life = person()
    life.send(START + D, "applied", "acknowledge")
    early = reported.period(START, START + 5 * D)
    assert k.k4(rows(life), early) == {"share": (0, 1), "pending": 1}
    life.tell(e.StageChanged, START + 4 * D, stage=Stage.SCREENING)
    assert k.k4(rows(life), early) == {"share": (1, 1), "pending": 0}


def test_k10_messages_count_once_they_have_had_their_time() -> None:
    """Forty old ones of each variant, of which half replied; forty young ones of b: nobody has had time to answer."""
    told = []
    for number in range(120):
        life = Life(f"manual:p{number}", random.Random(1), app="a1")
        life.tell(e.ApplicationReceived, START, job_id="eng")
        is_young, variant = number >= 80, "a" if number < 40 else "b"
        at = START + (95 if is_young else 10) * D
        life.send(at, "interview", "invite", asks=True, variant=variant)
        if number % 2 and (not is_young or number % 4 == 1):
            life.reply(at + H)
        told += life.told
    found = reported.rows(sorted(told, key=lambda one: one.fact.occurred_at))
    (test,) = k.k10(found, reported.period(START, START + 100 * D))["messages"]
    assert [(one["variant"], one["share"], one["pending"], one["verdict"]) for one in test["variants"]] == [
        ("a", (20, 40), 0, "base"),
        ("b", (20, 40), 40, "not enough data"),
    ]
    (test,) = k.k10(found, reported.period(START, START + 126 * D))["messages"]
    assert [(one["share"], one["pending"]) for one in test["variants"]] == [((20, 40), 0), ((30, 80), 0)]


def test_two_periods_are_looked_at_equally_long_after_their_end() -> None:
    now = START + 20 * D
    period = Period(*(int(at.timestamp()) for at in (START + 10 * D, now, now)))
    life = person()
    life.send(START + 9 * D, "interview", "invite", asks=True)
    life.reply(START + 12 * D)  # after the period before had ended
    assert k.k1(rows(life), period.before)["share"] == (0, 1)
    later = period._replace(known_until=period.known_until + 5 * 86400)
    assert k.k1(rows(life), later.before)["share"] == (1, 1)


def test_k3_everything_after_the_first_outreach_counts_however_late() -> None:
    life = person()
    life.reply(START + H)  # before the first outreach
    life.send(START + D, "interview", "invite", asks=True)
    life.reply(START + 2 * D)
    life.reply(START + 3 * D)
    life.reply(START + 60 * D)
    assert k.k3(rows(life), YEAR)["interactions"] == 3


def test_k9_hour_and_weekday_are_those_of_the_candidates_clock() -> None:
    life = person()
    life.send(START + 14 * H, "interview", "invite", asks=True)  # Monday 14:00 UTC
    (slot,) = k.k9(rows(life), YEAR)["slots"]
    assert slot["weekday"] == 0
    # The law's rows take the zone that was told with the application: nine in New York.
    assert slot["hour"] == 9


# ---------------------------------------------------------------- K4, K5, K6


def test_k4_moving_back_or_late_is_no_conversion() -> None:
    for stage, days, n in ((Stage.SCREENING, 13, 1), (Stage.SCREENING, 15, 0), (Stage.PROSPECT, 3, 0)):
        life = person()
        life.send(START + D, "applied", "acknowledge")
        life.tell(e.StageChanged, START + (1 + days) * D, stage=stage)
        assert share("K4", "share", life) == (n, 1)


def test_k5_the_last_rating_of_a_hire_counts_and_leaving_only_where_it_is_known() -> None:
    life = person()
    life.tell(e.Hired, START + 10 * D, start_date=(START + 20 * D).date())
    life.tell(e.Rated, START + 60 * D, rating=2)
    life.tell(e.Rated, START + 90 * D, rating=5)
    found = k.k5(rows(life), YEAR)
    assert (found["rating"].mean, found["rating"].n) == (5.0, 1)
    assert (found["hires_past_90_days"], found["known_to_have_left"]) == (1, 0)
    assert (found["still_employed"].n, found["still_employed"].of) == (0, 0), "nobody was asked"


@pytest.mark.parametrize(
    ("told", "still"),
    [
        ([(111, e.FeedbackReceived, {"about": "employment", "answer": "yes"})], (1, 1)),
        ([(60, e.FeedbackReceived, {"about": "employment", "answer": "yes"})], (0, 0)),
        ([(111, e.FeedbackReceived, {"about": "interview", "answer": "yes"})], (0, 0)),
        ([(50, e.Left, {})], (0, 1)),
        ([(111, e.FeedbackReceived, {"about": "employment", "answer": "no"}), (111, e.Left, {})], (0, 1)),
        ([(111, e.FeedbackReceived, {"about": "employment", "answer": "yes"}), (200, e.Left, {})], (1, 1)),
    ],
    ids=["yes", "too early to say", "another question", "left before", "no", "left long after"],
)
def test_k5_still_employed_counts_who_was_said_to_be(
    told: list[tuple[int, type[e.Event], dict[str, str]]], still: tuple[int, int]
) -> None:
    life = person()
    life.tell(e.Hired, START + 10 * D, start_date=(START + 20 * D).date())
    for days, kind, fields in told:
        life.tell(kind, START + days * D, **fields)
    found = k.k5(rows(life), YEAR)["still_employed"]
    assert (found.n, found.of) == still


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({}, 1),
        ({"stage": Stage.INTERVIEW}, 0),  # came in later in the process
        ({"stage": Stage.PROSPECT}, 0),
        ({"applied_at": START - 5 * D}, 0),  # before we knew them (R20)
        ({"applied_before": True}, 0),
    ],
)
def test_k6_whom_we_could_have_acknowledged(given: dict[str, Any], counts: int) -> None:
    life = person(**given)
    life.send(START + H, "applied", "acknowledge")
    assert share("K6", "acknowledged", life) == (counts, counts)


def test_k6_what_ended_before_its_time_was_over_is_left_out() -> None:
    life = person()
    life.tell(e.Withdrawn, START + D)
    assert share("K6", "acknowledged", life) == (0, 0)
    stopped = person()
    stopped.tell(e.OptedOut, START + D)
    assert share("K6", "acknowledged", stopped) == (0, 0)


def test_k6_what_is_not_due_yet_is_left_out_also_where_it_is_met_already() -> None:
    life = person()
    soon = reported.period(START, START + D)
    assert share("K6", "acknowledged", life, soon) == (0, 0)
    life.send(START + H, "applied", "acknowledge", promise_by=date(2026, 1, 15))
    life.send(START + 8 * H, "applied", "update")
    for figure, name in (("K6", "acknowledged"), ("K6", "promises_kept"), ("K11", "word")):
        assert share(figure, name, life, soon) == (0, 0), "if the early ones alone counted, all would be kept"
        assert share(figure, name, life) == (1, 1)


@pytest.mark.parametrize("hours", [1, 40])
def test_k6_whoever_withdraws_at_once_was_not_failed(hours: int) -> None:
    life = person()
    life.tell(e.Withdrawn, START + hours * H)
    life.send(START + 60 * H, "withdrawn", "thanks")  # in business hours, as S17 has it
    assert share("K6", "acknowledged", life) == (0, 0)
    soon = person()
    soon.tell(e.Withdrawn, START + hours * H)
    soon.send(START + 41 * H, "withdrawn", "thanks")
    assert share("K6", "acknowledged", soon) == (1, 1)


def interviewed() -> Life:
    life = person()
    life.tell(e.StageChanged, START + D, stage=Stage.INTERVIEW)
    life.tell(e.InterviewScheduled, START + 2 * D, at=START + 5 * D)
    return life


def test_k6_thanks_are_any_word_but_one_about_another_interview() -> None:
    life = interviewed()
    life.send(START + 5 * D + 3 * H, "interview", "reminder", rank="interview")
    assert share("K6", "thanked", life) == (0, 1)
    life.send(START + 5 * D + 20 * H, "interview", "thank-you")
    assert share("K6", "thanked", life) == (1, 1)


def test_k6_an_interview_that_was_called_off_needs_no_thanks() -> None:
    life = interviewed()
    life.tell(e.InterviewCancelled, START + 3 * D)
    assert share("K6", "thanked", life) == (0, 0)


@pytest.mark.parametrize(
    ("days", "step", "kept"), [(8, "update", 1), (10.4, "update", 1), (11.3, "update", 0), (8, "receipt", 0)]
)
def test_k6_r2_a_promise_is_kept_by_a_word_on_the_day_at_the_latest(days: float, step: str, kept: int) -> None:
    life = person()
    life.send(START + D, "applied", "acknowledge", promise_by=date(2026, 1, 15))
    life.send(START + days * D, "applied", step)
    assert share("K6", "promises_kept", life) == (kept, 1)


def test_k6_r2_a_date_in_a_message_that_bounced_was_promised_to_nobody() -> None:
    life = person()
    sent = life.send(START + D, "applied", "acknowledge", promise_by=date(2026, 1, 15))
    life.tell(
        e.DeliveryReported, START + 2 * D, touch_key=sent.touch_key, attempt=1, outcome="bounced", channel=Channel.EMAIL
    )
    assert share("K6", "promises_kept", life) == (0, 0)


def test_k6_r9_a_reply_that_needed_no_answer_any_more_is_left_out() -> None:
    life = person()
    life.tell(e.TaskOpened, START + D, task_id="t", kind="answer", title="Answer", due_at=START + 2 * D)
    life.tell(e.TaskDropped, START + 1.5 * D, task_id="t")
    assert share("K6", "answered", life) == (0, 0)
    life.tell(e.Contacted, START + 1.2 * D)
    assert share("K6", "answered", life) == (1, 1)


def test_k6_r1_silence_counts_from_the_last_contact_else_from_the_application() -> None:
    life = person()
    assert k.k6(rows(life), reported.period(START, START + 20 * D))["longest_silence"] == 20 * 86400
    life.send(START + 12 * D, "applied", "update")
    assert k.k6(rows(life), reported.period(START, START + 20 * D))["longest_silence"] == 12 * 86400


def test_k6_r7_no_silence_is_held_against_anybody_who_asked_for_peace() -> None:
    life = person()
    life.tell(e.OptedOut, START + 5 * D)
    assert k.k6(rows(life), YEAR)["longest_silence"] is None
    assert not any(one.owed for one in k.silence_over_time(rows(life), reported.period(START + 30 * D, START + 90 * D)))


# ---------------------------------------------------------------- K7, K11, K12, K13


def test_k11_the_receipt_is_no_word_and_a_call_is_one() -> None:
    life = person()
    life.send(START + H, "applied", "acknowledge")
    assert share("K11", "word", life) == (0, 1)
    life.tell(e.Contacted, START + 3 * D)
    assert share("K11", "word", life) == (1, 1)


def test_k12_a_decision_counts_when_it_is_told_and_open_ones_past_45_days_are_named() -> None:
    life = interviewed()
    found = k.k12(rows(life), reported.period(START, START + 60 * D))
    assert (found["time"].n, found["open_past_45"]) == (0, 1)
    life.tell(e.Rejected, START + 20 * D)
    assert k.k12(rows(life), YEAR)["time"].n == 0, "nobody has told them"
    life.send(START + 21 * D, "rejected", "closure", rank="rejection")
    found = k.k12(rows(life), YEAR)
    assert found["time"].median == (16 * 24 - 1) * 3600
    assert found["open_past_45"] == 0


def test_k13_counts_the_rejected_alone_by_channel_and_feedback() -> None:
    life = person()
    life.tell(e.Rejected, START + D, feedback="Well argued")
    life.send(START + D + H, "rejected", "closure", rank="rejection", channel=Channel.SMS)
    life.tell(e.SurveyAnswered, START + 9 * D, score=4)
    found = k.k13(rows(life), YEAR)
    assert found["score"].mean == 4
    assert set(found["by_channel"]) == {"sms"}
    assert found["by_feedback"]["with feedback"].n == 1
    hired = person()
    hired.tell(e.Hired, START + D)
    hired.tell(e.SurveyAnswered, START + 9 * D, score=5)
    assert k.k13(rows(hired), YEAR)["score"].n == 0
    assert k.k7(rows(hired), YEAR)["score"].n == 1


def test_a_funnel_begins_where_each_application_came_in() -> None:
    life = person(stage=Stage.SCREENING)
    life.tell(e.StageChanged, START + D, stage=Stage.OFFER)
    found = {one["stage"]: one["applications"] for one in k.funnel(rows(life), YEAR)}
    assert found == {"prospect": 0, "applied": 0, "screening": 1, "interview": 1, "offer": 1, "hired": 0}


@each("by", SEGMENTS)
def test_k8_parts_come_to_the_whole(by: str) -> None:
    rita, hal = e.Person(name="Rita"), e.Person(name="Hal")
    life = person(department="Sales", level="senior", recruiter=rita, hiring_manager=hal, application_source="LinkedIn")
    life.send(START + D, "interview", "invite", asks=True, variant="a")
    life.send(START + 2 * D, "interview", "nudge", asks=True, variant="b")
    whole = rows(life)
    found = parts(whole, by)
    assert sorted(one for part in found.values() for one in part.touches) == sorted(whole.touches)


def test_k8_the_source_is_how_they_came_and_not_who_told_us() -> None:
    life = person(application_source="LinkedIn", source="ats")
    life.send(START + D, "interview", "invite", asks=True)
    assert {one.group.source for one in rows(life).touches} == {"LinkedIn"}
    life.tell(e.ApplicationReceived, START + 2 * D, job_id="eng", application_source="Referral", source="cli")
    assert {one.group.source for one in rows(life).touches} == {"Referral"}, "as it was last told"
    unknown = person(source="ats")
    unknown.send(START + D, "interview", "invite", asks=True)
    assert by_segment(rows(unknown), "source", YEAR) == []


def test_k8_values_that_differ_in_case_alone_are_one() -> None:
    told = []
    for number, department in enumerate(("Sales", "sales", "Sales", "Research")):
        life = Life(f"manual:p{number}", random.Random(1), app="a1")
        life.tell(e.ApplicationReceived, START, job_id="eng", department=department)
        life.send(START + D, "interview", "invite", asks=True)
        told += life.told
    found = reported.rows(sorted(told, key=lambda one: one.fact.occurred_at))
    by = {name: one["K1"]["share"] for name, one in by_segment(found, "department", YEAR)}
    assert by == {"Sales": (0, 3), "Research": (0, 1)}
    assert k.k1(where(found, [("department", "SALES")]), YEAR)["share"] == (0, 3)
    assert k.k11(where(found, [("department", "SALES")]), YEAR)["word"] == (3, 3)


def test_a_message_keeps_the_recruiter_of_its_moment() -> None:
    life = person(recruiter=e.Person(name="Rita"))
    life.send(START + D, "interview", "invite", asks=True)
    life.tell(e.Assigned, START + 2 * D, recruiter=e.Person(name="Sam"))
    life.send(START + 3 * D, "interview", "nudge", asks=True)
    first, second = rows(life).touches
    assert first.group.recruiter != second.group.recruiter


def test_nothing_that_is_heard_later_moves_what_somebody_answered() -> None:
    """It counts in a group with four others by then."""
    life = person(recruiter=e.Person(name="Rita"))
    life.tell(e.Rejected, START + D)
    life.tell(e.SurveyCompleted, START + 9 * D, answers=[{"question": "nps", "kind": "nps", "value": 9}])
    (before,) = rows(life).of("survey")
    life.tell(e.Assigned, START + 10 * D, recruiter=e.Person(name="Sam"))
    life.tell(e.RejectionWithdrawn, START + 11 * D)
    life.tell(e.Hired, START + 12 * D)
    (after,) = rows(life).of("survey")
    assert (after.group, after.about) == (before.group, before.about) and "rejected" in after.about


def test_a_record_is_the_same_after_it_was_kept() -> None:
    life = interviewed()
    life.send(START + 6 * D, "interview", "thank-you", promise_by=date(2026, 1, 20))
    life.reply(START + 7 * D)
    life.tell(e.SurveyAnswered, START + 9 * D, score=5)
    life.tell(e.Rated, START + 9 * D, rating=5)
    life.tell(e.OptedOut, START + 9 * D)
    life.told.insert(0, life.told.pop())  # and a fact that comes before its application
    (record,) = reported.records(life.told)
    assert PersonRecord.load(record.dump()) == record


def test_who_applies_again_after_a_decision_has_another_application() -> None:
    life = person()
    life.send(START + H, "applied", "acknowledge")
    life.tell(e.Rejected, START + 10 * D)
    life.tell(e.ApplicationReceived, START + 40 * D, job_id="eng")
    life.send(START + 45 * D, "applied", "acknowledge")
    assert share("K6", "acknowledged", life) == (1, 2)
    assert share("K11", "word", life) == (0, 2)


def test_the_same_application_told_again_is_no_other_one() -> None:
    life = person()
    life.send(START + H, "applied", "acknowledge")
    life.tell(e.ApplicationReceived, START + 2 * D, job_id="eng", department="Sales")
    assert share("K6", "acknowledged", life) == (1, 1)
    assert {one.group.department for one in rows(life).touches} == {"Sales"}


def test_a_file_and_an_ats_tell_of_one_application() -> None:
    life = person()
    life.app = "eng"
    life.told = []
    life.tell(e.ApplicationReceived, START, job_id="eng")
    life.app = "4711"
    life.tell(e.ApplicationReceived, START + H, job_id="eng", stage=Stage.INTERVIEW)
    life.send(START + 2 * H, "interview", "invite", asks=True)
    assert k.totals(rows(life), YEAR)["applications"] == 1
    assert {one["stage"]: one["applications"] for one in k.funnel(rows(life), YEAR)}["interview"] == 1


def test_what_is_said_before_the_application_comes_counts_once_it_does() -> None:
    life = Life("manual:ann", random.Random(1), app="a1")
    life.tell(e.Rejected, START + H, feedback="words")
    life.tell(e.ApplicationReceived, START + 2 * H, job_id="eng")
    (record,) = reported.records(life.told)
    assert record.applications[0].stage == "rejected"
    assert record.applications[0].got_feedback
    assert "words" not in record.dump()
