"""R3: a doubt holds from its commit on, also where whose it is could not be looked up a moment before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from email.message import EmailMessage
from pathlib import Path

import pytest

from domain.replies.mail.authentication_results import Authority
from gateway.providers import sendgrid_inbound, twilio_inbound
from gateway.providers.shared_doubts import SHARED
from gateway.webhooks.raw_mail import RawMails
from gateway.webhooks.routes import _arrival, _entries
from integrations.arrivals import Entry
from ledger.store import LedgerUnavailable
from tests.gateway.mail_corpus import KEY
from tests.gateway.provider_desk import ANN, BOB, MAIL, NOW, NUMBER, Desk, desk_in, posted_mail, text

WORDS = "hmm could you maybe take me off this please"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.ledger.claim(BOB, at=NOW, email="bob@example.com", phone=NUMBER)
    return made


@contextmanager
def nobody_can_be_looked_up(desk: Desk) -> Iterator[None]:
    """The real database says no where it is asked for an address, and is well again after that."""
    with sqlite3.connect(desk.settings.home / "ledger.db") as connection:
        connection.execute("ALTER TABLE addresses RENAME TO addresses_away")
    try:
        yield
    finally:
        with sqlite3.connect(desk.settings.home / "ledger.db") as connection:
            connection.execute("ALTER TABLE addresses_away RENAME TO addresses")


def put(desk: Desk, entries: list[Entry]) -> list[tuple[str, str, str]]:
    desk.ledger.inbox.put([_arrival("text", one, NOW) for one in entries])
    rows = [asdict(one) for one in desk.ledger.inbox.due(NOW, 9)]
    return [(row["key"], row["kind"], row["about"]) for row in rows]


def is_held(desk: Desk, ident: str) -> bool:
    with desk.ledger.book(ident) as book:
        return bool(book.unheard(since=NOW))


def a_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = MAIL, "reply@in.acme.example", "Your application"
    mail["Message-ID"] = "<1@example.com>"
    mail.set_content(WORDS)
    return bytes(mail)


def test_r3_a_doubtful_text_holds_all_who_have_the_number_though_the_look_up_had_failed(desk: Desk) -> None:
    door = twilio_inbound.door(desk.settings)
    with nobody_can_be_looked_up(desk):
        entries = door.entries(text(WORDS))
    assert put(desk, entries) == [("SM9", "inbound", ANN), ("SM9/1", SHARED, BOB)]
    assert is_held(desk, ANN) and is_held(desk, BOB)
    known = [one for one in entries if one.about]
    assert not known, "it was not known before"
    assert put(desk, door.entries(text(WORDS))) == [("SM9", "inbound", ANN), ("SM9/1", SHARED, BOB)], "sent twice"


def test_r3_an_ordinary_text_is_about_whoever_was_written_to_though_the_look_up_had_failed(desk: Desk) -> None:
    with nobody_can_be_looked_up(desk):
        entries = twilio_inbound.door(desk.settings).entries(text("Tuesday suits me."))
    assert put(desk, entries) == [("SM9", "inbound", ANN)]


def test_r3_a_mail_whose_sender_cannot_be_looked_up_is_to_be_sent_again(desk: Desk) -> None:
    door = sendgrid_inbound.door(desk.settings)
    with nobody_can_be_looked_up(desk), pytest.raises(LedgerUnavailable):
        _entries(door, posted_mail(a_mail()))  # answered with 503: nothing is kept as about nobody
    assert door.entries(posted_mail(a_mail()))[0].about == ANN


def test_r3_a_mail_of_the_mailbox_whose_sender_cannot_be_looked_up_is_read_again(desk: Desk) -> None:
    mails = RawMails(desk.ledger, [KEY], Authority())
    with nobody_can_be_looked_up(desk), pytest.raises(LedgerUnavailable):
        mails.arrivals(a_mail(), NOW)
    assert mails.arrivals(a_mail(), NOW)[0].about == ANN
