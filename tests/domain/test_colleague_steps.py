"""Steps of the playbook to colleagues: who is asked about somebody, when, how often, what ends it (R14, R25, K5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.forecast.preview import forecast, play
from domain.names import Channel, Stage, is_for_colleague
from domain.people.team import NO_TEAM, Absence, Member, Team
from domain.playbook.model import Playbook, Step
from domain.playbook.rule_history import FROM_THE_BEGINNING, standing_after
from domain.reducers.evolve import begin, evolve
from domain.reducers.merged_applications import one_application
from domain.state.consent import change_of
from domain.views.candidate_page import own_page
from domain.views.status import status_view
from tests.domain.lives import MONDAY, PLAYBOOK, D, H, application, fact
from tests.tables import each

MAX = e.Person(name="Max Ode", email="max@acme.example")
KIM = e.Person(name="Kim Park", email="kim@acme.example")
HANNA = e.Person(name="Hanna Berg", email="hanna@acme.example")
TALK = MONDAY + 2 * D  # Wednesday at ten
AFTER = TALK + 25 * H  # it ends at eleven, and a day later


def applied(**more: Any) -> e.Event:
    return application("interview", **more).model_copy(update={"hiring_manager": HANNA})


def scheduled(*interviewers: e.Person, at: datetime = TALK, told_at: datetime = MONDAY + H, **more: Any) -> e.Event:
    found: e.Event = fact(e.InterviewScheduled, told_at, at=at, interviewers=interviewers, **more)
    return found


def feedback(by: e.Person | None = None, at: datetime = AFTER + H, **more: Any) -> e.Event:
    found: e.Event = fact(e.FeedbackReceived, at, by=by or e.Person(), **({"answer": "yes"} | more))
    return found


class Lived:
    """What a life put on record until some days after the interview."""

    def __init__(
        self,
        *told: e.Event,
        days: float = 16,
        rules: Playbook = PLAYBOOK,
        team: Team = NO_TEAM,
        start: datetime = MONDAY,
    ) -> None:
        until, self.facts = MONDAY + days * D, list[e.Event]()
        self.state = begin("manual:ann")
        waiting = tuple(sorted(told, key=lambda one: one.occurred_at))
        for state, events, decision, at in play(self.state, rules, MONDAY, until, told=waiting, team=team):
            self.state, self.decision, self.now = state, decision, at
            self.facts += events

    def asked(self, to: str = "") -> list[e.ColleagueAsked]:
        return [f for f in self.facts if isinstance(f, e.ColleagueAsked) and f.asked in (to or f.asked)]

    def whom(self) -> list[tuple[datetime, int]]:
        return [(f.occurred_at, f.number) for f in self.asked()]

    def tasks(self) -> list[e.TaskOpened]:
        return [f for f in self.facts if isinstance(f, e.TaskOpened) and f.kind == "colleague"]

    def expired(self) -> list[e.Event]:
        return [f for f in self.facts if isinstance(f, e.Expired) and is_for_colleague(f.touch_key)]


def mark(person: e.Person) -> str:
    return Member(person.email, person.name, person.email).mark


# ---------------------------------------------------------------- asked, reminded, escalated


def test_r14_each_interviewer_is_asked_a_day_after_the_interview_once_then_reminded_then_the_recruiter_is() -> None:
    life = Lived(applied(), scheduled(MAX, KIM))
    for one in (MAX, KIM):
        first, second = life.asked(mark(one))
        assert (first.occurred_at, first.number, first.question) == (AFTER, 1, "feedback")
        assert (second.occurred_at, second.number) == (AFTER + D, 2), "a business day later"
    assert len({f.touch_key for f in life.asked()}) == 4 and all(is_for_colleague(f.touch_key) for f in life.asked())
    (task,) = life.tasks()
    assert task.occurred_at.date() == (AFTER + 4 * D).date(), "Monday: a business day after the reminder"
    assert task.title.startswith("Collect the interviewers' feedback") and task.assignee == "Rita"
    assert "Max Ode" in task.title and "Kim Park" in task.title and "no answer" in task.title


def test_r14_whoever_has_answered_is_not_asked_again_and_the_others_are() -> None:
    life = Lived(applied(), scheduled(MAX, KIM), feedback(MAX))
    assert [f.number for f in life.asked(mark(MAX))] == [1]
    assert [f.number for f in life.asked(mark(KIM))] == [1, 2]
    (task,) = life.tasks()
    assert "Max Ode" not in task.title and "Kim Park" in task.title


def test_r14_what_came_in_before_the_question_is_not_asked_for() -> None:
    assert Lived(applied(), scheduled(MAX), feedback(MAX, TALK + 3 * H)).asked() == []
    nobody_named = Lived(applied(), scheduled(MAX, KIM), feedback(at=TALK + 3 * H))
    assert nobody_named.asked() == [], "the ATS doesn't say who it was, and it is in"


def test_r14_an_answer_ends_the_recruiter_s_task() -> None:
    late = feedback(MAX, AFTER + 5 * D, interview_id="1")
    life = Lived(applied(), scheduled(MAX), late)
    (task,) = life.tasks()
    dropped = [f for f in life.facts if isinstance(f, e.TaskDropped) and f.task_id == task.task_id]
    assert len(dropped) == 1 and life.state.task(task.task_id) is None


def test_r14_without_interviewers_on_record_the_hiring_manager_is_asked() -> None:
    (first, *_) = Lived(applied(), scheduled()).asked()
    assert first.asked == mark(HANNA)


def test_r14_with_nobody_to_ask_the_recruiter_has_the_task_as_ever() -> None:
    life = Lived(application("interview"), scheduled(e.Person(name="Somebody")))
    assert life.asked() == []
    (task,) = [f for f in life.facts if isinstance(f, e.TaskOpened) and f.step == "collect-feedback"]
    assert task.title == "Collect the interviewers' feedback, so the candidate hears back by the promised date"
    answered = Lived(application("interview"), scheduled(), feedback(at=TALK + 3 * H))
    assert not [f for f in answered.facts if isinstance(f, e.TaskOpened) and f.step == "collect-feedback"]


def test_r14_one_of_several_without_an_address_is_the_recruiter_s_to_ask() -> None:
    life = Lived(applied(), scheduled(MAX, e.Person(name="Noel")), feedback(MAX, AFTER + H))
    (task,) = life.tasks()
    assert "(Noel: email doesn't reach them)" in task.title


# ---------------------------------------------------------------- when not


def test_s6_a_canceled_interview_asks_nobody_and_a_moved_one_asks_after_it_was_held() -> None:
    off = fact(e.InterviewCancelled, TALK - H, interview_id="1")
    assert Lived(applied(), scheduled(MAX), off).asked() == []
    moved = scheduled(at=TALK + 2 * D, told_at=TALK - H, event_id="moved")
    life = Lived(applied(), scheduled(MAX), moved)
    assert life.asked()[0].occurred_at > TALK + 3 * D, "and not a day after the time that was called off"
    assert {f.asked for f in life.asked()} == {mark(MAX)}, "whoever moves it doesn't say all the rest again"


def test_s6_the_same_interview_told_again_asks_nobody_twice() -> None:
    again = scheduled(MAX, told_at=AFTER + 2 * H, event_id="again", title="Technical interview")
    life = Lived(applied(), scheduled(MAX), again, feedback(MAX, AFTER + H))
    assert len(life.asked()) == 1


@pytest.mark.parametrize("end", [e.Rejected, e.Withdrawn])
def test_r3_nobody_is_chased_once_it_is_decided_and_feedback_stays_welcome(end: type[e.Event]) -> None:
    life = Lived(applied(), scheduled(MAX), fact(end, AFTER + 2 * H), feedback(MAX, AFTER + 4 * D, text="Strong."))
    assert [f.number for f in life.asked()] == [1] and life.tasks() == []
    (app,) = life.state.applications
    assert [one.answer for one in app.asked if one.who == mark(MAX)] == ["yes"]


def test_r14_a_move_between_two_stages_that_ask_asks_nobody_twice() -> None:
    told = application("screening").model_copy(update={"hiring_manager": HANNA})
    for moved_at, asked in ((AFTER - 2 * H, [1, 2]), (AFTER + 30 * timedelta(minutes=1), [1])):
        life = Lived(told, scheduled(MAX), fact(e.StageChanged, moved_at, stage=Stage.INTERVIEW))
        assert [f.number for f in life.asked()] == asked, "once it is decided that they go on, nobody is chased"


def test_r20_whoever_interviewed_somebody_before_we_knew_them_is_not_asked() -> None:
    held = fact(e.InterviewHeld, MONDAY + H, ended_at=MONDAY - 2 * D)
    assert Lived(applied(), held).asked() == []


# ---------------------------------------------------------------- hours, absence, pause, stop


def test_r5_a_colleague_is_written_to_in_their_own_hours() -> None:
    pacific = Team((Member(MAX.email, "Max Ode", MAX.email, timezone="America/Los_Angeles"),))
    (first, *_) = Lived(applied(), scheduled(MAX), team=pacific).asked()
    assert first.occurred_at == AFTER + timedelta(hours=1), "nine in Los Angeles, and not eight"
    friday = TALK + 2 * D
    (weekend, *_) = Lived(applied(), scheduled(MAX, at=friday)).asked()
    assert weekend.occurred_at.strftime("%a %H:%M") == "Mon 14:00", "nine o'clock in New York"


def test_r25_who_is_away_is_covered_and_the_record_says_so() -> None:
    away = Absence(MONDAY, MONDAY + 14 * D, (MONDAY + 14 * D).date(), KIM.email)
    team = Team((Member(MAX.email, "Max Ode", MAX.email, absence=away), Member(KIM.email, "Kim Park", KIM.email)))
    life = Lived(applied(), scheduled(MAX), team=team)
    (first, *_) = life.asked()
    assert first.asked == mark(MAX) and any(reason.rule == "R25" for reason in first.why)
    planned = forecast(
        begin("manual:ann"), PLAYBOOK, MONDAY, MONDAY + 5 * D, told=(applied(), scheduled(MAX)), team=team
    )
    assert [one.to for one in planned.planned if one.to] == ["Kim Park", "Kim Park"]


def test_r25_nobody_to_act_makes_it_the_recruiter_s_task() -> None:
    away = Absence(MONDAY, MONDAY + 14 * D, (MONDAY + 14 * D).date(), "")
    team = Team((Member(MAX.email, "Max Ode", MAX.email, absence=away),))
    life = Lived(applied(), scheduled(MAX), team=team)
    assert life.asked() == [] and len(life.tasks()) == 1


def test_r7_a_candidate_s_stop_holds_no_question_to_a_colleague_and_a_pause_does() -> None:
    stopped = Lived(applied(), scheduled(MAX), fact(e.OptedOut, TALK + 2 * H))
    assert [f.number for f in stopped.asked()] == [1, 2]
    paused = Lived(applied(), scheduled(MAX), fact(e.Paused, TALK + 2 * H))
    assert paused.asked() == []
    resumed = Lived(applied(), scheduled(MAX), fact(e.Paused, TALK + 2 * H, until=TALK + 3 * D + 5 * H))
    assert resumed.asked()[0].occurred_at.date() == (TALK + 5 * D).date(), "Monday: it ended on Saturday"


def test_r16_a_question_that_is_too_late_goes_to_nobody_and_is_on_record() -> None:
    life = Lived(applied(), scheduled(MAX), fact(e.Paused, TALK + 2 * H, until=TALK + 14 * D), days=20)
    assert life.asked() == []
    assert [f.why[-1].rule for f in life.expired()] == ["R16"]


def test_r18_a_new_step_asks_about_no_interview_that_was_over_a_day_before() -> None:
    content = PLAYBOOK.model_dump(mode="json")
    steps = content["stages"]["interview"]["steps"]
    content["stages"]["interview"]["steps"] = [one for one in steps if one["step"] != "collect-feedback"]
    before = Playbook.model_validate(content)
    for put_in_force, asked in ((AFTER + H, []), (AFTER - 3 * H, [1])):
        state = Lived(applied(), scheduled(MAX), days=(put_in_force - MONDAY) / D, rules=before).state
        standing = standing_after(FROM_THE_BEGINNING, before, PLAYBOOK, put_in_force)
        lived = list(play(state, PLAYBOOK, put_in_force, AFTER + 4 * H, standing=standing))
        facts = [
            event
            for _, events, _, _ in lived
            for event in events
            if is_for_colleague(getattr(event, "touch_key", "") or "")
        ]
        assert [f.number for f in facts if isinstance(f, e.ColleagueAsked)] == asked
        assert [f.why[-1].rule for f in facts if isinstance(f, e.Expired)] == ([] if asked else ["R18"])


def test_r23_nobody_is_written_to_about_somebody_who_is_erased() -> None:
    life = Lived(applied(), scheduled(MAX), fact(e.Erased, TALK + 3 * H))
    assert life.asked() == [] and life.decision.colleague is None


# ---------------------------------------------------------------- it is no contact of the candidate's


def test_r4_a_question_to_a_colleague_is_no_contact_and_moves_none() -> None:
    without = Lived(application("interview"), scheduled())
    life = Lived(applied(), scheduled(MAX))

    def sent(one: Lived) -> list[tuple[str, datetime]]:
        return [(f.step, f.occurred_at) for f in one.facts if isinstance(f, e.Sent)]

    assert sent(life) == sent(without)
    assert life.state.contacts == without.state.contacts
    assert life.state.last_contact_at == without.state.last_contact_at


def test_r14_neither_page_nor_status_nor_next_contact_takes_it_for_a_message_to_the_candidate() -> None:
    state = Lived(applied(), scheduled(MAX), days=3).state
    context = DecisionContext(PLAYBOOK, state.candidate, AFTER - H)
    decided = decide(state, context)
    decision = decided.next
    assert decision.action == "wake" and decision.colleague is not None and decision.at == AFTER
    assert decision.touch is None or decision.touch.key != decision.colleague.key
    state = decided.state.replace(decision=decision)
    view = status_view(state)
    assert view["next"] is None or view["next"]["step"] != "collect-feedback"
    (standing,) = own_page(state, context).standings
    assert "feedback" not in str(standing).lower()


def test_r7_a_bounce_at_a_colleague_closes_nothing_of_the_candidate_and_becomes_a_task() -> None:
    life = Lived(applied(), scheduled(MAX), days=3.2)
    (first,) = life.asked()
    for outcome in ("bounced", "spam_report", "unsubscribed"):
        report = fact(
            e.DeliveryReported, AFTER + H, touch_key=first.touch_key, attempt=1, outcome=outcome, channel=Channel.EMAIL
        )
        assert change_of(report) == ()
        state = evolve(life.state, report)
        assert (state.bad_channels, state.closed_channels, state.stopped) == ((), (), False)
        decided = decide(state, DecisionContext(PLAYBOOK, state.candidate, AFTER + H))
        opened = [f for f in decided.events if isinstance(f, e.TaskOpened)]
        assert [f.kind for f in opened] == ["colleague"] and "email doesn't reach them" in opened[0].title


def test_r14_a_mail_in_doubt_is_not_sent_again_and_the_reminder_still_goes() -> None:
    state = Lived(applied(), scheduled(MAX), days=3).state
    touch = decide(state, DecisionContext(PLAYBOOK, state.candidate, AFTER)).next.colleague
    assert touch is not None
    doubt = e.DeliveryUnknown(
        event_id="unknown",
        occurred_at=AFTER,
        application_id="eng",
        touch_key=touch.key,
        stage=touch.stage,
        step=touch.step,
        occurrence=touch.occurrence,
        attempt=1,
        channel=Channel.EMAIL,
        ask_at=AFTER + H,
    )
    state = evolve(state, doubt)
    assert state.tries == {}
    again = decide(state, DecisionContext(PLAYBOOK, state.candidate, AFTER + H)).next.colleague
    assert again is not None and (again.number, again.at) == (2, AFTER + D)
    told = {name: value for name, value in doubt.model_dump().items() if name not in ("type", "ask_at")}
    refused = e.NotAcceptedYet(**told, retry_at=AFTER + H)
    retry = decide(evolve(state, refused), DecisionContext(PLAYBOOK, state.candidate, AFTER + H)).next.colleague
    assert retry is not None and (retry.key, retry.attempt) == (touch.key, 2), (
        "certainly not sent, so it is tried again"
    )


def test_r14_nobody_is_asked_about_themselves() -> None:
    own = e.Person(name="Ann", email="Ann@Example.com")
    life = Lived(applied(), scheduled(own))
    assert life.asked() == [] and len(life.tasks()) == 1, "somebody of ours who applies is a candidate"


# ---------------------------------------------------------------- still employed (K5)


def hired(**more: Any) -> list[e.Event]:
    start = (MONDAY + 3 * D).date()
    told = application("offer").model_copy(update={"hiring_manager": HANNA})
    return [told, fact(e.Hired, MONDAY + H, start_date=start, **more)]


def test_k5_the_hiring_manager_is_asked_at_ninety_days_whether_they_are_still_employed() -> None:
    life = Lived(*hired(), days=130)
    first, second = life.asked(mark(HANNA))
    assert first.question == "still_employed" and first.occurred_at.date() == (MONDAY + 93 * D).date()
    assert second.occurred_at.date() == (MONDAY + 100 * D).date()
    (task,) = life.tasks()
    assert task.title.startswith("Find out whether they're still with you")
    assert not life.decision.closed, "the task is open"
    done = fact(e.TaskCompleted, MONDAY + 120 * D, task_id=task.task_id)
    assert Lived(*hired(), done, days=130).decision.closed


def test_k5_a_yes_ends_it_and_the_clock_and_somebody_who_left_is_not_asked_about() -> None:
    at = MONDAY + 94 * D
    life = Lived(*hired(), feedback(HANNA, at, about="employment"), days=130)
    assert len(life.asked()) == 1 and life.tasks() == [] and life.decision.closed
    left = Lived(*hired(), fact(e.Left, MONDAY + 40 * D), days=130)
    assert left.asked() == [] and left.decision.closed
    (app,) = left.state.applications
    assert app.left_at == MONDAY + 40 * D


# ---------------------------------------------------------------- two records of one person


def test_r17_whoever_was_asked_in_one_record_is_not_asked_in_the_other() -> None:
    mine = Lived(applied(), scheduled(MAX), days=3.2).state.applications[0]
    theirs = Lived(applied(), scheduled(MAX), feedback(MAX, AFTER + H), days=3.3).state.applications[0]
    (record,) = one_application(mine, theirs.replace(application_id="other"), {}).asked
    assert record.answered_at == AFTER + H


# ---------------------------------------------------------------- what a playbook may say


@each(
    ("step", "says"),
    [
        ({"question": "feedback"}, "only colleagues are asked"),
        ({"to": "recruiter", "kind": "nudge"}, "leave out `kind:`"),
        ({"to": "recruiter", "channel": "sms"}, "leave out `kind:` and `channel:`"),
        ({"to": "recruiter", "asks": True}, "`asks:` is for messages to candidates"),
        ({"to": "recruiter", "promises": "5bd"}, "`promises:` is for messages to candidates"),
        ({"to": "recruiter", "after": "last_contact"}, "can't depend on what we told the candidate"),
        ({"to": "recruiter", "every": "1bd", "times": 2}, "asks nothing"),
        ({"to": "interviewers", "after": "interview_held", "question": "feedback", "every": "1bd"}, "both or neither"),
        ({"to": "hiring_manager", "question": "feedback"}, "write `after: interview_held`"),
        ({"to": "hiring_manager", "question": "still_employed"}, "write `after: start_date`"),
        ({"to": "interviewers"}, "must be tied to an interview"),
        ({"to": "recruiter", "when": "no_answer_for P5D"}, "can't wait for an answer of the candidate's"),
    ],
)
def test_r22_a_step_to_a_colleague_that_makes_no_sense_is_refused_with_what_to_write(
    step: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match="step 'x'") as told:
        Step.model_validate({"step": "x", "after": "entered", "message": "x/y"} | step)
    assert says in str(told.value)


def test_r14_a_step_may_just_tell_a_colleague_something_once() -> None:
    content = PLAYBOOK.model_dump(mode="json")
    tells = {"step": "heads-up", "to": "recruiter", "after": "entered", "message": "colleagues/feedback"}
    content["stages"]["applied"]["steps"].append(tells)
    rules = Playbook.model_validate(content)
    told = application("applied").model_copy(update={"recruiter": KIM})
    life = Lived(told, rules=rules, days=20)
    (one,) = life.asked()
    assert (one.step, one.question, one.asked) == ("heads-up", "", mark(KIM)) and life.tasks() == []
