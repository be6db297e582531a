"""The address of a mailbox as a person writes it, and what a raw mail is known by."""

from __future__ import annotations

import pytest

from domain.replies.mail.authentication_results import Authority
from domain.replies.mail.mailbox_address import BadMailbox, MailboxAddress, mailbox_address
from domain.replies.mail.raw_mail import key_of, mail_received, split
from tests.tables import each


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("imaps://talent@imap.acme.example/INBOX", MailboxAddress("imap.acme.example", 993, "talent")),
        ("imaps://talent@acme.com@imap.acme.com", MailboxAddress("imap.acme.com", 993, "talent@acme.com")),
        ("IMAPS://talent%40acme.com@imap.acme.com/", MailboxAddress("imap.acme.com", 993, "talent@acme.com")),
        ("imaps://t@h.example:9993/INBOX/answers", MailboxAddress("h.example", 9993, "t", "INBOX/answers")),
        ("imaps://t@h.example/R%C3%A9ponses%20A", MailboxAddress("h.example", 993, "t", "Réponses A")),
        ("imap://t@127.0.0.1", MailboxAddress("127.0.0.1", 143, "t", encrypted=False)),
        ("imaps://t@[::1]:993/INBOX", MailboxAddress("::1", 993, "t")),
    ],
)
def test_an_address_is_read_as_it_is_written(url: str, expected: MailboxAddress) -> None:
    assert mailbox_address(url) == expected


@each(
    ("url", "says"),
    [
        ("imap.acme.example", "must begin with imaps://"),
        ("https://t@imap.acme.example", "must begin with imaps://"),
        ("imaps://imap.acme.example/INBOX", "must name a user and a host"),
        ("imaps://t@/INBOX", "must name a user and a host"),
        ("imaps://t:hunter2@imap.acme.example", "belongs in FOLLOWUP_IMAP_PASSWORD"),
        ("imaps://t@h.example:port/INBOX", "can't be read"),
        ("imaps://t@h.example/INBOX?x", "no folder"),
        ("imaps://t@h.example/IN%0aBOX", "control character"),
    ],
)
def test_one_that_cannot_be_meant_is_refused_without_being_repeated(url: str, says: str) -> None:
    with pytest.raises(BadMailbox, match=says) as refused:
        mailbox_address(url)
    assert "hunter2" not in str(refused.value)


def test_a_mailbox_stays_the_same_whatever_its_port_and_letters() -> None:
    one, other = mailbox_address("imaps://T@H.example/INBOX"), mailbox_address("imap://t@h.example:1143")
    assert one.mark == other.mark != mailbox_address("imaps://t@h.example/Archive").mark
    assert "t@" not in one.mark


RAW = (
    b"Message-ID: <1@x>\r\nDate: Wed, 15 Jul 2026 14:00:00 +0000\r\nFrom: a@b.example\r\nSubject: Hi\r\n\r\nHello.\r\n"
)
KEYS = [
    "f78462519d3f3733c549b3b45aceeeb1918aa75d",
    "50bc815c15250af9cdfd0c31b44edbc8c4bc41c5",
    "0b6d0603037f9d960c82759bc472872aa03f1329",
]


def test_the_same_mail_is_known_by_its_headers_alone_and_by_its_words_where_it_has_no_id() -> None:
    head, body = split(RAW)
    assert key_of(head) == key_of(head, body) == key_of(*split(RAW.replace(b"\r\n", b"\n")))
    assert key_of(head) == key_of(b"Received: by another\r\n" + head, b"Other words.")
    assert key_of(head) != key_of(head.replace(b"Hi", b"Ho"))
    nameless = head.replace(b"Message-ID: <1@x>\r\n", b"")
    assert key_of(nameless) == "" != key_of(nameless, body)
    assert key_of(nameless, body) == key_of(nameless, body.replace(b"\r\n", b"\n") + b"\n")
    assert key_of(nameless, body) != key_of(nameless, b"Other words.")


def test_mails_that_name_neither_hour_nor_sender_are_told_apart_by_all_of_their_bytes() -> None:
    torn = (
        b"no header at all",
        b"another without one",
        b"no header at all\n\nand a second part",
        b"another without one\n\nand a second part",
        b"X-One: 1\n\nHello.",
        b"X-Two: 2\n\nHello.",
        b"\n\nHello.",
        b"Subject: \xff\n\nHello.",
        b"\x89PNG\r\n\x1a\n\x00",
    )
    keys = [key_of(*split(raw)) for raw in torn]
    assert len(set(keys)) == len(torn) and "" not in keys
    assert keys == [key_of(*split(raw + b"\r\n")) for raw in torn], "and each is known again"
    assert not any(key_of(split(raw)[0]) for raw in torn), "headers alone do not tell, so the whole is fetched"


def test_what_mails_were_known_by_in_earlier_releases_they_are_known_by_still() -> None:
    head, body = split(RAW)
    nameless = head.replace(b"Message-ID: <1@x>\r\n", b"")
    undated = nameless.replace(b"Date: Wed, 15 Jul 2026 14:00:00 +0000\r\n", b"")
    assert [key_of(head), key_of(nameless, body), key_of(undated, body)] == KEYS


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"no header at all", b"\n\nwords", b"X-Nothing: y\n\nwords"])
def test_what_is_no_mail_is_read_as_none(raw: bytes) -> None:
    assert mail_received(raw, Authority()) is None


def test_a_head_of_eight_bit_letters_is_still_a_head() -> None:
    raw = b"Message-ID: <1@x>\nFrom: J\xfcrgen <j@example.com>\nSubject: \xe4\n\nHi\n"
    mail = mail_received(raw, Authority())
    assert mail is not None and mail.sender == "j@example.com"
    assert key_of(*split(raw))
