"""What users of other follow-up tools complain about, each complaint as a test of ours (FACTS of the field).

The name of a test is the complaint turned into its promise; the id in brackets names where it was reported.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, Told, application, fact, live, playbook, reply

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.message_context import Links, message_context
from domain.delivery.sent_fact import sent
from domain.names import Stage
from domain.playbook.model import Playbook
from domain.reducers.evolve import evolve
from domain.state.model import CandidateState, Start

NEW_YORK = ZoneInfo("America/New_York")


def edited(stage: str, step: str, **fields: Any) -> Playbook:
    """The default playbook with one step changed."""
    content = PLAYBOOK.model_dump(mode="json")
    found = next(s for s in content["stages"][stage]["steps"] if s["step"] == step)
    found.update(fields)
    return Playbook.model_validate(content)


def keys(story: Story) -> Counter[str]:
    return Counter(s.touch_key for s in story.sent)


# ---------------------------------------------------------------- sent twice


def test_overlapping_schedulers_decide_on_the_same_touch_under_the_same_key() -> None:
    """[mautic #3669, #8802; novu #2569] Two that look at the same moment, or one that looks twice, mean one message.

    The key is what the ledger's reservation is unique by; tests/ledger and tests/e2e show that it holds.
    """
    state = live([application()], days=13).state
    assert state.decision is not None and state.decision.touch is not None
    at = state.decision.at
    assert at is not None
    touches = set()
    for now in (at, at + H / 60, at):
        decision = decide(state, DecisionContext(PLAYBOOK, state.candidate, now)).next
        assert decision.touch is not None
        touches.add((decision.touch.key, decision.touch.attempt))
    assert len(touches) == 1


def test_once_it_is_sent_a_second_scheduler_finds_nothing_to_send() -> None:
    """[mautic #3669] The state after the send, looked at again at the same instant and an hour later."""
    story = live([application()], days=0.1)
    state = story.state
    for later in (0 * H, H, 5 * H):
        again = decide(state, DecisionContext(PLAYBOOK, state.candidate, MONDAY + later)).next
        assert again.action != "send" or (again.at is not None and again.at > MONDAY + 20 * H)


def test_re_entry_makes_no_second_schedule() -> None:
    """[mautic #9797] The same application, or the same stage, told again and again is one clock."""
    again: list[Told | tuple[datetime, Told]] = [
        application().model_copy(update={"event_id": f"again-{n}", "occurred_at": MONDAY + n * D}) for n in range(1, 6)
    ]
    again += [fact(e.StageChanged, MONDAY + n * D + H, stage=Stage.APPLIED) for n in range(1, 6)]
    once, often = live([application()], days=60), live([application(), *again], days=60)
    assert [s.touch_key for s in often.sent] == [s.touch_key for s in once.sent]
    assert set(keys(often).values()) == {1}
    assert len(often.state.applications) == 1


def test_a_re_application_after_the_end_is_a_new_stay_and_the_old_one_sends_nothing_more() -> None:
    """[mautic #9797] Rejected, and back a month later: the survey and closure of the first time are over."""
    back = application("applied", MONDAY + 30 * D)
    story = live([application(), fact(e.Rejected, MONDAY + D), back], days=60)
    after = [s for s in story.sent if s.occurred_at > MONDAY + 30 * D]
    assert after and {s.stage for s in after} == {Stage.APPLIED}
    assert set(keys(story).values()) == {1}


# ---------------------------------------------------------------- stop on reply


@pytest.mark.parametrize("stage", ["prospect", "interview"])
def test_a_reply_stops_every_nudge_that_was_to_come(stage: str) -> None:
    """[mautic #425, #6724, #9058] Stop on reply is not an option to be found and ticked."""
    story = live([application(stage, notes="They spoke at a meet-up."), reply(MONDAY + 4 * D)], days=60)
    nudges = {s.step for s in PLAYBOOK.rules(Stage(stage)).steps if s.kind == "nudge"}
    assert not [s for s in story.sent if s.step in nudges and s.occurred_at > MONDAY + 4 * D]
    assert story.tasks("answer"), "and now we owe them one"


def test_a_reply_counts_however_its_headers_were_rewritten() -> None:
    """[mautic #6724, #9058] It is matched by whom it is from, not by a header: no application, no thread, odd case."""
    answer = fact(e.ReplyReceived, MONDAY + 4 * D, text="re: RE: Aw: yes, gladly", application_id=None)
    story = live([application("prospect", notes="They spoke at a meet-up."), answer], days=60)
    assert story.steps()[:1] == ["outreach"] and not {"nudge", "last-nudge"} & set(story.steps())


@pytest.mark.parametrize(
    "text",
    ["I am out of the office until 2026-11-20.", "Automatic reply: I am on vacation.", "Abwesenheitsnotiz Abwesenheit"],
)
def test_out_of_office_is_not_counted_as_a_reply(text: str) -> None:
    """[mautic #4773] It stops nothing for good: nudges go on when they are back, and nobody is asked to answer it."""
    told = [application("prospect", notes="They spoke at a meet-up."), reply(MONDAY + 4 * D, text)]
    story = live(told, days=60)
    assert "nudge" in story.steps() or "last-nudge" in story.steps()
    assert not story.tasks("answer") and story.state.last_reply_at is None
    back = story.moments[-1].state.away_until or datetime(2026, 11, 20, tzinfo=UTC)
    nudges = [s for s in story.sent if s.step in ("nudge", "last-nudge")]
    assert all(s.occurred_at >= min(back, datetime(2026, 11, 20, tzinfo=UTC)) for s in nudges)


# ---------------------------------------------------------------- edits, pauses, new dates


def test_an_edit_reaches_people_who_are_in_the_middle_of_it() -> None:
    """[mautic #838] The nudge was to come a week after the outreach; the lead makes it two days on day one."""
    told = [application("prospect", notes="They spoke at a meet-up.")]
    sooner = edited("prospect", "nudge", delay="P3D")
    old = live(told, days=20).one("nudge")
    now = live(told, days=20, edits=[(MONDAY + D, sooner)], outages=()).one("nudge")
    woken = live([*told, fact(e.Replan, MONDAY + D + H)], days=20, edits=[(MONDAY + D, sooner)]).one("nudge")
    assert woken.occurred_at < old.occurred_at and woken.touch_key == old.touch_key
    assert now.touch_key == old.touch_key, "without a wake-up it goes at the next decision, and still once"
    assert now.playbook == sooner.version


def test_an_edit_that_makes_it_later_is_seen_by_the_gate_before_the_send() -> None:
    """[mautic #838] The timer that was set for the old date fires, and the decision then says: not yet."""
    told = [application("prospect", notes="They spoke at a meet-up.")]
    later = edited("prospect", "nudge", delay="P12D")
    nudge = live(told, days=30, edits=[(MONDAY + D, later)]).one("nudge")
    assert nudge.occurred_at >= MONDAY + 12 * D


def test_an_edit_takes_back_a_step_that_was_decided_and_says_so() -> None:
    told = [application("prospect", notes="They spoke at a meet-up.")]
    content = PLAYBOOK.model_dump(mode="json")
    steps = content["stages"]["prospect"]["steps"]
    content["stages"]["prospect"]["steps"] = [s for s in steps if s["step"] != "nudge"]
    story = live(told, days=40, edits=[(MONDAY + D, Playbook.model_validate(content))])
    assert "nudge" not in story.steps()
    assert story.one("nudge", "skipped").why[0].rule == "R18"


def test_the_journey_is_not_frozen_in_the_workflows_input() -> None:
    """[dittofeed] What a clock carries along holds no playbook: neither steps nor words nor delays."""
    story = live([application("interview"), fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 3 * D)], days=2)
    carried = Start(candidate_id="manual:ann", state=story.state).model_dump_json()
    assert PLAYBOOK.version in carried, "the name of the playbook that decided is there, for the record"
    assert "P14D" not in carried and "wait_for_note" not in carried and "messages" not in carried
    assert "playbook" not in Start.model_fields and "playbook" not in CandidateState.model_fields


@pytest.mark.parametrize("weeks", [1, 3, 8])
def test_unpausing_does_not_send_the_whole_backlog_at_once(weeks: int) -> None:
    """[mautic #3340]"""
    told: list[Told | tuple[datetime, Told]] = [
        application("interview"),
        application("screening", MONDAY + H / 2, ident="ops"),
        fact(e.Paused, MONDAY + H),
        fact(e.InterviewScheduled, MONDAY + 2 * D, at=MONDAY + 4 * D),
        fact(e.Promised, MONDAY + 3 * D, by=date(2026, 11, 6)),
        fact(e.Resumed, MONDAY + 7 * weeks * D),
    ]
    story = live(told, days=7 * weeks + 20)
    after = [s for s in story.sent if s.occurred_at >= MONDAY + 7 * weeks * D]
    assert after, "it goes on"
    assert all(b.occurred_at - a.occurred_at >= 20 * H for a, b in pairwise(after))
    assert len([s for s in after if s.occurred_at < MONDAY + (7 * weeks + 7) * D]) <= 3


@pytest.mark.parametrize("how", ["its end", "a colleague"])
def test_after_a_pause_it_resumes(how: str) -> None:
    """[mautic #7508] Also when nobody touches it again: the end of a pause is on the clock."""
    until = MONDAY + 10 * D if how == "its end" else None
    told = [application("screening"), fact(e.Paused, MONDAY + H, until=until)]
    if until is None:
        told.append(fact(e.Resumed, MONDAY + 10 * D))
    story = live(told, days=40)
    assert story.state.paused_since is None
    assert "update" in story.steps() and min(s.occurred_at for s in story.sent) >= MONDAY + 10 * D


def test_a_rescheduled_touch_does_not_fire_at_its_old_time() -> None:
    """[mautic #8867, #11634] An interview moved, a promise moved, a snooze: the old instant passes in silence."""
    told = [
        application("interview"),
        fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 4 * D),
        fact(e.InterviewScheduled, MONDAY + 2 * D, at=MONDAY + 9 * D, event_id="moved"),
    ]
    assert live(told, days=20).one("reminder").occurred_at == MONDAY + 8 * D
    promised = [
        application("interview"),
        fact(e.Promised, MONDAY + 2 * H, by=date(2026, 11, 5)),
        fact(e.Promised, MONDAY + 2 * D, by=date(2026, 11, 16), event_id="later"),
    ]
    due = [s for s in live(promised, days=20).sent if s.step == "promise-due"]
    assert [(s.occurrence, s.occurred_at.astimezone(NEW_YORK).date()) for s in due] == [
        ("2026-11-16", date(2026, 11, 16))
    ]
    snoozed = live([application("screening"), fact(e.Snoozed, MONDAY + D, until=MONDAY + 25 * D)], days=40)
    assert min(s.occurred_at for s in snoozed.sent) >= MONDAY + 25 * D


# ---------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("tz", "country"),
    [("Pacific/Auckland", "NZ"), ("America/Los_Angeles", "US"), ("Asia/Kathmandu", "NP"), ("Pacific/Apia", "WS")],
)
def test_nine_in_the_morning_is_theirs_and_not_that_of_utc(tz: str, country: str) -> None:
    """[mautic #7665, #2824]"""
    told = [application("screening", timezone=tz, country=country), fact(e.Promised, MONDAY + H, by=date(2026, 11, 12))]
    due = live(told, days=12).one("promise-due").occurred_at.astimezone(ZoneInfo(tz))
    assert (due.date(), due.time()) == (date(2026, 11, 12), time(9))


def test_an_interview_is_told_in_their_own_time() -> None:
    """[mautic #2824] 17:00 UTC is noon in New York and six in the morning of the next day in Auckland."""
    at = datetime(2026, 11, 10, 17, 0, tzinfo=UTC)
    said = {}
    for tz in ("America/New_York", "Pacific/Auckland"):
        told = [application("interview", timezone=tz), fact(e.InterviewScheduled, MONDAY + H, at=at)]
        story = live(told, days=0.5)
        moment = next(m for m in story.moments if m.decision.touch and m.decision.touch.step == "details")
        assert moment.decision.touch is not None
        names = message_context(moment.state, moment.decision.touch, moment.world, Links(unsubscribe=""))
        said[tz] = (names["interview"]["date"], names["interview"]["time"])
    assert said["America/New_York"] == ("Tuesday, November 10", "12:00 PM ET")
    assert said["Pacific/Auckland"] == ("Wednesday, November 11", "6:00 AM (New Zealand Time)")


@pytest.mark.parametrize(
    ("tz", "country", "opens", "closes", "never"),
    [
        ("Pacific/Auckland", "NZ", "09:00", "17:30", 5),
        ("America/Los_Angeles", "US", "18:00", "20:00", 6),
    ],
    ids=["auckland-0900-never-on-saturday", "los-angeles-1800-never-on-sunday"],
)
def test_the_weekday_is_right_in_zones_far_from_utc(tz: str, country: str, opens: str, closes: str, never: int) -> None:
    """[dittofeed]"""
    rules = playbook(window=PLAYBOOK.window.model_dump(mode="json") | {"open": opens, "close": closes})
    days = set()
    for n in range(7):
        start = MONDAY + n * D
        told = [application("screening", start, timezone=tz, country=country)]
        story = live(told, start=start, days=100, rules=rules, candidate=f"manual:p{n}")
        days |= {s.occurred_at.astimezone(ZoneInfo(tz)).weekday() for s in story.sent}
    assert days and never not in days and days <= {0, 1, 2, 3, 4}


def test_nine_in_new_york_stays_nine_across_november() -> None:
    """[dittofeed] Promised for the Fridays before and after the change of 1 November 2026."""
    start = datetime(2026, 10, 28, 10, 0, tzinfo=NEW_YORK).astimezone(UTC)
    told = [application("screening", start)]
    told += [fact(e.Promised, start + H, by=date(2026, 10, 30)), fact(e.Promised, start + 3 * D, by=date(2026, 11, 6))]
    due = [s.occurred_at.astimezone(NEW_YORK) for s in live(told, start=start, days=40).sent if s.step == "promise-due"]
    assert len({at.utcoffset() for at in due}) == 2 and {at.time() for at in due} == {time(9)}


# ---------------------------------------------------------------- caps, long waits, faults, hires


def test_caps_hold_for_all_that_a_person_gets() -> None:
    """[mautic #6729] Four applications in four stages, messages from each of them, one person."""
    told = [application(s, MONDAY + n * H, ident=s) for n, s in enumerate(["applied", "screening", "interview"])]
    told.append(application("offer", MONDAY + 3 * H, ident="offer"))
    told.append(fact(e.OfferExtended, MONDAY + D, application_id="offer", expires_on=date(2026, 11, 20)))
    told.append(fact(e.InterviewScheduled, MONDAY + D, application_id="interview", at=MONDAY + 7 * D))
    story = live(told, days=60)
    capped = [s for s in story.sent if (step := PLAYBOOK.step(s.stage, s.step)) and step.hours == "window"]
    assert len(capped) > 8
    everything = sorted(s.occurred_at for s in story.sent)
    for one in capped:
        before = [at for at in everything if at < one.occurred_at]
        assert all(one.occurred_at - at >= 20 * H for at in before)
        week = [
            s for s in capped if s.occurred_at < one.occurred_at
        ]  # what may go on any day counts in the day's alone
        assert len([s for s in week if one.occurred_at - s.occurred_at < 7 * D]) < 3


def test_a_long_wait_resumes() -> None:
    """[n8n #8136] A network contact hears each quarter for years; tests/e2e has the timers of the real clock."""
    story = live([application("network")], days=3 * 365)
    hellos = [s.occurred_at for s in story.sent if s.step == "hello"]
    assert len(hellos) >= 11
    assert all(85 * D < b - a < 130 * D for a, b in pairwise(hellos))
    assert story.decision.at is not None, "and there is a next one"


def test_a_sleep_is_interruptible_by_whatever_is_told() -> None:
    """[dittofeed] Asleep for a quarter: a reply, a stage, a stop each lead to a decision at that very instant."""
    for said in (
        reply(MONDAY + 40 * D),
        fact(e.StageChanged, MONDAY + 40 * D, stage=Stage.INTERVIEW),
        fact(e.OptedOut, MONDAY + 40 * D),
    ):
        story = live([application("network"), said], days=41)
        (heard,) = [m for m in story.moments if said in m.told]
        assert heard.now == MONDAY + 40 * D
        asleep = story.moments[story.moments.index(heard) - 1].decision.at
        assert asleep is not None and asleep > heard.now, "it was not to wake for weeks"


@pytest.mark.parametrize("outcome", ["not_accepted", "unknown_not", "unknown_sent", "refused", "bounced"])
def test_nobody_is_ejected_by_a_providers_fault(outcome: str) -> None:
    """[dittofeed] After a 5xx the person is still in the follow-up: a later try, a question, or a colleague's task."""
    faults = (outcome, outcome, "sent")
    story = live([application()], days=60, outcomes=faults)
    assert not story.decision.closed and (story.decision.at is not None or story.state.tasks)
    if outcome in ("refused", "bounced"):
        assert story.tasks("reach"), "the only address does not work, so a colleague reaches them"
    else:
        assert [s for s in story.sent if s.occurred_at > MONDAY + 10 * D]


def test_a_life_goes_on_after_days_of_a_provider_that_is_down() -> None:
    """[dittofeed] Every try of a week is refused; what is then too late expires on record, and the rest goes out."""
    story = live([application()], days=60, outcomes=("not_accepted",) * 60 + ("sent",) * 40)
    assert story.of("not_accepted") and story.sent
    for fate in story.of("expired"):
        assert fate.why


@pytest.mark.parametrize("closed_at", [MONDAY + 3 * D, MONDAY + 2 * D - H / 2], ids=["after", "just-before"])
def test_a_hire_gets_no_automatic_rejection(closed_at: datetime) -> None:
    """Who was just hired is told of another, closed application by a person or not at all.

    Also where the closure came first and was still waiting out its grace hour.
    """
    told = [
        application("offer"),
        application("interview", MONDAY + H, ident="ops"),
        fact(e.Hired, MONDAY + 2 * D, application_id="eng", start_date=date(2026, 12, 1)),
        fact(e.Rejected, closed_at, application_id="ops"),
    ]
    story = live(told, days=30)
    assert not [s for s in story.sent if s.stage is Stage.REJECTED and s.step == "closure"]
    assert "welcome" in story.steps()
    (task,) = story.tasks("approve")
    assert "approve the rejection" in task.title and task.application_id == "ops"


def test_an_open_offer_is_not_crossed_by_a_rejection_for_another_job() -> None:
    offer = fact(e.OfferExtended, MONDAY + D, application_id="eng", expires_on=date(2026, 11, 30))
    closed = fact(e.Rejected, MONDAY + 2 * D, application_id="ops")
    story = live([application("interview"), application("interview", MONDAY + H, ident="ops"), offer, closed], days=10)
    assert not [s for s in story.sent if s.stage is Stage.REJECTED]
    assert story.tasks("approve")


def test_the_simulator_itself_puts_a_sent_touch_on_record_once() -> None:
    """The stories above rest on it: folding the same send twice counts once in the step's log."""
    story = live([application()], days=0.1)
    moment = next(m for m in story.moments if m.done)
    assert moment.decision.touch is not None
    state = moment.state
    again = evolve(state, sent(moment.decision.touch, moment.now, ()))
    assert again.applications[0].entry.steps == state.applications[0].entry.steps
