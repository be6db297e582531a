"""Two ids turn out to be one person (R17): one history, one cap, one opt-out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, Told, application, fact, live, reply

from domain import events as e
from domain.decisions import merge_steps
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.names import Channel, Stage
from domain.reducers import merge_handshake as merging
from domain.reducers import merged_history as histories
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.reducers.touches import parse_touch_key
from domain.state.model import CandidateState, Decision, DeliveryAttemptState, StepLog

ANN, BOB = "manual:ann", "manual:bob"
NOTE = "We talked about rowing."


def lived_by_bob(*told: Told | tuple[datetime, Told], until: datetime, **more: Any) -> Story:
    """The life that the person had under the other id until it was handed over."""
    return live(told, days=(until - MONDAY) / D, candidate=BOB, **more)


def taken_over(bob: Story, at: datetime, **more: Any) -> list[e.Event]:
    """What is put on record for Ann when Bob's record is joined."""
    return [histories.joined_fact(bob.state, at, **more), *histories.tasks_taken_over(bob.state, at)]


def applied_as_bob(stage: str = "applied", at: datetime = MONDAY, *, ident: str = "ops", **more: Any) -> e.Event:
    return application(stage, at, ident=ident, **({"email": "bob@example.com"} | more))


def joined(mine: CandidateState, theirs: CandidateState, at: datetime = MONDAY + D) -> CandidateState:
    return evolve(mine, histories.joined_fact(theirs, at))


def state_of(candidate: str, *told: e.Event) -> CandidateState:
    return evolve_all(begin(candidate), told)


# ------------------------------------------------------------------------------------------- one cap, one opt-out


def test_what_reached_them_under_the_other_id_counts_in_the_caps() -> None:
    at = MONDAY + 2 * H
    bob = lived_by_bob(applied_as_bob("screening"), fact(e.Contacted, MONDAY + H, application_id="ops"), until=at)
    asked = fact(e.SendRequested, at + H, step="update")
    alone = live([application("screening", MONDAY), asked], days=3)
    story = live([application("screening", MONDAY), *taken_over(bob, at), asked], days=3)
    assert alone.one("update").occurred_at == at + H
    assert story.one("update").occurred_at >= MONDAY + H + 20 * H
    assert "R4" in [r.rule for held in story.of("held") if held.step == "update" for r in held.why]


@pytest.mark.parametrize("who", ["ann", "bob"])
@pytest.mark.parametrize("channel", [None, Channel.EMAIL])
def test_an_opt_out_under_either_id_holds_for_both(who: str, channel: Channel | None) -> None:
    at = MONDAY + 3 * D
    stop = fact(e.OptedOut, MONDAY + D, channel=channel, application_id=None)
    bob = lived_by_bob(applied_as_bob("screening"), *([stop] if who == "bob" else []), until=at)
    mine: list[Told] = [application("screening", MONDAY), *([stop] if who == "ann" else [])]
    story = live([*mine, *taken_over(bob, at)], days=60)
    assert [s for s in story.sent if s.occurred_at > at] == []
    assert story.state.stopped == (channel is None)
    assert Channel.EMAIL in story.state.closed_channels


def test_a_channel_that_the_ledger_had_closed_for_the_other_address_is_closed_here() -> None:
    some = histories.joined_fact(state_of(BOB, applied_as_bob()), MONDAY, closed={Channel.SMS})
    every = histories.joined_fact(state_of(BOB, applied_as_bob()), MONDAY, closed=frozenset(Channel))
    ann = state_of(ANN, application())
    assert evolve(ann, some).closed_channels == (Channel.SMS,) and not evolve(ann, some).stopped
    assert evolve(ann, every).stopped


def test_a_pause_under_either_id_holds_and_of_two_the_longer() -> None:
    short, long = (fact(e.Paused, MONDAY, until=MONDAY + n * D, application_id=None) for n in (2, 9))
    for_good = fact(e.Paused, MONDAY, application_id=None)
    ann, bob = state_of(ANN, application()), state_of(BOB, applied_as_bob())
    assert joined(ann, evolve(bob, long)).paused_until == MONDAY + 9 * D
    assert joined(evolve(ann, short), evolve(bob, long)).paused_until == MONDAY + 9 * D
    assert joined(evolve(ann, long), evolve(bob, short)).paused_until == MONDAY + 9 * D
    both = joined(evolve(ann, long), evolve(bob, for_good))
    assert both.paused_since is not None and both.paused_until is None


# ------------------------------------------------------------------------------------------- nothing twice or lost


def test_a_step_that_had_gone_out_under_the_other_id_is_not_sent_again() -> None:
    at = MONDAY + D
    bob = lived_by_bob(applied_as_bob(), until=at)
    assert bob.steps() == ["acknowledge"]
    story = live([application(), *taken_over(bob, at)], days=60)
    assert [(s.application_id, s.step) for s in story.sent].count(("ops", "acknowledge")) == 0
    assert [(s.application_id, s.step) for s in story.sent].count(("eng", "acknowledge")) == 1
    later = [s for s in story.sent if s.application_id == "ops"]
    assert later and all(s.touch_key.startswith(f"{BOB}/ops/") for s in later)


def test_one_who_has_handed_over_sends_nothing_more_and_keeps_their_log_as_it_is() -> None:
    bob = lived_by_bob(applied_as_bob("screening"), until=MONDAY + D).state
    assert bob.decision is not None and bob.decision.touch is not None
    waiting = bob.decision.touch.key
    gone = evolve(bob, merging.handed_over(ANN, MONDAY + D))
    context = DecisionContext(playbook=PLAYBOOK, candidate=gone.candidate, now=MONDAY + D)
    decided = decide(gone, context)
    (skipped,) = decided.events
    assert (skipped.type, skipped.why[0].rule) == ("skipped", "R17")  # type: ignore[attr-defined]
    assert ANN in skipped.why[0].text  # type: ignore[attr-defined]
    assert decided.next.closed and decided.next.at is None
    after = evolve(gone, skipped)
    assert after.applications == gone.applications
    again = decide(after.model_copy(update={"decision": decided.next}), context)
    assert again.events == ()
    story = live([application("screening", MONDAY), histories.joined_fact(after, MONDAY + D)], days=20)
    assert waiting in [s.touch_key for s in story.sent]


def test_a_message_in_doubt_is_asked_about_here_and_never_sent_again() -> None:
    at = MONDAY + timedelta(seconds=5)
    bob = lived_by_bob(applied_as_bob(), until=at, outcomes=("unknown_never",))
    assert any(t.unknown_since for t in bob.state.tries.values())
    story = live([application("hired", MONDAY), *taken_over(bob, at)], days=10, outcomes=("unknown_never",))
    assert not [s for s in story.sent if s.application_id == "ops" and s.step == "acknowledge"]
    assert [t for t in story.tasks("unknown") if t.application_id == "ops"]


def test_an_attempt_that_nobody_confirmed_is_in_doubt_here() -> None:
    bob = state_of(BOB, applied_as_bob())
    key = f"{BOB}/ops/applied.1/acknowledge/1"
    doubt = DeliveryAttemptState(
        application_id="ops", stage=Stage.APPLIED, step="acknowledge", occurrence="1", attempt=1,
        channel=Channel.EMAIL, unknown_since=MONDAY, ask_at=MONDAY + H, asked=1,
    )  # fmt: skip
    both = evolve(state_of(ANN, application()), histories.joined_fact(bob, MONDAY, in_doubt={key: doubt}))
    assert both.tries[key].unknown_since == MONDAY
    context = DecisionContext(playbook=PLAYBOOK, candidate=both.candidate, now=MONDAY)
    touch = decide(both, context).next.touch
    assert touch is None or touch.key != key


def test_a_bounce_that_is_told_later_moves_the_message_to_the_next_channel() -> None:
    at = MONDAY + D
    bob = lived_by_bob(applied_as_bob(), until=at)
    (first,) = bob.sent
    person = {"phone": "+12125550123", "sms_consent_at": MONDAY}
    bounce = e.DeliveryReported(
        event_id="bounce", occurred_at=at + H, touch_key=first.touch_key, attempt=1, outcome="bounced",
        channel=Channel.EMAIL, application_id="ops",
    )  # fmt: skip
    story = live([application("hired", **person), *taken_over(bob, at), bounce], days=3)
    again = [s for s in story.sent if s.touch_key == first.touch_key]
    assert [(s.channel, s.attempt) for s in again] == [(Channel.SMS, 2)]


def test_what_colleagues_were_asked_to_do_stays_asked_under_the_same_id() -> None:
    at = MONDAY + 3 * D
    bob = lived_by_bob(applied_as_bob("screening", email=None), until=MONDAY + 20 * D)
    reach = [t for t in bob.state.tasks if t.kind == "reach"]
    assert reach
    ann = evolve_all(state_of(ANN, application()), taken_over(bob, at))
    assert {t.task_id for t in reach} <= {t.task_id for t in ann.tasks}
    assert "silence" not in {t.kind for t in ann.tasks}  # asked for anew where it still holds


# ------------------------------------------------------------------------------------------- promises and replies


def test_a_promise_made_under_the_other_id_is_kept() -> None:
    at = MONDAY + D
    by = (MONDAY + 10 * D).date()
    bob = lived_by_bob(applied_as_bob("screening"), fact(e.Promised, MONDAY + H, by=by, application_id="ops"), until=at)
    story = live([application("hired"), *taken_over(bob, at)], days=20)
    assert [t.application_id for t in story.tasks("promise")][:1] == ["ops"]
    kept = [s for s in story.sent if s.step == "promise-due"]
    assert kept and kept[0].occurred_at.date() <= by


def test_of_two_dates_about_one_job_the_first_is_kept() -> None:
    near, far = ((MONDAY + n * D).date() for n in (4, 11))
    ann = state_of(ANN, application("screening"), fact(e.Promised, MONDAY, by=far))
    bob = state_of(BOB, applied_as_bob("screening", ident="eng"), fact(e.Promised, MONDAY, by=near))
    assert joined(ann, bob).applications[0].promise_by == near
    assert joined(bob, ann).applications[0].promise_by == near


def test_a_reply_that_waits_under_the_other_id_is_answered_here() -> None:
    at = MONDAY + 2 * H
    bob = lived_by_bob(applied_as_bob("screening"), reply(MONDAY + H, application_id="ops"), until=at)
    assert bob.tasks("answer")
    story = live([application("screening"), *taken_over(bob, at)], days=2)
    (task,) = story.tasks("answer")
    assert task.due_at == bob.tasks("answer")[0].due_at
    assert story.state.owed is not None


def test_two_replies_wait_for_one_answer_since_the_first() -> None:
    ann = state_of(ANN, application(), reply(MONDAY + 5 * H))
    bob = state_of(BOB, applied_as_bob(), reply(MONDAY + H, "I would like to withdraw my application."))
    both = joined(ann, bob)
    assert both.owed is not None and ann.owed is not None
    assert (both.owed.event_id, both.owed.since, both.owed.withdraws) == (ann.owed.event_id, MONDAY + H, True)
    answered = evolve(both, fact(e.Contacted, MONDAY + 6 * H, application_id=None))
    assert answered.owed is None


# ------------------------------------------------------------------------------------------- the same job in both


def test_the_same_job_in_both_is_one_application_and_gets_one_acknowledgement() -> None:
    at = MONDAY + H
    bob = lived_by_bob(applied_as_bob(ident="eng"), until=MONDAY + 5 * D)
    story = live([(at, histories.joined_fact(bob.state, at)), application("applied", at)], start=at, days=30)
    assert [a.application_id for a in story.state.applications] == ["eng"]
    assert "acknowledge" not in story.steps()


def same(job: str, ident: str, candidate: str, stage: str, at: datetime, **more: Any) -> CandidateState:
    told = application(stage, at, ident=ident, **more)
    return state_of(candidate, told.model_copy(update={"job_id": job}))


def test_of_two_that_are_open_the_further_one_goes_on_and_is_found_under_both_ids() -> None:
    ann = same("eng", "42", ANN, "screening", MONDAY)
    bob = same("eng", "77", BOB, "interview", MONDAY - D)
    both = joined(ann, bob)
    (app,) = both.applications
    assert (app.application_id, app.stage, app.also, both.keyed_as(app)) == ("77", Stage.INTERVIEW, ("42",), BOB)
    rejected = evolve(both, fact(e.Rejected, MONDAY + 2 * D, application_id="42"))
    assert rejected.applications[0].stage is Stage.REJECTED
    again = evolve(both, application("screening", MONDAY + 3 * D, ident="42"))
    assert len(again.applications) == 1


@pytest.mark.parametrize(("before", "now"), [("offer", "screening"), ("screening", "offer"), ("rejected", "screening")])
@pytest.mark.parametrize("stays", [ANN, BOB])
def test_a_move_that_is_heard_before_the_other_history_counts_when_they_are_joined(
    before: str, now: str, stays: str
) -> None:
    """After a merge the ATS speaks of an application under the one who stays, whose clock has only just met it."""
    older = same("eng", "77", BOB, "interview", MONDAY - 6 * D)
    older = evolve(older, _stands(before, MONDAY - 5 * D))
    newer = same("eng", "77", ANN, now, MONDAY, applied_at=MONDAY - 6 * D)
    newer = evolve(newer, _stands(now, MONDAY))
    both = joined(newer, older) if stays == ANN else joined(older, newer)
    assert [(app.application_id, str(app.stage)) for app in both.applications] == [("77", now)]
    assert not list(histories.disagreements(newer, older, MONDAY, lambda at: at))


@pytest.mark.parametrize("stays", [ANN, BOB])
@pytest.mark.parametrize("stands", ["interview", "rejected"])
def test_a_late_word_that_they_applied_takes_no_application_back_to_its_beginning(stays: str, stands: str) -> None:
    whole = evolve(same("eng", "77", BOB, "applied", MONDAY - 6 * D), _stands(stands, MONDAY - 5 * D))
    late = same("eng", "77", ANN, "applied", MONDAY, applied_at=MONDAY - 6 * D)
    both = joined(late, whole) if stays == ANN else joined(whole, late)
    assert [str(app.stage) for app in both.applications] == [stands]


def _stands(stage: str, at: datetime) -> e.Event:
    if stage == "rejected":
        return fact(e.Rejected, at, application_id="77")
    return fact(e.StageChanged, at, application_id="77", stage=Stage(stage))


def test_applying_again_under_a_new_id_after_a_rejection_is_the_application_that_goes_on() -> None:
    ann = evolve(
        same("eng", "42", ANN, "screening", MONDAY - 90 * D), fact(e.Rejected, MONDAY - 60 * D, application_id="42")
    )
    bob = same("eng", "77", BOB, "applied", MONDAY)
    for both in (joined(ann, bob), joined(bob, ann)):
        assert [(a.application_id, a.stage) for a in both.applications] == [("77", Stage.APPLIED)]
        assert not list(histories.disagreements(ann, bob, MONDAY, lambda at: at))


def test_a_later_rejection_of_one_record_counts_and_a_colleague_looks_at_it() -> None:
    ann = same("eng", "42", ANN, "interview", MONDAY - 9 * D)
    bob = evolve(same("eng", "77", BOB, "applied", MONDAY - 9 * D), fact(e.Rejected, MONDAY, application_id="77"))
    assert joined(ann, bob).applications[0].stage is Stage.REJECTED
    (task,) = histories.disagreements(ann, bob, MONDAY, lambda at: at + D)
    assert "interview and rejected" in task.title and task.assignee == "Rita"


def test_an_interview_that_both_records_know_is_announced_once() -> None:
    at = MONDAY + 2 * H
    meets = e.InterviewScheduled(
        event_id="i", occurred_at=MONDAY + H, application_id="eng", interview_id="77-1", at=MONDAY + 5 * D
    )
    bob = lived_by_bob(applied_as_bob("interview", ident="eng"), meets, until=at)
    assert bob.steps() == ["details"]
    mine = meets.model_copy(update={"event_id": "j", "interview_id": "42-1", "occurred_at": at + timedelta(minutes=5)})
    story = live([application("interview", at), *taken_over(bob, at), mine], start=at, days=5)
    assert [i.interview_id for i in story.state.applications[0].interviews] in (["77-1", "42-1"], ["42-1"])
    ann = state_of(ANN, application("interview"), mine.model_copy(update={"occurred_at": MONDAY}))
    both = joined(ann, bob.state)
    assert [i.interview_id for i in both.applications[0].interviews] == ["42-1"]
    assert "42-1.1" in both.applications[0].entry.steps["details"].done


def test_another_time_of_the_same_interview_is_told() -> None:
    def meeting(n: int, told: datetime) -> e.Event:
        return e.InterviewScheduled(
            event_id=f"i{n}", occurred_at=told, application_id="eng", interview_id="1", at=MONDAY + n * D
        )

    at = MONDAY + 3 * H
    bob = lived_by_bob(applied_as_bob("interview", ident="eng"), meeting(5, MONDAY + H), until=at)
    assert bob.steps() == ["details"]
    ann = state_of(ANN, application("interview"), meeting(8, MONDAY + 2 * H))
    both = joined(ann, bob.state)
    (app,) = both.applications
    assert [i.at for i in app.interviews] == [MONDAY + 8 * D]
    assert "1.1" not in app.entry.steps.get("details", StepLog()).done
    other = joined(bob.state, ann)
    assert [i.at for i in other.applications[0].interviews] == [MONDAY + 8 * D]
    assert "1.1" not in other.applications[0].entry.steps.get("details", StepLog()).done


def test_one_number_for_two_jobs_becomes_two_applications() -> None:
    ann, bob = same("eng", "1", ANN, "screening", MONDAY), same("ops", "1", BOB, "interview", MONDAY)
    both = joined(ann, bob)
    assert [(a.application_id, a.job_id) for a in both.applications] == [("1", "eng"), (f"1@{BOB}", "ops")]
    assert parse_touch_key(f"{ANN}/1@{BOB}/interview.1/thank-you/1").application_id == f"1@{BOB}"


# ------------------------------------------------------------------------------------------- how they are reached


def test_details_that_are_missing_here_are_taken_from_there_and_ours_win() -> None:
    ann = state_of(ANN, application(first_name="Ann", email="ann@example.com", timezone=None, country=None))
    bob = state_of(
        BOB,
        applied_as_bob(
            first_name="Anna", phone="+12125550123", sms_consent_at=MONDAY, timezone="Europe/Berlin", country="DE"
        ),
    )
    person = joined(ann, bob).candidate
    assert (person.candidate_id, person.first_name, person.email) == (ANN, "Ann", "ann@example.com")
    assert (person.phone, person.sms_consent_at, person.timezone) == ("+12125550123", MONDAY, "Europe/Berlin")
    kept = joined(bob, ann).candidate
    assert (kept.candidate_id, kept.first_name, kept.timezone) == (BOB, "Anna", "Europe/Berlin")


def test_consent_to_texts_is_for_the_number_that_it_was_given_for() -> None:
    ann = state_of(ANN, application(phone="+12125550100"))
    bob = state_of(BOB, applied_as_bob(phone="+12125550123", sms_consent_at=MONDAY))
    assert joined(ann, bob).candidate.sms_consent_at is None
    same_number = state_of(ANN, application(phone="+12125550123"))
    assert joined(same_number, bob).candidate.sms_consent_at == MONDAY


def test_an_address_that_works_is_taken_where_ours_does_not() -> None:
    ann = state_of(ANN, application()).model_copy(update={"bad_channels": (Channel.EMAIL,)})
    bob = state_of(BOB, applied_as_bob())
    both = joined(ann, bob)
    assert (both.candidate.email, both.bad_channels) == ("bob@example.com", ())
    worse = joined(bob, ann)
    assert (worse.candidate.email, worse.bad_channels) == ("bob@example.com", ())
    shared = bob.model_copy(update={"candidate": ann.candidate, "bad_channels": ()})
    assert joined(shared, ann).bad_channels == (Channel.EMAIL,)


# ------------------------------------------------------------------------------------------- who hands over to whom


def told(merged_id: str, into: str = "") -> e.CandidateMerged:
    return e.CandidateMerged(event_id=f"{merged_id}>{into}", occurred_at=MONDAY, merged_id=merged_id, into=into)


def test_being_told_of_oneself_of_somebody_joined_or_twice_changes_nothing() -> None:
    ann = state_of(ANN, application())
    assert evolve(ann, told(ANN)).merging == ()
    assert evolve(ann, told("ann")).merging == ()
    assert evolve(ann, told(ANN, into=ANN)).leaving_to == ""
    once = evolve(ann, told("bob"))
    assert [m.merged_id for m in once.merging] == [BOB]
    assert evolve(once, told(BOB)).merging == once.merging
    done = joined(once, state_of(BOB, applied_as_bob()))
    assert (done.merging, done.joined) == ((), (BOB,))
    assert evolve(done, told(BOB)).merging == ()


def test_an_id_that_nobody_can_have_is_a_task_for_a_colleague() -> None:
    ann = state_of(ANN, application(), told("bob@example.com"))
    context = DecisionContext(playbook=PLAYBOOK, candidate=ann.candidate, now=MONDAY)
    decided = decide(ann, context)
    assert "refused" in [getattr(f, "kind", "") for f in decided.events]


def test_whom_the_other_one_had_joined_and_was_still_to_join_comes_along() -> None:
    carl, dora = state_of("manual:carl", applied_as_bob(ident="c")), "manual:dora"
    bob = evolve_all(joined(state_of(BOB, applied_as_bob()), carl), [told(dora), told(ANN)])
    both = joined(state_of(ANN, application()), bob)
    assert both.joined == (BOB, "manual:carl")
    assert [m.merged_id for m in both.merging] == [dora]
    assert [(a.application_id, both.keyed_as(a)) for a in both.applications] == [
        ("eng", ANN), ("ops", BOB), ("c", "manual:carl"),
    ]  # fmt: skip


def test_nothing_is_sent_until_the_other_history_is_here_unless_its_clock_never_answers() -> None:
    ann = state_of(ANN, application(), told(BOB))
    send = Decision(at=MONDAY, action="send")
    assert merge_steps.while_joining(send, ann).action == "join"
    for n in range(merging.PATIENT_ASKS):
        (waiting,) = ann.merging
        fact_ = merging.awaited(waiting, MONDAY + n * H)
        assert fact_.ask_at > MONDAY + n * H
        ann = evolve(ann, fact_)
    (waiting,) = ann.merging
    assert waiting.ask_at is not None
    assert merge_steps.while_joining(send, ann) == send
    assert merge_steps.while_joining(Decision(closed=True), ann).action == "join"
    assert not merge_steps.while_joining(Decision(closed=True), ann).closed
    assert merging.stuck_task(waiting, ann, MONDAY + 23 * H) is None
    task = merging.stuck_task(waiting, ann, MONDAY + 25 * H)
    assert task is not None and BOB in task.title


# ------------------------------------------------------------------------------------------- what is on record


def test_the_fact_holds_all_of_it_through_json_and_its_personal_part_apart() -> None:
    bob = state_of(
        BOB,
        applied_as_bob("interview", phone="+12125550123"),
        fact(e.Noted, MONDAY, text=NOTE, application_id="ops"),
        fact(e.InterviewScheduled, MONDAY, at=MONDAY + D, link="https://meet.example/1", application_id="ops"),
        fact(e.OfferExtended, MONDAY, pay="$120,000", application_id="ops"),
    )
    made = histories.joined_fact(bob, MONDAY)
    assert e.load_event(e.dump_event(made)) == made
    public = str(e.dump_event(made) | {"details": ""})
    for secret in ("bob@example.com", "+12125550123", NOTE, "meet.example", "120,000"):
        assert secret not in public and secret in str(made.details)
    (app,) = joined(begin(ANN), bob).applications
    assert app.model_copy(update={"keyed_as": ""}) == bob.applications[0]
    erased = evolve(state_of(ANN, application()), made.model_copy(update={"details": {}}))
    assert len(erased.applications) == 2 and erased.joined == (BOB,)


def test_a_record_that_cannot_be_read_is_a_task_and_stops_no_clock() -> None:
    broken = e.HistoryJoined(event_id="x", occurred_at=MONDAY, merged_id=BOB, record={"applications": [{"no": 1}]})
    both = evolve(state_of(ANN, application()), broken)
    assert both.joined == (BOB,) and both.refused == ("x",)
    assert evolve(both, broken.model_copy(update={"record": {}})).joined == (BOB,)


# -------------------------------------------------------------------------------- what is not taken for granted


@pytest.mark.parametrize("consented", [True, False])
def test_r7_consent_to_texts_is_consent_to_that_very_number(consented: bool) -> None:
    """Who brings a number along brings along whether they agreed to texts to it, and nothing else."""
    agreed = {"sms_consent_at": MONDAY} if consented else {}
    theirs = state_of(BOB, applied_as_bob(phone="+12125550177", **agreed))
    mine = state_of(ANN, application(phone=None, sms_consent_at=None))
    both = joined(mine, theirs).candidate
    assert (both.phone, both.sms_consent_at) == ("+12125550177", MONDAY if consented else None)


def test_r4_nothing_is_sent_while_the_other_history_is_not_joined_for_the_first_asks() -> None:
    story = live([application()], days=0.1)
    told = fact(e.CandidateMerged, MONDAY + H, merged_id=BOB, application_id=None)
    state = evolve(story.state, told)
    ready = Decision(at=MONDAY, action="send")
    assert merge_steps.while_joining(ready, state).action == "join"
    for n in range(merging.PATIENT_ASKS):
        assert merge_steps.while_joining(ready, state).action == "join"
        state = evolve(state, merging.awaited(state.merging[0], MONDAY + (n + 2) * H))
    assert merge_steps.while_joining(ready, state) == ready, "a clock that never answers silences nobody (R1)"
