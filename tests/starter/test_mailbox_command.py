"""`mailbox check`, `inbox add`, the settings of the mailbox, and what `doctor` says this installation hears."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.operations.outage import MAILBOX, MAILBOX_NOTE, Condition
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.dovecot import PASSWORD, Box, Dovecot
from tests.integrations.mailbox_desk import mail
from tests.starter.conftest import Cli


def use(box: Box, patch: pytest.MonkeyPatch, **more: str) -> None:
    """The installation reads this mailbox."""
    given = {"URL": f"imap://{box.user}@127.0.0.1:{box.server.port}/INBOX", "PASSWORD": PASSWORD} | more
    for name, value in given.items():
        patch.setenv(f"FOLLOWUP_IMAP_{name}", value)


@pytest.fixture
def box(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Box:
    made = dovecot.new_box()
    use(made, monkeypatch)
    return made


# ---------------------------------------------------------------- mailbox check


def test_a_mailbox_is_checked_before_anything_else_is_there(cli: Cli, home: Path, box: Box) -> None:
    box.deliver(mail(), mail())
    done = cli("mailbox", "check")
    assert (done.code, done.err) == (0, "")
    assert "Reached         127.0.0.1, folder INBOX" in done.out
    assert "Last read       not yet; a running worker reads it" in done.out
    assert "Waiting         2 to be read\n" in done.out
    assert "unknown: set FOLLOWUP_REPLY_ADDRESS" in done.out
    assert not (home / "ledger.db").exists()


def test_a_check_tells_how_far_it_was_read_and_whether_plus_addresses_arrive(
    cli: Cli, ledger: Ledger, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_REPLY_ADDRESS", "talent@acme.example")
    assert "unknown: send an email to talent+test@acme.example, and check again" in cli("mailbox", "check").out
    box.deliver(mail(to="Talent <talent+test@acme.example>"), mail())
    first = cli("mailbox", "check", "--json").json
    assert first["reached"] and first["last_read"] is None and first["waiting"] == 2
    assert first["plus_addressing"] == "works" and first["folder"] == "INBOX" and first["idle"] is True
    ledger.mailboxes.read_up_to(box.address.mark, _validity(box), 1, WEDNESDAY - timedelta(minutes=1), stored=1)
    said = cli("mailbox", "check", "--json").json
    assert (said["waiting"], said["to_be_told"]) == (1, 0)
    assert said["last_read"]["uid"] == 1 and said["last_read"]["messages"] == 1
    shown = cli("mailbox", "check").out
    assert "up to number 1; the last message came in" in shown and "arrive here" in shown


def _validity(box: Box) -> int:
    from integrations.mailbox.client import Connection, Password

    with Connection(box.address, Password(PASSWORD)) as connection:
        return connection.uid_validity


def test_a_mailbox_that_does_not_let_us_in_is_one_sentence(
    cli: Cli, home: Path, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(box, monkeypatch, PASSWORD="another-password")
    done = cli("mailbox", "check")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("127.0.0.1 doesn't let us in: check the user, and the password or token")
    assert "another-password" not in done.err
    as_json = cli("mailbox", "check", "--json")
    assert as_json.code == 1 and as_json.json["reached"] is False and "doesn't let us in" in as_json.json["says"]


def test_without_a_mailbox_the_check_says_what_to_set(cli: Cli, home: Path) -> None:
    done = cli("mailbox", "check")
    assert done.code == 2 and "set FOLLOWUP_IMAP_URL, such as imaps://" in done.err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"URL": "imap.acme.example"}, "FOLLOWUP_IMAP_URL is wrong: it must begin with imaps://"),
        ({"URL": "imaps://t:hunter2@imap.acme.example"}, "belongs in FOLLOWUP_IMAP_PASSWORD"),
        ({"URL": "imaps://t@imap.acme.example", "PASSWORD": ""}, "how to log in is not: set FOLLOWUP_IMAP_PASSWORD"),
        ({"PASSWORD": "", "CLIENT_ID": "c"}, "needs FOLLOWUP_IMAP_TOKEN_URL and FOLLOWUP_IMAP_REFRESH_TOKEN"),
        (
            {"CLIENT_ID": "c", "TOKEN_URL": "https://x.example/t", "REFRESH_TOKEN": "r"},
            "FOLLOWUP_IMAP_PASSWORD and the OAuth settings of the mailbox are both set",
        ),
        ({"TOKEN_URL": "http://x.example/token"}, "FOLLOWUP_IMAP_TOKEN_URL is wrong: must begin with https://"),
    ],
)
@pytest.mark.parametrize("command", [("mailbox", "check"), ("worker",)])
def test_a_setting_that_is_wrong_is_one_sentence_before_anything_starts(
    cli: Cli, home: Path, box: Box, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], says: str, command: Any
) -> None:
    use(box, monkeypatch, **given)
    done = cli(*command)
    assert done.code == 2 and says in done.err and done.err.count(".\n") == 1
    assert "hunter2" not in done.err + done.out
    assert not (home / "ledger.db").exists()


# ---------------------------------------------------------------- inbox add


def typed(raw: bytes, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def test_a_raw_mail_comes_in_by_a_pipe_or_a_file_and_the_same_one_once(
    cli: Cli, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.claim("manual:ann", at=WEDNESDAY, email="ann@example.com")
    raw = mail("Tuesday.", to="talent@acme.example", sender="Ann <ann@example.com>")
    typed(b"From ann@example.com Wed Jul 15 14:00:00 2026\n" + raw, monkeypatch)
    done = cli("inbox", "add", "-")
    assert (done.code, done.err) == (0, "")
    assert done.out == "In the inbox, about manual:ann; a running gateway passes it on within seconds.\n"
    file = tmp_path / "mail.eml"
    file.write_bytes(raw.replace(b"\n", b"\r\n"))
    again = cli("inbox", "add", str(file), "--json")
    assert again.json == {"stored": False, "kind": "reply", "about": "manual:ann"}
    assert "in the inbox already" in cli("inbox", "add", str(file)).out
    (row,) = cli("inbox", "list", "--json").json
    kept = ledger.inbox.one(row["number"])
    assert kept and (row["source"], row["kind"]) == ("mail", "reply")
    assert json.loads(kept["body"])["mail"]["text"].strip() == "Tuesday."


def test_what_is_no_mail_is_kept_for_a_person_and_what_is_nothing_is_refused(
    cli: Cli, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(b"\nno header at all", monkeypatch)
    assert "about nobody known here" in cli("inbox", "add", "-").out
    (row,) = cli("inbox", "list", "--json").json
    assert row["kind"] == "unreadable"
    typed(b"  \n", monkeypatch)
    empty = cli("inbox", "add", "-")
    assert (empty.code, empty.err) == (2, "It doesn't contain an email.\n")
    missing = cli("inbox", "add", str(tmp_path / "none.eml"))
    assert missing.code == 2 and "none.eml can't be read (No such file or directory)." in missing.err


def test_where_the_ledger_is_not_there_a_pipe_is_told_to_try_again(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(mail(), monkeypatch)
    assert cli("inbox", "add", "-").code == 4
    assert not home.exists()


# ---------------------------------------------------------------- doctor


def heard(cli: Cli) -> str:
    """The lines of `doctor` on what is heard."""
    lines = [line for line in cli("doctor").out.splitlines() if "Replies by" in line or "Reply-To:" in line]
    return "\n".join(lines)


def test_doctor_says_what_each_set_up_hears(cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard(cli) == (
        "✓ Replies by email: emails stay on this computer, so there are none; record one with `followup reply`"
    )
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", "smtp://127.0.0.1:9")
    assert heard(cli) == (
        "! Replies by email: with smtp alone no replies are received: replies, stops and bounces end up in the "
        "recruiters' "
        "or the sender's mailbox - set FOLLOWUP_IMAP_URL and FOLLOWUP_REPLY_ADDRESS (docs/inbound.md)"
    )
    monkeypatch.setenv("FOLLOWUP_REPLY_ADDRESS", "talent@acme.example")
    assert "bounces end up at talent@acme.example - set" in heard(cli)
    monkeypatch.setenv("FOLLOWUP_EMAIL", "sendgrid")
    monkeypatch.setenv("SENDGRID_API_KEY", "k")
    monkeypatch.setenv("FOLLOWUP_SENDGRID_EVENT_KEY", "k")
    assert "with sendgrid alone no replies are received: replies and stops end up at talent@" in heard(cli)
    warned = [check for check in cli("doctor", "--json").json["checks"] if check["check"] == "Replies by email"]
    assert (warned[0]["ok"], warned[0]["warns"]) == (True, True)


def test_doctor_knows_the_other_ways_in(cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", "smtp://127.0.0.1:9")
    typed(mail(), monkeypatch)
    cli("inbox", "add", "-")
    assert heard(cli).startswith(
        "✓ Replies by email: handed over with `followup inbox add`, the last one today at 11:00 AM EDT"
    )
    monkeypatch.setenv("FOLLOWUP_SENDGRID_INBOUND_KEY", "k")
    monkeypatch.setenv("FOLLOWUP_INBOUND_DOMAIN", "in.acme.example")
    assert heard(cli) == "✓ Replies by email: received through SendGrid at @in.acme.example"
    monkeypatch.setenv("FOLLOWUP_SMS", "twilio")
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        monkeypatch.setenv(name, "AC" + "0" * 32)
    monkeypatch.setenv("FOLLOWUP_SMS_FROM", "+12125550199")
    assert "! Replies by text: replies to texts aren't received, not even STOP - set FOLLOWUP_PUBLIC_URL" in heard(cli)


def test_doctor_says_how_the_mailbox_is_read_and_since_when_it_is_not(
    cli: Cli, ledger: Ledger, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    monkeypatch.setenv("FOLLOWUP_SMTP_URL", "smtp://127.0.0.1:9")
    assert "! Replies by email: the mailbox at 127.0.0.1 hasn't been read yet - run a worker" in heard(cli)
    assert "! Reply-To: answers go to the sender's own address" in heard(cli)
    monkeypatch.setenv("FOLLOWUP_REPLY_ADDRESS", "talent@acme.example")
    mark = box.address.mark
    ledger.mailboxes.read_up_to(mark, 1, 1, WEDNESDAY - timedelta(hours=1))
    assert heard(cli).startswith("✗ Replies by email: the mailbox at 127.0.0.1 was last read today at 10:00 AM EDT")
    ledger.mailboxes.read_up_to(mark, 1, 1, WEDNESDAY - timedelta(minutes=1))
    assert heard(cli).startswith("✓ Replies by email: read from the mailbox at 127.0.0.1, last today at 10:59 AM EDT")
    note = Condition(MAILBOX_NOTE, says="the mailbox is 97% full; when it is full, answers go back")
    ledger.conditions.report("mailbox", [note], WEDNESDAY)
    assert heard(cli).startswith("! Replies by email: read") and "97% full" in heard(cli)
    trouble = Condition(MAILBOX, says="imap.acme.example can't be reached (Connection refused).")
    ledger.conditions.report("mailbox", [trouble], WEDNESDAY - timedelta(minutes=9))
    assert heard(cli) == (
        "✗ Replies by email: not received since today at 10:51 AM EDT: imap.acme.example can't be reached (Connection "
        "refused) - run `followup mailbox check`; what's waiting there is read once it works"
    )
