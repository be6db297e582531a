"""A message as the activities hand it over, with any field changed; a certificate for servers on this machine."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from channels.mime import message_id
from channels.sender import OutgoingMessage
from tests.channels.mail_server import Inbox

TOUCH = "manual:ann-lee/job-1/interview.1/thank-you/1"

MakeMessage = Callable[..., OutgoingMessage]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine that runs the tests knows nothing of our loopback."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def mail() -> MakeMessage:
    def make(**changes: Any) -> OutgoingMessage:
        fields: dict[str, Any] = {
            "touch_key": TOUCH,
            "attempt": 1,
            "to": "ann.lee@mail.example",
            "to_name": "Ann Lee",
            "subject": "Thank you for your time",
            "text": "Hi Ann,\n\nthank you.\n",
            "html": "<p>Hi Ann,</p><p>thank you.</p>",
            "sender_name": "Acme Talent",
            "sender_address": "talent@acme.example",
            "sent_at": datetime(2026, 3, 4, 15, 30, tzinfo=UTC),
        }
        fields.update(changes)
        fields.setdefault("message_id", message_id(fields["touch_key"], "acme.example", ["a-secret-for-tests"]))
        return OutgoingMessage(**fields)

    return make


@pytest.fixture
def sms() -> MakeMessage:
    def make(**changes: Any) -> OutgoingMessage:
        fields: dict[str, Any] = {
            "touch_key": TOUCH,
            "attempt": 1,
            "to": "+14155550123",
            "text": "Hi Ann, see you tomorrow at 10:00. Acme",
            "sent_at": datetime(2026, 3, 4, 15, 30, tzinfo=UTC),
        }
        return OutgoingMessage(**{**fields, **changes})

    return make


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost` alone, with its key in `key.pem` beside it, valid on any day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(built.public_bytes(serialization.Encoding.PEM))
    plain, pkcs8 = serialization.NoEncryption(), serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, pkcs8, plain))
    return folder / "cert.pem"


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()
