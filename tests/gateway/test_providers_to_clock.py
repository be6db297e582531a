"""From what SendGrid and Twilio post to the candidate's timeline, through the real gateway, clock and ledger."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from channels.mime import message_id
from domain.replies.reply_address import references_in
from integrations.arrivals import Request
from starter.embedded import LocalServer
from tests.gateway.gate import gateway, rows
from tests.gateway.mail_corpus import KEY
from tests.gateway.provider_desk import (
    INBOUND,
    NUMBER,
    PUBLIC,
    PUBLIC_KEY,
    TOKEN,
    by_sendgrid,
    by_twilio,
    event,
    form_post,
)
from tests.house import House, build, connected, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time


QUOTED = (
    "\r\n\r\nOn Mon, Nov 23, 2026 at 9:00 AM Rita <rita@acme.example> wrote:\r\n\r\n> Dear Ann,\r\n"
    "> To stop, unsubscribe.\r\n"
)


@pytest.fixture
async def installed(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """An installation whose providers' hooks are open."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    made = build(
        await connected(server.address),
        tmp_path / "home",
        secret_key=(SecretStr(KEY),),
        public_url=PUBLIC,
        inbound_domain=INBOUND,
        sendgrid_event_key=SecretStr(PUBLIC_KEY),
        sendgrid_inbound_key=SecretStr(PUBLIC_KEY),
    )
    yield made
    await made.leave()


async def post(url: str, request: Request) -> httpx.Response:
    """Hand a request over at the gateway's own port, as a proxy does."""
    path = request.url.removeprefix(PUBLIC)
    async with httpx.AsyncClient(timeout=30, verify=False) as client:
        return await client.post(f"{url}{path}", content=request.body, headers=dict(request.headers))


def signed_now(request: Request) -> Request:
    now = machine_now()
    kind = request.headers["content-type"]
    return by_sendgrid(request.body, at=now, received_at=now, kind=kind, path=request.url.removeprefix(PUBLIC))


def written(sender: str, to: str, body: str, **headers: str) -> Request:
    """A mail that somebody writes."""
    head = {"From": sender, "To": to, "Subject": "Re: Your application"} | {
        k.replace("_", "-"): v for k, v in headers.items()
    }
    raw = "".join(f"{name}: {value}\r\n" for name, value in head.items()) + f"\r\n{body}"
    return signed_now(form_post({"email": raw.encode(), "SPF": b"pass"}))


async def greeted(house: House, **candidate: Any) -> tuple[str, str]:
    """Ann has applied and was written to; her id and the touch."""
    ann = await house.applies("ann", candidate=candidate)
    await until(lambda: house.rows(ann, "sent"), what="the first email")
    return ann, house.rows(ann, "sent")[0]["touch_key"]


def reply_address_in_outbox(house: House) -> str:
    mails = [path.read_text("utf-8") for path in (house.settings.home / "outbox").rglob("*") if path.is_file()]
    lines = [line for mail in mails for line in mail.splitlines() if line.lower().startswith("reply-to:")]
    return lines[0].partition(":")[2].strip()


async def test_r8_a_reply_with_quoted_history_arrives_as_its_own_words_alone(installed: House) -> None:
    house = installed
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        ann, _touch = await greeted(house)
        to = reply_address_in_outbox(house)
        assert references_in(to, [KEY]), to
        mail = written(
            "ann.private@elsewhere.example", to, f"Tuesday works.{QUOTED}", Message_ID="<1@elsewhere.example>"
        )
        answers = [await post(sender.url, mail) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {200}
        await until(lambda: house.rows(ann, "reply_received"), what="the reply")
        (reply,) = house.rows(ann, "reply_received")
        assert (reply["text"], reply["application_id"]) == ("Tuesday works.", "eng")
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task to answer")
    assert rows(house.ledger) == {"told": 1}


async def test_r8_an_out_of_office_is_no_reply_and_its_date_is_kept(installed: House) -> None:
    house = installed
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        ann, touch = await greeted(house)
        away = written(
            "ann@example.com",
            "talent@acme.example",
            "I am away until 2027-01-04.",
            Auto_Submitted="auto-replied",
            In_Reply_To=message_id(touch, "acme.example", [KEY]),
        )
        assert (await post(sender.url, away)).status_code == 200
        await until(lambda: house.rows(ann, "reply_received"), what="the automatic reply")
        snapshot = await until(lambda: (house.ledger.snapshot(ann) or {}).get("away_until"), what="the absence")
        assert snapshot.startswith("2027-01-04")
        assert "last_reply_at" not in (house.ledger.snapshot(ann) or {})


async def test_r6_a_bounce_closes_the_address_and_a_delivery_is_kept(installed: House) -> None:
    house = installed
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        ann, touch = await greeted(house)
        batch = [
            event("delivered", touch, timestamp=int(machine_now().timestamp())),
            event("open", touch),
            {"event": 7},
        ]
        body = json.dumps(batch).encode()
        now = machine_now()
        assert (await post(sender.url, by_sendgrid(body, at=now))).json() == {"stored": 3}
        row = await until(
            lambda: next((r for r in house.ledger.deliveries(candidate_id=ann) if r["delivered_at"]), None), what="it"
        )
        assert row["touch_key"] == touch
        bounced = json.dumps([event("bounce", touch, type="bounce", status="5.1.1")]).encode()
        for _ in range(3):
            assert (await post(sender.url, by_sendgrid(bounced, at=now))).status_code == 200
        await until(lambda: house.rows(ann, "delivery_reported"), what="the bounce")
        (report,) = house.rows(ann, "delivery_reported")
        assert report["outcome"] == "bounced"
        await until(lambda: "email" in (house.ledger.snapshot(ann) or {}).get("bad_channels", []), what="no more mail")


async def test_r7_a_stop_by_text_closes_every_way(installed: House) -> None:
    house = installed
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        ann, _touch = await greeted(house, phone=NUMBER)
        fields = {"MessageSid": "SM1", "From": NUMBER, "Body": "Stop!", "NumMedia": "0"}
        answer = await post(sender.url, by_twilio(fields))
        assert (answer.status_code, answer.text) == (200, "<Response/>")
        assert answer.headers["content-type"].startswith("text/xml")
        await until(lambda: house.rows(ann, "reply_received"), what="the stop")
        stopped = await until(lambda: (house.ledger.snapshot(ann) or {}).get("stopped"), what="the end of it")
        assert stopped is True
        answer = await post(sender.url, by_twilio(fields | {"MessageSid": "SM2", "Body": "HELP"}))
        assert "Acme" in answer.text and answer.text.count("<Message>") == 1
        await until(lambda: rows(house.ledger) == {"told": 1, "nothing": 1}, what="the row of HELP")


async def test_a_mail_with_a_cv_of_some_megabytes_is_taken_and_its_words_alone_are_kept(installed: House) -> None:
    house = installed
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        ann, _touch = await greeted(house)
        head = f"From: ann@example.com\nTo: {reply_address_in_outbox(house)}\nSubject: Re: x\n".encode()
        fields = {"headers": head, "from": b"ann@example.com", "text": b"My CV is attached."}
        big = signed_now(form_post(fields, {"CV.pdf": b"\xff" * 5_000_000}))
        assert (await post(sender.url, big)).status_code == 200
        await until(lambda: house.rows(ann, "reply_received"), what="the reply")
        assert house.rows(ann, "reply_received")[0]["text"] == "My CV is attached.\n\n(Attached: CV.pdf)"
        too_big = signed_now(form_post(fields, {"CV.pdf": b"\xff" * (32 * 1024 * 1024)}))
        with suppress(httpx.TransportError):  # it is turned away while it is still on its way
            assert (await post(sender.url, too_big)).status_code == 413
        other = by_sendgrid(b"[" + b" " * 1_100_000 + b"]", at=machine_now())
        with suppress(httpx.TransportError):
            assert (await post(sender.url, other)).status_code == 413
        kept = [row["kind"] for row in house.ledger.inbox.listing("told")]
        assert len(kept) == 1, "what was turned away is not kept"


async def test_a_mail_from_nobody_waits_for_a_recruiter(installed: House) -> None:
    house = installed
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as sender,
    ):
        await post(sender.url, written("stranger@elsewhere.example", "jobs@acme.example", "Do you hire?"))
        await until(lambda: rows(house.ledger) == {"not_understood": 1}, what="the row for a person")
        (row,) = house.ledger.inbox.listing()
        assert "enrol" in row["error"] and "stranger" not in row["error"]
