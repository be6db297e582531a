"""How far a mailbox has been read: on both databases, and never back but where its mails are numbered anew."""

from __future__ import annotations

from datetime import timedelta

from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from tests.ledger.conftest import NOW

MINUTE = timedelta(minutes=1)


def test_a_mailbox_that_was_never_read_has_no_cursor(ledger: Ledger) -> None:
    assert ledger.mailboxes.cursor("m") is None
    assert ledger.mailboxes.last_arrival("mail") is None


def test_reading_goes_on_and_never_back(ledger: Ledger) -> None:
    ledger.mailboxes.read_up_to("m", 2**32 - 1, 2**32 - 10, NOW, stored=3)
    ledger.mailboxes.read_up_to("m", 2**32 - 1, 7, NOW + MINUTE)
    cursor = ledger.mailboxes.cursor("m")
    assert cursor and (cursor.uid_validity, cursor.last_uid, cursor.stored) == (2**32 - 1, 2**32 - 10, 3)
    assert (cursor.first_read_at, cursor.read_at, cursor.last_stored_at) == (NOW, NOW + MINUTE, NOW)
    assert ledger.mailboxes.cursor("another") is None


def test_where_mails_are_numbered_anew_it_begins_again_and_keeps_count(ledger: Ledger) -> None:
    ledger.mailboxes.read_up_to("m", 1, 100, NOW, stored=3)
    assert ledger.mailboxes.read_up_to("m", 2, 5, NOW + MINUTE, stored=1).last_uid == 5
    assert ledger.mailboxes.read_up_to("m", 2, 2, NOW + MINUTE, anew=True).last_uid == 2
    cursor = ledger.mailboxes.cursor("m")
    assert cursor and (cursor.stored, cursor.first_read_at, cursor.last_stored_at) == (4, NOW, NOW + MINUTE)


def test_a_mail_is_known_by_its_key_from_its_own_source_alone(ledger: Ledger) -> None:
    ledger.inbox.put([Arrival("mail", f"k{number}", "reply", "", "{}", NOW) for number in range(1_100)])
    ledger.inbox.put([Arrival("other", "k2000", "reply", "", "{}", NOW + MINUTE)])
    wanted = {f"k{number}" for number in range(500, 2_100)}
    assert ledger.mailboxes.known("mail", wanted) == {f"k{number}" for number in range(500, 1_100)}
    assert ledger.mailboxes.known("mail", ()) == set()
    assert ledger.mailboxes.last_arrival("mail") == NOW
