"""A ledger in which Ann is waiting for our mails and texts, and providers who sign as SendGrid and Twilio do."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from channels.mime import message_id
from channels.reference import callback_reference
from domain.names import AttemptState, Channel
from gateway.providers.sendgrid_signature import SIGNATURE, TIMESTAMP
from integrations.arrivals import Entry, Known, Reading, Request, WebhookSource
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.gateway.mail_corpus import KEY, TOUCH
from tests.ledgers import ledger_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ANN, BOB = "manual:ann", "manual:bob"
MAIL, NUMBER = "ann@example.com", "+12125550123"
PUBLIC = "https://follow.acme.example"
TOKEN = "twilio-token-of-the-tests"
INBOUND = "in.acme.example"
EC_KEY = ec.generate_private_key(ec.SECP256R1())
PUBLIC_KEY = base64.b64encode(
    EC_KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
).decode()
PLAYBOOK = read_playbook(Path("playbooks/default"))


def settings_for(home: Path, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "home": home,
        "secret_key": (SecretStr(KEY),),
        "public_url": PUBLIC,
        "inbound_domain": INBOUND,
        "sendgrid_event_key": SecretStr(PUBLIC_KEY),
        "sendgrid_inbound_key": SecretStr(PUBLIC_KEY),
        "TWILIO_AUTH_TOKEN": SecretStr(TOKEN),
    }
    return Settings(**given | more)


@dataclass
class Desk:
    """What a test of a door has."""

    settings: Settings
    ledger: Ledger
    now: datetime = NOW

    def reserve(self, touch: str = TOUCH, channel: Channel = Channel.EMAIL, attempt: int = 1, **more: Any) -> str:
        """Somebody was written to; the touch's key."""
        ident = touch.partition("/")[0]
        given = {
            "touch_key": touch,
            "attempt": attempt,
            "application_id": "eng",
            "step": "hello",
            "channel": channel,
            "address": MAIL if channel is Channel.EMAIL else NUMBER,
            "subject": "Your application",
            "body": "Dear Ann",
            "message_id": message_id(touch, "acme.example", [KEY]) if channel is Channel.EMAIL else "",
            "at": NOW - timedelta(hours=1),
            "playbook": "1",
        }
        with self.ledger.book(ident) as book:
            book.reserve(**given | more)
        return touch

    def settle(self, touch: str, state: AttemptState, sid: str = "", attempt: int = 1) -> None:
        with self.ledger.book(touch.partition("/")[0]) as book:
            book.settle(touch, attempt, state, sid)

    def known(self) -> Known:
        return Known(playbook=PLAYBOOK, reader=self.ledger, now=self.now)

    def reads(self, door: WebhookSource, request: Request) -> list[Reading]:
        """Verified, split and read, as the gateway does."""
        door.verify(request)
        return [door.read(entry, self.known()) for entry in door.entries(request)]

    def entry(self, door: WebhookSource, request: Request) -> Entry:
        (entry,) = door.entries(request)
        return entry


def desk_in(home: Path) -> Desk:
    """An empty home, and Ann known by her mail address and her number."""
    settings = settings_for(home)
    ledger = ledger_of(settings, with_playbook=False)
    ledger.playbooks.apply(PLAYBOOK.model_dump(mode="json"), PLAYBOOK.version, "tests", NOW - timedelta(days=30))
    ledger.claim(ANN, at=NOW, email=MAIL, phone=NUMBER)
    return Desk(settings, ledger)


def by_sendgrid(
    body: bytes,
    *,
    at: datetime = NOW,
    kind: str = "application/json",
    received_at: datetime = NOW,
    key: Any = EC_KEY,
    path: str = "/hooks/sendgrid/events",
) -> Request:
    """A request as SendGrid signs it."""
    stamp = str(int(at.timestamp()))
    signature = key.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    headers = {SIGNATURE: base64.b64encode(signature).decode(), TIMESTAMP: stamp, "content-type": kind}
    return Request(headers, body, PUBLIC + path, received_at)


def events(*given: dict[str, Any], **more: Any) -> Request:
    return by_sendgrid(json.dumps(given).encode(), **more)


def event(name: str, touch: str = TOUCH, **more: Any) -> dict[str, Any]:
    """One event as SendGrid posts it, custom arguments beside its own fields."""
    said = {
        "email": MAIL,
        "timestamp": int(NOW.timestamp()) - 60,
        "event": name,
        "sg_event_id": f"id-{name}",
        "sg_message_id": "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0",
        "smtp-id": "<14c5d75ce93.dfd.64b469@ismtpd-555>",
        "touch_key": touch,
        "attempt": "1",
    }
    return {name: value for name, value in (said | more).items() if value is not None}


def posted_mail(raw: bytes, to: str = f"reply@{INBOUND}", **fields: str) -> Request:
    """A mail as Inbound Parse posts it, raw."""
    given = {
        "envelope": json.dumps({"to": [to], "from": MAIL}),
        "SPF": "pass",
        "dkim": "{@example.com : pass}",
    } | fields
    return form_post({name: value.encode() for name, value in given.items()} | {"email": raw})


def form_post(fields: dict[str, bytes], files: dict[str, bytes] | None = None) -> Request:
    boundary = b"xYzZY"
    parts = [b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (k.encode(), v) for k, v in fields.items()]
    parts += [
        b'Content-Disposition: form-data; name="attachment%d"; filename="%s"\r\nContent-Type: application/pdf\r\n\r\n%s'
        % (number, name.encode(), content)
        for number, (name, content) in enumerate((files or {}).items(), 1)
    ]
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    return by_sendgrid(body, kind="multipart/form-data; boundary=xYzZY", path="/hooks/sendgrid/inbound")


def by_twilio(
    fields: dict[str, str], path: str = "/hooks/twilio/inbound", ref: str = "", token: str = TOKEN
) -> Request:
    """A form as Twilio signs it, for the address that it was told."""
    url = f"{PUBLIC}{path}" + (f"?ref={ref}" if ref else "")
    signature = RequestValidator(token).compute_signature(url, fields)
    headers = {"x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded"}
    return Request(headers, urlencode(fields).encode(), url, NOW)


def status(name: str, touch: str, sid: str = "SM1", code: str = "") -> Request:
    fields = {"MessageSid": sid, "MessageStatus": name, "To": NUMBER, "From": "+12125550199", "AccountSid": "AC1"}
    fields |= {"ErrorCode": code} if code else {}
    return by_twilio(fields, "/hooks/twilio/status", callback_reference(touch))


def text(body: str, sid: str = "SM9", number: str = NUMBER, **more: str) -> Request:
    fields = {"MessageSid": sid, "From": number, "To": "+12125550199", "Body": body, "NumMedia": "0"}
    return by_twilio(fields | more)
