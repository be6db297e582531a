"""An edit of the playbook while people wait: what `diff` says then happens, and nobody is messaged by it (R18)."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowHistory

from domain.forecast.playbook_diff import next_contact
from domain.names import broadcast_workflow_id
from domain.state.model import CandidateState
from starter.broadcasting import is_running
from starter.embedded import LocalServer
from tests.e2e.typed import typed
from tests.histories.record import DEFAULT, skip
from tests.house import House, build, connected, until
from tests.machine_time import machine_now, zone_where_it_is
from tests.test_replay import replayer

FOLLOWUP = [sys.executable, "-m", "starter.cli.main"]
ROOT = Path(__file__).parents[2]
PEOPLE = 18
"""Every stage with every number of days."""
STAGES = ("prospect", "applied", "screening", "interview", "withdrawn", "rejected")
ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "America/Los_Angeles",
    "Europe/London",
)

EDITS = (
    ("{step: check-in, after: last_contact, delay: P7D", "{step: check-in, after: last_contact, delay: P1D"),
    ("{step: update, after: last_contact, every: P14D", "{step: update, after: last_contact, every: P5D"),
    ("max_silence: P14D ", "max_silence: P10D "),
    ("{step: outreach, after: entered, by: PT72H", "{step: outreach, after: entered, delay: P4D, by: P6D"),
    (
        "  applied:\n    steps:\n",
        "  applied:\n    steps:\n      - {step: hello, after: application_received, delay: PT1H, expires: P60D, "
        "message: applied/hello, promises: 10bd}\n",
    ),
    ("{step: survey, after: entered, delay: P7D", "{step: survey, after: entered, delay: P2D"),
)


def edited(folder: Path, *edits: tuple[str, str]) -> Path:
    """A copy of the default playbook with lines changed, wherever they stand."""
    shutil.copytree(DEFAULT, folder)
    file = folder / "playbook.yaml"
    text = file.read_text()
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text)
    update = folder / "messages" / "applied" / "update.md"
    if "applied/hello" in text:
        (update.parent / "hello.md").write_text(update.read_text().replace('subject: "', 'subject: "Hello: ', 1))
    return folder


@pytest.fixture
async def office(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """An installation with the default playbook in force."""
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield made
    await made.leave()


def environment(house: House) -> dict[str, str]:
    """What a command of this installation is run with."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TEMPORAL_"))}
    env |= {"FOLLOWUP_HOME": str(house.settings.home), "FOLLOWUP_PLAYBOOK": str(DEFAULT)}
    return env | {"TEMPORAL_ADDRESS": house.client.service_client.config.target_host}


async def type_in(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    """A command as a recruiting lead types it."""
    return await typed(environment(house), *words)


async def answer(house: House, *words: str) -> Any:
    done = await type_in(house, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


async def people_who_wait(house: House, count: int) -> list[str]:
    """People of all stages and zones who came in on different days, and whose clocks have come to rest."""
    now = machine_now()
    found = []
    for number in range(count):
        stage, days = STAGES[number % len(STAGES)], 1 + number % 9
        came = (now - (timedelta(hours=2 * days) if stage == "applied" else timedelta(days=days))).isoformat()
        closing = {"hired": "hired", "rejected": "rejected", "withdrawn": "withdrawn"}.get(stage)
        ident = await house.applies(
            f"p{number:02}",
            candidate={"timezone": ZONES[number % len(ZONES)]},
            stage="interview" if closing else stage,  # whoever comes in closed is written nothing (R20)
            occurred_at=came,
            last_contact_at=came if number % 4 == 1 else None,
        )
        if closing:
            await house.tell(ident, closing, application_id="eng")
        if stage in ("screening", "interview"):  # somebody has called them: they wait for the update after that
            called = (machine_now() + timedelta(seconds=30)).isoformat()  # after the clock has heard of them
            await house.tell(ident, "contacted", application_id="eng", occurred_at=called)
        if stage == "interview" and number % 3:
            await house.tell(ident, "interview_held", application_id="eng", occurred_at=came)
        found.append(ident)
    stands = dict(zip(found, itertools.cycle(STAGES)))

    def rest(ident: str) -> bool:
        return at_rest(house, ident) and (house.ledger.status(ident) or {}).get("stage") == stands[ident]

    await until(lambda: all(rest(ident) for ident in found), what="rest", patience=90)
    return found


def late_evening() -> str:
    """A zone in which it is about ten in the evening, so that nothing goes out before the morning."""
    return zone_where_it_is(22)


def at_rest(house: House, ident: str) -> bool:
    status = house.ledger.status(ident)
    if status is None or status["wake_at"] is None:
        return status is not None
    return datetime.fromisoformat(status["wake_at"]) > machine_now()


def coming(house: House, ident: str) -> dict[str, Any] | None:
    """Their next contact under the rules in force, from their state as it stands in the ledger now."""
    state = CandidateState.model_validate(house.ledger.snapshot(ident))
    closed = house.ledger.suppressed(state.candidate)
    found, _ = next_contact(state, house.ledger.playbooks.rules(), machine_now(), closed)
    return found.as_json() if found else None


@pytest.mark.long
async def test_r18_what_diff_says_is_what_happens_and_nobody_is_messaged_because_of_the_edit(
    office: House, tmp_path: Path
) -> None:
    folder = str(edited(tmp_path / "edited", *EDITS))
    async with office.working():
        people = await people_who_wait(office, PEOPLE)
        before = {ident: coming(office, ident) for ident in people}
        soon = (machine_now() + timedelta(minutes=2)).isoformat()
        due = {ident for ident, contact in before.items() if contact and contact["at"] < soon}
        sent = Counter(entry.touch_key for entry in office.outbox())

        said = await answer(office, "playbook", "diff", folder)
        assert {ident: coming(office, ident) for ident in people} == before, "a diff changes nothing"
        done = await answer(office, "playbook", "apply", folder, "--yes", "--as", "Lea")
        at_an_end = {ident for ident in people if office.ledger.status(ident)["state"] == "closed"}  # type: ignore[index]
        assert len(at_an_end) < PEOPLE / 4
        assert (done["applied"], done["told"], done["failed"]) == (True, PEOPLE - len(at_an_end), [])
        if said != done["moves"]:  # between the two a full hour struck, to which the grace of an edit is counted
            said = done["moves"]
        await until(
            lambda: all(
                (office.ledger.status(ident) or {}).get("playbook") == done["version"]
                for ident in people
                if ident not in at_an_end
            ),
            what="everybody's decision under the new rules",
        )

        moved = {row["id"]: row for row in said}
        assert 8 < len(moved) < PEOPLE
        for ident in sorted(set(people) - due):
            expected = moved[ident]["to"] if ident in moved else before[ident]
            assert coming(office, ident) == expected, ident
            assert not moved.get(ident, {}).get("from") or moved[ident]["from"] == before[ident]
        shown = [row for row in await answer(office, "list") if row["id"] in moved and moved[row["id"]]["to"]]
        assert len(shown) > 5

        after = Counter(entry.touch_key for entry in office.outbox())
        mine = [key for key in after if key not in sent and key.partition("/")[0] not in due]
        assert mine == [], "nobody is messaged because of the edit itself"
        late = [row for ident in people for row in office.rows(ident, "expired") if row["step"] == "hello"]
        assert late, "a new step counts from when it came into force"
        assert all(row["reasons"][-1]["rule"] == "R18" for row in late)

        again = await answer(office, "playbook", "apply", folder)
        assert (again["applied"], again["told"], again["moves"]) == (False, PEOPLE - len(at_an_end), [])
        assert all(len(office.rows(ident, "replan")) == (ident not in at_an_end) for ident in people)
        assert Counter(entry.touch_key for entry in office.outbox()) == after

        for ident in people:
            history: WorkflowHistory = await office.handle(ident).fetch_history()
            await replayer(data_converter=office.client.data_converter).replay_workflow(history)
    assert all(count == 1 for count in after.values())


async def test_r18_what_then_goes_out_is_what_was_said_and_once(office: House, tmp_path: Path) -> None:
    """A prospect who waits for the outreach gets it when `diff` said, and what follows counts from there."""
    folder = str(edited(tmp_path / "edited", EDITS[3]))
    async with office.working():
        ann = await office.applies("ann", stage="prospect", candidate={"timezone": late_evening()})
        await until(lambda: at_rest(office, ann), what="rest")
        [move] = await answer(office, "playbook", "diff", folder)
        assert "delay is P4D, was P0D" in move["why"]
        await answer(office, "playbook", "apply", folder, "--yes")
        await skip(office, ann, timedelta(days=21))  # four days, seven, and what a turn of the year closes
        await until(lambda: len(office.rows(ann, "sent")) >= 2, what="outreach and nudge")
    outreach, nudge = office.rows(ann, "sent")[:2]
    assert (outreach["step"], nudge["step"]) == ("outreach", "nudge")
    said = datetime.fromisoformat(move["to"]["at"])
    assert timedelta() <= datetime.fromisoformat(outreach["at"]) - said < timedelta(minutes=10)
    assert len(office.outbox()) == len({entry.touch_key for entry in office.outbox()})


async def test_an_apply_that_finds_no_worker_is_finished_by_the_same_command(office: House, tmp_path: Path) -> None:
    folder = str(edited(tmp_path / "edited", EDITS[2]))
    async with office.working():
        people = await people_who_wait(office, 4)
    watching = asyncio.create_task(type_in(office, "playbook", "apply", folder, "--yes"))
    await until(lambda: len(office.ledger.playbooks.history()) == 2, what="the new version")
    assert all(office.rows(ident, "replan") == [] for ident in people)
    async with office.working():
        done = await watching  # it goes on as soon as a worker runs
        assert done.returncode == 0, done.stderr
        assert "4 next contacts are being recalculated" in done.stdout
        await until(lambda: all(office.rows(ident, "replan") for ident in people), what="everybody's decision")
        again = await answer(office, "playbook", "apply", folder)
    assert again["told"] == 4
    assert all(len(office.rows(ident, "replan")) == 1 for ident in people)


async def test_ctrl_c_lets_the_broadcast_go_on(office: House, tmp_path: Path) -> None:
    folder = str(edited(tmp_path / "edited", EDITS[1]))
    async with office.working():
        people = await people_who_wait(office, 3)
    command = [*FOLLOWUP, "playbook", "apply", folder, "--yes"]
    command_line = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(office),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
    )
    [begun] = await until(lambda: office.ledger.playbooks.history()[1:], what="the new version")
    ident = broadcast_workflow_id("replan", f"{begun['version']} {begun['applied_at']}")
    for _ in range(100):
        if await is_running(office.followup, ident):
            break
        await asyncio.sleep(0.05)
    command_line.send_signal(signal.SIGINT)
    _, said = await asyncio.to_thread(command_line.communicate, timeout=60)
    assert "It continues without this command" in said and "Traceback" not in said
    async with office.working():
        await until(lambda: all(office.rows(ident, "replan") for ident in people), what="everybody's decision")


async def test_a_playbook_with_findings_is_not_put_in_force(office: House, tmp_path: Path) -> None:
    folder = edited(
        tmp_path / "edited", ("{step: update, after: last_contact, every: P14D", "{step: update, after: entered")
    )
    (folder / "messages" / "applied" / "received.md").write_text("---\nsubject: Hi\n---\nASAP!!! We got it.\n")
    done = await type_in(office, "playbook", "apply", str(folder), "--yes")
    assert done.returncode == 1
    assert "cannot be used yet" in done.stderr
    checked = await type_in(office, "playbook", "check", str(folder))
    assert checked.returncode == 1
    assert "nothing is sent repeatedly" in checked.stdout
    assert "messages/applied/received.md, line" in checked.stdout
    assert len(office.ledger.playbooks.history()) == 1
