"""Whose word on a sender is believed: our own mail server's, in the header that it put on top, and nobody else's."""

from __future__ import annotations

import time

import pytest

from domain.replies.mail.authentication_results import Authority, Verdicts, authority_of, verdicts
from domain.replies.mail.raw_mail import mail_received
from gateway.sender_match import authentication_result
from tests.tables import each

OURS = authority_of("imap.acme.example")


@each(
    ("host", "name", "believed"),
    [
        ("imap.acme.example", "imap.acme.example", True),
        ("imap.acme.example", "mx1.acme.example", True),
        ("imap.acme.example", "acme.example", True),
        ("imap.acme.example", "evilacme.example", False),
        ("imap.acme.example", "acme.example.evil.example", False),
        ("imap.acme.example", "", False),
        ("box.acme.example", "box.acme.example", True),
        ("box.acme.example", "acme.example", False),  # `box` is no usual name of a mail server
        ("acme.example", "acme.example", True),
        ("mail.example", "example", False),  # a whole top-level domain is nobody's server
        ("mail.example", "other.example", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "0.0.1", False),
        ("imap.gmail.com", "mx.google.com", True),
        ("imap.gmail.com", "imap.gmail.com", False),
        ("outlook.office365.com", "", True),
        ("imap.fastmail.com", "mx4.messagingengine.com", True),
        ("imap.fastmail.com", "evilmessagingengine.com", False),
    ],
)
def test_the_receiving_servers_name_follows_from_the_mailboxes(host: str, name: str, believed: bool) -> None:
    assert authority_of(host).has(name) is believed


@pytest.mark.parametrize(
    ("given", "name", "believed"),
    [
        ("mx.acme.example", "mx.acme.example", True),
        ("mx.acme.example", "imap.acme.example", False),
        ("none", "none", False),
    ],
)
def test_a_setting_takes_its_place(given: str, name: str, believed: bool) -> None:
    assert authority_of("imap.acme.example", given).has(name) is believed


PASSES = Verdicts("pass", "{@example.com : pass}", "ann@example.com")


@each(
    ("header", "expected"),
    [
        (
            "mx.acme.example; spf=pass smtp.mailfrom=ann@example.com; dkim=pass header.d=example.com",
            PASSES,
        ),
        (
            "mx.acme.example 1;\r\n\tdkim=pass (2048-bit key; a comment) header.i=@example.com header.s=x;\r\n"
            " spf=pass (acme.example: domain of ann@example.com designates 1.2.3.4) smtp.mailfrom=ann@example.com",
            PASSES,
        ),
        ("mx.acme.example; dmarc=pass (p=REJECT) header.from=example.com", Verdicts("", "{@example.com : pass}", "")),
        ("mx.acme.example; dmarc=fail header.from=example.com; dkim=fail header.d=example.com", Verdicts()),
        ("mx.acme.example; spf=fail smtp.mailfrom=example.com", Verdicts("fail", "", "@example.com")),
        ("mx.acme.example; spf=pass smtp.helo=example.com", Verdicts()),  # of another name than the sender's
        ("mx.acme.example; none", Verdicts()),
        ("mx.acme.example", Verdicts()),
        ("", Verdicts()),
        ("mx.evil.example; dkim=pass header.d=example.com", Verdicts()),
        ('mx.acme.example; dkim=fail reason="x; dkim=pass header.d=example.com"', Verdicts()),
        ("mx.acme.example; dkim=fail (oh; dkim=pass header.d=example.com)", Verdicts()),
        ("mx.acme.example; dkim=pass header.d=ex{ample.com", Verdicts()),
        ('mx.acme.example; dkim=pass header.d="example.com : fail, @evil.example"', Verdicts()),
    ],
)
def test_what_the_header_says(header: str, expected: Verdicts) -> None:
    assert verdicts([header], OURS) == expected


def test_only_the_topmost_header_of_our_own_server_counts() -> None:
    ours, forged = "mx.acme.example; dkim=none", "mx.acme.example; dkim=pass header.d=example.com"
    assert verdicts([ours, forged], OURS) == Verdicts()
    assert verdicts(["arc.example; dkim=none", forged, ours], OURS).dkim == "{@example.com : pass}"
    assert verdicts(["spf=none smtp.mailfrom=x.example", "dkim=pass header.d=example.com"], Authority(("",))).dkim == ""
    assert verdicts(["mx.other.example; dkim=none", "dkim=pass header.d=example.com"], Authority(("",))) == Verdicts()


def mail(*headers: str, return_path: str = "") -> bytes:
    path = f"Return-Path: <{return_path}>\n" if return_path else ""
    above = "".join(f"Authentication-Results: {one}\n" for one in headers)
    return f"{path}{above}From: Ann <ann@example.com>\nTo: talent@acme.example\nSubject: Hi\n\nHello.\n".encode()


@each(
    ("raw", "sure"),
    [
        (mail("mx.acme.example; dkim=pass header.d=example.com"), "yes"),
        (mail("mx.acme.example; dkim=pass header.d=mail.example.com"), "yes"),
        (mail("mx.acme.example; dkim=pass header.d=esp.example"), "unverified"),
        (mail("mx.acme.example; spf=pass smtp.mailfrom=ann@example.com"), "yes"),
        (mail("mx.acme.example; spf=pass smtp.mailfrom=ann@example.com", return_path="ann@example.com"), "yes"),
        (mail("mx.acme.example; spf=pass smtp.mailfrom=ann@example.com", return_path="b@esp.example"), "unverified"),
        (mail("mx.acme.example; spf=fail smtp.mailfrom=ann@example.com", return_path="ann@example.com"), "forged"),
        (mail("mx.evil.example; dkim=pass header.d=example.com"), "unverified"),
        (mail("mx.acme.example; dkim=none", "mx.acme.example; dkim=pass header.d=example.com"), "unverified"),
        (mail(), "unverified"),
    ],
)
def test_how_sure_we_are_of_who_wrote_where_only_their_address_says_so(raw: bytes, sure: str) -> None:
    received = mail_received(raw, OURS)
    assert received is not None and authentication_result(received) == sure
    unbelieved = mail_received(raw, Authority())
    assert unbelieved is not None and authentication_result(unbelieved) == "unverified"


@pytest.mark.parametrize("junk", ["(" * 200_000, '"' * 200_000, "a=" * 100_000, "mx.acme.example;" + " x.y=z" * 50_000])
def test_a_header_made_to_keep_us_busy_does_not(junk: str) -> None:
    begun = time.perf_counter()
    verdicts([junk] * 100, OURS)
    assert time.perf_counter() - begun < 1
