"""`job fill`: everybody still in the running gets their closure, once, whatever dies on the way (S19)."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.names import broadcast_workflow_id
from starter.embedded import LocalServer, spawn
from tests.e2e.test_playbook_edits import FOLLOWUP, ROOT, answer, at_rest, environment, late_evening, type_in
from tests.histories.record import DEFAULT, skip
from tests.house import House, build, connected, until
from tests.test_replay import replayer

PEOPLE = 32
STAGES = ("applied", "screening", "interview", "offer")


@pytest.fixture
async def office(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield made
    await made.leave()


@contextmanager
def worker(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own, which can be killed."""
    process = spawn([*FOLLOWUP, "worker"], log=house.settings.home / "worker.log", env=environment(house))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def in_the_running(house: House, count: int, zone: str) -> list[str]:
    """People in all open stages, every third with another application that goes on."""
    found = []
    for number in range(count):
        ident = await house.applies(f"r{number:02}", stage=STAGES[number % 4], candidate={"timezone": zone})
        if number % 3 == 0:
            other = {"application_id": "ops", "job_id": "ops", "job_title": "Operator", "stage": "screening"}
            await house.tell(ident, "application_received", **other)
        found.append(ident)
    await until(lambda: all(at_rest(house, ident) for ident in found), what="rest", patience=100)
    return found


def stages(house: House, ident: str) -> dict[str, str]:
    return {one["id"]: one["stage"] for one in (house.ledger.status(ident) or {"applications": []})["applications"]}


def _is_rejected(house: House, ident: str) -> bool:
    return stages(house, ident)["eng"] == "rejected"


@pytest.mark.nightly
async def test_s19_killed_in_the_middle_and_begun_again_everybody_is_told_once(office: House) -> None:
    with worker(office) as first:
        zone = late_evening()
        people = await in_the_running(office, PEOPLE, zone)
        winner, others = people[1], people[:1] + people[2:]
        command = [*FOLLOWUP, "job", "fill", "eng", "--hired", winner, "--yes"]
        typed = subprocess.Popen(command, cwd=ROOT, env=environment(office), stdout=subprocess.DEVNULL)
        await until(lambda: sum(_is_rejected(office, i) for i in others) >= 6, what="the first", closely=True)
        first.kill()  # kill -9 of the worker, and of whoever typed it
        first.wait()
        typed.kill()
        typed.wait()
    assert any(stages(office, ident)["eng"] != "rejected" for ident in others), "it was not the middle any more"
    with worker(office):
        again = await answer(office, "job", "fill", "eng", "--hired", winner, "--yes")
        assert again["in_effect"] and again["failed"] == []
        await until(lambda: all(stages(office, i)["eng"] == "rejected" for i in others), what="everybody's closure")
        await until(lambda: stages(office, winner)["eng"] == "hired", what="the hire")
        for ident in others:
            [told] = office.rows(ident, "rejected")
            assert (told["reason"], told["application_id"]) == ("position filled", "eng")
        assert office.rows(winner, "rejected") == []
        assert len(office.rows(winner, "hired")) == 1
        assert all(stages(office, ident).get("ops", "screening") == "screening" for ident in people)
        assert [entry for entry in office.outbox() if "/rejected." in entry.touch_key] == []

        nobody = await answer(office, "job", "fill", "eng", "--hired", winner)
        assert (nobody["concerned"], nobody["told"]) == ([], 0)

        history = await office.client.get_workflow_handle(broadcast_workflow_id("fill", "eng", winner)).fetch_history()
        await replayer(data_converter=office.client.data_converter).replay_workflow(history)

        alone = others[1]  # the closing letter comes in their own hours, after the grace hour, once
        await skip(office, alone, timedelta(days=5))
        await until(lambda: office.rows(alone, "sent"), what="the closing message")
    closure = next(row for row in office.rows(alone, "sent") if row["step"] == "closure")
    there = datetime.fromisoformat(closure["at"]).astimezone(ZoneInfo(zone))
    assert there.weekday() < 5 and 9 <= there.hour < 18
    assert sum(row["step"] == "closure" for row in office.rows(alone, "sent")) == 1


async def test_s19_it_asks_first_and_an_unknown_job_is_exit_3(office: House) -> None:
    async with office.working():
        people = await in_the_running(office, 2, late_evening())
        unknown = await type_in(office, "job", "fill", "no-such-job")
        assert (unknown.returncode, unknown.stdout) == (3, "")
        assert "Nobody has ever applied for the job 'no-such-job'" in unknown.stderr
        silent = await type_in(office, "job", "fill", "eng")
        assert silent.returncode == 2 and "--yes" in silent.stderr
        stranger = await type_in(office, "job", "fill", "eng", "--hired", "nobody", "--yes")
        assert stranger.returncode == 3
        await asyncio.sleep(0)
        assert all(office.rows(ident, "rejected") == [] for ident in people)


async def test_s19_who_has_never_heard_from_us_gets_no_closing_letter_as_a_first_word(office: House) -> None:
    async with office.working():
        [ann] = await in_the_running(office, 1, late_evening())
        bo = await office.applies("bo", stage="prospect", candidate={"timezone": late_evening()})
        await until(lambda: at_rest(office, bo), what="rest")
        told: Any = await type_in(office, "job", "fill", "eng", "--yes", "--json")
        said = json.loads(told.stdout)
        assert {one["id"] for one in said["concerned"]} == {ann, bo}
        assert [one["id"] for one in said["left"]] == [bo]
        await until(lambda: (office.ledger.status(bo) or {})["state"] == "closed", what="the end of the outreach")
        assert stages(office, bo)["eng"] == "rejected" and office.rows(bo, "sent") == []


async def test_s19_who_was_hired_under_an_id_that_was_joined_is_not_rejected(office: House) -> None:
    async with office.working():
        ann, bob = await in_the_running(office, 2, late_evening())
        await office.tell(ann, "candidate_merged", merged_id=bob)
        await until(lambda: office.rows(ann, "history_joined"), what="the joining")
        done = await answer(office, "job", "fill", "eng", "--hired", bob, "--yes")
        assert done["failed"] == []
        await until(lambda: stages(office, ann).get("eng") == "hired", what="the hire")
        assert office.rows(ann, "rejected") == []
