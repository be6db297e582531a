"""What waits for a colleague's yes: the offer check (R13), a rejection beside a hire (R17), a step that asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, playbook

from domain import events as e
from domain.commands import Untellable, update_fact
from domain.decisions.approvals import pay_fits
from domain.names import Stage
from tests.tables import each

TERMS = {
    "location": "New York, NY",
    "employment_type": "Full-time",
    "pay_range": "$120,000 to $140,000",
}
SAME = {"title": "Engineer", "location": "New York NY", "employment_type": "full time", "pay": "$135,000 a year"}


def offered(at: Any = MONDAY + 2 * D, **terms: Any) -> e.Event:
    made: e.Event = fact(e.OfferExtended, at, **terms)
    return made


def approved(at: Any, yes: bool = True, kind: str = "approve") -> tuple[Any, Any]:
    def say(state: Any, now: Any) -> e.Event:
        task = next(t for t in state.tasks if t.kind == kind)
        made: e.Event = fact(e.Approved, now, task_id=task.task_id, yes=yes, application_id=None)
        return made

    return at, say


def offer_steps(story: Story) -> list[str]:
    return [s.step for s in story.sent if s.stage is Stage.OFFER]


# ---------------------------------------------------------------- R13


@pytest.mark.parametrize(
    ("terms", "what"),
    [
        pytest.param(SAME | {"title": "Junior Engineer"}, "title", id="R13-another-title"),
        pytest.param(SAME | {"location": "Boston"}, "location", id="R13-another-place"),
        pytest.param(SAME | {"employment_type": "Contract"}, "type", id="R13-another-type"),
        pytest.param(SAME | {"pay": "$110,000"}, "pay", id="R13-less-pay"),
    ],
)
def test_r13_an_offer_that_differs_is_held_until_a_colleague_confirms(terms: dict[str, str], what: str) -> None:
    story = live([application("interview", **TERMS), offered(**terms)], days=12)
    assert not offer_steps(story)
    (task,) = story.tasks("approve")
    assert task.assignee == "Rita" and task.why[0].rule == "R13"
    assert what in task.why[0].text, "the difference is on record"
    assert what in task.title, "whoever is asked reads what differs"
    assert any(f.why[-1].rule == "R13" for f in story.of("held") if f.step == "covering-note")
    assert story.of("task_reminded") and story.of("task_escalated"), "a deadline, a reminder, the hiring manager"
    assert not [f for f in story.facts if "110,000" in f.model_dump_json() and f.type != "offer_extended"], "pay"


@pytest.mark.parametrize(
    "terms", [pytest.param(SAME, id="the-same"), pytest.param({"pay": "$120k"}, id="what-is-not-said-does-not-differ")]
)
def test_r13_an_offer_of_what_was_promised_goes_at_once(terms: dict[str, str]) -> None:
    story = live([application("interview", **TERMS), offered(**terms)], days=3)
    assert "covering-note" in offer_steps(story) and not story.tasks("approve")


def test_r13_once_confirmed_everything_about_the_offer_goes() -> None:
    told = [application("interview", **TERMS), offered(**SAME | {"title": "Lead"}), approved(MONDAY + 5 * D)]
    story = live(told, days=14)
    assert "covering-note" in offer_steps(story) and len(story.tasks("approve")) == 1
    first = story.one("covering-note")
    assert first.occurred_at >= MONDAY + 5 * D
    assert [r.text for r in first.why if r.rule == "R13"][-1] == "a colleague approved it"


def test_r13_an_offer_that_a_colleague_stops_sends_nothing_and_says_so() -> None:
    told = [application("interview", **TERMS), offered(**SAME | {"title": "Lead"}), approved(MONDAY + 3 * D, yes=False)]
    story = live(told, days=8)
    assert not offer_steps(story)
    assert any(f.step == "covering-note" and f.why[-1].rule == "R13" for f in story.of("skipped"))


def test_r13_a_corrected_offer_needs_no_confirmation() -> None:
    told = [application("interview", **TERMS), offered(**SAME | {"title": "Lead"}), offered(MONDAY + 3 * D, **SAME)]
    story = live(told, days=8)
    assert "covering-note" in offer_steps(story)
    (dropped,) = [t for t in story.of("task_dropped") if t.task_id.startswith("approve")]
    assert dropped.occurred_at == MONDAY + 3 * D


def test_r13_what_they_applied_for_counts_also_after_the_job_was_changed() -> None:
    changed = application("interview", MONDAY + D, **TERMS | {"pay_range": "$90,000 to $100,000"})
    story = live([application("interview", **TERMS), changed, offered(**SAME | {"pay": "$95,000"})], days=4)
    assert story.tasks("approve") and not offer_steps(story)


@each(
    ("wanted", "offered_pay", "fits"),
    [
        ("$120,000 to $140,000", "$135,000 a year", True),
        ("120-140k USD", "$135,000", True),
        ("€ 60.000 - 70.000", "65.000 EUR", True),
        ("$120,000 to $140,000", "$150,000", False),
        ("$120,000 to $140,000", "€130,000", False),
        ("$120,000 to $140,000", "$65 an hour", False),
        ("$60 - $70 per hour", "$65/h", True),
        ("from £50,000", "£55,000", True),
        ("competitive", "$90,000", False),
        ("Band 5", "band 5", True),
        ("CHF 95'000–105'000", "CHF 100'000.00", True),
        ("50 000 € à 60 000 € par mois", "55 000 €", False),
        ("USD 140,000-165,000 plus 10% bonus", "USD 50,000", False),
        ("USD 140,000-165,000 plus 10% bonus", "USD 150,000", True),
        ("$140k-165k + equity 0.1%", "$50k", False),
        ("$140,000-$165,000, 25 days holiday", "$60,000", False),
        ("$140,000-$165,000, 40 h week", "$150,000", True),
        ("$5,000 a week", "$5,000", False),
        ("$2,000 weekly", "$2,000 per year", False),
        ("USD 140,000-165,000", "A$150,000", False),
        ("up to $100,000", "$150,000", False),
        ("up to $100,000", "$90,000", True),
        ("$100,000 or 5", "$50,000", False),
    ],
)
def test_r13_pay_is_compared_as_a_person_would(wanted: str, offered_pay: str, fits: bool) -> None:
    assert pay_fits(wanted, offered_pay) is fits


# ---------------------------------------------------------------- R17: somebody who was hired, or has an offer


@pytest.mark.parametrize(
    "news",
    [
        pytest.param(fact(e.Hired, MONDAY + D, application_id="ops", start_date=(MONDAY + 30 * D).date()), id="hired"),
        pytest.param(fact(e.OfferExtended, MONDAY + D, application_id="ops"), id="an-open-offer"),
    ],
)
def test_r17_nobody_who_was_hired_or_has_an_offer_gets_an_automatic_rejection(news: e.Event) -> None:
    told = [application("interview"), application("interview", ident="ops"), news, fact(e.Rejected, MONDAY + 2 * D)]
    story = live(told, days=20)
    assert "closure" not in story.steps()
    (task,) = story.tasks("approve")
    assert task.application_id == "eng" and task.why[0].rule == "R17"
    assert any(f.step == "closure" for f in story.of("held"))


def test_r17_a_rejection_beside_a_hire_goes_once_a_colleague_approves_it() -> None:
    hire = fact(e.Hired, MONDAY + D, application_id="ops", start_date=(MONDAY + 30 * D).date())
    told = [application("interview"), application("interview", ident="ops"), hire, fact(e.Rejected, MONDAY + 2 * D)]
    story = live([*told, approved(MONDAY + 3 * D)], days=20)
    assert story.one("closure").occurred_at >= MONDAY + 3 * D


def test_r17_a_no_stays_a_no_also_when_the_other_application_ends() -> None:
    hire = fact(e.OfferExtended, MONDAY + D, application_id="ops")
    told = [application("interview"), application("interview", ident="ops"), hire, fact(e.Rejected, MONDAY + 2 * D)]
    gone = fact(e.Rejected, MONDAY + 4 * D, application_id="ops", event_id="later")
    story = live([*told, approved(MONDAY + 2 * D + H / 2, yes=False), gone, approved(MONDAY + 5 * D)], days=20)
    assert [s.application_id for s in story.sent if s.step == "closure"] == ["ops"]


@pytest.mark.parametrize("told", [[], [approved(MONDAY + 3 * D, yes=False)]], ids=["unanswered", "declined"])
def test_s16_nobody_is_asked_how_we_did_who_was_not_told(told: list[Any]) -> None:
    hire = fact(e.Hired, MONDAY + D, application_id="ops", start_date=(MONDAY + 90 * D).date())
    both = [application("interview"), application("interview", ident="ops"), hire, fact(e.Rejected, MONDAY + 2 * D)]
    story = live([*both, *told], days=40)
    assert not [s for s in story.sent if s.application_id == "eng" and s.stage is Stage.REJECTED]


def test_r17_who_has_an_offer_for_this_very_job_is_not_rejected_by_itself() -> None:
    story = live([application("interview"), offered(MONDAY + D), fact(e.Rejected, MONDAY + 3 * D)], days=10)
    assert "closure" not in story.steps() and story.tasks("approve")
    declined = fact(e.OfferAnswered, MONDAY + 2 * D, answer="declined")
    story = live([application("interview"), offered(MONDAY + D), declined, fact(e.Rejected, MONDAY + 3 * D)], days=10)
    assert "closure" in story.steps()


def test_r17_who_was_hired_before_they_applied_is_rejected_like_anybody() -> None:
    hire = fact(e.Hired, MONDAY + D, application_id="ops", start_date=(MONDAY + 5 * D).date())
    later = application("interview", MONDAY + 40 * D)
    story = live([application("interview", ident="ops"), hire, later, fact(e.Rejected, MONDAY + 50 * D)], days=60)
    assert "closure" in story.steps() and not story.tasks("approve")


def test_r17_it_hangs_on_no_word_of_the_playbook() -> None:
    stages = PLAYBOOK.model_dump(mode="json")["stages"]
    stages["rejected"]["steps"][0]["rank"] = "update"
    hire = fact(e.Hired, MONDAY + D, application_id="ops", start_date=(MONDAY + 30 * D).date())
    told = [application("interview"), application("interview", ident="ops"), hire, fact(e.Rejected, MONDAY + 2 * D)]
    assert "closure" not in live(told, days=10, rules=playbook(stages=stages)).steps()


def test_r13_a_yes_after_a_long_weekend_is_not_too_late() -> None:
    story = live(
        [application("interview", **TERMS), offered(**SAME | {"title": "Lead"}), approved(MONDAY + 9 * D)], days=14
    )
    assert story.one("covering-note").occurred_at >= MONDAY + 9 * D


def test_s11_the_same_offer_in_a_later_stay_is_announced_again() -> None:
    back = fact(e.StageChanged, MONDAY + 4 * D, stage=Stage.SCREENING)
    again = fact(e.OfferExtended, MONDAY + 8 * D, **SAME, event_id="again")
    story = live([application("interview"), offered(MONDAY + D, **SAME), back, again], days=12)
    assert len([s for s in story.sent if s.step == "covering-note"]) == 2


def test_s12_nothing_says_that_an_offer_is_open_which_has_expired() -> None:
    expires = (MONDAY + 12 * D).date()
    story = live([application("interview"), offered(MONDAY + D, expires_on=expires)], days=50)
    assert not [s for s in story.sent if s.stage is Stage.OFFER and s.occurred_at.date() > expires]
    (task,) = story.tasks("lapsed")
    assert task.why[0].rule == "S12" and task.occurred_at.date() > expires


def test_r17_another_rejection_needs_no_approval() -> None:
    told = [application("interview"), application("interview", ident="ops"), fact(e.Rejected, MONDAY + 2 * D)]
    assert "closure" in live(told, days=10).steps()


# ---------------------------------------------------------------- a step with `approve: true`


def _asking() -> Any:
    plain = PLAYBOOK.model_dump(mode="json")["stages"]
    for step in plain["applied"]["steps"]:
        if step["step"] == "update":
            step["approve"] = True
    return playbook(stages=plain)


def test_r6_a_step_that_asks_for_approval_is_asked_for_a_day_ahead_and_never_goes_without() -> None:
    story = live([application()], days=40, rules=_asking())
    assert "update" not in story.steps()
    task = story.tasks("approve")[0]
    acknowledged = story.one("acknowledge").occurred_at
    assert timedelta(days=10) < task.occurred_at - acknowledged < timedelta(days=14)
    assert story.tasks("silence"), "R1: nobody is left in silence because nobody says yes"


def test_r6_an_approved_step_goes_when_it_was_due() -> None:
    story = live([application(), approved(MONDAY + 13 * D + 5 * H)], days=20, rules=_asking())
    assert "update" in story.steps()


def test_an_approval_is_answered_with_yes_or_no_and_not_with_done() -> None:
    story = live([application("interview", **TERMS), offered(**SAME | {"title": "Lead"})], days=3)
    (task,) = [t for t in story.state.tasks if t.kind == "approve"]
    now = MONDAY + 3 * D
    with pytest.raises(Untellable, match="asks for a yes or a no"):
        update_fact("complete_task", {"task_id": task.task_id}, story.state, now=now)
    with pytest.raises(Untellable, match="nothing to approve"):
        update_fact("approve", {"task_id": "approve-none"}, story.state, now=now)
    assert isinstance(update_fact("approve", {"task_id": task.task_id}, story.state, now=now), e.Approved)


# ---------------------------------------------------------------- what else is asked of colleagues


def test_r17_who_is_hired_for_one_job_is_not_left_waiting_for_the_other() -> None:
    hire = fact(e.Hired, MONDAY + D, application_id="ops", start_date=(MONDAY + 30 * D).date())
    both = [application("interview"), application("interview", ident="ops"), hire]
    (task,) = live(both, days=3).tasks("elsewhere")
    assert task.application_id == "eng" and task.assignee == "Rita"
    story = live([*both, fact(e.Rejected, MONDAY + 2 * D)], days=3)
    assert [t.kind for t in story.state.tasks if t.kind == "elsewhere"] == [], "it goes once it is decided"


def test_s11_an_offer_stage_without_an_offer_asks_for_it() -> None:
    (task,) = live([application("offer")], days=2).tasks("offer")
    assert task.why[0].rule == "S11"
    story = live([application("offer"), offered(MONDAY + D)], days=4)
    assert any(t.task_id == task.task_id for t in story.of("task_dropped")) and "covering-note" in story.steps()


@pytest.mark.parametrize(
    ("score", "comment", "asked"), [(5, "", 0), (5, "Your recruiter was lovely.", 1), (1, "", 1)], ids=str
)
def test_r14_what_they_say_about_us_is_answered(score: int, comment: str, asked: int) -> None:
    survey = fact(e.SurveyAnswered, MONDAY + 9 * D, score=score, comment=comment)
    story = live([application("rejected"), survey], days=30)
    assert len(story.tasks("feedback")) == asked


def test_r13_who_applies_anew_is_held_to_the_terms_of_then_and_not_of_the_first_time() -> None:
    first = application("interview", **TERMS)
    changed = application("interview", MONDAY + H, **TERMS | {"pay_range": "$90,000 to $100,000"})
    again = application("applied", MONDAY + 30 * D, **TERMS | {"pay_range": "$90,000 to $100,000"})
    told = [first, changed, fact(e.Rejected, MONDAY + 2 * D), again, offered(MONDAY + 40 * D, pay="$95,000")]
    story = live(told, days=44)
    assert not story.tasks("approve") and "covering-note" in offer_steps(story)
