"""A company's first day with an ATS that holds its people already, and a night on which nothing has changed."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from domain.state.model import CandidateState
from domain.views.status import status_view
from integrations.arrivals import Entry, Known
from tests.integrations.ats.ats_desk import told
from tests.integrations.ats.live_ats import SYSTEMS, Both, System, both

every_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one.name)


def apply_all(way: Both, people: int) -> None:
    """So many people at all stages, who applied over the last months; nobody was told."""
    jobs = [way.fake.add_job(f"Job {number}") for number in range(max(1, people // 25))]
    now = way.time.now
    for number in range(people):
        way.time.now = now - timedelta(days=number % 90, hours=number % 7)
        way.fake.apply(
            jobs[number % len(jobs)],
            first_name=f"P{number}",
            email=f"p{number}@x.example",
            stage=way.system.stages[number % len(way.system.stages)],
        )
    way.time.now = now
    way.fake.hooks.clear()


async def first_day(way: Both, people: int) -> None:
    """They are all brought in, and a fortnight goes by."""
    apply_all(way, people)
    outcome = way.look()
    assert len(outcome.differences) == people
    await way.settles()
    assert way.ledger.inbox.listing() == []
    await way.office.passes(way.office.now + timedelta(days=14))
    way.time.now = way.office.now


def everybody_is_in_and_written_to_decently(way: Both, people: int) -> None:
    owners = {way.ledger.owner_of(ident) for ident in way.office.clocks}
    assert len(owners) == people
    touches = Counter(way.office.sent)
    assert not [touch for touch, times in touches.items() if times > 1], "nobody is written to twice about one thing"
    for ident in owners:
        state = CandidateState.model_validate(way.ledger.snapshot(ident))
        days = Counter(contact.at.date() for contact in state.contacts)
        assert max(days.values(), default=0) <= 1, f"{ident} has two on a day (R4)"
        assert state.applications[0].had_word or state.tasks, f"{ident} has had no word within a fortnight (S20)"


@every_system
def test_on_the_first_day_everybody_comes_in_and_nobody_is_written_to_twice(system: System, tmp_path: Path) -> None:
    with both(tmp_path, system) as way:
        asyncio.run(first_day(way, 20))
        everybody_is_in_and_written_to_decently(way, 20)


@every_system
def test_a_night_without_news_costs_few_requests_and_tells_nothing(system: System, tmp_path: Path) -> None:
    """Ten people are one page of all: what 5,000 cost is counted at night."""
    with both(tmp_path, system) as way:
        asyncio.run(first_day(way, 10))
        rows, asked = len(way.office.all_rows()), len(way.server.requests)
        assert way.look().differences == []
        assert len(way.office.all_rows()) == rows
        assert len(way.server.requests) - asked <= 12


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@every_system
def test_five_hundred_come_in_and_nobody_is_written_to_twice(system: System, tmp_path: Path) -> None:
    with both(tmp_path, system) as way:
        asyncio.run(first_day(way, 500))
        everybody_is_in_and_written_to_decently(way, 500)


def takes_all_in(way: Both) -> None:
    """Everybody is on record as their clocks would have them, without a decision: those take long, and ask no ATS."""
    known = Known(way.ledger.playbooks.rules().playbook, way.ledger, way.time.now)
    while rows := way.ledger.inbox.due(way.time.now, 500):
        for row in rows:
            reading = way.door.read(Entry(key=row.key, kind=row.kind, about=row.about, body=row.body), known)
            state = told(reading.tells, now=way.time.now).replace(pending=())
            with way.ledger.book(row.about) as book:
                book.project(state, status_view(state))
            way.ledger.inbox.settle(row.number, "told", way.time.now)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@every_system
def test_five_thousand_are_read_within_the_rate_and_a_night_costs_under_two_hundred_requests(
    system: System, tmp_path: Path
) -> None:
    people = 5000
    with both(tmp_path, system) as way:
        way.fake.limit = min(way.fake.limit, 75)
        apply_all(way, people)
        assert len(way.look().differences) == people
        assert way.time.slept < 15 * 60
        takes_all_in(way)
        asked = len(way.server.requests)
        assert way.look().differences == []
        assert len(way.server.requests) - asked < 200
        assert way.fake.throttled == 0
