"""When a worker looks at what an ATS holds, and what stands where `doctor` looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.views.ats_notes import KINDS
from integrations.ats.connected import Connected
from integrations.ats.poller import SOON, SystemPoller
from integrations.ats.reconcile import MOST_GONE
from settings import NOTE_KINDS
from tests.integrations.ats.live_ats import Both, both

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Both]:
    with both(tmp_path) as found:
        yield found


def poller(way: Both, nightly: time | None = time(2)) -> SystemPoller:
    system = Connected("greenhouse", "Greenhouse", way.api.listing, way.door, way.api.writer, looks_often=True)
    return SystemPoller(way.ledger, system, nightly=nightly, zone=lambda: NEW_YORK, clock=way.time)


def everybody(way: Both) -> int:
    return sum("/v3/applications?" in path and "status=active" in path for _, path in way.server.requests)


def soon(way: Both) -> int:
    return sum("/v3/interviews?" in path and "starts_at" in path for _, path in way.server.requests)


def test_interviews_are_looked_at_every_five_minutes(way: Both) -> None:
    one = poller(way)
    for _ in range(13):
        one.turn()
        way.time.now += timedelta(minutes=1)
    assert timedelta(minutes=5) == SOON
    assert soon(way) == 3


def test_no_night_brings_people_in_whom_nobody_asked_for(way: Both) -> None:
    way.fake.apply(way.fake.add_job("Welder"), first_name="Noor", email="noor@x.example")
    one = poller(way)
    for _ in range(3):
        way.time.now += timedelta(days=1)
        one.turn()
    assert everybody(way) == 0
    assert way.office.all_rows() == []


def test_after_the_first_look_there_is_one_each_night_at_its_hour_in_the_companys_zone(way: Both) -> None:
    one = poller(way)
    one.everybody()
    nights = []
    for _ in range(3 * 24 * 4):
        way.time.now += timedelta(minutes=15)
        before = everybody(way)
        one.turn()
        if everybody(way) > before:
            nights.append(way.time.now.astimezone(NEW_YORK).strftime("%H:%M"))
    assert nights == ["02:00", "02:00", "02:00"]


def test_a_night_that_was_missed_is_made_up_for_in_the_morning(way: Both) -> None:
    one = poller(way)
    one.everybody()
    way.time.now += timedelta(hours=40)
    before = everybody(way)
    one.turn()
    assert everybody(way) == before + 1


def test_a_look_that_broke_off_says_why_and_is_tried_again_in_an_hour(way: Both) -> None:
    one = poller(way)
    one.everybody()
    way.time.now += timedelta(days=1)
    way.server.away()
    one.turn()
    last = way.ledger.runs.last("greenhouse", "everybody")
    assert last.says.startswith("Greenhouse gives no access token") or last.says.startswith("Greenhouse is away")
    way.server.away(is_so=False)
    before = everybody(way)
    one.turn()
    assert everybody(way) == before
    way.time.now += timedelta(hours=1)
    one.turn()
    assert everybody(way) == before + 1
    assert way.ledger.runs.last("greenhouse", "everybody").says == ""


def test_off_means_no_night(way: Both) -> None:
    one = poller(way, nightly=None)
    one.everybody()
    before = everybody(way)
    way.time.now += timedelta(days=2)
    one.turn()
    assert everybody(way) == before


async def test_people_who_are_gone_in_a_crowd_are_left_and_said(way: Both) -> None:
    job = way.fake.add_job("Welder")
    for number in range(MOST_GONE + 1):
        way.fake.apply(job, first_name=f"P{number}", email=f"p{number}@x.example")
    way.fake.hooks.clear()
    one = poller(way)
    one.everybody()
    await way.settles()
    way.fake.is_site_admin = False
    way.time.now += timedelta(days=1)
    one.turn()
    assert "would be gone at once" in way.ledger.runs.last("greenhouse", "everybody").says


def test_the_settings_know_the_kinds_of_notes_that_there_are() -> None:
    assert NOTE_KINDS == KINDS
