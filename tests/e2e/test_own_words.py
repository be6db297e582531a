"""`answer` and `send` on a real server: a colleague's own words, in the thread, once, and never after a stop."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from channels.smtp_email import SmtpEmail
from domain.names import Channel, broadcast_workflow_id
from domain.operations.broadcasts import Broadcast, Target
from starter.broadcasting import begin
from starter.embedded import LocalServer
from tests.channels.mail_server import Inbox, running
from tests.e2e.test_playbook_edits import type_in
from tests.histories.record import DEFAULT, skip
from tests.house import House, build, connected, until
from tests.machine_time import machine_now, noon_zone, zone_where_it_is
from tests.test_replay import replayer

pytestmark = pytest.mark.machine_time

RECRUITER = {"name": "Kim Lee", "email": "kim@acme.example", "role": "Recruiter"}
THEIRS = "<abc-1@mail.example>"


@pytest.fixture
async def office(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield made
    await made.leave()


async def wrote(house: House, ident: str, **more: Any) -> str:
    """They write; the id of the task to answer them."""
    words = {"text": "Where do we meet?", "application_id": "eng", "message_id": THEIRS, "subject": "Tuesday"}
    await house.tell(ident, "reply_received", **words | more)
    [task] = await until(
        lambda: [t for t in house.ledger.tasks(candidate_id=ident) if t["kind"] == "answer"], what="the task"
    )
    return str(task["task"])


def own(house: House, ident: str, kind: str = "sent") -> list[dict[str, Any]]:
    return [row for row in house.rows(ident, kind) if row.get("step") == "say"]


async def test_r9_an_answer_stays_in_the_thread_of_their_mail_and_closes_the_task(office: House) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        office.senders[Channel.EMAIL] = SmtpEmail(f"smtp://127.0.0.1:{relay.port}")
        async with office.working():
            ann = await office.applies("ann", candidate={"timezone": noon_zone()}, recruiter=RECRUITER)
            await until(lambda: office.rows(ann, "sent"), what="the receipt")
            task = await wrote(office, ann)
            said = await type_in(office, "answer", task, "--text", "In the *lobby*, {{ candidate.first_name }}.")
            assert said.returncode == 0, said.stderr
            await until(lambda: own(office, ann), what="the answer")
            again = await type_in(office, "answer", ann, "--text", "In the *lobby*, {{ candidate.first_name }}.")
            assert (again.returncode, again.stderr.strip()) == (
                2,
                "They already got exactly this message, or it's on its way.",
            )
    first, mail = [_read(envelope.content) for envelope in inbox.taken]
    assert 'Just sent: a colleague\'s message by email "Re: Tuesday".' in said.stdout
    assert (mail["Subject"], mail["In-Reply-To"]) == ("Re: Tuesday", THEIRS)
    assert mail["References"].split() == [first["Message-ID"], THEIRS]
    assert str(mail["Reply-To"]) == "Kim Lee <kim@acme.example>" and mail["Auto-Submitted"] is None
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None and html is not None
    assert text.get_content().startswith("In the lobby, {{ candidate.first_name }}.")
    assert "<em>lobby</em>, {{ candidate.first_name }}." in html.get_content()
    for part in ("Best regards,", "Kim Lee", "123 Main Street", "talent@acme.example (subject: stop)"):
        assert part in text.get_content()
    assert not [t for t in office.ledger.tasks(candidate_id=ann) if t["kind"] == "answer"]
    [sent] = own(office, ann)
    assert (sent["subject"], sent["channel"]) == ("Re: Tuesday", "email") and "/say/own-" in sent["touch_key"]
    assert (office.ledger.status(ann) or {})["last_contact_at"] == sent["at"]
    assert "lobby" not in json.dumps(office.ledger.snapshot(ann)), "the state keeps the id and never the words"


def _read(content: bytes | str | None) -> EmailMessage:
    assert isinstance(content, bytes)
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


async def test_r3_r7_a_stop_between_the_words_and_their_hour_wins_and_says_so(office: House) -> None:
    late = {"timezone": zone_where_it_is(22)}
    async with office.working():
        ann, bob = [await office.applies(name, candidate=late, stage="screening") for name in ("ann", "bob")]
        for ident in (ann, bob):
            await office.update(ident, "say", text="See you.", answer=True, **await _task_of(office, ident))
        assert not own(office, ann), "it waits for eight o'clock there"
        assert (office.ledger.status(ann) or {})["next"]["step"] == "say"
        await office.tell(ann, "opted_out")
        await office.tell(bob, "rejected", application_id="eng")
        for ident, rule in ((ann, "R7"), (bob, "R3")):
            [skipped] = await until(lambda who=ident: own(office, who, "skipped"), what="the line")
            assert skipped["reasons"][-1]["rule"] == rule
            await skip(office, ident, timedelta(days=2))
            assert not own(office, ident)
        refused = await type_in(office, "send", ann, "--subject", "Hello", "--text", "One more thing")
        assert refused.returncode == 2 and refused.stderr.startswith(
            "They asked us to stop, so nothing can be sent to them"
        )
        await replayer(data_converter=office.client.data_converter).replay_workflow(
            await office.handle(ann).fetch_history()
        )


async def _task_of(house: House, ident: str) -> dict[str, str]:
    return {"task_id": await wrote(house, ident), "application_id": "eng"}


async def test_r4_words_to_many_are_shown_first_go_once_each_and_leave_out_those_who_asked_for_peace(
    house: House,
) -> None:
    async with house.working():
        noon = {"timezone": noon_zone()}  # in the first hour of their day words to many are spread
        people = [await house.applies(name, candidate=noon) for name in ("ann", "bob", "cleo")]
        await until(lambda: all(house.rows(ident, "sent") for ident in people), what="the first messages")
        await house.tell(people[2], "opted_out")
        await until(lambda: (house.ledger.status(people[2]) or {})["stopped"], what="the stop")
        words = ["send", "--job", "eng", "--subject", "Office closed", "--text", "We are away on **Friday**."]
        seen = await type_in(house, *words, "--dry-run", "--json")
        shown = json.loads(seen.stdout)
        assert {one["id"] for one in shown["concerned"]} == set(people[:2])
        assert [(one["id"], one["why"][:23]) for one in shown["left"]] == [(people[2], "They asked us to stop, ")]
        assert shown["message"]["text"].startswith("We are away on Friday.")
        silent = await type_in(house, *words)
        assert silent.returncode == 2 and "--yes" in silent.stderr
        assert not any(house.rows(ident, "say_requested") for ident in people), "so far nothing was said"

        sent = await type_in(house, *words, "--yes", "--json")
        assert (sent.returncode, json.loads(sent.stdout)["told"]) == (0, 2), sent
        await until(lambda: all(own(house, ident) for ident in people[:2]), what="the messages")
        again = await type_in(house, *words, "--yes")
        assert again.returncode == 1 and "They already got exactly this message" in again.stdout
        mails = [entry for entry in house.outbox() if entry.subject == "Office closed"]
        assert sorted(entry.to for entry in mails) == ["ann@example.com", "bob@example.com"]
        assert all("stop these messages" in entry.text for entry in mails)

        # Somebody who asks us to stop between the question and the telling is refused by their own clock.
        words_to = [Target(candidate_id=ident, application_id="eng") for ident in (people[0], people[2])]
        told = {"occurred_at": machine_now().isoformat(), "source": "test", "subject": "More", "text": "More news."}
        more = Broadcast(matter=house.tag, signal="say", fields=told, targets=tuple(words_to))
        progress = await (await begin(house.followup, broadcast_workflow_id("say", house.tag), more, "words")).result()
        assert (progress.told, progress.failed) == (1, 1)
        assert progress.failures[0].startswith(f"{people[2]}: They asked us to stop, so nothing can be sent to them")


async def test_who_was_hired_and_needs_no_clock_any_more_is_written_to_all_the_same(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann", candidate={"timezone": noon_zone()})
        await house.tell(ann, "hired", application_id="eng", start_date=machine_now().date().isoformat())
        await house.handle(ann).result()
        told = {"occurred_at": machine_now().isoformat(), "source": "test", "subject": "Parking", "text": "Gate 3."}
        words = Broadcast(matter=house.tag, signal="say", fields=told, targets=(Target(candidate_id=ann),))
        progress = await (await begin(house.followup, broadcast_workflow_id("say", house.tag), words, "words")).result()
        assert progress.told == 1
        await until(lambda: own(house, ann), what="the message")
        await house.handle(ann).result()
        alone = await type_in(house, "send", ann, "--subject", "Lunch", "--text", "At noon.")
        assert alone.returncode == 0, alone.stderr
        await until(lambda: len(own(house, ann)) == 2, what="the second message")
    assert [entry.subject for entry in house.outbox()].count("Parking") == 1


async def test_told_twice_by_two_systems_own_words_go_out_once(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann", candidate={"timezone": noon_zone()})
        for _ in range(2):
            await house.update(ann, "say", event_id="crm-1", text="Hello again.", subject="Hello")
        await until(lambda: own(house, ann), what="the message")
        await house.update(ann, "note", text="A word.", application_id="eng")
    assert [entry.subject for entry in house.outbox()].count("Hello") == 1
