"""What is read out of Greenhouse that no web hook tells: interviews, hiring managers, offers; and what v3 shows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.state.model import Application, CandidateState
from integrations.ats.reconcile import MOST_GONE, Reconciliation
from tests.integrations.ats.live_ats import START, Both, both

TOMORROW = START + timedelta(days=1)


class Desk(Both):
    """Noor has applied as a welder."""

    def begin(self) -> None:
        self.rita = self.fake.add_user("Rita Okafor", "rita@acme.example")
        self.boss = self.fake.add_user("Hana Mori", "hana@acme.example")
        self.job = self.fake.add_job("Welder", managers=(self.boss,))
        self.person, self.app = self.fake.apply(
            self.job, first_name="Noor", email="noor@x.example", stage="Phone Interview"
        )
        self.fake.rows["applications"][self.app]["recruiter_id"] = self.rita
        self.fake.hooks.clear()
        self.look()
        asyncio.run(self.settles())
        self.often = self.api.listing()

    def application(self) -> Application:
        state = CandidateState.model_validate(self.ledger.snapshot(f"greenhouse:{self.person}"))
        return state.applications[0]

    def looks_soon(self) -> int:
        """The look of every five minutes, and all that follows; how many differences it found."""
        look = Reconciliation(self.ledger, self.often, self.door, self.time)
        found = look.soon()
        asyncio.run(self.settles())
        self.time.now += timedelta(minutes=5)
        return len(found.differences)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with both(tmp_path) as way:
        way.__class__ = Desk
        assert isinstance(way, Desk)
        way.begin()
        yield way


def test_hiring_managers_and_recruiters_come_with_their_names(desk: Desk) -> None:
    app = desk.application()
    assert (app.recruiter.name, app.recruiter.email) == ("Rita Okafor", "rita@acme.example")
    assert (app.hiring_manager.name, app.hiring_manager.email) == ("Hana Mori", "hana@acme.example")


def test_an_interview_is_planned_with_place_link_and_interviewers(desk: Desk) -> None:
    desk.fake.schedule(desk.app, TOMORROW, place="Hall 2", link="https://meet.example/x", panel=(desk.boss, desk.rita))
    assert desk.looks_soon() == 1
    (interview,) = desk.application().interviews
    assert (interview.at, interview.ends_at) == (TOMORROW, TOMORROW + timedelta(hours=1))
    assert (interview.location, interview.link) == ("Hall 2", "https://meet.example/x")
    assert interview.with_whom == "Hana Mori, Rita Okafor"
    assert [one.email for one in interview.interviewers] == ["hana@acme.example", "rita@acme.example"]
    assert desk.looks_soon() == 0


def test_an_interview_that_is_moved_keeps_its_id_and_is_told_once(desk: Desk) -> None:
    interview = desk.fake.schedule(desk.app, TOMORROW)
    desk.looks_soon()
    desk.fake.reschedule(interview, TOMORROW + timedelta(days=2))
    assert desk.looks_soon() == 1
    (mine,) = desk.application().interviews
    assert (mine.interview_id, mine.at, mine.revision) == (f"greenhouse.{interview}", TOMORROW + timedelta(days=2), 2)


def test_an_interview_that_is_gone_is_called_off_once_it_was_asked_for_by_its_number(desk: Desk) -> None:
    interview = desk.fake.schedule(desk.app, TOMORROW)
    desk.looks_soon()
    asked = len(desk.server.requests)
    desk.fake.cancel(interview)
    assert desk.looks_soon() == 1
    assert any(f"ids={interview}" in path for _, path in desk.server.requests[asked:])
    assert desk.application().interviews[0].cancelled_at is not None
    assert desk.looks_soon() == 0


def test_an_interview_that_moves_far_ahead_is_not_called_off(desk: Desk) -> None:
    interview = desk.fake.schedule(desk.app, TOMORROW)
    desk.looks_soon()
    desk.fake.reschedule(interview, TOMORROW + timedelta(days=200))
    desk.looks_soon()
    assert desk.application().interviews[0].cancelled_at is None
    assert desk.application().interviews[0].at == TOMORROW + timedelta(days=200)


def test_an_interview_that_was_held_is_told_so(desk: Desk) -> None:
    interview = desk.fake.schedule(desk.app, TOMORROW)
    desk.looks_soon()
    desk.time.now = TOMORROW + timedelta(minutes=50)
    desk.fake.end_interview(interview)
    desk.looks_soon()
    assert desk.application().interviews[0].held_at == TOMORROW + timedelta(minutes=50)


def test_a_call_off_is_found_although_the_worker_was_away(desk: Desk) -> None:
    interview = desk.fake.schedule(desk.app, TOMORROW)
    desk.looks_soon()
    desk.fake.cancel(interview)
    desk.often = desk.api.listing()  # a worker that starts again remembers nothing
    assert desk.looks_soon() == 1
    assert desk.application().interviews[0].cancelled_at is not None


def test_interviews_of_one_day_are_one_visit(desk: Desk) -> None:
    first = desk.fake.schedule(desk.app, TOMORROW, panel=(desk.boss,))
    desk.fake.schedule(desk.app, TOMORROW + timedelta(hours=2), panel=(desk.rita,))
    desk.looks_soon()
    (visit,) = desk.application().interviews
    assert visit.interview_id == f"greenhouse.{first}"
    assert (visit.at, visit.ends_at) == (TOMORROW, TOMORROW + timedelta(hours=3))
    assert visit.with_whom == "Hana Mori, Rita Okafor"


def test_interviews_of_people_who_are_not_here_are_nobodys(desk: Desk) -> None:
    job = desk.fake.add_job("Painter")
    _, other = desk.fake.apply(job, first_name="Ben", email="ben@x.example")
    desk.fake.schedule(other, TOMORROW)
    assert desk.looks_soon() == 0


def test_an_unchanged_look_costs_two_requests(desk: Desk) -> None:
    desk.fake.schedule(desk.app, TOMORROW, panel=(desk.boss,))
    desk.looks_soon()
    asked = len(desk.server.requests)
    desk.looks_soon()
    assert len(desk.server.requests) - asked == 2


def test_an_offer_is_heard_of_within_minutes_although_its_hook_was_lost(desk: Desk) -> None:
    desk.fake.move(desk.app, "Offer")
    offer = desk.fake.offer(desk.app, sent_on="2026-11-04", starts_on="2026-12-01")
    desk.fake.hooks.clear()
    desk.looks_soon()
    assert desk.application().offer is not None
    desk.fake.answer_offer(offer, accepted=True)
    desk.fake.hooks.clear()
    desk.looks_soon()
    made = desk.application().offer
    assert made is not None
    assert made.answer == "accepted"


def test_a_hire_whose_hook_was_lost_comes_with_the_day_of_the_start(desk: Desk) -> None:
    desk.fake.offer(desk.app, sent_on="2026-11-03", starts_on="2026-12-14")
    desk.time.now += timedelta(days=1)
    desk.fake.hire(desk.app)
    desk.fake.hooks.clear()
    assert "hired there" in [one.what for one in desk.look().differences]
    asyncio.run(desk.settles())
    hire = desk.application().hire
    assert hire is not None
    assert str(hire.start_date) == "2026-12-14"
    assert desk.look().differences == []


def test_a_lost_permission_deletes_nobody(desk: Desk) -> None:
    for number in range(MOST_GONE + 5):
        desk.fake.apply(desk.job, first_name=f"P{number}", email=f"p{number}@x.example")
    desk.fake.hooks.clear()
    desk.look()
    asyncio.run(desk.settles())
    desk.fake.is_site_admin = False
    outcome = desk.look()
    assert outcome.not_believed == MOST_GONE + 6
    assert outcome.differences == []


def test_who_was_closed_here_by_a_colleague_is_not_reopened(desk: Desk) -> None:
    from domain.events import Withdrawn
    from domain.reducers.evolve import accept

    ident = f"greenhouse:{desk.person}"
    fact = Withdrawn(
        event_id="w", occurred_at=desk.time.now, source="manual", author="Rita", application_id=str(desk.app)
    )
    desk.office.clocks[ident] = accept(desk.office.clocks[ident], fact)
    desk.office._decide(ident)
    desk.time.now += timedelta(days=2)
    desk.fake.rows["applications"][desk.app]["last_activity_at"] = desk.time.now.isoformat()
    assert [one.what for one in desk.look().differences] == []
    assert desk.application().is_closed


def test_a_prospect_and_a_private_candidate_are_not_brought_in(desk: Desk) -> None:
    _, prospect = desk.fake.apply(desk.job, first_name="Pia", email="pia@x.example")
    desk.fake.rows["applications"][prospect]["prospect"] = True
    hidden, _ = desk.fake.apply(desk.job, first_name="Hid", email="hid@x.example")
    desk.fake.rows["candidates"][hidden]["private"] = True
    desk.fake.hooks.clear()
    assert desk.look().differences == []


def test_a_stage_that_nobody_knows_is_asked_about_once(desk: Desk) -> None:
    desk.fake.move(desk.app, "Coffee with the founder")
    desk.fake.hooks.clear()
    assert len(desk.look().differences) == 1
    asyncio.run(desk.settles())
    for _ in range(3):
        desk.time.now += timedelta(days=1)
        desk.fake.rows["applications"][desk.app]["last_activity_at"] = desk.time.now.isoformat()
        assert desk.look().differences == []


def test_a_job_that_was_closed_is_a_task_for_those_in_the_running(desk: Desk) -> None:
    desk.fake.close_job(desk.job)
    desk.fake.hooks.clear()
    desk.look()
    asyncio.run(desk.settles())
    assert desk.application().job_closed_at is not None
