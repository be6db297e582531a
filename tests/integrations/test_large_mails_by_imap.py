"""Large mails: what is fetched of them by parts reads as the whole does, in a fraction of the bytes."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from domain.replies.mail.authentication_results import Authority
from domain.replies.mail.parse import Mail
from domain.replies.mail.raw_mail import RAW, mail_received
from gateway.webhooks.unparsed import without_attachments
from integrations.mailbox.client import Connection, Password
from tests.dovecot import PASSWORD, Dovecot
from tests.integrations.mailbox_desk import mail
from tests.integrations.slow_proxy import slow_proxy

FILE = b"\n".join(base64.b64encode(bytes(range(57))) for _ in range(20_000))
"""1.5 MB, as an attachment."""

HEAD = mail("").partition(b"Content-Type")[0]
ATTACHED = (
    b'Content-Type: application/pdf; name="CV.pdf"\n'
    b"Content-Disposition: attachment; filename*=utf-8''Lebenslauf%20M%C3%BCller.pdf\n"
    b"Content-Transfer-Encoding: base64\n\n" + FILE + b"\n"
)
TEXT = b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe,\nAnn\n"
MEETING = (
    b'Content-Type: text/calendar; method=REPLY\nContent-Disposition: attachment; filename="invite.ics"\n\n'
    b"BEGIN:VCALENDAR\nMETHOD:REPLY\nATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.com\nEND:VCALENDAR\n"
)
STATUS = (
    b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
    b"Final-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.1.1\n"
    b"Diagnostic-Code: smtp; 550 no such user\n"
)
RETURNED = b"Content-Type: message/rfc822\n\nMessage-ID: <ours@acme.example>\nFrom: talent@acme.example\n"


def multipart(kind: bytes, *parts: bytes, boundary: bytes = b"out") -> bytes:
    inside = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    return (
        b'Content-Type: multipart/%s; boundary="%s"\n\nNo MIME here.\n' % (kind, boundary)
        + inside
        + b"--%s--\n" % boundary
    )


MAILS = {
    "words and a file": HEAD + multipart(b"mixed", TEXT, ATTACHED),
    "words twice, and files": HEAD
    + multipart(
        b"mixed",
        multipart(b"alternative", TEXT, b"Content-Type: text/html\n\n<p>Gr&uuml;&szlig;e</p>\n", boundary=b"in side"),
        ATTACHED,
        ATTACHED,
    ),
    "html alone, with pictures": HEAD
    + multipart(
        b"related",
        b"Content-Type: text/html; charset=utf-8\n\n<p>Gr\xc3\xbc\xc3\x9fe</p><img src='cid:1'>\n",
        b"Content-Type: image/png\nContent-ID: <1>\nContent-Transfer-Encoding: base64\n\n" + FILE + b"\n",
    ),
    "an answer to an invitation": HEAD + multipart(b"mixed", TEXT, MEETING.replace(b"attachment", b"inline"), ATTACHED),
    "a bounce with all of our mail": HEAD
    + b'Content-Type: multipart/report; report-type=delivery-status; boundary="out"\n\n'
    + b"--out\n" + TEXT + b"\n--out\n" + STATUS + b"\n--out\n"
    + RETURNED + multipart(b"mixed", TEXT, ATTACHED, boundary=b"x") + b"\n--out--\n",
    "a forwarded mail": HEAD + multipart(b"mixed", TEXT, RETURNED + b"\n" + FILE),
    "a file alone": HEAD + ATTACHED,
    "one long text": HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + "Grüße. ".encode() * 190_000,
}  # fmt: skip


@pytest.mark.parametrize("name", MAILS)
def test_a_large_mail_reads_by_its_parts_as_the_whole_does(dovecot: Dovecot, name: str) -> None:
    raw = MAILS[name].replace(b"\n", b"\r\n")
    assert len(raw) > 1_000_000
    box = dovecot.new_box()
    box.deliver(raw)
    with slow_proxy(dovecot.port) as proxy, Connection(proxy.address_of(box), Password(PASSWORD)) as connection:
        (head,) = connection.heads([1]).values()
        (parts,) = connection.mails({1: head.size}).values()
        assert proxy.carried < 1_100_000 if "text" in name else proxy.carried < 20_000
    assert read(parts) == read(raw)


@pytest.mark.parametrize("name", MAILS)
def test_a_large_mail_that_is_handed_over_is_read_without_its_files_too(name: str) -> None:
    raw = MAILS[name]
    kept, *_ = without_attachments(raw, RAW)
    assert read(kept) == read(raw)
    assert "text" in name or len(kept) < (100_000 if "forwarded" not in name else 2_000_000)


def read(raw: bytes) -> Mail:
    found = mail_received(raw, Authority())
    assert found is not None
    return replace(found, text=found.text.replace("\r\n", "\n").strip())
