"""Whatever becomes of an ATS's hooks, one look at what it holds ends in the state that it shows."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from domain.state.model import Application, CandidateState
from tests.integrations.ats.ats_desk import PLAYBOOK
from tests.integrations.ats.live_ats import GREENHOUSE, SYSTEMS, Both, System, both

STAGES = 5
PEOPLE = 3
JOBS = 2
"""Fewer than people: a merge may bring two applications for one job together."""
NAMES = ("Ann", "Ben", "Cid")

GENERATED = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a story takes a second."""

_ACTS = (
    "apply", "move", "move", "move", "reject", "refused", "unreject", "hire", "unhire", "email", "name", "do_not_mail",
    "merge", "delete", "delete_application",
)  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[str, int, int, float, bool, float]]:
    """Acts in the ATS: what, about whom, a choice; how late its hook comes (lost from 0.7 on), twice, hours later."""
    one = st.tuples(
        st.sampled_from(_ACTS),
        st.integers(0, PEOPLE - 1),
        st.integers(0, STAGES - 1),
        st.floats(0, 1),
        st.booleans(),
        st.floats(0.1, 30),
    )
    return draw(st.lists(one, min_size=3, max_size=14))


class Company:
    """People in an ATS, and what is done about them there. What cannot be done now is left."""

    def __init__(self, way: Both) -> None:
        self.way, self.fake, self.stages = way, way.fake, way.system.stages
        jobs = [self.fake.add_job(f"Welder {number}") for number in range(JOBS)]
        self.jobs = [jobs[number % JOBS] for number in range(PEOPLE)]
        self.people: dict[int, tuple[Any, list[Any]]] = {}

    def act(self, what: str, who: int, choice: int) -> None:
        if what == "apply" or who not in self.people:
            if who not in self.people:
                person, app = self.fake.apply(
                    self.jobs[who], first_name=NAMES[who], email=f"p{who}@x.example", stage=self.stages[choice]
                )
                self.people[who] = (person, [app])
            return
        person, apps = self.people[who]
        app = apps[choice % len(apps)]
        status = self.fake.status(app)
        match what:
            case "move" if status == "open":
                self.fake.move(app, self.stages[choice])
            case "reject" if status == "open":
                self.fake.reject(app)
            case "refused" if status == "open":
                self.fake.reject(app, "Took another job", theirs=True)
            case "unreject" if status == "rejected":
                self.fake.unreject(app)
            case "hire" if status == "open":
                self.fake.hire(app, "2026-12-14")
            case "unhire" if status == "hired":
                self.fake.unhire(app)
            case "email":
                self.fake.update(person, email=f"p{who}.{choice}@x.example")
            case "name":
                self.fake.update(person, first_name=f"{NAMES[who]}{chr(97 + choice)}")
            case "do_not_mail":
                self.fake.update(person, can_email=False)
            case "merge":
                other = next((one for one in self.people if one != who), None)
                if other is not None:
                    stays, theirs = self.people[other]
                    self.fake.merge(person, stays)
                    self.people[other] = (stays, theirs + apps)
                    del self.people[who]
            case "delete" if status == "open":
                self.fake.delete(person)
                del self.people[who]
            case "delete_application" if len(apps) > 1 and status == "open":
                self.fake.delete_application(app)
                apps.remove(app)


async def lives(way: Both, story: list[tuple[str, int, int, float, bool, float]]) -> Company:
    """The story, with its hooks lost, late, twice and in any order; then all that was not lost has come in."""
    company, on_its_way = Company(way), []
    for what, who, choice, fate, twice, hours in story:
        way.time.now += timedelta(hours=hours)
        company.act(what, who, choice)
        hooks, way.fake.hooks = way.fake.hooks, []
        for hook in hooks:
            if fate < 0.7:
                on_its_way += [(way.time.now + timedelta(hours=80 * max(fate - 0.3, 0)), hook)] * (2 if twice else 1)
        due = [one for one in on_its_way if one[0] <= way.time.now]
        on_its_way = [one for one in on_its_way if one[0] > way.time.now]
        for _, hook in sorted(due, key=lambda one: one[0], reverse=twice):
            way.deliver(hook)
        await way.settles()
    for at, hook in sorted(on_its_way, key=lambda one: one[0]):
        way.time.now = max(way.time.now, at)
        way.deliver(hook)
        await way.settles()
    way.time.now += timedelta(hours=5)
    return company


def people_here(way: Both) -> list[CandidateState]:
    """Everybody on record, each once."""
    owners = {way.ledger.owner_of(ident) for ident in way.office.clocks}
    states = [CandidateState.model_validate(way.ledger.snapshot(ident)) for ident in sorted(owners)]
    return [state for state in states if not state.merged_into]


def differs(way: Both, company: Company) -> list[str]:
    """Where the record says something else than the ATS shows."""
    wrong = []
    people = people_here(way)
    records = dict(company.people.values())
    for person, apps in records.items():
        shown = way.fake.shows(person)
        for app in apps:
            found = [(state, mine) for state in people if (mine := state.meant(str(app))) is not None]
            status, stage = way.fake.status(app), str(PLAYBOOK.ats.stage(way.system.name, way.fake.stage(app)))
            if not found:
                if status == "open":
                    wrong.append(f"{app} is not here")
                continue
            ((state, mine),) = found
            if mine.application_id != str(app):
                continue  # two records of one person, who is in the running for a job but once
            wanted = {"rejected": ("rejected", "withdrawn"), "hired": ("hired",)}.get(status, (stage,))
            if str(mine.stage) not in wanted:
                wrong.append(f"{app} is {mine.stage}, and {wanted} there")
            if status != "open":
                continue
            theirs = set(way.ledger.ids_of(state.candidate.candidate_id))
            if len([one for one in records if f"{way.system.name}:{one}" in theirs]) > 1:
                continue  # two records of one person, which say two things
            if shown["email"] and state.candidate.email != shown["email"]:
                wrong.append(f"{person} is at {state.candidate.email}, and at {shown['email']} there")
            if shown["first_name"] != state.candidate.first_name:
                wrong.append(f"{person} is {state.candidate.first_name}, and {shown['first_name']} there")
            if not shown["can_email"] and not (state.stopped or state.closed_channels):
                wrong.append(f"{person} may be mailed here, and not there")
    there = {str(app) for apps in records.values() for app in apps}
    tasks = {"delete_application"} & {row["kind"] for row in way.office.all_rows()}  # a colleague says what it means
    for state in people:
        if any(task.task_id.startswith("refused") for task in state.tasks):
            continue  # likewise
        for mine in state.applications:
            if not ({mine.application_id, *mine.also} & there or mine.is_closed or mine.unplaced or tasks):
                wrong.append(f"{mine.application_id} is open, and gone there")
    return wrong


async def ends_as_the_ats_shows_it(system: System, story: list[tuple[str, int, int, float, bool, float]]) -> None:
    with TemporaryDirectory() as folder, both(Path(folder), system) as way:
        company = await lives(way, story)
        way.look()
        await way.settles()
        way.look()  # a merge brings what its own record shows
        await way.settles()
        assert differs(way, company) == []
        assert [one.what for one in way.look().differences] == []
        assert way.ledger.inbox.listing("waiting") == []


def applied(way: Both, stage: int) -> tuple[Any, Any, Any]:
    """(job, person, application) of somebody at that stage, of whom nobody was told."""
    job = way.fake.add_job("Welder")
    person, app = way.fake.apply(job, first_name="Ann", email="ann@x.example", stage=way.system.stages[stage])
    way.fake.hooks.clear()
    return job, person, app


def offered(way: Both, app: Any) -> None:
    """An offer is out; its hook is lost."""
    way.fake.offer(app, starts_on="2026-12-14", **({"sent_on": "2026-11-04"} if way.system is GREENHOUSE else {}))
    way.fake.hooks.clear()


def here(way: Both) -> Application:
    """The one application that is followed up."""
    ((app,),) = (state.applications for state in people_here(way))
    return app


every_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one.name)
slowly = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, phases=GENERATED)


JOINED_LATE = [
    ("email", 0, 0, 0.20, False, 14.3),
    ("email", 2, 4, 0.28, False, 10.1),
    ("unreject", 0, 0, 0.74, True, 24.2),
    ("name", 1, 3, 0.01, False, 25.7),
    ("delete_application", 0, 1, 0.49, False, 27.7),
    ("unreject", 2, 2, 0.89, True, 17.5),
    ("merge", 2, 3, 0.56, False, 16.1),
    ("unhire", 2, 3, 0.85, True, 17.2),
    ("move", 0, 1, 0.08, False, 16.1),
    ("hire", 1, 3, 0.33, False, 4.0),
]
"""A move is heard before the history in which its application is: the look says it again, in the hook's very words."""


@every_system
@settings(slowly, max_examples=6)
@given(story=stories())
@example(story=JOINED_LATE)
def test_any_loss_order_and_repetition_of_hooks_and_one_look_end_as_the_ats_shows_it(
    system: System, story: list[tuple[str, int, int, float, bool, float]]
) -> None:
    asyncio.run(ends_as_the_ats_shows_it(system, story))


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@every_system
@settings(slowly, max_examples=400)
@given(story=stories())
def test_four_hundred_stories_end_as_the_ats_shows_it(
    system: System, story: list[tuple[str, int, int, float, bool, float]]
) -> None:
    asyncio.run(ends_as_the_ats_shows_it(system, story))


@every_system
@pytest.mark.parametrize("known", [True, False])
def test_what_belongs_to_an_application_is_found_beside_it_in_one_look(
    system: System, known: bool, tmp_path: Path
) -> None:
    with both(tmp_path, system) as way:
        _, _, app = applied(way, 4)
        if known:
            way.look()
            asyncio.run(way.settles())
        offered(way, app)
        way.look()
        asyncio.run(way.settles())
        offer = here(way).offer
        assert offer is not None
        assert str(offer.start_date) == "2026-12-14"
        assert way.look().differences == []


@every_system
def test_the_offer_of_somebody_who_is_not_brought_in_is_nobodys(system: System, tmp_path: Path) -> None:
    with both(tmp_path, system) as way:
        _, _, app = applied(way, 4)
        offered(way, app)
        way.fake.reject(app)
        way.fake.hooks.clear()
        outcome = way.look()
        assert (outcome.differences, outcome.not_understood, way.office.all_rows()) == ([], 0, [])


def two_records(way: Both) -> tuple[Any, Any]:
    """The applications of one person who has applied for one job under two records, which were merged: no hook came."""
    job, stays, first = applied(way, 3)
    lost, second = way.fake.apply(job, first_name="Ann", email="a2@x.example", stage=way.system.stages[1])
    way.look()
    asyncio.run(way.settles())
    way.time.now += timedelta(days=1)
    way.fake.merge(lost, stays)
    way.fake.hooks.clear()
    return first, second


def looks(way: Both, times: int = 1) -> None:
    for _ in range(times):
        way.look()
        asyncio.run(way.settles())


@every_system
def test_a_further_application_for_one_job_is_not_read_as_where_the_first_stands(
    system: System, tmp_path: Path
) -> None:
    """The look takes it for new under the one record; by the time it is told, both are one application."""
    with both(tmp_path, system) as way:
        first, second = two_records(way)
        looks(way)
        assert (here(way).application_id, here(way).also) == (str(first), (str(second),))
        assert str(here(way).stage) == "interview"
        assert way.look().differences == []


@every_system
def test_once_the_first_application_is_gone_the_further_one_says_where_they_stand(
    system: System, tmp_path: Path
) -> None:
    with both(tmp_path, system) as way:
        first, _ = two_records(way)
        looks(way, times=2)
        way.fake.delete_application(first)
        way.fake.hooks.clear()
        looks(way, times=2)
        assert str(here(way).stage) == "screening"
        assert way.look().differences == []
