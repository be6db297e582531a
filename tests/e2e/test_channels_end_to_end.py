"""From an application to what arrives: the default playbook through the real channels, which the settings ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from aiosmtpd.smtp import Envelope

from starter.embedded import LocalServer
from tests.channels.mail_server import Inbox, running
from tests.histories.record import DEFAULT, skip
from tests.house import House, build, connected, until
from tests.machine_time import machine_now, noon_zone
from tests.providers import faults
from tests.providers.server import ProviderServer

RECRUITER = {"name": "Kim Lee", "email": "kim@acme.example", "role": "Recruiter", "phone": "+1 212 555 0199"}
PHONE = "+12125550123"
CONSENT = "2026-01-05T09:00:00+00:00"
ACCOUNTS = {
    "SENDGRID_API_KEY": "SG.test-key",
    "TWILIO_ACCOUNT_SID": "ACtest",
    "TWILIO_AUTH_TOKEN": "test-token",
    "FOLLOWUP_SMS_FROM": "+12125550100",
}


async def applies(house: House, name: str, **candidate: str) -> str:
    """Somebody applies where it is midday, when mail and texts that answer them may go, on any day."""
    person = {"timezone": noon_zone(), "country": "US"} | candidate
    return await house.applies(name, candidate=person, recruiter=RECRUITER)


async def interview(house: House, ident: str) -> None:
    """It is within two days, so its details go in the extended hours of any day."""
    at = (machine_now() + timedelta(hours=40)).isoformat()
    await house.tell(ident, "interview_scheduled", application_id="eng", at=at, title="Talk with the team")


# ------------------------------------------------------------------------------------------- SMTP


class Greylisting(Inbox):
    """Takes no mail the first time, as relays do that distrust strangers."""

    def __init__(self) -> None:
        super().__init__()
        self.turned_away: list[Envelope] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if not self.turned_away:
            self.turned_away.append(envelope)
            return "451 4.7.1 try again later"
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def relay() -> Iterator[tuple[Greylisting, int]]:
    inbox = Greylisting()
    with running(inbox) as controller:
        yield inbox, controller.port


@pytest.fixture
async def by_smtp(
    server: LocalServer, tmp_path: Path, relay: tuple[Greylisting, int], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", f"smtp://127.0.0.1:{relay[1]}")
    house = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield house
    await house.leave()


def read(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


async def test_mail_arrives_readable_answerable_and_as_one_thread(
    by_smtp: House, relay: tuple[Greylisting, int]
) -> None:
    house, inbox = by_smtp, relay[0]
    async with house.working():
        ann = await applies(house, "ann")
        await until(lambda: house.rows(ann, "not_accepted"), what="the first try")
        await skip(house, ann, timedelta(minutes=2))
        await until(lambda: house.rows(ann, "sent"), what="the second try")
        await interview(house, ann)
        await until(lambda: len(house.rows(ann, "sent")) == 2, what="the details")
    first, second = map(read, inbox.taken)
    assert [envelope.rcpt_tos for envelope in inbox.taken] == [["ann@example.com"]] * 2
    for mail in (first, second):
        assert mail.get_content_type() in ("multipart/alternative", "multipart/mixed")
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert text is not None
        assert html is not None
        assert "Hi Ann," in text.get_content()
        assert "Engineer" in html.get_content()
        assert str(mail["Reply-To"]) == "Kim Lee <kim@acme.example>"
        assert str(mail["From"]) == "Acme Talent <talent@acme.example>"
        assert "<mailto:talent@acme.example?subject=stop>" in mail["List-Unsubscribe"]
    turned_away = read(inbox.turned_away[0])
    assert first["Message-ID"] == turned_away["Message-ID"]  # the same message, however often it is tried
    assert first["Subject"] == turned_away["Subject"]
    assert first["In-Reply-To"] is None
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"].split()[0] == first["Message-ID"]
    assert second["Message-ID"] != first["Message-ID"]
    keys = [unquote(mail["X-Followup-Touch"]) for mail in (first, second)]
    assert keys == [row["touch_key"] for row in house.rows(ann, "sent")]
    assert house.rows(ann, "sent")[0]["message_id"] == first["Message-ID"]


# ------------------------------------------------------------------------------------------- SendGrid and Twilio


@pytest.fixture
def vendor() -> Iterator[ProviderServer]:
    with ProviderServer() as provider:
        yield provider


@pytest.fixture
async def by_vendors(
    server: LocalServer, tmp_path: Path, vendor: ProviderServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    addresses = {
        "FOLLOWUP_EMAIL": "sendgrid",
        "FOLLOWUP_SMS": "twilio",
        "FOLLOWUP_SENDGRID_URL": vendor.url,
        "FOLLOWUP_TWILIO_URL": vendor.url,
        "FOLLOWUP_PUBLIC_URL": "https://followup.acme.example",
    }
    for name, value in (addresses | ACCOUNTS).items():
        monkeypatch.setenv(name, value)
    house = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield house
    await house.leave()


async def test_mail_and_text_go_through_the_vendors_as_the_candidate_prefers(
    by_vendors: House, vendor: ProviderServer
) -> None:
    house = by_vendors
    async with house.working():
        ann = await applies(house, "ann")
        bob = await applies(house, "bob", phone=PHONE, channel="sms", sms_consent_at=CONSENT)
        await until(lambda: house.rows(ann, "sent") and house.rows(bob, "sent"), what="both messages")
    (mail,), (text,) = vendor.mails, vendor.texts
    (to_ann,), (to_bob,) = house.rows(ann, "sent"), house.rows(bob, "sent")
    assert (mail.to, mail.touch_key) == ("ann@example.com", to_ann["touch_key"])
    assert mail.body["reply_to"]["email"] == "kim@acme.example"
    assert to_ann["provider_message_id"] == mail.message_id
    assert text.to == PHONE
    assert "Reply STOP to opt out" in text.form["Body"]
    assert text.form["StatusCallback"].startswith("https://followup.acme.example/hooks/twilio/status?ref=")
    assert to_bob["provider_message_id"] == text.sid
    assert {d["state"] for d in house.ledger.deliveries()} == {"accepted"}


async def test_a_mail_address_that_is_refused_for_good_moves_to_texts_where_there_is_consent(
    by_vendors: House, vendor: ProviderServer
) -> None:
    house = by_vendors
    vendor.script(faults.refuse(400, message="Does not contain a valid address.", field_name="personalizations.0.to"))
    async with house.working():
        ann = await applies(house, "ann", phone=PHONE, sms_consent_at=CONSENT)
        await until(lambda: house.rows(ann, "sent"), what="the text")
    assert vendor.mails == []
    assert [text.to for text in vendor.texts] == [PHONE]
    (refused,), (sent,) = house.rows(ann, "refused"), house.rows(ann, "sent")
    assert refused["touch_key"] == sent["touch_key"]
    assert (refused["channel"], sent["channel"], sent["attempt"]) == ("email", "sms", 2)
    assert [d["state"] for d in house.ledger.deliveries()] == ["refused", "accepted"]


async def test_too_many_requests_are_followed_by_a_try_when_the_vendor_says_so(
    by_vendors: House, vendor: ProviderServer
) -> None:
    house = by_vendors
    vendor.script(faults.too_many(retry_after=180))
    async with house.working():
        ann = await applies(house, "ann")
        await until(lambda: house.rows(ann, "not_accepted"), what="the refusal")
        (refused,) = house.rows(ann, "not_accepted")
        assert vendor.mails == []
        await skip(house, ann, timedelta(seconds=170))
        assert vendor.mails == []
        await skip(house, ann, timedelta(seconds=15))
        await until(lambda: house.rows(ann, "sent"), what="the email")
    (sent,) = house.rows(ann, "sent")
    waited = datetime.fromisoformat(sent["at"]) - datetime.fromisoformat(refused["at"])
    assert timedelta(seconds=180) <= waited < timedelta(seconds=185)
    assert len(vendor.mails) == 1


async def test_a_vendor_that_takes_it_and_hangs_has_sent_one_mail_and_a_colleague_finds_out(
    by_vendors: House, vendor: ProviderServer
) -> None:
    house = by_vendors
    vendor.script(faults.accept_then_hang())
    async with house.working():
        ann = await applies(house, "ann")
        await until(lambda: house.rows(ann, "delivery_unknown"), what="the doubt")
        await skip(house, ann, timedelta(hours=5))
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
        await skip(house, ann, timedelta(hours=12))
    assert [mail.touch_key for mail in vendor.mails] == [house.rows(ann, "delivery_unknown")[0]["touch_key"]]
    (task,) = house.ledger.tasks(candidate_id=ann)
    assert task["kind"] == "unknown"
    assert house.ledger.deliveries()[0]["state"] == "unknown"
    assert house.rows(ann, "sent") == []


async def test_a_number_that_has_answered_stop_gets_no_text_whoever_has_it(
    by_vendors: House, vendor: ProviderServer
) -> None:
    house = by_vendors
    vendor.opted_out.add(PHONE)
    texts = {"channel": "sms", "sms_consent_at": CONSENT}
    async with house.working():
        ann = await applies(house, "ann", phone=PHONE, **texts)
        await until(lambda: house.rows(ann, "sent"), what="the email in place of the text")
        bob = await applies(house, "bob", phone="+12125550177", **texts)
        await until(lambda: house.rows(bob, "sent"), what="the other's text")
        await house.tell(bob, "candidate_updated", candidate={"phone": "(212) 555-0123", "country": "US"})
        await until(lambda: house.rows(bob, "candidate_updated"), what="the new number")
        asked = len(vendor.requests)
        await interview(house, bob)
        await until(lambda: len(house.rows(bob, "sent")) == 2, what="the details")
    (refused,) = house.rows(ann, "refused")
    assert refused["opted_out"]
    assert house.rows(ann, "sent")[0]["channel"] == "email"
    details = house.rows(bob, "sent")[1]
    assert details["channel"] == "email"
    assert "R7" in {reason["rule"] for reason in details["reasons"]}
    assert [text.to for text in vendor.texts] == ["+12125550177"]
    assert vendor.requests[asked:] == [("POST", "/v3/mail/send")]
