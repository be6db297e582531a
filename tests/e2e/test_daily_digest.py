"""The daily digest from schedule to mailbox: each colleague one mail a day, with a real Temporal and a real relay."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.smtp import Envelope
from temporalio.client import ScheduleHandle
from temporalio.service import RPCError
from temporalio.worker import Replayer

from domain.names import DIGEST_SCHEDULE, NOBODY, AttemptState, digest_key, is_digest_key, reader_mark
from domain.playbook.model import Playbook
from metrics import WorkerMetrics
from starter.embedded import LocalServer
from starter.schedules import CATCH_UP, digest_schedule, ensure_digest_schedule
from tests.channels.mail_server import Inbox, running
from tests.e2e.typed import typed
from tests.forked import begin
from tests.histories.record import skip
from tests.house import QUICK, House, build, connected, until
from tests.machine_time import machine_now, noon_zone
from workflows.digest import DailyDigest

KIM = {"name": "Kim Lee", "email": "kim@acme.example"}
MAX = {"name": "Max Roy", "email": "max@acme.example"}
LOU = {"name": "Lou Day", "email": "lou@acme.example"}


class Relay(Inbox):
    """Says no, or nothing sensible, to chosen addresses, as often as told."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, list[str]] = {}
        self.asked: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        to = envelope.rcpt_tos[0]
        self.asked.append(to)
        if self.answers.get(to):
            answer = self.answers[to].pop(0)
            if answer.startswith("250"):
                self.taken.append(envelope)
            return answer
        return await super().handle_DATA(server, session, envelope)

    def digests(self) -> dict[str, list[EmailMessage]]:
        """The digests that arrived, by recipient."""
        found: dict[str, list[EmailMessage]] = {}
        for envelope in list(self.taken):
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            if is_digest_key(unquote(mail["X-Followup-Touch"])):
                found.setdefault(envelope.rcpt_tos[0], []).append(mail)
        return found


def text(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def relay() -> Iterator[tuple[Relay, int]]:
    inbox = Relay()
    with running(inbox) as controller:
        yield inbox, controller.port


@pytest.fixture
async def office(
    server: LocalServer, tmp_path: Path, relay: tuple[Relay, int], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """An installation that mails through the relay, where it is midday, so that no day ends in the midst of a test; its
    digest is due half a day from now, so never by itself."""
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", f"smtp://127.0.0.1:{relay[1]}")
    house = build(await connected(server.address), tmp_path / "home")
    rules(house, zone=noon_zone(), at="00:30")
    yield house
    with suppress(RPCError):
        await house.client.get_schedule_handle(DIGEST_SCHEDULE).delete()
    await house.leave()


def in_force(house: House) -> Playbook:
    found = house.ledger.playbooks.in_force()
    assert found is not None
    return Playbook.model_validate(found[1])


def rules(house: House, *, window: dict[str, Any] | None = None, zone: str = "", **digest: Any) -> Playbook:
    """Put a playbook in force with another digest."""
    content = in_force(house).model_dump(mode="json")
    content["digest"] |= digest
    content["company"]["timezone"] = zone or content["company"]["timezone"]
    content["window"] |= window or {}
    made = Playbook.model_validate(content)
    house.ledger.playbooks.apply(made.model_dump(mode="json"), made.version, "test", machine_now())
    return made


def today(house: House) -> date:
    """The day that it is for the company."""
    return machine_now().astimezone(ZoneInfo(in_force(house).company.timezone)).date()


async def scheduled(house: House) -> ScheduleHandle:
    await ensure_digest_schedule(house.client, in_force(house))
    return house.client.get_schedule_handle(DIGEST_SCHEDULE)


async def triggered(house: House, schedule: ScheduleHandle) -> Any:
    """The schedule fires now; the handle of the run that it started."""
    before = (await schedule.describe()).info.num_actions
    await schedule.trigger()
    while (info := (await schedule.describe()).info).num_actions == before:
        pass
    action: Any = info.recent_actions[-1].action
    return house.client.get_workflow_handle(action.workflow_id, run_id=action.first_execution_run_id, result_type=dict)


async def mailed(house: House, schedule: ScheduleHandle) -> dict[str, Any]:
    account: dict[str, Any] = await (await triggered(house, schedule)).result()
    return account


async def wrote(house: House, name: str, **more: Any) -> str:
    """Somebody applies and writes, so that an answer is owed."""
    ident = await house.applies(name, **more)
    await until(lambda: house.rows(ident, "sent"), what="the hello")
    await house.tell(ident, "reply_received", text="Is there any news?")
    await until(lambda: house.ledger.tasks(candidate_id=ident), what="the task")
    return ident


async def test_each_colleague_gets_one_readable_mail_and_a_second_run_sends_none(
    office: House, relay: tuple[Relay, int]
) -> None:
    inbox = relay[0]
    async with office.working():
        schedule = await scheduled(office)
        ann = await wrote(office, "ann", recruiter=KIM, hiring_manager=LOU)
        await wrote(
            office,
            "eve",
            recruiter=KIM,
            candidate={"first_name": "[x](http://evil)", "last_name": "<b>Eve</b>"},
            hiring_manager={"name": "Nobody Known"},
        )
        bob = await office.applies("bob", recruiter=MAX)
        await until(lambda: office.rows(bob, "sent"), what="the hello")
        await office.update(bob, "promise", by=today(office).isoformat(), application_id="eng")
        await wrote(office, "fay", recruiter={"name": "Somebody Else"})
        await skip(office, ann, timedelta(days=3))
        await until(lambda: office.rows(ann, "task_escalated"), what="the escalation")
        first = await mailed(office, schedule)
        second = await mailed(office, schedule)
    found = inbox.digests()
    assert {to: len(mails) for to, mails in found.items()} == {
        "kim@acme.example": 1,
        "max@acme.example": 1,
        "lou@acme.example": 1,
        "talent@acme.example": 1,
    }
    assert first["counts"] == {"sent": 4}
    assert second["counts"] == {"already": 4}
    (kim,), (lou,), (team,) = found["kim@acme.example"], found["lou@acme.example"], found["talent@acme.example"]
    assert "2 replies to answer" in kim["Subject"]
    assert "Ann" in text(kim)
    assert f"followup answer {ann.removeprefix('manual:')}" in text(kim)
    assert "[x](http://evil) <b>Eve</b>" in text(kim)
    assert '<a href="http://evil' not in text(kim, "html")
    assert "<b>Eve" not in text(kim, "html")
    assert "1 promise due" in found["max@acme.example"][0]["Subject"]
    assert "1 task escalated" in lou["Subject"]
    assert "Assigned to Kim Lee (kim@acme.example)" in text(lou)
    assert "for the team" in team["Subject"]
    assert "(for Somebody Else)" in text(team)
    for (mail,) in found.values():
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["List-Unsubscribe"] is None
        assert mail["Reply-To"] is None
        assert str(mail["From"]) == "Acme Talent <talent@acme.example>"


async def test_nothing_personal_stands_in_temporal_and_no_body_in_the_ledger(
    office: House, relay: tuple[Relay, int]
) -> None:
    async with office.working():
        schedule = await scheduled(office)
        await wrote(office, "ann", recruiter=KIM)
        run = await triggered(office, schedule)
        await run.result()
        history = await run.fetch_history()
    told = history.to_json()
    assert "kim@" not in told
    assert "Ann" not in told
    (row,) = office.ledger.deliveries(candidate_id=NOBODY)
    assert row["body"] == ""
    assert "Ann" not in row["subject"]
    assert row["touch_key"] == digest_key(today(office), reader_mark("kim@acme.example"))
    assert (row["state"], row["step"], row["application_id"]) == ("accepted", "digest", "")
    replayer = Replayer(workflows=[DailyDigest], data_converter=office.client.data_converter)
    await replayer.replay_workflow(history)


async def test_nobody_gets_a_mail_on_a_day_off_or_with_nothing_to_say(office: House, relay: tuple[Relay, int]) -> None:
    inbox = relay[0]
    async with office.working():
        schedule = await scheduled(office)
        assert await mailed(office, schedule) == {"why": "there is nothing to tell anyone"}
        await wrote(office, "ann", recruiter=KIM)
        off = [(today(office) + timedelta(days=n)).isoformat() for n in (-1, 0, 1)]
        rules(office, window={"closed_days": off})
        assert await mailed(office, schedule) == {"why": "a day off at the company"}
        assert inbox.digests() == {}
        rules(office, window={"closed_days": []})
        assert (await mailed(office, schedule))["counts"] == {"sent": 1}


async def test_a_relay_that_is_not_ready_is_tried_again_and_one_in_doubt_is_not(
    office: House, relay: tuple[Relay, int]
) -> None:
    inbox = relay[0]
    inbox.answers = {
        "kim@acme.example": ["451 4.7.1 try again later"],
        "max@acme.example": ["299 perhaps"],
        "lou@acme.example": ["554 5.7.1 not from you"],
    }
    metrics = WorkerMetrics()
    async with office.working(metrics=metrics):
        schedule = await scheduled(office)
        for name, recruiter in (("ann", KIM), ("bob", MAX), ("cid", LOU)):
            await wrote(office, name, recruiter=recruiter)
        first = await mailed(office, schedule)
        second = await mailed(office, schedule)
    assert first["counts"] == {"sent": 1, "unknown": 1, "refused": 1}
    assert second["counts"] == {"already": 1, "unknown": 1, "refused": 1}
    asked = [to for to in inbox.asked if to.endswith("@acme.example")]
    assert sorted(asked) == ["kim@acme.example"] * 2 + ["lou@acme.example", "max@acme.example"]
    assert {to: len(mails) for to, mails in inbox.digests().items()} == {"kim@acme.example": 1}
    states = sorted(row["state"] for row in office.ledger.deliveries(candidate_id=NOBODY))
    assert states == ["accepted", "not_accepted", "refused", "unknown"]
    for outcome in ("sent", "not_accepted", "refused", "unknown"):
        assert metrics.registry.get_sample_value("followup_digests_total", {"outcome": outcome}) == 1


@pytest.mark.nightly  # by day: a worker that dies of a candidate's message, and a relay whose answer never comes
async def test_a_worker_killed_between_send_and_confirm_is_not_followed_by_a_second_mail(
    office: House, server: LocalServer, relay: tuple[Relay, int], tmp_path: Path
) -> None:
    inbox, port = relay
    async with office.working():
        ann = await wrote(office, "ann", recruiter=KIM)
        await office.update(ann, "pause")  # her next message must not be the one that the worker dies of
    schedule = await scheduled(office)
    env = {
        "DIE_AT": "AFTER_POST 1",
        "FOLLOWUP_HOME": str(office.settings.home),
        "FOLLOWUP_PLAYBOOK": str(QUICK),
        "TEMPORAL_ADDRESS": server.address,
        "SMTP_SINK": f"smtp://127.0.0.1:{port}",
        "SINK": str(tmp_path / "journal"),
    }
    doomed = begin("tests.e2e.worker_that_dies", log=tmp_path / "doomed.log", env=env)
    try:
        run = await triggered(office, schedule)
        await until(lambda: doomed.poll() is not None, patience=60, what="the worker's death")
    finally:
        doomed.kill()
        doomed.wait()
    assert len(inbox.digests()["kim@acme.example"]) == 1, (tmp_path / "doomed.log").read_text()
    (row,) = office.ledger.deliveries(candidate_id=NOBODY)
    assert row["state"] == AttemptState.ATTEMPTING
    async with office.working():
        account = await run.result()
    assert account["counts"] == {"unknown": 1}
    assert len(inbox.digests()["kim@acme.example"]) == 1
    assert [row["state"] for row in office.ledger.deliveries(candidate_id=NOBODY)] == ["unknown"]


async def test_a_person_who_asks_gets_todays_once_more_only_when_they_say_so(
    office: House, server: LocalServer, relay: tuple[Relay, int]
) -> None:
    inbox = relay[0]

    env = os.environ | {"FOLLOWUP_HOME": str(office.settings.home), "TEMPORAL_ADDRESS": server.address}

    async def digest(*words: str) -> tuple[int, str]:
        done = await typed(env, "digest", *words)
        return done.returncode, done.stdout + done.stderr

    off = [(today(office) + timedelta(days=n)).isoformat() for n in (-1, 0, 1)]
    async with office.working():
        await wrote(office, "ann", recruiter=KIM)
        await wrote(office, "bob", recruiter=MAX)
        rules(office, window={"closed_days": off})
        assert await digest("--send", "--recruiter", "kim lee") == (0, "Kim Lee: sent.\n"), "also on a day off"
        code, said = await digest("--send")
        assert code == 0
        assert "Max Roy: sent.\n" in said
        assert "Kim Lee: already got today's" in said
        assert await digest("--send", "--again", "--recruiter", "kim@acme.example") == (0, "Kim Lee: sent.\n")
    found = {to: len(mails) for to, mails in inbox.digests().items()}
    assert found == {"kim@acme.example": 2, "max@acme.example": 1}


async def test_doctor_says_when_the_schedule_is_missing_or_another_than_the_playbook_s(
    office: House, server: LocalServer
) -> None:
    env = os.environ | {"FOLLOWUP_HOME": str(office.settings.home), "TEMPORAL_ADDRESS": server.address}

    async def said(*words: str) -> str:
        done = await typed(env, *words)
        return next(line for line in done.stdout.splitlines() if "digest" in line)

    assert await said("doctor") == "✗ Daily digest: it has no schedule - run `followup setup`"
    assert await said("setup") == "The daily digest is scheduled."
    assert (await said("doctor")).startswith("✓ Daily digest: ")
    rules(office, at="06:15")
    assert f"the playbook says 06:15 {in_force(office).company.timezone}" in await said("doctor")
    assert await said("setup") == "The daily digest's schedule now matches the playbook."
    rules(office, days=[])
    assert await said("setup") == "The playbook asks for no daily digest, so its schedule was removed."
    assert await said("doctor") == "✓ Daily digest: the playbook asks for none"


async def test_the_schedule_is_as_the_playbook_has_it_and_stays_paused_where_ops_paused_it(office: House) -> None:
    client = office.client
    berlin = in_force(office).model_copy(
        update={"company": in_force(office).company.model_copy(update={"timezone": "Europe/Berlin"})}
    )
    none = berlin.model_copy(update={"digest": berlin.digest.model_validate({"days": []})})
    await ensure_digest_schedule(client, none)  # whatever another test left on this server
    assert await ensure_digest_schedule(client, berlin) == "created"
    assert await ensure_digest_schedule(client, berlin) == "kept"
    schedule = client.get_schedule_handle(DIGEST_SCHEDULE)
    await schedule.pause(note="ops")
    early = berlin.model_copy(
        update={"digest": berlin.digest.model_validate({"at": "07:45", "days": ["mon", "wed", "sun"]})}
    )
    assert await ensure_digest_schedule(client, early) == "updated"
    assert await ensure_digest_schedule(client, early) == "kept"
    found = await schedule.describe()
    assert found.schedule.state.paused
    assert found.schedule.policy.catchup_window == CATCH_UP < timedelta(days=1)
    standing = await digest_schedule(client)
    assert standing is not None
    assert str(standing.timing) == "07:45 Europe/Berlin, Mon Wed Sun"
    clocks = {(at.astimezone(ZoneInfo("Europe/Berlin"))).strftime("%H:%M") for at in found.info.next_action_times}
    days = {at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%a") for at in found.info.next_action_times}
    assert clocks == {"07:45"}
    assert days == {"Mon", "Wed", "Sun"}
    assert await ensure_digest_schedule(client, none) == "removed"
    assert await ensure_digest_schedule(client, none) == "off"
    assert await digest_schedule(client) is None
