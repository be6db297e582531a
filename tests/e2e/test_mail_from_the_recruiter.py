"""Mail in the recruiter's name through a real relay: whom it comes from, and where answers and bounces come home."""

from __future__ import annotations

import shutil
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope

from domain.names import digest
from domain.replies.reply_address import references_in
from starter.embedded import LocalServer
from tests.channels.mail_server import Inbox, running
from tests.house import QUICK, House, build, connected, until

pytestmark = pytest.mark.machine_time

SENDER = "sender: {name: Acme Talent, email: talent@acme.example}"


def in_the_recruiters_name(folder: Path) -> Path:
    """The quick playbook, sent by recruiters."""
    shutil.copytree(QUICK, folder)
    rules = folder / "playbook.yaml"
    text = rules.read_text()
    assert SENDER in text
    rules.write_text(text.replace(SENDER, SENDER.replace("}", ", from: recruiter}")))
    return folder


async def house_of(server: LocalServer, tmp_path: Path, port: int, **settings: Any) -> House:
    playbook = in_the_recruiters_name(tmp_path / "playbook")
    relay = {"email": "smtp", "smtp_url": f"smtp://127.0.0.1:{port}"}
    return build(await connected(server.address), tmp_path / "home", playbook=playbook, **relay, **settings)


async def greeted(house: House, **recruiter: str) -> tuple[str, str]:
    """Somebody of this recruiter's has applied and was written to: their id, and the touch."""
    name = "ann" if not recruiter else recruiter["name"].split()[0].lower()
    ann = await house.applies(name, **({"recruiter": recruiter} if recruiter else {}))
    await until(lambda: house.rows(ann, "sent"), what="the first email")
    return ann, house.rows(ann, "sent")[0]["touch_key"]


def read(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def mail_to(inbox: Inbox, name: str) -> tuple[Envelope, EmailMessage]:
    envelope = next(one for one in inbox.taken if one.rcpt_tos == [f"{name}@example.com"])
    return envelope, read(envelope)


async def test_r10_mail_comes_from_the_recruiter_and_answers_and_bounces_come_home(
    server: LocalServer, tmp_path: Path
) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        house = await house_of(server, tmp_path, relay.port, reply_address="jobs@acme.example")
        async with house.working(settings=house.settings):
            _, touch = await greeted(house, name="Kim Park", email="kim@acme.example")
            await greeted(house, name="Lee Ott", email="lee@agency.example")
            await greeted(house)
        await house.leave()
    envelope, mail = mail_to(inbox, "kim")
    assert mail["From"] == '"Kim Park, Acme" <kim@acme.example>'
    assert mail["Reply-To"].addresses[0].display_name == "Kim Park"
    answers_to = mail["Reply-To"].addresses[0].addr_spec
    assert answers_to.startswith("jobs+") and answers_to.endswith("@acme.example")
    assert envelope.mail_from == answers_to
    assert f"<mailto:{answers_to}?subject=stop>" in mail["List-Unsubscribe"]
    # What comes back to the envelope's address alone, as a bounce does, is known by it.
    assert references_in(f"To: {envelope.mail_from.upper()}", house.settings.keys) == [digest(touch)]

    envelope, mail = mail_to(inbox, "lee")
    assert mail["From"] == '"Lee Ott, Acme" <talent@acme.example>'  # agency.example does not vouch for our mail
    assert envelope.mail_from == mail["Reply-To"].addresses[0].addr_spec

    envelope, mail = mail_to(inbox, "ann")
    assert mail["From"] == "Acme Talent <talent@acme.example>"
    assert envelope.mail_from == mail["Reply-To"].addresses[0].addr_spec


async def test_a_mailbox_on_another_domain_gets_the_answers_and_leaves_the_envelope(
    server: LocalServer, tmp_path: Path
) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        house = await house_of(server, tmp_path, relay.port, reply_address="jobs@mail.acme.example")
        async with house.working(settings=house.settings):
            await greeted(house, name="Kim Park", email="kim@acme.example")
        await house.leave()
    envelope, mail = mail_to(inbox, "kim")
    assert mail["Reply-To"].addresses[0].domain == "mail.acme.example"
    assert envelope.mail_from == "talent@acme.example"
    assert mail["From"] == '"Kim Park, Acme" <kim@acme.example>'


async def test_a_domain_that_the_gateway_receives_for_comes_before_the_mailbox(
    server: LocalServer, tmp_path: Path
) -> None:
    inbox = Inbox()
    both = {"reply_address": "jobs@acme.example", "inbound_domain": "replies.acme.example"}
    with running(inbox) as relay:
        house = await house_of(server, tmp_path, relay.port, **both)
        async with house.working(settings=house.settings):
            await greeted(house, name="Kim Park", email="kim@acme.example")
        await house.leave()
    envelope, mail = mail_to(inbox, "kim")
    answers_to = mail["Reply-To"].addresses[0].addr_spec
    assert answers_to.startswith("reply+") and answers_to.endswith("@replies.acme.example")
    # A bounce goes to the mailbox all the same: SPF holds on the sender's own domain.
    assert envelope.mail_from == answers_to.replace("reply+", "jobs+").replace("replies.acme", "acme")
