"""The weekly report from schedule to mailbox, and its rows kept by a reader of the feed: a real Temporal, a real relay.

The mail goes the way of the daily digest, whose tests have what a relay may answer (`test_daily_digest`).
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import ScheduleHandle
from temporalio.service import RPCError
from temporalio.worker import Replayer
from test_daily_digest import Relay, in_force, text, today

from domain.names import REPORT_SCHEDULE, reader_mark, report_key
from domain.playbook.model import Playbook
from ledger.reporting.keeper import READER
from starter.embedded import LocalServer
from starter.feeds import ensure_feeds
from starter.schedules import ensure_report_schedule, report_schedule
from tests.channels.mail_server import running
from tests.e2e.typed import typed
from tests.house import House, build, connected, until
from tests.machine_time import machine_now, noon_zone
from workflows.report import WeeklyReport

LOU, MIA = "lou@acme.example", "mia@acme.example"


@pytest.fixture
def relay() -> Iterator[tuple[Relay, int]]:
    inbox = Relay()
    with running(inbox) as controller:
        yield inbox, controller.port


@pytest.fixture
async def office(
    server: LocalServer, tmp_path: Path, relay: tuple[Relay, int], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """An installation that mails through the relay, where it is midday; its report is due at half past midnight."""
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", f"smtp://127.0.0.1:{relay[1]}")
    house = build(await connected(server.address), tmp_path / "home")
    yield house
    with suppress(RPCError):
        await house.client.get_schedule_handle(REPORT_SCHEDULE).delete()
    await house.leave()


def reporting(house: House, *to: str, every: str = "mon 00:30") -> Playbook:
    """Put a playbook in force that mails the report to these."""
    content = in_force(house).model_dump(mode="json")
    content["report"] = {"to": list(to), "every": every}
    content["company"]["timezone"] = noon_zone()
    made = Playbook.model_validate(content)
    house.ledger.playbooks.apply(made.model_dump(mode="json"), made.version, "test", machine_now())
    return made


async def mailed(house: House, schedule: ScheduleHandle) -> dict[str, Any]:
    """What a run did that the schedule starts now."""
    before = (await schedule.describe()).info.num_actions
    await schedule.trigger()
    while (info := (await schedule.describe()).info).num_actions == before:
        pass
    action: Any = info.recent_actions[-1].action
    handle: Any = house.client.get_workflow_handle(
        action.workflow_id, run_id=action.first_execution_run_id, result_type=dict
    )
    account: dict[str, Any] = await handle.result()
    replayer = Replayer(workflows=[WeeklyReport], data_converter=house.client.data_converter)
    await replayer.replay_workflow(await handle.fetch_history())
    return account


async def test_each_lead_gets_the_report_once_with_the_page_attached(office: House, relay: tuple[Relay, int]) -> None:
    inbox = relay[0]
    await ensure_report_schedule(office.client, reporting(office, LOU, MIA))
    schedule = office.client.get_schedule_handle(REPORT_SCHEDULE)
    async with office.working():
        ann = await office.applies("ann")
        await until(lambda: office.rows(ann, "sent"), what="the hello")
        first = await mailed(office, schedule)
        second = await mailed(office, schedule)
    assert first["counts"] == {"sent": 2}
    assert second["counts"] == {"already": 2}
    found = {to: mails for to, mails in inbox.digests().items() if to in (LOU, MIA)}
    assert {to: len(mails) for to, mails in found.items()} == {LOU: 1, MIA: 1}
    (mail,) = found[LOU]
    said = " ".join(text(mail).split())
    assert "The last 91 days, compared with the 91 before. We sent 1 message to 1 candidate, and 1 application" in said
    assert "Response rate" in said
    assert "the 91 days to " in mail["subject"] and "week" not in mail["subject"]
    (page,) = mail.iter_attachments()
    assert page.get_filename() == f"report-{today(office)}.html"
    whole = page.get_content()
    assert b"<svg" in whole and b"Content-Security-Policy" in whole and b"Ann" not in whole
    with office.ledger.book("-") as book:
        (attempt,) = book.attempts(report_key(today(office), reader_mark(LOU)))
    assert attempt.state == "accepted"


async def test_the_schedule_is_as_the_playbook_has_it_and_setup_and_doctor_say_so(
    office: House, server: LocalServer
) -> None:
    env = os.environ | {"FOLLOWUP_HOME": str(office.settings.home), "TEMPORAL_ADDRESS": server.address}

    async def said(*words: str) -> list[str]:
        return [line for line in (await typed(env, *words)).stdout.splitlines() if "weekly report" in line.lower()]

    assert await said("setup") == [], "the playbook names nobody"
    reporting(office, LOU, every="fri mon 07:45")
    assert await said("doctor") == ["✗ Weekly report: it has no schedule - run `followup setup`"]
    assert await said("setup") == ["The weekly report is scheduled."]
    (line,) = await said("doctor")
    assert line.startswith(f"✓ Weekly report: 07:45 {noon_zone()}, Mon Fri, next ")
    standing = await report_schedule(office.client)
    assert standing is not None and str(standing.timing) == f"07:45 {noon_zone()}, Mon Fri"
    nobody = reporting(office)
    assert await ensure_report_schedule(office.client, nobody) == "removed"
    assert await ensure_report_schedule(office.client, nobody) == "off"


async def test_a_worker_keeps_the_rows_of_reports_as_facts_are_put_on_record(office: House) -> None:
    async with office.working(readers={READER: office.ledger.report_keeper}):
        await ensure_feeds(office.client, [READER])
        ann = await office.applies("ann")
        await until(lambda: office.rows(ann, "sent"), what="the hello")
        last = office.ledger.feed.last_number()
        await until(lambda: office.ledger.feed.cursor(READER) >= last, what="the reader")
