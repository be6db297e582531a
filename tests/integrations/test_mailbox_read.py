"""The mailbox of answers, read from a real Dovecot: each mail once, in order, whatever happens to the server."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.replies.mail.authentication_results import authority_of
from domain.state.model import Candidate
from integrations.mailbox.building import Mailbox
from integrations.mailbox.client import MailboxTimeouts, Password
from integrations.mailbox.poller import FIRST_LOOK, Poller
from ledger.inbox.mailboxes import Cursor
from ledger.store import Ledger
from tests.clocks import WEDNESDAY, wednesday
from tests.dovecot import FULL_AT, PASSWORD, Box, Dovecot
from tests.gateway.provider_desk import ANN, MAIL, Desk, desk_in
from tests.integrations.mailbox_desk import Counted, mail, read, reads, rows, until, words
from tests.integrations.slow_proxy import slow_proxy

_NONE = Cursor(0, 0, WEDNESDAY, WEDNESDAY)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve()
    return made


@pytest.fixture
def box(dovecot: Dovecot) -> Box:
    return dovecot.new_box()


def test_mails_come_into_the_inbox_once_and_in_order_and_are_marked_afterwards(desk: Desk, box: Box) -> None:
    box.deliver(*(mail(f"Number {number}.") for number in range(5)))
    with reads(desk, box.address) as reader:
        reader.until_looked()
        box.deliver(*(mail(f"Number {number}.") for number in range(5, 8)))
        until(lambda: len(rows(desk.ledger)) == 8)
    assert words(desk) == [f"Number {number}." for number in range(8)]
    assert {row["about"] for row in rows(desk.ledger)} == {ANN}
    assert len(box.seen()) == 8 and reader.counted.mails == 8
    with reads(desk, box.address) as again:
        again.until_looked()
    assert len(rows(desk.ledger)) == 8 and again.counted.mails == 0


def test_a_new_mail_is_heard_at_once_where_the_server_says_so(desk: Desk, box: Box) -> None:
    with reads(desk, box.address) as reader:  # which asks by itself once a minute
        reader.until_looked()
        box.deliver(mail())
        until(lambda: rows(desk.ledger))


def test_what_is_about_nobody_here_is_kept_and_stays_unread_for_whoever_else_reads_the_mailbox(
    desk: Desk, box: Box
) -> None:
    box.deliver(mail(to="talent@acme.example", sender="someone@else.example"), mail())
    with reads(desk, box.address) as reader:
        reader.until_looked()
        assert [row["about"] for row in rows(desk.ledger)] == ["", ANN]
    assert box.seen() == ["000002.test"]


def test_a_stop_holds_as_soon_as_it_is_read(desk: Desk, box: Box) -> None:
    box.deliver(mail("STOP"))
    with reads(desk, box.address):
        until(lambda: rows(desk.ledger))
    with desk.ledger.book(ANN) as book:  # nobody has told her clock yet
        assert book.suppressed(Candidate(candidate_id=ANN, email=MAIL))


def test_a_server_that_is_killed_while_we_wait_and_comes_back_loses_and_repeats_nothing(
    desk: Desk, dovecot: Dovecot, box: Box
) -> None:
    box.deliver(mail("Before."))
    with reads(desk, box.address) as reader:
        until(lambda: rows(desk.ledger))
        until(lambda: reader.counted.looks)
        dovecot.kill()
        try:
            until(lambda: reader.counted.errors["unreachable"] > 1)
            assert "127.0.0.1 can't be reached" in reader.says
        finally:
            box.deliver(mail("Meanwhile."))
            dovecot.start()
        until(lambda: len(rows(desk.ledger)) == 2)
        until(lambda: reader.says == "")
        box.deliver(mail("After."))
        until(lambda: len(rows(desk.ledger)) == 3)
    assert words(desk) == ["Before.", "Meanwhile.", "After."]


def test_a_mailbox_that_was_rebuilt_tells_nothing_twice(desk: Desk, box: Box) -> None:
    box.deliver(*(mail(f"Number {number}.") for number in range(4)))
    without_id = mail("I have no Message-ID.", Message_ID="")
    box.deliver(without_id)
    with reads(desk, box.address):
        until(lambda: len(rows(desk.ledger)) == 5)
    cursor = desk.ledger.mailboxes.cursor(box.address.mark)
    box.rebuild()
    box.deliver(mail("New, and numbered before the others may be."))
    with reads(desk, box.address) as reader:
        until(lambda: len(rows(desk.ledger)) == 6)
        until(lambda: reader.counted.looks)
    after = desk.ledger.mailboxes.cursor(box.address.mark)
    assert cursor and after and after.uid_validity != cursor.uid_validity
    assert words(desk)[-1].startswith("New") and reader.counted.mails == 1


def test_a_server_that_was_put_back_to_an_older_copy_is_found_out(desk: Desk, box: Box) -> None:
    box.deliver(mail("One."), mail("Two."))
    with reads(desk, box.address):
        until(lambda: len(rows(desk.ledger)) == 2)
    before = desk.ledger.mailboxes.cursor(box.address.mark)
    assert before
    desk.ledger.mailboxes.read_up_to(box.address.mark, before.uid_validity, 1_000, WEDNESDAY)
    box.deliver(mail("Three."))
    with reads(desk, box.address) as reader:
        until(lambda: len(rows(desk.ledger)) == 3)
        until(lambda: reader.counted.looks)
        box.deliver(mail("Four."))
        until(lambda: len(rows(desk.ledger)) == 4)
    after = desk.ledger.mailboxes.cursor(box.address.mark)
    assert after and after.last_uid == 4 and words(desk) == ["One.", "Two.", "Three.", "Four."]


def test_a_server_that_does_not_tell_at_once_is_asked(desk: Desk, box: Box) -> None:
    with slow_proxy(box.server.port) as proxy:
        proxy.rewrites = lambda said: said.replace(b" IDLE", b" IDEL")
        with reads(desk, proxy.address_of(box)) as reader:
            reader.until_looked()
            box.deliver(mail())
            until(lambda: rows(desk.ledger))


def test_pauses_grow_and_a_login_that_is_refused_is_tried_seldom(desk: Desk, box: Box) -> None:
    def pauses(of: Mailbox, times: int) -> list[float]:
        poller = Poller(of, desk.ledger, lambda *_: pytest.fail("nothing comes"), Counted(), clock=wednesday)
        found = [poller.turn(lambda: True) for _ in range(times)]
        poller.stop()
        poller.run()  # which ends at once
        return found

    away = Mailbox(replace(box.address, port=1), Password(PASSWORD), authority_of("h"), timedelta(days=380))
    assert pauses(away, 8) == [5, 10, 20, 40, 80, 160, 300, 300]
    wrong = replace(away, address=box.address, credentials=Password("wrong"))
    assert pauses(wrong, 3) == [60, 120, 240]


def test_a_rebuilt_mailbox_tells_nothing_that_is_older_than_the_inbox_remembers(desk: Desk, box: Box) -> None:
    box.deliver(mail())
    with reads(desk, box.address):
        until(lambda: rows(desk.ledger))
    box.rebuild()
    box.deliver(mail("Years ago.", Date="Mon, 3 Jun 2024 10:00:00 +0000"))
    with reads(desk, box.address) as reader:
        reader.until_looked()
    assert len(rows(desk.ledger)) == 1


def test_the_first_look_goes_back_a_month_and_not_into_the_companys_past(desk: Desk, box: Box) -> None:
    box.deliver(mail("Long ago."), at=WEDNESDAY - FIRST_LOOK * 3)
    box.deliver(mail("Last week."))
    with reads(desk, box.address) as reader:
        reader.until_looked()
        box.deliver(mail("Moved here today."), at=WEDNESDAY - FIRST_LOOK * 3)
        until(lambda: len(rows(desk.ledger)) == 2)
    assert words(desk) == ["Last week.", "Moved here today."]


def test_a_slow_server_is_waited_for_and_one_that_hangs_is_not(desk: Desk, box: Box) -> None:
    box.deliver(mail("Slowly."))
    with slow_proxy(box.server.port, delay=0.05) as proxy:
        with reads(desk, proxy.address_of(box), patience=MailboxTimeouts(2, 2)):
            until(lambda: rows(desk.ledger))
        proxy.hang = True
        box.deliver(mail("Later."))
        with reads(desk, proxy.address_of(box), patience=MailboxTimeouts(0.3, 0.3)) as reader:
            until(lambda: sum(reader.counted.errors.values()) > 1)
            assert "no answer in time" in reader.says
            proxy.hang = False
            until(lambda: len(rows(desk.ledger)) == 2)
    assert words(desk) == ["Slowly.", "Later."]


def test_a_full_mailbox_goes_on_and_says_that_answers_will_go_back(desk: Desk, box: Box) -> None:
    box.deliver(*(mail(f"Number {number}.") for number in range(FULL_AT)))
    with reads(desk, box.address) as reader:
        until(lambda: len(rows(desk.ledger)) == FULL_AT)
        until(lambda: "100% full" in reader.says)


def test_a_read_only_mailbox_is_heard_and_says_that_nothing_can_be_marked(desk: Desk, box: Box) -> None:
    box.make_read_only()
    box.deliver(mail("You can't mark me."))
    with reads(desk, box.address) as reader:
        until(lambda: "read-only" in reader.says)
        box.deliver(mail("Nor me."))
        until(lambda: len(rows(desk.ledger)) == 2)
    assert words(desk) == ["You can't mark me.", "Nor me."] and box.seen() == []


def test_of_two_workers_one_reads_and_the_other_takes_over(desk: Desk, box: Box, ledger_url: str) -> None:
    first, second = (Ledger(ledger_url, desk.settings.keys) for _ in range(2))
    first.migrate()
    with reads(desk, box.address, ledger=first) as one:
        one.until_looked()
        with reads(desk, box.address, ledger=second) as other:
            box.deliver(mail())
            until(lambda: rows(first))
            assert other.counted.looks == 0 and other.counted.mails == 0
            one.poller.stop()
            until(lambda: other.counted.looks)
            box.deliver(mail())
            until(lambda: len(rows(first)) == 2)
    assert (one.counted.mails, other.counted.mails) == (1, 1)
    first.close()
    second.close()


def test_a_mail_that_cannot_be_read_is_kept_unread_and_blocks_nothing(desk: Desk, box: Box) -> None:
    box.deliver(b"\n\nno header at all", mail("Behind it."))
    with reads(desk, box.address):
        until(lambda: len(rows(desk.ledger)) == 2)
    unread, behind = rows(desk.ledger)
    assert unread["kind"] == "unreadable" and "no header at all" in json.loads(unread["body"])["unread"]["text"]
    assert read(desk, behind).tells[0].fact["text"] == "Behind it."


def test_a_mail_that_the_server_does_not_hand_out_is_put_before_a_person_and_the_others_are_read(
    desk: Desk, box: Box
) -> None:
    box.deliver(mail("First."), mail("Poison."), mail("Third."))
    with slow_proxy(box.server.port) as proxy:
        proxy.cuts_at = b"Poison."
        with reads(desk, proxy.address_of(box)) as reader:
            until(lambda: len(rows(desk.ledger)) == 3)
            until(lambda: reader.says == "")
    kinds = [(row["kind"], row["about"]) for row in rows(desk.ledger)]
    assert kinds == [("reply", ANN), ("reply", ANN), ("unreadable", "")]
    assert "Mail number 2" in json.loads(rows(desk.ledger)[2]["body"])["unread"]["text"]
    assert box.seen() == ["000001.test", "000003.test"]


def test_a_mail_of_which_the_server_says_that_it_is_nothing_is_put_before_a_person(desk: Desk, box: Box) -> None:
    def says_nothing(said: bytes) -> bytes:
        found = re.search(rb"BODY\[\] \{(\d+)\}\r\n", said)
        if found is None or b"Poison." not in said:
            return said
        return said[: found.start()] + b"BODY[] NIL" + said[found.end() + int(found[1]) :]

    box.deliver(mail("First."))
    with slow_proxy(box.server.port) as proxy:
        proxy.rewrites = says_nothing
        with reads(desk, proxy.address_of(box)):
            until(lambda: rows(desk.ledger))
            box.deliver(mail("Poison."))
            until(lambda: len(rows(desk.ledger)) == 2)
            box.deliver(mail("Third."))
            until(lambda: len(rows(desk.ledger)) == 3)
    assert [row["kind"] for row in rows(desk.ledger)] == ["reply", "unreadable", "reply"]


def test_one_that_is_not_handed_out_holds_up_no_mailbox_that_was_rebuilt(desk: Desk, box: Box) -> None:
    box.deliver(mail("First."))
    with reads(desk, box.address):
        until(lambda: rows(desk.ledger))
    box.rebuild()
    box.deliver(mail("Poison."), mail("Third."))
    with slow_proxy(box.server.port) as proxy:
        proxy.cuts_at = b"Poison."
        with reads(desk, proxy.address_of(box)):
            until(lambda: len(rows(desk.ledger)) == 3)
            until(lambda: (desk.ledger.mailboxes.cursor(box.address.mark) or _NONE).last_uid == 3)
    assert [row["kind"] for row in rows(desk.ledger)] == ["reply", "reply", "unreadable"]


def test_large_mails_are_read_without_what_is_attached(desk: Desk, box: Box) -> None:
    cv = b"JVBERi0x" * 400_000
    lines = b"\n".join(cv[at : at + 76] for at in range(0, len(cv), 76))
    head = mail("").partition(b"Content-Type")[0]
    box.deliver(
        head + b"Content-Type: multipart/mixed; boundary=out\n\n--out\n"
        b"Content-Type: multipart/alternative; boundary=in\n\n"
        b"--in\nContent-Type: text/plain; charset=utf-8\n\nMy CV is attached, z\xc3\xb6rgernd.\n"
        b"--in\nContent-Type: text/html\n\n<p>My CV is attached</p>\n--in--\n"
        b'--out\nContent-Type: application/pdf; name="CV.pdf"\nContent-Disposition: attachment; filename="CV.pdf"\n'
        b"Content-Transfer-Encoding: base64\n\n" + lines + b"\n--out--\n"
    )
    with slow_proxy(box.server.port) as proxy, reads(desk, proxy.address_of(box)):
        until(lambda: rows(desk.ledger))
        assert proxy.carried < 100_000, "the attachment was fetched"
    assert words(desk) == ["My CV is attached, zörgernd.\n\n(Attached: CV.pdf)"]


def test_while_the_ledger_is_away_the_mail_waits_in_the_mailbox(desk: Desk, box: Box) -> None:
    with sqlite3.connect(desk.settings.home / "ledger.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        box.deliver(mail())
        with reads(desk, box.address) as reader:
            until(lambda: reader.counted.errors["ledger"])
            assert box.seen() == []
            other.execute("ROLLBACK")
            until(lambda: rows(desk.ledger))
            until(box.seen)
    other.close()


def test_a_kill_after_a_mail_was_kept_and_before_that_is_noted_tells_nothing_twice(desk: Desk, box: Box) -> None:
    box.deliver(mail("One."), mail("Two."), mail("", Message_ID=""))
    with reads(desk, box.address):
        until(lambda: len(rows(desk.ledger)) == 3)
    with sqlite3.connect(desk.settings.home / "ledger.db") as other:
        other.execute("UPDATE mailboxes SET last_uid = 1")
    other.close()
    with reads(desk, box.address) as reader:
        reader.until_looked()
    cursor = desk.ledger.mailboxes.cursor(box.address.mark)
    assert cursor and cursor.last_uid == 3 and reader.counted.mails == 0 and len(rows(desk.ledger)) == 3
