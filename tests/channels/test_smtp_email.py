"""SMTP: what was surely not sent, what was refused for good, and what nobody can know, are told apart."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from channels.sender import Accepted, Attachment, NotAccepted, Refused, Unknown
from channels.smtp_email import SmtpEmail
from tests.channels.mail_server import Inbox, running
from tests.channels.raw_server import HANGS_FOR, ScriptedSmtp

BUDGET = timedelta(seconds=1.2)


def test_a_mail_that_the_server_took_is_accepted_and_arrives_whole(inbox: Inbox, mail: Any) -> None:
    message = mail(
        text="Grüße\n.\n.. a dot alone on a line\nFrom here\n",
        to_name="Ánn Łee",
        attachments=(Attachment("i.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"),),
    )
    with running(inbox) as controller:
        assert SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(message) == Accepted(message.message_id)
    envelope = inbox.taken[0]
    assert envelope.mail_from == "talent@acme.example"
    assert envelope.rcpt_tos == ["ann.lee@mail.example"]
    assert isinstance(envelope.content, bytes)
    parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
    body = parsed.get_body(("plain",))
    assert body is not None and body.get_content().replace("\r\n", "\n") == message.text
    assert parsed["Message-ID"] == message.message_id
    assert parsed["To"].addresses[0].display_name == "Ánn Łee"


def test_a_recipient_that_does_not_exist_is_refused_and_the_address_bad(inbox: Inbox, mail: Any) -> None:
    with running(inbox) as controller:
        outcome = SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(mail(to="ann@nobody.example"))
        assert outcome == Refused("The mail server refused the recipient (550 5.1.1 no such user).", address_bad=True)
    assert inbox.taken == []


NOT_ACCEPTED = {
    "reset at once": {"CONNECT": "RESET"},
    "hangs at once": {"CONNECT": "HANG"},
    "drips at once": {"CONNECT": "DRIP"},
    "busy": {"CONNECT": "421 too busy"},
    "no service": {"CONNECT": "554 go away"},
    "no hello": {"EHLO": "CLOSE"},
    "sender later": {"MAIL": "451 later"},
    "sender wants a login": {"MAIL": "530 5.7.0 authentication required"},
    "reset at the recipient": {"RCPT": "RESET"},
    "greylisted": {"RCPT": "450 4.7.1 come back"},
    "recipient, shutting down": {"RCPT": "421 bye"},
    "not understood": {"RCPT": "what?"},
    "hang before the data": {"DATA": "HANG"},
    "closed before the data": {"DATA": "CLOSE"},
    "data later": {"DATA": "451 later"},
    "not taken after the data": {"END": "452 4.3.1 disk full"},
    "shutting down after the data": {"END": "421 bye"},
}


@pytest.mark.parametrize("case", NOT_ACCEPTED)
def test_what_breaks_before_the_end_of_the_data_is_not_accepted(case: str, mail: Any) -> None:
    with ScriptedSmtp(**NOT_ACCEPTED[case]) as server:
        started = time.monotonic()
        outcome = SmtpEmail(server.url, limit=BUDGET).send(mail())
        assert isinstance(outcome, NotAccepted)
        assert time.monotonic() - started < HANGS_FOR


UNKNOWN = {
    "reset": {"END": "RESET"},
    "closed": {"END": "CLOSE"},
    "hang": {"END": "HANG"},
    "drip": {"END": "DRIP"},
    "gibberish": {"END": "ok"},
    "half an answer": {"END": "250-more to come\r\n25"},
    "a success that is none": {"END": "299 hm"},
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_a_data_end_without_a_clear_answer_is_unknown_never_not_sent(case: str, mail: Any) -> None:
    with ScriptedSmtp(**UNKNOWN[case]) as server:
        started = time.monotonic()
        outcome = SmtpEmail(server.url, limit=BUDGET).send(mail())
        assert isinstance(outcome, Unknown)
        assert time.monotonic() - started < HANGS_FOR
        assert len(server.received) == 1


REFUSED = {
    "550": ({"RCPT": "550 no such user"}, True),
    "a number that says nothing": ({"RCPT": "550 no"}, False),
    "551": ({"RCPT": "551 not local"}, False),
    "553": ({"RCPT": "553 bad mailbox name"}, True),
    "5.1.x under another code": ({"RCPT": "554 5.1.1 unknown"}, True),
    "550 5.7.1 is a policy, the person is fine": ({"RCPT": "550 5.7.1 relaying denied"}, False),
    "554": ({"RCPT": "554 5.7.1 relay access denied"}, False),
    "mailbox full": ({"RCPT": "552 5.2.2 over quota"}, False),
    "sender": ({"MAIL": "550 5.7.1 not your domain"}, False),
    "data": ({"DATA": "554 no"}, False),
    "content": ({"END": "554 5.7.1 spam"}, False),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_5xx_is_refused_and_closes_the_address_only_where_it_is_about_the_address(case: str, mail: Any) -> None:
    answers, address_bad = REFUSED[case]
    with ScriptedSmtp(**answers) as server:
        outcome = SmtpEmail(server.url, limit=BUDGET).send(mail())
        assert isinstance(outcome, Refused)
        assert outcome.address_bad is address_bad


def test_a_server_that_takes_no_bytes_cannot_exceed_the_budget(mail: Any) -> None:
    big = mail(attachments=(Attachment("big.bin", "application/octet-stream", bytes(20_000_000)),))
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                for answer in (b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
                    connection.sendall(answer)
                done.wait(HANGS_FOR)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        sender = SmtpEmail(f"smtp://127.0.0.1:{listener.getsockname()[1]}", limit=timedelta(seconds=1))
        started = time.monotonic()
        outcome = sender.send(big)
        spent = time.monotonic() - started
        done.set()
        thread.join(5)
    assert isinstance(outcome, NotAccepted)
    assert spent < HANGS_FOR


def test_a_refused_connection_and_an_unknown_host_are_not_accepted(mail: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for url in (f"smtp://127.0.0.1:{port}", f"smtps://127.0.0.1:{port}", "smtp://nobody.invalid"):
        assert isinstance(SmtpEmail(url, limit=timedelta(seconds=3)).send(mail()), NotAccepted)


def test_a_name_that_is_not_resolved_in_time_is_not_accepted(mail: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(HANGS_FOR) and [])
    started = time.monotonic()
    assert isinstance(SmtpEmail("smtp://mail.example", limit=BUDGET).send(mail()), NotAccepted)
    assert time.monotonic() - started < HANGS_FOR
    release.set()


def test_an_address_that_is_none_is_refused_and_injects_nothing(mail: Any) -> None:
    with ScriptedSmtp() as server:
        outcome = SmtpEmail(server.url).send(mail(to="ann@x.example>\r\nRCPT TO:<all@x.example"))
        assert isinstance(outcome, Refused) and outcome.address_bad
        assert server.lines == []


def test_an_address_with_other_letters_goes_only_where_it_is_understood(mail: Any) -> None:
    message = mail(to="änn@bücher.example")
    with ScriptedSmtp() as server:
        refused = SmtpEmail(server.url).send(message)
    assert isinstance(refused, Refused) and not refused.address_bad, "the address may be right"
    assert refused.reason == (
        "The part of the address before the @ is not plain ASCII, which only mail servers with SMTPUTF8 take, "
        "and our mail server does not offer it: ask for another address."
    )
    with ScriptedSmtp(EHLO="250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8") as server:
        assert isinstance(SmtpEmail(server.url).send(message), Accepted)
        assert "RCPT TO:<änn@xn--bcher-kva.example>" in [line.replace("rcpt", "RCPT") for line in server.lines]


@pytest.mark.parametrize(
    "url", ["mail.example:25", "http://mail.example", "smtp://", "smtp://h:x", "smtp://h?starttls=yes"]
)
def test_a_malformed_address_is_one_sentence_naming_the_setting(url: str) -> None:
    with pytest.raises(ValueError, match="FOLLOWUP_SMTP_URL must read"):
        SmtpEmail(url)


def test_a_look_for_an_earlier_send_proves_nothing() -> None:
    found = SmtpEmail("smtp://h").find("k", to="a@b.example", since=datetime(2026, 1, 1, tzinfo=UTC))
    assert not found.accepted and not found.exact
